"""Every address of the site for every role, for another partnership's people and for strangers.

A new address fails here until it has its line in PAGES: what it is about, and which permission it takes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from budgets import models as money
from core.middleware import BEFORE_SIGN_IN, stated_permission
from core.models import Act, Record
from core.permissions import PERMISSIONS, ROLES_AT_BODIES, Anyone, Permission, Role
from core.views import FormPage
from documents.models import BoardPaper, IssuedDocument
from governance import models as boards
from partnerships import models as terms
from publishing.models import Publishing
from tests.access import OWN_SECRET, PUBLIC_MODELS, SECRET, World, address, every_page
from tests.database import kept_for_a_module

SEE, TERMS, BODIES = Permission.SEE, Permission.CHANGE_AGREEMENTS, Permission.CHANGE_BODIES
FUNDS, BOARDS, REPORTS = Permission.CHANGE_FUNDS, Permission.CHANGE_BOARDS, Permission.CHANGE_REPORTS
REFERENCE, PEOPLE = Permission.CHANGE_REFERENCE, Permission.MANAGE_PEOPLE
LAYOUTS, DECISIONS = Permission.CHANGE_LAYOUTS, Permission.RECORD_DECISIONS
ANSWER = Permission.ANSWER_ATTENTION
CONSULTATION = {"code": "joint-consultation", "place": "parties.."}
SITE, READ = Permission.OPERATE_SITE, Permission.READ_HISTORY


@dataclass(frozen=True)
class Page:
    """What an address is about (None: nothing in particular), the permission it takes, its other parts."""

    about: type[Record] | str | None  # a word names an attribute of the world
    permission: Permission | Anyone
    also: dict[str, Any] = field(default_factory=dict)
    may_answer: tuple[int, ...] = (200,)
    asked_by: int = len(ROLES_AT_BODIES)  # of those who may have it; fewer where it is slow to make


def pages(app: str, permission: Permission, *models: type[Record]) -> dict[str, Page]:
    """The add, change, retire and restore pages of these models."""
    found = {}
    for model in models:
        noun = f"{app}:{model.noun().replace(' ', '-')}"
        found[f"{noun}-add"] = Page(model.parent_model() if model.parent_field else None, permission)
        found |= {f"{noun}-{verb}": Page(model, permission) for verb in ("change", "retire", "restore")}
    return found


# What is published of Southwark. Of what is named besides, there is none.
OF_SOUTHWARK = {"code": "southwark"}
PUBLISHED: dict[str, dict[str, Any]] = {
    "public-list": {},
    **dict.fromkeys(
        (
            *("public", "public-plan", "public-plan-feed", "public-plan-calendar", "public-plan-download"),
            *("public-notices", "public-notices-feed", "public-reports", "public-reports-feed"),
            *("public-decisions", "public-decisions-feed"),
            *("public-boards", "public-meetings", "public-meetings-calendar", "public-agreements"),
        ),
        OF_SOUTHWARK,
    ),
}

PAGES: dict[str, Page] = {
    "core:sign-in": Page(None, Anyone.PUBLIC, may_answer=(200, 302)),
    "core:sign-out": Page(None, Anyone.PUBLIC, may_answer=(302,)),
    "core:password-choose": Page(None, Anyone.PUBLIC, {"key": "MQ", "token": "no"}, may_answer=(404,)),
    "core:help-list": Page(None, Anyone.PUBLIC),
    "core:help": Page(None, Anyone.PUBLIC, {"slug": "words"}),
    "core:password-change": Page(None, Anyone.SIGNED_IN),
    "core:roles": Page(None, Anyone.SIGNED_IN),
    "core:search": Page(None, SEE),
    "core:calendar": Page(None, SEE),
    "core:calendar-follow": Page(None, SEE),
    "core:calendar-unfollow": Page(None, Anyone.SIGNED_IN, may_answer=(404,)),
    "core:calendar-feed": Page(None, Anyone.PUBLIC, {"secret": "no"}, may_answer=(404,)),
    "core:saved-view-add": Page(None, Anyone.SIGNED_IN, {"page": "partnerships:agreement-list"}),
    "core:saved-view-remove": Page(None, Anyone.SIGNED_IN, {"key": 0}, may_answer=(404,)),
    "core:rule-list": Page(None, Anyone.SIGNED_IN),
    "core:act": Page("act", READ),
    "core:preview": Page(None, Anyone.SIGNED_IN, may_answer=(405,)),
    "core:session-list": Page(None, Anyone.SIGNED_IN),
    "core:session-end": Page(None, Anyone.SIGNED_IN, {"number": "0"}, may_answer=(404,)),
    "core:session-end-others": Page(None, Anyone.SIGNED_IN, may_answer=(404,)),
    # The operator's
    "partnerships:site": Page(None, SITE),
    "partnerships:site-history": Page(None, SITE),
    "partnerships:site-body-add": Page(None, SITE),
    "partnerships:body-let-in": Page("unpeopled", SITE),
    "partnerships:operator-add": Page(None, SITE),
    "partnerships:operator-retire": Page("operators_role", SITE),
    # Partnerships
    "partnerships:home": Page(None, Anyone.SIGNED_IN),
    "partnerships:reference": Page(None, Anyone.SIGNED_IN),
    "partnerships:people-security": Page(None, Permission.READ_SECURITY),
    "partnerships:site-security": Page(None, SITE),
    "partnerships:people": Page(None, PEOPLE),
    "partnerships:role-add": Page(None, PEOPLE),
    "partnerships:role-retire": Page(terms.RoleHeld, PEOPLE),
    "partnerships:password-link-issue": Page(terms.RoleHeld, PEOPLE),
    "partnerships:body-list": Page(None, SEE),
    "partnerships:body": Page(terms.Body, SEE),
    "partnerships:body-history": Page(terms.Body, READ),
    "partnerships:kind-of-body-history": Page(terms.BodyKind, READ),
    "partnerships:legal-basis-history": Page(terms.LegalBasis, READ),
    "partnerships:kind-of-provision-history": Page(terms.ProvisionKind, READ),
    "partnerships:excluded-function-history": Page(terms.ExcludedFunction, READ),
    "partnerships:date-for-signing-history": Page(terms.SigningDate, READ),
    "partnerships:consent-direction-history": Page(terms.ConsentDirection, READ),
    "partnerships:agreement-list": Page(None, SEE),
    "partnerships:agreement-list-export": Page(None, SEE, {"file_format": "csv"}),
    "partnerships:agreement": Page(terms.Agreement, SEE),
    "partnerships:agreement-parties": Page(terms.Agreement, SEE),
    "partnerships:agreement-scope": Page(terms.Agreement, SEE),
    "partnerships:agreement-provisions": Page(terms.Agreement, SEE),
    "partnerships:agreement-history": Page(terms.Agreement, SEE),
    "partnerships:agreement-history-export": Page(terms.Agreement, SEE),
    "partnerships:agreement-move": Page(terms.Agreement, TERMS),
    **pages("partnerships", BODIES, terms.Body, terms.OtherName, terms.Succession),
    **pages("partnerships", BODIES, terms.Reorganisation),
    "partnerships:reorganisation-list": Page(None, SEE),
    "partnerships:reorganisation": Page(terms.Reorganisation, SEE),
    "partnerships:reorganisation-history": Page(terms.Reorganisation, READ),
    "partnerships:body-closing": Page(terms.Body, SEE),
    "partnerships:body-novate": Page(terms.Body, TERMS),
    "partnerships:body-import": Page(None, BODIES),
    "partnerships:body-export": Page(None, SEE),
    "partnerships:agreement-novate": Page(terms.Agreement, TERMS, {"body": "unpeopled"}, (302,)),
    "partnerships:reorganisation-bodies": Page(terms.Reorganisation, BODIES),
    **pages("partnerships", REFERENCE, terms.BodyKind, terms.LegalBasis, terms.ProvisionKind),
    **pages("partnerships", REFERENCE, terms.ExcludedFunction, terms.SigningDate, terms.ConsentDirection),
    **pages("partnerships", TERMS, terms.DirectionConsent),
    "partnerships:attention-list": Page(None, SEE),
    "partnerships:attention-answer": Page(terms.Agreement, ANSWER, CONSULTATION),
    "partnerships:attention-answer-take-back": Page(terms.Agreement, ANSWER, CONSULTATION),
    "partnerships:party-choose": Page(terms.Agreement, TERMS),
    "partnerships:invitation-add": Page(terms.Agreement, TERMS, {"body": "unpeopled"}),
    "partnerships:invitation-list": Page(None, SEE),
    "partnerships:invitation-accept": Page("invitation", Permission.ANSWER_INVITATIONS),
    "partnerships:invitation-refuse": Page("invitation", Permission.ANSWER_INVITATIONS),
    "partnerships:invitation-withdraw": Page(terms.Invitation, TERMS),
    "partnerships:operator-ask": Page("unpeopled", TERMS),
    "partnerships:left-list": Page(None, SEE),
    "partnerships:left": Page("left_behind", SEE),
    "partnerships:left-export": Page("left_behind", SEE),
    "partnerships:left-history": Page("left_behind", SEE),
    "partnerships:left-history-export": Page("left_behind", SEE),
    "documents:left-download": Page("left_behind", SEE, {"document": "left_document"}),
    "partnerships:party-change": Page(terms.Party, TERMS),
    "partnerships:party-retire": Page(terms.Party, TERMS),
    "partnerships:agreement-signing": Page(terms.Agreement, SEE),
    **pages("partnerships", TERMS, terms.Authority, terms.Delegation, terms.Signature),
    "partnerships:agreement-variations": Page(terms.Agreement, SEE),
    "partnerships:variation": Page(terms.Variation, SEE),
    "partnerships:variation-sign": Page(terms.Variation, TERMS),
    **pages("partnerships", TERMS, terms.Variation, terms.PartyChange, terms.ClauseChange),
    **pages("partnerships", TERMS, terms.ServiceChange, terms.FlexibilityChange),
    **pages("partnerships", TERMS, terms.HostChange, terms.TermChange),
    "partnerships:signed-copy-add": Page(terms.Signature, TERMS),
    "partnerships:signed-copy-download": Page(terms.SignedCopy, SEE),
    "partnerships:signed-copy-retire": Page(terms.SignedCopy, TERMS),
    "partnerships:signed-copy-restore": Page(terms.SignedCopy, TERMS),
    "partnerships:agreement-term": Page(terms.Agreement, SEE),
    **pages("partnerships", TERMS, terms.NoticeTerm, terms.TermDay, terms.RenewalDecision),
    **pages("partnerships", TERMS, terms.Agreement, terms.Consent, terms.Consultee),
    **pages("partnerships", TERMS, terms.Flexibility, terms.Phase, terms.Service, terms.Aim),
    **pages("partnerships", TERMS, terms.Contract, terms.Annex, terms.Provision),
    **pages("partnerships", TERMS, terms.IssueArea, terms.Deliverable),
    "partnerships:agreement-tree": Page(terms.Agreement, SEE),
    # Budgets
    "budgets:agreement-money": Page(terms.Agreement, SEE),
    "budgets:schedule-export": Page(terms.Agreement, Permission.EXPORT_SCHEDULES, {"file_format": "csv"}),
    "budgets:agreement-copy": Page(terms.Agreement, TERMS),
    "budgets:fund": Page(money.Fund, SEE),
    "budgets:fund-grid": Page(money.Fund, FUNDS),
    "budgets:figures-settle": Page(money.Fund, FUNDS),
    "budgets:figures-agree": Page(terms.Agreement, Permission.AGREE_FIGURES),
    "budgets:lost-agreements-see": Page(terms.Agreement, Permission.AGREE_FIGURES, may_answer=(302,)),
    "budgets:fund-start": Page(money.Fund, FUNDS, may_answer=(302,)),
    **pages("budgets", FUNDS, money.Fund, money.Grant, money.PartnerGroup, money.PartnerGroupMember),
    **pages("budgets", TERMS, money.ContributionChange),
    **pages("budgets", FUNDS, money.ContributionLine, money.PublishedTotal),
    # Publishing
    "publishing:publishing": Page(terms.Body, SEE),
    "publishing:publishing-history": Page(Publishing, READ),
    **pages("publishing", Permission.PUBLISH, Publishing),
    **{f"publishing:{name}": Page(None, Anyone.PUBLISHED, also) for name, also in PUBLISHED.items()},
    "publishing:public-notice": Page(None, Anyone.PUBLISHED, OF_SOUTHWARK | {"key": 0}, (404,)),
    "publishing:public-report": Page(None, Anyone.PUBLISHED, OF_SOUTHWARK | {"reference": "NO"}, (404,)),
    # Governance: boards
    "governance:board-list": Page(None, SEE),
    "governance:board": Page(boards.Board, SEE),
    "governance:board-history": Page(boards.Board, READ),
    "governance:agreement-governance": Page(terms.Agreement, SEE),
    "governance:agreement-board-add": Page(terms.Agreement, BOARDS),
    "governance:sub-board-add": Page(boards.Board, BOARDS),
    "governance:terms-of-reference-add": Page(boards.Board, BOARDS),
    **pages("governance", BOARDS, boards.Board, boards.Oversight, boards.TermOfReference),
    **pages("governance", BOARDS, boards.TermsVersion, boards.BoardName, boards.QuorumPart, boards.ChairTurn),
    **pages("governance", REFERENCE, boards.BoardKind),
    **pages("governance", BOARDS, boards.AgendaItem, boards.Attendance, boards.DeclaredInterest),
    **pages("governance", BOARDS, boards.MeetingAction, boards.BoardLine, boards.ReportingDuty),
    "governance:members-paste": Page(boards.Board, BOARDS),
    "governance:meetings-paste": Page(boards.Board, BOARDS),
    "governance:meeting": Page(boards.Meeting, SEE),
    "governance:attendance-record": Page(boards.Meeting, BOARDS),
    "governance:version-of-terms": Page(boards.TermsVersion, SEE),
    "governance:board-kinds": Page(None, Anyone.SIGNED_IN),
    "governance:kind-of-board-history": Page(boards.BoardKind, READ),
    **pages("governance", BOARDS, boards.Seat, boards.Member, boards.Meeting),
    # Governance: reports
    "governance:report-list": Page(None, SEE),
    "governance:report": Page(boards.CabinetReport, SEE),
    "governance:report-contents": Page(boards.CabinetReport, SEE),
    "governance:report-front": Page(boards.CabinetReport, SEE, {"front": boards.ReportFront}),
    "governance:report-move": Page(boards.CabinetReport, REPORTS),
    "governance:report-copy": Page(boards.CabinetReport, REPORTS),
    "governance:report-decisions": Page(boards.CabinetReport, SEE),
    "governance:decisions-record": Page(
        boards.CabinetReport, DECISIONS, {"forum": boards.Forum}, may_answer=(403,)
    ),
    "governance:decision": Page(boards.Decision, SEE),
    **pages("governance", DECISIONS, boards.CallInRequest, boards.FollowUp),
    **{
        f"governance:decision-{verb}": Page(boards.Decision, DECISIONS)
        for verb in ("change", "retire", "restore")
    },
    "governance:agreement-reports": Page(terms.Agreement, SEE),
    "governance:forum-list": Page(terms.Body, SEE),
    "governance:forum-history": Page(boards.Forum, READ),
    "governance:report-layout-list": Page(None, Anyone.SIGNED_IN),
    "governance:report-layout-history": Page(boards.ReportLayout, READ),
    "governance:notice-rule-history": Page(boards.NoticeRule, READ),
    "governance:exempt-paragraph-history": Page(boards.ExemptParagraph, READ),
    "governance:report-layout": Page(boards.ReportLayout, Anyone.SIGNED_IN),
    "governance:body-layouts": Page(terms.Body, Anyone.SIGNED_IN),
    "governance:report-layout-copy": Page(terms.Body, LAYOUTS, {"layout": boards.ReportLayout}),
    "governance:report-layout-add-shared": Page(None, REFERENCE),
    "governance:report-layout-preview": Page(boards.ReportLayout, LAYOUTS, may_answer=(405,)),
    "governance:report-layout-move": Page(boards.ReportLayout, LAYOUTS),
    "governance:report-layout-version": Page(boards.ReportLayout, LAYOUTS),
    "governance:report-layout-compare": Page(boards.ReportLayout, Anyone.SIGNED_IN),
    "governance:report-layout-export": Page(boards.ReportLayout, Anyone.SIGNED_IN),
    "governance:report-layout-import": Page(terms.Body, LAYOUTS),
    **pages("governance", REPORTS, boards.CabinetReport, boards.ReportStage, boards.ReportSection),
    **pages("governance", REPORTS, boards.ReportFront),
    **pages("governance", REPORTS, boards.Recommendation, boards.Implication, boards.BackgroundPaper),
    **pages("governance", REPORTS, boards.Advice, boards.Clearance),
    **pages("governance", REPORTS, boards.ReportOption, boards.ReportRisk, boards.FurtherAgreement),
    **pages("governance", LAYOUTS, boards.LayoutClearance),
    **pages("governance", Permission.COMMENT_ON_REPORTS, boards.ReportComment),
    "governance:clearance-give": Page(boards.Clearance, Permission.CLEAR_REPORTS, may_answer=(200, 403)),
    "governance:report-section-preview": Page(boards.ReportSection, SEE, may_answer=(405,)),
    "governance:request-for-advice-give": Page(boards.Advice, Permission.GIVE_ADVICE, may_answer=(200, 403)),
    **pages("governance", REPORTS, boards.ReportConsultee, boards.ReportRow, boards.TableLabel),
    **pages("governance", REPORTS, boards.Forum, boards.CallIn),
    **pages("governance", LAYOUTS, boards.ReportLayout, boards.LayoutPart, boards.LayoutSection),
    **pages("governance", LAYOUTS, boards.LayoutRow, boards.LayoutImplication),
    "governance:forward-plan": Page(terms.Body, SEE),
    "governance:notice": Page(boards.Notice, SEE),
    "governance:notice-history": Page(boards.Notice, READ),
    "governance:notice-add-of-kind": Page(boards.Forum, REPORTS, {"kind": "private_meeting"}),
    "documents:forward-plan-download": Page(terms.Body, SEE, asked_by=1),
    "documents:notice-download": Page(boards.Notice, SEE, asked_by=1),
    "documents:terms-download": Page(boards.Board, SEE, asked_by=1),
    "documents:board-paper-list": Page(boards.Board, SEE),
    "documents:board-paper-download": Page(BoardPaper, SEE),
    "documents:board-paper-word": Page(BoardPaper, SEE),
    "documents:terms-issue": Page(boards.Board, BOARDS),
    "documents:agenda-issue": Page(boards.Meeting, BOARDS),
    "documents:minutes-issue": Page(boards.Meeting, BOARDS),
    "documents:terms-download-word": Page(boards.Board, SEE, asked_by=1),
    "documents:meeting-agenda-download-word": Page(boards.Meeting, SEE, asked_by=1),
    "documents:meeting-minutes-download-word": Page(boards.Meeting, SEE, asked_by=1),
    "documents:meeting-agenda-download": Page(boards.Meeting, SEE, asked_by=1),
    "documents:meeting-minutes-download": Page(boards.Meeting, SEE, asked_by=1),
    **pages("governance", REPORTS, boards.Notice),
    **pages("governance", REPORTS, boards.NoticeSetting, boards.GovernanceArrangement, boards.KeyTest),
    **pages("governance", REPORTS, boards.OwnField, boards.OwnValue, boards.YearlyNotice),
    **pages("governance", REFERENCE, boards.NoticeRule, boards.ExemptParagraph),
    # Documents
    "documents:agreement-documents": Page(terms.Agreement, SEE),
    "documents:agreement-preview": Page(terms.Agreement, SEE),
    "documents:agreement-draft": Page(terms.Agreement, SEE, asked_by=1),
    "documents:agreement-draft-word": Page(terms.Agreement, SEE, asked_by=1),
    "documents:agreement-compare": Page(terms.Agreement, SEE),
    "documents:agreement-compare-file": Page(terms.Agreement, SEE, may_answer=(404,)),
    "documents:agreement-compare-word": Page(terms.Agreement, SEE, may_answer=(404,)),
    "documents:variation-file": Page(terms.Variation, SEE, asked_by=1),
    "documents:variation-word": Page(terms.Variation, SEE, asked_by=1),
    "documents:agreement-issue": Page(terms.Agreement, Permission.ISSUE_AGREEMENTS),
    "documents:schedule-issue": Page(terms.Agreement, Permission.ISSUE_SCHEDULES, {"file_format": "xlsx"}),
    "documents:document-download": Page(IssuedDocument, SEE),
    "documents:document-word": Page(IssuedDocument, SEE),
    "documents:report-draft": Page(boards.CabinetReport, SEE, asked_by=1),
    "documents:report-draft-word": Page(boards.CabinetReport, SEE, asked_by=1),
    "documents:report-exempt-draft": Page(boards.CabinetReport, Permission.SEE_EXEMPT, asked_by=1),
    "documents:report-exempt-draft-word": Page(boards.CabinetReport, Permission.SEE_EXEMPT, asked_by=1),
    "documents:front-draft": Page(boards.CabinetReport, SEE, {"front": boards.ReportFront}, asked_by=1),
    "documents:front-draft-word": Page(boards.CabinetReport, SEE, {"front": boards.ReportFront}, asked_by=1),
    "documents:front-exempt-draft": Page(
        boards.CabinetReport, Permission.SEE_EXEMPT, {"front": boards.ReportFront}, asked_by=1
    ),
    "documents:front-exempt-draft-word": Page(
        boards.CabinetReport, Permission.SEE_EXEMPT, {"front": boards.ReportFront}, asked_by=1
    ),
    "documents:report-compare": Page(boards.CabinetReport, SEE),
    "documents:report-decisions-draft": Page(boards.CabinetReport, SEE, {"forum": boards.Forum}, asked_by=1),
    "documents:report-decisions-issue": Page(boards.CabinetReport, DECISIONS, {"forum": boards.Forum}),
    "documents:report-issue": Page(boards.CabinetReport, Permission.ISSUE_REPORTS),
}
ADDRESSES = every_page()
MOST_QUERIES = 20
# Noting that a session is in use, which one page a minute does.
NOTED = re.compile(r'(RELEASE )?SAVEPOINT|UPDATE "core_session"')
TYPED_INTO = re.compile(r'<textarea|<input [^>]*type="(text|email)"')
ONE_TIME_KEY = re.compile(r'<input type="hidden" name="submission" value="[0-9a-f-]{36}"')


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Recorded once for the module, and emptied after it."""
    yield from kept_for_a_module(django_db_blocker, World)


