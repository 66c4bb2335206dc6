"""Forms of what the law and practice define: kinds of body, legal bases, kinds of provision and so on."""

from __future__ import annotations

from core.forms.records import RecordForm
from partnerships.models import BodyKind, ExcludedFunction, LegalBasis, ProvisionKind


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
