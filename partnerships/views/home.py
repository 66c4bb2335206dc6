"""Home: what I am concerned with and what needs attention."""

from __future__ import annotations

from typing import Any

from core.permissions import Anyone, Permission, may
from core.views import Page
from partnerships import queries
from partnerships.findings import told_to

# Beyond these, what is most urgent would be lost among the rest.
MOST_AGREEMENTS = 6
MOST_FINDINGS = 20


class Home(Page):
    """What is being prepared or in force, most urgent first and no more than one can take in."""

    permission_required = Anyone.SIGNED_IN
    template_name = "partnerships/home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        seen = queries.agreements_seen_by(self.user).not_retired()
        going_on = queries.most_urgent_first(seen.not_over(), on=self.today)
        attention = queries.attention_seen_by(self.user).not_put_aside(self.today)
        return super().get_context_data(
            agreements=going_on[:MOST_AGREEMENTS],
            agreements_going_on=going_on.count(),
            agreements_seen=seen.count(),
            findings=queries.answered(attention[:MOST_FINDINGS]),
            findings_in_all=attention.count(),
            told=told_to(self.user),
            acts=queries.latest_acts_seen_by(self.user, limit=8),
            may_add=may(self.user, Permission.CHANGE_AGREEMENTS),
            invitations=queries.invitations_to(self.user).count(),
            left=queries.agreements_left_by(self.user).count(),
            operates_site=may(self.user, Permission.OPERATE_SITE),
            **kwargs,
        )


class ReferenceSee(Page):
    """The law and practice that Common Purse holds as data, with the dates between which they apply."""

    permission_required = Anyone.SIGNED_IN
    template_name = "partnerships/reference.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            tables=queries.reference_tables(),
            may_change=may(self.user, Permission.CHANGE_REFERENCE),
            may_read_history=may(self.user, Permission.READ_HISTORY),
            **kwargs,
        )
