"""What everybody may see of a body: what it chose to publish, and nothing else by any address."""

import re
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core import actions
from core.permissions import Role
from governance.actions.reports import move_report
from governance.models import ReportStatus
from publishing.models import Publishing
from tests.access import every_page
from tests.documents.factories import IssuedDocumentFactory
from tests.factories import (
    NOW,
    AgreementFactory,
    BodyFactory,
    InvitationFactory,
    PartyFactory,
    person,
    recorder,
)
from tests.governance.factories import (
    BoardFactory,
    CabinetReportFactory,
    DecisionFactory,
    ForumFactory,
    MeetingFactory,
    MemberFactory,
    NoticeFactory,
    SeatFactory,
)
from tests.publishing.factories import PublishingFactory

pytestmark = pytest.mark.django_db

HIDDEN = "Hidden"
TODAY = timezone.localdate()
ISSUED = (ReportStatus.READY, ReportStatus.ISSUED)
OUT_OF_USE = {
    "withdrawn": (*ISSUED, ReportStatus.WITHDRAWN),
    "superseded": (*ISSUED, ReportStatus.SUPERSEDED),
}
NEXT_MONTH = TODAY + timedelta(days=40)
EVERYTHING = dict.fromkeys(Publishing.Kind, True)
LISTS = {
    "forward_plan": [
        "forward-plan/",
        "forward-plan/feed.atom",
        "forward-plan/plan.ics",
        "forward-plan/plan.pdf",
    ],
    "notices": ["notices/", "notices/feed.atom"],
    "reports": ["reports/", "reports/feed.atom"],
    "decisions": ["decisions/", "decisions/feed.atom"],
    "boards": ["boards/"],
    "meetings": ["meetings/", "meetings/meetings.ics"],
    "agreements": ["agreements/"],
}


def changed(record, **values):
    for name, value in values.items():
        setattr(record, name, value)
    actions.change(record, by=recorder(), at=NOW)
    return record


def retired(record):
    actions.retire(record, by=recorder(), at=NOW, why="By mistake")
    return record


def issued(report, **said):
    """An issue of the report."""
    return IssuedDocumentFactory(
        agreement=report.agreement, report=report, kind="cabinet-report", title=report.title, **said
    )


def report_to(forum, title, *statuses):
    """A report that went on to each of these statuses."""
    agreement = AgreementFactory(kept_by=forum.body, title=f"{HIDDEN} agreement of {title}")
    report = CabinetReportFactory(agreement=agreement, forum=forum, title=title)
    for status in statuses or ISSUED:
        move_report(report, to=status, by=recorder(), at=NOW)
    return report


