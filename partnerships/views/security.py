"""Events of security, for those who watch over a body's people, and over the site."""

from __future__ import annotations

from typing import Any

from core.permissions import Permission
from core.views import ListPage
from partnerships import queries
from partnerships.forms.security import SecurityFilter


class SecurityOfBodies(ListPage):
    """What concerns the people of one's own bodies."""

    permission_required = Permission.READ_SECURITY
    template_name = "partnerships/security.html"
    filter_class = SecurityFilter
    lead = (
        "Sign-ins, refusals and changes of rights of everybody who holds or held a role at your bodies. "
        "A refusal is of an address that somebody tried; only the right password signs in."
    )

    def get_queryset(self) -> Any:
        return queries.security_events_at(queries.own_bodies(self.user, Permission.READ_SECURITY))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(lead=self.lead, **kwargs)


class SecurityOfSite(SecurityOfBodies):
    """What concerns no body: addresses that nobody has, and the operators themselves."""

    permission_required = Permission.OPERATE_SITE
    lead = "Sign-ins and refusals of addresses that nobody has, and of those who hold no role at a body."

    def get_queryset(self) -> Any:
        return queries.security_events_of_no_body()