def test_every_page_has_its_line_and_states_the_permission_it_says():
    missing = sorted(set(ADDRESSES) - set(PAGES))
    assert not missing, f"Add to PAGES what each is about and which permission it takes: {missing}"
    assert not sorted(set(PAGES) - set(ADDRESSES)), "These pages are no more: take them out of PAGES"
    stated = {name: stated_permission(pattern.callback) for name, pattern in ADDRESSES.items()}
    assert stated == {name: page.permission for name, page in PAGES.items()}


@pytest.mark.django_db
@pytest.mark.sweep
@pytest.mark.parametrize("name", ADDRESSES)
def test_a_page_answers_each_as_the_table_says(world, name):
    page = PAGES[name]
    about = (
        getattr(world, page.about)
        if isinstance(page.about, str)
        else page.about and world.southwark.one(page.about)
    )
    also = {
        name: getattr(world, value).pk if value in ("unpeopled", "left_document") else value
        for name, value in page.also.items()
    }
    at = address(name, about, world.southwark.parts(also))
    done = Act.objects.count()

    sent: Any = None  # one refused role tells for all: what refuses does not look at the method
    for role, browser in askers(world, page):
        with CaptureQueriesContext(connection) as queries:
            answer = browser.get(at)
            shown = body_of(answer)
        assert answer.status_code in insider_gets(page, role), f"{role} gets {answer.status_code} from {at}"
        asked = [query["sql"] for query in queries if not NOTED.match(query["sql"])]
        assert len(asked) <= MOST_QUERIES, f"{at} takes {len(asked)} queries: {asked}"
        assert SECRET not in shown, f"{role} sees Kent's at {at}"
        form = form_of(shown)
        if acts(name) and can_be_sent(form):
            assert ONE_TIME_KEY.search(form), f"{at} would be done twice if it were sent twice"
            assert "data-keep=" in form or not TYPED_INTO.search(form), f"{at} loses what is typed"
            assert not ("data-keep=" in form and 'type="password"' in form), f"{at} keeps a password"
        if insider_gets(page, role) == (403,) != page.may_answer:
            assert "you need the role of" in shown
            sent = sent or browser.post(at)
            assert sent.status_code == 403
    answer = world.operator.get(at)
    assert answer.status_code in operator_gets(page), f"The operator gets {answer.status_code} from {at}"
    assert SECRET not in body_of(answer), f"The operator sees Kent's at {at}"
    if operator_gets(page) in ((403,), (404,)):
        assert world.operator.post(at).status_code in operator_gets(page)
    for browser in (world.invited, world.left):
        answer = browser.get(at)
        assert answer.status_code in outsider_gets(page), f"{answer.status_code} from {at}"
        assert OWN_SECRET not in body_of(answer), at
        if outsider_gets(page) in ((403,), (404,)):
            assert browser.post(at).status_code in outsider_gets(page)
    assert world.nobody.get(at).status_code in nobody_gets(page)
    assert world.outsider.get(at).status_code in outsider_gets(page)
    if outsider_gets(page) in ((403,), (404,)):
        assert world.outsider.post(at).status_code in outsider_gets(page)
    if page.permission not in BEFORE_SIGN_IN:
        for answer in (world.stranger.get(at), world.stranger.post(at, {"title": "typed"})):
            assert (answer.status_code, answer.url.split("?")[0]) == (302, "/sign-in/")
    assert Act.objects.count() == done


