"""Fetching reports with all that is in them, in a number of queries that does not grow."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count
from typing import Any

from django.db.models import Prefetch

from core.models import User
from core.reading import Records, Wanted, read, read_rows
from governance.models import (
    Advice,
    BackgroundPaper,
    Board,
    CabinetReport,
    Clearance,
    Decision,
    ExemptablePart,
    FurtherAgreement,
    GovernanceArrangement,
    Implication,
    KeyTest,
    LayoutPart,
    LayoutRow,
    Notice,
    NoticeSetting,
    Oversight,
    OwnValue,
    Recommendation,
    ReportComment,
    ReportConsultee,
    ReportFront,
    ReportOption,
    ReportRisk,
    ReportRow,
    ReportSection,
    ReportStage,
    TableLabel,
    TermOfReference,
    TermsVersion,
    YearlyNotice,
)
from governance.queries.boards import versions_of
from governance.queries.reports.facts import ReportFacts
from partnerships.models import Agreement, Party

NEEDED = ("agreement", "layout", "forum__body__kind")

CONTENTS: tuple[tuple[str, type[Any], str, tuple[str, ...]], ...] = (
    ("fronts", ReportFront, "current_fronts", ("stage__forum__body", "layout")),  # first: sections ask them
    ("sections", ReportSection, "current_sections", ("layout_section", "part")),
    ("recommendations", Recommendation, "current_recommendations", ("forum__body",)),
    ("implications", Implication, "current_implications", ()),
    ("papers", BackgroundPaper, "current_papers", ()),
    ("consultees", ReportConsultee, "current_consultees", ()),
    ("options", ReportOption, "current_options", ()),
    ("risks", ReportRisk, "current_risks", ()),
    ("own_values", OwnValue, "current_own_values", ("field",)),
    ("stages", ReportStage, "current_stages", ("forum__body",)),
    ("rows", ReportRow, "current_rows", ("section", "layout_row")),
    ("table_labels", TableLabel, "current_table_labels", ("line__partner", "line__group")),
    ("advice", Advice, "current_advice", ("section", "implication", "body", "given_by")),
)


# What stands beside the report and is no part of it: read by its own pages alone.
BESIDE: tuple[tuple[type[Any], tuple[str, ...]], ...] = (
    (FurtherAgreement, ("agreement",)),
    (Clearance, ("body",)),
    (ReportComment, ("section", "implication")),
)


def _wanted(path: str, *, beneath: str, agreement: str, reports: str) -> tuple[Wanted, ...]:
    """Reports, with the paths to what is asked for from each, from what is in it, and from an oversight.

    `reports` is the path from the forum that decides, whose council's own rules are read too.
    """
    of_report = beneath.removeprefix("report")
    return (
        Wanted(CabinetReport, path, NEEDED),
        *(Wanted(model, beneath, related) for _, model, _, related in CONTENTS),
        Wanted(Decision, beneath, ("forum__body",)),
        Wanted(FurtherAgreement, beneath, ("agreement",)),
        Wanted(LayoutRow, f"section__part__layout__reports{of_report}"),
        Wanted(LayoutRow, f"section__part__layout__fronts__{beneath}"),
        Wanted(Oversight, agreement),
        Wanted(Party, agreement, ("body",)),
        Wanted(Board, f"oversights__{agreement}", ("kept_by",)),
        Wanted(TermsVersion, f"board__oversights__{agreement}"),
        Wanted(TermOfReference, f"board__oversights__{agreement}"),
        Wanted(NoticeSetting, f"forum__{reports}"),
        Wanted(Notice, beneath, ("forum",)),
        Wanted(GovernanceArrangement, f"body__forums__{reports}"),
        Wanted(KeyTest, f"body__forums__{reports}"),
        Wanted(YearlyNotice, f"body__forums__{reports}"),
    )


OF_REPORTS = _wanted("pk", beneath="report", agreement="agreement__reports", reports="reports")
OF_AGREEMENTS = _wanted(
    "agreement", beneath="report__agreement", agreement="agreement", reports="reports__agreement"
)


def read_anew(report: CabinetReport) -> tuple[CabinetReport, Records]:
    """The report as another object, and all that is in it, to be put together."""
    records = read(OF_REPORTS, [report.pk])
    return records.find(CabinetReport, report.pk) or report, records


def gather(*reports: CabinetReport, exempt: bool = False) -> None:
    """Fetch all that is in the reports and not retired, as `current_sections`, `current_papers` …

    What is exempt stands there only where it is asked for; `exempt_parts` are what is marked so.
    """
    records = read(OF_REPORTS, [report.pk for report in reports])
    for report in reports:
        as_read = records.find(CabinetReport, report.pk) or report
        report.layout, report.forum = as_read.layout, as_read.forum
        if not CabinetReport.agreement.is_cached(report):
            report.agreement = as_read.agreement
        put_together(report, records, exempt=exempt)


def put_together(report: CabinetReport, records: Records, *, exempt: bool) -> None:
    """Give the report what was read of it."""
    report.exempt_parts, report.shows_exempt = [], exempt
    for relation, model, name, _ in CONTENTS:
        rows = [row for row in records.beneath(model, report.pk) if _is_of_it(row, report)]
        setattr(report, f"every_{relation}", rows)
        if issubclass(model, ExemptablePart):
            for row in rows:
                row.report = report
            report.exempt_parts += [row for row in rows if row.is_exempt]
            rows = [row for row in rows if exempt or not row.is_withheld]
        if model is ReportSection:
            rows = sorted(rows, key=lambda row: (row.part.position, row.part.pk))  # stays in order within
        if model is Advice:
            texts = (*report.current_sections, *report.front_sections, *report.current_implications)
            shown = {each.pk: each for each in texts}
            rows = [row for row in rows if shown.get(row.section_id or row.implication_id)]
        setattr(report, name, rows)
        if model is ReportSection:
            report.current_sections = [each for each in rows if each.front_id is None]
            report.front_sections = [each for each in rows if each.front_id is not None]
    further = records.beneath(FurtherAgreement, report.pk)
    report.further_agreements_named = [each.agreement for each in further]
    report.partners_named = partners_named(records.beneath(Party, report.agreement_id))
    report.given_notices = records.beneath(Notice, report.pk, by="report")
    report.notice_settings = records.beneath(NoticeSetting, report.forum_id)
    report.arrangements = records.beneath(GovernanceArrangement, report.forum.body_id)
    report.key_tests = records.beneath(KeyTest, report.forum.body_id)
    report.yearly_notices = records.beneath(YearlyNotice, report.forum.body_id)
    decided = records.beneath(Decision, report.pk)
    for decision in decided:
        decision.report = report
    report.current_decisions = [each for each in decided if exempt or not each.is_withheld]
    report.layout_rows = {
        each.layout_section_id: records.beneath(LayoutRow, each.layout_section_id)
        for each in (*report.current_sections, *report.front_sections)
        if each.layout_section_id
    }
    overseeing = {each.board_id for each in records.beneath(Oversight, report.agreement_id)}
    report.boards_terms = [
        (board, versions[-1].terms)  # a report puts forward the latest
        for board in records.all(Board)
        if board.pk in overseeing and (versions := versions_of(board, records))
    ]


def partners_named(parties: Iterable[Party]) -> tuple[str, ...]:
    """The partners by name, whether or not they contribute; not those that left."""
    return tuple(each.body.name for each in parties if each.left_on is None)


def _is_of_it(row: Any, report: CabinetReport) -> bool:
    """Not what is written in a front that was taken out, or whose meeting was."""
    section = row.section if isinstance(row, ReportRow) else row
    if isinstance(row, ReportFront):
        return not row.stage.is_retired
    front = section.front_id if isinstance(section, ReportSection) else None
    return front is None or front in {each.pk for each in report.current_fronts}


def reports_seen_by(user: User) -> Any:
    """The reports the user may see, retired ones too, the latest meeting first, each with its forum.

    What was decided on them, as far as the user may read it, is `decisions_seen`.
    """
    decided = Decision.objects.visible_to(user).not_retired().select_related("forum__body")
    return (
        CabinetReport.objects.visible_to(user)
        .select_related("agreement", "forum__body")
        .prefetch_related(Prefetch("decisions", decided, to_attr="decisions_seen"))
    )


def further_agreements_of(report: CabinetReport, *, seen_by: User) -> list[FurtherAgreement]:
    """The other agreements the report is about, as far as the person may know of them."""
    seen = FurtherAgreement.objects.not_retired().visible_to(seen_by).filter(report=report)
    return list(seen.select_related("agreement", "report"))


def further_reports_of(agreement: Agreement, *, seen_by: User) -> list[CabinetReport]:
    """Reports about another agreement that name this one too, which the person may see."""
    named = FurtherAgreement.objects.not_retired().filter(agreement=agreement).values("report")
    return list(reports_seen_by(seen_by).not_retired().filter(pk__in=named))


def retired_reports_of(agreement: Agreement) -> list[CabinetReport]:
    """The agreement's reports that are."""
    return list(agreement.reports.retired())


