"""Writes of what forums decided."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from django.utils.timezone import localdate

from core import actions
from core.actions import write_changed, write_new
from core.history import StaleEdit, act, lock, tell_once_committed
from core.models import User
from core.rules import (
    RulesBroken,
    check,
    check_all,
    clean,
    must_not_be_retired,
    must_not_belong_to_what_is_retired,
)
from governance.models import CabinetReport, CallInRequest, Decision, FollowUp, Forum, Recommendation
from governance.queries.decisions import Asked, asked_of, decisions_version
from governance.queries.reports import gather
from governance.rules import decisions as rules

# What each recommendation has a field of its own for, where several are decided together.
OF_EACH = ("outcome", "resolved", "deferred_to_on")
TAKEN_BACK = "Not decided, after all"


def record_decisions(
    report: CabinetReport,
    forum: Forum,
    *,
    decided: Mapping[int, Mapping[str, Any]],
    by: User,
    at: datetime,
    version: int | None = None,
    why: str = "",
) -> None:
    """Record what one forum decided on the recommendations of these keys, 0 for the report as a whole.

    Of each, the fields of its decision that are to change; an empty outcome takes the decision back. Raises
    `RulesBroken`, or `StaleEdit` where somebody recorded any since `version` (see `decisions_version`).
    """
    with act("decision.recorded", by=by, at=at, why=why) as opened:
        lock(report)
        if version is not None and decisions_version(report, forum) != version:
            raise StaleEdit
        report.refresh_from_db()
        must_not_be_retired(report)
        must_not_belong_to_what_is_retired(report)
        rules.decision_follows_issue(report)
        gather(report, exempt=True)
        asked = {each.forum: each for each in asked_of(report)}
        rules.decision_is_of_a_forum_that_is_asked(forum, asked)
        new, changed, gone = _sorted(report, asked[forum], decided)
        _check_together([*new, *changed], at)
        names = sorted({name for values in decided.values() for name in values})
        write_new(new, at=at)
        write_changed(changed, names, at=at)
        for each in gone:
            each.retired_at, each.retired_by, each.retired_why = at, by, why or TAKEN_BACK
        write_changed(gone, ("retired_at", "retired_by", "retired_why"), at=at)
        opened.concerns(*report.agreements_concerned())
        further = report.further_agreements.not_retired().values_list("agreement", flat=True)
        tell_once_committed(set(further), at=at)


def _sorted(
    report: CabinetReport, asked: Asked, decided: Mapping[int, Mapping[str, Any]]
) -> tuple[list[Decision], list[Decision], list[Decision]]:
    """The decisions that are new, that are changed, and that are taken back."""
    stored = {each.recommendation_id: each for each in asked.decisions}
    put: dict[int, Recommendation | None] = {each.pk: each for each in asked.recommendations}
    new: list[Decision] = []
    changed: list[Decision] = []
    gone: list[Decision] = []
    for key, recommendation in {**put, 0: None}.items():
        if key not in decided:
            continue
        decision = stored.get(key or None) or new_decision(report, asked.forum, recommendation)
        is_stored, values = decision.pk is not None, decided[key]
        decision.recommendation = recommendation
        if is_stored and values.get("outcome") == "":
            gone.append(decision)
            continue
        if not is_stored and not values.get("outcome"):
            continue
        for name, value in values.items():
            setattr(decision, name, value)
        (changed if is_stored else new).append(decision)
    return new, changed, gone


def new_decision(report: CabinetReport, forum: Forum, recommendation: Recommendation | None) -> Decision:
    """One to be recorded: with the recommendation's words as they are put now, exempt where it is."""
    new = Decision(
        report=report, forum=forum, recommendation=recommendation, report_version=report.decided_version
    )
    if recommendation is not None:
        new.put_as = recommendation.in_full
        new.is_exempt = recommendation.is_exempt
        new.exempt_paragraphs = recommendation.exempt_paragraphs
    return new


def _check_together(decisions: Iterable[Decision], at: datetime) -> None:
    """Raise `RulesBroken` with everything amiss: what is a recommendation's own at the field of its key."""
    broken: dict[tuple[str, str | None], RulesBroken] = {}
    for each in decisions:
        try:
            clean(each)
            _check(each, at)
        except RulesBroken as refusal:
            for one in refusal.broken:
                own = one.field in OF_EACH
                field = f"{one.field}_{each.recommendation_id or 0}" if own else one.field
                broken.setdefault((one.rule.code, field), one.at(field))
    if broken:
        raise RulesBroken([one for refusal in broken.values() for one in refusal.broken])


def _check(decision: Decision, at: datetime) -> None:
    check_all(
        [
            partial(check, decision),
            partial(rules.decision_names_its_day, decision),
            *_not_to_come(decision, at),
        ]
    )


def _not_to_come(decision: Decision, at: datetime) -> list[Callable[[], None]]:
    on = localdate(at)
    return [
        partial(rules.decision_is_not_to_come, decision, day, on) for day in ("decided_on", "published_on")
    ]


def change_decision(
    decision: Decision, *, by: User, at: datetime, version: int | None = None, why: str = ""
) -> None:
    """Correct what is recorded of a decision. Raises `RulesBroken`, or `StaleEdit`."""
    check_all([partial(check, decision), *_not_to_come(decision, at)])
    actions.change(decision, by=by, at=at, version=version, why=why)


def record_decision(new: Decision, *, by: User, at: datetime, why: str = "") -> None:
    """Record one decision as its source reports it, which may leave its day open. Raises `RulesBroken`."""
    draft = new_decision(new.report, new.forum, new.recommendation)
    new.put_as, new.report_version = new.put_as or draft.put_as, draft.report_version
    new.is_exempt = new.is_exempt or draft.is_exempt
    rules.decision_follows_issue(new.report)
    check_all(_not_to_come(new, at))
    actions.record(new, by=by, at=at, why=why)


def call_in(
    new: CallInRequest, *, also: Iterable[Decision] = (), by: User, at: datetime, why: str = ""
) -> None:
    """Record that somebody called a decision in and, in the same act, each of these others.

    Raises `RulesBroken`.
    """
    with act("call-in-request.recorded", by=by, at=at, why=why):
        others = [_said_of(new, decision) for decision in also]
        for each in (new, *others):
            record_what_follows(each, by=by, at=at)


def _said_of(record: CallInRequest, decision: Decision) -> CallInRequest:
    """The same said of another decision."""
    names = [field.attname for field in CallInRequest._meta.concrete_fields if field.editable]
    same = {name: getattr(record, name) for name in names if name not in ("id", "decision_id")}
    return CallInRequest(decision=decision, **same)


def record_what_follows(new: CallInRequest | FollowUp, *, by: User, at: datetime, why: str = "") -> None:
    """Record what became of a decision, or is to follow from it. Raises `RulesBroken`."""
    rules.what_follows_is_not_to_come(new, localdate(at))
    actions.record(new, by=by, at=at, why=why)


def change_what_follows(
    changed: CallInRequest | FollowUp,
    *,
    by: User,
    at: datetime,
    version: int | None = None,
    why: str = "",
) -> None:
    """Say what came of it, or correct it. Raises `RulesBroken`, or `StaleEdit`."""
    rules.what_follows_is_not_to_come(changed, localdate(at))
    actions.change(changed, by=by, at=at, version=version, why=why)
