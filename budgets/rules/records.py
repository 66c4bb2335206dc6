"""What must be true of funds, contributions, grants and published totals."""

from __future__ import annotations

from django.db.models import Q

from budgets.models import (
    Contribution,
    ContributionLine,
    Fund,
    FundKind,
    Grant,
    LostAgreement,
    PartnerGroup,
    PartnerGroupMember,
    PublishedTotal,
    Status,
)
from core.dates import in_words
from core.models import User
from core.permissions import Permission, bodies_where, may_at
from core.rules import Rule, RuleBroken, refuses
from partnerships.models import Agreement, Party, RoleHeld
from partnerships.rules import must_be_party


@refuses("fund-host-is-a-partner", Fund, source="SI 2000/617 reg 7(4)")
def fund_host_is_a_partner(fund: Fund) -> None:
    """The host of a fund must be one of the partners."""
    must_be_party(fund.agreement, fund.host_id, fund_host_is_a_partner, "host")


@refuses("fund-holder-is-a-partner", Fund)
def fund_holder_is_a_partner(fund: Fund) -> None:
    """The body that holds a fund must be one of the partners, unless the fund is only in view."""
    if fund.kind != FundKind.IN_VIEW:
        must_be_party(fund.agreement, fund.holder_id, fund_holder_is_a_partner, "holder")


@refuses("funds-are-recorded-by-who-may")
def funds_are_recorded_by_who_may(agreement: Agreement, by: User) -> None:
    """Funds are only copied by somebody who may record them for the new agreement's body. Copy none of it."""
    decision = may_at(by, Permission.CHANGE_FUNDS, agreement.kept_by_id)
    if not decision:
        raise RuleBroken(funds_are_recorded_by_who_may, field="money", detail=decision.reason)


@refuses("fund-is-part-of-one-of-its-agreement", Fund)
def fund_is_part_of_one_of_its_agreement(fund: Fund) -> None:
    """A fund can only be part of a fund in use of the same agreement."""
    within = fund.within
    if within is not None and (within.agreement_id != fund.agreement_id or within.is_retired):
        raise RuleBroken(fund_is_part_of_one_of_its_agreement, field="within")


@refuses("fund-is-not-part-of-itself", Fund)
def fund_is_not_part_of_itself(fund: Fund) -> None:
    """A fund cannot be part of itself, or of a fund inside it."""
    if fund.is_its_own_ancestor():
        raise RuleBroken(fund_is_not_part_of_itself, field="within")


@refuses("fund-in-view-stands-alone", Fund)
def fund_in_view_stands_alone(fund: Fund) -> None:
    """A fund that is only in view is outside the agreement: it can be no part of a fund, nor contain one."""
    within = fund.within
    if within is not None and FundKind.IN_VIEW in (fund.kind, within.kind):
        raise RuleBroken(fund_in_view_stands_alone, field="within")
    if fund.kind == FundKind.IN_VIEW and fund.pk and fund.parts.not_retired().exists():
        raise RuleBroken(fund_in_view_stands_alone, field="kind", detail="Move the funds inside it first.")


@refuses("fund-with-parts-is-kept", Fund, retiring=True)
def fund_with_parts_is_kept(fund: Fund) -> None:
    """A fund that contains others cannot be retired. Retire or move the funds inside it first."""
    if fund.parts.not_retired().exists():
        raise RuleBroken(fund_with_parts_is_kept)


@refuses("contributor-is-a-partner", ContributionLine, source="SI 2000/617 reg 7(3)(b)")
def contributor_is_a_partner(line: ContributionLine) -> None:
    """Only a partner of the agreement can contribute to its funds.

    A fund that is only in view may have money of others.
    """
    if line.fund.kind != FundKind.IN_VIEW:
        must_be_party(line.fund.agreement, line.partner_id, contributor_is_a_partner, "partner")


@refuses("line-names-one-contributor", ContributionLine)
def line_names_one_contributor(line: ContributionLine) -> None:
    """A contribution line names one partner, or one group of partners: not both, and not neither."""
    if (line.partner_id is None) == (line.group_id is None):
        raise RuleBroken(line_names_one_contributor, field="partner")


