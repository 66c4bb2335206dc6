"""Forms of Cabinet reports and where they go next, and the filter of their list."""

from __future__ import annotations

from datetime import date
from typing import Any

import django_filters
from django import forms

from core.folding import find_words
from core.forms.action import MoveForm
from core.forms.fields import ReferenceField
from core.forms.filters import DayFilter, ListFilter
from core.forms.records import RecordForm
from core.permissions import Permission
from governance.forms.exempt import ExemptableForm
from governance.forms.report_parts import WHERE_FORUMS_ARE
from governance.models import TRANSITIONS, CabinetReport, ReportStatus
from governance.queries.exempt import has_exempt
from governance.queries.forums import forums_near, forums_of_partners_in
from governance.queries.layouts import layouts_near
from partnerships.models import Body
from partnerships.queries import agreements_where


class CabinetReportForm(ExemptableForm):
    """A new report needs little; its particulars follow when it is changed. The layout is chosen once."""

    reference = ReferenceField(
        max_length=60,
        label="Reference",
        help_text="Capital letters, digits and hyphens, like ABC-CARE-2026-R1. It appears on every page.",
    )

    past_days = ("agenda_on", "notice_on")
    rows = {"exempt_reason": 3, "call_in_note": 3, "contact_posts": 2}
    exempt_fields = ("classification", "exempt_paragraphs", "exempt_reason")
    to_begin = (
        "reference",
        "title",
        "layout",
        "forum",
        "meeting_on",
        "wards",
        "from_post",
        "author_post",
    )
    fieldsets = [
        ("The report", ["reference", "title", "layout"]),
        (
            "Where it is decided",
            ["forum", "meeting_on", "item_number", "agenda_on", "wards"],
        ),
        (
            "Whose report it is",
            [
                "from_post",
                "author_post",
                "lead_officer_post",
                "lead_member_post",
                "contact_posts",
                "department",
                "division",
            ],
        ),
        (
            "Key decision and notice",
            ["is_key", "key_reason", "notice_on", "due_on", "due_reason", "call_in_note"],
        ),
        ("Who may read it", ["classification", "exempt_paragraphs", "exempt_reason"]),
        ("Table of contributions", ["table_title", "table_note"]),
        ("This version", ["version_note", "dated_on", "final_sent_on"]),
    ]

    class Meta(RecordForm.Meta):
        model = CabinetReport
        fields = [
            "reference",
            "title",
            "layout",
            "forum",
            "meeting_on",
            "item_number",
            "agenda_on",
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
            "notice_on",
            "due_on",
            "due_reason",
            "call_in_note",
            "classification",
            "exempt_paragraphs",
            "exempt_reason",
            "table_title",
            "table_note",
            "version_note",
            "dated_on",
            "final_sent_on",
        ]
        widgets = {"is_key": forms.RadioSelect, "classification": forms.RadioSelect}
        error_messages = {"forum": {"required": "Select the meeting or member that decides"}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose_from("forum", forums_near(self.instance.agreement, on=self.user.today))
        self.fields["forum"].help_text = f"{self.fields['forum'].help_text}. {WHERE_FORUMS_ARE}"
        if self.instance.pk:
            del self.fields["layout"]
        else:
            self.choose_from("layout", layouts_near(self.instance.agreement, on=self.user.today))
            for name in set(self.fields) - {*self.to_begin, "version", "submission"}:
                del self.fields[name]
        if self.instance.pk and "classification" not in self.fields and has_exempt(self.instance):
            del self.fields["forum"]  # at the body of its forum what is exempt is read

    def instance_is_stored(self) -> bool:
        return bool(self.instance.pk)

    def _day(self) -> date | None:
        """Of what is typed or, before anything is, of what is stored."""
        typed = getattr(self, "cleaned_data", {})
        days = (
            typed.get(name, getattr(self.instance, name)) for name in ("meeting_on", "due_on", "dated_on")
        )
        return next(filter(None, days), None)


class ReportCopyForm(RecordForm):
    """What is new of the copy. Its layout is that of the original."""

    exempt = forms.BooleanField(
        label="Copy what is exempt too",
        required=False,
        help_text="It stays exempt, and is only copied to a meeting of a body that reads it already.",
    )
    fieldsets = [
        ("The new report", ["agreement", "reference", "title"]),
        ("Where it is decided", ["forum", "meeting_on"]),
        ("What it begins with", ["exempt"]),
    ]

    class Meta(RecordForm.Meta):
        model = CabinetReport
        field_classes = {"reference": ReferenceField}
        fields = ["agreement", "reference", "title", "forum", "meeting_on"]
        error_messages = {"forum": {"required": "Select the meeting or member that decides"}}

    def __init__(self, *args: Any, may_copy_exempt: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agreements = agreements_where(self.user, Permission.CHANGE_REPORTS)
        self.choose_from("agreement", agreements)
        self.choose_from("forum", forums_of_partners_in(agreements, on=self.user.today))
        if not may_copy_exempt:
            del self.fields["exempt"]


class ReportStatusForm(MoveForm):
    """Where the report goes next. Issuing is done where its PDF is made."""

    def __init__(self, data: Any = None, *, report: CabinetReport, version: int) -> None:
        nexts = [to for to in TRANSITIONS[ReportStatus(report.status)] if to != ReportStatus.ISSUED]
        super().__init__(data, nexts=[(to.value, _words(report, to)) for to in nexts], version=version)


def _words(report: CabinetReport, to: ReportStatus) -> str:
    if to == ReportStatus.DRAFT and not report.is_open:
        return f"Draft of version {report.version + 1}"
    return str(to.label)


class ReportFilter(ListFilter):
    """Finds reports by words, status, the body that decides, and the day of the decision."""

    q = django_filters.CharFilter(label="Words in the reference or title", method="with_words")
    status = django_filters.ChoiceFilter(label="Status", choices=ReportStatus, empty_label="Any")
    body = django_filters.CharFilter(label="Words in the name of who decides", method="decided_at")
    between = ("since", "until")

    since = DayFilter(label="Meeting from", field_name="meeting_on", lookup_expr="gte")
    until = DayFilter(label="Meeting until", field_name="meeting_on", lookup_expr="lte")

    class Meta:
        model = CabinetReport
        fields: list[str] = []

    def decided_at(self, reports: Any, name: str, value: str) -> Any:
        return reports.filter(forum__body__in=find_words(Body.objects.all(), value, "name"))

    def with_words(self, reports: Any, name: str, value: str) -> Any:
        return find_words(reports, value, "reference", "title")
