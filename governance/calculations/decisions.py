"""What was decided on an agreement's reports, as values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from core.dates import in_words
from core.sentences import mid_sentence
from governance.calculations.call_in import CallInPeriod


class Effect(StrEnum):
    """Whether a decision has effect on a day."""

    NONE = "none"  # it was deferred, or called in and is to be decided anew
    SUSPENDED = "suspended"
    WAITS = "waits"
    BINDS = "binds"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Standing:
    """When a decision takes effect and, in words, why then; `ends_at` is the last moment of its call-in."""

    effect: Effect
    why: str
    effective_on: date | None = None
    ends_at: datetime | None = None
    called_in_on: date | None = None

    @property
    def in_words(self) -> str:
        """What stands where its effective day does."""
        match self.effect:
            case Effect.SUSPENDED:
                return "Suspended"
            case Effect.NONE:
                return "None"
            case Effect.UNKNOWN:
                return "Not known"
        return in_words(self.effective_on) if self.effective_on else "Not known"


@dataclass(frozen=True)
class CallInRule:
    """The forum's call-in rule of the day of the decision, as far as it bears on it."""

    applies_to_key_alone: bool
    counted_from: date | None
    period: CallInPeriod


@dataclass(frozen=True)
class CalledIn:
    """One calling-in of a decision; `settled_on` is None while it runs."""

    called_on: date
    outcome: str
    settled_on: date | None
    effective_on: date | None


def standing_of(
    *,
    forum: str,
    is_deferred: bool,
    is_urgent: bool,
    may_be_called_in: bool,
    is_key: bool | None,
    decided_on: date | None,
    rule: CallInRule | None,
    called_in: Sequence[CalledIn],
    on: date,
) -> Standing:
    """When what was decided takes effect, as it stands on the day `on`."""
    if is_deferred:
        return Standing(Effect.NONE, "It was deferred.")
    running = [each for each in called_in if each.settled_on is None]
    ends_at = rule.period.ends(rule.counted_from) if rule and rule.counted_from else None
    if running:
        called_on = running[0].called_on
        why = f"It was called in on {in_words(called_on)}, and that is not settled."
        return Standing(Effect.SUSPENDED, why, ends_at=ends_at, called_in_on=called_on)
    if any(each.outcome == "reconsidered" for each in called_in):
        return Standing(Effect.NONE, "It was called in, and is to be decided anew.", ends_at=ends_at)
    if called_in:
        day = max(each.effective_on or each.settled_on or each.called_on for each in called_in)
        return _from(day, on, "It was called in, and stood.", ends_at)
    if decided_on is None:
        return Standing(Effect.UNKNOWN, "The day on which it was decided is not recorded.")
    if not may_be_called_in:
        return _from(decided_on, on, "What this forum decides is not called in.")
    if is_urgent:
        return _from(decided_on, on, "It is urgent, and so cannot be called in.")
    if rule is None:
        why = f"No call-in rule of {forum} is recorded for {in_words(decided_on)}."
        return Standing(Effect.UNKNOWN, why)
    if rule.applies_to_key_alone and not is_key:
        return _from(decided_on, on, "Only key decisions are called in, and it is not recorded as one.")
    if rule.counted_from is None:
        why = "Its call-in is counted from the day it was published, which is not recorded."
        return Standing(Effect.UNKNOWN, why)
    return _from(rule.period.effective_on(rule.counted_from), on, "Unless it is called in before.", ends_at)


def _from(day: date, on: date, why: str, ends_at: datetime | None = None) -> Standing:
    if on < day:
        return Standing(Effect.WAITS, why, day, ends_at)
    why = "Nobody called it in." if ends_at and why.startswith("Unless") else why
    return Standing(Effect.BINDS, why, day, ends_at)


def enough_callers(ways: Iterable[tuple[int, str]], numbers: Mapping[str, int]) -> bool:
    """Whether so many of each kind are enough by one of the ways; where no number is recorded, always.

    `numbers` counts members of the council, of them those not on the executive and on the committee, and
    residents.
    """
    wanted = list(ways)
    return not wanted or any(numbers[kind] >= least for least, kind in wanted)


@dataclass(frozen=True)
class DecisionLine:
    """What a forum decided on a recommendation, as the agreement's page tells it: without any words of it."""

    key: int
    report: str
    report_version: int
    recommendation: int | None
    forum_key: int
    forum: str
    body: str
    outcome: str
    outcome_label: str
    deferred_to_on: date | None
    decided_on: date | None
    authorises: bool
    authority_limit: str
    standing: Standing

    @property
    def decided_by(self) -> str:
        return f"{self.forum}, {self.body}"


@dataclass(frozen=True)
class FollowUpLine:
    """What is to follow from a decision; `what` is empty where not all may read it."""

    key: int
    decision: int
    report: str
    forum: str
    what: str
    owner_post: str
    due_on: date
    done_on: date | None


@dataclass(frozen=True)
class Decisions:
    """What was decided on the agreement's reports: of each forum on each recommendation the latest."""

    decisions: tuple[DecisionLine, ...]
    follow_ups: tuple[FollowUpLine, ...] = ()

    @property
    def together(self) -> list[list[DecisionLine]]:
        """What each forum decided on each report, in the order in which they decided."""
        found: dict[tuple[str, str], list[DecisionLine]] = {}
        for each in self.decisions:
            found.setdefault((each.report, each.decided_by), []).append(each)
        return [*found.values()]

    @property
    def still_to_do(self) -> list[FollowUpLine]:
        return [each for each in self.follow_ups if each.done_on is None]

    def on_report(self, reference: str) -> list[str]:
        """Who decided what on a report, in short."""
        return in_short(
            (each.forum, each.outcome_label) for each in self.decisions if each.report == reference
        )


def in_short(decided: Iterable[tuple[str, str]]) -> list[str]:
    """By forum what it decided: "Executive: agreed", or "Cabinet: 2 agreed, 1 deferred"."""
    counted: dict[str, Counter[str]] = {}
    for forum, outcome in decided:
        counted.setdefault(forum, Counter())[mid_sentence(outcome)] += 1
    return [f"{forum}: {_outcomes(outcomes)}" for forum, outcomes in counted.items()]


def _outcomes(outcomes: Counter[str]) -> str:
    if len(outcomes) == 1:
        return next(iter(outcomes))
    return ", ".join(f"{number} {outcome}" for outcome, number in outcomes.items())
