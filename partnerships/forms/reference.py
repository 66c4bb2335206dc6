"""Forms of what the law and practice define: kinds of body, legal bases, kinds of provision and so on."""

from __future__ import annotations

from typing import Any

from core.forms.records import RecordForm
from partnerships.models import (
    Body,
    BodyKind,
    ConsentDirection,
    ExcludedFunction,
    LegalBasis,
    ProvisionKind,
    Sector,
    SigningDate,
)


class BodyKindForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = BodyKind
        fields = ["code", "name", "sector", "may_be_partner", "needs_consent", "gives_consent"]
        fields += ["needs_order", "from_on", "to_on", "source", "is_verified"]


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
            "is_verified",
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
            "only_with_charging",
            "also_met_by",
            "from_on",
            "to_on",
            "source",
            "is_verified",
        ]


class ExcludedFunctionForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = ExcludedFunction
        fields = ["code", "name", "sector", "words", "from_on", "to_on", "source", "is_verified"]


class SigningDateForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = SigningDate
        fields = ["code", "name", "from_on", "to_on", "due_on", "source", "is_verified"]


class ConsentDirectionForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = ConsentDirection
        fields = ["code", "name", "body", "from_on", "to_on", "consent_of"]
        fields += ["contract_limit", "capital_limit", "land_limit", "source", "is_verified"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose_from("body", Body.objects.not_retired().filter(kind__sector=Sector.COUNCIL))
