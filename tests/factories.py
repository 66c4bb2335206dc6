"""People, bodies and agreements to test with, each recorded by the action a click uses."""

from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

import factory
from factory.django import DjangoModelFactory

from core import actions
from core.dates import FinancialYear
from core.models import User
from core.money import gbp
from core.permissions import Role
from partnerships import models
from partnerships.actions import confirm_party, invite, record_agreement

NOW = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
TODAY = NOW.date()


def recorder() -> User:
    """Whoever records what a test needs; holds no role."""
    email = "recorder@example.org"
    return User.objects.filter(email=email).first() or actions.record_user(
        email=email, name="Recorder", by=None, at=NOW
    )


def person(role: Role | None = None, body: models.Body | None = None, name: str = "") -> User:
    """Somebody who may sign in, with this role at this body, or with none."""
    name = name or (role.label if role else "Visitor")
    number = User.objects.count()
    email = f"{name.lower().replace(' ', '.')}.{number}@example.org"
    user = actions.record_user(email=email, name=name, by=recorder(), at=NOW)
    if role:
        at = None if role is Role.OPERATOR else body or BodyFactory()
        RoleHeldFactory(user=user, body=at, role=role)
    return user


class RecordFactory(DjangoModelFactory):
    """Records through an action, so that what a test stands on is stamped and obeys the rules."""

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **values: Any) -> Any:
        new = model_class(*args, **values)
        cls._record(new)
        return new

    @classmethod
    def _record(cls, new: Any) -> None:
        actions.record(new, by=recorder(), at=NOW)


class BodyKindFactory(RecordFactory):
    class Meta:
        model = models.BodyKind

    code = factory.Sequence(lambda n: f"kind-{n}")
    name = factory.Sequence(lambda n: f"Kind {n}")
    sector = "council"


class LegalBasisFactory(RecordFactory):
    class Meta:
        model = models.LegalBasis

    code = factory.Sequence(lambda n: f"basis-{n}")
    name = "Section 75"
    follows_partnership_regulations = True


class ProvisionKindFactory(RecordFactory):
    class Meta:
        model = models.ProvisionKind

    code = factory.Sequence(lambda n: f"matter-{n}")
    name = factory.Sequence(lambda n: f"Matter {n}")


class ExcludedFunctionFactory(RecordFactory):
    class Meta:
        model = models.ExcludedFunction

    code = factory.Sequence(lambda n: f"function-{n}")
    name = factory.Sequence(lambda n: f"Function {n}")
    sector = "nhs"
    words = factory.Sequence(lambda n: f"word {n}")


class BodyFactory(RecordFactory):
    class Meta:
        model = models.Body

    name = factory.Sequence(lambda n: f"Body {n}")
    kind = factory.SubFactory(BodyKindFactory)


class OtherNameFactory(RecordFactory):
    class Meta:
        model = models.OtherName

    body = factory.SubFactory(BodyFactory)
    name = factory.Sequence(lambda n: f"Known as {n}")
    kind = "trading"


class ReorganisationFactory(RecordFactory):
    class Meta:
        model = models.Reorganisation

    name = factory.Sequence(lambda n: f"Reorganisation {n}")
    kind = "several"
    on = date(2026, 4, 1)
    source = "SI 2025/1"
    kept_by = factory.SubFactory(BodyFactory)


class SuccessionFactory(RecordFactory):
    class Meta:
        model = models.Succession

    predecessor = factory.SubFactory(BodyFactory)
    successor = factory.SubFactory(BodyFactory)
    kind = "merger"
    on = date(2026, 4, 1)


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    name = factory.Sequence(lambda n: f"Person {n}")

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **values: Any) -> User:
        return actions.record_user(**values, by=recorder(), at=NOW)


class RoleHeldFactory(RecordFactory):
    class Meta:
        model = models.RoleHeld

    body = factory.SubFactory(BodyFactory)
    user = factory.SubFactory(UserFactory)
    role = "officer"


class AgreementFactory(RecordFactory):
    """With its first partner, the body it is recorded for."""

    class Meta:
        model = models.Agreement

    reference = factory.Sequence(lambda n: f"TEST-{n}")
    title = "Community equipment"
    legal_basis = factory.SubFactory(LegalBasisFactory)
    kept_by = factory.SubFactory(BodyFactory)

    @classmethod
    def _record(cls, new: Any) -> None:
        record_agreement(new, by=recorder(), at=NOW)


class PartyFactory(RecordFactory):
    """By the word of its own people."""

    class Meta:
        model = models.Party

    agreement = factory.SubFactory(AgreementFactory)
    body = factory.SubFactory(BodyFactory)

    @classmethod
    def _record(cls, new: Any) -> None:
        confirm_party(new, by=recorder(), at=NOW)


