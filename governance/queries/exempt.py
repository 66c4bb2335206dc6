"""Exempt information in reports: the paragraphs of a day, and how a report is marked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from core.dates import Period, in_words
from core.folding import Folded
from governance.calculations.exempt import Marking, Part, paragraph_numbers
from governance.models import CabinetReport, Classification, ExemptParagraph, PartKind, ReportSection
from partnerships.models import Body

PARTS = ("sections", "recommendations", "implications", "papers", "consultees", "options", "risks", "rows")


def paragraphs() -> list[ExemptParagraph]:
    """Every paragraph that is not retired, in force or not."""
    return list(ExemptParagraph.objects.not_retired())


def paragraphs_for(*reports: CabinetReport) -> list[ExemptParagraph]:
    """Those that may matter to these reports, of which all was gathered: none where nothing is exempt."""
    matter = any(each.exempt_parts or each.classification != Classification.OPEN for each in reports)
    return paragraphs() if matter else []


def in_force(rows: Sequence[ExemptParagraph], day: date | None) -> list[ExemptParagraph]:
    """Those in force on the day or, without one, those that have no end yet."""
    if day is None:
        return [row for row in rows if row.to_on is None]
    return [row for row in rows if day in Period(row.from_on, row.to_on)]


def marking_of(report: CabinetReport, rows: Sequence[ExemptParagraph]) -> Marking:
    """How the report is marked, of which all was gathered; `rows` are the paragraphs of any day."""
    return Marking(
        classification=report.classification,
        parts=tuple(Part(_kind(part), numbers_in(part.exempt_paragraphs)) for part in report.exempt_parts),
        paragraphs=numbers_in(report.exempt_paragraphs),
        reason=report.exempt_reason,
        in_force={row.number: row.wording for row in in_force(rows, report.is_of)},
        day=f"on {in_words(report.is_of)}" if report.is_of else "today",
        open_beneath=_is_open_beneath(report.every_sections),
    )


def _is_open_beneath(sections: Sequence[ReportSection]) -> bool:
    """Whether an open section stands under an exempt one of level 1."""
    above: ReportSection | None = None
    for section in sorted(sections, key=lambda each: (each.part_id, each.position, each.pk)):
        if section.level == 1 or (above and above.part_id != section.part_id):
            above = section if section.level == 1 else None
        elif above and above.is_exempt and not section.is_exempt:
            return True
    return False


def has_exempt(report: CabinetReport) -> bool:
    """Whether it is classified as exempt, wholly or in part, or anything in it is marked so."""
    if report.classification != Classification.OPEN:
        return True
    first, *others = [
        getattr(report, name).not_retired().filter(is_exempt=True).order_by().values("pk") for name in PARTS
    ]
    return bool(first.union(*others, all=True).order_by())


def readers_of(report: CabinetReport) -> list[Body]:
    """The bodies where a role lets people read what is exempt in the report."""
    keys = report.bodies_that_read_exempt() - {None}
    return list(Body.objects.filter(pk__in=keys).order_by(Folded("name")))  # type: ignore[misc]


def numbers_in(stored: str) -> tuple[int, ...]:
    return paragraph_numbers(stored)


def _kind(part: object) -> str:
    if isinstance(part, ReportSection) and part.part.kind == PartKind.APPENDIX:
        return "appendix"
    return type(part)._meta.verbose_name.removeprefix("report ")  # type: ignore[attr-defined]
