"""Pages of report layouts and of the days' notice the law asks for."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.forms import model_to_dict
from django.http import HttpRequest, HttpResponse

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

    permission = Anyone.SIGNED_IN
    template_name = "governance/layout/list.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render(
            layouts=queries.layouts(),
            notice_rules=queries.notice_rules(),
            exempt_paragraphs=paragraphs(),
            retired=queries.retired_rules_and_layouts(),
            may_change=may(self.user, Permission.CHANGE_REFERENCE),
        )


class BodyLayouts(Page):
    """The layouts of a body: public, like its forums."""

    permission = Anyone.SIGNED_IN
    template_name = "governance/layout/of-body.html"

    def find(self) -> None:
        self.body = self.find_one(Body, self.kwargs["key"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        layouts = queries.layouts_of(self.body)
        return self.render(
            body=self.body,
            layouts=[each for each in layouts if not each.is_retired],
            retired=[each for each in layouts if each.is_retired],
            shared=queries.shared_layouts(),
            may=permissions_over(self.user, ReportLayout(body=self.body)),
        )


class ReportLayoutSee(Page):
    permission = Anyone.SIGNED_IN
    template_name = "governance/layout/see.html"

    def find(self) -> None:
        self.layout = self.find_one(ReportLayout, self.kwargs["key"], "body", "retired_by")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        own = {key for key in bodies_where(self.user, Permission.CHANGE_LAYOUTS) if key is not None}
        return self.render(
            layout=self.layout,
            facts=queries.layout_facts(self.layout),
            may=permissions_over(self.user, self.layout),
            copied_for=queries.bodies_in_use(own),
        )


class ReportLayoutAdd(RecordAdd):
    """A layout of a body or, where the address names none, one that all share."""

    parent: Body | None = None
    form_class = ReportLayoutForm
    in_a_row = False

    def find(self) -> None:
        if "parent" in self.kwargs:
            super().find()


class ReportLayoutCopy(ReportLayoutAdd):
    """A layout of a body that begins with every section of another."""

    submit = "Copy this layout"

    def find(self) -> None:
        super().find()
        self.original = self.find_one(ReportLayout, self.kwargs["layout"])

    def allow(self) -> None:
        super().allow()
        refuse_if_retired(self.original)

    def heading(self) -> str:
        return f"Copy {self.original.name}"

    def form(self, data: Any = None, **options: Any) -> Any:
        initial = model_to_dict(self.original, exclude=["code"])
        return super().form(data, **{"initial": initial, **options})

    def act(self, form: Any) -> str:
        copy_layout(form.instance, original=self.original, by=self.user, at=self.now)
        messages.success(self.request, f"Layout copied, with its sections: {form.instance}.")
        return form.instance.get_absolute_url()
