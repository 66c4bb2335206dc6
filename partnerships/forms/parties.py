"""Forms of the Parties tab: who is partner, who may settle terms, who was consulted."""

from __future__ import annotations

from typing import Any

from django import forms

from core.forms.action import ActionForm
from core.forms.fields import ReasonField
from core.forms.records import RecordForm
from core.money import pounds_in_words
from core.permissions import Permission
from partnerships.as_at import AgreementAsAt
from partnerships.models import Body, Consent, Consultee, DirectionConsent, Invitation, Party, Sector
from partnerships.queries import bodies_party_to, others_of_its_partners, own_bodies


class PartyForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Party
        # Another body is another party: contributions and roles stay with this one.
        fields = ["joined_on", "left_on", "role_note"]


class InvitationForm(RecordForm):
    """What is said of a body when it is invited; it is chosen on the page before."""

    class Meta(RecordForm.Meta):
        model = Invitation
        fields = ["inviter", "joined_on", "role_note"]
        error_messages = {"inviter": {"required": "Select which of your bodies invites it"}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = own_bodies(self.user, Permission.CHANGE_AGREEMENTS)
        partners = bodies_party_to(self.instance.agreement, on=self.user.today)
        inviters = self.choose_from("inviter", mine.filter(pk__in=partners.values("pk")))
        if len(inviters) == 1:
            self.instance.inviter = inviters[0]
            del self.fields["inviter"]


class RefuseForm(ActionForm):
    why = ReasonField(
        label="Why do you refuse?",
        help_text="Those who invite you read it.",
        error_messages={"required": "Say why you refuse"},
    )


class WithdrawForm(ActionForm):
    why = ReasonField(label="Why do you withdraw it?", error_messages={"required": "Say why you withdraw it"})


class ConsentForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Consent
        fields = ["trust", "given_by", "given_on", "is_complete", "note"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        partners = bodies_party_to(self.instance.agreement, on=self.user.today)
        self.choose_from("trust", partners.filter(kind__needs_consent=True))
        self.choose_from("given_by", Body.objects.not_retired().filter(kind__gives_consent=True))


class DirectionConsentForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = DirectionConsent
        fields = ["body", "other_sums", "asked_on", "given_on", "given_by", "note"]

    past_days = ("asked_on", "given_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        partners = bodies_party_to(self.instance.agreement, on=self.user.today)
        self.choose_from("body", partners.filter(kind__sector=Sector.COUNCIL))
        others = others_of_its_partners(self.instance.agreement, seen_by=self.user, on=self.user.today)
        if others:
            sums = "; ".join(f"{each.reference} ({_sum_of(each)})" for each in others)
            field = self.fields["other_sums"]
            field.help_text = f"{field.help_text}. Recorded here with some of the same parties: {sums}"


def _sum_of(agreement: AgreementAsAt) -> str:
    return pounds_in_words(agreement.worth) if agreement.worth is not None else "no sum"


class ConsulteeForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Consultee
        fields = ["name", "state", "jointly", "by_whom", "from_on", "to_on", "how", "said", "changed"]
        widgets = {"state": forms.RadioSelect}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        until = cleaned.get("to_on")
        if cleaned.get("state") == Consultee.State.CONSULTED and until and until > self.user.today:
            self.add_error("state", "The consultation has not ended yet: until then they are being consulted")
        return cleaned
