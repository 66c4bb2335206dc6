"""What helps while somebody types: how it will read."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest

from core.forms.fields.text import PROSE_LENGTH
from core.jinja import prose
from core.permissions import Anyone
from core.views.pages import Page


class Preview(Page):
    """A text as it will read, as a piece of HTML. It is kept nowhere."""

    permission_required = Anyone.SIGNED_IN
    http_method_names = ("post",)

    def post(self, request: HttpRequest) -> HttpResponse:
        text = request.POST.get("text", "")
        if len(text) > 2 * PROSE_LENGTH:  # each line end may be two characters
            return HttpResponseBadRequest("This text is too long.", content_type="text/plain")
        return HttpResponse(prose(text))
