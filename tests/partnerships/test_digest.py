"""The digest: each is told what their roles let them act on, once, as text and as HTML."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from environ import Env

from config.mail import mailer
from core import actions
from core.commands import Refused
from core.permissions import Role
from partnerships.actions.attention import answer_attention, update_attention
from partnerships.models import Attention, DigestLine
from partnerships.queries.digest import digest_of
from tests.budgets.factories import GrantFactory
from tests.factories import NOW, AgreementFactory, PhaseFactory, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreement():
    return AgreementFactory(reference="HAR-1", title="Day care & respite", status="in_force")


def kept(agreement, user):
    update_attention([agreement.pk], on=user.today)


def told(user):
    """What the person was sent now; nothing where no message was."""
    before = len(mail.outbox)
    call_command("send_digest", "--to", user.email, stdout=None)
    sent = mail.outbox[before:]
    assert len(sent) <= 1
    return sent[0].body if sent else ""


def test_an_expired_agreement_is_found_by_its_digest_and_told_once(agreement):
    officer = person(Role.OFFICER, agreement.kept_by)
    agreement.ends_on = officer.today - timedelta(days=1)
    actions.change(agreement, by=officer, at=NOW)
    kept(agreement, officer)
    body = told(officer)
    assert "Overdue" in body
    assert "Agreement ends: HAR-1 Day care & respite" in body
    assert "http://127.0.0.1:8000/agreements/HAR-1/" in body
    assert told(officer) == ""


def test_what_is_due_is_told_before_and_again_when_it_is_overdue(agreement):
    officer = person(Role.OFFICER, agreement.kept_by)
    phase = PhaseFactory(agreement=agreement, name="Pool", due_on=officer.today + timedelta(days=10))
    kept(agreement, officer)
    first = told(officer)
    assert ("Due soon" in first, "HAR-1 Day care & respite: Pool" in first) == (True, True)
    later = digest_of(officer, on=phase.due_on + timedelta(days=1))
    assert [line.text.split(": ")[-1] for line in later.overdue] == ["Pool"]


def test_each_is_told_what_their_role_acts_on(agreement):
    officer = person(Role.OFFICER, agreement.kept_by)
    finance = person(Role.FINANCE, agreement.kept_by)
    auditor = person(Role.AUDITOR, agreement.kept_by)
    stranger = person(Role.OFFICER)
    day = officer.today + timedelta(days=5)
    GrantFactory(agreement=agreement, name="Access grant", needed_by=day)
    PhaseFactory(agreement=agreement, name="Pool", due_on=day)
    kept(agreement, officer)
    of_officer, of_finance = told(officer), told(finance)
    assert ("Access grant" in of_officer, ": Pool" in of_officer) == (True, True)
    assert ("Access grant" in of_finance, ": Pool" in of_finance) == (True, False)
    assert (told(auditor), told(stranger)) == ("", "")


def test_what_is_put_aside_is_not_told(agreement):
    officer = person(Role.OFFICER, agreement.kept_by)
    kept(agreement, officer)
    for found in Attention.objects.filter(agreement=agreement):
        answer_attention(
            agreement,
            code=found.code,
            place=found.place,
            what="accepted",
            why="Known",
            on=officer.today,
            by=officer,
            at=NOW,
        )
    assert told(officer) == ""


def test_html_says_the_same_and_harms_nobody(agreement):
    officer = person(Role.OFFICER, agreement.kept_by)
    PhaseFactory(agreement=agreement, name="<script>x</script>", due_on=officer.today)
    kept(agreement, officer)
    told(officer)
    (html, kind), *_ = mail.outbox[-1].alternatives
    assert kind == "text/html"
    assert "&lt;script&gt;x&lt;/script&gt;" in html and "<script>" not in html


def test_what_cannot_be_sent_is_told_the_next_time(agreement, settings, tmp_path):
    officer = person(Role.OFFICER, agreement.kept_by)
    kept(agreement, officer)
    works = settings.MAILERS
    nothing_listens = Env.email_url_config("smtp://127.0.0.1:9")
    settings.MAILERS = {"default": mailer(nothing_listens)}
    with pytest.raises(Refused, match="told the next time"):
        call_command("send_digest", "--to", officer.email, stdout=None)
    assert not DigestLine.objects.exists()
    settings.MAILERS = works
    assert told(officer) != ""


def test_without_the_address_of_the_site_nothing_is_sent(settings):
    settings.SITE_ADDRESS = ""
    with pytest.raises(Refused, match="SITE_ADDRESS"):
        call_command("send_digest")
