"""Forms of agreements and where they go next, and the filter of their list."""

from __future__ import annotations

from datetime import date
from typing import Any

import django_filters
from django.db.models import F

from core.dates import months_before
from core.folding import Folded, find_words
from core.forms.action import MoveForm
from core.forms.alike import AskingForm
from core.forms.fields import DateField, ReferenceField
from core.forms.filters import ListFilter
from core.permissions import Permission
from core.rules import WarningRule, rules_of
from partnerships.forms.kept import KeptForm
from partnerships.models import (
    TRANSITIONS,
    Agreement,
    AgreementStatus,
    Attention,
    Body,
    Flexibility,
    LegalBasis,
    Party,
)
from partnerships.queries import bodies_party_to, parties_unsigned


class AgreementForm(AskingForm, KeptForm):
    named_by = "title"
    keeping = Permission.CHANGE_AGREEMENTS
    rows = {"renewal_terms": 3}
    fieldsets = [
        ("The agreement", ["reference", "title", "legal_basis", "kept_by", "client_group", "summary"]),
        ("Who holds the pool", ["host", "pool_manager_post"]),
        ("Its term", ["agreed_on", "starts_on", "ends_on", "renewal", "renewal_terms", "notice_months"]),
        ("What the law asks", ["improvement", "includes_charging", "is_better_care_fund"]),
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
            "is_better_care_fund",
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


PAST = "past"
ENDING = [
    ("3", "Within 3 months"),
    ("6", "Within 6 months"),
    ("12", "Within 12 months"),
    (PAST, "Past, and not recorded as over"),
]
ORDERS: dict[str, tuple[str, tuple[Any, ...]]] = {
    "title": ("Title", (Folded("title"),)),
    "ends": ("Last day, the soonest first", (F("ends_on").asc(nulls_last=True),)),
    "starts": ("First day, the latest first", (F("starts_on").desc(nulls_last=True),)),
    "status": ("Status", ("status",)),
}


def rules_that_warn() -> list[tuple[str, str]]:
    """The rules that warn, to choose from, in the order of their words."""
    return sorted(((rule.code, rule.message) for rule in rules_of(WarningRule)), key=lambda each: each[1])


class AgreementFilter(ListFilter):
    """Narrows the register of agreements, and puts it in order; what it is asked stays in the address."""

    folded = ("client_group", "host", "legal_basis", "flexibility", "signed", "ending", "rule", "sort")

    q = django_filters.CharFilter(label="Words in the reference, title or client group", method="with_words")
    status = django_filters.ChoiceFilter(label="Status", choices=AgreementStatus, empty_label="Any")
    body = django_filters.CharFilter(label="Words in a partner's name, or its code", method="with_partner")
    client_group = django_filters.CharFilter(label="Words in the client group", method="of_client_group")
    host = django_filters.CharFilter(label="Words in the host's name, or its code", method="with_host")
    legal_basis = django_filters.ModelChoiceFilter(
        label="Legal basis", queryset=LegalBasis.objects.not_retired(), empty_label="Any"
    )
    flexibility = django_filters.ChoiceFilter(
        label="Flexibility", choices=Flexibility.Kind, empty_label="Any", method="using"
    )
    signed = django_filters.ChoiceFilter(
        label="Signatures",
        choices=[("yes", "Signed by every partner"), ("no", "Not signed by every partner")],
        empty_label="Any",
        method="signed_by_all",
    )
    ending = django_filters.ChoiceFilter(
        label="Last day", choices=ENDING, empty_label="Any", method="ending_within"
    )
    rule = django_filters.ChoiceFilter(
        label="Needs attention by the rule", choices=rules_that_warn, empty_label="Any", method="breaking"
    )
    sort = django_filters.ChoiceFilter(
        label="In the order of",
        choices=[(name, label) for name, (label, _) in ORDERS.items()],
        empty_label="Reference",
        method="in_order",
    )

    class Meta:
        model = Agreement
        fields: list[str] = []

    def with_words(self, agreements: Any, name: str, value: str) -> Any:
        return find_words(agreements, value, "reference", "title", "client_group")

    def with_partner(self, agreements: Any, name: str, value: str) -> Any:
        parties = Party.objects.not_retired().filter(body__in=_bodies_like(value))
        return agreements.filter(pk__in=parties.values("agreement"))

    def of_client_group(self, agreements: Any, name: str, value: str) -> Any:
        return find_words(agreements, value, "client_group")

    def with_host(self, agreements: Any, name: str, value: str) -> Any:
        return agreements.filter(host__in=_bodies_like(value))

    def using(self, agreements: Any, name: str, value: str) -> Any:
        used = Flexibility.objects.not_retired().filter(kind=value)
        return agreements.filter(pk__in=used.values("agreement"))

    def signed_by_all(self, agreements: Any, name: str, value: str) -> Any:
        unsigned = parties_unsigned(on=self.request.user.today).values("agreement")
        return agreements.exclude(pk__in=unsigned) if value == "yes" else agreements.filter(pk__in=unsigned)

    def ending_within(self, agreements: Any, name: str, value: str) -> Any:
        today = self.request.user.today
        if value == PAST:
            return agreements.not_over().filter(ends_on__lt=today)
        return agreements.not_over().filter(ends_on__range=(today, months_before(today, -int(value))))

    def breaking(self, agreements: Any, name: str, value: str) -> Any:
        return agreements.filter(pk__in=Attention.objects.filter(code=value).values("agreement"))

    def in_order(self, agreements: Any, name: str, value: str) -> Any:
        return agreements.order_by(*ORDERS[value][1], "reference")


def _bodies_like(words: str) -> Any:
    return find_words(Body.objects.all(), words, "name", "ods_code", "gss_code")
