"""Checks of what is exempt: told in words that give nothing of it away."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from governance.calculations.exempt import Marking
from governance.models import CabinetReport
from governance.queries.exempt import numbers_in
from governance.queries.report_checks.check import Check, Correction, change_page

EXEMPT_LAW = "Local Government Act 1972 Sch 12A"


def is_marked_well(report: CabinetReport, marking: Marking) -> Iterable[Check]:
    """Its class and its parts agree; each names its paragraph, in force on the day; the report says why."""
    name = "What is exempt is marked, and the report classified by it"
    agrees = marking.classified_as_it_is_marked()
    yield Check(
        "exempt-parts", name, not agrees, agrees, EXEMPT_LAW, _corrections(report, to_blame=bool(agrees))
    )
    for code, name, fault in (
        (
            "exempt",
            "Exempt information names its paragraph and the public interest",
            marking.names_paragraph_and_reason(),
        ),
        ("exempt-law", "The paragraphs named were in force on its day", marking.paragraphs_are_in_force()),
    ):
        if not marking.has_exempt:
            yield Check(code, name, None, "Nothing in it is exempt.", EXEMPT_LAW)
        else:
            yield Check(code, name, not fault, fault, EXEMPT_LAW, _corrections(report, to_blame=bool(fault)))


def _corrections(report: CabinetReport, *, to_blame: bool) -> tuple[Correction, ...]:
    """Its particulars and the parts at fault, for those who may read them."""
    if not to_blame or not report.shows_exempt:
        return ()
    nameless = [part for part in report.exempt_parts if not numbers_in(part.withheld_under)]
    parts = [
        Correction(
            f"Name the paragraph: {part}",
            reverse(f"governance:{part.noun().replace(' ', '-')}-change", args=[part.pk]),
        )
        for part in nameless
    ]
    return (*parts, Correction("Change the particulars", change_page(report)))
