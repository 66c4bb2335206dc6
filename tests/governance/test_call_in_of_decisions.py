"""When a decision takes effect: after its call-in, or once that is settled."""

from datetime import date, time

import pytest
from django.urls import reverse

from core.actions import change
from core.permissions import Role
from core.rules import RulesBroken
from governance.actions.decisions import call_in, change_what_follows, record_what_follows
from governance.calculations.decisions import Decisions, Effect, enough_callers
from governance.models import CallIn, CallInRequest, FollowUp
from partnerships.queries import agreement_as_at
from tests.factories import NOW, PartyFactory, person, recorder
from tests.forms import filled
from tests.governance.factories import (
    CabinetReportFactory,
    CallInFactory,
    CallInRequestFactory,
    DecisionFactory,
    FollowUpFactory,
    ForumFactory,
)

pytestmark = pytest.mark.django_db
# A Wednesday; five working days after the 16th are over on Wednesday the 23rd.
MADE, PUBLISHED, LAST, AFTER = (date(2026, 9, day) for day in (15, 16, 23, 24))


@pytest.fixture
def rule():
    """A council whose decisions five members may call in, until 5pm of the fifth working day."""
    return CallInFactory(
        forum__kind="executive",
        until_hour=17,
        callers_least=5,
        callers_kind="members",
        or_least=100,
        or_kind="residents",
    )


@pytest.fixture
def decided(rule):
    report = CabinetReportFactory(forum=rule.forum, is_key=True)
    PartyFactory(agreement=report.agreement, body=rule.forum.body)
    return DecisionFactory(report=report, decided_on=MADE, published_on=PUBLISHED)


def standing(decision, on=AFTER):
    found = agreement_as_at(decision.report.agreement_id, on=on).part(Decisions)
    [line] = [each for each in found.decisions if each.key == decision.pk]
    return line.standing


def called_in(decision, **values):
    values = {
        "called_on": LAST,
        "called_time": time(16, 59),
        "called_by": "Five members",
        "members": 5,
    } | values
    new = CallInRequest(decision=decision, **values)
    call_in(new, by=recorder(), at=NOW)
    return new


def refused(decision, **values):
    with pytest.raises(RulesBroken) as told:
        called_in(decision, **values)
    return [(broken.field, broken.rule.code, broken.detail) for broken in told.value.broken]


def test_it_takes_effect_the_day_after_its_call_in_ends(decided):
    before, since = standing(decided, LAST), standing(decided, AFTER)
    assert (before.effect, before.effective_on, f"{before.ends_at:%Y-%m-%d %H:%M}") == (
        Effect.WAITS,
        AFTER,
        "2026-09-23 17:00",
    )
    assert (since.effect, since.effective_on, since.why) == (Effect.BINDS, AFTER, "Nobody called it in.")


@pytest.mark.parametrize(
    ("of_decision", "of_rule", "effect", "effective_on", "why"),
    [
        ({"outcome": "deferred"}, {}, Effect.NONE, None, "It was deferred."),
        (
            {"decided_on": None, "published_on": None},
            {},
            Effect.UNKNOWN,
            None,
            "The day on which it was decided",
        ),
        ({"published_on": None}, {}, Effect.UNKNOWN, None, "counted from the day it was published"),
        (
            {"is_urgent": True, "urgency_reason": "The grant lapses", "urgency_agreed_by": "Scrutiny chair"},
            {},
            Effect.BINDS,
            MADE,
            "It is urgent",
        ),
        ({}, {"from_on": AFTER}, Effect.UNKNOWN, None, "is recorded for 15 September 2026."),
        ({}, {"starts": "decision"}, Effect.BINDS, date(2026, 9, 23), "Nobody called it in."),
        ({}, {"to_on": MADE}, Effect.BINDS, AFTER, "Nobody called it in."),
    ],
)
def test_when_it_takes_effect_is_said_with_why(
    decided, rule, of_decision, of_rule, effect, effective_on, why
):
    for record, values in ((decided, of_decision), (rule, of_rule)):
        for name, value in values.items():
            setattr(record, name, value)
        change(record, by=recorder(), at=NOW)
    found = standing(decided)
    assert (found.effect, found.effective_on) == (effect, effective_on)
    assert why in found.why


