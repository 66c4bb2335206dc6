"""Pages of Cabinet reports."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, ClassVar, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.urls import reverse
from markupsafe import Markup

from budgets.calculations import Schedule
from budgets.queries import schedule_of
from core.forms.fields.text import PROSE_LENGTH
from core.history import version_of
from core.models import Record
from core.permissions import Permission, may, permissions_over, refusal
from core.sentences import mid_sentence
from core.views import (
    FormPage,
    NotAsItStands,
    Page,
    RecordAdd,
    RecordChange,
    RecordList,
    RecordRestore,
    RecordRetire,
    refuse_if_retired,
)
from governance.actions import reports as actions
from governance.calculations.boards import Boards
from governance.calculations.decisions import Decisions, in_short
from governance.calculations.reports import Check, Reports
from governance.calculations.reports import ReportContents as Contents
from governance.findings import findings_before_publishing
from governance.forms import (
    CabinetReportForm,
    ReportCopyForm,
    ReportFilter,
    ReportStatusForm,
)
from governance.forms.report_parts import PartForm
from governance.models import Block, CabinetReport, Decision, ReportSection, ReportStage, ReportStatus
from governance.queries import reports as queries
from governance.queries.advice import clearances_of, comments_on
from governance.queries.decisions import decided_in_short
from governance.queries.exempt import has_exempt, readers_of
from governance.queries.forums import own_fields_open, partners_of
from governance.queries.references import sayings_of
from governance.queries.report_contents import contents_of
from governance.rules.report_checks import checks_of
from partnerships.as_at import AgreementAsAt
from partnerships.models import Agreement
from partnerships.queries import agreement_as_at, answered
from partnerships.views.hub import AgreementTab


def outcomes_of(report: CabinetReport, decisions: Iterable[Decision]) -> list[str]:
    """Who decided what on this version of the report, in short."""
    decided = [each for each in decisions if each.report_version == report.decided_version]
    return in_short(decided_in_short(decided))


class ReportList(RecordList):
    template_name = "governance/report/list.html"
    filter_class = ReportFilter

    def records(self) -> Any:
        return queries.reports_seen_by(self.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(outcomes_of=outcomes_of, **kwargs)


class AgreementReports(AgreementTab):
    template_name = "governance/report/of-agreement.html"
    parts = (Reports, Decisions)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        further: list[Any] = queries.further_reports_of(self.agreement, seen_by=self.user)
        return super().get_context_data(
            reports=self.as_at.part(Reports).reports,
            decided=self.as_at.part(Decisions),
            retired=queries.retired_reports_of(self.agreement),
            further_reports=further,
            decided_on_further={each.pk: outcomes_of(each, each.decisions_seen) for each in further},
            **kwargs,
        )


class ReportPage(Page):
    """A page about one report. The template gets `report`, `may` and where it stands."""

    permission_required: ClassVar[Permission] = Permission.SEE

    def get_object(self) -> CabinetReport:
        related = ("agreement__kept_by", "layout__body", "forum__body__kind")
        self.report = self.get_visible_or_404(CabinetReport, self.kwargs["reference"], *related)
        return self.report

    def check_permissions(self) -> None:
        """Asked once of the agreement's partners, for this page and for the links on it."""
        self.allowed = permissions_over(self.user, self.report)
        self.reads_exempt = Permission.SEE_EXEMPT.name in self.allowed
        if self.permission_required.name not in self.allowed:
            raise PermissionDenied(refusal(self.permission_required, self.report))

    def may_change(self) -> bool:
        return "CHANGE_REPORTS" in self.allowed and self.report.is_open and not self.report.is_retired

    def read_agreement(self) -> AgreementAsAt:
        """The agreement it is of, with what the checks of a report ask."""
        return agreement_as_at(self.report.agreement_id, on=self.today, parts=[Schedule, Boards])

    def contents(self, agreement: AgreementAsAt) -> Contents:
        """What the rules of reports ask of it, gathered for this reader."""
        return replace(contents_of(self.report), agreement=agreement)

    def checks(self, contents: Contents) -> list[Check]:
        """What the rules of reports say of it, and what people said of that."""
        return answered(checks_of(contents))

    def answerable(self) -> bool:
        """Whether what is amiss can be accepted here: of what is exempt, others are not told all of it."""
        told = self.report.is_open and not (self.reads_exempt and self.report.exempt_parts)
        return told and "ANSWER_ATTENTION" in self.allowed

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        agreement = self.report.agreement
        tab = reverse("governance:agreement-reports", args=[agreement.reference])
        return super().get_context_data(
            report=self.report,
            may=self.allowed,
            may_change=self.may_change(),
            breadcrumbs=[(agreement.reference, agreement.get_absolute_url()), ("Reports", tab)],
            **kwargs,
        )


