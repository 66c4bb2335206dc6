"""What must be told of Cabinet reports, and what must not."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from budgets.calculations import Schedule
from core.dates import Period
from core.money import gbp
from governance.calculations.boards import (
    NameFacts,
)
from governance.calculations.call_in import CallInPeriod
from governance.calculations.exempt import Part
from governance.calculations.key_tests import KeyTestFacts
from governance.calculations.notices import (
    ArrangementFacts,
    GivenFacts,
    NoticeFacts,
    SettingFacts,
    YearlyNoticeFacts,
)
from governance.calculations.reports import AdviceAsked, CallInFacts, LimitFacts, ScrutinyFacts
from tests.values import (
    CABINET,
    COUNCIL,
    OPEN,
    agreement,
    board,
    fund,
    line,
    made,
    report,
    row,
    schedule,
)
from tests.warnings import Cases

EXECUTIVE, COMMITTEES = "executive", "council"
NOTICES = (
    NoticeFacts(
        "forward_plan",
        EXECUTIVE,
        "In a forward plan",
        14,
        date(2001, 1, 9),
        date(2012, 9, 9),
        "SI 2000/3272 reg 13",
    ),
    NoticeFacts(
        "key_decision",
        EXECUTIVE,
        "28 clear days' notice",
        28,
        date(2012, 9, 10),
        None,
        "SI 2012/2089 reg 9",
    ),
    NoticeFacts(
        "agenda", EXECUTIVE, "Agenda 3 clear days before", 3, date(2001, 1, 9), date(2002, 9, 30), "reg 10"
    ),
    NoticeFacts("agenda", EXECUTIVE, "5 clear days", 5, date(2002, 10, 1), None, "reg 10 as amended"),
    NoticeFacts("agenda", COMMITTEES, "5 days of committees", 5, date(2002, 10, 1), None, "s.100B"),
    NoticeFacts(
        "individual_report",
        EXECUTIVE,
        "Public for 5 clear days",
        5,
        date(2002, 10, 1),
        date(2012, 9, 9),
        "reg 9",
    ),
)
OTHER_NOTICES = tuple(
    NoticeFacts(what, EXECUTIVE, name, days, date(2012, 9, 10), None, "")
    for what, name, days in (
        ("general_exception", "5 days of an exception", 5),
        ("private_meeting", "28 days of a private meeting", 28),
        ("private_response", "5 days of its second notice", 5),
    )
)
ALONE = replace(CABINET, name="Cabinet Member", decides_alone=True)
COMMITTEE = replace(CABINET, name="Licensing Committee", is_executive=False)
GOVERNED_BY_COMMITTEES = ArrangementFacts("Committee system", False, Period(date(2012, 5, 4), None))
WITHOUT_EXECUTIVE = replace(CABINET, arrangements=(GOVERNED_BY_COMMITTEES,))
BOARD = replace(CABINET, name="Governing Body", is_of_council=False)
TWO_YEARS = schedule(fund("Pool", line(COUNCIL, {2003: 730_000, 2004: 767_000})))
OF_TWO_YEARS = agreement(schedule=TWO_YEARS)
POOL: Schedule = schedule(fund("Pool", line(COUNCIL, {2003: 730_000})))
IN_FORCE = {"in_force": dict.fromkeys(range(1, 8), ""), "day": "on 14 December 2026"}


def key(decided_on, notice_on=None, **said):
    return report(decided_on=decided_on, notice_on=notice_on, is_key=True, notices=NOTICES, **said)


def announced(published_on, first_plan_on=date(2003, 6, 2), **said):
    """A key decision of December 2003, with the newspaper's notice of the year whose first plan that is."""
    forum = replace(CABINET, yearly=(YearlyNoticeFacts(1, published_on, first_plan_on),))
    return report(**{"decided_on": date(2003, 12, 16), "is_key": True, "forum": forum} | said)


