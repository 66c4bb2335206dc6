"""Notices before decisions, and the forward plan that they make up."""

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from core import actions
from core.permissions import Role
from governance.forms import CabinetReportForm, NoticeForm
from governance.models import Notice
from governance.queries.notices import plan_says
from tests.factories import NOW, BodyFactory, person, recorder
from tests.governance.factories import CabinetReportFactory, ForumFactory, NoticeFactory

pytestmark = pytest.mark.django_db
OF_2012 = {"due_from_on": date(2015, 3, 13), "published_on": date(2015, 2, 20)}


def lacks(notice):
    return [each.field for each in notice.missing]


def test_an_entry_says_what_the_law_of_its_day_asks():
    cabinet = ForumFactory()
    assert lacks(NoticeFactory(forum=cabinet, **OF_2012)) == [
        *("members", "documents", "documents_at", "documents_by")
    ]
    assert lacks(NoticeFactory(forum=cabinet, due_from_on=date(2003, 12, 16))) == [
        *("members", "consultees", "consultation", "representations", "documents")
    ]
    assert lacks(NoticeFactory(forum=ForumFactory(kind="member"), due_from_on=date(2015, 3, 13))) == [
        *("documents", "documents_at", "documents_by")
    ]
    full = ForumFactory(members="Leader", documents_at="The Town Hall", documents_by="Write to the clerk")
    assert lacks(NoticeFactory(forum=full, documents="The report", **OF_2012)) == []


@pytest.mark.parametrize(
    ("kind", "missing"),
    [
        ("private_meeting", ["due_from_on", "reasons"]),
        ("private_response", ["due_from_on", "reasons", "representations", "response"]),
        ("private_urgent", ["due_from_on", "agreed_by_post", "agreed_on", "reasons"]),
        ("general_exception", ["due_from_on", "agreed_by_post", "agreed_on", "reasons"]),
        ("special_urgency", ["due_from_on", "agreed_by_post", "agreed_on", "reasons"]),
    ],
)
def test_each_kind_of_notice_has_contents_of_its_own(kind, missing):
    notice = NoticeFactory(kind=kind)
    assert lacks(notice) == missing
    form = NoticeForm(instance=notice, user=person(Role.CLERK, notice.forum.body))
    assert {*missing, "matter", "published_on"} <= {*form.fields}
    assert "consultees" not in form.fields
    assert "is_key" not in form.fields


def test_a_clerk_gives_notice_and_sees_the_plan(client):
    body = BodyFactory()
    cabinet = ForumFactory(body=body, name="Cabinet")
    client.force_login(person(Role.CLERK, body))
    add = f"/forums/{cabinet.pk}/notices/add/"
    day = timezone.localdate() + timedelta(days=40)
    due = {"due_from_on_0": day.day, "due_from_on_1": day.month, "due_from_on_2": day.year}
    sent = {"matter": "A pool for equipment", "is_key": "on", "submission": uuid4()} | due
    assert client.post(add, sent).status_code == 302
    [notice] = Notice.objects.all()
    assert (notice.kind, notice.is_key, notice.due_from_on) == ("plan", True, day)
    plan = client.get(f"/bodies/{body.pk}/forward-plan/").content.decode()
    for words in ("A pool for equipment", "Not yet", "Who sits on the body that decides"):
        assert words in plan
    see = client.get(notice.get_absolute_url()).content.decode()
    assert "SI 2012/2089 reg 9(1)(e)" in see
    assert "Not published yet" in see
    assert client.get(f"/forums/{cabinet.pk}/notices/no_kind/add/").status_code == 404


