"""What a careful officer checks before a report goes out, each with a way to mend it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import prefetch_related_objects
from django.urls import reverse

from budgets.calculations import Schedule, Total
from core.dates import Period, clear_days_between, in_words, latest_day_giving
from governance.calculations.quoted_figures import without_record
from governance.calculations.suspect_words import responsibility_transferred
from governance.models import (
    Block,
    CabinetReport,
    Forum,
    Implication,
    NoticeRule,
    Recommendation,
    ReportSection,
    ReportStage,
)
from governance.queries.reports import NEEDED, Gathered, contents
from partnerships.models import Sector

CHECKED_APART = (Block.RECOMMENDATIONS, Block.IMPLICATIONS, Block.IMPLICATIONS_TABLE)
LAYOUT = "The council's report layout"
PRACTICE = "Good practice"
KEY_LAW = "SI 2012/2089 reg 8, from 10 September 2012; before that, the council's forward plan"
EXEMPT_LAW = "Local Government Act 1972 Sch 12A"
LIABILITY_LAW = "NHS Act 2006 s.75(5): arrangements do not affect liability for functions"


@dataclass(frozen=True)
class Mend:
    """Where a check that fails is mended."""

    label: str
    url: str


@dataclass(frozen=True)
class Check:
    """One check. `ok` is None where it does not apply or cannot be made, for the reason in `detail`.

    `on_issue` says whether it is still worth telling once the report was issued.
    """

    code: str
    name: str
    ok: bool | None
    detail: str
    source: str
    mend: tuple[Mend, ...] = ()
    on_issue: bool = True

    @property
    def answer(self) -> str:
        return "Not checked" if self.ok is None else "Yes" if self.ok else "No"


def checks_of(report: CabinetReport) -> list[Check]:
    """Every check of one report, in the order in which an officer works."""
    return checks_of_all([report])[report.pk]


def checks_of_all(reports: Sequence[CabinetReport]) -> dict[int, list[Check]]:
    """The checks of several reports by their keys, in as many queries as for one."""
    prefetch_related_objects(reports, *NEEDED, *contents())
    rules = list(NoticeRule.objects.current())
    return {report.pk: [*_checks(report, rules)] for report in reports}


def _checks(report: CabinetReport, rules: Sequence[NoticeRule]) -> Iterable[Check]:
    yield _sections_are_written(report)
    yield _recommendations_name_a_body(report)
    yield _implications_are_answered(report)
    yield _says_whether_key(report)
    yield _exempt_gives_reason(report)
    yield _decision_has_a_day(report)
    yield _notice_is_long_enough(report, rules)
    yield _agenda_is_early_enough(report, rules)
    yield _scrutiny_comes_first(report)
    yield _responsibility_stays(report)


# What it says


def _sections_are_written(report: CabinetReport) -> Check:
    filled = Gathered(report).fills
    missing = [
        each
        for each in report.current_sections
        if each.required and each.block not in CHECKED_APART and not filled(each)
    ]
    detail = f"{_count(missing, 'required section')} still to be written." if missing else ""
    return Check(
        "sections",
        "Every required section is written",
        not missing,
        detail,
        LAYOUT,
        tuple(_where_to_write(report, section) for section in missing),
        on_issue=False,
    )


def _where_to_write(report: CabinetReport, section: ReportSection) -> Mend:
    """The page on which the section comes to say something: its text, or the rows it shows."""
    adds = {
        Block.BACKGROUND_PAPERS: ("background-paper-add", "List the background papers"),
        Block.CONSULTATION: ("report-consultee-add", "Say who was consulted"),
    }
    if (block := Block(section.block)) in adds:
        name, label = adds[block]
        return Mend(label, reverse(f"governance:{name}", args=[report.reference]))
    if block == Block.AUTHOR:
        return Mend("Name the author's post", _change(report))
    return Mend(f"Write {section}", reverse("governance:report-section-change", args=[section.pk]))


def _recommendations_name_a_body(report: CabinetReport) -> Check:
    nameless = [each for each in report.current_recommendations if each.forum_id is None]
    if not report.current_recommendations:
        detail = "It makes no recommendation."
        add = Mend("Add a recommendation", reverse("governance:recommendation-add", args=[report.reference]))
        mend: tuple[Mend, ...] = (add,)
    else:
        detail = f"{_count(nameless, 'recommendation')} without a body that is asked." if nameless else ""
        mend = tuple(
            Mend(f"Say who is asked: {each}", reverse("governance:recommendation-change", args=[each.pk]))
            for each in nameless
        )
    return Check("addressed", "Every recommendation names a body", not mend, detail, PRACTICE, mend)


def _implications_are_answered(report: CabinetReport) -> Check:
    unanswered = [each for each in report.current_implications if not each.is_answered]
    if not report.current_implications:
        return Check(
            "implications", "Every implication is answered", None, "The layout asks for none.", LAYOUT
        )
    return Check(
        "implications",
        "Every implication is answered",
        not unanswered,
        f"{_count(unanswered, 'implication')} not answered." if unanswered else "",
        LAYOUT,
        tuple(
            Mend(f"Answer {each}", reverse("governance:implication-change", args=[each.pk]))
            for each in unanswered
        ),
        on_issue=False,
    )


def _says_whether_key(report: CabinetReport) -> Check:
    name = "It says whether the decision is key, and why"
    if report.is_key is None:
        return _of_report(report, "key", name, False, "It does not say whether the decision is key.", KEY_LAW)
    reasoned = not report.is_key or bool(report.key_reason)
    detail = "" if reasoned else "It does not say why the decision is key."
    return _of_report(report, "key", name, reasoned, detail, KEY_LAW)


def _exempt_gives_reason(report: CabinetReport) -> Check:
    name = "Exempt information names its paragraph and the public interest"
    if not report.is_exempt:
        return Check("exempt", name, None, "The report is open.", EXEMPT_LAW)
    missing = [
        words
        for value, words in (
            (report.exempt_paragraphs, "the paragraph of Schedule 12A"),
            (report.exempt_reason, "the public-interest reason"),
        )
        if not value
    ]
    detail = f"Exempt without {' and '.join(missing)}." if missing else ""
    return _of_report(report, "exempt", name, not missing, detail, EXEMPT_LAW)


def _texts(report: CabinetReport) -> list[tuple[str, str, str]]:
    """Everything officers wrote in it: where, what, and the page on which it is changed."""
    rows: list[tuple[str, ReportSection | Implication | Recommendation, str]] = [
        *((str(each), each, "report-section") for each in report.current_sections),
        *((str(each), each, "implication") for each in report.current_implications),
        *(("a recommendation", each, "recommendation") for each in report.current_recommendations),
    ]
    return [
        (place, row.text, reverse(f"governance:{name}-change", args=[row.pk])) for place, row, name in rows
    ]


def _responsibility_stays(report: CabinetReport) -> Check:
    places = _texts(report)
    found = [(place, said, url) for place, text, url in places for said in responsibility_transferred(text)]
    return Check(
        "liability",
        "No words say that responsibility is transferred",
        not found,
        " ".join(f"{place[:1].upper()}{place[1:]} says “{said}”." for place, said, _ in found),
        LIABILITY_LAW,
        tuple(Mend(f"Change {place}", url) for place, _, url in found),
    )


@dataclass(frozen=True)
class Unrecorded:
    """Amounts that a section quotes and the agreement's record does not have."""

    place: str
    amounts: tuple[str, ...]
    url: str


