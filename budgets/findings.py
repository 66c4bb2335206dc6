"""What the people of one body are told of its own figures."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.timezone import localtime

from budgets.models import LostAgreement
from budgets.queries import lost_agreements_of
from core.dates import in_words
from core.models import User
from core.permissions import Permission, bodies_where
from core.rules import Urgency
from partnerships.findings import Finding, teller
from partnerships.models import Agreement


@teller
def agreed_figures_that_changed(user: User) -> Iterator[Finding]:
    """Figures that the user's own body had agreed and somebody changed or took away since."""
    for lost in lost_agreements_of(user, permission=Permission.SEE):
        agreement = lost.contribution.line.fund.agreement
        if may_agree_figures_of(user, agreement):
            url = reverse("budgets:figures-agree", args=[agreement.reference])
        else:
            url = reverse("budgets:agreement-money", args=[agreement.reference])
        message = _what_became_of(lost)
        yield Finding(agreement.reference, "figures-lost", Urgency.NOW, message, f"Why: {lost.why}", url)


def may_agree_figures_of(user: User, agreement: Agreement) -> bool:
    return bool(bodies_where(user, Permission.AGREE_FIGURES) & agreement.responsible_bodies(user.today))


def _what_became_of(lost: LostAgreement) -> str:
    gone = lost.amount_after is None
    now = "is among your figures no more" if gone else f"is now £{lost.amount_after.amount:,.2f}"
    day = in_words(localtime(lost.lost_at).date())
    what = f"{lost} in {lost.contribution.line.fund}"
    return f"{what}: you agreed £{lost.amount_before.amount:,.2f}; it {now}. Changed by {lost.lost_by}, {day}"