# Where on the page of a report's contents the rows stand that a section shows.
ROWS_AT = {
    Block.RECOMMENDATIONS: "recommendations",
    Block.IF_REJECTED: "recommendations",
    Block.IMPLICATIONS: "implications",
    Block.IMPLICATIONS_TABLE: "implications",
    Block.BACKGROUND_PAPERS: "papers",
    Block.CONSULTATION: "consultees",
    Block.OPTIONS: "options",
    Block.OPTIONS_TABLE: "options",
    Block.RISKS: "risks",
    Block.RISKS_TABLE: "risks",
    Block.CONSULTATION_TABLE: "consultees",
    Block.TIMETABLE: "meetings",
}
UNTITLED = {
    Block.ROWS: "the particulars",
    Block.TIMETABLE: "the timetable",
    Block.IMPLICATIONS: "the implications",
}


def links_to_edit(report: CabinetReport, sections: Iterable[Any]) -> queries.Links:
    """For each of these sections of the report, where what it says is changed."""
    contents = reverse("governance:report-contents", args=[report.reference])
    change = reverse("governance:cabinet-report-change", args=[report.pk])

    def links(section: Any) -> Iterable[tuple[str, str, str]]:
        block = Block(section.block)
        about = section.title or UNTITLED.get(block, "this section")
        if block == Block.ROWS:
            yield "Edit", about, change
            if any(row.is_typed for row in section.rows):
                yield "Rows", f"of {about}", f"{contents}#rows"
            return
        if block in ROWS_AT:
            yield "Edit", about, f"{contents}#{ROWS_AT[block]}"
        if block not in (Block.TIMETABLE, Block.DECISIONS):
            own = reverse("governance:report-section-change", args=[section.key])
            yield "Introduce" if block in ROWS_AT else "Edit", about, own

    return {f"section-{section.key}": tuple(links(section)) for section in sections}


class ReportSee(ReportPage):
    """The report as it will read, what in it still needs attention, and what can be done next."""

    template_name = "governance/report/see.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        facts = queries.report_facts(self.report, exempt=self.reads_exempt)
        agreement = self.read_agreement()
        facts = queries.with_chart(facts, self.report, on=self.today, agreement=agreement)
        contents = self.contents(agreement)
        return super().get_context_data(
            facts=facts,
            paper=self._paper(facts, agreement.part(Schedule)),
            contents=contents,
            checks=self.checks(contents),
            may_answer=self.answerable(),
            of_agreement=findings_before_publishing(agreement),
            left_out=queries.sections_left_out(self.report, facts),
            outcomes=outcomes_of(self.report, self.report.current_decisions),
            **kwargs,
        )

    def _paper(self, facts: queries.ReportFacts, schedule: Schedule) -> Markup:
        links = links_to_edit(self.report, facts.sections) if self.may_change() else {}
        return queries.as_it_reads(facts, schedule, on=self.today, links=links)


class FrontSee(ReportPage):
    """The report as it will read under a further front, which is what that meeting's clerk hands out."""

    template_name = "governance/report/front.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        facts = queries.report_facts(self.report, exempt=self.reads_exempt)
        front = facts.front(self.kwargs["front"])
        if front is None:
            raise Http404
        facts = queries.with_chart(facts, self.report, on=self.today)
        sections = (*front.sections, *facts.sections)
        links = links_to_edit(self.report, sections) if self.may_change() else {}
        schedule = schedule_of(self.report.agreement, on=self.today)
        paper = queries.as_it_reads(facts, schedule, on=self.today, links=links, front=front.key)
        return super().get_context_data(facts=facts, front=front, paper=paper, **kwargs)