@pytest.mark.parametrize(
    ("key", "kind", "why"),
    [
        (False, "executive", "Only key decisions are called in"),
        (True, "nhs_board", "What this forum decides is not"),
    ],
)
def test_what_is_not_called_in_takes_effect_at_once(key, kind, why):
    forum = ForumFactory(kind=kind)
    CallInFactory(forum=forum, applies_to="key")
    decided = DecisionFactory(report=CabinetReportFactory(forum=forum, is_key=key), decided_on=MADE)
    found = standing(decided)
    assert (found.effect, found.effective_on) == (Effect.BINDS, MADE)
    assert why in found.why


@pytest.mark.parametrize(
    ("settled", "effect", "effective_on"),
    [
        ({}, Effect.SUSPENDED, None),
        ({"outcome": "released", "settled_on": date(2026, 10, 1)}, Effect.BINDS, date(2026, 10, 1)),
        (
            {"outcome": "upheld", "settled_on": date(2026, 10, 1), "effective_on": date(2026, 10, 5)},
            Effect.BINDS,
            date(2026, 10, 5),
        ),
        ({"outcome": "reconsidered", "settled_on": date(2026, 10, 1)}, Effect.NONE, None),
    ],
)
def test_called_in_it_is_suspended_until_that_is_settled(decided, settled, effect, effective_on):
    request = called_in(decided)
    for name, value in settled.items():
        setattr(request, name, value)
    change_what_follows(request, by=recorder(), at=NOW)
    found = standing(decided, date(2026, 11, 1))
    assert (found.effect, found.effective_on) == (effect, effective_on)


def test_call_in_is_of_what_can_be_called_in(decided, rule):
    decided.outcome = "deferred"
    change(decided, by=recorder(), at=NOW)
    assert refused(decided)[0][:2] == ("called_on", "call-in-is-of-what-can-be-called-in")
    decided.outcome, decided.published_on = "agreed", None
    change(decided, by=recorder(), at=NOW)
    assert "Record when it was published" in refused(decided)[0][2]
    rule.applies_to = "key"
    change(rule, by=recorder(), at=NOW)
    decided.published_on = PUBLISHED
    change(decided, by=recorder(), at=NOW)
    called_in(decided)
    rule.from_on = AFTER
    change(rule, by=recorder(), at=NOW)
    assert "is recorded for 15 September 2026" in refused(decided)[0][2]


@pytest.mark.parametrize(
    ("values", "field", "detail"),
    [
        ({"called_on": date(2026, 9, 14)}, "called_on", "It was made on 15 September 2026."),
        ({"called_on": AFTER}, "called_on", "Its call-in ended on 23 September 2026, 17:00."),
        ({"called_time": time(17, 1)}, "called_time", "Its call-in ended that day at 17:00."),
        (
            {"called_time": None},
            "called_time",
            "It ended that day at 17:00: say at what time it was called in.",
        ),
    ],
)
def test_call_in_comes_in_time(decided, values, field, detail):
    assert refused(decided, **values) == [(field, "call-in-comes-in-time", detail)]


def test_call_in_is_by_enough(decided):
    takes = "It takes at least 5 members of the council, or 100 residents, or others whom it concerns."
    assert refused(decided, members=4) == [("members", "call-in-is-by-enough", takes)]
    called_in(decided, members=0, residents=100)


def test_what_follows_is_not_to_come(decided):
    assert refused(decided, called_on=date(2026, 11, 3))[0][:2] == (
        "called_on",
        "what-follows-is-not-to-come",
    )
    done = FollowUp(
        decision=decided, what="Report", owner_post="Director", due_on=AFTER, done_on=date(2026, 11, 3)
    )
    with pytest.raises(RulesBroken, match="still to come"):
        record_what_follows(done, by=recorder(), at=NOW)


