"""What a council says of its forums: how it is governed, how it counts clear days, what is a key decision."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core import actions
from core.dates import Period
from core.permissions import Role
from core.rules import RulesBroken
from governance.calculations.key_tests import wards_in
from governance.calculations.notices import Asked, NoticeFacts, plan_takes_effect
from governance.models import GovernanceArrangement, KeyTest, What
from governance.queries.report_contents import contents_of
from governance.queries.reports import gather
from governance.rules.forums import (
    governance_arrangements_follow_one_another,
    notice_settings_follow_one_another,
)
from tests.factories import NOW, BodyFactory, person, recorder
from tests.governance.factories import (
    CabinetReportFactory,
    ForumFactory,
    GovernanceArrangementFactory,
    KeyTestFactory,
    NoticeRuleFactory,
    NoticeSettingFactory,
)

DAYS = st.dates(date(2001, 1, 9), date(2030, 12, 31))
ASKED = st.builds(
    lambda what, days, working: Asked(NoticeFacts(what, "", "", days, None, None, ""), days, working),
    st.sampled_from(["agenda", "key_decision", "forward_plan"]),
    st.integers(0, 40),
    st.booleans(),
)


@settings(deadline=None)
@given(ASKED, DAYS)
def test_the_first_decision_that_has_its_notice_is_the_first(asked, published_on):
    first = asked.first_decision(published_on)
    assert asked.is_met(published_on, first)
    before = first - timedelta(days=1)
    if asked.law.what == "forward_plan":
        before = first.replace(day=1) - timedelta(days=1)
    assert before < published_on or not asked.is_met(published_on, before)


@settings(deadline=None)
@given(ASKED, DAYS)
def test_the_last_day_of_notice_is_the_last(asked, decided_on):
    last = asked.last_day(decided_on)
    assert asked.is_met(last, decided_on)
    assert not asked.is_met(last + timedelta(days=1), decided_on)
    if asked.law.what != "forward_plan":
        assert asked.given(last, decided_on) >= asked.days
        assert not asked.days or asked.given(last + timedelta(days=1), decided_on) < asked.days


def test_a_plan_takes_effect_on_the_first_working_day_of_its_month():
    assert plan_takes_effect(date(2004, 1, 20)) == date(2004, 1, 2)
    assert plan_takes_effect(date(2003, 11, 1)) == date(2003, 11, 3)


@pytest.mark.parametrize(
    ("words", "how_many"),
    [
        ("", None),
        ("All", 1000),
        ("All wards (corporate issue)", 1000),
        ("Borough-wide", 1000),
        ("Peckham", 1),
        ("Peckham, Nunhead and The Lane", 3),
        ("Allerton", 1),
    ],
)
def test_how_many_wards_a_report_names(words, how_many):
    assert wards_in(words) == how_many


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"amount": 1_000_000}, "Any spending, income or saving of £1,000,000 or more"),
        (
            {"kind": "revenue", "measure": "annual", "operator": "more_than", "amount": 500_000},
            "Revenue spending of more than £500,000, in one year",
        ),
        (
            {"amount": 50_000, "percent": 25, "combine": "greater"},
            "Any spending, income or saving of £50,000 or 25% of the budget of the service, "
            "whichever is greater, or more",
        ),
        ({"wards_min": 2}, "2 or more wards or divisions affected"),
    ],
)
def test_a_test_of_key_decisions_in_words(said, words):
    assert str(KeyTest(**said)) == words


@pytest.mark.django_db
@pytest.mark.parametrize("said", [{"amount": None}, {"wards_min": 2}])
def test_a_test_of_key_decisions_is_of_money_or_of_wards(said):
    with pytest.raises(
        RulesBroken, match="Enter an amount, a percentage of the budget, or a number of wards"
    ):
        KeyTestFactory(**said)


@pytest.mark.django_db
def test_governance_arrangements_follow_one_another():
    first = GovernanceArrangementFactory(to_on=date(2012, 5, 3))
    GovernanceArrangementFactory(body=first.body, kind="committees", from_on=date(2012, 5, 4))
    with pytest.raises(RulesBroken) as refused:
        GovernanceArrangementFactory(body=first.body, from_on=date(2012, 5, 3), to_on=date(2012, 5, 3))
    assert [(each.rule, each.field, each.detail) for each in refused.value.broken] == [
        (governance_arrangements_follow_one_another, "from_on", "There is: Executive: leader and cabinet.")
    ]
    GovernanceArrangementFactory()


@pytest.mark.django_db
def test_notice_settings_follow_one_another():
    first = NoticeSettingFactory(to_on=date(2012, 5, 3))
    NoticeSettingFactory(forum=first.forum, from_on=date(2012, 5, 4))
    NoticeSettingFactory(forum=first.forum, what="key_decision")
    with pytest.raises(RulesBroken) as refused:
        NoticeSettingFactory(forum=first.forum)
    assert [each.rule for each in refused.value.broken] == [notice_settings_follow_one_another]


@pytest.mark.django_db
def test_a_report_has_what_its_council_says_and_nothing_of_another():
    report = CabinetReportFactory(wards="All")
    NoticeSettingFactory(forum=report.forum, counts="working", clear_days=6, from_on=date(2010, 1, 1))
    GovernanceArrangementFactory(body=report.forum.body, to_on=date(2030, 1, 1))
    KeyTestFactory(body=report.forum.body, wards_min=2, amount=None)
    for factory in (NoticeSettingFactory, GovernanceArrangementFactory, KeyTestFactory):
        factory()
    gone = KeyTestFactory(body=report.forum.body)
    actions.retire(gone, by=recorder(), at=NOW, why="Twice")
    gather(report)
    contents = contents_of(report)
    assert [(each.what, each.working, each.clear_days) for each in contents.forum.settings] == [
        ("agenda", True, 6)
    ]
    assert [(each.name, each.in_force) for each in contents.forum.arrangements] == [
        ("Executive: leader and cabinet", Period(None, date(2030, 1, 1)))
    ]
    assert [(each.label, each.detail) for each in contents.key_answers] == [("Key", "All wards are affected")]


@pytest.mark.django_db
def test_a_change_of_what_the_council_says_looks_at_its_agreements_again():
    report = CabinetReportFactory()
    test = KeyTestFactory(body=report.forum.body)
    setting = NoticeSettingFactory(forum=report.forum)
    assert [*test.agreements_affected()] == [*setting.agreements_affected()] == [report.agreement_id]
    assert [*KeyTestFactory().agreements_affected()] == []


@pytest.mark.django_db
def test_the_page_of_a_council_shows_what_it_says_and_offers_what_it_published(client):
    kent = BodyFactory(name="Kent County Council")
    client.force_login(person(Role.CLERK, kent))
    cabinet = ForumFactory(body=kent, name="Cabinet", members="Leader of the Council")
    address = f"/bodies/{kent.pk}/forums/"
    page = client.get(address).content.decode()
    add = f"/bodies/{kent.pk}/key-decision-tests/add/"
    assert f"{add}?operator=more_than&amp;amount=1000000" in page
    assert "Any spending, income or saving of more than £1,000,000" in page
    filled_in = client.get(f"{add}?operator=more_than&amount=1000000").content.decode()
    assert 'value="1000000"' in filled_in

    KeyTestFactory(body=kent, amount=750_000)
    GovernanceArrangementFactory(body=kent, kind="committees", from_on=date(2012, 5, 4))
    NoticeSettingFactory(forum=cabinet, clear_days=7)
    page = client.get(address).content.decode()
    assert "?operator" not in page
    for words in ("£750,000 or more", "Committee system", "from 4 May 2012", "7 clear days", "Leader of the"):
        assert words in page


@pytest.mark.django_db
def test_a_council_that_published_nothing_is_offered_nothing(client):
    body = BodyFactory(name="Council of nowhere")
    client.force_login(person(Role.CLERK, body))
    assert "has published these" not in client.get(f"/bodies/{body.pk}/forums/").content.decode()


@pytest.mark.django_db
def test_a_report_says_from_which_day_it_may_be_decided(client):
    """Kent: notice of 20 February 2015, and 28 clear days of it before 21 March."""
    NoticeRuleFactory(name="28 clear days' notice of a key decision", source="reg 9")
    report = CabinetReportFactory(
        notice_on=date(2015, 2, 20), meeting_on=date(2015, 3, 13), is_key=True, forum__kind="member"
    )
    KeyTestFactory(body=report.forum.body)
    client.force_login(person(Role.CLERK, report.agreement.kept_by))
    page = " ".join(client.get(report.get_absolute_url()).content.decode().split())
    assert "Earliest lawful day for the decision: 21 March 2015." in page
    assert "it was due by 12 February 2015; a decision on 21 March 2015 or later would have it" in page
    assert "<strong>Cannot tell</strong> by “Any spending, income or saving of £500,000 or more”" in page


def test_the_words_of_models_are_known_to_calculations():
    """Calculations name some choices by their codes."""
    from governance.calculations import key_tests, notices

    assert {*key_tests.OF_CONTRIBUTIONS} < {*KeyTest.Kind.values}
    assert {*key_tests.OF_A_YEAR, *key_tests.OF_THE_WHOLE} < {*KeyTest.Measure.values}
    assert {notices.FORWARD_PLAN, *notices.USUALLY_WORKING} < {*What.values}
    assert {*GovernanceArrangement.EXECUTIVE_KINDS} < {*GovernanceArrangement.Kind}
