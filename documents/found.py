"""What of issued documents can be searched for: their titles."""

from core.search import Source, register_sources
from documents.models import IssuedDocument

register_sources(
    Source(
        "Issued documents",
        IssuedDocument,
        ("title",),
        ("agreement__reference", "title"),
        "documents:agreement-documents",
        "agreement__reference",
        ("agreement",),
    )
)