def test_enough_callers():
    numbers = {"members": 9, "non_executive": 4, "on_committee": 0, "residents": 0}
    assert enough_callers([], numbers)
    assert not enough_callers([(10, "members"), (5, "non_executive")], numbers)
    assert enough_callers([(10, "members"), (4, "non_executive")], numbers)


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"outcome": "released"}, "and on which day"),
        ({"settled_on": date(2099, 1, 1)}, "and on which day"),
        ({"non_executive": 6}, "among the members of the council"),
        ({"effective_on": AFTER}, "Only what was released or upheld"),
    ],
)
def test_the_database_refuses_what_cannot_be(values, says):
    with pytest.raises(RulesBroken, match=says):
        CallInRequestFactory(**values)


def test_a_rule_says_how_many_and_of_whom(rule):
    assert rule.takes == "5 members of the council, or 100 residents, or others whom it concerns"
    rule.or_kind = ""
    with pytest.raises(RulesBroken, match="Say how many, and of whom"):
        change(rule, by=recorder(), at=NOW)
    assert CallIn(length=5).takes == ""


# The pages


def text(response):
    return " ".join(response.content.decode().split())


def test_a_clerk_records_a_call_in_that_shows_on_the_agreement(decided, client):
    clerk = person(Role.CLERK, decided.forum.body)
    client.force_login(clerk)
    url = reverse("governance:call-in-request-add", args=[decided.pk])
    page = client.get(url)
    assert "It takes at least 5 members of the council" in text(page)
    form = page.context_data["form"]
    assert {"members", "residents"} <= set(form.fields) and "on_committee" not in form.fields
    day = {f"called_on_{place}": part for place, part in enumerate((24, 9, 2026))}
    typed = filled(form) | day | {"called_by": "Five members", "members": 5, "grounds": "No consultation"}
    late = client.post(url, typed)
    assert late.status_code == 422
    assert "Its call-in ended on 23 September 2026, 17:00." in text(late)
    assert "No consultation" in text(late)
    client.post(url, typed | {"called_on_0": 22})
    page = text(client.get(decided.get_absolute_url()))
    assert "Suspended" in page and "that is not settled" in page
    assert "Suspended" in text(
        client.get(reverse("governance:report-decisions", args=[decided.report.reference]))
    )
    overview = text(client.get(decided.report.agreement.get_absolute_url()))
    assert "Suspended: it is called in." in overview
    assert "was called in on 22 September 2026" in overview


def test_resolutions_are_called_in_together_in_one_act(decided):
    from core.models import Act

    other = DecisionFactory(
        report=decided.report, forum=decided.forum, report_version=2, decided_on=MADE, published_on=PUBLISHED
    )
    new = CallInRequest(decision=decided, called_on=PUBLISHED, called_by="Five members", members=5)
    call_in(new, also=[other], by=recorder(), at=NOW)
    rows = CallInRequest.objects.order_by("pk")
    assert [(each.decision_id, each.called_by, each.members) for each in rows] == [
        (decided.pk, "Five members", 5),
        (other.pk, "Five members", 5),
    ]
    assert Act.objects.filter(code="call-in-request.recorded").count() == 1


def test_what_is_to_follow_stands_on_the_report_and_the_agreement(decided, client):
    FollowUpFactory(decision=decided, due_on=date(2026, 10, 1))
    client.force_login(person(Role.CLERK, decided.forum.body))
    for page in (
        decided.get_absolute_url(),
        reverse("governance:report-decisions", args=[decided.report.reference]),
        decided.report.agreement.get_absolute_url(),
    ):
        assert "Report back on the first quarter" in text(client.get(page))


@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_cost_the_same_with_one_row_and_with_three(
    decided, client, count, django_assert_num_queries
):
    for _ in range(count):
        FollowUpFactory(decision=decided)
        CallInRequestFactory(decision=decided, called_on=PUBLISHED)
    client.force_login(person(Role.CLERK, decided.forum.body))
    with django_assert_num_queries(DECISION_QUERIES):
        client.get(decided.get_absolute_url())
    with django_assert_num_queries(LIST_QUERIES):
        client.get(reverse("governance:report-decisions", args=[decided.report.reference]))
    with django_assert_num_queries(OVERVIEW_QUERIES):
        client.get(decided.report.agreement.get_absolute_url())


DECISION_QUERIES, LIST_QUERIES, OVERVIEW_QUERIES = 8, 14, 10
