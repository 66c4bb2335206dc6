"""Everything a record of decisions prints: what one forum decided on one version of a report."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localtime

from core.dates import in_words
from governance.calculations.decision_records import RecordLaw, decider_of, record_law
from governance.calculations.exempt import in_words as paragraphs_in_words
from governance.models import CabinetReport, Decision, Forum, GovernanceArrangement
from governance.queries.decisions import Asked, asked_of, standings_of
from governance.queries.exempt import in_force, numbers_in, paragraphs
from governance.queries.reports import gather
from governance.queries.reports.exempt import mark_of
from governance.queries.reports.facts import ExemptFacts
from partnerships.models import Sector


@dataclass(frozen=True)
class ResolutionFacts:
    """One decision as the record prints it."""

    key: int
    put_as: str
    outcome: str
    deferred_to_on: date | None
    resolved: str
    decided_on: date | None
    reasons: str
    alternatives: str
    interests: str
    dispensations: str
    officer_post: str
    delegated_by: str
    urgency: str
    takes_effect: str
    why_then: str
    call_in_ends: str
    authorises: str
    exempt: str


@dataclass(frozen=True)
class DecisionRecordFacts:
    """The record of a forum. `issue` is None in a draft; `resolutions` are those that this reading holds."""

    issue: int | None
    on: date
    law: RecordLaw
    council: str
    forum: str
    reference: str
    title: str
    version: int
    is_key: bool | None
    key_reason: str
    published_on: date | None
    own: tuple[tuple[str, str], ...]  # what the report says in the council's own fields
    resolutions: tuple[ResolutionFacts, ...]
    exempt: ExemptFacts | None
    shows_exempt: bool
    seal: str = ""


@dataclass(frozen=True)
class RecordVersions:
    """The record whole, to judge it by, and open."""

    whole: DecisionRecordFacts
    open: DecisionRecordFacts

    @property
    def exempt(self) -> DecisionRecordFacts | None:
        return self.whole if self.whole.exempt else None


def record_versions(
    report: CabinetReport, forum: Forum, *, on: date, issue: int | None = None, seal: str = ""
) -> RecordVersions | None:
    """Read the record of what the forum decided on the report's version; None where it is not asked."""
    gather(report, exempt=True)
    asked = next((each for each in asked_of(report) if each.forum == forum), None)
    if asked is None:
        return None
    resolutions, law = _resolutions(report, asked, on), _law(asked)
    withheld = {each.pk for each in asked.decisions if each.is_withheld}
    exempt = _exempt(report, [each for each in asked.decisions if each.is_withheld])

    def facts(shown: tuple[ResolutionFacts, ...], *, shows_exempt: bool) -> DecisionRecordFacts:
        return DecisionRecordFacts(
            issue=issue,
            on=on,
            law=law,
            council=asked.forum.body.name,
            forum=asked.forum.name,
            reference=report.reference,
            title=report.title,
            version=report.decided_version,
            is_key=report.is_key,
            key_reason=report.key_reason,
            published_on=max(
                (each.published_on for each in asked.decisions if each.published_on), default=None
            ),
            own=tuple(
                (each.field.label, each.value)
                for each in report.current_own_values
                if each.field.is_on_decision
                and each.field.body_id == forum.body_id
                and (shows_exempt or not report.is_wholly_exempt)
            ),
            resolutions=shown,
            exempt=exempt,
            shows_exempt=shows_exempt,
            seal=seal,
        )

    return RecordVersions(
        facts(resolutions, shows_exempt=bool(withheld)),
        facts(tuple(each for each in resolutions if each.key not in withheld), shows_exempt=False),
    )


def _law(asked: Asked) -> RecordLaw:
    forum = asked.forum
    day = min((each.decided_on for each in asked.decisions if each.decided_on), default=None)
    known = GovernanceArrangement.objects.not_retired().filter(body=forum.body)
    governed = [each for each in known if day and day in each.in_force]
    return record_law(
        decider_of(
            is_council=forum.body.kind.sector == Sector.COUNCIL,
            is_executive=forum.is_executive and all(each.has_executive for each in governed),
            is_officer=forum.kind == Forum.Kind.OFFICER or any(each.officer_post for each in asked.decisions),
            is_member=forum.kind == Forum.Kind.MEMBER,
        ),
        day,
    )


def _resolutions(report: CabinetReport, asked: Asked, on: date) -> tuple[ResolutionFacts, ...]:
    standings = standings_of(asked.decisions, on=on)
    order = {row.pk: place for place, row in enumerate(asked.recommendations)}
    decided = sorted(asked.decisions, key=lambda each: (order.get(each.recommendation_id or 0, 0), each.pk))
    return tuple(
        ResolutionFacts(
            key=each.pk,
            put_as=each.put_as,
            outcome=each.get_outcome_display(),
            deferred_to_on=each.deferred_to_on,
            resolved=each.resolved,
            decided_on=each.decided_on,
            reasons=each.reasons,
            alternatives=each.alternatives,
            interests=each.interests,
            dispensations=each.dispensations,
            officer_post=each.officer_post,
            delegated_by=each.delegated_by,
            urgency=f"{each.urgency_reason} Agreed by {each.urgency_agreed_by}." if each.is_urgent else "",
            takes_effect=standings[each.pk].in_words,
            why_then=standings[each.pk].why,
            call_in_ends=_moment(standings[each.pk].ends_at),
            authorises=_authority(each),
            exempt=mark_of(each),
        )
        for each in decided
    )


def _moment(at: datetime | None) -> str:
    return f"{in_words(localtime(at).date())}, {localtime(at):%H:%M}" if at else ""


def _authority(decision: Decision) -> str:
    limit = f": {decision.authority_limit}" if decision.authority_limit else ""
    return f"This authorises the agreement{limit}." if decision.authorises else ""


def _exempt(report: CabinetReport, withheld: list[Decision]) -> ExemptFacts | None:
    """What the law asks to be said of the resolutions that the public may not read; None where it may all."""
    if not withheld:
        return None
    named = [numbers_in(each.withheld_under) for each in withheld]
    counted = Counter(named)
    wording = {row.number: row.wording for row in in_force(paragraphs(), report.is_of)}
    several = [
        (f"{many} resolutions" if many > 1 else "A resolution", paragraphs_in_words(numbers))
        for numbers, many in counted.items()
    ]
    return ExemptFacts(
        is_whole=report.is_wholly_exempt,
        withheld=tuple(several),
        paragraphs=tuple(
            (number, wording.get(number, "")) for number in sorted({n for each in named for n in each})
        ),
        reason=report.exempt_reason,
    )