def amounts_without_record(report: CabinetReport, schedule: Schedule) -> list[Unrecorded]:
    """What to look at: each may be a slip, or a figure from elsewhere. Asks nothing of the database."""
    recorded = list(_recorded_amounts(schedule))
    found = [(place, without_record(text, recorded), url) for place, text, url in _texts(report)]
    return [Unrecorded(place, tuple(amounts), url) for place, amounts, url in found if amounts]


def _recorded_amounts(schedule: Schedule) -> Iterable[Decimal]:
    """Every figure of the schedule: lines, sums asked for, totals, grants and what others published."""
    funds = (*schedule.funds, *schedule.in_view)
    totals: list[Total] = [schedule.by_year, *schedule.by_partner, *schedule.by_fund, *schedule.requested]
    totals += [each for fund in funds for each in (fund.own, fund.total, *fund.rows)]
    for total in totals:
        yield from (amount.amount for amount in total.with_total if amount is not None)
    yield from (check.published.amount for check in schedule.checks)
    yield from (grant.amount.amount for grant in schedule.grants if grant.amount is not None)


# When it is decided


def _decision_has_a_day(report: CabinetReport) -> Check:
    known = report.decided_on is not None
    detail = "" if known else "Neither the meeting nor the day the decision is due is recorded."
    return _of_report(report, "day", "The day of the decision is known", known, detail, PRACTICE)


def _notice_is_long_enough(report: CabinetReport, rules: Sequence[NoticeRule]) -> Check:
    """28 clear days before a key decision of the executive. SI 2012/2089 reg 9."""
    name = "Notice of the key decision is long enough"
    if report.is_key is False:
        return Check("notice", name, None, "It is not a key decision.", "SI 2012/2089 reg 9")
    return _published_early(
        report,
        Published("notice", name, NoticeRule.What.KEY_DECISION, report.notice_on),
        rules,
        working=report.forum.notice_in_working_days,
        before="councils published monthly forward plans, and what these had to say is not recorded here",
    )


