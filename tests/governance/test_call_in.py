"""Until when a decision may be called in, as each council's constitution says."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from core import actions
from core.rules import RulesBroken
from governance.calculations.call_in import CallInPeriod
from governance.calculations.reports import Reports
from governance.models import CallIn
from governance.rules.forums import call_in_rules_follow_one_another
from partnerships.queries import agreement_as_at
from tests.factories import NOW, AgreementFactory, BodyFactory, recorder
from tests.governance.factories import CallInFactory, ForumFactory

WEDNESDAY, EASTER = date(2005, 2, 23), date(2005, 3, 23)


@pytest.mark.parametrize(
    ("period", "counted_from", "ends", "effective_on"),
    [
        # Medway: published on 23 February 2005, effective on 3 March 2005
        (CallInPeriod(5, working=True), WEDNESDAY, "2005-03-02 23:59", date(2005, 3, 3)),
        # Wiltshire: by 5pm on the last of five working days; Good Friday and Easter Monday are none
        (CallInPeriod(5, working=True, until_hour=17), EASTER, "2005-04-01 17:00", date(2005, 4, 2)),
        # Merton: noon on the third working day
        (CallInPeriod(3, working=True, until_hour=12), WEDNESDAY, "2005-02-28 12:00", date(2005, 3, 1)),
        # Brent: five days from the decision
        (CallInPeriod(5, working=False), WEDNESDAY, "2005-02-28 23:59", date(2005, 3, 1)),
    ],
)
def test_call_in_ends(period, counted_from, ends, effective_on):
    assert f"{period.ends(counted_from):%Y-%m-%d %H:%M}" == ends
    assert period.effective_on(counted_from) == effective_on


def printed(command, *arguments):
    out = StringIO()
    call_command(command, *arguments, stdout=out)
    return out.getvalue().splitlines()


def test_the_earliest_decision_is_printed():
    assert printed("earliest_decision", "--published", "2015-02-20", "--days", "28") == ["2015-03-21"]
    working = ("--published", "2015-04-02", "--days", "5", "--count", "working")
    assert printed("earliest_decision", *working) == ["2015-04-14"]
    with pytest.raises(CommandError, match="from 0 to 365"):
        call_command("earliest_decision", "--published", "2015-02-20", "--days", "-1")
    with pytest.raises(CommandError, match="20.2.2015 is no day"):
        call_command("earliest_decision", "--published", "20.2.2015", "--days", "28")


@pytest.mark.django_db
def test_the_end_of_a_call_in_is_printed_as_the_constitution_of_that_day_says():
    cabinet = ForumFactory(name="Cabinet", body=BodyFactory(name="Kent County Council"))
    CallInFactory(forum=cabinet, length=5, until_hour=17, to_on=date(2014, 12, 31))
    CallInFactory(forum=cabinet, length=10, starts="meeting", from_on=date(2015, 1, 1))
    of_kent = ("--forum", "Cabinet, Kent County Council")

    before = printed("call_in_ends", *of_kent, "--published", "2014-02-24", "--decided", "2014-02-20")
    assert before == ["2014-03-03 17:00", "2014-03-04"]
    after = printed(
        "call_in_ends", "--forum", str(cabinet.pk), "--published", "2015-03-30", "--meeting", "2015-03-23"
    )
    assert after == ["2015-04-08 23:59", "2015-04-09"]
    for forum, published, decided, told in [
        ("Cabinet, Swale", "2015-03-30", "2015-03-23", "No forum is Cabinet, Swale"),
        (str(cabinet.pk), "2015-03-23", "2015-03-30", "on the day it is made, or later"),
        (str(cabinet.pk + 1), "2015-03-30", "2015-03-23", "No forum is"),
        (f"{cabinet.pk:030}9", "2015-03-30", "2015-03-23", "No forum is"),
        ("9" * 40, "2015-03-30", "2015-03-23", "No forum is"),
    ]:
        with pytest.raises(CommandError, match=told):
            printed("call_in_ends", "--forum", forum, "--published", published, "--decided", decided)
    other = ForumFactory(name="Panel", body=cabinet.body)
    with pytest.raises(
        CommandError, match="No call-in of Panel, Kent County Council is recorded for 23 March"
    ):
        printed("call_in_ends", "--forum", str(other.pk), "--published", "2015-03-23")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("first", "second", "refused"),
    [
        ({"to_on": date(2014, 12, 31)}, {"from_on": date(2015, 1, 1)}, False),
        ({"to_on": date(2015, 1, 1)}, {"from_on": date(2015, 1, 1)}, True),
        ({"applies_to": "key"}, {"applies_to": "all"}, True),
    ],
)
def test_call_in_rules_follow_one_another(first, second, refused):
    earlier = CallInFactory(**first)
    later = CallIn(forum=earlier.forum, length=3, source="Constitution", **second)
    if not refused:
        actions.record(later, by=recorder(), at=NOW)
        return
    with pytest.raises(RulesBroken) as told:
        actions.record(later, by=recorder(), at=NOW)
    assert [broken.rule for broken in told.value.broken] == [call_in_rules_follow_one_another]


def test_a_call_in_rule_is_told_in_words():
    told = [
        CallIn(length=5).in_words,
        CallIn(length=3, until_hour=12, starts="decision").in_words,
        CallIn(length=1, unit="days", until_hour=17, starts="meeting").in_words,
    ]
    assert told == [
        "5 working days after the day the decision is published, until the end of the day",
        "3 working days after the day the decision is made, until noon",
        "1 day after the day of the meeting, until 5pm",
    ]


@pytest.mark.django_db
def test_an_agreement_is_read_where_several_forums_have_rules():
    for _ in range(3):
        CallInFactory()
    agreement = agreement_as_at(AgreementFactory().pk, on=WEDNESDAY, parts=[Reports])
    assert agreement.part(Reports).reports == ()
