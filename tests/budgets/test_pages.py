"""The Money tab, a fund's page and the grid, as a finance officer meets them."""

from datetime import timedelta

import pytest
from django.http import QueryDict
from django.urls import reverse

from budgets.models import Contribution
from budgets.queries import grid_of
from core import actions
from core.dates import FinancialYear
from core.forms.fields.money import read_pounds
from core.models import Act, UnsavedWork
from core.money import gbp
from core.permissions import Role
from tests.budgets.factories import (
    ContributionLineFactory,
    FundFactory,
    GrantFactory,
    kent,
    put,
    schedule_of,
    southwark,
)
from tests.factories import NOW, AgreementFactory, person, recorder
from tests.forms import filled

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreement():
    return southwark()


@pytest.fixture
def finance(client, agreement):
    client.force_login(person(Role.FINANCE, agreement.kept_by))
    return client


def grid_address(agreement):
    return reverse("budgets:fund-grid", args=[agreement.funds.get().pk])


def opened(client, agreement, **typed):
    """The grid's form as a browser would send it back, with something typed over it."""
    page = client.get(grid_address(agreement))
    assert page.status_code == 200
    form = page.context_data["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else value for name, value in values.items()} | typed


def cell(agreement, position, year):
    return f"cell-{agreement.funds.get().lines.get(position=position).pk}-{year}"


def amount(agreement, position, year):
    line = agreement.funds.get().lines.get(position=position)
    return grid_of(line.fund).cells.get((line.pk, FinancialYear(year)))


def text_of(response):
    return " ".join(response.content.decode().split())


def test_the_money_tab_shows_the_published_table(finance, agreement):
    GrantFactory(agreement=agreement, amount=gbp(54_000), condition="In place by 31 December 2003")
    address = reverse("budgets:agreement-money", args=[agreement.reference])
    in_thousands = text_of(finance.get(address))
    for shown in ("1,026", "1,051", "1,077", "Indicative", "£54,000", "Adds up", "350"):
        assert shown in in_thousands
    assert "£1,026,000" in text_of(finance.get(f"{address}?unit=1"))


def test_kents_totals_are_shown_as_not_adding_up(client):
    agreement = kent()
    client.force_login(person(Role.FINANCE, agreement.kept_by))
    page = text_of(client.get(reverse("budgets:agreement-money", args=[agreement.reference])))
    for shown in ("£11,400,000", "£11,300,000", "£11,203,000", "£197,000", "£97,000", "Does not add up"):
        assert shown in page


def test_a_grid_is_saved_as_one_act(finance, agreement):
    before = Act.objects.count()
    typed = {cell(agreement, 1, 2003): "731", cell(agreement, 2, 2003): "", "why": "Settled at panel"}
    reply = finance.post(grid_address(agreement), opened(finance, agreement, **typed))

    assert reply.status_code == 302
    assert amount(agreement, 1, 2003) == gbp(731_000)
    assert amount(agreement, 2, 2003) is None
    act = Act.objects.order_by("-pk").first()
    assert (Act.objects.count() - before, act.code, act.why) == (
        1,
        "contributions.changed",
        "Settled at panel",
    )
    assert list(act.agreements.all()) == [agreement]


BAD = [
    ("lots", "Enter an amount in pounds"),
    ("1.234", "at most two decimals"),
    ("1,000,000,000,000", "£999,999,999,999.99 or less"),
    ("2003/05", "Enter an amount in pounds"),
    ("7\x0030", "Enter an amount in pounds"),
    ("=cmd|' /C calc'!A0", "Enter an amount in pounds"),
    ("<script>alert(1)</script>", "Enter an amount in pounds"),
]


@pytest.mark.parametrize(("typed", "message"), BAD)
def test_a_bad_amount_is_refused_at_its_cell_and_nothing_is_saved(finance, agreement, typed, message):
    first, other = cell(agreement, 1, 2003), cell(agreement, 1, 2004)
    sent = opened(finance, agreement) | {"unit": "1", first: typed, other: "749000"}
    sent |= {name: "" for name in sent if name.startswith("cell-") and name not in (first, other)}
    reply = finance.post(grid_address(agreement), sent)

    assert reply.status_code == 422
    form = reply.context_data["form"]
    assert list(form.errors) == [first]
    assert message in form.errors[first][0]
    assert form[first].value() == typed
    assert form[other].value() == "749000"
    assert f'href="#id_{first}"' in reply.content.decode()
    assert "<script>alert" not in reply.content.decode()
    assert amount(agreement, 1, 2004) == gbp(748_000)


def test_the_second_of_two_savers_sees_what_changed_and_keeps_their_typing(finance, agreement, client):
    sent = opened(finance, agreement, **{cell(agreement, 1, 2003): "735", cell(agreement, 1, 2005): "770"})
    line = agreement.funds.get().lines.get(position=1)
    put(line, {2003: 731_000, 2004: 750_000})

    reply = finance.post(grid_address(agreement), sent)
    assert reply.status_code == 409
    page = text_of(reply)
    for shown in ("Southwark Council, 2003/04", "£730,000.00", "£731,000.00", "Recorder"):
        assert shown in page
    form = reply.context_data["form"]
    shown = [form[cell(agreement, 1, year)].value() for year in (2003, 2004, 2005)]
    assert shown == ["735", "750", "770"]
    assert amount(agreement, 1, 2005) == gbp(767_000)

    again = {name: "" if form[name].value() is None else form[name].value() for name in form.fields}
    assert finance.post(grid_address(agreement), again).status_code == 302
    assert [amount(agreement, 1, year) for year in (2003, 2004, 2005)] == [
        gbp(735_000),
        gbp(750_000),
        gbp(770_000),
    ]


def test_figures_for_a_line_retired_meanwhile_are_shown_not_lost(finance, agreement):
    sent = opened(finance, agreement, **{cell(agreement, 2, 2003): "299"})
    line = agreement.funds.get().lines.get(position=2)
    actions.retire(line, by=recorder(), at=NOW, why="Replaced")

    reply = finance.post(grid_address(agreement), sent)
    assert reply.status_code == 409
    assert "You typed 2003/04: 299" in text_of(reply)


def kept(client, agreement, **typed):
    """What the grid offers again, once this was typed into it and not saved."""
    sent = opened(client, agreement, **typed) | {"keep": "auto"}
    assert client.post(grid_address(agreement), sent).status_code == 204
    return UnsavedWork.objects.get()


def test_cells_that_were_never_saved_are_offered_again_and_gone_once_saved(finance, agreement):
    at, other = cell(agreement, 1, 2004), cell(agreement, 1, 2011)
    work = kept(finance, agreement, **{at: "seven hundred", other: "750", "why": "Half a reas"})
    page = finance.get(grid_address(agreement))
    assert "You have unsaved work on this form" in text_of(page)
    assert page.context_data["form"][at].value() != "seven hundred"
    restored = finance.get(f"{grid_address(agreement)}?restore={work.pk}")
    assert "There is a problem" not in text_of(restored)
    form = restored.context_data["form"]
    assert [form[name].value() for name in (at, other, "why")] == ["seven hundred", "750", "Half a reas"]
    saved = finance.post(grid_address(agreement), filled(form, **{at: "701"}))
    assert saved.status_code == 302
    assert (amount(agreement, 1, 2004), amount(agreement, 1, 2011)) == (gbp(701_000), gbp(750_000))
    assert not UnsavedWork.objects.exists()


def test_cells_kept_before_somebody_else_saved_are_gone_once_saved_over_it(finance, agreement):
    work = kept(finance, agreement, **{cell(agreement, 1, 2004): "701"})
    put(agreement.funds.get().lines.get(position=1), {2005: 800_000})
    form = finance.get(f"{grid_address(agreement)}?restore={work.pk}").context_data["form"]
    stale = finance.post(grid_address(agreement), filled(form))
    assert "Somebody else saved a change while you were typing" in text_of(stale)
    assert finance.post(grid_address(agreement), filled(stale.context_data["form"])).status_code == 302
    assert (amount(agreement, 1, 2004), amount(agreement, 1, 2005)) == (gbp(701_000), gbp(800_000))
    assert not UnsavedWork.objects.exists()


def test_cells_kept_for_a_line_that_was_retired_since_are_shown_not_lost(finance, agreement):
    line = agreement.funds.get().lines.get(position=2)
    work = kept(finance, agreement, **{cell(agreement, 2, 2004): "310"})
    actions.retire(line, by=recorder(), at=NOW, why="Entered twice")
    assert finance.post(grid_address(agreement), filled_again(work) | {"keep": "auto"}).status_code == 204
    restored = text_of(finance.get(f"{grid_address(agreement)}?restore={work.pk}"))
    assert "You typed 2003/04: 296, 2004/05: 310," in restored


def filled_again(work):
    return QueryDict(work.typed).dict() | {"submission": work.form_key}


def test_a_grid_sent_twice_is_saved_once(finance, agreement):
    sent = opened(finance, agreement, **{cell(agreement, 1, 2003): "731"})
    finance.post(grid_address(agreement), sent)
    before = Contribution.history.count()
    reply = finance.post(grid_address(agreement), sent, follow=True)
    assert "already been sent" in text_of(reply)
    assert Contribution.history.count() == before


def test_figures_typed_into_a_grid_that_was_saved_already_are_kept(finance, agreement):
    sent = opened(finance, agreement, **{cell(agreement, 1, 2003): "731"})
    finance.post(grid_address(agreement), sent)
    back = finance.post(grid_address(agreement), sent | {cell(agreement, 1, 2004): "749"})
    assert back.status_code == 409
    assert "This page had been saved already" in text_of(back)

    form = back.context_data["form"]
    again = {name: "" if form[name].value() is None else form[name].value() for name in form.fields}
    assert finance.post(grid_address(agreement), again).status_code == 302
    assert [amount(agreement, 1, year) for year in (2003, 2004)] == [gbp(731_000), gbp(749_000)]


def test_other_years_are_shown_with_nothing_typed_lost(finance, agreement):
    typed = {cell(agreement, 1, 2003): "not yet", "first_year": "2002/03", "last_year": "2006/07"}
    reply = finance.post(grid_address(agreement), opened(finance, agreement, **typed, show_years="yes"))
    form = reply.context_data["form"]
    assert (reply.status_code, [str(year) for year in form.years][::4]) == (200, ["2002/03", "2006/07"])
    assert form[cell(agreement, 1, 2003)].value() == "not yet"
    assert form[cell(agreement, 1, 2004)].value() == "748"

    wrong = typed | {"last_year": "2006/08"}
    reply = finance.post(grid_address(agreement), opened(finance, agreement, **wrong, show_years="yes"))
    assert reply.status_code == 422
    assert "2006/08 is not a financial year" in text_of(reply)


def test_another_unit_shows_what_was_typed_in_it_and_nothing_is_lost(finance, agreement):
    first, second = cell(agreement, 1, 2003), cell(agreement, 1, 2004)
    typed = {first: "£1.2m", second: "not yet", cell(agreement, 1, 2005): ""}
    reply = finance.post(grid_address(agreement), opened(finance, agreement, **typed, show_unit="1"))

    form = reply.context_data["form"]
    shown = [form[cell(agreement, line, year)].value() for line, year in ((1, 2003), (2, 2003))]
    assert (reply.status_code, form["unit"].value()) == (200, 1)
    assert [form.fields[first].prepare_value(value) for value in shown] == ["1,200,000.00", "296,000.00"]
    assert (form[second].value(), form[cell(agreement, 1, 2005)].value()) == ("not yet", None)
    assert amount(agreement, 1, 2003) == gbp(730_000)


@pytest.mark.parametrize(
    ("typed", "asks"),
    [
        ("730000", "You typed £730,000,000: 1,000 times the £730,000 saved here"),
        ("-7,300", "You typed −£7,300,000: 10 times the £730,000 saved here"),
        ("73", "You typed £73,000: a tenth or less of the £730,000 saved here"),
        ("3154.01", "You typed £3,154,010: more than the whole fund, £3,154,000"),
    ],
)
def test_an_unlikely_figure_is_asked_about_before_it_is_saved(finance, agreement, typed, asks):
    first = cell(agreement, 1, 2003)
    sent = opened(finance, agreement, **{first: typed, "why": "A credit"})

    reply = finance.post(grid_address(agreement), sent)
    form = reply.context_data["form"]
    assert (reply.status_code, form.errors) == (422, {first: [asks]})
    assert amount(agreement, 1, 2003) == gbp(730_000)

    sure = {"sure": " ".join(form.asked)}
    other = finance.post(grid_address(agreement), sent | sure | {first: "7310"})
    assert other.status_code == 422

    assert finance.post(grid_address(agreement), sent | sure).status_code == 302
    assert amount(agreement, 1, 2003) == gbp(read_pounds(typed, unit=1_000))


@pytest.mark.parametrize(
    ("typed", "read"),
    [("3,154", "£3,154,000"), ("74", "£74,000"), ("0", "£0"), ("", "empty"), ("£748,001", "£748,001")],
)
def test_a_likely_figure_is_saved_at_once_and_read_back(finance, agreement, typed, read):
    sent = opened(finance, agreement, **{cell(agreement, 1, 2003): typed})
    reply = finance.post(grid_address(agreement), sent, follow=True)
    assert f"1 figure saved. Southwark Council, 2003/04: {read}." in text_of(reply)


def test_a_first_figure_is_held_against_the_year_before_it(finance, agreement):
    asked = cell(agreement, 1, 2006)
    typed = {asked: "767000", "first_year": "2003/04", "last_year": "2006/07"}
    reply = finance.post(grid_address(agreement), opened(finance, agreement, **typed))
    assert reply.context_data["form"].errors == {
        asked: ["You typed £767,000,000: 1,000 times the £767,000 in 2005/06"]
    }


def test_figures_typed_after_the_session_ended_are_there_after_signing_in(client, agreement):
    user, password = person(Role.FINANCE, agreement.kept_by), "three random words"
    actions.set_password(user, password=password, by=user, at=NOW)
    sign_in = {"username": user.email, "password": password}
    client.post(reverse("core:sign-in"), sign_in)
    sent = opened(client, agreement, **{cell(agreement, 1, 2003): "731"})
    client.session.flush()
    del client.cookies["sessionid"]

    assert client.post(grid_address(agreement), sent).status_code == 302
    client.post(reverse("core:sign-in"), sign_in)
    page = client.get(grid_address(agreement))
    assert page.context_data["form"][cell(agreement, 1, 2003)].value() == "731"


def test_a_rule_broken_in_the_grid_is_shown_at_its_cell(finance, agreement):
    line = agreement.funds.get().lines.get(position=2)
    line.partner.opened_on = FinancialYear(2002).starts_on
    actions.change(line.partner, by=recorder(), at=NOW)
    name = f"cell-{line.pk}-2001"
    typed = {name: "100", "first_year": "2001/02", "last_year": "2005/06"}
    reply = finance.post(grid_address(agreement), opened(finance, agreement, **typed))
    assert reply.status_code == 422
    assert "Southwark PCT opened on 1 April 2002" in reply.context_data["form"].errors[name][0]


def test_who_may_not_change_funds_is_told_why(client, agreement):
    client.force_login(person(Role.AUDITOR, agreement.kept_by))
    assert client.get(agreement.funds.get().get_absolute_url()).status_code == 200
    assert client.get(grid_address(agreement)).status_code == 403
    client.force_login(person(Role.FINANCE, kent().kept_by))
    for address in (grid_address(agreement), agreement.funds.get().get_absolute_url()):
        assert client.get(address).status_code == 404


def test_a_fund_is_shown_as_it_was_known_before_a_change(finance, agreement):
    fund = agreement.funds.get()
    before, lines = fund.name, [str(line) for line in fund.lines.all()]
    at = NOW + timedelta(days=18)
    fund.name = "Called otherwise since"
    actions.change(fund, by=recorder(), at=at)
    actions.retire(fund.lines.first(), by=recorder(), at=at, why="A mistake")

    known = finance.get(f"{fund.get_absolute_url()}?known=2026-11-19")
    assert (known.context_data["heading"], [str(line) for line in known.context_data["page"].lines]) == (
        before,
        lines,
    )
    assert "as it was known at the end of 19 November 2026" in known.text
    assert "Called otherwise since" not in known.text
    assert "Add a contribution line" not in known.text
    now = finance.get(fund.get_absolute_url())
    assert now.context_data["heading"] == "Called otherwise since"
    assert [str(line) for line in now.context_data["page"].lines] == lines[1:]
    unknown = finance.get(f"{fund.get_absolute_url()}?known=2026-11-01")
    told = "Nothing of it was recorded by then: it was first recorded on 2 November 2026"
    assert (unknown.status_code, unknown.context_data["days"].errors) == (422, {"known": [told]})


def test_a_new_fund_starts_with_a_line_for_each_partner(finance, agreement):
    fund = FundFactory(agreement=agreement, name="Second fund", position=2)
    finance.post(reverse("budgets:fund-start", args=[fund.pk]))
    assert [str(line) for line in fund.lines.all()] == ["Southwark Council", "Southwark PCT"]
    page = finance.get(reverse("budgets:fund-grid", args=[fund.pk]))
    assert len(page.context_data["form"].years) == 3


def test_a_fund_is_added_by_its_form(finance, agreement):
    body = agreement.parties.first().body
    sent = {"name": "Telecare", "kind": "aligned", "holder": body.pk, "unit": "1", "position": "2"}
    reply = finance.post(reverse("budgets:fund-add", args=[agreement.reference]), sent)
    assert reply.status_code == 302
    assert [fund.name for fund in schedule_of(agreement).funds] == ["Community equipment", "Telecare"]


@pytest.mark.parametrize("page", ["budgets:agreement-money", "budgets:fund", "budgets:fund-grid"])
def test_queries_of_a_page_do_not_grow(client, page, django_assert_num_queries):
    counts = {"budgets:agreement-money": 9, "budgets:fund": 10, "budgets:fund-grid": 11}
    agreement = AgreementFactory()
    client.force_login(person(Role.FINANCE, agreement.kept_by))
    client.get("/")  # the first page of a session notes when it began
    fund = FundFactory(agreement=agreement, name="First")
    key = agreement.reference if page.endswith("money") else fund.pk
    for lines in (1, 2):
        for _ in range(lines):
            put(ContributionLineFactory(fund=fund), {2003: 10, 2004: 20})
        with django_assert_num_queries(counts[page]):
            client.get(reverse(page, args=[key]))