class Council:
    """One that publishes, with a record of each kind that is published and of each that is not."""

    def __init__(self, code: str, secret: str, **published):
        self.body = BodyFactory(name=f"Council of {code}")
        self.publishing = PublishingFactory(body=self.body, code=code, **published)
        cabinet = ForumFactory(body=self.body, name=f"{secret}Cabinet")
        past = {"published_on": TODAY, "due_from_on": NEXT_MONTH}
        self.entry = NoticeFactory(forum=cabinet, matter=f"{secret}entry", documents="The report", **past)
        self.notice = NoticeFactory(
            forum=cabinet, matter=f"{secret}notice", kind="private_meeting", reasons="Why", **past
        )
        self.report = report_to(cabinet, f"{secret}report")
        self.document = issued(self.report, number=1)
        self.decision = DecisionFactory(
            report=self.report,
            forum=cabinet,
            put_as=f"{secret}decision",
            decided_on=TODAY,
            published_on=TODAY,
        )
        self.board = BoardFactory(kept_by=self.body, name=f"{secret}board", is_established=True)
        seat = SeatFactory(board=self.board, post=f"{secret}post")
        MemberFactory(seat=seat, name=f"{HIDDEN} name")
        MeetingFactory(board=self.board, held_on=TODAY, decisions=f"{HIDDEN} decisions")
        self.agreement = AgreementFactory(
            kept_by=self.body, title=f"{secret}agreement", summary=f"{HIDDEN} summary", status="in_force"
        )

    def hide(self):
        """Beside each something that must not be seen."""
        cabinet, past = self.entry.forum, {"published_on": TODAY, "due_from_on": NEXT_MONTH}
        NoticeFactory(forum=cabinet, matter=f"{HIDDEN} draft entry", due_from_on=NEXT_MONTH)
        retired(NoticeFactory(forum=cabinet, matter=f"{HIDDEN} retired entry", **past))
        NoticeFactory(forum=cabinet, matter=f"{HIDDEN} draft notice", kind="general_exception")
        gone = ForumFactory(body=self.body, name=f"{HIDDEN} forum")
        NoticeFactory(forum=gone, matter=f"{HIDDEN} entry of what is gone", **past)
        retired(gone)
        NoticeFactory(
            forum=cabinet, matter="Something else", remark=f"{HIDDEN} remark", report=self.report, **past
        )
        issued(self.report, number=2, is_exempt=True, filename=f"{HIDDEN}.pdf")
        for title, statuses in OUT_OF_USE.items():
            issued(report_to(cabinet, f"{HIDDEN} {title}", *statuses), number=1)
        only_exempt = report_to(cabinet, f"{HIDDEN} exempt")
        issued(only_exempt, number=1, is_exempt=True)
        of_retired = report_to(cabinet, f"{HIDDEN} report of a retired agreement")
        issued(of_retired, number=1)
        report_to(cabinet, f"{HIDDEN} never issued")
        day = {"decided_on": TODAY, "published_on": TODAY}
        unpublished = {"report_version": 2, "published_on": None}
        DecisionFactory(report=self.report, forum=cabinet, put_as=f"{HIDDEN} unpublished", **unpublished)
        DecisionFactory(
            report=self.report,
            forum=cabinet,
            put_as=f"{HIDDEN} exempt",
            report_version=3,
            is_exempt=True,
            **day,
        )
        gone = DecisionFactory(
            report=self.report, forum=cabinet, put_as=f"{HIDDEN} gone", report_version=4, **day
        )
        retired(gone)
        elsewhere = ForumFactory(name=f"{HIDDEN} forum of another body")
        DecisionFactory(report=self.report, forum=elsewhere, put_as=f"{HIDDEN} of another body", **day)
        retired(BoardFactory(kept_by=self.body, name=f"{HIDDEN} retired board", is_established=True))
        proposed = BoardFactory(kept_by=self.body, name=f"{HIDDEN} proposed board", is_established=False)
        MeetingFactory(board=proposed)
        retired(SeatFactory(board=self.board, post=f"{HIDDEN} retired seat"))
        AgreementFactory(kept_by=self.body, title=f"{HIDDEN} draft agreement")
        retired(AgreementFactory(kept_by=self.body, title=f"{HIDDEN} retired agreement", status="in_force"))
        left = PartyFactory(
            agreement=AgreementFactory(title=f"{HIDDEN} agreement it left", status="in_force"), body=self.body
        )
        changed(left, left_on=TODAY - timedelta(days=2))
        retired(of_retired.agreement)

    def addresses(self):
        """Every address under its name, of what exists, whether it is published or not."""
        root = f"/public/{self.publishing.code}/"
        yield root
        for paths in LISTS.values():
            yield from (f"{root}{path}" for path in paths)
        forums = self.body.forums.all()
        for notice in [each for forum in forums for each in forum.notices.all()]:
            yield f"{root}notices/{notice.pk}/"
        for report in [each for forum in forums for each in forum.reports.all()]:
            yield f"{root}reports/{report.reference}.pdf"


def words(response):
    """What an answer says; of a file, its bytes and its name."""
    return f"{response.get('Content-Disposition', '')} {response.content.decode(errors='replace')}"


def test_everybody_sees_what_is_published(client):
    council = Council("southwark", "Open ", **EVERYTHING)
    pages = {path: client.get(f"/public/southwark/{path}") for paths in LISTS.values() for path in paths}
    assert {response.status_code for response in pages.values()} == {200}
    for path, said in {
        "forward-plan/": "Open entry",
        "forward-plan/feed.atom": "Open entry",
        "forward-plan/plan.ics": "SUMMARY:Open entry",
        "notices/": "Open notice",
        "notices/feed.atom": "Open notice",
        "reports/": "Open report",
        "reports/feed.atom": "Open report",
        "decisions/": "Open decision",
        "decisions/feed.atom": "Open decision",
        "boards/": "Open post",
        "meetings/": "Open board",
        "meetings/meetings.ics": f"DTSTART;VALUE=DATE:{TODAY:%Y%m%d}",
        "agreements/": "Open agreement",
    }.items():
        assert said in pages[path].content.decode(), path
    assert "The report" in client.get(f"/public/southwark/notices/{council.entry.pk}/").content.decode()
    file = client.get(f"/public/southwark/reports/{council.report.reference}.pdf")
    assert file.content == bytes(council.document.content)
    index = client.get("/public/").content.decode()
    assert re.findall(r'href="/public/([\w-]+)/"', index) == ["southwark"]


