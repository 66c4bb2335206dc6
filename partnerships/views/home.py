"""Home: what I am concerned with and what is amiss."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from core.findings import findings_about
from core.permissions import Anyone, Permission, may
from core.views import Page
from partnerships import queries


class Home(Page):
    permission = Anyone.SIGNED_IN
    template_name = "partnerships/home.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        agreements = list(queries.agreements_seen_by(self.user).current())
        return self.render(
            agreements=agreements,
            findings=findings_about(agreements, on=self.today),
            acts=queries.latest_acts_seen_by(self.user, limit=8),
            may_add=may(self.user, Permission.CHANGE_AGREEMENTS),
        )


class ReferenceSee(Page):
    """The law and practice that Common Purse holds as data, with the dates between which they apply."""

    permission = Anyone.SIGNED_IN
    template_name = "partnerships/reference.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render(
            tables=queries.reference_tables(), may_change=may(self.user, Permission.CHANGE_REFERENCE)
        )
