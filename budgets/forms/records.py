"""Forms of funds, contribution lines, groups of partners, grants and published totals."""

from __future__ import annotations

from typing import Any

from django import forms

from budgets.models import (
    ContributionLine,
    Fund,
    FundKind,
    Grant,
    PartnerGroup,
    PartnerGroupMember,
    PublishedTotal,
)
from core.forms.alike import AskingForm
from core.forms.records import RecordForm
from partnerships.models import Agreement
from partnerships.queries import bodies_party_to


class FundForm(AskingForm):
    fieldsets = [
        ("The fund", ["name", "kind", "within"]),
        ("Who holds it", ["host", "pool_manager_post", "holder"]),
        ("How it is shown", ["unit", "position"]),
        ("About the figures", ["source", "note"]),
    ]

    class Meta(RecordForm.Meta):
        model = Fund
        fields = [
            "name",
            "kind",
            "within",
            "host",
            "pool_manager_post",
            "holder",
            "unit",
            "position",
            "source",
            "note",
        ]
        widgets = {"kind": forms.RadioSelect, "unit": forms.RadioSelect}
        error_messages = {"unit": {"required": "Say whether its figures are published in £, £000 or £m"}}

    option_hints = {
        "kind": {
            FundKind.POOLED: "Under regulation 7: the partners' money in one fund with one host",
            FundKind.ALIGNED: "Held separately by one partner and steered jointly: not a pooled fund in law",
            FundKind.INTEGRATED: "Jointly funded as part of a wider arrangement",
            FundKind.IN_VIEW: "Outside the agreement, reported beside it and in no total",
        }
    }

    def others(self) -> Any:
        return self.instance.siblings()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agreement = self.instance.agreement
        others = agreement.funds.not_retired().exclude(kind=FundKind.IN_VIEW).exclude(pk=self.instance.pk)
        self.choose_from("within", others, none="No other fund")
        self.choose_from("host", bodies_party_to(agreement), none="The agreement's host")
        self.choose_from("holder", bodies_party_to(agreement))


def offer_groups(form: RecordForm, agreement: Agreement) -> None:
    """Let a form choose a group of partners in place of one, where the agreement has any."""
    if not form.choose_from("group", agreement.partner_groups.not_retired()).exists():
        del form.fields["group"]
        form.fields["partner"].required = True


class ContributionLineForm(RecordForm):
    rows = {"note": 3}
    fieldsets = [
        ("Whose money it is", ["partner", "group", "description"]),
        ("What kind of money it is", ["recurrence", "given_as", "spending", "charges"]),
        ("Where it comes from", ["source", "source_detail", "grant"]),
        ("In the schedule", ["rounded_to", "position", "note"]),
        ("About the record", ["remark"]),
    ]

    class Meta(RecordForm.Meta):
        model = ContributionLine
        fields = [
            "partner",
            "group",
            "description",
            "recurrence",
            "given_as",
            "spending",
            "charges",
            "source",
            "source_detail",
            "grant",
            "rounded_to",
            "position",
            "note",
            "remark",
        ]
        error_messages = {
            "rounded_to": {"required": "Say what its figures are rounded to"},
            "recurrence": {"required": "Say whether it is recurrent"},
            "given_as": {"required": "Say whether it is cash or in kind"},
            "spending": {"required": "Say whether it is revenue or capital"},
            "charges": {"required": "Say whether it is before or after charges to users"},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fund = self.instance.fund
        agreement = fund.agreement
        if fund.kind != FundKind.IN_VIEW:
            self.choose_from("partner", bodies_party_to(agreement))
        self.choose_from("grant", agreement.grants.not_retired())
        offer_groups(self, agreement)


class GrantForm(RecordForm):
    rows = {"condition": 3}
    fieldsets = [
        ("The grant", ["name", "giver", "amount", "receiver", "fund"]),
        ("Its condition", ["condition", "needed_by"]),
        ("What came of it", ["outcome", "outcome_on", "note"]),
        ("About the record", ["remark"]),
    ]

    class Meta(RecordForm.Meta):
        model = Grant
        fields = [
            "name",
            "giver",
            "amount",
            "receiver",
            "fund",
            "condition",
            "needed_by",
            "outcome",
            "outcome_on",
            "note",
            "remark",
        ]
        widgets = {"outcome": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agreement = self.instance.agreement
        self.choose_from("fund", agreement.funds.not_retired())
        self.choose_from("receiver", bodies_party_to(agreement))


class PublishedTotalForm(RecordForm):
    fieldsets = [
        ("The figure", ["label", "amount", "rounded_to"]),
        ("What it is the total of", ["fund", "partner", "group", "year"]),
        ("Where it was published", ["source", "note"]),
    ]

    class Meta(RecordForm.Meta):
        model = PublishedTotal
        fields = ["label", "amount", "rounded_to", "fund", "partner", "group", "year", "source", "note"]
        error_messages = {"rounded_to": {"required": "Say what it was rounded to"}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agreement = self.instance.agreement
        self.choose_from("fund", agreement.funds.not_retired(), none="All funds")
        self.choose_from("partner", bodies_party_to(agreement), none="All partners")
        if not self.choose_from("group", agreement.partner_groups.not_retired()).exists():
            del self.fields["group"]


class PartnerGroupForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = PartnerGroup
        fields = ["name", "note"]


class PartnerGroupMemberForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = PartnerGroupMember
        fields = ["body"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        group = self.instance.group
        others = bodies_party_to(group.agreement).exclude(pk__in=group.members.not_retired().values("body"))
        self.choose_from("body", others)
