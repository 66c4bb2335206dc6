"""What two people do at the same moment is done one after the other, the second knowing of the first."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from time import sleep
from unittest.mock import patch

import pytest
from django.db import connection
from django.urls import reverse

from core import actions
from core.history import act
from core.permissions import Role
from core.rules import RulesBroken
from governance.actions.boards import record_terms_of_reference
from governance.actions.reports import move_report
from governance.models import (
    Board,
    CabinetReport,
    Member,
    ReportSection,
    ReportStatus,
    Seat,
    TermOfReference,
)
from partnerships.models import Agreement, Phase, RoleHeld
from tests.factories import NOW, AgreementFactory, BodyFactory, RoleHeldFactory, person, recorder
from tests.forms import filled
from tests.governance.factories import BoardFactory, CabinetReportFactory, ReportSectionFactory, SeatFactory

pytestmark = pytest.mark.django_db(transaction=True)
A_MOMENT = 0.3  # long enough for the second to begin while the first has not ended


def at_once(first, second):
    """What each was refused, or None. The second begins when the first has written and not yet ended."""
    by, written = recorder(), Event()

    def begin():
        with act("something.first", by=by, at=NOW):
            first(by)
            written.set()
            sleep(A_MOMENT)

    def follow():
        written.wait(5)
        with act("something.second", by=by, at=NOW):
            second(by)

    with ThreadPoolExecutor(2) as pool:
        return [each.result() for each in [pool.submit(answer, begin), pool.submit(answer, follow)]]


def answer(work):
    try:
        work()
    except RulesBroken as refusal:
        return str(refusal.broken[0])
    finally:
        connection.close()


def test_two_administrators_cannot_end_each_other_s_role():
    body = BodyFactory()
    one, other = (RoleHeldFactory(body=body, role=Role.ADMINISTRATOR) for _ in range(2))
    first, second = at_once(
        lambda by: actions.retire(one, by=by, at=NOW, why="Left"),
        lambda by: actions.retire(other, by=by, at=NOW, why="Left"),
    )
    assert first is None and second.startswith("A body's only administrator cannot be taken out.")
    assert RoleHeld.objects.not_retired().get(body=body) == other


def test_two_members_cannot_take_the_last_place():
    seat = SeatFactory(places=1)
    one, other = (Member(seat=Seat.objects.get(pk=seat.pk), name=name) for name in "ab")
    first, second = at_once(
        lambda by: actions.record(one, by=by, at=NOW), lambda by: actions.record(other, by=by, at=NOW)
    )
    assert first is None and second.startswith("This seat has no free place")
    assert list(Member.objects.values_list("name", flat=True)) == ["a"]


@pytest.mark.parametrize(
    ("factory", "above", "refused"),
    [
        (AgreementFactory, "over_arching", "An agreement cannot be annexed to itself"),
        (BoardFactory, "parent_board", "A board cannot report to itself"),
    ],
)
def test_two_edits_cannot_close_a_circle(factory, above, refused):
    """Four in two pairs: the circle is closed by two edits that have no record in common."""
    top, under, other_top, other_under = (
        factory(title=n) if above == "over_arching" else factory() for n in "abcd"
    )
    for lower, upper in ((under, top), (other_under, other_top)):
        setattr(lower, above, upper)
        actions.change(lower, by=recorder(), at=NOW)
    setattr(top, above, other_under)
    setattr(other_top, above, under)
    first, second = at_once(
        lambda by: actions.change(top, by=by, at=NOW), lambda by: actions.change(other_top, by=by, at=NOW)
    )
    assert first is None and second.startswith(refused)
    model = Agreement if above == "over_arching" else Board
    assert getattr(model.objects.get(pk=other_top.pk), above) is None


def test_nothing_is_put_beneath_what_is_retired_at_that_moment():
    agreement = AgreementFactory()
    phase = Phase(agreement=Agreement.objects.get(), name="Pooled budget", position=1)
    first, second = at_once(
        lambda by: actions.retire(agreement, by=by, at=NOW, why="By mistake"),
        lambda by: actions.record(phase, by=by, at=NOW),
    )
    assert first is None and second.startswith("What this belongs to was retired.")
    assert not Phase.objects.exists()


def test_nothing_is_changed_in_a_report_that_is_issued_at_that_moment():
    report = CabinetReportFactory()
    section = ReportSection.objects.select_related("report").get(pk=ReportSectionFactory(report=report).pk)
    section.text = "Too late"
    move_report(report, to=ReportStatus.READY, by=recorder(), at=NOW)
    first, second = at_once(
        lambda by: move_report(report, to=ReportStatus.ISSUED, by=by, at=NOW),
        lambda by: actions.change(section, by=by, at=NOW),
    )
    assert first is None and second.startswith("An issued, superseded or withdrawn report is not changed.")
    assert not ReportSection.objects.filter(text="Too late").exists()


def test_a_report_that_is_retired_at_that_moment_is_not_moved():
    report, stale = (CabinetReport.objects.get(pk=key) for key in [CabinetReportFactory().pk] * 2)
    first, second = at_once(
        lambda by: actions.retire(report, by=by, at=NOW, why="By mistake"),
        lambda by: move_report(stale, to=ReportStatus.READY, by=by, at=NOW),
    )
    assert first is None and second.startswith("This record was retired.")
    assert CabinetReport.objects.get().status == ReportStatus.DRAFT


def test_a_board_that_is_retired_at_that_moment_gets_no_terms_of_reference():
    board = BoardFactory()
    terms = [TermOfReference(heading="Remit", text="To advise.")]
    first, second = at_once(
        lambda by: actions.retire(Board.objects.get(), by=by, at=NOW, why="By mistake"),
        lambda by: record_terms_of_reference(board, terms=terms, by=by, at=NOW),
    )
    assert first is None and second.startswith("This record was retired.")
    assert not TermOfReference.objects.exists()


def test_who_meets_a_record_that_another_holds_is_told_and_keeps_the_typing(client):
    agreement, held, done = AgreementFactory(), Event(), Event()
    client.force_login(person(Role.OFFICER, agreement.kept_by))
    page = reverse("partnerships:agreement-change", args=[agreement.pk])
    typed = filled(client.get(page).context_data["form"], title="Typed meanwhile")

    def hold():
        with act("something.first", by=recorder(), at=NOW):
            actions.change(agreement, by=recorder(), at=NOW)
            held.set()
            done.wait(5)

    with ThreadPoolExecutor(1) as pool:
        holder = pool.submit(answer, hold)
        held.wait(5)
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = 50")
        told = client.post(page, typed)
        done.set()
        holder.result()
    assert told.status_code == 409
    assert "Somebody else is changing this at the moment." in told.text
    assert 'value="Typed meanwhile"' in told.text
    assert Agreement.objects.get().title == agreement.title


def test_without_its_database_the_site_is_alive_and_not_ready(client):
    client.force_login(person(Role.OFFICER))
    client.raise_request_exception = False
    connection.close()
    with patch.dict(connection.settings_dict, {"HOST": "/nowhere"}):
        answers = [client.get(page) for page in ("/healthz", "/readyz", "/agreements/")]
    assert [answer.status_code for answer in answers] == [200, 503, 503]
    assert answers[1].text == "the database does not answer\n"
    assert "The service is not available" in answers[2].text