def retired_contents_of(report: CabinetReport, *, seen_by: User) -> list[Any]:
    """Everything in the report that was taken out and that the user may see, to be restored from."""
    kept = [*((model, related) for _, model, _, related in CONTENTS), *BESIDE]
    records = read_rows(
        [
            (
                Wanted(model, related=(*related, "report", "retired_by")),
                model.objects.visible_to(seen_by).filter(report=report),
            )
            for model, related in kept
        ]
    )
    return [row for model, _ in kept for row in records.retired(model)]


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
    return [(str(part), sections) for part, sections in parts_of(report)]


def sections_by_front(report: CabinetReport) -> list[tuple[ReportFront, list[ReportSection]]]:
    """The further fronts, each with its sections."""
    return [
        (front, [each for each in report.front_sections if each.front_id == front.pk])
        for front in report.current_fronts
    ]


def parts_of(report: CabinetReport) -> list[tuple[LayoutPart, list[ReportSection]]]:
    """The parts of the report in their order, each with its sections."""
    parts = sorted({each.part for each in report.current_sections}, key=lambda part: (part.position, part.pk))
    return [(part, [each for each in report.current_sections if each.part == part]) for part in parts]


def sections_left_out(report: CabinetReport, facts: ReportFacts) -> list[ReportSection]:
    """Sections that are not required and have nothing in them, so that the report goes without."""
    shown = {section.key for section in facts.sections}
    return [section for section in report.current_sections if section.pk not in shown]