def agenda(decided_on, agenda_on, *, working=False, **said):
    counted = SettingFacts("agenda", working, None, Period(None, None))
    forum = replace(CABINET, settings=(counted,))
    return report(
        **{"forum": forum, "decided_on": decided_on, "agenda_on": agenda_on, "notices": NOTICES} | said
    )


def given(kind, published_on, **said):
    return made(GivenFacts, kind=kind, name=kind, published_on=published_on, **said)


def noticed(*notices, **said):
    """A key decision on 13 March 2015 with one clear day's notice, and these notices besides."""
    law = NOTICES + OTHER_NOTICES
    day, on = date(2015, 3, 13), date(2015, 3, 11)
    said = {"decided_on": day, "notice_on": on, "is_key": True, "notices": law, "given": notices} | said
    return report(**said)


def private(*notices, **said):
    """One of 13 March 2015 that is exempt, and for whose private meeting these notices were given."""
    return noticed(
        *notices, **{"marking": replace(OPEN, classification="exempt", parts=()), "is_key": False} | said
    )


def tested(**said):
    """A report of a council that gives £730,000 and £767,000, by one test."""
    of_the_report = {name: said.pop(name) for name in ("is_key", "wards", "forum") if name in said}
    test = made(
        KeyTestFacts,
        **{"words": "A test", "kind": "any", "in_force": Period(None, None), "amount": None} | said,
    )
    return report(**{"is_key": False, "agreement": OF_TWO_YEARS, "key_tests": (test,)} | of_the_report)


def scrutiny(held_on):
    return report(decided_on=date(2000, 12, 4), scrutiny=(ScrutinyFacts(1, "Scrutiny", held_on),))


def advises(due_on, *, is_given=False):
    asked = AdviceAsked(1, "Borough Solicitor", "Legal", due_on, is_given)
    return report(advice=(asked,), agreement=agreement())


def marked(classification="open", parts=(), paragraphs=(), reason="", **said):
    return report(
        marking=replace(
            OPEN,
            classification=classification,
            parts=parts,
            paragraphs=paragraphs,
            reason=reason,
            **{**IN_FORCE, **said},
        )
    )


def says(text, **said):
    of = agreement(schedule=POOL, boards=[board(name="ICES Advisory Board")])
    return report(sections=(row(text=text, **said),), agreement=of)


TWO_NAMES = board(name="ICES Advisory Board", other_names=(made(NameFacts, name="Advisory Equipment Board"),))


def recommends(undecidable=""):
    return report(recommendations=(row("recommendation", "Approve the pool", undecidable=undecidable),))


def starting(starts_on, *, status="drafting", **said):
    said = {"decided_on": date(2005, 9, 26), "call_ins": (FIVE_DAYS,)} | said
    return report(agreement=agreement(starts_on=starts_on, status=status), **said)


FIVE_DAYS = CallInFacts(CallInPeriod(5, working=True), True, None, None, "Constitution, part 4")
TWICE = (
    "The lead commissioning of community equipment must be in place by 31 December, for the grant of £54,000 "
    "cannot be had unless it is in place on that day."
)


UNANSWERED = (row("implication", "Policy", is_done=False),)
IN_DECEMBER = "In a forward plan: the plan for December 2003 was due by 17 November 2003"
AUTHOR = row(name="Author", is_done=False, block="rows")

SEVEN_DAYS = LimitFacts(deadline_days=7, deadline_at="10:00")