def test_nothing_else_is_reachable_by_any_address(client):
    council = Council("southwark", "Open ", **EVERYTHING)
    council.hide()
    other = Council("kent", f"{HIDDEN} ", boards=True)
    silent = Council("silent", f"{HIDDEN} ")
    retired(Council("stopped", f"{HIDDEN} ", **EVERYTHING).publishing)
    closed = Council("closed", f"{HIDDEN} ", **EVERYTHING)
    for each in (closed.agreement,):
        retired(each)
    asked = 0
    for each in (council, other, silent, closed):
        for address in each.addresses():
            # what is another's, under the name of the one that publishes, and without a name of its own
            for at in (address, address.replace(f"/{each.publishing.code}/", "/southwark/")):
                response = client.get(at)
                if each is council or at != address or each is silent:
                    assert HIDDEN not in words(response), at
                asked += 1
                assert response.status_code in (200, 404), at
    assert asked > 100
    assert client.get("/public/silent/").status_code == 404
    assert {client.get(f"/public/stopped/{path}").status_code for path in ("", "reports/", "boards/")} == {
        404
    }
    assert client.get("/public/kent/boards/").status_code == 200
    assert {
        client.get(f"/public/kent/{path}").status_code
        for kind, paths in LISTS.items()
        if kind != "boards"
        for path in paths
    } == {404}
    assert client.get(f"/public/kent/notices/{other.entry.pk}/").status_code == 404
    assert client.get(f"/public/kent/reports/{other.report.reference}.pdf").status_code == 404
    index = client.get("/public/").content.decode()
    assert re.findall(r'href="/public/([\w-]+)/"', index) == ["closed", "kent", "southwark"]


def test_only_public_addresses_need_no_sign_in():
    """The mark that lets a page pass is on these alone, and every one of them begins alike."""
    from core.middleware import stated_permission
    from core.permissions import Anyone

    pages = every_page()
    marked = {name for name, page in pages.items() if stated_permission(page.callback) is Anyone.PUBLISHED}
    assert marked == {name for name in pages if name.startswith("publishing:public")}
    assert all(str(pages[name].pattern).startswith("public/") for name in marked)


def test_publishing_is_off_until_the_clerk_says_so_and_is_an_act(client):
    body = BodyFactory()
    clerk, officer = person(Role.CLERK, body), person(Role.OFFICER, body)
    add = reverse("publishing:publishing-add", args=[body.pk])
    client.force_login(officer)
    assert client.get(add).status_code == 403
    client.force_login(clerk)
    assert (
        "Nothing. Until its clerk"
        in client.get(reverse("publishing:publishing", args=[body.pk])).content.decode()
    )
    key = re.search(r'name="submission"[^>]*value="([^"]+)"', client.get(add).content.decode())[1]
    typed = {"code": "here", "boards": "on", "submission": key}
    assert client.post(add, typed).status_code == 302
    [publishing] = Publishing.objects.all()
    assert (publishing.published, publishing.history.get().act.code) == (["boards"], "publishing.recorded")
    assert "Meetings" not in Client().get("/public/here/").content.decode()
    assert Client().get("/public/here/boards/").status_code == 200
    retired(publishing)
    assert Client().get("/public/here/boards/").status_code == 404


