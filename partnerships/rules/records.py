"""What must be true of bodies, agreements and their parties."""

from __future__ import annotations

from datetime import date

from django.db.models.functions import Coalesce

from core.dates import Period, in_words
from core.models import User
from core.permissions import Role
from core.rules import Rule, RuleBroken, WarningRule, refuses, rule_of
from core.sentences import mid_sentence
from partnerships.models import (
    Agreement,
    AttentionAnswer,
    Body,
    Consent,
    Delegation,
    Flexibility,
    Invitation,
    Party,
    RoleHeld,
)
from partnerships.queries import acts_only_where_managed


@refuses("body-opened-when-its-kind-existed", Body, source="The Acts named with each kind of body")
def body_opened_when_its_kind_existed(body: Body) -> None:
    """A body can only have existed while its kind existed."""
    kind = body.kind
    if body.opened_on and kind.from_on and body.opened_on < kind.from_on:
        detail = f"{kind.name}: the first opened on {in_words(kind.from_on)}."
        raise RuleBroken(body_opened_when_its_kind_existed, field="opened_on", detail=detail)
    if body.closed_on and kind.to_on and body.closed_on > kind.to_on:
        detail = f"{kind.name}: the last closed on {in_words(kind.to_on)}."
        raise RuleBroken(body_opened_when_its_kind_existed, field="closed_on", detail=detail)


@refuses("body-existed-when-it-joined", Body, source="SI 2000/617 reg 3")
def body_existed_when_it_joined(body: Body) -> None:
    """A body must have existed on the day it joined an agreement, and on the day it began to lead one.

    No agreement is named: whoever keeps the body may not see it.
    """
    was = Body.objects.filter(pk=body.pk).first()
    if was is None or (was.opened_on, was.closed_on) == (body.opened_on, body.closed_on):
        return
    for day in _days_it_joined_or_led(body):
        if was.existed_on(day) and not body.existed_on(day):
            early = body.opened_on is not None and day < body.opened_on
            detail = f"It is recorded as doing so {'before' if early else 'after'} this day."
            field = "opened_on" if early else "closed_on"
            raise RuleBroken(body_existed_when_it_joined, field=field, detail=detail)


def _days_it_joined_or_led(body: Body) -> list[date]:
    parties = Party.objects.not_retired().filter(body=body, agreement__retired_at=None)
    led = Flexibility.objects.not_retired().filter(lead_body=body, agreement__retired_at=None)
    joined = parties.values_list(Coalesce("joined_on", "agreement__starts_on"), flat=True)
    return [day for day in (*joined, *led.values_list("starts_on", flat=True)) if day]


@refuses("body-in-use-is-kept", Body, retiring=True)
def body_in_use_is_kept(body: Body) -> None:
    """A body that is party to an agreement cannot be retired. Record the day it closed instead."""
    if body.parties.not_retired().exists():
        raise RuleBroken(body_in_use_is_kept)


@refuses("agreement-is-not-its-own-ancestor", Agreement)
def agreement_is_not_its_own_ancestor(agreement: Agreement) -> None:
    """An agreement cannot be annexed to itself or to one of its own annexes."""
    if agreement.is_its_own_ancestor():
        raise RuleBroken(agreement_is_not_its_own_ancestor, field="over_arching")


@refuses(
    "legal-basis-was-in-force",
    Agreement,
    source="Health Act 1999 s.31 from 1 April 2000; NHS Act 2006 s.75 from 1 March 2007",
)
def legal_basis_was_in_force(agreement: Agreement) -> None:
    """An agreement must start while its legal basis is in force."""
    basis, start = agreement.legal_basis, agreement.starts_on
    if start is None:
        return
    if basis.from_on and start < basis.from_on:
        detail = f"{basis} came into force on {in_words(basis.from_on)}."
        raise RuleBroken(legal_basis_was_in_force, field="starts_on", detail=detail)
    if basis.to_on and start > basis.to_on:
        detail = f"{basis} was in force until {in_words(basis.to_on)}."
        raise RuleBroken(legal_basis_was_in_force, field="starts_on", detail=detail)


@refuses("agreement-starts-once-its-partners-exist", Agreement, source="SI 2000/617 reg 3")
def agreement_starts_once_its_partners_exist(agreement: Agreement) -> None:
    """An agreement cannot start on a day on which one of its first partners did not exist."""
    start = agreement.starts_on
    stored = Agreement.objects.filter(pk=agreement.pk)
    if start is None or agreement.pk is None or stored.filter(starts_on=start).exists():
        return
    first = agreement.parties.not_retired().filter(joined_on=None).select_related("body")
    if missing := [party.body.name for party in first if not party.body.existed_on(start)]:
        detail = f"{in_words(start)} is too early or too late for {', '.join(missing)}."
        raise RuleBroken(agreement_starts_once_its_partners_exist, field="starts_on", detail=detail)


