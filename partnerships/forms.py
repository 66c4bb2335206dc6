"""Forms of bodies, agreements and what belongs to them."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from core.forms.action import ActionForm, MoveForm
from core.forms.fields import DateField, ReferenceField, ShortText
from core.forms.records import RecordForm
from core.models import Act, User
from core.permissions import Permission, Role, bodies_where
from partnerships.models import (
    TRANSITIONS,
    Agreement,
    AgreementStatus,
    Aim,
    Annex,
    Body,
    BodyKind,
    Consultee,
    Contract,
    Delegation,
    Flexibility,
    LegalBasis,
    OtherName,
    Party,
    Phase,
    Provision,
    ProvisionKind,
    Service,
    Succession,
)


def own_bodies(user: Any, permission: Permission) -> Any:
    """The bodies for which this user may do this, to choose from."""
    return Body.objects.current().filter(pk__in=bodies_where(user, permission))


def bodies_party_to(agreement: Agreement) -> Any:
    """The agreement's partners, to choose from."""
    return Body.objects.filter(pk__in=agreement.parties.current().values("body"))


class BodyForm(RecordForm):
    fieldsets = [
        ("The body", ["name", "kind"]),
        ("When it existed", ["opened_on", "closed_on"]),
        ("Identifiers", ["ods_code", "gss_code"]),
    ]

    class Meta(RecordForm.Meta):
        model = Body
        fields = ["name", "kind", "opened_on", "closed_on", "ods_code", "gss_code", "kept_by"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["kept_by"]
        else:
            mine = own_bodies(self.user, Permission.CHANGE_BODIES)
            self.choose_from("kept_by", mine)
            self.fields["kept_by"].required = True
            self.initial["kept_by"] = self.initial["kept_by"] or mine.first()


class OtherNameForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = OtherName
        fields = ["name", "kind", "from_on", "to_on"]


class SuccessionForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Succession
        fields = ["kind", "successor", "on", "note"]


class AgreementForm(RecordForm):
    fieldsets = [
        ("The agreement", ["reference", "title", "legal_basis", "kept_by", "client_group", "summary"]),
        ("Who holds the pool", ["host", "pool_manager_post"]),
        ("Its term", ["starts_on", "ends_on", "renewal", "renewal_terms", "notice_months"]),
        ("Why", ["improvement"]),
        ("Its place among other agreements", ["over_arching", "annex_order"]),
    ]

    class Meta(RecordForm.Meta):
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
            "starts_on",
            "ends_on",
            "renewal",
            "renewal_terms",
            "notice_months",
            "improvement",
            "over_arching",
            "annex_order",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["renewal_terms"].widget.attrs["rows"] = 3
        if self.instance.pk:
            del self.fields["kept_by"]
            self.choose_from("host", bodies_party_to(self.instance))
            others = Agreement.objects.current().visible_to(self.user).exclude(pk=self.instance.pk)
            self.choose_from("over_arching", others)
        else:
            mine = own_bodies(self.user, Permission.CHANGE_AGREEMENTS)
            self.choose_from("kept_by", mine)
            self.initial["kept_by"] = self.initial["kept_by"] or mine.first()
            del self.fields["host"]  # a host is one of the partners, who are recorded next


class PartyForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Party
        fields = ["body", "joined_on", "left_on", "role_note"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:  # another body is another party: contributions and roles stay with this one
            del self.fields["body"]


class _OfParties(RecordForm):
    """A form whose choice of body is among the agreement's partners."""

    body_field = "body"

    class Meta(RecordForm.Meta):
        abstract = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose_from(self.body_field, bodies_party_to(self.instance.agreement))


class DelegationForm(_OfParties):
    class Meta(RecordForm.Meta):
        model = Delegation
        fields = ["body", "post", "power", "note"]


class FlexibilityForm(_OfParties):
    body_field = "lead_body"

    class Meta(RecordForm.Meta):
        model = Flexibility
        fields = ["kind", "lead_body", "starts_on", "note"]


class PhaseForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Phase
        fields = ["position", "name", "due_on", "condition", "done_on"]


class ServiceForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Service
        fields = ["scope", "name", "flexibility", "from_on", "to_on", "note"]
        widgets = {"scope": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose_from("flexibility", self.instance.agreement.flexibilities.current())


class AimForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Aim
        fields = ["kind", "text", "measure", "by_on"]
        widgets = {"kind": forms.RadioSelect}


class ProvisionForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Provision
        fields = ["kind", "text"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs["rows"] = 16
        if self.instance.pk:
            del self.fields["kind"]
        else:
            self.fields["text"].help_text = self._hint() or self.fields["text"].help_text

    def _hint(self) -> str:
        """What the provision should say, where the address names its kind."""
        try:
            kind = self.fields["kind"].clean(self.initial["kind"])
        except ValidationError:
            return ""
        return kind.hint


class ConsulteeForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Consultee
        fields = ["name", "jointly", "from_on", "to_on", "how"]


class AnnexForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Annex
        fields = ["position", "title", "text"]


class ContractForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Contract
        fields = [
            "provider",
            "purpose",
            "starts_on",
            "ends_on",
            "term_years",
            "extension_years",
            "value",
            "note",
        ]


class BodyKindForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = BodyKind
        fields = ["code", "name", "sector", "may_be_partner", "from_on", "to_on", "source"]


class LegalBasisForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = LegalBasis
        fields = [
            "code",
            "name",
            "statute",
            "section",
            "follows_partnership_regulations",
            "from_on",
            "to_on",
            "source",
        ]


class ProvisionKindForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = ProvisionKind
        fields = [
            "code",
            "name",
            "position",
            "hint",
            "required_for_pooled_fund",
            "required_for_delegation",
            "from_on",
            "to_on",
            "source",
        ]


class StatusForm(MoveForm):
    """Where the agreement goes next."""

    def __init__(self, data: Any = None, *, agreement: Agreement, version: int) -> None:
        nexts = TRANSITIONS[AgreementStatus(agreement.status)]
        super().__init__(data, nexts=[(to.value, str(to.label)) for to in nexts], version=version)


class RoleForm(ActionForm):
    """Gives somebody a role at one of the administrator's own bodies."""

    body = forms.ModelChoiceField(label="Body", queryset=Body.objects.none())
    role = forms.ChoiceField(label="Role", choices=Role, widget=forms.RadioSelect)
    email = forms.EmailField(label="E-mail address", max_length=254)
    name = ShortText(
        label="Name or post title", max_length=120, help_text="Used only if this e-mail address is new here"
    )

    def __init__(self, data: Any = None, *, user: Any, **options: Any) -> None:
        super().__init__(data, **options)
        mine = own_bodies(user, Permission.MANAGE_PEOPLE)
        self.fields["body"] = forms.ModelChoiceField(label="Body", queryset=mine, initial=mine.first())


class ListFilter(django_filters.FilterSet):
    """A filter whose form lives in the URL; nothing in it is required, and nonsense in it shows its error."""

    @property
    def form(self) -> Any:
        form = super().form
        form.mark_optional = False
        return form

    @property
    def qs(self) -> Any:
        return super().qs if self.form.is_valid() or not self.is_bound else self.queryset.none()


class DayFilter(django_filters.Filter):
    field_class = DateField


class AgreementFilter(ListFilter):
    q = django_filters.CharFilter(label="Words in the reference, title or client group", method="with_words")
    status = django_filters.ChoiceFilter(label="Status", choices=AgreementStatus, empty_label="Any")
    body = django_filters.ModelChoiceFilter(
        label="Partner", queryset=Body.objects.none(), method="with_partner", empty_label="Any"
    )

    class Meta:
        model = Agreement
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        partners = Party.objects.current().filter(agreement__in=self.queryset).values("body")
        self.filters["body"].queryset = Body.objects.filter(pk__in=partners)

    def with_words(self, agreements: Any, name: str, value: str) -> Any:
        for word in value.split():
            agreements = agreements.filter(
                Q(reference__icontains=word) | Q(title__icontains=word) | Q(client_group__icontains=word)
            )
        return agreements

    def with_partner(self, agreements: Any, name: str, value: Body) -> Any:
        return agreements.filter(pk__in=Party.objects.current().filter(body=value).values("agreement"))


class BodyFilter(ListFilter):
    q = django_filters.CharFilter(label="Words in a name, or a code", method="with_words")
    kind = django_filters.ModelChoiceFilter(
        label="Kind", queryset=BodyKind.objects.current(), empty_label="Any"
    )

    class Meta:
        model = Body
        fields: list[str] = []

    def with_words(self, bodies: Any, name: str, value: str) -> Any:
        named = Q(name__icontains=value) | Q(ods_code__iexact=value) | Q(gss_code__iexact=value)
        others = OtherName.objects.current().filter(name__icontains=value).values("body")
        return bodies.filter(named | Q(pk__in=others))


class TimelineFilter(ListFilter):
    """Narrows a history by person, by kind of record or act, and by day."""

    by = django_filters.ModelChoiceFilter(label="Who", queryset=User.objects.none(), empty_label="Anybody")
    kind = django_filters.ChoiceFilter(label="What", method="of_kind", empty_label="Anything")
    first = DayFilter(label="From", field_name="at", lookup_expr="date__gte")
    last = DayFilter(label="Until", field_name="at", lookup_expr="date__lte")

    class Meta:
        model = Act
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["by"].queryset = User.objects.filter(pk__in=self.queryset.order_by().values("by"))
        codes = self.queryset.order_by().values_list("code", flat=True).distinct()
        kinds = sorted({code.partition(".")[0] for code in codes})
        self.filters["kind"].extra["choices"] = [
            (kind, kind.replace("-", " ").capitalize()) for kind in kinds
        ]

    def of_kind(self, acts: Any, name: str, value: str) -> Any:
        return acts.filter(code__startswith=f"{value}.")
