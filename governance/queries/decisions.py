"""What forums are asked, and what they decided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max

from core.models import User
from core.reading import Records, Wanted
from governance.calculations.decisions import (
    CalledIn,
    CallInRule,
    DecisionLine,
    Decisions,
    FollowUpLine,
    Standing,
    standing_of,
)
from governance.models import (
    CabinetReport,
    CallIn,
    CallInRequest,
    Decision,
    FollowUp,
    Forum,
    FurtherAgreement,
    Outcome,
    Recommendation,
    ReportStage,
)
from partnerships.as_at import AgreementAsAt
from partnerships.models import Party
from partnerships.queries import part_of_agreement

OWN_DECISION = ReportStage.Purpose.DECISION


@dataclass(frozen=True)
class Asked:
    """A forum, what of the report is put to it, and what it decided; `recommendations` may be none."""

    forum: Forum
    recommendations: list[Recommendation]
    decisions: list[Decision]
    earlier: list[Decision]  # on versions before the one that is decided on now


def asked_of(report: CabinetReport) -> list[Asked]:
    """Every forum that decides on the report, of which all was gathered, in the order they are asked.

    A recommendation is put to the body it is addressed to and, where it says so, to each further meeting that
    takes its own decision. Who only decided on an earlier version comes last.
    """
    further = [stage.forum for stage in report.current_stages if stage.purpose == OWN_DECISION]
    asked: dict[Forum, list[Recommendation]] = {forum: [] for forum in (report.forum, *further)}
    for row in report.current_recommendations:
        addressed = [row.forum] if row.forum else []
        for forum in dict.fromkeys([*addressed, *(further if row.goes_further else [])]):
            asked.setdefault(forum, []).append(row)
    for decision in report.current_decisions:
        asked.setdefault(decision.forum, [])
    return [_asked(report, forum, rows) for forum, rows in asked.items()]


def _asked(report: CabinetReport, forum: Forum, rows: list[Recommendation]) -> Asked:
    decided = [each for each in report.current_decisions if each.forum == forum]
    version = report.decided_version
    return Asked(
        forum,
        rows,
        [each for each in decided if each.report_version == version],
        [each for each in decided if each.report_version != version],
    )


def decisions_version(report: CabinetReport, forum: Forum) -> int:
    """The key of the latest act that changed what the forum decided on the report."""
    rows = Decision.history.filter(report=report, forum=forum)
    return rows.aggregate(latest=Max("act"))["latest"] or 0


def decisions_at(report: CabinetReport, forum: Forum, version: int) -> list[Any]:
    """What the forum had decided on this version of the report, as that act left it."""
    rows = Decision.history.filter(report=report, forum=forum, report_version=report.decided_version)
    rows = rows.filter(act__lte=version).order_by("id", "-history_id").distinct("id")
    return [row for row in rows if row.retired_at is None]


def retired_decisions_of(report: CabinetReport, *, seen_by: User) -> list[Decision]:
    """What was taken out and the user may see, to be restored from."""
    return list(
        Decision.objects.visible_to(seen_by)
        .filter(report=report)
        .retired()
        .select_related("retired_by", "forum__body", "report")
    )


@part_of_agreement(
    Decisions,
    Wanted(Decision, "report__agreement", ("report", "forum__body")),
    Wanted(CallIn, "forum__decisions__report__agreement"),
    Wanted(CallInRequest, "decision__report__agreement"),
    Wanted(FollowUp, "decision__report__agreement"),
    *(
        Wanted(model, f"{path}report__further_agreements__agreement", related)
        for model, path, related in (
            (Decision, "", ("report", "forum__body")),
            (CallIn, "forum__decisions__", ()),
            (CallInRequest, "decision__", ()),
            (FollowUp, "decision__", ()),
        )
    ),
    Wanted(FurtherAgreement, "agreement", ("agreement",)),  # by whose references they are in order
    Wanted(Party, "agreement__reports__further_agreements__agreement"),
)
def decisions_part(agreement: AgreementAsAt, records: Records) -> Decisions:
    """What was decided, without the words: some of them may be exempt, or have become so since."""
    decided = [
        each
        for each in records.all(Decision)
        if not each.report.is_retired and _is_of(each.report, agreement.key, records)
    ]
    latest = [each for each in decided if not _is_decided_anew(each, decided)]
    lines = (
        _line(
            each,
            standing(
                each,
                records.beneath(CallIn, each.forum_id),
                records.beneath(CallInRequest, each.pk),
                on=agreement.on,
            ),
        )
        for each in latest
    )
    follow_ups = (_follow_up(one, each) for each in decided for one in records.beneath(FollowUp, each.pk))
    return Decisions(tuple(lines), tuple(follow_ups))


def _is_of(report: CabinetReport, agreement: int, records: Records) -> bool:
    """Whether the report is of the agreement or, where all its partners see the report, names it too."""
    if report.agreement_id == agreement:
        return True
    named = {each.report_id for each in records.all(FurtherAgreement) if each.agreement_id == agreement}
    here = {each.body_id for each in records.beneath(Party, agreement)}
    see = {each.body_id for each in records.beneath(Party, report.agreement_id) if each.left_on is None}
    return report.pk in named and here <= see


def call_in_of(decision: Decision, rules: Iterable[CallIn]) -> CallIn | None:
    """The call-in rule of these that was in force when it was decided."""
    day = decision.decided_on
    return next((each for each in rules if day and day in each.in_force), None)


def standing(
    decision: Decision, rules: Iterable[CallIn], requests: Iterable[CallInRequest], *, on: date
) -> Standing:
    """When the decision takes effect, as it stands on that day."""
    rule = call_in_of(decision, rules)
    return standing_of(
        forum=decision.forum.in_sentence,
        is_deferred=decision.outcome == Outcome.DEFERRED,
        is_urgent=decision.is_urgent,
        may_be_called_in=decision.forum.may_be_called_in,
        is_key=decision.report.is_key,
        decided_on=decision.decided_on,
        rule=_rule(rule, decision) if rule else None,
        called_in=[
            CalledIn(each.called_on, each.outcome, each.settled_on, each.effective_on) for each in requests
        ],
        on=on,
    )


def _rule(rule: CallIn, decision: Decision) -> CallInRule:
    assert decision.decided_on is not None
    return CallInRule(
        applies_to_key_alone=rule.applies_to == CallIn.AppliesTo.KEY,
        counted_from=rule.counted_from(published=decision.published_on, decided=decision.decided_on),
        period=rule.period,
    )


def standings_of(decisions: Sequence[Decision], *, on: date) -> dict[int, Standing]:
    """By the key of each decision when it takes effect, in two queries."""
    rules: dict[int, list[CallIn]] = defaultdict(list)
    requests: dict[int, list[CallInRequest]] = defaultdict(list)
    if decisions:
        for rule in CallIn.objects.not_retired().filter(forum__in={each.forum_id for each in decisions}):
            rules[rule.forum_id].append(rule)
        for one in CallInRequest.objects.not_retired().filter(decision__in=decisions):
            requests[one.decision_id].append(one)
    return {each.pk: standing(each, rules[each.forum_id], requests[each.pk], on=on) for each in decisions}


@dataclass(frozen=True)
class After:
    """What became of a decision and is to follow from it, with what was retired of that."""

    rules: list[CallIn]
    requests: list[CallInRequest]
    follow_ups: list[FollowUp]
    retired: list[Any]


def after(decision: Decision) -> After:
    requests = list(decision.call_in_requests.select_related("referred_to__body", "retired_by"))
    follow_ups = list(decision.follow_ups.select_related("retired_by"))
    found: list[Any] = [*requests, *follow_ups]
    for each in found:
        each.decision = decision
    return After(
        rules=list(decision.forum.call_ins.not_retired()),
        requests=[each for each in requests if not each.is_retired],
        follow_ups=[each for each in follow_ups if not each.is_retired],
        retired=[each for each in found if each.is_retired],
    )


def decided_together_with(decision: Decision, *, seen_by: User) -> Any:
    """What else its forum decided on the same version of the report and the user may see."""
    same = {name: getattr(decision, name) for name in ("report", "forum", "report_version")}
    rows = Decision.objects.visible_to(seen_by).not_retired().filter(**same)
    return rows.exclude(pk=decision.pk).select_related("forum")


def follow_ups_of(report: CabinetReport, *, seen_by: User) -> list[FollowUp]:
    """What is to follow from decisions on the report, as far as the user may see it."""
    rows = FollowUp.objects.visible_to(seen_by).not_retired().filter(decision__report=report)
    return list(rows.select_related("decision__forum"))


def _is_decided_anew(decision: Decision, among: list[Decision]) -> bool:
    """Whether the forum has decided on the same since, on a later version of the report."""
    return any(
        other.report_version > decision.report_version
        and (other.report_id, other.forum_id) == (decision.report_id, decision.forum_id)
        and (other.recommendation_id == decision.recommendation_id or None in _asked_by(other, decision))
        for other in among
    )


def _asked_by(*decisions: Decision) -> list[int | None]:
    return [each.recommendation_id for each in decisions]


def _follow_up(one: FollowUp, decision: Decision) -> FollowUpLine:
    return FollowUpLine(
        key=one.pk,
        decision=decision.pk,
        report=decision.report.reference,
        forum=decision.forum.name,
        what="" if decision.is_withheld else one.what,
        owner_post=one.owner_post,
        due_on=one.due_on,
        done_on=one.done_on,
    )


def _line(decision: Decision, standing: Standing) -> DecisionLine:
    return DecisionLine(
        key=decision.pk,
        report=decision.report.reference,
        report_version=decision.report_version,
        recommendation=decision.recommendation_id,
        forum_key=decision.forum_id,
        forum=decision.forum.name,
        body=decision.forum.body.name,
        outcome=decision.outcome,
        outcome_label=decision.get_outcome_display(),
        deferred_to_on=decision.deferred_to_on,
        decided_on=decision.decided_on,
        authorises=decision.authorises,
        authority_limit="" if decision.is_withheld else decision.authority_limit,
        standing=standing,
    )


def decided_in_short(decisions: Iterable[Decision]) -> Iterable[tuple[str, str]]:
    """Who decided what, for `calculations.decisions.in_short`."""
    return ((each.forum.name, each.get_outcome_display()) for each in decisions)
