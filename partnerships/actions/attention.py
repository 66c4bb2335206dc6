"""Keeping what needs attention and which days there are, and what people say of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from core import actions
from core.history import act, lock_above, once_committed
from core.models import User
from partnerships import rules
from partnerships.as_at import AgreementAsAt
from partnerships.days import days_told_of
from partnerships.findings import Finding, findings_of
from partnerships.models import Agreement, Attention, AttentionAnswer, KeptDay
from partnerships.queries import agreements_as_at

# Beyond these whoever acts would wait too long, as when a body closes that is party to hundreds: what needs
# attention in the others is found by the daily run of `manage.py update_attention`.
MOST_AT_ONCE = 100


def update_attention(keys: Collection[int], *, on: date) -> None:
    """Bring what is kept of these agreements, their days too, in line with what they say as at that day.

    It writes no history and opens no act: what is kept can be worked out at any time.
    """
    values = agreements_as_at(keys, on=on)
    with transaction.atomic():
        # The rows of the agreements are held, so that no two bring the same in line at one moment.
        in_use = (
            Agreement.objects.not_retired().filter(pk__in=keys).select_for_update(no_key=True).order_by("pk")
        )
        wanted = {
            (agreement.pk, found.code, found.place): found
            for agreement in in_use
            for found in findings_of(values[agreement.pk])
        }
        kept = {(row.agreement_id, row.code, row.place): row for row in _kept(keys)}
        Attention.objects.filter(pk__in=[row.pk for each, row in kept.items() if each not in wanted]).delete()
        Attention.objects.bulk_create(_new(wanted[each], each[0], on) for each in wanted if each not in kept)
        changed = [row for each, row in kept.items() if each in wanted and _brought_up(row, wanted[each])]
        Attention.objects.bulk_update(changed, ["detail", "urgency"])
        _keep_days(keys, [values[agreement.pk] for agreement in in_use])


def _keep_days(keys: Collection[int], agreements: Iterable[AgreementAsAt]) -> None:
    wanted = {
        (each.key, kind.code, day.on, day.what, str(day.at), day.is_due)
        for each in agreements
        for kind, day in days_told_of(each)
    }
    names = ("agreement_id", "kind", "on", "what", "place", "is_due")
    kept = {row[1:]: row[0] for row in KeptDay.objects.filter(agreement__in=keys).values_list("pk", *names)}
    KeptDay.objects.filter(pk__in=[kept[each] for each in kept.keys() - wanted]).delete()
    new = sorted(wanted - kept.keys())
    KeptDay.objects.bulk_create(KeptDay(**dict(zip(names, each, strict=True))) for each in new)


@once_committed
def _after_an_act(keys: set[int], at: datetime) -> None:
    update_attention(sorted(keys)[:MOST_AT_ONCE], on=localdate(at))


def _kept(keys: Collection[int]) -> Iterable[Attention]:
    return Attention.objects.filter(agreement__in=keys)


def _new(found: Finding, agreement: int, on: date) -> Attention:
    return Attention(
        agreement_id=agreement,
        code=found.code,
        place=found.place,
        detail=found.message,
        urgency=found.urgency,
        first_seen_on=on,
    )


def _brought_up(row: Attention, found: Finding) -> bool:
    """Change the row to what was found now; say whether that was anything else."""
    before = row.detail, row.urgency
    row.detail, row.urgency = found.message, found.urgency
    return before != (row.detail, row.urgency)


def answer_attention(
    agreement: Agreement,
    *,
    code: str,
    place: str,
    what: str,
    until_on: date | None = None,
    why: str = "",
    on: date,
    by: User,
    at: datetime,
) -> AttentionAnswer:
    """Record what somebody says of a breach, in place of what was said before. Raises `RulesBroken`."""
    answer = AttentionAnswer(
        agreement=agreement, code=code, place=place, what=what, until_on=until_on, why=why, person=by
    )
    with act(f"attention.{what.replace('_', '-')}", by=by, at=at, why=why) as opened:
        lock_above(answer)
        rules.attention_is_put_off_until_later(answer, on)
        known = {"agreement": agreement, "code": code, "place": place}
        if before := AttentionAnswer.objects.not_retired().filter(**known).first():
            before.what, before.until_on, before.why, before.person = what, until_on, why, by
            answer = before
        actions.save(answer)
        opened.concerns(agreement)
    return answer


def take_back_answer(agreement: Agreement, *, code: str, place: str, by: User, at: datetime) -> None:
    """Let a breach be nobody's again, if anybody said anything of it."""
    answers = agreement.attention_answers.not_retired()
    if answer := answers.filter(code=code, place=place).first():
        with act("attention.taken-back", by=by, at=at):
            actions.retire(answer, by=by, at=at, why="Taken back")
