"""What forums decide: each its own, kept whatever becomes of the report."""

from datetime import date

import pytest
from django.urls import reverse

from core.actions import change, record, retire
from core.history import StaleEdit
from core.jinja import problems
from core.models import Act
from core.permissions import Role
from core.rules import RulesBroken
from governance.actions.decisions import change_decision, record_decision, record_decisions
from governance.actions.reports import move_report
from governance.calculations.decisions import Decisions, in_short
from governance.models import Decision, ReportStage, ReportStatus
from governance.queries.decisions import asked_of, decisions_version
from governance.queries.reports import gather, report_facts
from partnerships.queries import agreement_as_at
from tests.factories import BodyFactory, PartyFactory, person
from tests.forms import filled
from tests.governance.factories import DecisionFactory, ForumFactory
from tests.governance.reports import NOW, WAYS

pytestmark = pytest.mark.django_db
DAY = date(2003, 12, 16)
AGREED = {"outcome": "agreed", "decided_on": DAY}


@pytest.fixture
def clerk(council, client):
    client.force_login(council.clerk, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def board(council):
    """The board of another partner of the agreement."""
    trust = BodyFactory(name="Southwark Primary Care Trust")
    PartyFactory(agreement=council.agreement, body=trust)
    return ForumFactory(body=trust, name="Board", kind="nhs_board")


def text(response):
    return " ".join(response.content.decode().split())


def issue(report):
    for step in WAYS[ReportStatus.ISSUED]:
        move_report(report, to=step, by=Act.objects.latest("pk").by, at=NOW)
    return report


def decide(report, forum, values, by, **more):
    """Record the same of everything that is put to the forum."""
    gather(report, exempt=True)
    asked = next(each for each in asked_of(report) if each.forum == forum)
    keys = [row.pk for row in asked.recommendations] or [0]
    record_decisions(report, forum, decided=dict.fromkeys(keys, values), by=by, at=NOW, **more)


def of(report):
    rows = Decision.objects.not_retired().filter(report=report).select_related("forum")
    return [(row.forum.name, row.report_version, row.outcome, row.put_as) for row in rows]


# Who is asked what


def test_a_recommendation_goes_to_its_body_and_to_each_further_meeting_that_decides(council, board):
    report = council.report()
    both = council.asks(report, "approve", "a pooled budget")
    own = council.asks(report, "note", "the risks", goes_further=False)
    for forum, purpose in ((board, "decision"), (council.scrutiny, "scrutiny")):
        record(ReportStage(report=report, forum=forum, purpose=purpose), by=council.clerk, at=NOW)
    gather(report)
    assert [(each.forum, each.recommendations) for each in asked_of(report)] == [
        (council.cabinet, [both, own]),
        (board, [both]),
    ]


def test_decision_is_of_a_forum_that_is_asked(council):
    report = issue(council.report())
    with pytest.raises(RulesBroken, match="Scrutiny Committee, London Borough of Southwark is not asked"):
        record_decisions(report, council.scrutiny, decided={0: AGREED}, by=council.clerk, at=NOW)


# What stays


def test_two_forums_decide_differently_and_the_next_version_empties_nothing(council, board):
    report = council.report()
    asked = council.asks(report, "approve", "a pooled budget")
    record(ReportStage(report=report, forum=board, purpose="decision"), by=council.clerk, at=NOW)
    issue(report)
    decide(report, council.cabinet, AGREED, council.clerk)
    decide(report, board, AGREED | {"outcome": "deferred", "deferred_to_on": date(2004, 2, 1)}, council.clerk)
    before = [
        ("Cabinet", 1, "agreed", "Approve a pooled budget"),
        ("Board", 1, "deferred", "Approve a pooled budget"),
    ]
    assert of(report) == before

    move_report(report, to=ReportStatus.DRAFT, by=council.clerk, at=NOW)
    asked.text = "another budget"
    change(asked, by=council.clerk, at=NOW)
    assert of(report) == before
    retire(asked, by=council.clerk, at=NOW, why="Not asked again")
    assert of(report) == before

    council.asks(report, "approve", "a third budget")
    issue(report)
    decide(report, board, AGREED | {"outcome": "refused"}, council.clerk)
    assert of(report) == [*before, ("Board", 2, "refused", "Approve a third budget")]
    latest = agreement_as_at(council.agreement.pk, on=DAY).part(Decisions)
    assert [(each.forum, each.report_version, each.outcome) for each in latest.decisions] == [
        ("Cabinet", 1, "agreed"),
        ("Board", 1, "deferred"),
        ("Board", 2, "refused"),
    ]


def test_a_forum_that_decides_anew_is_told_of_once(council):
    report = council.report()
    council.asks(report, "approve", "a pooled budget")
    issue(report)
    decide(report, council.cabinet, AGREED | {"outcome": "deferred"}, council.clerk)
    move_report(report, to=ReportStatus.DRAFT, by=council.clerk, at=NOW)
    issue(report)
    decide(report, council.cabinet, AGREED, council.clerk)
    latest = agreement_as_at(council.agreement.pk, on=DAY).part(Decisions)
    assert latest.on_report(report.reference) == ["Cabinet: agreed"]
    assert Decision.objects.count() == 2


def test_a_decision_taken_back_is_retired_and_can_be_taken_again(council):
    report = council.report()
    council.asks(report, "approve", "a pooled budget")
    issue(report)
    decide(report, council.cabinet, AGREED, council.clerk)
    decide(report, council.cabinet, {"outcome": ""}, council.clerk)
    assert Decision.objects.retired().get().retired_why == "Not decided, after all"
    decide(report, council.cabinet, AGREED | {"outcome": "noted"}, council.clerk)
    assert [row[2] for row in of(report)] == ["noted"]


def test_it_is_one_act_of_the_agreement(council):
    report = council.report()
    for what in ("a pooled budget", "the host"):
        council.asks(report, "approve", what)
    issue(report)
    decide(report, council.cabinet, AGREED, council.clerk)
    done = Act.objects.get(code="decision.recorded")
    assert list(done.agreements.all()) == [council.agreement]
    assert Decision.history.filter(act=done).count() == 2


def test_in_short():
    assert in_short([("Cabinet", "Agreed"), ("Board", "Deferred"), ("Cabinet", "Agreed")]) == [
        "Cabinet: agreed",
        "Board: deferred",
    ]
    assert in_short([("Cabinet", "Agreed"), ("Cabinet", "Noted"), ("Cabinet", "Agreed")]) == [
        "Cabinet: 2 agreed, 1 noted"
    ]


def test_the_report_says_what_each_forum_decided_on_a_recommendation(council, board):
    report = council.report()
    council.asks(report, "approve", "a pooled budget")
    record(ReportStage(report=report, forum=board, purpose="decision"), by=council.clerk, at=NOW)
    issue(report)
    decide(report, council.cabinet, AGREED | {"outcome": "amended", "resolved": "Up to £1m"}, council.clerk)
    decide(report, board, AGREED | {"outcome": "noted"}, council.clerk)
    [section] = [each for each in report_facts(report).sections if each.recommendations]
    [asked] = section.recommendations[0].subgroups[0].recommendations
    assert [(each.forum, each.outcome, each.resolved) for each in asked.decisions] == [
        ("Cabinet", "Agreed as amended", "Up to £1m"),
        ("Board", "Noted", ""),
    ]


# What is refused


def refused(report, forum, values, by):
    with pytest.raises(RulesBroken) as told:
        decide(report, forum, values, by)
    return [(broken.field and broken.field.rstrip("0123456789"), str(broken)) for broken in told.value.broken]


@pytest.fixture
def asked(council):
    report = council.report(notice_on=date(2003, 11, 10), agenda_on=date(2003, 12, 8))
    council.asks(report, "approve", "a pooled budget")
    council.asks(report, "note", "the risks")
    return issue(report)


@pytest.mark.parametrize("status", ReportStatus)
def test_decision_follows_issue(council, status):
    report = council.report(status=status)
    if status in (ReportStatus.ISSUED, ReportStatus.SUPERSEDED):
        decide(report, council.cabinet, AGREED, council.clerk)
        assert of(report) == [("Cabinet", 1, "agreed", "")]
    else:
        with pytest.raises(RulesBroken, match="A decision is recorded once the report was issued"):
            decide(report, council.cabinet, AGREED, council.clerk)


@pytest.mark.parametrize(
    ("day", "says"),
    [
        (date(2003, 11, 9), "Notice was first published on 10 November 2003."),
        (date(2003, 12, 7), "The report was first published on 8 December 2003."),
        (date(2003, 12, 8), None),
    ],
)
def test_decision_follows_notice(council, asked, day, says):
    if says is None:
        decide(asked, council.cabinet, AGREED | {"decided_on": day}, council.clerk)
        return
    [(field, told)] = refused(asked, council.cabinet, AGREED | {"decided_on": day}, council.clerk)
    assert field == "decided_on"
    assert told.endswith(says)


def test_decision_is_not_to_come(council, asked):
    told = refused(asked, council.cabinet, AGREED | {"decided_on": date(2026, 11, 3)}, council.clerk)
    assert [field for field, _ in told] == ["decided_on"]
    decide(asked, council.cabinet, AGREED | {"decided_on": date(2026, 11, 2)}, council.clerk)
    one = Decision.objects.first()
    one.published_on = date(2026, 11, 3)
    with pytest.raises(RulesBroken, match="This day is still to come"):
        change_decision(one, by=council.clerk, at=NOW)


def test_decision_names_its_day(council, asked):
    assert refused(asked, council.cabinet, {"outcome": "agreed"}, council.clerk) == [
        ("decided_on", "Say on which day it was decided.")
    ]
    report = council.report(status=ReportStatus.ISSUED)
    record_decision(
        Decision(report=report, forum=council.cabinet, outcome="agreed"), by=council.clerk, at=NOW
    )


def test_amended_decision_says_what_was_agreed(council, asked):
    told = refused(asked, council.cabinet, AGREED | {"outcome": "amended", "resolved": " "}, council.clerk)
    assert told == [("resolved_", "Enter the words that were agreed.")] * 2
    decide(asked, council.cabinet, AGREED | {"outcome": "amended", "resolved": "Up to £1m"}, council.clerk)


@pytest.mark.parametrize(
    ("outcome", "until", "is_refused"),
    [
        ("agreed", date(2004, 1, 1), True),
        ("deferred", DAY, True),
        ("deferred", date(2003, 12, 17), False),
        ("deferred", None, False),
    ],
)
def test_deferral_is_until_a_later_day(council, asked, outcome, until, is_refused):
    values = AGREED | {"outcome": outcome, "deferred_to_on": until}
    if is_refused:
        assert {field for field, _ in refused(asked, council.cabinet, values, council.clerk)} == {
            "deferred_to_on_"
        }
    else:
        decide(asked, council.cabinet, values, council.clerk)


def test_decision_on_what_is_exempt_is_exempt(council):
    report = council.report(classification="part_exempt")
    council.asks(report, "agree", "the lowest bid", is_exempt=True, exempt_paragraphs="3")
    issue(report)
    decide(report, council.cabinet, AGREED, council.clerk)
    one = Decision.objects.get()
    assert (one.is_exempt, one.exempt_paragraphs) == (True, "3")
    one.is_exempt, one.exempt_paragraphs = False, ""
    with pytest.raises(RulesBroken, match="exempt too: an open record would print its words"):
        change_decision(one, by=council.clerk, at=NOW)


def test_a_forum_decides_once_on_a_version(council):
    first = DecisionFactory()
    with pytest.raises(RulesBroken, match="This forum has decided on this already"):
        DecisionFactory(report=first.report, report_version=1)
    DecisionFactory(report=first.report, report_version=2)


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"published_on": date(2026, 9, 30)}, "published on the day it is made, or later"),
        ({"is_urgent": True, "urgency_reason": "The grant lapses"}, "and who agreed that it is"),
        ({"outcome": "noted", "authorises": True}, "Only what was agreed authorises anything"),
        ({"authority_limit": "£1m"}, "take out the limit"),
    ],
)
def test_the_database_refuses_what_cannot_be(values, says):
    with pytest.raises(RulesBroken, match=says):
        DecisionFactory(**values)


