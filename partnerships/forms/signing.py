"""Forms of what each partner decides, of the powers it gives, and of its signature."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from core.forms.action import ActionForm
from core.forms.records import RecordForm
from core.uploads import MEGABYTE, FileRefused, check_pdf, scan
from partnerships.models import Authority, Delegation, Signature
from partnerships.queries import bodies_party_to


class AuthorityForm(RecordForm):
    rows = {"conditions": 4, "reasons": 3, "alternatives": 3}

    class Meta(RecordForm.Meta):
        model = Authority
        fields = [
            "body",
            "what",
            "decided_by",
            "decided_on",
            "kind",
            "minute",
            "variation",
            "revokes",
            "limit",
            "conditions",
            "conditions_met_on",
            "from_on",
            "to_on",
            "reasons",
            "alternatives",
            "interests",
            "remark",
        ]
        error_messages = {
            "body": {"required": "Select the partner that decided"},
            "decided_by": {"required": "Enter the meeting or the post that decided"},
            "what": {"required": "Select what the decision authorises"},
        }
        widgets = {"kind": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agreement = self.instance.agreement
        self.choose_from("body", bodies_party_to(agreement, on=self.user.today))
        earlier = agreement.authorities.not_retired().exclude(pk=self.instance.pk)
        self.choose_from("revokes", earlier, none="None")
        self.choose_from("variation", agreement.variations.not_retired(), none="Any, or none")


class DelegationForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Delegation
        fields = [
            "body",
            "post",
            "power",
            "state",
            "authority",
            "in_consultation_with",
            "consulted_on",
            "from_on",
            "to_on",
            "note",
            "remark",
        ]
        error_messages = {
            "body": {"required": "Select the partner for which the post may act"},
            "post": {"required": "Enter the post that has the power, or is to have it"},
            "state": {"required": "Say whether the power is given, or only asked for"},
        }
        widgets = {"state": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agreement = self.instance.agreement
        self.choose_from("body", bodies_party_to(agreement, on=self.user.today))
        self.choose_from("authority", agreement.authorities.not_retired(), none="Not recorded")


class SignedCopyForm(ActionForm):
    """The file of a signed copy: what cannot be taken is said at its field, and nothing is kept of it."""

    file = forms.FileField(
        label="Signed copy",
        max_length=200,
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf"}),
        error_messages={
            "required": "Choose the signed copy, a PDF file",
            "empty": "This file is empty",
            "max_length": "Give the file a shorter name: of at most %(max)d characters",
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[
            "file"
        ].help_text = (
            f"A PDF file of at most {settings.FILE_MEGABYTES} MB, without scripts or files within it"
        )

    def clean_file(self) -> tuple[str, bytes]:
        """Its name and its bytes."""
        file = self.cleaned_data["file"]
        if file.size > settings.FILE_MEGABYTES * MEGABYTE:
            size = round(file.size / MEGABYTE)
            raise ValidationError(f"The file has {size} MB. It can have at most {settings.FILE_MEGABYTES} MB")
        content = file.read()
        try:
            check_pdf(content)
            scan(content)
        except FileRefused as refusal:
            raise ValidationError(str(refusal)) from None
        return file.name, content


class SignatureForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Signature
        fields = [
            "body",
            "delegation",
            "mode",
            "signed_on",
            "delivered_on",
            "is_counterpart",
            "seal_number",
            "attested_by",
            "platform",
            "certificate",
            "remark",
        ]
        error_messages = {
            "body": {"required": "Select the partner that signed"},
            "delegation": {"required": "Select the post that signed. Its power is recorded first."},
            "mode": {"required": "Select how it was signed"},
        }
        widgets = {"mode": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agreement = self.instance.agreement
        self.choose_from("body", bodies_party_to(agreement, on=self.user.today))
        powers = agreement.delegations.not_retired().filter(power__in=Delegation.SIGNS)
        self.choose_from("delegation", powers)