@refuses("host-is-a-party", Agreement, source="SI 2000/617 reg 7(4)")
def host_is_a_party(agreement: Agreement) -> None:
    """The host must be one of the partners."""
    must_be_party(agreement, agreement.host_id, host_is_a_party, "host")


@refuses("over-arching-agreement-is-kept", Agreement, retiring=True)
def over_arching_agreement_is_kept(agreement: Agreement) -> None:
    """An agreement to which others are annexed cannot be retired. Retire or move the annexes first."""
    if agreement.annexed_agreements.not_retired().exists():
        raise RuleBroken(over_arching_agreement_is_kept)


@refuses("party-existed-when-it-joined", Party, source="SI 2000/617 reg 3")
def party_existed_when_it_joined(party: Party) -> None:
    """A partner must exist on the day it joins."""
    joined, body = party.joined_on or party.agreement.starts_on, party.body
    if joined is None or body.existed_on(joined):
        return
    field = "joined_on" if party.joined_on else "body"
    detail = f"{body} {body.ended_or_began(joined)}; it would join on {in_words(joined)}."
    raise RuleBroken(party_existed_when_it_joined, field=field, detail=detail)


@refuses(
    "party-is-of-an-eligible-kind",
    Party,
    source="SI 2000/617 regs 3 and 4(1): a primary care group, for example, never could",
)
def party_is_of_an_eligible_kind(party: Party) -> None:
    """A body of this kind cannot be a partner under the Partnership Regulations."""
    if party.agreement.legal_basis.follows_partnership_regulations and not party.body.kind.may_be_partner:
        detail = f"{party.body} is of the kind “{party.body.kind.name}”."
        raise RuleBroken(party_is_of_an_eligible_kind, field="body", detail=detail)


@refuses("party-is-recorded-once-at-a-time", Party)
def party_is_recorded_once_at_a_time(party: Party) -> None:
    """This body is a party already at that time. One that left joins again after the day it left."""
    others = party.agreement.parties.not_retired().filter(body=party.body).exclude(pk=party.pk)
    span = Period(party.joined_on, party.left_on)
    if any(span.overlaps(Period(other.joined_on, other.left_on)) for other in others):
        raise RuleBroken(party_is_recorded_once_at_a_time, field="joined_on" if party.pk else "body")


@refuses("party-has-agreed-or-is-invited", Party)
def party_has_agreed_or_is_invited(party: Party) -> None:
    """A body is party once its own people say so. Invite it."""
    invited = party.agreement.invitations.open().filter(body=party.body)
    if not party.confirmed and not invited.exists():
        raise RuleBroken(party_has_agreed_or_is_invited, field="body")


@refuses("invitation-is-open")
def invitation_is_open(invitation: Invitation) -> None:
    """This invitation was answered or withdrawn meanwhile."""
    if invitation.state != Invitation.State.OPEN:
        raise RuleBroken(
            invitation_is_open, detail=f"It is recorded as {mid_sentence(invitation.get_state_display())}."
        )


@refuses("keeper-and-host-stay-party", Party, retiring=True)
def keeper_and_host_stay_party(party: Party) -> None:
    """The partner that keeps the record, and the host, cannot be taken out of the parties."""
    if party.body_id in (party.agreement.kept_by_id, party.agreement.host_id):
        raise RuleBroken(keeper_and_host_stay_party)


@refuses("partner-that-leads-is-kept", Party, retiring=True)
def partner_that_leads_is_kept(party: Party) -> None:
    """A partner that leads a flexibility, or delegates, cannot be taken out. Record the day it left."""
    agreement, body = party.agreement, party.body
    leads = agreement.flexibilities.not_retired().filter(lead_body=body)
    if leads.exists() or agreement.delegations.not_retired().filter(body=body).exists():
        raise RuleBroken(partner_that_leads_is_kept)


@refuses("lead-body-is-a-party", Flexibility, source="SI 2000/617 regs 8 and 9")
def lead_body_is_a_party(flexibility: Flexibility) -> None:
    """The lead body must be one of the partners."""
    must_be_party(flexibility.agreement, flexibility.lead_body_id, lead_body_is_a_party, "lead_body")


@refuses("delegating-body-is-a-party", Delegation)
def delegating_body_is_a_party(delegation: Delegation) -> None:
    """Only a partner can give somebody power to settle or sign the agreement."""
    must_be_party(delegation.agreement, delegation.body_id, delegating_body_is_a_party, "body")