def test_what_somebody_recorded_meanwhile_is_not_overwritten(council, asked):
    opened = decisions_version(asked, council.cabinet)
    decide(asked, council.cabinet, AGREED, council.clerk, version=opened)
    with pytest.raises(StaleEdit):
        decide(asked, council.cabinet, AGREED | {"outcome": "noted"}, council.clerk, version=opened)


# The clerk's page


def day(of, when=(16, 12, 2003)):
    return {f"{of}_{place}": part for place, part in enumerate(when)}


def page_of(report, forum):
    return reverse("governance:decisions-record", args=[report.reference, forum.pk])


def test_a_clerk_enters_once_what_is_the_same_and_apart_what_differs(council, clerk, asked):
    first, second = asked.recommendations.order_by("position")
    url = page_of(asked, council.cabinet)
    form = clerk.get(url).context_data["form"]
    typed = (
        filled(form)
        | day("decided_on")
        | {
            "reasons": "It shortens waiting",
            "alternatives": "To go on apart",
            f"outcome_{first.pk}": "agreed",
            f"outcome_{second.pk}": "amended",
            f"resolved_{second.pk}": "Note the risks each quarter",
            f"reasons_{second.pk}": "The auditor asked for it",
        }
    )
    clerk.post(url, typed)
    rows = Decision.objects.order_by("pk").values_list(
        "outcome", "resolved", "decided_on", "reasons", "alternatives"
    )
    assert list(rows) == [
        ("agreed", "", DAY, "It shortens waiting", "To go on apart"),
        ("amended", "Note the risks each quarter", DAY, "The auditor asked for it", "To go on apart"),
    ]

    again = clerk.get(url).context_data["form"]
    assert (again["reasons"].value(), again[f"reasons_{second.pk}"].value()) == (
        "It shortens waiting",
        "The auditor asked for it",
    )
    clerk.post(url, filled(again) | day("published_on", (18, 12, 2003)))
    assert set(Decision.objects.values_list("published_on", flat=True)) == {date(2003, 12, 18)}
    assert list(Decision.objects.order_by("pk").values_list("reasons", flat=True)) == [
        "It shortens waiting",
        "The auditor asked for it",
    ]
    page = text(clerk.get(reverse("governance:report-decisions", args=[asked.reference])))
    assert "Agreed as amended" in page
    assert "Cabinet: 1 agreed, 1 agreed as amended" in text(clerk.get(reverse("governance:report-list")))
    unchanged = filled(clerk.get(url).context_data["form"])
    assert "Nothing was changed" in text(clerk.post(url, unchanged, follow=True))


