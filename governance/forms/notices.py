"""Forms of notices before a decision, each kind with what its law asks for, and the period of a plan."""

from __future__ import annotations

from typing import Any

import django_filters

from core.forms.filters import DayFilter, ListFilter
from core.forms.records import RecordForm
from core.permissions import Permission
from governance.calculations.notice_contents import PLAN, contents_of
from governance.models import CabinetReport, Forum, Notice
from partnerships.queries import agreements_where


class NoticeForm(RecordForm):
    """Of any kind: it shows what a notice of that kind says."""

    past_days = ("published_on", "agreed_on", "council_told_on")
    rows = dict.fromkeys(
        ("consultees", "consultation", "representations", "response", "documents", "reasons"), 3
    )

    class Meta(RecordForm.Meta):
        model = Notice
        fields = [
            *("matter", "is_key", "due_from_on", "due_to_on", "published_on", "consultees", "consultation"),
            *("representations", "response", "documents", "agreed_by_post", "agreed_on", "reasons"),
            *("council_told_on", "wards", "contact_post", "report", "remark"),
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        notice = self.instance
        own = {each.field: each for each in contents_of(notice.kind) if not each.is_of_forum}
        always = {"published_on", "report", "remark", "version", "why", "submission"}
        if notice.kind == PLAN:
            always.add("is_key")
        for name in [each for each in self.fields if each not in {*own, *always}]:
            del self.fields[name]
        for name, content in own.items():
            self.fields[name].label = content.label
            self.fields[name].help_text = content.hint or self.fields[name].help_text
        self.choose_from("report", self._reports(), none="None yet")
        self.fieldsets = [  # type: ignore[misc]  # of a kind of notice, not of the form
            (
                notice.get_kind_display(),
                [each for each in self.Meta.fields if each in own or each == "is_key"],
            ),
            ("Published", ["published_on", "report", "remark"]),
        ]

    def _reports(self) -> Any:
        """Those that the user writes, to a forum of this body."""
        of = agreements_where(self.user, Permission.CHANGE_REPORTS)
        reports = CabinetReport.objects.not_retired().filter(agreement__in=of)
        return reports.filter(forum__body=self.instance.forum.body_id)


def _forums_of_the_plan(request: Any) -> Any:
    forums = Forum.objects.not_retired().select_related("body")
    return forums.filter(body=request.resolver_match.kwargs["key"])


class PlanFilter(ListFilter):
    """The period of a forward plan, whose decisions, and which notices."""

    between = ("since", "until")

    since = DayFilter(label="Decisions from", method="not_over_by")
    until = DayFilter(label="Decisions until", field_name="due_from_on", lookup_expr="lte")
    forum = django_filters.ModelChoiceFilter(
        label="Who decides", queryset=_forums_of_the_plan, empty_label="Any"
    )
    kind = django_filters.ChoiceFilter(label="Kind", choices=Notice.Kind, empty_label="Any")

    class Meta:
        model = Notice
        fields: list[str] = []

    def not_over_by(self, notices: Any, name: str, value: Any) -> Any:
        return notices.due_on_or_after(value)
