"""Forms of agreements and where they go next, and the filter of their list."""

from __future__ import annotations

from datetime import date
from typing import Any

import django_filters

from core.folding import find_words
from core.forms.action import MoveForm
from core.forms.alike import AskingForm
from core.forms.fields import DateField, ReferenceField
from core.forms.filters import ListFilter
from core.permissions import Permission
from partnerships.forms.kept import KeptForm
from partnerships.models import TRANSITIONS, Agreement, AgreementStatus, Body, Party
from partnerships.queries import bodies_party_to


class AgreementForm(AskingForm, KeptForm):
    named_by = "title"
    keeping = Permission.CHANGE_AGREEMENTS
    rows = {"renewal_terms": 3}
    fieldsets = [
        ("The agreement", ["reference", "title", "legal_basis", "kept_by", "client_group", "summary"]),
        ("Who holds the pool", ["host", "pool_manager_post"]),
        ("Its term", ["agreed_on", "starts_on", "ends_on", "renewal", "renewal_terms", "notice_months"]),
        ("What the law asks", ["improvement", "includes_charging"]),
        ("Its place among other agreements", ["over_arching", "annex_order"]),
    ]

    class Meta(KeptForm.Meta):
        model = Agreement
        field_classes = {"reference": ReferenceField}
        fields = [
            "reference",
            "title",
            "legal_basis",
            "kept_by",
            "client_group",
            "summary",
            "host",
            "pool_manager_post",
            "agreed_on",
            "starts_on",
            "ends_on",
            "renewal",
            "renewal_terms",
            "notice_months",
            "improvement",
            "includes_charging",
            "over_arching",
            "annex_order",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.choose_from("host", bodies_party_to(self.instance, on=self.user.today))
        else:
            del self.fields["host"]  # a host is one of the partners, who are recorded next


class StatusForm(MoveForm):
    """Where the agreement goes next, and from which day."""

    on = DateField(
        label="From which day",
        help_text="The day from which it has the new status. It is not still to come",
        error_messages={"required": "Enter the day from which it has the new status"},
    )
    field_order = ("to", "on", "why")

    def __init__(self, data: Any = None, *, agreement: Agreement, version: int, today: date) -> None:
        nexts = TRANSITIONS[AgreementStatus(agreement.status)]
        super().__init__(data, nexts=[(to.value, str(to.label)) for to in nexts], version=version)
        self.initial["on"] = today


class AgreementFilter(ListFilter):
    q = django_filters.CharFilter(label="Words in the reference, title or client group", method="with_words")
    status = django_filters.ChoiceFilter(label="Status", choices=AgreementStatus, empty_label="Any")
    body = django_filters.CharFilter(label="Words in a partner's name, or its code", method="with_partner")

    class Meta:
        model = Agreement
        fields: list[str] = []

    def with_words(self, agreements: Any, name: str, value: str) -> Any:
        return find_words(agreements, value, "reference", "title", "client_group")

    def with_partner(self, agreements: Any, name: str, value: str) -> Any:
        bodies = find_words(Body.objects.all(), value, "name", "ods_code", "gss_code")
        parties = Party.objects.not_retired().filter(body__in=bodies)
        return agreements.filter(pk__in=parties.values("agreement"))
