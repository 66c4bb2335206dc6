"""Events of security, for those who watch over a body's people, and over the site."""

from __future__ import annotations

from typing import Any

from core.permissions import Permission
from core.views import ListPage
from partnerships import queries
from partnerships.forms.security import SecurityFilter


class SecurityOfBodies(ListPage):
    """What concerns the people of one's own bodies."""

    permission = Permission.READ_SECURITY
    template_name = "partnerships/security.html"
    filter_class = SecurityFilter
    lead = (
        "Sign-ins, refusals and changes of rights of everybody who holds or held a role at your bodies. "
        "A refusal is of an address that somebody tried; only the right password signs in."
    )

    def results(self) -> Any:
        return queries.security_events_at(queries.own_bodies(self.user, Permission.READ_SECURITY))

    def context(self, results: Any) -> dict[str, Any]:
        return {"lead": self.lead}


class SecurityOfSite(SecurityOfBodies):
    """What concerns no body: addresses that nobody has, and the operators themselves."""

    permission = Permission.OPERATE_SITE
    lead = "Sign-ins and refusals of addresses that nobody has, and of those who hold no role at a body."

    def results(self) -> Any:
        return queries.security_events_of_no_body()