class NovationFactory(RecordFactory):
    class Meta:
        model = models.Novation

    agreement = factory.SubFactory(AgreementFactory)
    party = factory.LazyAttribute(lambda new: PartyFactory(agreement=new.agreement))
    on = date(2026, 4, 1)


class FormerHolderFactory(RecordFactory):
    class Meta:
        model = models.FormerHolder

    agreement = factory.SubFactory(AgreementFactory)
    kind = "host"
    key = factory.LazyAttribute(lambda new: new.agreement.pk)
    name = "The agreement"
    body = factory.LazyAttribute(lambda new: BodyFactory(closed_on=new.to_on))
    to_on = date(2026, 3, 31)


class InvitationFactory(RecordFactory):
    class Meta:
        model = models.Invitation

    agreement = factory.SubFactory(AgreementFactory)
    body = factory.SubFactory(BodyFactory)
    inviter = factory.LazyAttribute(lambda new: new.agreement.kept_by)

    @classmethod
    def _record(cls, new: Any) -> None:
        invite(new, by=recorder(), at=NOW)


class AccessRequestFactory(RecordFactory):
    class Meta:
        model = models.AccessRequest

    body = factory.SubFactory(BodyFactory)
    asked_by = factory.SubFactory(BodyFactory)


class AuthorityFactory(RecordFactory):
    class Meta:
        model = models.Authority

    agreement = factory.SubFactory(AgreementFactory)
    body = factory.LazyAttribute(lambda new: new.agreement.kept_by)
    decided_by = "Executive"
    decided_on = date(2003, 12, 16)
    what = "enter"


class DelegationFactory(RecordFactory):
    class Meta:
        model = models.Delegation

    agreement = factory.SubFactory(AgreementFactory)
    body = factory.LazyAttribute(lambda new: new.agreement.kept_by)
    post = factory.Sequence(lambda n: f"Director {n}")
    power = "settle_sign"
    state = "given"


class SignatureFactory(RecordFactory):
    class Meta:
        model = models.Signature

    agreement = factory.SubFactory(AgreementFactory)
    body = factory.LazyAttribute(lambda new: new.agreement.kept_by)
    delegation = factory.SubFactory(
        DelegationFactory,
        agreement=factory.SelfAttribute("..agreement"),
        authority=factory.SubFactory(AuthorityFactory, agreement=factory.SelfAttribute("..agreement")),
    )
    mode = "hand"
    signed_on = date(2003, 12, 31)


class StatusStepFactory(RecordFactory):
    class Meta:
        model = models.StatusStep

    agreement = factory.SubFactory(AgreementFactory)
    status = "drafting"


PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"


class SigningDateFactory(RecordFactory):
    class Meta:
        model = models.SigningDate

    code = factory.Sequence(lambda n: f"year-{n}")
    name = factory.Sequence(lambda n: f"Year {n}")
    due_on = date(2026, 9, 30)


class ConsentDirectionFactory(RecordFactory):
    class Meta:
        model = models.ConsentDirection

    code = factory.Sequence(lambda n: f"direction-{n}")
    name = factory.Sequence(lambda n: f"Direction {n}")
    body = factory.SubFactory(BodyFactory)
    from_on = date(2026, 7, 1)
    consent_of = "the shadow authority"
    contract_limit = gbp(100_000)
    capital_limit = gbp(1_000_000)
    land_limit = gbp(100_000)


class DirectionConsentFactory(RecordFactory):
    class Meta:
        model = models.DirectionConsent

    agreement = factory.SubFactory(AgreementFactory)
    body = factory.LazyAttribute(lambda new: new.agreement.kept_by)


class SignedCopyFactory(RecordFactory):
    class Meta:
        model = models.SignedCopy

    signature = factory.SubFactory(SignatureFactory)
    filename = "signed.pdf"
    content = PDF
    sha256 = factory.LazyAttribute(lambda new: sha256(new.content).hexdigest())
    size = factory.LazyAttribute(lambda new: len(new.content))


class NoticeTermFactory(RecordFactory):
    class Meta:
        model = models.NoticeTerm

    agreement = factory.SubFactory(AgreementFactory)
    length = 6
    subject = factory.Sequence(lambda n: f"Scheme {n}")


class TermDayFactory(RecordFactory):
    class Meta:
        model = models.TermDay

    agreement = factory.SubFactory(AgreementFactory)
    kind = "review"
    due_on = date(2026, 9, 30)


class RenewalDecisionFactory(RecordFactory):
    class Meta:
        model = models.RenewalDecision

    agreement = factory.SubFactory(AgreementFactory)
    body = factory.LazyAttribute(lambda new: new.agreement.kept_by)
    year = factory.LazyFunction(lambda: FinancialYear(2027))
    takes_part = True
    decided_by = "Executive"
    decided_on = date(2026, 10, 6)


