"""Writes of an agreement's status: each step by the one table of transitions, from a day of its own."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.timezone import localdate

from core import actions
from core.history import act, lock
from core.models import User
from core.rules import must_not_be_retired
from partnerships.models import Agreement, AgreementStatus, StatusStep
from partnerships.queries import agreement_as_at
from partnerships.rules import signing, statuses


def move_agreement_status(
    agreement: Agreement,
    *,
    to: AgreementStatus,
    on: date | None = None,
    by: User,
    at: datetime,
    version: int | None = None,
    why: str = "",
) -> None:
    """Take the agreement to its next status, from the day `on`. Raises `RulesBroken`.

    Without a day, as of a paper that does not tell it, that of the status before is not ended on any.
    """
    with act(f"agreement.{to.value.replace('_', '-')}", by=by, at=at, why=why) as opened:
        lock(agreement, version=version)
        agreement.refresh_from_db()
        must_not_be_retired(agreement)
        today = localdate(at)
        if on is not None:
            signing.nothing_is_done_on_a_day_to_come(on, today, "on")
            statuses.status_begins_after_the_one_before(_latest_day(agreement), on)
        statuses.status_follows_its_transitions(agreement, to)
        statuses.end_has_its_reason(to, why)
        statuses.must_be_ready(agreement_as_at(agreement.pk, on=on or today, parts=()), to)
        agreement.status = to
        actions.write(agreement)
        actions.write(StatusStep(agreement=agreement, status=to, from_on=on))
        opened.concerns(agreement)


def _latest_day(agreement: Agreement) -> date | None:
    days = agreement.status_steps.exclude(from_on=None).order_by("-pk")
    return days.values_list("from_on", flat=True).first()
