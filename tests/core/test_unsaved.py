"""What somebody typed and did not save is kept for them alone, and gone once it is saved."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from core.actions import change
from core.models import UnsavedWork
from core.permissions import Role
from core.unsaved import MOST_OF_A_PERSON
from partnerships.models import Annex
from tests.factories import NOW, AgreementFactory, person, recorder
from tests.forms import filled

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreement():
    return AgreementFactory()


@pytest.fixture
def officer(client, agreement):
    user = person(Role.OFFICER, agreement.kept_by)
    client.force_login(user)
    return user


@pytest.fixture
def page(agreement):
    return reverse("partnerships:annex-add", args=[agreement.reference])


def opened(client, page):
    return client.get(page).context_data["form"]


def keep(client, page, how="auto", **typed):
    return client.post(page, filled(opened(client, page), **typed) | {"keep": how})


def test_what_is_typed_is_kept_offered_restored_and_gone_once_saved(client, officer, page):
    assert keep(client, page, title="Vision", text="Half a senten").status_code == 204
    assert not Annex.objects.exists()
    offered = client.get(page)
    assert "You have unsaved work on this form" in offered.text
    assert "Half a senten" not in offered.text
    work = UnsavedWork.objects.get()
    restored = client.get(f"{page}?restore={work.pk}")
    assert "Half a senten" in restored.text
    assert "There is a problem" not in restored.text
    form = restored.context_data["form"]
    saved = client.post(page, filled(form, text="A sentence."), follow=True)
    assert "Annex recorded" in saved.text
    assert Annex.objects.get().title == "Vision"
    assert not UnsavedWork.objects.exists()
    late = client.post(page, filled(form) | {"keep": "auto"})  # sent while it was being saved
    assert (late.status_code, UnsavedWork.objects.count()) == (204, 0)


def test_a_reason_for_what_is_no_record_is_kept_until_it_was_done(client, officer, agreement):
    page = reverse("partnerships:agreement-retire", args=[agreement.pk])
    keep(client, page, why="Half a reas")
    restored = client.get(f"{page}?restore={UnsavedWork.objects.get().pk}").context_data["form"]
    assert restored["why"].value() == "Half a reas"
    client.post(page, filled(restored, why="Half a reason"))
    agreement.refresh_from_db()
    assert agreement.retired_why == "Half a reason"
    assert not UnsavedWork.objects.exists()


def test_it_is_gone_once_saved_over_what_somebody_else_changed(client, officer, agreement):
    page = reverse("partnerships:agreement-change", args=[agreement.pk])
    sent = filled(opened(client, page), title="Mine")
    assert client.post(page, sent | {"keep": "auto"}).status_code == 204
    agreement.title = "Theirs"
    change(agreement, by=recorder(), at=NOW)
    stale = client.post(page, sent)
    assert stale.status_code == 409
    assert client.post(page, filled(stale.context_data["form"])).status_code == 302
    agreement.refresh_from_db()
    assert agreement.title == "Mine"
    assert not UnsavedWork.objects.exists()


def test_a_button_keeps_it_and_what_would_be_refused_is_kept_too(client, officer, page):
    done = client.post(page, filled(opened(client, page), text="No title yet") | {"keep": "yes"}, follow=True)
    assert "What you typed is kept for you, unsaved." in done.text
    assert "No+title+yet" in UnsavedWork.objects.get().typed


def test_nobody_else_sees_it_or_discards_it(client, officer, agreement, page):
    keep(client, page, text="Of a private nature")
    work = UnsavedWork.objects.get()
    client.force_login(person(Role.OFFICER, agreement.kept_by))
    for answer in (client.get(page), client.get(f"{page}?restore={work.pk}")):
        assert "unsaved work" not in answer.text
        assert "private nature" not in answer.text
    client.post(page, {"discard": work.pk})
    assert UnsavedWork.objects.get() == work


def test_it_is_discarded_on_purpose_and_by_the_form_it_belongs_to(client, officer, page, agreement):
    keep(client, page, text="Not wanted")
    work = UnsavedWork.objects.get()
    client.post(reverse("partnerships:aim-or-outcome-add", args=[agreement.reference]), {"discard": work.pk})
    assert UnsavedWork.objects.exists()
    for named in ("x", "9" * 30, "-1"):
        client.post(page, {"discard": named})
    assert UnsavedWork.objects.exists()
    assert client.post(page, {"discard": work.pk}).status_code == 302
    assert not UnsavedWork.objects.exists()


def test_who_may_not_change_it_keeps_nothing(client, officer, agreement, page):
    sent = filled(opened(client, page), text="x") | {"keep": "auto"}
    client.force_login(person(Role.AUDITOR, agreement.kept_by))
    assert client.post(page, sent).status_code == 403
    assert not UnsavedWork.objects.exists()


def test_it_is_limited_and_forgotten_in_time(client, officer, page):
    assert keep(client, page, text="x" * 1_100_000).status_code == 413
    for _ in range(MOST_OF_A_PERSON + 2):
        assert keep(client, page, text="x").status_code == 204
    assert UnsavedWork.objects.count() == MOST_OF_A_PERSON
    UnsavedWork.objects.update(kept_at=timezone.now() - timedelta(days=31))
    assert "unsaved work" not in client.get(page).text
    call_command("clearsessions")
    assert not UnsavedWork.objects.exists()