class ReportContents(ReportPage):
    """Everything the report is made of, to add to, change and retire."""

    template_name = "governance/report/contents.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        queries.gather(self.report, exempt=self.reads_exempt)
        return super().get_context_data(
            parts=queries.sections_by_part(self.report),
            sections_of_fronts=queries.sections_by_front(self.report),
            further_agreements=queries.further_agreements_of(self.report, seen_by=self.user),
            clearances=clearances_of(self.report, on=self.today),
            comments=comments_on(self.report, seen_by=self.user),
            own_fields=own_fields_open(self.report),
            today=self.today,
            has_rows=any(each.block == Block.ROWS for each in self.report.current_sections),
            retired=queries.retired_contents_of(self.report, seen_by=self.user),
            exempt_readers_at=readers_of(self.report),
            **kwargs,
        )


class ReportAdd(RecordAdd):
    """A new report, with its layout's sections to fill in."""

    parent: Agreement
    form_class = CabinetReportForm
    action = staticmethod(actions.record_report)
    template_name = "governance/report/add.html"
    submit = "Start the report"
    in_a_row = False

    def heading(self) -> str:
        return "Start a Cabinet report"

    def get_initial(self) -> dict[str, Any]:
        return {"reference": queries.next_reference(self.parent)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(partners=partners_of(self.parent, on=self.today), **kwargs)

    def get_cancel_url(self) -> str:
        return reverse("governance:agreement-reports", args=[self.parent.reference])


class ReportChange(RecordChange):
    """The report's particulars."""

    form_class = CabinetReportForm

    def heading(self) -> str:
        return "Change the report's particulars"

    def check_permissions(self) -> None:
        super().check_permissions()
        _refuse_unless_open(self.record)


class Refers(FormPage):
    """A form of a part of a report: it lists what a text can refer to."""

    template_name = "governance/report/content.html"

    def report_of(self) -> CabinetReport:
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        writes = issubclass(self.form_class, PartForm)
        said = sayings_of(self.report_of(), on=self.today) if writes else ()
        return super().get_context_data(sayings=said, **kwargs)


class ContentAdd(Refers, RecordAdd):
    """A row of a report that is still open."""

    def report_of(self) -> CabinetReport:
        return cast(CabinetReport, self.parent)

    def check_permissions(self) -> None:
        super().check_permissions()
        _refuse_unless_open(self.parent)
        _refuse_unless_all_is_read(self, self.parent, self.model)


class ContentChange(Refers, RecordChange):
    """A row of a report that is still open."""

    def report_of(self) -> CabinetReport:
        return cast(CabinetReport, self.record.report)

    def check_permissions(self) -> None:
        super().check_permissions()
        _refuse_unless_open(self.record.report)
        _refuse_unless_all_is_read(self, self.record.report, type(self.record))


class FrontAdd(ContentAdd):
    """A further front, with its layout's sections to fill in."""

    action = staticmethod(actions.record_front)
    submit = "Add the front"
    in_a_row = False

    def heading(self) -> str:
        return "Add a front for another meeting"


class SectionPreview(Page):
    """The text of a section as the report would print it, as a piece of HTML. It is kept nowhere."""

    permission_required = Permission.SEE
    http_method_names = ("post",)

    def get_object(self) -> ReportSection:
        related = ("report__agreement", "report__forum")
        self.section = self.get_visible_or_404(ReportSection, self.kwargs["key"], *related)
        return self.section

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        text = request.POST.get("text", "")
        if len(text) > 2 * PROSE_LENGTH:  # each line end may be two characters
            return HttpResponseBadRequest("This text is too long.", content_type="text/plain")
        report = self.section.report
        schedule = schedule_of(report.agreement, on=self.today)
        exempt = bool(may(self.user, Permission.SEE_EXEMPT, report))
        shown = queries.section_as_it_reads(
            self.section, text, on=self.today, schedule=schedule, exempt=exempt
        )
        return HttpResponse(shown)


class ContentRetire(RecordRetire):
    def check_permissions(self) -> None:
        super().check_permissions()
        _refuse_unless_all_is_read(self, self.record.report, type(self.record))


class ContentRestore(RecordRestore):
    def check_permissions(self) -> None:
        super().check_permissions()
        _refuse_unless_all_is_read(self, self.record.report, type(self.record))


def _refuse_unless_all_is_read(page: Page, report: Any, model: type[Record]) -> None:
    """Who may not read what is exempt neither adds to a wholly exempt report nor says where it goes.

    Its meetings say at which bodies it is read: else one could let oneself in by adding one.
    """
    closed = report.is_wholly_exempt or (model is ReportStage and has_exempt(report))
    if closed:
        decision = may(page.user, Permission.SEE_EXEMPT, report)
        if not decision:
            raise PermissionDenied(decision.reason)


def _refuse_unless_open(report: Any) -> None:
    if not report.is_open:
        raise NotAsItStands(
            f"Report {report.reference} is {mid_sentence(report.get_status_display())}. "
            "To change it, reopen it as a draft of its next version."
        )


class ReportForm(ReportPage, FormPage):
    """A form about one report, which must be as it was when the form was opened."""

    permission_required = Permission.CHANGE_REPORTS

    def get_success_url(self) -> str:
        return self.report.get_absolute_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(record=self.report, **kwargs)

    def check_permissions(self) -> None:
        super().check_permissions()
        refuse_if_retired(self.report)


class ReportMove(ReportForm):
    """Take the report to its next status."""

    template_name = "governance/report/move.html"
    form_class = ReportStatusForm
    submit = "Change status"

    def heading(self) -> str:
        return "Change status"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"report": self.report, "version": version_of(self.report)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        queries.gather(self.report, exempt=self.reads_exempt)
        checks = self.checks(self.contents(self.read_agreement()))
        failing = [check for check in checks if check.ok is False and not check.is_accepted]
        return super().get_context_data(failing=failing, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        to = ReportStatus(form.cleaned_data["to"])
        actions.move_report(
            self.report,
            to=to,
            by=self.user,
            at=self.now,
            version=form.cleaned_data["version"],
            why=form.cleaned_data["why"],
        )
        messages.success(self.request, f"The report is now recorded as {mid_sentence(to.label)}.")
        return super().form_valid(form)


class ReportCopy(ReportForm):
    """Begin a report as a copy of this one, about the same agreement or about another."""

    template_name = "governance/report/copy.html"
    form_class = ReportCopyForm
    submit = "Copy the report"

    def check_permissions(self) -> None:
        super().check_permissions()
        if self.report.is_wholly_exempt and not self.reads_exempt:
            raise PermissionDenied(refusal(Permission.SEE_EXEMPT, self.report))
        self.has_exempt = has_exempt(self.report)

    def heading(self) -> str:
        return "Copy this report"

    def get_initial(self) -> dict[str, Any]:
        return {
            "agreement": self.report.agreement_id,
            "reference": queries.next_reference(self.report.agreement),
            "title": self.report.title,
            "forum": self.report.forum_id,
        }

    def get_form_kwargs(self) -> dict[str, Any]:
        may_choose = self.has_exempt and self.reads_exempt and not self.report.is_wholly_exempt
        copied = {"instance": CabinetReport(layout=self.report.layout), "may_copy_exempt": may_choose}
        return super().get_form_kwargs() | copied | {"user": self.user}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = {"has_exempt": self.has_exempt, "reads_exempt": self.reads_exempt}
        return super().get_context_data(**shown, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        actions.copy_report(
            form.instance,
            original=self.report,
            exempt=form.cleaned_data.get("exempt", False),
            by=self.user,
            at=self.now,
        )
        messages.success(self.request, f"Report copied: {form.instance}.")
        return redirect(form.instance)
