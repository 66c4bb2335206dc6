"""Rules of slips that a careful reader finds: each tells what to look at, for only the author knows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from core.sentences import sentence_start
from governance.calculations.names import names_unlike
from governance.calculations.reports import Correction, ReportContents, Result, Row
from governance.calculations.slips import (
    breaks_off,
    leads_to_nothing,
    left_in_brackets,
    misnumbered,
    points_elsewhere,
    said_twice,
    says_nothing_of_law,
)
from governance.rules.report_checks.asking import PRACTICE, of_each_report

AT_MOST = 8


@of_each_report("report-breaks-off", source=PRACTICE)
def no_paragraph_breaks_off(report: ReportContents) -> Result:
    """No paragraph breaks off."""
    return _where(report.written, lambda row: breaks_off(row.text), "ends without a stop")


@of_each_report("report-leads-to-nothing", source=PRACTICE)
def a_colon_leads_to_something(report: ReportContents) -> Result:
    """What ends in a colon is followed by something."""
    return _where(
        report.written,
        lambda row: leads_to_nothing(row.text, followed=row.is_followed),
        "has nothing beneath the colon",
    )


@of_each_report("report-numbering", source=PRACTICE)
def typed_numbers_follow_one_another(report: ReportContents) -> Result:
    """Numbers that were typed follow one another."""
    return _where(report.written, lambda row: misnumbered(row.text), "is numbered with faults")


@of_each_report("report-brackets", source=PRACTICE)
def no_note_is_left_in_brackets(report: ReportContents) -> Result:
    """No note to oneself is left in brackets."""
    return _where(report.texts, lambda row: left_in_brackets(row.text), "has a note left in it")


@of_each_report("report-said-twice", source=PRACTICE)
def nothing_is_said_twice(report: ReportContents) -> Result:
    """No passage of 25 words stands twice."""
    rows = [*report.texts]
    found = said_twice([row.text for row in rows])
    said = [
        f"{_places(rows[each.first], rows[each.again])}: {each.words} words, “{each.begins}…”"
        for each in found
    ]
    return _to_look_at(said, [rows[each.again] for each in found])


def _places(first: Row, again: Row) -> str:
    return f"{first.called}, twice" if first == again else f"{first.called} and {again.called}"


@of_each_report("report-names", source="Good practice: one name for one body")
def names_are_those_recorded(report: ReportContents) -> Result:
    """Bodies and boards are named as they are recorded."""
    agreement = report.agreement
    if agreement is None:
        return Result(None, "The agreement was not read.")
    known = report.names_known
    found = [(row, names) for row in report.texts if (names := names_unlike(row.text, known))]
    said = [f"{row.called}: {', '.join(map(str, names))}" for row, names in found]
    return _to_look_at(said, [row for row, _ in found])


@of_each_report("report-legal", source=PRACTICE)
def legal_advice_says_something(report: ReportContents) -> Result:
    """The legal advice names a power, a duty or what else the law asks."""
    advice = [row for row in report.written if row.text and "legal" in row.name.casefold()]
    if not advice:
        return Result(None, "It has no section of legal advice.")
    empty = [row for row in advice if says_nothing_of_law(row.text) or points_elsewhere(row.text)]
    return _to_look_at([f"{row.called} names no power, duty or document of the law" for row in empty], empty)


@of_each_report("report-options", source=PRACTICE)
def options_are_set_out(report: ReportContents) -> Result:
    """The section on options sets them out."""
    options = [row for row in report.written if row.text and _is_on_options(row.name)]
    if not options:
        return Result(None, "It has no section on options.")
    empty = [row for row in options if points_elsewhere(row.text)]
    return _to_look_at([f"{row.called} only says “{row.text.strip()}”" for row in empty], empty)


def _is_on_options(name: str) -> bool:
    return any(word in name.casefold() for word in ("option", "alternative"))


def _where(rows: Iterable[Row], find: Callable[[Row], Sequence[str]], fault: str) -> Result:
    found = [(row, slips) for row in rows if (slips := find(row))]
    said = [f"{row.called} {fault}: {', '.join(f'“{slip}”' for slip in slips)}" for row, slips in found]
    return _to_look_at(said, [row for row, _ in found])


def _to_look_at(said: Sequence[str], rows: Iterable[Row]) -> Result:
    more = f"; and {len(said) - AT_MOST} more" if len(said) > AT_MOST else ""
    change = tuple(Correction(f"Change {row.called}", row.place) for row in dict.fromkeys(rows))
    detail = f"{'; '.join(said[:AT_MOST])}{more}."
    return Result(not said, sentence_start(detail) if said else "", change, is_to_look_at=True)