def test_the_plan_shows_the_period_that_is_asked_for(client):
    cabinet = ForumFactory()
    body = cabinet.body
    for matter, first, last in (
        ("Long ago", date(2003, 12, 16), None),
        ("Over months", date(2015, 1, 1), date(2015, 4, 30)),
        ("In spring", date(2015, 3, 13), None),
    ):
        NoticeFactory(forum=cabinet, matter=matter, due_from_on=first, due_to_on=last)
    client.force_login(person(Role.CLERK, body))
    address = f"/bodies/{body.pk}/forward-plan/"

    def matters(asked):
        page = client.get(f"{address}{asked}").content.decode()
        return re.findall(r'href="/notices/\d+/">([^<]+)</a>', page)

    assert matters("") == []
    assert matters("?past=yes") == ["Long ago", "Over months", "In spring"]
    since = "?since_0=1&since_1=3&since_2=2015"
    assert matters(since) == ["Over months", "In spring"]
    assert matters(f"{since}&until_0=12&until_1=3&until_2=2015") == ["Over months"]
    assert matters(f"?past=yes&forum={cabinet.pk}") == ["Long ago", "Over months", "In spring"]
    assert matters(f"?past=yes&forum={ForumFactory().pk}") == []


def test_only_the_people_of_the_body_see_its_notices(client):
    theirs = NoticeFactory(matter="Not theirs to know")
    kept = NoticeFactory(forum=ForumFactory(body=BodyFactory(kept_by=theirs.forum.body)))
    clerk = person(Role.CLERK, theirs.forum.body)
    assert {*Notice.objects.visible_to(clerk)} == {theirs, kept}
    of_the_kept = person(Role.CLERK, kept.forum.body)
    assert {*Notice.objects.visible_to(clerk)} == {theirs}
    assert {*Notice.objects.visible_to(of_the_kept)} == {kept}
    stranger = person(Role.CLERK)
    client.force_login(stranger)
    assert client.get(theirs.get_absolute_url()).status_code == 404
    page = client.get(f"/bodies/{theirs.forum.body_id}/forward-plan/?past=yes").content.decode()
    assert "Not theirs to know" not in page
    assert "Give notice" not in page


def test_a_report_is_named_only_where_it_is_seen(client):
    report = CabinetReportFactory(title="Of a partnership")
    body = BodyFactory()
    notice = NoticeFactory(forum=ForumFactory(body=body), report=report)
    client.force_login(person(Role.CLERK, body))
    assert "Of a partnership" not in client.get(notice.get_absolute_url()).content.decode()
    form = NoticeForm(instance=notice, user=person(Role.CLERK, body))
    assert "Of a partnership" not in str(form["report"])
    client.force_login(person(Role.CLERK, report.agreement.kept_by))
    own = NoticeFactory(forum=report.forum, report=report)
    assert "Of a partnership" in client.get(own.get_absolute_url()).content.decode()


def test_a_day_of_publication_is_not_to_come():
    report = CabinetReportFactory()
    clerk = person(Role.CLERK, report.agreement.kept_by)
    tomorrow = clerk.today + timedelta(days=1)
    for form, names in (
        (CabinetReportForm({}, instance=report, user=clerk), ("agenda_on", "notice_on")),
        (NoticeForm({}, instance=NoticeFactory(forum=report.forum), user=clerk), ("published_on",)),
    ):
        for name in names:
            parts = (tomorrow.day, tomorrow.month, tomorrow.year)
            form.data |= {f"{name}_{place}": part for place, part in enumerate(parts)}
        said = {name: form.errors.get(name) for name in names}
        assert said == {name: ["This day is still to come. Record it when it has been"] for name in names}


def test_a_plan_prints_what_was_published():
    cabinet = ForumFactory(documents_at="The Town Hall")
    NoticeFactory(forum=cabinet, matter="A draft")
    entry = NoticeFactory(forum=cabinet, matter="Published", **OF_2012)
    NoticeFactory(forum=cabinet, kind="private_meeting", **OF_2012)
    gone = NoticeFactory(forum=cabinet, **OF_2012)
    actions.retire(gone, by=recorder(), at=NOW, why="Twice")
    notices = list(Notice.objects.not_retired().select_related("forum__body"))
    plan = plan_says(cabinet.body, notices, on=date(2015, 3, 1), period="")
    assert [(each.key, each.matter, each.due) for each in plan.entries] == [
        (entry.pk, "Published", "13 March 2015")
    ]
    assert plan.forums == ((cabinet.name, "", "The Town Hall", ""),)
    assert plan.follows_2012


def test_a_notice_of_a_report_looks_at_its_agreement_again():
    report = CabinetReportFactory()
    assert NoticeFactory(report=report).agreements_affected() == [report.agreement_id]
    assert NoticeFactory().agreements_affected() == []
