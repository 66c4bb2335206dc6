"""What becomes of a form that is sent: done once, over nobody else's change, and nothing typed is lost."""

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import path

import config.urls
from core.forms.action import ActionForm
from core.history import StaleEdit, act
from core.models import Act, UnsavedWork
from core.permissions import Anyone
from core.processes import CannotRender
from core.views import FormPage, NotAsItStands, NotSaved
from tests.factories import person
from tests.forms import filled

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.core.test_submissions")]


class NoteForm(ActionForm):
    note = forms.CharField()


class NoteTake(FormPage):
    """Does what its note says: takes it, or refuses."""

    permission_required = Anyone.SIGNED_IN
    form_class = NoteForm
    refusals = {
        "forbidden": ValidationError("Not this one."),
        "stale": StaleEdit(),
        "no paper": CannotRender("The paper cannot be made now."),
    }

    def heading(self):
        return "Take a note"

    def check_permissions(self):
        super().check_permissions()
        if "closed" in self.request.GET:
            raise NotAsItStands("It was closed.")

    def get_success_url(self):
        return "/taken/"

    def get_cancel_url(self):
        return "/notes/"

    def form_valid(self, form):
        note = form.cleaned_data["note"]
        if note in self.refusals:
            raise self.refusals[note]
        with act("note.taken", by=self.user, at=self.now, why=note):
            return redirect(self.get_success_url())

    def not_saved_by(self, form, earlier):
        same = form.cleaned_data.get("note") == earlier.why
        return None if same else NotSaved(f"The note {earlier.why} was taken.")


urlpatterns = [*config.urls.urlpatterns, path("note/", NoteTake.as_view())]
handler403 = config.urls.handler403


@pytest.fixture
def writer(client):
    user = person()
    client.force_login(user)
    return user


def typed(client, note):
    return filled(client.get("/note/").context_data["form"], note=note)


def test_it_is_done_once_and_what_differs_is_offered_with_a_key_of_its_own(client, writer):
    sent = typed(client, "First")
    assert client.post("/note/", sent).url == "/taken/"
    assert client.post("/note/", sent).url == "/notes/"

    other = client.post("/note/", sent | {"note": "Second"})
    assert other.status_code == 409
    assert "The note First was taken. To save what is typed below as well, save again." in other.text
    assert client.post("/note/", filled(other.context_data["form"])).url == "/taken/"
    assert list(Act.objects.filter(by=writer).order_by("pk").values_list("why", flat=True)) == [
        "First",
        "Second",
    ]


def test_what_somebody_else_did_with_the_key_is_not_told(client, writer):
    sent = typed(client, "First")
    client.post("/note/", sent)
    client.force_login(person())
    answer = client.post("/note/", sent)
    assert answer.status_code == 409
    assert "This page cannot be sent as it is. To save what is typed below as well" in answer.text
    assert answer.context_data["form"]["submission"].value() != sent["submission"]


@pytest.mark.parametrize(
    ("note", "status", "refused"),
    [
        ("", 422, []),
        ("forbidden", 422, ["Not this one."]),
        ("no paper", 503, ["The paper cannot be made now. Nothing was issued."]),
    ],
)
def test_what_is_refused_is_said_and_keeps_its_key(client, writer, note, status, refused):
    sent = typed(client, note)
    answer = client.post("/note/", sent)
    form = answer.context_data["form"]
    assert (answer.status_code, list(form.non_field_errors())) == (status, refused)
    assert filled(form) == sent
    assert client.post("/note/", sent | {"note": "Better"}).url == "/taken/"


def test_over_somebody_elses_change_it_is_shown_again_with_its_key(client, writer):
    sent = typed(client, "stale")
    answer = client.post("/note/", sent)
    assert answer.status_code == 409
    assert "Somebody changed this while the page was open." in answer.text
    assert answer.context_data["form"]["submission"].value() == sent["submission"]


def test_what_comes_too_late_is_shown_and_one_who_typed_nothing_is_refused(client, writer):
    answer = client.post("/note/?closed", typed(client, "Late"))
    assert answer.status_code == 409
    assert "It was closed. Nothing was saved; what you typed is below." in answer.text
    assert answer.context_data["form"]["note"].value() == "Late"
    assert client.get("/note/?closed").status_code == 403
    assert not Act.objects.filter(code="note.taken").exists()


def test_what_is_kept_is_offered_restored_with_its_key_and_gone_once_saved(client, writer):
    sent = typed(client, "Half a")
    assert client.post("/note/", sent | {"keep": "auto"}).status_code == 204
    assert client.post("/note/", sent | {"keep": "yes"}).url == "/notes/"
    work = UnsavedWork.objects.get()
    assert client.get("/note/").context_data["unsaved"] == [work]
    restored = client.get(f"/note/?restore={work.pk}").context_data["form"]
    assert filled(restored) == sent
    client.post("/note/", filled(restored, note="Half a note"))
    assert not UnsavedWork.objects.exists()


def test_what_a_stranger_typed_waits_until_they_signed_in(client):
    sent = {"note": "Before", "submission": "7a1c2b4e-0000-4000-8000-000000000001"}
    user = person()
    client.force_login(user)
    client.get("/note/")
    client.session.flush()
    assert client.post("/note/", sent).status_code == 302
    client.force_login(user)
    form = client.get("/note/").context_data["form"]
    assert {name: form[name].value() for name in sent} == sent
