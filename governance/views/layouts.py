"""Pages of report layouts and of the days' notice the law asks for."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import model_to_dict
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from markupsafe import Markup

from core.differences import differences
from core.forms.action import ActionForm
from core.forms.records import RecordForm
from core.models import Record
from core.permissions import Anyone, Permission, bodies_where, may, permissions_over
from core.views import FormPage, Page, RecordAdd, refuse_if_retired
from governance.actions.layouts import begin_next_version, copy_layout, move_content, record_layout
from governance.exports.layouts import layout_as_toml
from governance.forms import (
    LayoutImplicationForm,
    LayoutImportForm,
    LayoutMoveForm,
    LayoutPartForm,
    LayoutRowForm,
    LayoutSectionForm,
    ReportLayoutForm,
)
from governance.models import ReportLayout
from governance.queries import layouts as queries
from governance.queries.exempt import paragraphs
from governance.queries.reports import as_it_reads
from governance.queries.reports.example import example_facts
from partnerships.models import Body


class ReportLayoutList(Page):
    """All layouts, and what all share besides."""

    permission_required = Anyone.SIGNED_IN
    template_name = "governance/layout/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            layouts=queries.layouts(),
            notice_rules=queries.notice_rules(),
            exempt_paragraphs=paragraphs(),
            retired=queries.retired_rules_and_layouts(),
            may_change=may(self.user, Permission.CHANGE_REFERENCE),
            **kwargs,
        )


class BodyLayouts(Page):
    """The layouts of a body: public, like its forums."""

    permission_required = Anyone.SIGNED_IN
    template_name = "governance/layout/of-body.html"

    def get_object(self) -> Body:
        self.body = self.get_visible_or_404(Body, self.kwargs["key"])
        return self.body

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        layouts = queries.layouts_of(self.body)
        return super().get_context_data(
            body=self.body,
            layouts=[each for each in layouts if not each.is_retired],
            retired=[each for each in layouts if each.is_retired],
            shared=queries.shared_layouts(),
            may=permissions_over(self.user, ReportLayout(body=self.body)),
            **kwargs,
        )


# What is edited on a layout's page, by the noun of its addresses: its form and, within what it is added.
FORMS: dict[str, tuple[type[RecordForm], str]] = {
    "report-layout": (ReportLayoutForm, ""),
    "layout-part": (LayoutPartForm, "report-layout"),
    "layout-section": (LayoutSectionForm, "layout-part"),
    "layout-row": (LayoutRowForm, "layout-section"),
    "layout-implication": (LayoutImplicationForm, "report-layout"),
}


@dataclass(frozen=True)
class Opened:
    """A form that stands open on the page of a layout: at what, and where it is sent."""

    fields: RecordForm
    action: str
    at: str
    heading: str


class LayoutPage(Page):
    """A page about a layout, or about something in it that its address names: "layout-section.12"."""

    def get_object(self) -> ReportLayout:
        related = ("body", "retired_by", "supersedes__body")
        self.layout = self.get_visible_or_404(ReportLayout, self.kwargs["key"], *related)
        return self.layout

    def content(self, noun: str, key: str) -> Any:
        """The record of that noun and key, if it is part of this layout. Raises `Http404`."""
        if noun not in FORMS or not key.isdecimal():
            raise Http404
        model = FORMS[noun][0]._meta.model
        found: Any = self.layout if model is ReportLayout else self.get_visible_or_404(model, int(key))
        if found.pk != int(key) or getattr(found, "layout", found) != self.layout:
            raise Http404
        return found

    def open_form(self, typed: Any = None) -> Opened | None:
        """The form that the address asks for: to change something in the layout, or to add to it."""
        for does in ("change", "add"):
            noun, _, key = self.request.GET.get(does, "").partition(".")
            if noun:
                return self._change(noun, key, typed) if does == "change" else self._add(noun, key, typed)
        return None

    def _change(self, noun: str, key: str, typed: Any) -> Opened:
        record = self.content(noun, key)
        form = FORMS[noun][0](typed, instance=copy(record), user=self.user)
        action = reverse(f"governance:{noun}-change", args=[record.pk])
        return Opened(form, action, f"{noun}.{record.pk}", f"Change {record.noun()}")

    def _add(self, noun: str, key: str, typed: Any) -> Opened:
        if noun not in FORMS or not FORMS[noun][1]:
            raise Http404
        form_class, above = FORMS[noun]
        parent = self.content(above, key)
        model = form_class._meta.model
        form = form_class(typed, instance=model(**{model.parent_field: parent}), user=self.user)
        action = reverse(f"governance:{noun}-add", args=[parent.pk])
        return Opened(form, action, f"{noun}.in.{parent.pk}", f"Add a {model.noun()}")

    def preview(self, facts: queries.LayoutFacts, typed: Any = None) -> Markup:
        """The layout as an example of a report in it reads."""
        example = example_facts(self.layout, facts, on=self.today, typed=typed)
        return as_it_reads(example, None, on=self.today, links={})


class ReportLayoutSee(LayoutPage):
    """A layout, what is in it, and beside it how a report reads; who may, edits it here."""

    permission_required = Anyone.SIGNED_IN
    template_name = "governance/layout/see.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        own = {key for key in bodies_where(self.user, Permission.CHANGE_LAYOUTS) if key is not None}
        facts = queries.layout_facts(self.layout)
        allowed = permissions_over(self.user, self.layout)
        in_use = self.layout.is_in_use()
        live = Permission.CHANGE_LAYOUTS.name in allowed and self.layout.retired_above() is None
        return super().get_context_data(
            layout=self.layout,
            facts=facts,
            may=allowed,
            live=live,
            in_use=in_use,
            editable=live and not in_use,
            open_form=self.open_form() if live and not in_use else None,
            move=LayoutMoveForm(),
            asked=self.request.GET.urlencode(),
            paper=self.preview(facts),
            versions=queries.versions_of(self.layout),
            copied_for=queries.bodies_in_use(own),
            **kwargs,
        )


class LayoutPreview(LayoutPage):
    """The layout as it would read with what is being typed. It is kept nowhere."""

    permission_required = Permission.CHANGE_LAYOUTS
    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        opened = self.open_form(request.POST)
        if opened is None or not opened.fields.is_valid():
            return HttpResponse(status=422)
        return HttpResponse(self.preview(queries.layout_facts(self.layout), opened.fields.instance))


class LayoutContentMove(LayoutPage, FormPage):
    """A part, section, row or implication changes places with its neighbour."""

    permission_required = Permission.CHANGE_LAYOUTS
    form_class = LayoutMoveForm
    submit = "Move"

    def heading(self) -> str:
        return "Move within the layout"

    def get_success_url(self) -> str:
        return self.layout.get_absolute_url()

    def form_valid(self, form: Any) -> HttpResponse:
        noun, key, way = form.cleaned_data["move"].split(".")
        content = self.content(noun, key)
        if isinstance(content, ReportLayout):
            raise Http404
        move_content(content, up=way == "up", by=self.user, at=self.now)
        return redirect(content)


class ReportLayoutVersion(LayoutPage, FormPage):
    """Begin the next version of a layout that reports were begun in."""

    permission_required = Permission.CHANGE_LAYOUTS
    form_class = ActionForm

    def check_permissions(self) -> None:
        super().check_permissions()
        refuse_if_retired(self.layout)

    @property
    def submit(self) -> str:  # type: ignore[override]
        return self.heading()

    def heading(self) -> str:
        return f"Begin version {self.layout.version + 1}"

    def get_success_url(self) -> str:
        return self.layout.get_absolute_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        intro = (
            "It begins with all that is in this one, and is not offered for new reports until you say so. "
            "Reports that were begun keep the version they were begun in."
        )
        return super().get_context_data(record=self.layout, intro=intro, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        new = begin_next_version(self.layout, by=self.user, at=self.now)
        messages.success(self.request, f"Begun: {new}.")
        return redirect(new)


class ReportLayoutExport(LayoutPage):
    """The layout as a file, to be taken elsewhere."""

    permission_required = Anyone.SIGNED_IN

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = HttpResponse(layout_as_toml(self.layout), content_type="application/toml; charset=utf-8")
        name = f"{slugify(self.layout.name) or 'layout'}-version-{self.layout.version}.toml"
        response["Content-Disposition"] = str(content_disposition_header(True, name))
        return response


class ReportLayoutImport(FormPage):
    """A layout of a body, from a file."""

    permission_required = Permission.CHANGE_LAYOUTS
    form_class = LayoutImportForm
    keeps_typing = False
    submit = "Record this layout"

    def get_object(self) -> Body:
        self.body = self.get_visible_or_404(Body, self.kwargs["parent"])
        return self.body

    def get_permission_object(self) -> Record:
        return ReportLayout(body=self.body)

    def check_permissions(self) -> None:
        super().check_permissions()
        refuse_if_retired(self.body)

    def heading(self) -> str:
        return "Take a layout from a file"

    def get_form(self, data: Any = None, **kwargs: Any) -> Any:
        files = {} if data is None else {"files": self.request.FILES}
        return super().get_form(data, **files, **kwargs)

    def get_success_url(self) -> str:
        return reverse("governance:body-layouts", args=[self.body.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(parent=self.body, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        said, parts, implications = form.cleaned_data["file"]
        new = ReportLayout(body=self.body, **said)
        record_layout(new, parts=parts, implications=implications, by=self.user, at=self.now)
        messages.success(self.request, f"Layout recorded, with all that is in it: {new}.")
        return redirect(new)


class ReportLayoutCompare(LayoutPage):
    """What differs between a layout and the version before it, line by line."""

    permission_required = Anyone.SIGNED_IN
    template_name = "governance/layout/compare.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        before = self.layout.supersedes
        pieces = differences(layout_as_toml(before), layout_as_toml(self.layout)) if before else []
        return super().get_context_data(layout=self.layout, before=before, pieces=pieces, **kwargs)


class ReportLayoutAdd(RecordAdd):
    """A layout of a body or, where the address names none, one that all share."""

    parent: Body | None = None
    form_class = ReportLayoutForm
    in_a_row = False

    def get_object(self) -> Record | None:
        return super().get_object() if "parent" in self.kwargs else None


class ReportLayoutCopy(ReportLayoutAdd):
    """A layout of a body that begins with every section of another."""

    submit = "Copy this layout"

    def get_object(self) -> Record | None:
        parent = super().get_object()
        self.original = self.get_visible_or_404(ReportLayout, self.kwargs["layout"])
        return parent

    def check_permissions(self) -> None:
        super().check_permissions()
        refuse_if_retired(self.original)

    def heading(self) -> str:
        return f"Copy {self.original.name}"

    def get_initial(self) -> dict[str, Any]:
        return model_to_dict(self.original, exclude=["code"])

    def form_valid(self, form: Any) -> HttpResponse:
        copy_layout(form.instance, original=self.original, by=self.user, at=self.now)
        messages.success(self.request, f"Layout copied, with its sections: {form.instance}.")
        return redirect(form.instance)
