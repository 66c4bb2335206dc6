"""What forums are asked, and what they decided."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Max

from core.models import User
from core.reading import Records, Wanted
from governance.calculations.decisions import DecisionLine, Decisions
from governance.models import CabinetReport, Decision, Forum, Recommendation, ReportStage
from partnerships.as_at import AgreementAsAt
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


@part_of_agreement(Decisions, Wanted(Decision, "report__agreement", ("report", "forum__body")))
def decisions_part(agreement: AgreementAsAt, records: Records) -> Decisions:
    """What was decided, without the words: some of them may be exempt, or have become so since."""
    decided = [
        each
        for each in records.all(Decision)
        if each.report.agreement_id == agreement.key and not each.report.is_retired
    ]
    return Decisions(tuple(_line(each) for each in decided if not _is_decided_anew(each, decided)))


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


def _line(decision: Decision) -> DecisionLine:
    return DecisionLine(
        key=decision.pk,
        report=decision.report.reference,
        report_version=decision.report_version,
        recommendation=decision.recommendation_id,
        forum=decision.forum.name,
        body=decision.forum.body.name,
        outcome=decision.outcome,
        outcome_label=decision.get_outcome_display(),
        deferred_to_on=decision.deferred_to_on,
        decided_on=decision.decided_on,
        authorises=decision.authorises,
        authority_limit="" if decision.is_exempt else decision.authority_limit,
    )


def decided_in_short(decisions: Iterable[Decision]) -> Iterable[tuple[str, str]]:
    """Who decided what, for `calculations.decisions.in_short`."""
    return ((each.forum.name, each.get_outcome_display()) for each in decisions)
