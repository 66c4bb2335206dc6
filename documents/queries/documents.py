"""The documents that were issued."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import F, Func, Max, TextField, Value
from django.db.models.functions import Coalesce

from core.models import User
from documents.models import BoardPaper, DocumentKind, IssuedDocument, KeptFile
from governance.models import CabinetReport, Forum
from partnerships.models import Agreement


def documents_of(agreement: Agreement, *, seen_by: User, until: datetime | None = None) -> Any:
    """The agreement's documents that the user may see, the latest first, each with what took its place."""
    documents = IssuedDocument.objects.visible_to(seen_by).filter(agreement=agreement)
    documents = documents.filter(issued_at__lte=until) if until else documents
    return documents.with_successor().select_related("issued_by", "report", "forum")


def issued_document(key: int) -> IssuedDocument:
    """The document of that key, for whoever was found to read it."""
    return IssuedDocument.objects.get(pk=key)


def latest_issue(
    kind: DocumentKind,
    agreement: Agreement,
    report: CabinetReport | None = None,
    *,
    forum: Forum | None = None,
    exempt: bool = False,
) -> IssuedDocument | None:
    return IssuedDocument.objects.of(kind, agreement, report, forum=forum, exempt=exempt).first()


def next_number(
    kind: DocumentKind,
    agreement: Agreement,
    report: CabinetReport | None = None,
    *,
    forum: Forum | None = None,
) -> int:
    """The number the next issue of an agreement, a schedule or a record of decisions gets."""
    numbers = IssuedDocument.objects.filter(kind=kind, agreement=agreement, report=report, forum=forum)
    return (numbers.aggregate(last=Max("number"))["last"] or 0) + 1


def versions_of(report: CabinetReport, *, seen_by: User) -> list[IssuedDocument]:
    """The versions of the report that were issued and the person may read, the latest first.

    One with a further front says the same text again, and so is left out.
    """
    seen = IssuedDocument.objects.visible_to(seen_by)
    issued = seen.filter(report=report, kind=DocumentKind.CABINET_REPORT, forum=None)
    return list(issued.order_by("-number", "is_exempt"))


def issues_of(agreement: Agreement, *, seen_by: User) -> Any:
    """The issues of the agreement itself that the person may read, the latest first."""
    issued = IssuedDocument.objects.visible_to(seen_by).filter(agreement=agreement)
    return issued.filter(kind=DocumentKind.AGREEMENT).order_by("-number")


def facts_kept(documents: Iterable[IssuedDocument]) -> dict[int, Any]:
    """What each of the documents was made from, by its key."""
    keys = [document.pk for document in documents]
    return dict(IssuedDocument.objects.filter(pk__in=keys).values_list("pk", "facts"))


def number_issued() -> int:
    return IssuedDocument.objects.count() + BoardPaper.objects.count()


def not_as_issued() -> list[KeptFile]:
    """The documents of which a file has another SHA-256 than it was issued with; worked out by SQL."""
    return [*_damaged(IssuedDocument.objects.all()), *_damaged(BoardPaper.objects.all())]


def _damaged(kept: Any) -> Any:
    found = kept.annotate(digest=_digest("content"), word_digest=_digest("word"))
    return found.exclude(digest=F("sha256"), word_digest=F("word_sha256"))


def _digest(field: str) -> Any:
    """Of a file; empty where there is none."""
    digest = Func(Func(field, function="sha256"), Value("hex"), function="encode", output_field=TextField())
    return Coalesce(digest, Value(""), output_field=TextField())
