"""Recommendations as a council writes them: a sentence each, or in groups beneath the body that is asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from core.sentences import mid_sentence, sentence_start
from governance.calculations.numbering import Numbers, roman
from governance.models import CabinetReport, Decision, Forum, Recommendation, RecommendationStyle
from governance.queries.reports.exempt import mark_of
from governance.queries.reports.facts import (
    DecisionFacts,
    RecommendationFacts,
    RecommendationGroup,
    Subgroup,
)

ENDS = (".", ";", ":", "?", "!", "]", "; and", "; or", ", and", ", or")  # no stop goes after these
NOT_NAMED = "[body not named]"


def recommendation_groups(
    report: CabinetReport, rows: Sequence[Recommendation], numbers: Numbers | None
) -> tuple[RecommendationGroup, ...]:
    """The recommendations in the style of the report's layout, numbered where `numbers` is given."""
    if report.layout.recommendation_style == RecommendationStyle.SENTENCE:
        each = tuple(_facts(row, _next(numbers), _sentence(row)) for row in rows)
        return (RecommendationGroup("", "", (Subgroup("", "", each),)),) if each else ()
    return tuple(_group(forum, [*to_it], numbers) for forum, to_it in _by_forum(rows))


def _by_forum(rows: Sequence[Recommendation]) -> Iterable[tuple[Forum | None, list[Recommendation]]]:
    """Gather the recommendations to each body, the bodies in the order in which they are first asked."""
    forums = list(dict.fromkeys(row.forum for row in rows))
    return [(forum, [row for row in rows if row.forum == forum]) for forum in forums]


def _group(
    forum: Forum | None, rows: Sequence[Recommendation], numbers: Numbers | None
) -> RecommendationGroup:
    lead = f"{forum.name if forum else NOT_NAMED} is recommended to:"
    number = _next(numbers)
    lettered = groupby(rows, key=lambda row: row.group)
    return RecommendationGroup(number, lead, tuple(_subgroup(letter, [*under]) for letter, under in lettered))


def _subgroup(letter: str, rows: Sequence[Recommendation]) -> Subgroup:
    verbs = {row.get_verb_display() for row in rows}
    shared = verbs.pop() if letter and len(verbs) == 1 else ""
    return Subgroup(
        f"({letter})" if letter else "",
        f"{shared}:" if shared else "",
        tuple(
            _facts(row, f"({roman(place)})", row.text if shared else row.in_full)
            for place, row in enumerate(rows, start=1)
        ),
    )


def _sentence(row: Recommendation) -> str:
    to = row.forum.in_sentence if row.forum else NOT_NAMED
    return f"That {to} {mid_sentence(row.get_verb_display())} {row.text}"


def _facts(row: Recommendation, number: str, text: str) -> RecommendationFacts:
    return RecommendationFacts(
        key=row.pk,
        number=number,
        text=_finished(text),
        addressed_to=row.forum.name if row.forum else "",
        decisions=tuple(
            _decided(each) for each in row.report.current_decisions if each.recommendation_id == row.pk
        ),
        exempt=mark_of(row),
    )


def _decided(each: Decision) -> DecisionFacts:
    return DecisionFacts(
        forum=each.forum.name,
        body=each.forum.body.name,
        report_version=each.report_version,
        outcome=each.get_outcome_display(),
        resolved=each.resolved,
        decided_on=each.decided_on,
        exempt=mark_of(each),
    )


def _finished(text: str) -> str:
    """With a capital letter first and a stop last, unless another follows on."""
    text = text.strip()
    return f"{sentence_start(text)}{'' if text.endswith(ENDS) else '.'}"


def _next(numbers: Numbers | None) -> str:
    return numbers.paragraph() if numbers else ""