class FlexibilityFactory(RecordFactory):
    class Meta:
        model = models.Flexibility

    agreement = factory.SubFactory(AgreementFactory)
    kind = "pooled_fund"


class IssueAreaFactory(RecordFactory):
    class Meta:
        model = models.IssueArea

    agreement = factory.SubFactory(AgreementFactory)
    name = factory.Sequence(lambda n: f"Issue area {n}")


class DeliverableFactory(RecordFactory):
    class Meta:
        model = models.Deliverable

    area = factory.SubFactory(IssueAreaFactory)
    what = "A protocol on information sharing"


class PhaseFactory(RecordFactory):
    class Meta:
        model = models.Phase

    agreement = factory.SubFactory(AgreementFactory)
    position = factory.LazyAttribute(lambda new: new.agreement.phases.count() + 1)
    name = factory.Sequence(lambda n: f"Phase {n}")


class ServiceFactory(RecordFactory):
    class Meta:
        model = models.Service

    agreement = factory.SubFactory(AgreementFactory)
    name = factory.Sequence(lambda n: f"Service {n}")


class AimFactory(RecordFactory):
    class Meta:
        model = models.Aim

    agreement = factory.SubFactory(AgreementFactory)
    text = factory.Sequence(lambda n: f"Aim {n}")


class ProvisionFactory(RecordFactory):
    class Meta:
        model = models.Provision

    agreement = factory.SubFactory(AgreementFactory)
    kind = factory.SubFactory(ProvisionKindFactory)
    text = factory.Sequence(lambda n: f"The partners agree on matter {n}.")


class ConsulteeFactory(RecordFactory):
    class Meta:
        model = models.Consultee

    agreement = factory.SubFactory(AgreementFactory)
    name = factory.Sequence(lambda n: f"Carers' forum {n}")
    state = "consulted"


class AnnexFactory(RecordFactory):
    class Meta:
        model = models.Annex

    agreement = factory.SubFactory(AgreementFactory)
    position = factory.LazyAttribute(lambda new: new.agreement.annexes.count() + 1)
    title = factory.Sequence(lambda n: f"Protocol {n}")


class ContractFactory(RecordFactory):
    class Meta:
        model = models.Contract

    agreement = factory.SubFactory(AgreementFactory)
    provider = factory.Sequence(lambda n: f"Provider {n}")


class AttentionAnswerFactory(RecordFactory):
    class Meta:
        model = models.AttentionAnswer

    agreement = factory.SubFactory(AgreementFactory)
    code = "joint-consultation"
    place = "parties.."
    what = "taken_on"
    person = factory.LazyFunction(recorder)


class ConsentFactory(RecordFactory):
    class Meta:
        model = models.Consent

    agreement = factory.SubFactory(AgreementFactory)
    trust = factory.LazyAttribute(
        lambda new: (
            PartyFactory(
                agreement=new.agreement,
                body=BodyFactory(kind=BodyKindFactory(sector="nhs", needs_consent=True)),
            ).body
        )
    )
    given_by = factory.LazyFunction(
        lambda: BodyFactory(kind=BodyKindFactory(sector="nhs", gives_consent=True))
    )


class VariationFactory(RecordFactory):
    class Meta:
        model = models.Variation

    agreement = factory.SubFactory(AgreementFactory)
    position = factory.LazyAttribute(lambda new: new.agreement.variations.count() + 1)
    title = factory.Sequence(lambda n: f"Changes {n}")
    effective_on = date(2026, 12, 1)


class PartyChangeFactory(RecordFactory):
    class Meta:
        model = models.PartyChange

    variation = factory.SubFactory(VariationFactory)
    body = factory.LazyFunction(lambda: BodyFactory(kind=BodyKindFactory(may_be_partner=True)))


class ClauseChangeFactory(RecordFactory):
    class Meta:
        model = models.ClauseChange

    variation = factory.SubFactory(VariationFactory)
    kind = factory.SubFactory(ProvisionKindFactory)
    text = factory.Sequence(lambda n: f"The partners now agree otherwise, {n}.")


class ServiceChangeFactory(RecordFactory):
    class Meta:
        model = models.ServiceChange

    variation = factory.SubFactory(VariationFactory)
    name = factory.Sequence(lambda n: f"New service {n}")


class FlexibilityChangeFactory(RecordFactory):
    class Meta:
        model = models.FlexibilityChange

    variation = factory.SubFactory(VariationFactory)
    kind = "resources"


class HostChangeFactory(RecordFactory):
    class Meta:
        model = models.HostChange

    variation = factory.SubFactory(VariationFactory)
    host = factory.LazyAttribute(lambda new: new.variation.agreement.kept_by)


class TermChangeFactory(RecordFactory):
    class Meta:
        model = models.TermChange

    variation = factory.SubFactory(VariationFactory)
    ends_on = date(2030, 3, 31)
