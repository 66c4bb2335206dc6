"""Documents as they were issued: the bytes, what they were made from, and who issued them when."""

from documents.models.board_papers import BoardPaper, PaperKind
from documents.models.issued import DocumentKind, IssuedDocument
from documents.models.kept import KeptFile

__all__ = ["BoardPaper", "DocumentKind", "IssuedDocument", "KeptFile", "PaperKind"]
