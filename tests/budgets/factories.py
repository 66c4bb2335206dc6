"""Records of money, and the partnership they need; each is recorded by the actions a click uses."""

from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from budgets import models
from budgets.actions import save_contributions
from core import actions
from core.dates import FinancialYear
from core.models import User
from core.money import gbp
from core.permissions import Role
from partnerships.models import Agreement, Body, BodyKind, LegalBasis, Party, RoleHeld

NOW = datetime(2003, 12, 16, 10, 0, tzinfo=UTC)


def clerk_of_works() -> User:
    """Whoever records what a test needs."""
    email = "recorder@example.org"
    return User.objects.filter(email=email).first() or actions.record_user(
        email=email, name="Recorder", by=None, at=NOW
    )


class RecordFactory(DjangoModelFactory):
    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class, *args, **values):
        new = model_class(*args, **values)
        actions.record(new, by=clerk_of_works(), at=NOW)
        return new


class KindFactory(RecordFactory):
    class Meta:
        model = BodyKind

    code = factory.Sequence(lambda n: f"kind-{n}")
    name = factory.Sequence(lambda n: f"Kind {n}")
    sector = "council"


class BodyFactory(RecordFactory):
    class Meta:
        model = Body

    name = factory.Sequence(lambda n: f"Body {n}")
    kind = factory.SubFactory(KindFactory)


class LegalBasisFactory(RecordFactory):
    class Meta:
        model = LegalBasis

    code = factory.Sequence(lambda n: f"basis-{n}")
    name = "Section 31"


class AgreementFactory(RecordFactory):
    class Meta:
        model = Agreement

    reference = factory.Sequence(lambda n: f"TEST-{n}")
    title = "Community equipment"
    legal_basis = factory.SubFactory(LegalBasisFactory)
    kept_by = factory.SubFactory(BodyFactory)


class PartyFactory(RecordFactory):
    class Meta:
        model = Party

    agreement = factory.SubFactory(AgreementFactory)
    body = factory.SubFactory(BodyFactory)


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


class ContributionLineFactory(RecordFactory):
    class Meta:
        model = models.ContributionLine

    fund = factory.SubFactory(FundFactory)
    partner = factory.LazyAttribute(
        lambda new: None if new.group else PartyFactory(agreement=new.fund.agreement).body
    )
    group = None
    certainty = "agreed"


class ContributionFactory(RecordFactory):
    class Meta:
        model = models.Contribution

    line = factory.SubFactory(ContributionLineFactory)
    year = FinancialYear(2003)
    amount = gbp(730_000)


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
    save_contributions(fund=line.fund, cells=cells, by=clerk_of_works(), at=NOW, **options)


def southwark() -> Agreement:
    """Southwark's proposed budget for community equipment, as its Executive saw it on 16 December 2003."""
    agreement = AgreementFactory(reference="SWK-TEST", kept_by=BodyFactory(name="Southwark Council"))
    for body in (agreement.kept_by, BodyFactory(name="Southwark PCT")):
        PartyFactory(agreement=agreement, body=body)
    council, pct = (party.body for party in agreement.parties.order_by("pk"))
    fund = FundFactory(agreement=agreement, name="Community equipment", unit=1000, host=council)
    line = ContributionLineFactory(fund=fund, partner=council, certainty="proposed", position=1)
    put(line, {2003: 730_000, 2004: 748_000, 2005: 767_000})
    line = ContributionLineFactory(fund=fund, partner=pct, certainty="indicative", position=2)
    put(line, {2003: 296_000, 2004: 303_000, 2005: 310_000})
    extra = ContributionLineFactory(
        fund=fund, partner=council, certainty="requested", description="Extra investment", position=3
    )
    put(extra, {2004: 350_000})
    for year, amount in ((2003, 1_026_000), (2004, 1_051_000), (2005, 1_077_000)):
        PublishedTotalFactory(
            agreement=agreement, amount=gbp(amount), year=FinancialYear(year), rounded_to=1000
        )
    return agreement


def kent() -> Agreement:
    """Kent's pooled fund of two aligned budgets and an integrated one, and the totals that do not foot."""
    agreement = AgreementFactory(reference="KENT-TEST", kept_by=BodyFactory(name="Kent County Council"))
    council = PartyFactory(agreement=agreement, body=agreement.kept_by).body
    groups = PartnerGroupFactory(agreement=agreement, name="Seven clinical commissioning groups")
    for _ in range(7):
        PartnerGroupMemberFactory(group=groups)
    pool = FundFactory(agreement=agreement, name="Community equipment pool", host=council)
    parts = [("Integrated budget", "integrated", 818_000, 785_000)]
    parts += [
        ("CCG aligned budget", "aligned", 4_800_000, None),
        ("County aligned budget", "aligned", None, 4_800_000),
    ]
    for position, (name, kind, of_groups, of_council) in enumerate(parts, 1):
        fund = FundFactory(agreement=agreement, name=name, kind=kind, within=pool, position=position)
        if of_groups:
            put(ContributionLineFactory(fund=fund, partner=None, group=groups), {2015: of_groups})
        if of_council:
            put(ContributionLineFactory(fund=fund, partner=council), {2015: of_council})
    for label, amount in (("Annual budget", 11_400_000), ("Combined annual spend", 11_300_000)):
        PublishedTotalFactory(agreement=agreement, label=label, amount=gbp(amount))
    return agreement


def user_of(agreement: Agreement, role: Role = Role.FINANCE, name: str = "Finance officer") -> User:
    """Somebody with a role at the body that keeps the agreement."""
    user = actions.record_user(
        email=f"{name.lower().replace(' ', '.')}@example.org", name=name, by=clerk_of_works(), at=NOW
    )
    actions.record(RoleHeld(body=agreement.kept_by, user=user, role=role), by=clerk_of_works(), at=NOW)
    return user