def acts(name: str) -> bool:
    """Whether the page is a form that calls an action."""
    return issubclass(getattr(ADDRESSES[name].callback, "view_class", object), FormPage)


def form_of(page: str) -> str:
    """What the page's own form is made of."""
    return page.partition('class="app-form')[2].partition("</form>")[0]


def can_be_sent(form: str) -> bool:
    """A form without its button says why it cannot be."""
    return 'type="submit"' in form


def askers(world: World, page: Page) -> list[Any]:
    """Those of the council in every role; of those who may, as many as the table says."""
    allowed = [role for role in ROLES_AT_BODIES if insider_gets(page, role) == page.may_answer]
    left_out = allowed[page.asked_by :]
    return [(role, browser) for role, browser in world.insiders.items() if role not in left_out]


def insider_gets(page: Page, role: Role) -> tuple[int, ...]:
    if isinstance(page.permission, Anyone) or page.permission in PERMISSIONS[role]:
        return page.may_answer
    return (404,) if page.about in (terms.RoleHeld, "operators_role") else (403,)


def outsider_gets(page: Page) -> tuple[int, ...]:
    """Somebody with every role, but at Kent."""
    if isinstance(page.permission, Anyone):
        return page.may_answer
    if page.about is None:
        return (403,) if page.permission in PERMISSIONS[Role.OPERATOR] else page.may_answer
    if not is_public(page):
        return (404,)
    return (
        page.may_answer
        if page.permission in (SEE, READ) or page.about == "unpeopled" and page.permission is TERMS
        else (403,)
    )


