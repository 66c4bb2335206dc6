"""When notice is given at the latest, what comes next in the term, and who takes part in a year."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from core.dates import FinancialYear
from core.money import gbp
from core.permissions import Role
from core.rules import RulesBroken, rule_of
from partnerships.actions.term import change_renewal_decision, decide_renewal
from partnerships.as_at import NoticeFacts, RenewalFacts, TermDayFacts
from partnerships.calculations.term import coming_days, decide_by, last_notice_day, notice_days
from partnerships.models import RenewalDecision
from partnerships.queries import agreement_as_at
from tests.factories import (
    NOW,
    TODAY,
    AgreementFactory,
    BodyFactory,
    NoticeTermFactory,
    PartyFactory,
    RenewalDecisionFactory,
    TermDayFactory,
    person,
)
from tests.forms import filled
from tests.values import COUNCIL, TRUST, agreement, made

ENDS = date(2029, 2, 28)


def notice(length, unit="months", ending="term", subject=""):
    return made(NoticeFacts, length=length, unit=unit, ending=ending, subject=subject)


def term_day(kind, due_on, **said):
    return made(TermDayFacts, kind=kind, due_on=due_on, **said)


# Notice


@pytest.mark.parametrize(
    ("length", "unit", "last"),
    [
        (9, "months", date(2028, 5, 31)),
        (28, "days", date(2029, 1, 31)),
        (28, "clear_days", date(2029, 1, 30)),
        (5, "working_days", date(2029, 2, 20)),
    ],
)
def test_the_last_day_for_notice_follows_how_it_is_counted(length, unit, last):
    [found] = notice_days(agreement(ends_on=ENDS, notices=(notice(length, unit),)))
    assert (found.last, found.ending) == (last, ENDS)


def test_notice_to_a_break_date_is_worked_out_for_the_next_that_can_be_met():
    yearly = agreement(
        ends_on=date(2031, 1, 31),
        notices=(notice(6, ending="break"),),
        term_days=(term_day("break", date(2027, 1, 31), every_months=12),),
    )
    assert [(each.last, each.ending) for each in notice_days(yearly)] == [
        (date(2027, 7, 31), date(2028, 1, 31))  # for that of 2027 it is too late on 26 November 2026
    ]


def test_notice_to_the_end_of_a_year_and_to_any_day():
    value = agreement(
        starts_on=date(2020, 4, 1),
        notices=(notice(3, ending="year_end"), notice(6, ending="any_day", subject="Scheme 2")),
    )
    assert [(each.last, each.ending) for each in notice_days(value)] == [
        (date(2026, 12, 31), date(2027, 3, 31)),
        (None, date(2027, 5, 26)),
    ]


def test_of_what_has_passed_the_latest_last_day_is_told():
    value = agreement(ends_on=ENDS, on=date(2028, 6, 1), notices=(notice(9),))
    assert last_notice_day(value).last == date(2028, 5, 31)
    assert last_notice_day(agreement(notices=(notice(9),))) is None
    assert last_notice_day(agreement(ends_on=ENDS, notices=(notice(9, subject="Scheme"),))) is None


# What comes next


def test_what_comes_next_is_what_has_not_been_dealt_with():
    value = agreement(
        on=date(2026, 11, 26),
        ends_on=ENDS,
        term_days=(
            term_day("review", date(2024, 9, 30), every_months=12, settled_on=date(2024, 9, 30)),
            term_day("option", date(2028, 5, 31), extension_months=24, decided_by="The board"),
            term_day("break", date(2025, 2, 28), every_months=12),
            term_day("decision", date(2026, 1, 15), settled_on=date(2026, 1, 15)),
        ),
    )
    assert [(each.day.kind, each.due_on, each.rule) for each in coming_days(value)] == [
        ("review", date(2025, 9, 30), "comes again every 12 months from 30 September 2024"),
        ("break", date(2027, 2, 28), "comes again every 12 months from 28 February 2025"),
        ("option", date(2028, 5, 31), "extends the term by 24 months; by the board"),
    ]


def test_a_decision_on_renewing_is_dealt_with_once_every_partner_has_decided():
    def next_day(*renewals):
        [coming] = coming_days(
            agreement(
                renewals=renewals, term_days=(term_day("decision", date(2026, 1, 31), every_months=12),)
            )
        )
        return coming.due_on

    ours, theirs = (made(RenewalFacts, body=each, year=FinancialYear(2026)) for each in (COUNCIL, TRUST))
    assert next_day(ours) == date(2026, 1, 31)
    assert next_day(ours, theirs) == date(2027, 1, 31)


def test_a_day_at_the_end_of_a_month_stays_there():
    value = agreement(on=date(2024, 3, 1), term_days=(term_day("break", date(2023, 8, 31), every_months=6),))
    assert [each.due_on for each in coming_days(value)] == [date(2024, 8, 31)]


# The command


@pytest.mark.django_db
def test_the_command_prints_the_last_day_for_notice():
    AgreementFactory(reference="SWK-1", ends_on=ENDS, notice_months=9)
    out = StringIO()
    call_command("last_notice_day", "SWK-1", stdout=out)
    assert out.getvalue() == "2028-05-31\n"
    for reference, told in (("NONE-1", "No agreement has"), ("SWK-2", "SWK-2 has no last day")):
        if reference == "SWK-2":
            AgreementFactory(reference=reference, notice_months=9)
        with pytest.raises(CommandError, match=told):
            call_command("last_notice_day", reference)


@pytest.mark.django_db
def test_the_command_follows_the_notice_that_is_recorded_for_the_whole():
    value = AgreementFactory(reference="SWK-1", starts_on=date(2020, 4, 1), notice_months=9)
    NoticeTermFactory(agreement=value, subject="", length=3, ending="year_end")
    out = StringIO()
    call_command("last_notice_day", "SWK-1", "--on", "2027-01-01", stdout=out)
    assert out.getvalue() == "2027-12-31\n"


# Who takes part


@pytest.fixture
def yearly(db):
    return AgreementFactory(reference="SWK-1", renewal="yearly", starts_on=date(2024, 4, 1))


def decision(of, **said):
    return RenewalDecision(
        **{
            "agreement": of,
            "body": of.kept_by,
            "year": FinancialYear(2027),
            "takes_part": True,
            "commitment": gbp(748_000),
            "decided_by": "Executive",
            "decided_on": TODAY,
        }
        | said
    )


def refused(do, new, **said):
    with pytest.raises(RulesBroken) as broken:
        do(new, at=NOW, **said)
    return [(each.rule.code, each.field) for each in broken.value.broken]


def test_renewal_is_decided_in_time(yearly):
    officer = person(Role.OFFICER, yearly.kept_by)
    late = decision(yearly, year=FinancialYear(2026))
    in_time = [("renewal-is-decided-in-time", "decided_on")]
    assert refused(decide_renewal, late, by=officer) == in_time  # it began on 1 April 2026
    decide_renewal(decision(yearly), by=officer, at=NOW)
    stored = RenewalDecision.objects.get()
    assert stored.commitment == gbp(748_000)
    stored.year = FinancialYear(2025)
    assert refused(change_renewal_decision, stored, by=officer) == in_time
    TermDayFactory(agreement=yearly, kind="decision", due_on=date(2024, 10, 31), every_months=12)
    value = agreement_as_at(yearly.pk, on=TODAY)
    assert decide_by(value, FinancialYear(2027)) == date(2026, 10, 31)
    again = decision(
        yearly, year=FinancialYear(2027), body=PartyFactory(agreement=yearly).body, remark="Minute"
    )
    assert refused(decide_renewal, again, by=officer) == in_time  # of 2 November, two days late


def test_the_first_and_the_last_year_there_are_can_be_asked_of():
    assert decide_by(agreement(), FinancialYear(1974)) == date(1974, 3, 31)
    last = agreement(
        on=date(2200, 3, 31),
        status="in_force",
        renewal="yearly",
        renewals=(made(RenewalFacts, body=COUNCIL, year=FinancialYear(2199)),),
        term_days=(term_day("decision", date(2199, 5, 1)),),
    )
    assert [each.due_on for each in coming_days(last)] == [date(2199, 5, 1)]
    assert rule_of("renewal-decided").breaches(last) == []


def test_renewing_body_is_a_party(yearly):
    new = decision(yearly, body=BodyFactory(), remark="Minute 4")
    told = refused(decide_renewal, new, by=person(Role.OFFICER, yearly.kept_by))
    assert told == [("renewing-body-is-a-party", "body")]


def test_each_partner_decides_for_itself_and_once(yearly):
    other = PartyFactory(agreement=yearly).body
    officer, theirs = person(Role.OFFICER, yearly.kept_by), person(Role.OFFICER, other)
    own = [("partner-records-its-own-decisions", "body")]
    assert refused(decide_renewal, decision(yearly), by=theirs) == own
    tomorrow = decision(yearly, decided_on=TODAY + timedelta(days=1))
    to_come = [("nothing-is-done-on-a-day-to-come", "decided_on")]
    assert refused(decide_renewal, tomorrow, by=officer) == to_come
    decide_renewal(decision(yearly), by=officer, at=NOW)
    assert refused(decide_renewal, decision(yearly), by=officer) == [("value-valid", "year")]
    apart = decision(yearly, body=other, takes_part=False)
    assert refused(decide_renewal, apart, by=theirs) == [("value-valid", "commitment")]
    apart.commitment = None
    decide_renewal(apart, by=theirs, at=NOW)
    assert [str(each) for each in RenewalDecision.objects.order_by("pk")] == [
        f"{yearly.kept_by} takes part in 2027/28",
        f"{other} takes no part in 2027/28",
    ]


# The page


def test_an_officer_records_the_term_and_reads_what_comes_next(yearly, client):
    client.force_login(person(Role.OFFICER, yearly.kept_by))
    page = reverse("partnerships:agreement-term", args=["SWK-1"])
    assert "No day is worked out yet" in client.get(page).text

    def add(noun, **said):
        at = reverse(f"partnerships:{noun}-add", args=["SWK-1"])
        answer = client.post(at, filled(client.get(at).context_data["form"]) | said)
        assert answer.status_code == 302, answer.context_data["form"].errors

    add("notice-term", length="6", unit="months", ending="year_end")
    day = {"due_on_0": "30", "due_on_1": "9", "due_on_2": "2025"}
    add("day-in-the-term", kind="review", every_months="12", **day)
    text = client.get(page, {"on": "2026-11-02"}).text
    assert "Last day to give notice" in text and "30 September 2027" in text
    assert "Corresponding date" in text
    assert "30 September 2025" in text and "Passed" in text


def test_the_page_costs_the_same_with_one_and_with_three(yearly, client, django_assert_num_queries):
    client.force_login(person(Role.OFFICER, yearly.kept_by))
    page = reverse("partnerships:agreement-term", args=["SWK-1"])
    for n in range(2):
        NoticeTermFactory(agreement=yearly)
        TermDayFactory(agreement=yearly, due_on=date(2026, 9, 1 + n))
        RenewalDecisionFactory(agreement=yearly, year=FinancialYear(2027 + n))
        client.get(page)
        with django_assert_num_queries(TERM_QUERIES):
            client.get(page)


TERM_QUERIES = 10
