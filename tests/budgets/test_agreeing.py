"""A figure is agreed by whose money it is, and agreed no more once somebody changes it."""

import pytest
from django.urls import reverse

from budgets import actions, rules
from budgets.models import LostAgreement
from core import actions as core_actions
from core.dates import FinancialYear
from core.history import StaleEdit
from core.models import Act
from core.money import gbp
from core.permissions import Role
from core.rules import RulesBroken
from partnerships.findings import told_to
from tests.budgets.factories import (
    ContributionLineFactory,
    FundFactory,
    LostAgreementFactory,
    PartnerGroupFactory,
    PartnerGroupMemberFactory,
    agreed,
    kent,
    put,
    schedule_of,
    southwark,
)
from tests.factories import NOW, person, recorder

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreement():
    return southwark()


@pytest.fixture
def line(agreement):
    """The council's line, agreed by its finance officer."""
    return agreement.funds.get().lines.get(position=1)


@pytest.fixture
def council(agreement):
    return person(Role.FINANCE, agreement.kept_by, "Council finance")


@pytest.fixture
def trust(agreement):
    return person(Role.FINANCE, agreement.parties.get(body__name="Southwark PCT").body, "PCT finance")


def figures(line):
    return {each.pk: each.amount for each in line.contributions.not_retired()}


def agree(line, by, **options):
    return actions.agree_figures(
        agreement=line.fund.agreement, figures=figures(line), by=by, at=NOW, **options
    )


def broken(do):
    with pytest.raises(RulesBroken) as refused:
        do()
    return {each.rule for each in refused.value.broken}


def statuses(line):
    return [each.status for each in line.contributions.not_retired()]


def test_figure_is_agreed_by_its_own_finance_officer(line, council, trust, agreement):
    rule = rules.figure_is_agreed_by_its_own_finance_officer
    assert broken(lambda: agree(line, trust)) == {rule}
    assert broken(lambda: agree(line, person(Role.OFFICER, agreement.kept_by))) == {rule}
    assert agree(line, council) == 3
    assert {each.how_agreed for each in line.contributions.all()} == {"By Council finance, 2 November 2026"}
    assert schedule_of(agreement).rows[0].note == ""


def test_only_what_was_seen_is_agreed(line, council):
    seen = figures(line)
    put(line, {2003: 99})
    with pytest.raises(StaleEdit):
        actions.agree_figures(agreement=line.fund.agreement, figures=seen, by=council, at=NOW)


def test_agreed_figure_changes_with_a_reason(line, council):
    agree(line, council)
    rule = rules.agreed_figure_changes_with_a_reason
    assert broken(lambda: put(line, {2003: 99})) == {rule}
    assert statuses(line) == ["agreed"] * 3


WAYS = {
    "changed": (lambda line, why: put(line, {2003: 99}, why=why), gbp(99)),
    "cleared": (
        lambda line, why: actions.save_contributions(
            fund=line.fund, cells={(line.pk, FinancialYear(2003)): None}, by=recorder(), at=NOW, why=why
        ),
        None,
    ),
    "said to be indicative": (
        lambda line, why: actions.settle_figures(
            fund=line.fund,
            figures={line.contributions.first().pk: gbp(730_000)},
            status="indicative",
            by=recorder(),
            at=NOW,
            why=why,
        ),
        gbp(730_000),
    ),
    "retired with its line": (
        lambda line, why: actions.retire_with_figures(line, by=recorder(), at=NOW, why=why),
        None,
    ),
    "retired with its fund": (
        lambda line, why: actions.retire_with_figures(line.fund, by=recorder(), at=NOW, why=why),
        None,
    ),
    "given to another partner": (lambda line, why: moved(line, why), None),
}


def moved(line, why):
    line.partner = line.fund.agreement.parties.get(body__name="Southwark PCT").body
    line.description = "Moved"
    actions.change_line(line, by=recorder(), at=NOW, why=why)


@pytest.mark.parametrize("way", WAYS)
def test_a_partner_is_told_what_became_of_what_it_agreed(line, council, trust, way):
    do, now = WAYS[way]
    agree(line, council)
    assert broken(lambda: do(line, "")) == {rules.agreed_figure_changes_with_a_reason}
    line.refresh_from_db()
    before = Act.objects.count()
    do(line, "A slip of the pen")

    assert Act.objects.count() == before + 1
    lost = LostAgreement.objects.filter(contribution__year=FinancialYear(2003)).get()
    assert (lost.amount_before, lost.amount_after, lost.why) == (gbp(730_000), now, "A slip of the pen")
    assert "agreed" not in {each.status for each in line.contributions.filter(year=FinancialYear(2003))}
    told = [each.message for each in told_to(council)]
    is_now = f"is now £{now.amount:,.2f}" if now else "is among your figures no more"
    assert (
        "Southwark Council, 2003/04 in Community equipment: you agreed £730,000.00; "
        f"it {is_now}. Changed by Recorder, 2 November 2026"
    ) in told
    assert told_to(trust) == []


