"""How a document is answered: as it was issued, or made now."""

from __future__ import annotations

import hashlib
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header

from core.models import SecurityEvent
from core.permissions import Permission
from core.security import security_event
from core.views import Page
from documents.blocks import Document
from documents.exports import PDF, pdf_of
from documents.models import BoardPaper, IssuedDocument, KeptFile
from documents.queries.documents import (
    issued_document,
)
from documents.word import WORD, word_of
from partnerships.views.left import LeftPage


def file_answer(content: bytes, filename: str, content_type: str, *, inline: bool = False) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = str(content_disposition_header(not inline, filename))
    return response


def draft_answer(document: Document, name: str, *, as_word: bool = False) -> HttpResponse:
    """The document made now and not kept: as a PDF to look at, or as a Word file to work on."""
    if as_word:
        return file_answer(word_of(document), f"{name}.docx", WORD)
    return file_answer(pdf_of(document), f"{name}.pdf", PDF, inline=True)


def as_issued(page: Page, document: KeptFile, back_url: str, *, as_word: bool = False) -> HttpResponse:
    """The stored bytes; a page that says so where they are not what was issued."""
    stored = document.word if as_word else document.content
    if stored is None:
        raise Http404
    content = bytes(stored)
    issued_with = document.word_sha256 if as_word else document.sha256
    if hashlib.sha256(content).hexdigest() != issued_with:
        context = page.get_context_data(
            what=document,
            kept_as=issued_with,
            when="issued",
            back_url=back_url,
            back="Back to the documents",
        )
        return page.render_to_response(context, status=500)
    if document.is_exempt:
        kind = SecurityEvent.Kind.EXEMPT_READ
        security_event(kind, page.request, person=page.user, document=document.pk)
    if as_word:
        return file_answer(content, document.word_filename, WORD)
    return file_answer(content, document.filename, document.content_type)


class DocumentDownload(Page):
    """The stored bytes, after seeing that they are still what was issued."""

    permission_required = Permission.SEE
    template_name = "core/damaged.html"
    as_word = False

    def get_object(self) -> IssuedDocument:
        self.document = self.get_visible_or_404(IssuedDocument, self.kwargs["key"], "agreement")
        return self.document

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return as_issued(self, self.document, self.document.get_absolute_url(), as_word=self.as_word)


class PaperDownload(Page):
    """The stored bytes of a paper of a board."""

    permission_required = Permission.SEE
    template_name = DocumentDownload.template_name
    as_word = False

    def get_object(self) -> BoardPaper:
        self.paper = self.get_visible_or_404(BoardPaper, self.kwargs["key"], "board", "meeting")
        return self.paper

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return as_issued(self, self.paper, self.paper.get_absolute_url(), as_word=self.as_word)


class LeftDownload(LeftPage):
    """A document that was issued before the user's body left, byte for byte."""

    template_name = DocumentDownload.template_name

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.kwargs["document"] not in self.past.rows.get(IssuedDocument, {}):
            raise Http404
        document = issued_document(self.kwargs["document"])
        return as_issued(self, document, reverse("partnerships:left", args=[self.left.pk]))
