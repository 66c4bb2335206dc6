"""Writes of Cabinet reports that are more than recording, changing or retiring one record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils.timezone import localdate

from core.actions import save, save_new, values_of, write, write_new
from core.history import act, lock, lock_above
from core.models import User
from core.rules import must_not_be_retired, must_not_belong_to_what_is_retired
from governance.models import (
    CabinetReport,
    Clearance,
    Implication,
    LayoutRow,
    LayoutSection,
    Recommendation,
    ReportFront,
    ReportOption,
    ReportRisk,
    ReportRow,
    ReportSection,
    ReportStatus,
    Source,
)
from governance.queries.layout_contents import OF_A_SECTION, OF_AN_IMPLICATION
from governance.rules import reports as rules
from partnerships.queries import partners_on

# What a report, and a part of it, takes over from that which it is copied from.
OF_A_REPORT = (
    "wards",
    "from_post",
    "author_post",
    "lead_officer_post",
    "lead_member_post",
    "contact_posts",
    "department",
    "division",
    "is_key",
    "key_reason",
)
OF_WHAT_IS_EXEMPT = ("classification", "exempt_paragraphs", "exempt_reason")
OF_A_PART = ("is_exempt", "exempt_paragraphs")
OF_AN_OPTION = ("position", "title", "standing", "text", "reasons_for", "reasons_against", *OF_A_PART)
OF_A_RISK = ("position", "title", "likelihood", "impact", "mitigation", "owner_post", *OF_A_PART)
OF_A_CLEARANCE = ("position", "role", "post")


def record_report(new: CabinetReport, *, by: User, at: datetime, why: str = "") -> None:
    """Record a report with every section and implication of its layout, still empty. Raises `RulesBroken`."""
    with act("cabinet-report.recorded", by=by, at=at, why=why) as opened:
        lock_above(new)
        must_not_belong_to_what_is_retired(new)
        save(new)
        sections = _sections_of_the_layout(new)
        write_new(sections, at=at)
        write_new(_rows_left_to(new, sections), at=at)
        write_new(_implications_of_the_layout(new), at=at)
        write_new(_clearances_of_the_layout(new), at=at)
        opened.concerns(*new.agreements_concerned())


def record_front(new: ReportFront, *, by: User, at: datetime, why: str = "") -> None:
    """Record a further front with every section and row of its layout, still empty. Raises `RulesBroken`.

    Its implications are those of the report: others would be printed by the council's own form too.
    """
    with act("report-front.recorded", by=by, at=at, why=why) as opened:
        lock_above(new)
        must_not_belong_to_what_is_retired(new)
        save(new)
        sections = _sections_of_the_layout(new.report, new)
        write_new(sections, at=at)
        write_new(_rows_left_to(new.report, sections), at=at)
        opened.concerns(*new.agreements_concerned())


def _sections_of_the_layout(report: CabinetReport, front: ReportFront | None = None) -> list[ReportSection]:
    layout = front.layout if front else report.layout
    sections = LayoutSection.objects.not_retired().filter(part__layout=layout, part__retired_at=None)
    return [
        ReportSection(
            report=report, layout_section=each, part=each.part, front=front, **values_of(each, OF_A_SECTION)
        )
        for each in sections.select_related("part").order_by("part__position", "position")
    ]


def _rows_left_to(report: CabinetReport, sections: Sequence[ReportSection]) -> list[ReportRow]:
    """The rows that the layout leaves to each report to say."""
    of_layout = {each.layout_section_id: each for each in sections}
    rows = LayoutRow.objects.not_retired().filter(section__in=of_layout, source=Source.FREE)
    return [
        ReportRow(
            report=report,
            section=of_layout[each.section_id],
            layout_row=each,
            label=each.label,
            position=each.position,
        )
        for each in rows
    ]


def _implications_of_the_layout(report: CabinetReport) -> list[Implication]:
    return [
        Implication(report=report, **values_of(each, OF_AN_IMPLICATION))
        for each in report.layout.implications.not_retired()
    ]


def _clearances_of_the_layout(report: CabinetReport) -> list[Clearance]:
    return [
        Clearance(report=report, body=report.forum.body, is_required=True, **values_of(each, OF_A_CLEARANCE))
        for each in report.layout.clearances.not_retired()
    ]


def copy_report(
    new: CabinetReport, *, original: CabinetReport, exempt: bool = False, by: User, at: datetime
) -> None:
    """Record a report that says what another says, of which nothing is decided yet. Raises `RulesBroken`.

    Without `exempt`, what is exempt is left out: of its sections, those of the layout are there, empty.
    """
    with act("cabinet-report.copied", by=by, at=at) as opened:
        lock_above(new)
        must_not_belong_to_what_is_retired(new)
        lock(original)
        original.refresh_from_db()
        must_not_be_retired(original)
        must_not_belong_to_what_is_retired(original)
        new.layout, new.copied_from = original.layout, original
        partners = partners_on(new.agreement, localdate(at))
        rules.copy_is_of_a_partner_s_layout_and_forum(new, partners)
        if exempt or original.is_wholly_exempt:
            exempt = True
            rules.exempt_is_copied_by_who_may_read_it(original, by)
            rules.exempt_copy_keeps_to_its_readers(new, original)
        names = (*OF_A_REPORT, *(OF_WHAT_IS_EXEMPT if exempt else ()))
        for name, value in values_of(original, names).items():
            setattr(new, name, value)
        save(new)
        sections = _copied_sections(new, original, exempt)
        save_new(sections.values(), at=at)
        save_new(_copied_rows(new, original, sections, exempt), at=at)
        save_new(_copied_implications(new, original, exempt), at=at)
        save_new(_copied_options(new, original, exempt), at=at)
        save_new(_copied_risks(new, original, exempt), at=at)
        save_new(_copied_recommendations(new, original, exempt, partners), at=at)
        write_new(_clearances_of_the_layout(new), at=at)
        opened.concerns(*new.agreements_concerned())


def _copied_sections(new: CabinetReport, original: CabinetReport, exempt: bool) -> dict[int, ReportSection]:
    """The sections of the copy, by the keys of those they are copied from."""
    sections = {}
    for old in original.sections.not_retired().filter(front=None).select_related("layout_section", "part"):
        if exempt or not old.is_exempt:
            values = values_of(old, (*OF_A_SECTION, "text", *OF_A_PART))
        elif old.layout_section:
            values = values_of(old.layout_section, OF_A_SECTION)
        else:
            continue
        sections[old.pk] = ReportSection(
            report=new, layout_section=old.layout_section, part=old.part, **values
        )
    return sections


def _copied_rows(
    new: CabinetReport, original: CabinetReport, sections: Mapping[int, ReportSection], exempt: bool
) -> list[ReportRow]:
    """Those of sections that are copied; of an exempt one only that the layout leaves it to the report."""
    names = ("position", "label")
    rows = original.rows.not_retired().select_related("layout_row").filter(section__in=sections)
    return [
        ReportRow(
            report=new,
            section=sections[old.section_id],
            layout_row=old.layout_row,
            **values_of(old, (*names, "text", *OF_A_PART) if exempt or not old.is_exempt else names),
        )
        for old in rows
        if exempt or not old.is_exempt or old.layout_row_id
    ]


def _copied_implications(new: CabinetReport, original: CabinetReport, exempt: bool) -> list[Implication]:
    names = (*OF_AN_IMPLICATION, "applies", "references", "text", "officer_post", *OF_A_PART)
    return [
        Implication(report=new, **values_of(old, names))
        for old in original.implications.not_retired()
        if exempt or not old.is_exempt
    ]


def _copied_options(new: CabinetReport, original: CabinetReport, exempt: bool) -> list[ReportOption]:
    return [
        ReportOption(report=new, **values_of(old, OF_AN_OPTION))
        for old in original.options.not_retired()
        if exempt or not old.is_exempt
    ]


def _copied_risks(new: CabinetReport, original: CabinetReport, exempt: bool) -> list[ReportRisk]:
    return [
        ReportRisk(report=new, **values_of(old, OF_A_RISK))
        for old in original.risks.not_retired()
        if exempt or not old.is_exempt
    ]


def _copied_recommendations(
    new: CabinetReport, original: CabinetReport, exempt: bool, partners: set[int]
) -> list[Recommendation]:
    """Each is addressed as before, where the new report can go there."""
    names = ("position", "group", "verb", "text", "if_rejected", "goes_further", *OF_A_PART)
    return [
        Recommendation(
            report=new,
            forum=old.forum if old.forum and old.forum.body_id in partners else None,
            **values_of(old, names),
        )
        for old in original.recommendations.not_retired().select_related("forum")
        if exempt or not old.is_exempt
    ]


def move_report(
    report: CabinetReport,
    *,
    to: ReportStatus,
    by: User,
    at: datetime,
    version: int | None = None,
    why: str = "",
) -> None:
    """Take the report to its next status; one that comes back to draft after issue is its next version.

    Raises `RulesBroken` where the table does not allow it, `StaleEdit` where it moved on since `version`.
    """
    with act(f"cabinet-report.{to.value}", by=by, at=at, why=why) as opened:
        lock(report, version=version)
        report.refresh_from_db()
        must_not_be_retired(report)
        must_not_belong_to_what_is_retired(report)
        rules.report_status_follows_its_transitions(report, to)
        if to == ReportStatus.DRAFT and not report.is_open:
            report.version, report.version_note = report.version + 1, ""
        report.status = to
        write(report)
        opened.concerns(*report.agreements_concerned())