def test_what_one_decision_says_is_given_to_no_other(council, clerk, asked):
    """Where one was recorded without reasons, what another says stands at that other alone."""
    first, second = asked.recommendations.order_by("position")
    record_decisions(
        asked,
        council.cabinet,
        decided={first.pk: AGREED, second.pk: AGREED | {"reasons": "Only this one"}},
        by=council.clerk,
        at=NOW,
    )
    url = page_of(asked, council.cabinet)
    form = clerk.get(url).context_data["form"]
    assert (form["reasons"].value(), form[f"reasons_{second.pk}"].value()) == ("", "Only this one")
    clerk.post(url, filled(form) | {"interests": "None"})
    assert list(Decision.objects.order_by("pk").values_list("reasons", "interests")) == [
        ("", "None"),
        ("Only this one", "None"),
    ]


def test_each_wrong_decision_is_told_with_its_recommendation_and_nothing_is_lost(council, clerk, asked):
    first, second = asked.recommendations.order_by("position")
    url = page_of(asked, council.cabinet)
    wrong = (
        filled(clerk.get(url).context_data["form"])
        | day("decided_on", (16, 12, 2099))
        | {
            f"outcome_{first.pk}": "agreed",
            f"outcome_{second.pk}": "amended",
            "reasons": "An hour of typing",
        }
    )
    answer = clerk.post(url, wrong)
    assert answer.status_code == 422
    assert [each["text"] for each in problems(answer.context_data["form"])] == [
        "Decided on: A decision is recorded on the day it was made, or later. This day is still to come.",
        "Recommendation 2, What was resolved, in words: Enter the words that were agreed.",
    ]
    assert "An hour of typing" in text(answer)
    assert Decision.objects.count() == 0