def _agenda_is_early_enough(report: CabinetReport, rules: Sequence[NoticeRule]) -> Check:
    """5 clear days before the meeting. SI 2012/2089 reg 7."""
    name = "Agenda and report are published early enough"
    if report.forum.kind == Forum.Kind.MEMBER:
        return Check(
            "agenda", name, None, "A member decides alone: there is no agenda.", "SI 2012/2089 reg 7"
        )
    return _published_early(
        report,
        Published("agenda", name, NoticeRule.What.AGENDA, report.agenda_on),
        rules,
        working=report.forum.agenda_in_working_days,
        before="other rules applied, which are not recorded here",
    )


@dataclass(frozen=True)
class Published:
    """Something that must be published so many clear days before the decision."""

    code: str
    name: str
    what: NoticeRule.What
    on: date | None


def _published_early(
    report: CabinetReport, it: Published, rules: Sequence[NoticeRule], *, working: bool, before: str
) -> Check:
    own = [rule for rule in rules if rule.what == it.what]
    if not _is_of_a_council_executive(report.forum):
        detail = f"{report.forum.name} does not take executive decisions of a council."
        return Check(it.code, it.name, None, detail, "SI 2012/2089")
    if report.decided_on is None:
        return Check(it.code, it.name, None, "The day of the decision is not known.", _sources(own))
    rule = next((rule for rule in own if report.decided_on in Period(rule.from_on, rule.to_on)), None)
    if rule is None:
        detail = f"No rule is recorded for {in_words(report.decided_on)}: {before}."
        return Check(it.code, it.name, None, detail, _sources(own))
    return _counted(report, it, rule, report.decided_on, working=working)


def _counted(
    report: CabinetReport, it: Published, rule: NoticeRule, decided_on: date, *, working: bool
) -> Check:
    kind = "clear working days" if working else "clear days"
    last = latest_day_giving(rule.clear_days, before=decided_on, working=working)
    counting = "counting working days" if working else "counting every day"
    if it.on is None:
        detail = f"{rule.name}, {counting}: publish by {in_words(last)} and record the day."
        return _of_report(report, it.code, it.name, False, detail, rule.source)
    given = clear_days_between(it.on, decided_on, working=working)
    enough = given >= rule.clear_days
    detail = f"{given} {kind} between {in_words(it.on)} and {in_words(decided_on)}."
    if not enough:
        detail += f" {rule.name}, {counting}: it was due by {in_words(last)}."
    return _of_report(report, it.code, it.name, enough, detail, rule.source)


def _is_of_a_council_executive(forum: Forum) -> bool:
    return forum.is_executive and forum.body.kind.sector == Sector.COUNCIL


def _sources(rules: Sequence[NoticeRule]) -> str:
    return "; ".join(rule.source for rule in rules)


def _scrutiny_comes_first(report: CabinetReport) -> Check:
    name = "Scrutiny comes before the decision it informs"
    scrutiny = [each for each in report.current_stages if each.purpose == ReportStage.Purpose.SCRUTINY]
    if not scrutiny or report.decided_on is None:
        detail = "No scrutiny is planned." if not scrutiny else "The day of the decision is not known."
        return Check("scrutiny", name, None, detail, PRACTICE)
    late = [each for each in scrutiny if each.held_on is None or each.held_on >= report.decided_on]
    detail = " ".join(_late(each, report.decided_on) for each in late)
    mend = tuple(
        Mend(f"Change {each}", reverse("governance:report-stage-change", args=[each.pk])) for each in late
    )
    return Check("scrutiny", name, not late, detail, PRACTICE, mend)


def _late(stage: ReportStage, decided_on: date) -> str:
    if stage.held_on is None:
        return f"{stage.forum.name} has no day."
    return (
        f"{stage.forum.name} meets on {in_words(stage.held_on)}; the decision is on {in_words(decided_on)}."
    )


def _change(report: CabinetReport) -> str:
    return reverse("governance:cabinet-report-change", args=[report.pk])


def _of_report(report: CabinetReport, code: str, name: str, ok: bool, detail: str, source: str) -> Check:
    """A check that is mended among the report's own particulars."""
    mend = () if ok else (Mend("Change the particulars", _change(report)),)
    return Check(code, name, ok, detail, source, mend)


def _count(rows: Sequence[object], noun: str) -> str:
    return f"{len(rows)} {noun}{'' if len(rows) == 1 else 's'}"