def test_agreeing_again_answers_what_was_told(line, council, client):
    agree(line, council)
    put(line, {2003: 99}, why="A slip of the pen")
    client.force_login(council)
    assert "A slip of the pen" in client.get("/").text

    page = reverse("budgets:figures-agree", args=["SWK-TEST"])
    shown = client.get(page)
    form = shown.context_data["form"]
    assert [str(figure) for figure in form.offered] == [
        "Southwark Council, 2003/04",
        "Southwark Council: Extra investment, 2004/05",
    ]
    chosen = f"{form.offered[0].pk}:99.00"
    sent = {"figures": chosen, "submission": form["submission"].value()}
    assert client.post(page, sent).status_code == 302
    assert told_to(council) == []
    assert statuses(line) == ["agreed"] * 3


def test_what_is_gone_is_told_until_it_was_seen(line, council, trust, client):
    agree(line, council)
    put(line, {2003: 99}, why="A slip of the pen")
    [lost] = LostAgreement.objects.all()
    for somebody, still_told in ((trust, 1), (council, 0)):
        client.force_login(somebody)
        client.post(reverse("budgets:lost-agreements-see", args=["SWK-TEST"]), {"seen": lost.pk})
        assert len(told_to(council)) == still_told


def test_lost_agreement_is_seen_by_its_own_finance_officer(line, trust):
    lost = LostAgreementFactory(contribution=line.contributions.first())
    rule = rules.lost_agreement_is_seen_by_its_own_finance_officer
    see = {"agreement": line.fund.agreement, "lost": [lost], "at": NOW}
    assert broken(lambda: actions.see_lost_agreements(by=trust, **see)) == {rule}


def test_what_has_agreed_figures_is_retired_with_them(line, council):
    agree(line, council)
    for record in (line, line.fund):
        assert broken(
            lambda record=record: core_actions.retire(record, by=recorder(), at=NOW, why="Gone")
        ) == {rules.what_has_agreed_figures_is_retired_with_them}


def test_figure_agreed_is_agreed_by_agreeing(line):
    rule = rules.figure_agreed_is_agreed_by_agreeing
    assert broken(lambda: put(line, {2006: 1}, status="agreed")) == {rule}
    settle = {"fund": line.fund, "figures": figures(line), "by": recorder(), "at": NOW}
    assert broken(lambda: actions.settle_figures(status="agreed", **settle)) == {rule}


def test_figure_of_several_has_a_source(agreement):
    group = PartnerGroupFactory(agreement=agreement)
    member = PartnerGroupMemberFactory(group=group)
    line = ContributionLineFactory(fund=FundFactory(agreement=agreement), partner=None, group=group)
    put(line, {2003: 5})
    finance = person(Role.FINANCE, member.body)
    assert broken(lambda: agree(line, finance)) == {rules.figure_of_several_has_a_source}
    assert agree(line, finance, source="Joint committee, 3 March") == 1


def test_figure_of_a_body_with_people_is_agreed_by_them(line, council):
    rule = rules.figure_of_a_body_with_people_is_agreed_by_them
    assert broken(lambda: agreed(line)) == {rule}


def test_figure_agreed_as_reported_has_a_source(line):
    assert broken(lambda: agreed(line, source="")) == {rules.figure_agreed_as_reported_has_a_source}
    agreed(line)
    assert {each.how_agreed for each in line.contributions.all()} == {
        "As reported, nobody there confirmed it: Minute 42"
    }


def test_contribution_below_zero_has_a_reason(line):
    rule = rules.contribution_below_zero_has_a_reason
    assert broken(lambda: put(line, {2003: -1})) == {rule}
    put(line, {2003: -1}, why="Repaid from 2002/03")
    assert line.contributions.first().why_negative == "Repaid from 2002/03"


def test_the_page_to_agree_costs_the_same_for_many_figures(
    agreement, council, client, django_assert_num_queries
):
    client.force_login(council)
    page = reverse("budgets:figures-agree", args=["SWK-TEST"])
    client.get(page)  # the first page of a session notes when it began
    for further in ({}, {2006: 1, 2007: 2}):
        put(agreement.funds.get().lines.get(position=1), further or {2003: 730_001})
        with django_assert_num_queries(8):
            client.get(page)


def test_what_was_only_requested_is_not_ticked_for_you(agreement, council, client):
    client.force_login(council)
    page = client.get(reverse("budgets:figures-agree", args=["SWK-TEST"]))
    ticks = [tick for row in page.context_data["form"].rows() for tick in row.ticks if tick]
    assert [(tick.figure.status, tick.checked) for tick in ticks] == [
        *[("proposed", True)] * 3,
        ("requested", False),
    ]


def test_how_settled_figures_are_is_said_on_its_page(agreement, line, council, client):
    client.force_login(council)
    page = reverse("budgets:figures-settle", args=[line.fund.pk])
    chosen = [f"{key}:{amount.amount:.2f}" for key, amount in figures(line).items()]
    sent = {"figures": chosen[:1], "status": "indicative", "submission": ""}
    sent["submission"] = client.get(page).context_data["form"]["submission"].value()
    assert client.post(page, sent).status_code == 302
    assert statuses(line) == ["indicative", "proposed", "proposed"]


def test_kents_figures_are_agreed_as_its_paper_reports():
    assert schedule_of(kent()).not_firm == ()
