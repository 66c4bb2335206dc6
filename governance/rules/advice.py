"""What must be true of advice that a report asks for."""

from __future__ import annotations

from core.models import User
from core.rules import RuleBroken, refuses
from core.sentences import mid_sentence
from governance.models import Advice, Implication, ReportSection

COMMITTEES = "Good practice: members read each officer's own advice"


@refuses("advice-given-by-who-was-asked", source=COMMITTEES)
def advice_is_given_by_who_was_asked(advice: Advice, by: User) -> None:
    """Advice is written by those who hold the role that was asked, at the body that was asked."""
    if not advice.may_be_given_by(by):
        detail = f"It was asked of {advice.post}: {mid_sentence(advice.get_role_display())}, {advice.body}."
        raise RuleBroken(advice_is_given_by_who_was_asked, detail=detail)


@refuses("advice-given-before-issue", source=COMMITTEES)
def advice_is_given_before_issue(advice: Advice) -> None:
    """Advice is given while the report is a draft. The author can reopen it as its next version."""
    if not advice.report.is_open:
        raise RuleBroken(advice_is_given_before_issue)


@refuses("complete-advice-says-something", source=COMMITTEES)
def complete_advice_says_something(written: ReportSection | Implication, is_complete: bool) -> None:
    """Write the advice before you give it, if only that there is nothing to add."""
    if is_complete and not written.text.strip():
        raise RuleBroken(complete_advice_says_something, field="text")


@refuses("advice-asked-in-its-own-report", Advice)
def advice_is_asked_in_its_own_report(advice: Advice) -> None:
    """Advice is given in a text of its own report."""
    if advice.section and not advice.section.is_prose:
        raise RuleBroken(
            advice_is_asked_in_its_own_report, field="section", detail="This section shows the record."
        )
    if (advice.section or advice.implication) and advice.part.report_id != advice.report_id:
        raise RuleBroken(advice_is_asked_in_its_own_report, field="section")


@refuses("advice-asked-of-a-partner", Advice)
def advice_is_asked_of_a_partner(advice: Advice) -> None:
    """Advice is asked of a body that is party to the agreement: nobody else sees the report."""
    if advice.body_id not in advice.report.responsible_bodies(advice.asked_on) | {
        advice.report.forum.body_id
    }:
        raise RuleBroken(advice_is_asked_of_a_partner, field="body")
