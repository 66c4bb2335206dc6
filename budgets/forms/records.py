"""Forms of funds, contribution lines, groups of partners, grants and published totals."""

from __future__ import annotations

from typing import Any

from django import forms

from budgets.models import (
    Certainty,
    ContributionLine,
    Fund,
    FundKind,
    Grant,
    PartnerGroup,
    PartnerGroupMember,
    PublishedTotal,
)
from core.forms.records import RecordForm
from partnerships.forms import bodies_party_to


class FundForm(RecordForm):
    fieldsets = [
        ("The fund", ["name", "kind", "within"]),
        ("Who holds it", ["host", "holder"]),
        ("How it is shown", ["unit", "position"]),
        ("About the figures", ["source", "note"]),
    ]

    class Meta(RecordForm.Meta):
        model = Fund
        fields = ["name", "kind", "within", "host", "holder", "unit", "position", "source", "note"]
        widgets = {"kind": forms.RadioSelect, "unit": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agreement = self.instance.agreement
        others = agreement.funds.current().exclude(kind=FundKind.IN_VIEW).exclude(pk=self.instance.pk)
        self.fields["within"].queryset = others
        self.fields["within"].empty_label = "No other fund"
        self.fields["host"].queryset = self.fields["holder"].queryset = bodies_party_to(agreement)
        self.fields["host"].empty_label = "The agreement's host"
        self.fields["kind"].choices = FundKind.choices
        self.fields["kind"].option_hints = {
            FundKind.POOLED: "Under regulation 7: the partners' money in one fund with one host",
            FundKind.ALIGNED: "Held separately by one partner and steered jointly: not a pooled fund in law",
            FundKind.INTEGRATED: "Jointly funded as part of a wider arrangement",
            FundKind.IN_VIEW: "Outside the agreement, reported beside it and in no total",
        }


class ContributionLineForm(RecordForm):
    fieldsets = [
        ("Whose money it is", ["partner", "group", "description"]),
        ("Whether it is agreed", ["certainty", "grant"]),
        ("What kind of money it is", ["recurrence", "given_as", "spending", "charges"]),
        ("Where it comes from", ["source", "source_detail"]),
        ("In the schedule", ["position", "note"]),
    ]

    class Meta(RecordForm.Meta):
        model = ContributionLine
        fields = [
            "partner",
            "group",
            "description",
            "certainty",
            "grant",
            "recurrence",
            "given_as",
            "spending",
            "charges",
            "source",
            "source_detail",
            "position",
            "note",
        ]
        widgets = {"certainty": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fund = self.instance.fund
        agreement = fund.agreement
        self.fields["certainty"].option_hints = {
            Certainty.AGREED: "The partner that pays has agreed it",
            Certainty.PROPOSED: "Put forward, to be agreed",
            Certainty.INDICATIVE: "An estimate, to be confirmed",
            Certainty.REQUESTED: "Asked for only: shown beneath the schedule, in no total",
        }
        self.fields["note"].widget.attrs["rows"] = 3
        if fund.kind != FundKind.IN_VIEW:
            self.fields["partner"].queryset = bodies_party_to(agreement)
        self.fields["group"].queryset = agreement.partner_groups.current()
        self.fields["grant"].queryset = agreement.grants.current()
        if not agreement.partner_groups.current().exists():
            del self.fields["group"]
            self.fields["partner"].required = True


class GrantForm(RecordForm):
    fieldsets = [
        ("The grant", ["name", "giver", "amount", "receiver", "fund"]),
        ("Its condition", ["condition", "needed_by"]),
        ("What came of it", ["outcome", "outcome_on", "note"]),
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
        ]
        widgets = {"outcome": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agreement = self.instance.agreement
        self.fields["fund"].queryset = agreement.funds.current()
        self.fields["receiver"].queryset = bodies_party_to(agreement)
        self.fields["condition"].widget.attrs["rows"] = 3


class PublishedTotalForm(RecordForm):
    fieldsets = [
        ("The figure", ["label", "amount", "rounded_to"]),
        ("What it is the total of", ["fund", "partner", "group", "year"]),
        ("Where it was published", ["source", "note"]),
    ]

    class Meta(RecordForm.Meta):
        model = PublishedTotal
        fields = ["label", "amount", "rounded_to", "fund", "partner", "group", "year", "source", "note"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agreement = self.instance.agreement
        self.fields["fund"].queryset = agreement.funds.current()
        self.fields["fund"].empty_label = "All funds"
        self.fields["partner"].queryset = bodies_party_to(agreement)
        self.fields["partner"].empty_label = "All partners"
        self.fields["group"].queryset = agreement.partner_groups.current()
        if not agreement.partner_groups.current().exists():
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
        self.fields["body"].queryset = bodies_party_to(self.instance.group.agreement)