def nobody_gets(page: Page) -> tuple[int, ...]:
    """Somebody who signs in and holds no role anywhere."""
    if isinstance(page.permission, Anyone):
        return page.may_answer
    return (403,) if is_public(page) else (404,)


def operator_gets(page: Page) -> tuple[int, ...]:
    """Who operates the site and acts for no body sees what is public and does what is theirs, no more."""
    if page.permission is READ and not is_public(page):
        return (404,)
    if page.permission is LAYOUTS:  # of a body whose own people keep them
        return (403,)
    if isinstance(page.permission, Anyone) or page.permission in PERMISSIONS[Role.OPERATOR]:
        return page.may_answer
    return (403,) if is_public(page) else (404,)


def is_public(page: Page) -> bool:
    """Whether it is about nothing in particular, or about what everybody who signs in may know."""
    if isinstance(page.about, str):
        return page.about == "unpeopled"
    return page.about is None or issubclass(page.about, PUBLIC_MODELS)


def body_of(answer: Any) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return unescape(content.decode(errors="replace"))


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES_AT_BODIES)
def test_no_search_finds_what_is_anothers(world, role):
    browser = world.insiders[role]
    kent = world.kent
    searches = [
        f"/agreements/?q={SECRET}",
        "/agreements/?q=KENT",
        f"/agreements/?body={kent.body.pk}",
        f"/boards/?q={SECRET}",
        f"/reports/?q={SECRET}",
        f"/bodies/{kent.body.pk}/",
        f"/bodies/{kent.body.pk}/forums/",
        f"/agreements/SWK-1/history/?by={kent.one(terms.RoleHeld).user.pk}",
    ]
    for search in searches:
        page = re.sub(r'value="[^"]*"', "", body_of(browser.get(search)))  # but for the words searched for
        assert SECRET not in page, search
        assert "KENT-1" not in page, search