CASES: Cases = {
    "report-sections": [
        (
            "two unwritten",
            report(sections=(row(is_done=False), AUTHOR)),
            ["2 required sections still to be written."],
        ),
        ("written", report(sections=(row(text="Equipment"),)), []),
        ("what is checked apart", report(sections=(row(is_done=False, block="recommendations"),)), []),
    ],
    "report-words": [
        (
            "four of three",
            report(sections=(row(text="One two three four"),), limits=LimitFacts(max_words=3)),
            ["It has 4 words; the layout allows 3."],
        ),
        ("three of three", report(sections=(row(text="1 2 3"),), limits=LimitFacts(max_words=3)), []),
        ("no limit", report(sections=(row(text="One two"),)), None),
    ],
    "report-pages": [
        (
            "over one page",
            report(sections=(row(text="word " * 500),), limits=LimitFacts(max_pages=1)),
            ["It has about 2 pages; the layout allows 1. Look at the draft PDF."],
        ),
        ("a page", report(sections=(row(text="word " * 400),), limits=LimitFacts(max_pages=1)), []),
        ("no limit", report(sections=(row(text="word " * 500),)), None),
    ],
    "report-final": [
        (
            "a day late",
            report(limits=SEVEN_DAYS, meeting_on=date(2027, 1, 14), final_sent_on=date(2027, 1, 6)),
            ["It was sent on 6 January 2027, and was due by 10:00 on 5 January 2027."],
        ),
        (
            "not sent",
            report(
                limits=SEVEN_DAYS,
                meeting_on=date(2026, 11, 2),
                agreement=agreement(on=date(2026, 10, 23)),
            ),
            ["It was due by 10:00 on 22 October 2026, and is not recorded as sent."],
        ),
        (
            "in time",
            report(limits=SEVEN_DAYS, meeting_on=date(2027, 1, 14), final_sent_on=date(2027, 1, 5)),
            [],
        ),
        ("still to come", report(limits=SEVEN_DAYS, meeting_on=date(2027, 1, 14)), None),
        ("no meeting", report(limits=SEVEN_DAYS), None),
        ("no day set", report(meeting_on=date(2027, 1, 14)), None),
    ],
    "report-addressed": [
        ("none", report(sections=(row(block="recommendations"),)), ["It makes no recommendation."]),
        ("no place for any", report(), None),
        (
            "one nameless",
            report(recommendations=(row("recommendation"), row("recommendation", is_done=False))),
            ["1 recommendation without a body that is asked."],
        ),
        ("named", report(recommendations=(row("recommendation"),)), []),
    ],
    "report-implications": [
        ("one unanswered", report(implications=UNANSWERED), ["1 implication not answered."]),
        (
            "one of a form that is not the council's own",
            report(implications=UNANSWERED, has_own_form=False),
            [
                "1 implication not answered. The form is shared by all: "
                "take out what Southwark Council does not ask for."
            ],
        ),
        ("answered", report(implications=(row("implication"),)), []),
        ("the layout asks for none", report(), None),
    ],
    "report-key": [
        ("unsaid", report(), ["It does not say whether the decision is key."]),
        ("without why", report(is_key=True), ["It does not say why the decision is key."]),
        ("with why", report(is_key=True, key_reason="Over £1m"), []),
        ("not key", report(is_key=False), []),
        ("before there were key decisions", report(decided_on=date(2000, 12, 4)), None),
    ],
    "report-liability": [
        (
            "Leicester 2005",
            says("The legal responsibility for health services will be transferred to the Council."),
            [
                "Background says “The legal responsibility for health services will be transferred to the "
                "Council”."
            ],
        ),
        (
            "liability passes",
            says("Liability passes to the host."),
            ["Background says “Liability passes to the host”."],
        ),
        ("denied", says("The arrangement does not transfer responsibility for any function."), []),
        ("apart", says("Staff are transferred. Responsibility stays."), []),
    ],
    "report-exempt-parts": [
        (
            "part exempt without a part",
            marked("part_exempt"),
            ["It is classified as part exempt, but no part of it is marked exempt."],
        ),
        (
            "open with a part",
            marked(parts=(Part("section", (3,)),)),
            ["It is classified as open, but part of it is marked exempt."],
        ),
        ("open", report(), []),
        ("part exempt with a part", marked("part_exempt", parts=(Part("section", (3,)),)), []),
    ],
    "report-exempt": [
        (
            "without either",
            marked("exempt"),
            ["Exempt without the paragraph of Schedule 12A and the public-interest reason."],
        ),
        ("with both", marked("exempt", paragraphs=(3,), reason="Prices"), []),
        ("nothing exempt", report(), None),
    ],
    "report-exempt-law": [
        (
            "of an older Schedule",
            marked("exempt", paragraphs=(9,)),
            ["Paragraph 9 was not in force on 14 December 2026, when paragraphs 1 to 7 were."],
        ),
        ("of its day", marked("exempt", paragraphs=(3,)), []),
        ("nothing exempt", report(), None),
    ],
    "report-day": [
        (
            "unknown",
            report(decided_on=None),
            ["Neither the meeting nor the day the decision is due is recorded."],
        ),
        ("known", report(), []),
    ],
    # Kent gave notice on 20 February 2015 of a decision on 13 March: 20 clear days. 28 need 12 February.
    "report-notice": [
        (
            "Kent 2015",
            key(date(2015, 3, 13), date(2015, 2, 20)),
            [
                "20 clear days between 20 February 2015 and 13 March 2015. 28 clear days' notice, counting "
                "every day: it was due by 12 February 2015; "
                "a decision on 21 March 2015 or later would have it."
            ],
        ),
        (
            "no day",
            key(date(2015, 3, 13)),
            ["28 clear days' notice, counting every day: publish by 12 February 2015 and record the day."],
        ),
        ("28 clear days", key(date(2015, 3, 13), date(2015, 2, 12)), []),
        (
            "no plan in 2003",
            key(date(2003, 12, 16)),
            [f"{IN_DECEMBER}. Record the day on which a plan first named this decision."],
        ),
        (
            "a plan too late",
            key(date(2003, 12, 16), date(2003, 12, 1)),
            [
                "First in a plan of 1 December 2003; the plan for December 2003 was due by 17 November 2003. "
                "A decision on 2 January 2004 or later would have it."
            ],
        ),
        ("a plan in time, and not 28 clear days", key(date(2003, 12, 16), date(2003, 11, 17)), []),
        ("before there were executives", key(date(2000, 12, 4)), None),
        ("not a key decision", replace(key(date(2015, 3, 13)), is_key=False), None),
        ("the board of an NHS body", key(date(2015, 3, 13), forum=BOARD), None),
        ("the day unknown", key(None), None),
        (
            "short, and a general exception short as well",
            noticed(given("general_exception", date(2015, 3, 6))),
            [
                "1 clear days between 11 March 2015 and 13 March 2015. 28 clear days' notice, counting every "
                "day: it was due by 12 February 2015; a decision on 9 April 2015 or later would have it. "
                "General exception: 4 clear working days between 6 March 2015 and 13 March 2015. 5 days of "
                "an exception, counting working days: it was due by 5 March 2015; a decision on 14 March "
                "2015 or later would have it."
            ],
        ),
        (
            "short, and nothing makes up for it",
            noticed(),
            [
                "1 clear days between 11 March 2015 and 13 March 2015. 28 clear days' notice, counting every "
                "day: it was due by 12 February 2015; a decision on 9 April 2015 or later would have it. "
                "A general exception would do, published by 5 March 2015."
            ],
        ),
        ("short, with a general exception", noticed(given("general_exception", date(2015, 3, 5))), []),
        (
            "short, and agreed to be specially urgent",
            noticed(
                given(
                    "special_urgency",
                    date(2015, 3, 12),
                    agreed_by_post="Chairman of Scrutiny",
                    agreed_on=date(2015, 3, 12),
                )
            ),
            [],
        ),
        (
            "short, and agreed after it was decided",
            noticed(
                given(
                    "special_urgency",
                    date(2015, 3, 16),
                    agreed_by_post="Chairman of Scrutiny",
                    agreed_on=date(2015, 3, 16),
                ),
                notices=NOTICES,
            ),
            [
                "1 clear days between 11 March 2015 and 13 March 2015. 28 clear days' notice, counting every "
                "day: it was due by 12 February 2015; a decision on 9 April 2015 or later would have it."
            ],
        ),
        ("first named by an entry of the plan", noticed(given("plan", date(2015, 2, 12))), []),
    ],
    "report-yearly-notice": [
        (
            "a day late",
            announced(date(2003, 5, 20)),
            [
                "Published on 20 May 2003, 13 days before the year’s first plan of 2 June 2003; "
                "it was to be 14 to 21."
            ],
        ),
        (
            "a day early",
            announced(date(2003, 5, 11)),
            [
                "Published on 11 May 2003, 22 days before the year’s first plan of 2 June 2003; "
                "it was to be 14 to 21."
            ],
        ),
        ("on the last day", announced(date(2003, 5, 19)), []),
        ("on the first day", announced(date(2003, 5, 12)), []),
        (
            "that of January, whose plan takes effect a day earlier in the year after",
            report(
                decided_on=date(2006, 1, 16),
                is_key=True,
                forum=replace(
                    CABINET,
                    yearly=(
                        YearlyNoticeFacts(1, date(2004, 12, 18), date(2005, 1, 4)),
                        YearlyNoticeFacts(2, date(2005, 6, 1), date(2006, 1, 3)),
                    ),
                ),
            ),
            [
                "Published on 1 June 2005, 216 days before the year’s first plan of 3 January 2006; "
                "it was to be 14 to 21."
            ],
        ),
        ("none of that year", announced(date(2002, 5, 19), date(2002, 6, 3)), None),
        ("not a key decision", announced(date(2003, 5, 20), is_key=False), None),
        ("under the law of 2012", announced(date(2003, 5, 20), decided_on=date(2012, 10, 1)), None),
    ],
    # 13 March 2015 was a Friday: five working days before it begin on Friday 6 March.
    "report-agenda": [
        (
            "5 clear days, and not working days",
            agenda(date(2015, 3, 13), date(2015, 3, 6), working=True),
            [
                "4 clear working days between 6 March 2015 and 13 March 2015. 5 clear days, "
                "counting working days: it was due by 5 March 2015; "
                "a decision on 14 March 2015 or later would have it."
            ],
        ),
        (
            "no day",
            agenda(date(2003, 12, 16), None),
            ["5 clear days, counting every day: publish by 10 December 2003 and record the day."],
        ),
        ("every day counted", agenda(date(2015, 3, 13), date(2015, 3, 6)), []),
        (
            "3 clear days until 30 September 2002",
            agenda(date(2002, 9, 30), date(2002, 9, 26)),
            [],
        ),
        ("a member alone", agenda(date(2015, 3, 13), None, forum=ALONE), None),
        (
            "a committee, by its own law and counting working days as most do",
            agenda(date(2015, 3, 13), date(2015, 3, 6), forum=COMMITTEE),
            [
                "4 clear working days between 6 March 2015 and 13 March 2015. 5 days of committees, "
                "counting working days: it was due by 5 March 2015; "
                "a decision on 14 March 2015 or later would have it."
            ],
        ),
        (
            "the constitution asks for more",
            agenda(
                date(2015, 3, 13),
                date(2015, 3, 6),
                forum=replace(
                    CABINET, settings=(SettingFacts("agenda", False, 7, Period(date(2015, 1, 1), None)),)
                ),
            ),
            [
                "6 clear days between 6 March 2015 and 13 March 2015. 5 clear days (the council asks for 7), "
                "counting every day: it was due by 5 March 2015; "
                "a decision on 14 March 2015 or later would have it."
            ],
        ),
        ("an NHS board", agenda(date(2015, 3, 13), None, forum=BOARD), None),
    ],
    # 13 March 2015 was a Friday. 12 February leaves 28 clear days, 5 March five working days.
    "report-private-meeting": [
        (
            "no notice",
            private(),
            [
                "28 days of a private meeting, counting every day: publish by 12 February 2015 and record "
                "the day. 5 days of its second notice, counting working days: publish by 5 March 2015 and "
                "record the day."
            ],
        ),
        (
            "the second too late",
            private(given("private_meeting", date(2015, 2, 12)), given("private_response", date(2015, 3, 6))),
            [
                "4 clear working days between 6 March 2015 and 13 March 2015. 5 days of its second notice, "
                "counting working days: it was due by 5 March 2015; a decision on 14 March 2015 or later "
                "would have it."
            ],
        ),
        (
            "both in time",
            private(given("private_meeting", date(2015, 2, 12)), given("private_response", date(2015, 3, 5))),
            [],
        ),
        (
            "agreed to be urgent",
            private(
                given(
                    "private_urgent",
                    date(2015, 3, 12),
                    agreed_by_post="Chairman of Scrutiny",
                    agreed_on=date(2015, 3, 12),
                )
            ),
            [],
        ),
        ("nothing exempt", noticed(), None),
        ("a member alone", private(forum=ALONE), None),
        ("before 2012", private(decided_on=date(2011, 3, 13)), None),
    ],
    "report-notice-contents": [
        (
            "something missing",
            noticed(given("plan", None, missing=("who decides (reg 9)", "the day (reg 9)"))),
            ["plan lacks who decides (reg 9), the day (reg 9)."],
        ),
        ("nothing missing", noticed(given("plan", None)), []),
        ("no notice", noticed(), None),
    ],
    "report-individual": [
        (
            "too late",
            key(date(2005, 3, 11), agenda_on=date(2005, 3, 8), forum=ALONE),
            [
                "2 clear working days between 8 March 2005 and 11 March 2005. Public for 5 clear days, "
                "counting working days: it was due by 3 March 2005; "
                "a decision on 16 March 2005 or later would have it."
            ],
        ),
        ("in time", key(date(2005, 3, 11), agenda_on=date(2005, 3, 1), forum=ALONE), []),
        ("a meeting", key(date(2005, 3, 11)), None),
        ("since 2012", key(date(2015, 3, 11), forum=ALONE), None),
    ],
    "report-forum": [
        (
            "an executive where there is none",
            report(decided_on=date(2015, 3, 13), forum=WITHOUT_EXECUTIVE),
            ["Cabinet is of an executive, and on 13 March 2015 the council had none: Committee system."],
        ),
        (
            "a committee",
            report(
                decided_on=date(2015, 3, 13), forum=replace(COMMITTEE, arrangements=(GOVERNED_BY_COMMITTEES,))
            ),
            [],
        ),
        ("before that", report(decided_on=date(2011, 3, 13), forum=WITHOUT_EXECUTIVE), None),
    ],
    # The pool is £730,000 of the council's in 2003/04 and £767,000 in 2004/05.
    "report-key-tests": [
        (
            "not key, though a test makes it so",
            tested(amount=gbp(750_000), measure="annual"),
            [
                "It is recorded as not key. A test: key. £767,000 in 2004/05, the highest year; "
                "£1,497,000 over the 2 years recorded."
            ],
        ),
        (
            "affects as many wards as the test says",
            tested(amount=None, wards_min=2, wards="Peckham and Nunhead"),
            ["It is recorded as not key. A test: key. The report names 2."],
        ),
        ("key, as the test says", tested(amount=gbp(750_000), is_key=True), []),
        ("less than the test by the year", tested(amount=gbp(767_000), measure="annual", more_than=True), []),
        ("more by the whole, and the test does not say which", tested(amount=gbp(1_000_000)), None),
        ("a share of a budget that is not recorded", tested(percent=Decimal(25), is_greater=True), None),
        ("of what contributions do not say", tested(amount=gbp(1), kind="property"), None),
        ("a test of another day", tested(amount=gbp(1), in_force=Period(date(2004, 1, 1), None)), None),
        ("no test", report(is_key=False), None),
        ("an NHS board", tested(amount=gbp(1), forum=BOARD), None),
    ],
    "report-option-of-nothing": [
        (
            "without that to do nothing",
            report(options=(row("report_option", "Pool the budgets"),)),
            ["None of the options says what follows if nothing is done."],
        ),
        ("with it", report(options=(row("report_option", "Do nothing"),), weighs_doing_nothing=True), []),
        ("none", report(), None),
    ],
    "report-advice": [
        ("late", advises(date(2026, 11, 1)), ["Legal: Borough Solicitor was to advise by 1 November 2026."]),
        ("late, and given", advises(date(2026, 11, 1), is_given=True), []),
        ("wanted by a day to come", advises(date(2027, 1, 1)), []),
        ("wanted by no day", advises(None), []),
        ("none asked", report(), None),
    ],
    # Leicester 2000: Cabinet on 4 December, scrutiny on 2 January after it.
    "report-scrutiny": [
        (
            "after it",
            scrutiny(date(2001, 1, 2)),
            ["Scrutiny meets on 2 January 2001; the decision is on 4 December 2000."],
        ),
        ("no day", scrutiny(None), ["Scrutiny has no day."]),
        ("before it", scrutiny(date(2000, 12, 1)), []),
        ("none planned", report(), None),
    ],
    "report-figures": [
        (
            "one that is not there",
            says("We asked for £350,000 more."),
            ["The record does not have these: Background: £350,000."],
        ),
        ("those recorded", says("£730,000, or £0.73m, £730 000 and £730k; all in £000."), []),
        ("the money not read", report(sections=(row(text="£350,000"),)), None),
    ],
    # Leicester 2005: Cabinet on 26 September, and the pool from 1 October.
    "report-start": [
        (
            "before the decision",
            starting(date(2005, 9, 1)),
            ["The agreement starts on 1 September 2005, before the decision on 26 September 2005."],
        ),
        (
            "while it may be called in",
            starting(date(2005, 10, 1)),
            [
                "The agreement starts on 1 October 2005; a decision published on 26 September 2005 may be "
                "called in until 3 October 2005."
            ],
        ),
        (
            "where no call-in is recorded",
            starting(date(2005, 10, 1), call_ins=()),
            [
                "The agreement starts on 1 October 2005. No call-in of Cabinet is recorded: five working "
                "days, as is usual, would end on 3 October 2005."
            ],
        ),
        ("after it", starting(date(2005, 10, 4)), []),
        ("a board of the NHS knows no call-in", starting(date(2005, 9, 26), forum=BOARD), []),
        (
            "only key decisions are called in",
            starting(date(2005, 10, 1), is_key=False, call_ins=(replace(FIVE_DAYS, to_on=None),)),
            [
                "The agreement starts on 1 October 2005. No call-in of Cabinet is recorded: five working "
                "days, as is usual, would end on 3 October 2005."
            ],
        ),
        ("it is in force already", starting(date(2004, 4, 1), status="in_force"), None),
        ("no day of the decision", starting(date(2005, 10, 1), decided_on=None), None),
    ],
    # Leicester 2005: not key, and all wards.
    "report-key-wards": [
        (
            "all",
            report(is_key=False, wards="All"),
            [
                "It is recorded as not key, and as affecting “All”. A decision is key where its effects in "
                "two or more wards or divisions are likely to be significant."
            ],
        ),
        ("one", report(is_key=False, wards="Allerton"), []),
        ("key", report(is_key=True, wards="All"), None),
        (
            "before there were key decisions",
            report(is_key=False, wards="All", decided_on=date(2000, 12, 4)),
            None,
        ),
    ],
    "report-can-decide": [
        (
            "scrutiny is asked to approve",
            recommends("Scrutiny Committee"),
            ["Scrutiny Committee is asked to decide, and can only advise: Approve the pool."],
        ),
        ("one that can", recommends(), []),
    ],
    # Southwark 2003, paragraph 16: "A key target is for an increase of 50% … by April 2006. This forms"
    "report-breaks-off": [
        (
            "in the middle of a sentence",
            says("A key target is an increase of 50% by April 2006. This forms"),
            ["Background ends without a stop: “…50% by April 2006. This forms”."],
        ),
        (
            "a heading, a list and a label",
            says("# Phasing\n\nIn short:\n\n- one\n- two\n\nHead of Finance"),
            [],
        ),
        (
            "a reference after the stop",
            says("It has been agreed by all of the groups and finance. (Appendix 3)"),
            [],
        ),
    ],
    # Harrow 2005, annex 1: principles that end in a colon, whose lists are lost.
    "report-leads-to-nothing": [
        (
            "at the end",
            says("Services which are delivered in a more seamless way:"),
            ["Background has nothing beneath the colon: “…delivered in a more seamless way:”."],
        ),
        (
            "an item",
            says("- Agreed terms\n- Commissioning priorities:\n- Established links"),
            ["Background has nothing beneath the colon: “- Commissioning priorities:”."],
        ),
        ("a list", says("The aims are:\n\n- one\n- two"), []),
        ("rows beneath it", says("The budgets are:", is_followed=True), []),
    ],
    "report-numbering": [
        (
            "a gap and a repeat",
            says("1. One\n\n2. Two\n\n4. Four\n\n4. Again"),
            ["Background is numbered with faults: “3 is missing”, “4 is used more than once”."],
        ),
        ("in order, with a year", says("1. One\n2. Two\n\n2003 was the year."), []),
    ],
    "report-brackets": [
        (
            "notes",
            says("The pool is £1m [check with finance]. The host is TBC.\n\n(ask legal for the wording)"),
            [
                "Background has a note left in it: “[check with finance]”, “(ask legal for the wording)”, "
                "“TBC”."
            ],
        ),
        (
            "a link, the place of the table and an aside",
            says("[The plan](https://a.test) (2003)\n\n[budget table]"),
            [],
        ),
    ],
    # Southwark 2003: paragraphs 13 and 14 stand again as paragraph 33.
    "report-said-twice": [
        (
            "in two sections",
            report(sections=(row(text=f"First. {TWICE}"), row(name="Finance", text=TWICE))),
            ["Background and Finance: 30 words, “The lead commissioning of community equipment must be…”."],
        ),
        ("once", report(sections=(row(text=TWICE), row(text="The lead commissioning of equipment"))), []),
    ],
    "report-names": [
        (
            "nearly one that is recorded",
            says("The ICES Advisory Group and Southwark Primary Care Trusts meet. Advisory Equipment Board."),
            ["Background: “Advisory Equipment Board” (ICES Advisory Board is recorded)."],
        ),
        (
            "another of a board's names",
            report(
                sections=(row(text="The Advisory Equipment Board meets."),),
                agreement=agreement(boards=[TWO_NAMES]),
            ),
            [],
        ),
        (
            "those recorded, shortened, and strangers",
            says("The PCT Board, Southwark PCT; Age Concern Trust"),
            [],
        ),
        ("the agreement not read", report(sections=(row(text="A Board"),)), None),
    ],
    # Harrow 2005, 2.7 and 2.4.
    "report-legal": [
        (
            "nothing of law",
            report(
                implications=(row("implication", "Legal", "Governance will be put to the June meeting."),)
            ),
            ["Legal names no power, duty or document of the law."],
        ),
        ("a power", report(implications=(row("implication", "Legal", "Section 75 allows it."),)), []),
        ("none", report(), None),
    ],
    "report-options": [
        (
            "elsewhere",
            report(sections=(row(name="Options considered", text="As detailed above."),)),
            ["Options considered only says “As detailed above.”."],
        ),
        ("set out", report(sections=(row(name="Options", text="None was found to be better: as …"),)), []),
        ("none", report(), None),
    ],
}
