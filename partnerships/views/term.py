"""How long an agreement lasts: its notice, the days of its term, and who takes part each year."""

from __future__ import annotations

from typing import Any

from core.views import RecordAdd, RecordChange
from partnerships import queries
from partnerships.actions import term
from partnerships.calculations.term import coming_days, notice_days
from partnerships.views.hub import AgreementTab


class AgreementTerm(AgreementTab):
    """The next day for notice, for a break, for a decision and for a review, each with its rule."""

    template_name = "partnerships/agreement/term.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            notice_days=notice_days(self.as_at),
            coming=coming_days(self.as_at),
            retired=queries.retired_from("term", self.agreement),
            **kwargs,
        )


class RenewalDecisionAdd(RecordAdd):
    action = staticmethod(term.decide_renewal)


class RenewalDecisionChange(RecordChange):
    action = staticmethod(term.change_renewal_decision)