def test_two_clerks_overwrite_nothing_of_each_other(council, clerk, asked):
    first, second = asked.recommendations.order_by("position")
    url = page_of(asked, council.cabinet)
    mine, theirs = (filled(clerk.get(url).context_data["form"]) | day("decided_on") for _ in range(2))
    clerk.post(url, theirs | {f"outcome_{first.pk}": "agreed"})

    stale = clerk.post(url, mine | {f"outcome_{second.pk}": "noted", f"resolved_{second.pk}": "With thanks"})
    assert stale.status_code == 409
    assert "Somebody else recorded decisions while you were typing" in text(stale)
    again = filled(stale.context_data["form"])
    clerk.post(url, again)
    assert list(Decision.objects.order_by("pk").values_list("outcome", "resolved")) == [
        ("agreed", ""),
        ("noted", "With thanks"),
    ]
    back = clerk.post(url, again | {f"resolved_{second.pk}": "With many thanks"})
    assert "This page had been saved already" in text(back)
    clerk.post(url, filled(back.context_data["form"]))
    assert Decision.objects.get(recommendation=second).resolved == "With many thanks"


def test_sent_twice_it_is_recorded_once(council, clerk, asked):
    first = asked.recommendations.first()
    url = page_of(asked, council.cabinet)
    sent = filled(clerk.get(url).context_data["form"]) | day("decided_on") | {f"outcome_{first.pk}": "noted"}
    clerk.post(url, sent)
    assert "This form had already been sent" in text(clerk.post(url, sent, follow=True))
    assert Act.objects.filter(code="decision.recorded").count() == 1


