"""What was decided on an agreement's reports, as values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from core.sentences import mid_sentence


@dataclass(frozen=True)
class DecisionLine:
    """What a forum decided on a recommendation, as the agreement's page tells it: without any words of it."""

    key: int
    report: str
    report_version: int
    recommendation: int | None
    forum: str
    body: str
    outcome: str
    outcome_label: str
    deferred_to_on: date | None
    decided_on: date | None
    authorises: bool
    authority_limit: str

    @property
    def decided_by(self) -> str:
        return f"{self.forum}, {self.body}"


@dataclass(frozen=True)
class Decisions:
    """What was decided on the agreement's reports: of each forum on each recommendation the latest."""

    decisions: tuple[DecisionLine, ...]

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
