"""What must be true of what others than the author do to a report."""

from __future__ import annotations

from core.models import User
from core.permissions import Permission, may
from core.rules import RuleBroken, refuses
from core.sentences import mid_sentence
from governance.models import (
    Advice,
    CabinetReport,
    Clearance,
    FurtherAgreement,
    Implication,
    ReportComment,
    ReportSection,
)
from governance.queries.exempt import has_exempt


def bodies_near(report: CabinetReport) -> set[int | None]:
    """The parties to its agreement and the body whose forum decides: whose people act on the report."""
    return {*report.agreement.parties.not_retired().values_list("body", flat=True), report.forum.body_id}


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
    if advice.body_id not in bodies_near(advice.report):
        raise RuleBroken(advice_is_asked_of_a_partner, field="body")


@refuses("clearance-given-by-its-post", source=COMMITTEES)
def clearance_is_given_by_its_post(clearance: Clearance, by: User) -> None:
    """A report is cleared by those who act for the post that is named."""
    if not clearance.may_be_given_by(by):
        role = mid_sentence(clearance.get_role_display())
        detail = f"The post is {clearance.post}: {role}, {clearance.body}."
        raise RuleBroken(clearance_is_given_by_its_post, detail=detail)


@refuses("clearance-given-before-issue", source=COMMITTEES)
def clearance_is_given_before_issue(clearance: Clearance) -> None:
    """A report is cleared before it is issued. The author can reopen it as its next version."""
    if not clearance.report.is_open:
        raise RuleBroken(clearance_is_given_before_issue)


@refuses("who-clears-reads-the-whole-report", source=COMMITTEES)
def who_clears_reads_the_whole_report(clearance: Clearance, by: User) -> None:
    """Who clears a report answers for all that is in it, and so must be able to read what is exempt."""
    if has_exempt(clearance.report) and not may(by, Permission.SEE_EXEMPT, clearance.report):
        raise RuleBroken(who_clears_reads_the_whole_report)


@refuses("clearance-of-the-layout-stays", Clearance, source="The council's report layout", retiring=True)
def clearance_of_the_layout_stays(clearance: Clearance) -> None:
    """The layout asks for this clearance in every report: it is not taken out of one."""
    if clearance.is_required:
        raise RuleBroken(clearance_of_the_layout_stays)


@refuses("clearance-asked-of-a-partner", Clearance)
def clearance_is_asked_of_a_partner(clearance: Clearance) -> None:
    """A report is cleared at a body that is party to the agreement, or whose forum decides."""
    if clearance.body_id not in bodies_near(clearance.report):
        raise RuleBroken(clearance_is_asked_of_a_partner, field="body")


@refuses("comment-about-its-own-report", ReportComment)
def comment_is_about_its_own_report(comment: ReportComment) -> None:
    """A comment is about a text of its own report."""
    if (comment.section or comment.implication) and comment.part.report_id != comment.report_id:
        raise RuleBroken(comment_is_about_its_own_report, field="section")


@refuses("further-agreement-has-the-same-partners", FurtherAgreement)
def further_agreement_has_the_same_partners(further: FurtherAgreement) -> None:
    """Every partner that sees the report must be party to each agreement it names, and so may know of it."""
    report = further.report
    if further.agreement_id == report.agreement_id:
        detail = "The report is about this agreement already."
        raise RuleBroken(further_agreement_has_the_same_partners, field="agreement", detail=detail)
    theirs = set(further.agreement.parties.not_retired().values_list("body", flat=True))
    if missing := report.agreement.parties.not_retired().exclude(body__in=theirs).select_related("body"):
        names = ", ".join(sorted(party.body.name for party in missing))
        detail = f"Not party to {further.agreement.reference}: {names}."
        raise RuleBroken(further_agreement_has_the_same_partners, field="agreement", detail=detail)