def test_only_a_body_s_own_people_record_what_its_forum_decided(council, clerk, asked, board):
    record_at_theirs = person(Role.CLERK, board.body)
    move_report(asked, to=ReportStatus.DRAFT, by=council.clerk, at=NOW)
    record(ReportStage(report=asked, forum=board, purpose="decision"), by=council.clerk, at=NOW)
    issue(asked)
    assert clerk.get(page_of(asked, board)).status_code == 403
    assert clerk.post(page_of(asked, board), {}).status_code == 403
    assert clerk.get(page_of(asked, council.scrutiny)).status_code == 404  # it is not asked
    decide(asked, council.cabinet, AGREED, council.clerk)
    one = Decision.objects.first()
    assert clerk.get(reverse("governance:decision-change", args=[one.pk])).status_code == 200
    clerk.force_login(record_at_theirs)
    assert clerk.get(page_of(asked, board)).status_code == 200
    assert clerk.get(reverse("governance:decision", args=[one.pk])).status_code == 200
    assert clerk.get(reverse("governance:decision-change", args=[one.pk])).status_code == 403


def test_a_draft_has_no_decisions_yet(council, clerk):
    report = council.report()
    answer = clerk.get(page_of(report, council.cabinet))
    assert answer.status_code == 403
    assert "Decisions are recorded once the report was issued" in text(answer)


def test_what_is_exempt_is_shown_and_decided_by_those_alone_who_may_read_it(council, client):
    report = council.report(classification="part_exempt", exempt_reason="Bids")
    council.asks(report, "approve", "a pooled budget")
    hidden = council.asks(report, "agree", "the quixotic bid", is_exempt=True, exempt_paragraphs="3")
    issue(report)
    decide(report, council.cabinet, AGREED, council.clerk)
    one = Decision.objects.get(recommendation=hidden)
    pages = [
        reverse("governance:report-decisions", args=[report.reference]),
        reverse("governance:decision", args=[one.pk]),
    ]
    for role, answers in ((Role.AUDITOR, (200, 404)), (Role.EXEMPT_READER, (200, 200))):
        client.force_login(person(role, council.body))
        found = [client.get(page) for page in pages]
        assert tuple(each.status_code for each in found) == answers
        assert ("quixotic" in text(found[0])) is (role is Role.EXEMPT_READER)


@pytest.mark.parametrize(
    ("exempt", "is_warned"), [((False, True), True), ((False,), False), ((True,), False)]
)
def test_who_writes_of_all_at_once_is_told_what_is_public(council, clerk, exempt, is_warned):
    report = council.report(classification="part_exempt", exempt_reason="Bids")
    for number, is_exempt in enumerate(exempt):
        said = {"is_exempt": True, "exempt_paragraphs": "3"} if is_exempt else {}
        council.asks(report, "agree", f"bid {number}", **said)
    issue(report)
    page = clerk.get(reverse("governance:decisions-record", args=[report.reference, council.cabinet.pk]))
    help_text = page.context_data["form"].fields["reasons"].help_text
    assert help_text.startswith("Published with what is open") is is_warned


@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_cost_the_same_with_one_decision_and_with_three(
    council, clerk, count, django_assert_num_queries
):
    report = council.report()
    for number in range(count):
        council.asks(report, "approve", f"budget {number}")
    issue(report)
    url = page_of(report, council.cabinet)
    sent = filled(clerk.get(url).context_data["form"]) | day("decided_on")
    sent |= {f"outcome_{row.pk}": "agreed" for row in report.recommendations.all()}
    with django_assert_num_queries(SAVE_QUERIES):
        clerk.post(url, sent)
    with django_assert_num_queries(RECORD_QUERIES):
        clerk.get(url)
    with django_assert_num_queries(LIST_QUERIES):
        clerk.get(reverse("governance:report-decisions", args=[report.reference]))
    with django_assert_num_queries(AGREEMENT_QUERIES):
        clerk.get(reverse("governance:agreement-reports", args=[council.agreement.reference]))


SAVE_QUERIES, RECORD_QUERIES, LIST_QUERIES, AGREEMENT_QUERIES = 34, 13, 14, 11


@pytest.mark.sweep
def test_two_hundred_recommendations_are_decided_together(council, clerk):
    report = council.report()
    for number in range(200):
        council.asks(report, "approve", f"budget {number}")
    issue(report)
    url = page_of(report, council.cabinet)
    sent = filled(clerk.get(url).context_data["form"]) | day("decided_on") | {"reasons": "As the report says"}
    sent |= {f"outcome_{row.pk}": "agreed" for row in report.recommendations.all()}
    assert clerk.post(url, sent).status_code == 302
    assert Decision.objects.filter(reasons="As the report says").count() == 200
    page = clerk.get(reverse("governance:report-decisions", args=[report.reference]))
    assert text(page).count("Agreed") == 200
