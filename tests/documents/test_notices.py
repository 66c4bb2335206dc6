"""The forward plan and notices as documents: what they say, by the law of their day."""

from datetime import date

import pytest

from core.permissions import Role
from documents.compositions import notice_document, plan_document
from documents.exports import pdf_of
from documents.plain import as_text
from governance.models import Notice
from governance.queries.notices import notice_says, plan_says
from tests.factories import person
from tests.governance.factories import ForumFactory, NoticeFactory
from tests.pdf_gate import assert_pdf_ua

pytestmark = pytest.mark.django_db


def plan_of(body):
    notices = list(Notice.objects.not_retired().select_related("forum__body"))
    return plan_document(
        plan_says(body, notices, on=date(2015, 2, 20), period="1 March 2015 to 30 June 2015")
    )


def entries():
    cabinet = ForumFactory(
        name="Cabinet",
        members="Leader of the Council\nCabinet Member for Adult Care",
        documents_at="The Town Hall",
        documents_by="Write to the clerk",
    )
    NoticeFactory(
        forum=cabinet,
        matter="A pool for community equipment",
        documents="Report to Cabinet",
        due_from_on=date(2015, 3, 13),
        due_to_on=date(2015, 3, 31),
        published_on=date(2015, 2, 2),
    )
    return cabinet


def test_a_plan_says_all_that_regulation_9_asks():
    text = as_text(plan_of(entries().body))
    for words in (
        "Forward plan, 1 March 2015 to 30 June 2015",
        "(England) Regulations 2012",
        "A pool for community equipment",
        "A key decision is to be made",
        "Leader of the Council",
        "13 March 2015 to 31 March 2015",
        "Report to Cabinet",
        "The Town Hall",
        "Other documents relevant to these matters may be submitted to who decides.",
        "Write to the clerk",
    ):
        assert words in text


def test_a_plan_of_2003_says_what_regulation_14_asks():
    cabinet = ForumFactory()
    NoticeFactory(
        forum=cabinet,
        due_from_on=date(2003, 12, 16),
        published_on=date(2003, 11, 3),
        consultees="Carers",
        consultation="By letter",
        representations="In writing by 1 December",
    )
    text = as_text(plan_of(cabinet.body))
    for words in ("Regulations 2000", "Carers", "By letter", "In writing by 1 December"):
        assert words in text
    assert "Other documents" not in text


def test_a_notice_of_a_private_meeting_says_why_and_is_a_draft_until_it_is_published():
    notice = NoticeFactory(
        kind="private_response", reasons="Paragraph 3", representations="None", response="None"
    )
    document = notice_document(notice_says(notice))
    assert document.margins.status == "DRAFT"
    text = as_text(document)
    for words in (
        "Second notice of a private meeting",
        "Why the meeting is to be held in private",
        "Paragraph 3",
    ):
        assert words in text
    notice.published_on = date(2015, 2, 20)
    assert notice_document(notice_says(notice)).margins.status == ""


def test_plan_and_notice_are_pdf_ua(client):
    cabinet = entries()
    client.force_login(person(Role.CLERK, cabinet.body))
    plan = client.get(f"/bodies/{cabinet.body_id}/forward-plan.pdf?past=yes")
    notice = client.get(f"/notices/{Notice.objects.get().pk}/notice.pdf")
    assert plan["Content-Type"] == notice["Content-Type"] == "application/pdf"
    assert_pdf_ua(plan.content, notice.content, pdf_of(plan_of(ForumFactory().body)))