@refuses("body-keeps-an-administrator", RoleHeld, retiring=True)
def body_keeps_an_administrator(role: RoleHeld) -> None:
    """A body's only administrator cannot be taken out. Give somebody else the role first."""
    if role.role == Role.ADMINISTRATOR and _is_the_only_one(role):
        raise RuleBroken(body_keeps_an_administrator)


@refuses("site-keeps-an-operator", RoleHeld, retiring=True)
def site_keeps_an_operator(role: RoleHeld) -> None:
    """The only site operator cannot be taken out. Let in another first."""
    if role.role == Role.OPERATOR and _is_the_only_one(role):
        raise RuleBroken(site_keeps_an_operator)


def _is_the_only_one(role: RoleHeld) -> bool:
    holders = RoleHeld.objects.not_retired().filter(body=role.body, role=role.role)
    return not holders.exclude(pk=role.pk).exists()


@refuses("body-has-no-administrator")
def body_has_no_administrator(body: Body) -> None:
    """This body has an administrator already, who lets in everybody else there."""
    if body.roles_held.not_retired().filter(role=Role.ADMINISTRATOR).exists():
        raise RuleBroken(body_has_no_administrator, field="body")


@refuses("own-password-is-changed-by-oneself")
def own_password_is_changed_by_oneself(person: User, by: User) -> None:
    """Your own password is not given by a link. Use "Change your password" under Roles."""
    if person == by:
        raise RuleBroken(own_password_is_changed_by_oneself)


@refuses("administers-all-that-a-person-acts-for")
def administers_all_that_a_person_acts_for(person: User, by: User) -> None:
    """Whoever has the link can sign in as that person, so you must be an administrator wherever they act."""
    if not acts_only_where_managed(person, by=by):
        detail = (
            f"{person} acts for a body whose people you do not manage: ask whoever runs the site for a link."
        )
        raise RuleBroken(administers_all_that_a_person_acts_for, detail=detail)


def must_be_party(agreement: Agreement, body_id: int | None, rule: Rule, field: str) -> None:
    """Raise that the rule is broken where a body is named that is no partner of the agreement."""
    if body_id is None or (agreement.pk is None and body_id == agreement.kept_by_id):
        return
    if agreement.pk is None or not agreement.parties.not_retired().filter(body=body_id).exists():
        raise RuleBroken(rule, field=field)


@refuses("attention-is-put-off-until-later")
def attention_is_put_off_until_later(answer: AttentionAnswer, on: date) -> None:
    """What needs attention can only be put off until a later day."""
    if answer.until_on is not None and answer.until_on <= on:
        detail = f"Enter a day after {in_words(on)}."
        raise RuleBroken(attention_is_put_off_until_later, field="until_on", detail=detail)


@refuses("only-what-warns-is-put-aside", AttentionAnswer)
def only_what_warns_is_put_aside(answer: AttentionAnswer) -> None:
    """Only what a rule warns of can be taken on, put off or accepted; what a rule refuses cannot."""
    if not isinstance(rule_of(answer.code), WarningRule):
        raise RuleBroken(only_what_warns_is_put_aside)


@refuses("consent-is-given-for-a-partner", Consent, source="SI 2000/617 regs 7(2) and 9(2)")
def consent_is_given_for_a_partner(consent: Consent) -> None:
    """Consent is given for a partner of a kind that needs it: an NHS trust, and no foundation trust."""
    must_be_party(consent.agreement, consent.trust_id, consent_is_given_for_a_partner, "trust")
    if not consent.trust.kind.needs_consent:
        detail = f"{consent.trust} is of the kind “{consent.trust.kind.name}”."
        raise RuleBroken(consent_is_given_for_a_partner, field="trust", detail=detail)


@refuses("consent-is-given-by-a-commissioner", Consent, source="SI 2000/617 regs 7(2) and 9(2), as amended")
def consent_is_given_by_a_commissioner(consent: Consent) -> None:
    """The body that consents must be a commissioner that existed on the day.

    A health authority until 30 September 2002, a primary care trust until 31 March 2013, a clinical
    commissioning group until 30 June 2022, an integrated care board since: as kinds of body are recorded.
    """
    body, day = consent.given_by, consent.given_on
    if not body.kind.gives_consent or (day is not None and not body.existed_on(day)):
        detail = f"{body} is of the kind “{body.kind.name}”"
        detail += f" and {body.ended_or_began(day)}." if day and not body.existed_on(day) else "."
        raise RuleBroken(consent_is_given_by_a_commissioner, field="given_by", detail=detail)
