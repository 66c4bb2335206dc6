"""Fetching reports with all that is in them, in a number of queries that does not grow."""

from __future__ import annotations

from itertools import count
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects

from core.models import User
from governance.models import (
    BackgroundPaper,
    CabinetReport,
    ExemptablePart,
    Implication,
    Part,
    Recommendation,
    ReportConsultee,
    ReportSection,
    ReportStage,
)
from governance.queries.reports.facts import ReportFacts
from partnerships.models import Agreement

NEEDED = ("agreement", "layout", "forum__body__kind")

CONTENTS: tuple[tuple[str, type[Any], str, tuple[str, ...]], ...] = (
    ("sections", ReportSection, "current_sections", ("layout_section",)),
    ("recommendations", Recommendation, "current_recommendations", ("forum__body",)),
    ("implications", Implication, "current_implications", ()),
    ("papers", BackgroundPaper, "current_papers", ()),
    ("consultees", ReportConsultee, "current_consultees", ()),
    ("stages", ReportStage, "current_stages", ("forum__body",)),
)


def gather(*reports: CabinetReport, exempt: bool = False) -> None:
    """Fetch all that is in the reports and not retired, as `current_sections`, `current_papers` …

    What is exempt stands there only where it is asked for; `exempt_parts` are what is marked so.
    """
    every = [
        Prefetch(relation, model.objects.current().with_related(*related), to_attr=f"every_{relation}")
        for relation, model, _, related in CONTENTS
    ]
    prefetch_related_objects(reports, *NEEDED, *every)
    for report in reports:
        report.exempt_parts, report.shows_exempt = [], exempt
        for relation, model, name, _ in CONTENTS:
            rows = getattr(report, f"every_{relation}")
            if issubclass(model, ExemptablePart):
                for row in rows:
                    row.report = report
                report.exempt_parts += [row for row in rows if row.is_exempt]
                rows = [row for row in rows if exempt or not row.is_withheld]
            setattr(report, name, rows)


def reports_seen_by(user: User) -> Any:
    """The reports the user may see, retired ones too, the latest meeting first, each with its forum."""
    return CabinetReport.objects.visible_to(user).select_related("agreement", "forum__body")


def reports_of(agreement: Agreement) -> list[CabinetReport]:
    """The agreement's reports that are not retired."""
    return list(agreement.reports.current().select_related("forum__body", "layout"))


def retired_reports_of(agreement: Agreement) -> list[CabinetReport]:
    """The agreement's reports that are."""
    return list(agreement.reports.retired())


def retired_contents_of(report: CabinetReport, *, seen_by: User) -> list[Any]:
    """Everything in the report that was taken out and that the user may see, to be restored from."""
    return [
        row
        for relation, _, _, related in CONTENTS
        for row in getattr(report, relation).visible_to(seen_by).with_related(*related).retired()
    ]


def next_reference(agreement: Agreement) -> str:
    """A reference for the agreement's next report that no report has, retired and unseen ones included."""
    begins = f"{agreement.reference}-R"
    taken = set(
        CabinetReport.objects.filter(reference__startswith=begins).values_list("reference", flat=True)
    )
    first = agreement.reports.count() + 1
    return next(proposed for n in count(first) if (proposed := f"{begins}{n}") not in taken)


def sections_by_part(report: CabinetReport) -> list[tuple[str, list[ReportSection]]]:
    """The sections of each part that has any, with the part's name."""
    parts = [
        (str(part.label), [each for each in report.current_sections if each.part == part]) for part in Part
    ]
    return [(label, sections) for label, sections in parts if sections]


def sections_left_out(report: CabinetReport, facts: ReportFacts) -> list[ReportSection]:
    """Sections that are not required and have nothing in them, so that the report goes without."""
    shown = {section.key for section in facts.sections}
    return [section for section in report.current_sections if section.pk not in shown]
