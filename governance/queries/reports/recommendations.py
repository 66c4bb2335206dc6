"""Recommendations as a council writes them: a sentence each, or in groups beneath the body that is asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from core.sentences import sentence_start
from governance.calculations.numbering import Numbers, letters, roman
from governance.models import (
    CabinetReport,
    Decision,
    Forum,
    Recommendation,
    RecommendationMarks,
    RecommendationStyle,
    ReportLayout,
)
from governance.queries.reports.exempt import mark_of
from governance.queries.reports.facts import (
    DecisionFacts,
    RecommendationFacts,
    RecommendationGroup,
    Subgroup,
)

ENDS = (".", ";", ":", "?", "!", "]", "; and", "; or", ", and", ", or")  # no stop goes after these
NOT_NAMED = "[body not named]"


LEADS = {
    RecommendationStyle.SENTENCE: "That [the body]",
    RecommendationStyle.GROUPED: "[body] is recommended to:",
    RecommendationStyle.THAT: "That [the body]:",
}
MARKS = {
    RecommendationStyle.SENTENCE: RecommendationMarks.PARAGRAPH,
    RecommendationStyle.GROUPED: RecommendationMarks.ROMAN_BRACKETS,
    RecommendationStyle.THAT: RecommendationMarks.ROMAN,
}
BULLET = "•"
GOES_ON = (" and", " or")  # the next recommendation to the same body completes the sentence


def recommendation_groups(
    report: CabinetReport, rows: Sequence[Recommendation], numbers: Numbers | None
) -> tuple[RecommendationGroup, ...]:
    """The recommendations in the style of the report's layout, numbered where `numbers` is given."""
    how = _How(report.layout, numbers)
    if how.style == RecommendationStyle.SENTENCE:
        return (RecommendationGroup("", "", (Subgroup("", "", how.sentences(rows)),)),) if rows else ()
    return tuple(how.group(forum, [*to_it]) for forum, to_it in _by_forum(rows))


def decisions_of(report: CabinetReport) -> tuple[tuple[str, DecisionFacts], ...]:
    """What each forum decided: on which recommendation, unless it was on the report, and what."""
    asked = {row.pk: _finished(row.in_full) for row in report.current_recommendations}
    return tuple(
        (asked.get(each.recommendation_id or 0, ""), _decided(each)) for each in report.current_decisions
    )


def _by_forum(rows: Sequence[Recommendation]) -> Iterable[tuple[Forum | None, list[Recommendation]]]:
    """Gather the recommendations to each body, the bodies in the order in which they are first asked."""
    forums = list(dict.fromkeys(row.forum for row in rows))
    return [(forum, [row for row in rows if row.forum == forum]) for forum in forums]


class _How:
    """Recommendations in the words and with the marks of a layout."""

    def __init__(self, layout: ReportLayout, numbers: Numbers | None) -> None:
        self.style = RecommendationStyle(layout.recommendation_style)
        self.words = layout.recommendation_lead or LEADS[self.style]
        self.marks = RecommendationMarks(layout.recommendation_marks or MARKS[self.style])
        self.numbers = numbers

    def sentences(self, rows: Sequence[Recommendation]) -> tuple[RecommendationFacts, ...]:
        """A sentence each; one that ends in "and" is completed by the next to the same body."""
        found: list[RecommendationFacts] = []
        place, before = 0, None
        for row in rows:
            if before is not None and _goes_on(before, row):
                found.append(_facts(row, "", f"{row.verb} {row.text}", continues=True))
            else:
                place += 1
                text = f"{self.lead(row.forum)} {row.verb} {row.text}"
                found.append(_facts(row, self.mark(place), sentence_start(text)))
            before = row
        return tuple(found)

    def group(self, forum: Forum | None, rows: Sequence[Recommendation]) -> RecommendationGroup:
        number = self.numbers.paragraph() if self.numbers else ""
        lettered = groupby(rows, key=lambda row: row.group)
        return RecommendationGroup(
            number, self.lead(forum), tuple(self.subgroup(letter, [*under]) for letter, under in lettered)
        )

    def subgroup(self, letter: str, rows: Sequence[Recommendation]) -> Subgroup:
        verbs = {row.verb for row in rows}
        shared = sentence_start(verbs.pop()) if letter and len(verbs) == 1 else ""
        each = (
            (place, row, row.text if shared else f"{row.verb} {row.text}")
            for place, row in enumerate(rows, 1)
        )
        as_said = str if self.style == RecommendationStyle.THAT else sentence_start
        return Subgroup(
            f"({letter})" if letter else "",
            f"{shared}:" if shared else "",
            tuple(_facts(row, self.mark(place), as_said(text)) for place, row, text in each),
        )

    def lead(self, forum: Forum | None) -> str:
        """The words before it, with the name of the body that is asked."""
        named = forum.in_sentence if forum else NOT_NAMED
        name = forum.name if forum else NOT_NAMED
        return self.words.replace("[the body]", named).replace("[body]", name)

    def mark(self, place: int) -> str:
        match self.marks:
            case RecommendationMarks.PARAGRAPH:
                return self.numbers.paragraph() if self.numbers else ""
            case RecommendationMarks.BULLET:
                return BULLET
            case RecommendationMarks.ROMAN_BRACKETS:
                return f"({roman(place)})"
            case RecommendationMarks.ROMAN:
                return f"{roman(place)})"
            case RecommendationMarks.LETTER_BRACKETS:
                return f"({letters(place)})"
            case RecommendationMarks.LETTER:
                return f"{letters(place)})"
            case RecommendationMarks.NUMBER:
                return f"{place})"


def _goes_on(before: Recommendation, row: Recommendation) -> bool:
    return (before.forum, before.is_exempt) == (row.forum, row.is_exempt) and before.text.rstrip().endswith(
        GOES_ON
    )


def _facts(row: Recommendation, number: str, text: str, *, continues: bool = False) -> RecommendationFacts:
    return RecommendationFacts(
        key=row.pk,
        number=number,
        text=_finished(text),
        addressed_to=row.forum.name if row.forum else "",
        decisions=tuple(
            _decided(each) for each in row.report.current_decisions if each.recommendation_id == row.pk
        ),
        exempt=mark_of(row),
        continues=continues,
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
    """With a stop last, unless another follows on."""
    text = text.strip()
    return f"{text}{'' if text.endswith(ENDS) else '.'}"
