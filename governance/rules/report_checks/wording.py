"""Rules of what a report says."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from core.rules import Place
from core.sentences import sentence_start
from governance.calculations.reports import Correction, ReportContents, Result, Row
from governance.calculations.suspect_words import responsibility_transferred
from governance.models import Block
from governance.rules.report_checks.asking import LAYOUT, PRACTICE, count, of_each_report, particulars_lack

CHECKED_APART = (Block.RECOMMENDATIONS, Block.IMPLICATIONS, Block.IMPLICATIONS_TABLE)
# Sections that show rows, with the page on which those are added.
ADDED_AT = {
    Block.BACKGROUND_PAPERS: Correction("List the background papers", Place("background_papers")),
    Block.OPTIONS: Correction("Add the options considered", Place("report_options")),
    Block.OPTIONS_TABLE: Correction("Add the options considered", Place("report_options")),
    Block.RISKS: Correction("Add the risks", Place("report_risks")),
    Block.RISKS_TABLE: Correction("Add the risks", Place("report_risks")),
    Block.CONSULTATION: Correction("Say who was consulted", Place("report_consultees")),
}
ALL_WARDS = re.compile(r"\W*(?:all|borough[- ]wide|county[- ]wide|city[- ]wide)\b", re.IGNORECASE)
FIRST_KEY_DECISIONS, LAW_OF_2012 = date(2001, 1, 9), date(2012, 9, 10)


@of_each_report("report-sections", source=LAYOUT, once_issued=False)
def sections_are_written(report: ReportContents) -> Result:
    """Every required section is written."""
    missing = [
        each for each in report.sections if not each.is_done and Block(each.block) not in CHECKED_APART
    ]
    detail = f"{count(missing, 'required section')} still to be written." if missing else ""
    return Result(not missing, detail, tuple(_where_to_write(report, section) for section in missing))


def _where_to_write(report: ReportContents, section: Row) -> Correction:
    """Where the section comes to say something: at its text, or at the rows it shows."""
    if (block := Block(section.block)) in ADDED_AT:
        return ADDED_AT[block]
    if block == Block.ROWS:
        return Correction("Change the particulars", report.particulars)
    return Correction(f"Write {section}", section.place)


@of_each_report("report-addressed", source=PRACTICE)
def recommendations_name_a_body(report: ReportContents) -> Result:
    """Every recommendation names a body."""
    if not report.recommendations and not any(
        each.block == Block.RECOMMENDATIONS for each in report.sections
    ):
        return Result(None, "Its layout has no place for recommendations.")
    if not report.recommendations:
        add = Correction("Add a recommendation", Place("recommendations"))
        return Result(False, "It makes no recommendation.", (add,))
    nameless = [each for each in report.recommendations if not each.is_done]
    detail = f"{count(nameless, 'recommendation')} without a body that is asked." if nameless else ""
    ask = tuple(Correction(f"Say who is asked: {each}", each.place) for each in nameless)
    return Result(not nameless, detail, ask)


@of_each_report("report-can-decide", source="Local Government Act 2000 s.9F: scrutiny reviews and recommends")
def what_is_recommended_can_be_decided_there(report: ReportContents) -> Result:
    """What is recommended can be decided by the body that is asked."""
    beyond = [each for each in report.recommendations if each.undecidable]
    said = " ".join(f"{each.undecidable} is asked to decide, and can only advise: {each}." for each in beyond)
    return Result(not beyond, said, tuple(Correction(f"Change {each.called}", each.place) for each in beyond))


@of_each_report("report-implications", source=LAYOUT, once_issued=False)
def implications_are_answered(report: ReportContents) -> Result:
    """Every implication is answered."""
    if not report.implications:
        return Result(None, "The layout asks for none.")
    unanswered = [each for each in report.implications if not each.is_done]
    if not unanswered:
        return Result(True)
    detail = f"{count(unanswered, 'implication')} not answered."
    if not report.has_own_form:
        detail += f" The form is shared by all: take out what {report.forum.body} does not ask for."
    answer = tuple(Correction(f"Answer {each}", each.place) for each in unanswered)
    return Result(False, detail, answer, is_to_look_at=not report.has_own_form)


@of_each_report(
    "report-key",
    source="SI 2012/2089 reg 8; before 10 September 2012, SI 2000/3272 reg 8",
    from_on=FIRST_KEY_DECISIONS,
)
def says_whether_key(report: ReportContents) -> Result:
    """It says whether the decision is key, and why."""
    day = report.decided_on
    law = "SI 2000/3272 reg 8" if day and day < LAW_OF_2012 else "SI 2012/2089 reg 8"
    if report.is_key is not None and (not report.is_key or report.key_reason):
        return Result(True, source=law)
    what = "whether" if report.is_key is None else "why"
    return particulars_lack(report, f"It does not say {what} the decision is key.", law)


@of_each_report(
    "report-key-wards",
    source="SI 2012/2089 reg 8(1)(b); before 10 September 2012, SI 2000/3272 reg 8(1)(b)",
    from_on=FIRST_KEY_DECISIONS,
)
def what_affects_all_wards_is_looked_at_as_key(report: ReportContents) -> Result:
    """A decision that affects all wards is looked at as a key one."""
    if report.is_key is not False:
        return Result(None, "It is not recorded as other than key.")
    if not ALL_WARDS.match(report.wards):
        return Result(True)
    said = (
        f"It is recorded as not key, and as affecting “{report.wards}”. A decision is key where its effects "
        "in two or more wards or divisions are likely to be significant."
    )
    return replace(particulars_lack(report, said), is_to_look_at=True)


@of_each_report(
    "report-liability",
    source="NHS Act 2006 s.75(5), before it Health Act 1999 s.31(5): liability for functions is not affected",
)
def responsibility_stays(report: ReportContents) -> Result:
    """No words say that responsibility is transferred."""
    found = [(each, said) for each in report.texts for said in responsibility_transferred(each.text)]
    detail = " ".join(f"{sentence_start(each.called)} says “{said}”." for each, said in found)
    return Result(
        not found, detail, tuple(Correction(f"Change {each.called}", each.place) for each, _ in found)
    )
