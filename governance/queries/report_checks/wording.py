"""Checks of what a report says."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from core.sentences import sentence_start
from governance.calculations.suspect_words import responsibility_transferred
from governance.models import Block, CabinetReport, Implication, Recommendation, ReportSection
from governance.queries.report_checks.check import PRACTICE, Check, Correction, change_page, count, of_report
from governance.queries.reports import Gathered

CHECKED_APART = (Block.RECOMMENDATIONS, Block.IMPLICATIONS, Block.IMPLICATIONS_TABLE)
LAYOUT = "The council's report layout"
KEY_LAW = "SI 2012/2089 reg 8"
KEY_LAW_OF_2001 = "SI 2000/3272 reg 8"
FIRST_KEY_DECISIONS, LAW_OF_2012 = date(2001, 1, 9), date(2012, 9, 10)
LIABILITY_LAW = "NHS Act 2006 s.75(5): arrangements do not affect liability for functions"


def sections_are_written(report: CabinetReport) -> Check:
    filled = Gathered(report).fills
    missing = [
        each
        for each in report.current_sections
        if each.required and each.block not in CHECKED_APART and not filled(each)
    ]
    detail = f"{count(missing, 'required section')} still to be written." if missing else ""
    return Check(
        "sections",
        "Every required section is written",
        not missing,
        detail,
        LAYOUT,
        tuple(_where_to_write(report, section) for section in missing),
        on_issue=False,
    )


def _where_to_write(report: CabinetReport, section: ReportSection) -> Correction:
    """The page on which the section comes to say something: its text, or the rows it shows."""
    adds = {
        Block.BACKGROUND_PAPERS: ("background-paper-add", "List the background papers"),
        Block.CONSULTATION: ("report-consultee-add", "Say who was consulted"),
    }
    if (block := Block(section.block)) in adds:
        name, label = adds[block]
        return Correction(label, reverse(f"governance:{name}", args=[report.reference]))
    if block == Block.AUTHOR:
        return Correction("Name the author's post", change_page(report))
    return Correction(f"Write {section}", reverse("governance:report-section-change", args=[section.pk]))


def recommendations_name_a_body(report: CabinetReport) -> Check:
    nameless = [each for each in report.current_recommendations if each.forum_id is None]
    if not report.current_recommendations:
        detail = "It makes no recommendation."
        add = Correction(
            "Add a recommendation", reverse("governance:recommendation-add", args=[report.reference])
        )
        corrections: tuple[Correction, ...] = (add,)
    else:
        detail = f"{count(nameless, 'recommendation')} without a body that is asked." if nameless else ""
        corrections = tuple(
            Correction(
                f"Say who is asked: {each}", reverse("governance:recommendation-change", args=[each.pk])
            )
            for each in nameless
        )
    return Check(
        "addressed", "Every recommendation names a body", not corrections, detail, PRACTICE, corrections
    )


def implications_are_answered(report: CabinetReport) -> Check:
    unanswered = [each for each in report.current_implications if not each.is_answered]
    if not report.current_implications:
        return Check(
            "implications", "Every implication is answered", None, "The layout asks for none.", LAYOUT
        )
    return Check(
        "implications",
        "Every implication is answered",
        not unanswered,
        f"{count(unanswered, 'implication')} not answered." if unanswered else "",
        LAYOUT,
        tuple(
            Correction(f"Answer {each}", reverse("governance:implication-change", args=[each.pk]))
            for each in unanswered
        ),
        on_issue=False,
    )


def says_whether_key(report: CabinetReport) -> Check:
    name, day = "It says whether the decision is key, and why", report.decided_on
    law = KEY_LAW_OF_2001 if day and day < LAW_OF_2012 else KEY_LAW
    if day and day < FIRST_KEY_DECISIONS:
        return Check("key", name, None, "There were no key decisions before 9 January 2001.", law)
    if report.is_key is None:
        return of_report(report, "key", name, False, "It does not say whether the decision is key.", law)
    reasoned = not report.is_key or bool(report.key_reason)
    detail = "" if reasoned else "It does not say why the decision is key."
    return of_report(report, "key", name, reasoned, detail, law)


def texts_of(report: CabinetReport) -> list[tuple[str, str, str]]:
    """Everything officers wrote in it: where, what, and the page on which it is changed."""
    rows: list[tuple[str, ReportSection | Implication | Recommendation, str]] = [
        *((str(each), each, "report-section") for each in report.current_sections),
        *((str(each), each, "implication") for each in report.current_implications),
        *(("a recommendation", each, "recommendation") for each in report.current_recommendations),
    ]
    return [
        (place, row.text, reverse(f"governance:{name}-change", args=[row.pk])) for place, row, name in rows
    ]


def responsibility_stays(report: CabinetReport) -> Check:
    places = texts_of(report)
    found = [(place, said, url) for place, text, url in places for said in responsibility_transferred(text)]
    return Check(
        "liability",
        "No words say that responsibility is transferred",
        not found,
        " ".join(f"{sentence_start(place)} says “{said}”." for place, said, _ in found),
        LIABILITY_LAW,
        tuple(Correction(f"Change {place}", url) for place, _, url in found),
    )