@refuses("line-keeps-to-its-agreement", ContributionLine)
def line_keeps_to_its_agreement(line: ContributionLine) -> None:
    """The group of partners and the grant must belong to the same agreement as the fund."""
    for field, other in (("group", line.group), ("grant", line.grant)):
        if other is not None and other.agreement_id != line.fund.agreement_id:
            raise RuleBroken(line_keeps_to_its_agreement, field=field)


@refuses("line-is-of-a-fund-in-use")
def line_is_of_a_fund_in_use(line: ContributionLine) -> None:
    """The fund of this line was retired. Restore the fund first."""
    if line.fund.is_retired:
        raise RuleBroken(line_is_of_a_fund_in_use)


@refuses("contributor-exists-in-the-year", Contribution, source="SI 2000/617 reg 3")
def contributor_exists_in_the_year(contribution: Contribution) -> None:
    """A partner can only contribute in a year in which it exists."""
    body, year = contribution.line.partner, contribution.year
    if body is None:
        return
    if body.opened_on and year.ends_on < body.opened_on:
        detail = f"{body} opened on {in_words(body.opened_on)}."
        raise RuleBroken(contributor_exists_in_the_year, field="year", detail=detail)
    if body.closed_on and year.starts_on > body.closed_on:
        detail = f"{body} closed on {in_words(body.closed_on)}."
        raise RuleBroken(contributor_exists_in_the_year, field="year", detail=detail)


@refuses("contribution-below-zero-says-why", Contribution)
def contribution_below_zero_has_a_reason(contribution: Contribution) -> None:
    """Say why a contribution is below £0: a credit, a repayment, a virement."""
    if contribution.amount.amount < 0 and not contribution.why_negative:
        raise RuleBroken(contribution_below_zero_has_a_reason, field="why")


@refuses("figure-agreed-is-agreed-by-agreeing", Contribution)
def figure_agreed_is_agreed_by_agreeing(contribution: Contribution) -> None:
    """Only the partner whose money it is can agree a figure, on its own page. Say that it is proposed."""
    if contribution.is_agreed and contribution.agreed_at is None:
        raise RuleBroken(figure_agreed_is_agreed_by_agreeing, field="status")


@refuses("agreed-figure-changes-with-a-reason")
def agreed_figure_changes_with_a_reason(why: str) -> None:
    """Say why you are changing a figure that its partner has agreed. It will be told."""
    if not why:
        raise RuleBroken(agreed_figure_changes_with_a_reason, field="why")


@refuses("figure-agreed-as-reported-has-a-source")
def figure_agreed_as_reported_has_a_source(source: str) -> None:
    """Say which paper or minute says that it was agreed."""
    if not source:
        raise RuleBroken(figure_agreed_as_reported_has_a_source, field="source")


@refuses("figure-is-agreed-by-its-own-finance-officer")
def figure_is_agreed_by_its_own_finance_officer(figure: Contribution, by: User) -> None:
    """Only a finance officer of the partner whose money it is can agree a figure."""
    if not bodies_where(by, Permission.AGREE_FIGURES) & bodies_of(figure.line):
        raise RuleBroken(figure_is_agreed_by_its_own_finance_officer, detail=f"It is of {figure.line}.")


@refuses("figure-of-several-has-a-source")
def figure_of_several_has_a_source(figure: Contribution, source: str) -> None:
    """Say where the others agreed it: a figure of several partners together is agreed by all of them."""
    if figure.line.group_id and not source:
        raise RuleBroken(
            figure_of_several_has_a_source, field="source", detail=f"It is of {figure.line.contributor}."
        )


@refuses("figure-of-a-body-with-people-is-agreed-by-them")
def figure_of_a_body_with_people_is_agreed_by_them(figure: Contribution) -> None:
    """A partner with people here agrees its figures itself. Ask its finance officer to."""
    if has_people(figure.line):
        raise RuleBroken(figure_of_a_body_with_people_is_agreed_by_them, detail=f"It is of {figure.line}.")


@refuses("lost-agreement-is-seen-by-its-own-finance-officer")
def lost_agreement_is_seen_by_its_own_finance_officer(lost: LostAgreement, by: User) -> None:
    """Only a finance officer of the partner that had agreed a figure can say that it has seen the change."""
    if not bodies_where(by, Permission.AGREE_FIGURES) & bodies_of(lost):
        raise RuleBroken(lost_agreement_is_seen_by_its_own_finance_officer)


