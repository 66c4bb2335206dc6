"""Pages of report layouts and of the days' notice the law asks for."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.forms import model_to_dict
from django.http import HttpResponse
from django.shortcuts import redirect

from core.models import Record
from core.permissions import Anyone, Permission, bodies_where, may, permissions_over
from core.views import Page, RecordAdd, refuse_if_retired
from governance.actions.layouts import copy_layout
from governance.forms import ReportLayoutForm
from governance.models import ReportLayout
from governance.queries import layouts as queries
from governance.queries.exempt import paragraphs
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


class ReportLayoutSee(Page):
    permission_required = Anyone.SIGNED_IN
    template_name = "governance/layout/see.html"

    def get_object(self) -> ReportLayout:
        self.layout = self.get_visible_or_404(ReportLayout, self.kwargs["key"], "body", "retired_by")
        return self.layout

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        own = {key for key in bodies_where(self.user, Permission.CHANGE_LAYOUTS) if key is not None}
        return super().get_context_data(
            layout=self.layout,
            facts=queries.layout_facts(self.layout),
            may=permissions_over(self.user, self.layout),
            copied_for=queries.bodies_in_use(own),
            **kwargs,
        )


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
