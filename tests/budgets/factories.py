"""Records of money, and the schedules of Southwark and Kent."""

from datetime import date

import factory

from budgets import models, queries
from budgets.actions import record_agreed_as_reported, save_contributions
from budgets.calculations import Schedule
from core.dates import FinancialYear
from core.money import gbp
from partnerships.models import Agreement
from tests.factories import (
    NOW,
    AgreementFactory,
    BodyFactory,
    FlexibilityFactory,
    PartyFactory,
    RecordFactory,
    VariationFactory,
    recorder,
)


class FundFactory(RecordFactory):
    class Meta:
        model = models.Fund

    agreement = factory.SubFactory(AgreementFactory)
    name = factory.Sequence(lambda n: f"Fund {n}")
    kind = "pooled"


class PartnerGroupFactory(RecordFactory):
    class Meta:
        model = models.PartnerGroup

    agreement = factory.SubFactory(AgreementFactory)
    name = factory.Sequence(lambda n: f"Group {n}")


class PartnerGroupMemberFactory(RecordFactory):
    class Meta:
        model = models.PartnerGroupMember

    group = factory.SubFactory(PartnerGroupFactory)
    body = factory.LazyAttribute(lambda new: PartyFactory(agreement=new.group.agreement).body)


class ContributionChangeFactory(RecordFactory):
    class Meta:
        model = models.ContributionChange

    variation = factory.SubFactory(VariationFactory)
    fund = factory.LazyAttribute(lambda new: FundFactory(agreement=new.variation.agreement))
    partner = factory.LazyAttribute(lambda new: new.variation.agreement.kept_by)
    year = FinancialYear(2026)
    amount = gbp(100)


class ContributionLineFactory(RecordFactory):
    class Meta:
        model = models.ContributionLine

    fund = factory.SubFactory(FundFactory)
    partner = factory.LazyAttribute(
        lambda new: None if new.group else PartyFactory(agreement=new.fund.agreement).body
    )
    group = None


class ContributionFactory(RecordFactory):
    class Meta:
        model = models.Contribution

    line = factory.SubFactory(ContributionLineFactory)
    year = FinancialYear(2003)
    amount = gbp(730_000)


class LostAgreementFactory(RecordFactory):
    class Meta:
        model = models.LostAgreement

    contribution = factory.SubFactory(ContributionFactory)
    partner = factory.LazyAttribute(lambda new: new.contribution.line.partner)
    group = factory.LazyAttribute(lambda new: new.contribution.line.group)
    amount_before = gbp(730_000)
    amount_after = gbp(731_000)
    lost_at = NOW
    lost_by = factory.LazyFunction(recorder)
    why = "Typed wrongly"


class GrantFactory(RecordFactory):
    class Meta:
        model = models.Grant

    agreement = factory.SubFactory(AgreementFactory)
    name = "Access and Systems Capacity Grant"


class PublishedTotalFactory(RecordFactory):
    class Meta:
        model = models.PublishedTotal

    agreement = factory.SubFactory(AgreementFactory)
    label = "Total"
    amount = gbp(1_026_000)


def put(line: models.ContributionLine, amounts: dict[int, int | str], **options) -> None:
    """Give a line its amounts in pounds, by the calendar year in which the financial year starts."""
    cells = {(line.pk, FinancialYear(year)): gbp(amount) for year, amount in amounts.items()}
    save_contributions(fund=line.fund, cells=cells, by=recorder(), at=NOW, **options)


def schedule_of(agreement: Agreement) -> Schedule:
    """The agreement's schedule as at a day on which it makes no difference."""
    return queries.schedule_of(agreement, on=date(2003, 12, 8))


def agreed(line: models.ContributionLine, source: str = "Minute 42") -> None:
    """Let a line's figures be agreed, as a paper reports it."""
    figures = {each.pk: each.amount for each in line.contributions.not_retired()}
    record_agreed_as_reported(
        agreement=line.fund.agreement, figures=figures, source=source, by=recorder(), at=NOW
    )


def southwark() -> Agreement:
    """Southwark's proposed budget for community equipment, as its Executive saw it on 16 December 2003."""
    agreement = AgreementFactory(reference="SWK-TEST", kept_by=BodyFactory(name="Southwark Council"))
    council = agreement.kept_by
    pct = PartyFactory(agreement=agreement, body=BodyFactory(name="Southwark PCT")).body
    fund = FundFactory(
        agreement=agreement,
        name="Community equipment",
        unit=1000,
        host=council,
        pool_manager_post="Service manager",
    )
    FlexibilityFactory(agreement=agreement, kind="pooled_fund")
    line = ContributionLineFactory(fund=fund, partner=council, position=1)
    put(line, {2003: 730_000, 2004: 748_000, 2005: 767_000})
    line = ContributionLineFactory(fund=fund, partner=pct, position=2)
    put(line, {2003: 296_000, 2004: 303_000, 2005: 310_000}, status="indicative")
    extra = ContributionLineFactory(fund=fund, partner=council, description="Extra investment", position=3)
    put(extra, {2004: 350_000}, status="requested")
    for year, amount in ((2003, 1_026_000), (2004, 1_051_000), (2005, 1_077_000)):
        PublishedTotalFactory(
            agreement=agreement, amount=gbp(amount), year=FinancialYear(year), rounded_to=1000
        )
    return agreement


def kent() -> Agreement:
    """Kent's pooled fund of two aligned budgets and an integrated one, and the totals that do not add up."""
    agreement = AgreementFactory(reference="KENT-TEST", kept_by=BodyFactory(name="Kent County Council"))
    council = agreement.kept_by
    groups = PartnerGroupFactory(agreement=agreement, name="Seven clinical commissioning groups")
    for _ in range(7):
        PartnerGroupMemberFactory(group=groups)
    pool = FundFactory(
        agreement=agreement,
        name="Community equipment pool",
        host=council,
        pool_manager_post="Service manager",
    )
    FlexibilityFactory(agreement=agreement, kind="pooled_fund")
    parts = [("Integrated budget", "integrated", 818_000, 785_000)]
    parts += [
        ("CCG aligned budget", "aligned", 4_800_000, None),
        ("County aligned budget", "aligned", None, 4_800_000),
    ]
    for position, (name, kind, of_groups, of_council) in enumerate(parts, 1):
        fund = FundFactory(agreement=agreement, name=name, kind=kind, within=pool, position=position)
        if of_groups:
            line = ContributionLineFactory(fund=fund, partner=None, group=groups)
            put(line, {2015: of_groups})
            agreed(line)
        if of_council:
            line = ContributionLineFactory(fund=fund, partner=council)
            put(line, {2015: of_council})
            agreed(line)
    for label, amount in (("Annual budget", 11_400_000), ("Combined annual spend", 11_300_000)):
        PublishedTotalFactory(agreement=agreement, label=label, amount=gbp(amount))
    return agreement