def has_people(line: ContributionLine) -> bool:
    """Whether somebody holds a role at the partner, or at one of the partners, whose money it is."""
    return RoleHeld.objects.not_retired().filter(body__in=bodies_of(line)).exists()


def bodies_of(row: ContributionLine | LostAgreement) -> set[int]:
    """Keys of the bodies whose money it is: the partner, or each that is in the group."""
    if row.group is None:
        return {row.partner_id} if row.partner_id else set()
    return set(row.group.members.not_retired().values_list("body", flat=True))


@refuses("what-has-agreed-figures-is-retired-with-them", ContributionLine, Fund, retiring=True)
def what_has_agreed_figures_is_retired_with_them(retired: Fund | ContributionLine) -> None:
    """A partner has agreed figures of this. Take the agreement from them first: it will be told."""
    of_it = Q(line=retired.pk) if isinstance(retired, ContributionLine) else Q(line__fund=retired.pk)
    if Contribution.objects.in_use().filter(of_it, status=Status.AGREED).exists():
        raise RuleBroken(what_has_agreed_figures_is_retired_with_them)


@refuses("group-member-is-a-partner", PartnerGroupMember)
def group_member_is_a_partner(member: PartnerGroupMember) -> None:
    """Only partners of the agreement can be in a group of its partners."""
    must_be_party(member.group.agreement, member.body_id, group_member_is_a_partner, "body")


@refuses("group-that-contributes-is-kept", PartnerGroup, retiring=True)
def group_that_contributes_is_kept(group: PartnerGroup) -> None:
    """A group with contribution lines cannot be retired. Retire its lines first."""
    if group.lines.in_use().exists():
        raise RuleBroken(group_that_contributes_is_kept)


@refuses("partner-with-money-is-kept", Party, retiring=True)
def partner_with_money_is_kept(party: Party) -> None:
    """A partner with a part in the money cannot be taken out. Record the day it left instead."""
    agreement, body = party.agreement, party.body
    funds = agreement.funds.not_retired()
    parts = (
        funds.filter(Q(host=body) | Q(holder=body)),
        ContributionLine.objects.in_use().filter(fund__agreement=agreement, partner=body),
        PartnerGroupMember.objects.not_retired().filter(group__agreement=agreement, body=body),
        agreement.grants.not_retired().filter(receiver=body),
    )
    if any(part.exists() for part in parts):
        raise RuleBroken(partner_with_money_is_kept)


@refuses("grant-goes-to-a-partner", Grant)
def grant_goes_to_a_partner(grant: Grant) -> None:
    """The body a grant is paid to must be one of the partners."""
    must_be_party(grant.agreement, grant.receiver_id, grant_goes_to_a_partner, "receiver")


@refuses("grant-keeps-to-its-agreement", Grant)
def grant_keeps_to_its_agreement(grant: Grant) -> None:
    """A grant can only be for a fund of the same agreement."""
    _must_be_own_fund(grant, grant_keeps_to_its_agreement)


@refuses("grant-was-met-in-time", Grant)
def grant_was_met_in_time(grant: Grant) -> None:
    """A condition met after its last day was not met: record the grant as lost, or correct the day."""
    if grant.outcome == "met" and grant.outcome_on and grant.needed_by and grant.outcome_on > grant.needed_by:
        detail = f"It had to be met by {in_words(grant.needed_by)}."
        raise RuleBroken(grant_was_met_in_time, field="outcome_on", detail=detail)


@refuses("published-total-keeps-to-its-agreement", PublishedTotal)
def published_total_keeps_to_its_agreement(published: PublishedTotal) -> None:
    """A published total can only be of funds and partners of the same agreement."""
    _must_be_own_fund(published, published_total_keeps_to_its_agreement)
    group = published.group
    if group is not None and group.agreement_id != published.agreement_id:
        raise RuleBroken(published_total_keeps_to_its_agreement, field="group")
    must_be_party(
        published.agreement, published.partner_id, published_total_keeps_to_its_agreement, "partner"
    )


def _must_be_own_fund(record: Grant | PublishedTotal, rule: Rule) -> None:
    if record.fund is not None and record.fund.agreement_id != record.agreement_id:
        raise RuleBroken(rule, field="fund")