def test_an_answer_is_kept_and_has_its_etag(client):
    council = Council("southwark", "Open ", **EVERYTHING)
    first = client.get("/public/southwark/boards/")
    assert first["Cache-Control"] == "public, max-age=60"
    again = client.get("/public/southwark/boards/", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    with CaptureQueriesContext(connection) as kept:
        assert client.get("/public/southwark/boards/").content == first.content
    assert len(kept) == 2  # who publishes what
    changed(council.publishing, boards=False)
    assert client.get("/public/southwark/boards/").status_code == 404


def test_nothing_of_who_asks_stands_on_a_page_that_is_kept(client):
    council = Council("southwark", "Open ", **EVERYTHING)
    clerk = person(Role.CLERK, council.body, name="A clerk by name")
    client.force_login(clerk)
    signed_in = client.get("/public/southwark/boards/")
    assert signed_in["Cache-Control"] == "private, max-age=60"
    assert "A clerk by name" not in signed_in.content.decode()
    cache.clear()
    assert Client().get("/public/southwark/boards/").content == signed_in.content


def test_each_list_costs_the_same_with_more_in_it():
    council = Council("southwark", "Open ", **EVERYTHING)
    paths = [path for paths in LISTS.values() for path in paths]

    def costs():
        cache.clear()
        for path in paths:
            with CaptureQueriesContext(connection) as asked:
                assert Client().get(f"/public/southwark/{path}").status_code == 200
            yield path, len(asked)

    one = dict(costs())
    for number in range(2):
        NoticeFactory(
            forum=council.entry.forum, published_on=TODAY, due_from_on=NEXT_MONTH, matter=f"Another {number}"
        )
        forum = ForumFactory(body=council.body)
        NoticeFactory(forum=forum, kind="special_urgency", published_on=TODAY)
        issued(report_to(forum, f"Another {number}"), number=1)
        DecisionFactory(report=council.report, forum=forum, decided_on=TODAY, published_on=TODAY)
        board = BoardFactory(kept_by=council.body, is_established=True)
        MeetingFactory(board=board)
        SeatFactory(board=board)
        AgreementFactory(kept_by=council.body, status="in_force")
    assert dict(costs()) == one
    assert max(one.values()) <= 10


def test_a_plan_shows_the_period_that_is_asked_for(client):
    council = Council("southwark", "Open ", **EVERYTHING)
    NoticeFactory(
        forum=council.entry.forum,
        matter="Of 2003",
        due_from_on=date(2003, 12, 16),
        published_on=date(2003, 11, 3),
    )
    plan = "/public/southwark/forward-plan/"
    matters = r'href="/public/southwark/notices/\d+/">([^<]+)<'
    assert re.findall(matters, client.get(plan).content.decode()) == ["Open entry"]
    old = client.get(f"{plan}?since=2003-12-01&until=2003-12-31").content.decode()
    assert re.findall(matters, old) == ["Of 2003"]
    assert client.get(f"{plan}?since=yesterday").status_code == 404
    assert client.get(f"{plan}plan.pdf?since=2003-12-01").status_code == 404


def test_feeds_are_well_formed(client):
    council = Council("southwark", "A; b, c \\ <d> & ", **EVERYTHING)
    feed = ElementTree.fromstring(client.get("/public/southwark/forward-plan/feed.atom").content)
    atom = "{http://www.w3.org/2005/Atom}"
    [entry] = feed.iter(f"{atom}entry")
    assert entry.findtext(f"{atom}title") == council.entry.matter
    address = f"http://testserver/public/southwark/notices/{council.entry.pk}/"
    assert entry.find(f"{atom}link").get("href") == entry.findtext(f"{atom}id") == address
    lines = client.get("/public/southwark/forward-plan/plan.ics").content.decode().split("\r\n")
    assert lines[-1] == ""
    assert max(len(line.encode()) for line in lines) <= 75
    assert "SUMMARY:A\\; b\\, c \\\\ <d> & entry" in lines
    assert f"DTEND;VALUE=DATE:{NEXT_MONTH + timedelta(days=1):%Y%m%d}" in lines


def test_a_damaged_report_is_not_handed_out(client, monkeypatch):
    council = Council("southwark", "Open ", **EVERYTHING)
    monkeypatch.setattr("publishing.views.hash_of", lambda content: "0" * 64)
    address = f"/public/southwark/reports/{council.report.reference}.pdf"
    assert client.get(address).status_code == 404


def test_an_agreement_that_others_record_it_as_party_to_is_not_published(client):
    body = BodyFactory()
    agreement = AgreementFactory(title=f"{HIDDEN} agreement", status="in_force")
    InvitationFactory(agreement=agreement, body=body)  # nobody acts for it: recorded at once, not confirmed
    assert agreement.parties.filter(body=body, confirmed=False).exists()
    PublishingFactory(body=body, code="kent", agreements=True)
    assert HIDDEN not in client.get("/public/kent/agreements/").content.decode()
