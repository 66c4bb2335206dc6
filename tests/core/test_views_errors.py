"""What a page says when it cannot do what was asked."""

import re

import pytest
from django.db import connection, transaction
from django.test import Client, override_settings
from django.urls import path, reverse

import config.urls
from core.forms.action import ActionForm
from core.permissions import Anyone, Role
from core.views import FormPage, Page
from tests.factories import AgreementFactory, person

pytestmark = pytest.mark.django_db


class Breaks(Page):
    permission_required = Anyone.SIGNED_IN

    def get(self, request):
        raise RuntimeError("a fault of ours")


class AsksTheDatabase(Page):
    permission_required = Anyone.PUBLIC

    def get(self, request):
        with connection.cursor() as cursor:
            cursor.execute(request.GET["sql"])


class Saves(FormPage):
    permission_required = Anyone.SIGNED_IN
    form_class = ActionForm

    def heading(self):
        return "Save"

    def get_success_url(self):
        return "/"

    def form_valid(self, form):
        with transaction.atomic(), connection.cursor() as cursor:
            state = self.request.POST["sqlstate"]
            cursor.execute(f"DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '{state}'; END $$")


class SaysNothing(Page):
    pass


class Urls:
    urlpatterns = [
        *config.urls.urlpatterns,
        path("breaks/", Breaks.as_view()),
        path("asks/", AsksTheDatabase.as_view()),
        path("saves/", Saves.as_view()),
        path("says-nothing/", SaysNothing.as_view()),
    ]
    handler400, handler403 = config.urls.handler400, config.urls.handler403
    handler404, handler500 = config.urls.handler404, config.urls.handler500


def test_a_refusal_gives_its_reason(client):
    agreement = AgreementFactory()
    client.force_login(person(Role.AUDITOR, agreement.kept_by))
    answer = client.get(reverse("partnerships:delegation-add", args=[agreement.reference]))
    assert answer.status_code == 403
    assert "you need the role of commissioning officer or legal at one of its partner bodies" in answer.text


def test_what_is_not_there_and_what_is_anothers_look_the_same(client):
    agreement = AgreementFactory()
    client.force_login(person(Role.OFFICER))
    pages = [client.get(agreement.get_absolute_url()), client.get("/agreements/NO-SUCH-1/")]
    assert [page.status_code for page in pages] == [404, 404]
    token = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
    assert token.sub("", pages[0].text) == token.sub("", pages[1].text)
    assert "Page not found" in pages[0].text


@pytest.mark.parametrize(
    "address", ["/agreements/%00/", "/bodies/99999999999999999999999/", "/nothing/", "/agreements/a%20b/"]
)
def test_an_address_that_cannot_be_is_not_found(client, address):
    client.force_login(person(Role.OFFICER))
    assert client.get(address).status_code == 404


@override_settings(ROOT_URLCONF=Urls)
def test_a_fault_of_ours_has_a_page_that_needs_nothing():
    client = Client(raise_request_exception=False)
    client.force_login(person(Role.OFFICER))
    answer = client.get("/breaks/")
    assert answer.status_code == 500
    assert "Something went wrong" in answer.text
    assert "a fault of ours" not in answer.text


@override_settings(ROOT_URLCONF=Urls)
def test_a_page_that_states_no_permission_is_shown_to_nobody(client):
    client = Client(raise_request_exception=False)
    client.force_login(person(Role.OFFICER))
    assert client.get("/says-nothing/").status_code == 500


def test_a_form_whose_token_does_not_match_is_explained():
    client = Client(enforce_csrf_checks=True)
    answer = client.post(reverse("core:sign-in"), {"username": "a@example.org", "password": "b"})
    assert answer.status_code == 403
    assert "This page was open too long" in answer.text


def test_typing_outlives_a_token_that_signing_in_again_has_changed():
    client, officer = Client(enforce_csrf_checks=True), person(Role.OFFICER)
    client.force_login(officer)
    page, typed = reverse("partnerships:agreement-add"), {"title": "An afternoon's work"}
    here = {"Origin": "http://testserver"}
    for elsewhere in (
        {"Origin": "https://example.org"},
        {"Origin": "null"},
        {"Origin": "https://testserver"},
        {"Origin": "http://testserver:8080"},
        {"Origin": "http://sub.testserver"},
        {"Referer": "http://example.org/?http://testserver"},
        {},
    ):
        assert client.post(page, typed, headers=elsewhere).status_code == 403, elsewhere
        assert "An afternoon" not in client.get(page).text
    assert client.post(page, typed, headers=here).url == page
    assert "An afternoon&#39;s work" in client.get(page).text


@override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=1000)
def test_too_much_at_once_is_refused_in_words(client):
    client.force_login(person(Role.OFFICER))
    answer = client.post(reverse("partnerships:agreement-add"), {"summary": "x" * 2000})
    assert answer.status_code == 413
    assert "That is too much to send at once" in answer.text


def test_every_post_is_heard_out_so_that_its_answer_can_show(client):
    client.force_login(person(Role.OFFICER))
    with override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=1000):
        answer = client.post(reverse("partnerships:agreement-add"), {"summary": "x" * 200_000})
    assert answer.status_code == 413
    assert answer.wsgi_request.read(1) == b""


@pytest.mark.parametrize(
    "cookie", ['"\\000aaaaaaaaaaaaaaaaaaaa"', "x" * 5000, "\xff\xfe" * 10, "a b c d e f g h"]
)
@pytest.mark.parametrize("name", ["sessionid", "csrftoken", "messages", "last_person"])
def test_a_cookie_that_cannot_be_counts_as_none(name, cookie):
    answer = Client().get("/agreements/", headers={"cookie": f"{name}={cookie}"})
    assert answer.url == "/sign-in/?next=/agreements/"


@pytest.mark.parametrize("host", ["elsewhere.example", "a b", "[::1", ""])
def test_a_site_of_another_name_is_not_served(host):
    answer = Client().get("/sign-in/", headers={"host": host})
    assert answer.status_code == 400
    assert "This request was not understood" in answer.text


def test_a_list_is_shown_whatever_its_address_asks_for(client):
    agreement = AgreementFactory()
    client.force_login(person(Role.OFFICER, agreement.kept_by))
    asked = ["page=" + "9" * 400, "page=-1", "page=%00", "q=%00", "q=%FF", "q=%ED%A0%80", "body=" + "9" * 30]
    for page in ("partnerships:agreement-list", "partnerships:body-list", "governance:board-list"):
        for question in asked:
            assert client.get(f"{reverse(page)}?{question}").status_code == 200, question


@pytest.mark.parametrize("method", ["put", "patch", "delete", "trace", "options"])
def test_a_page_is_only_read_and_sent(client, method):
    agreement = AgreementFactory()
    client.force_login(person(Role.OFFICER, agreement.kept_by))
    for page in ("/", agreement.get_absolute_url(), reverse("partnerships:agreement-add")):
        assert getattr(client, method)(page).status_code == (200 if method == "options" else 405)


def test_no_page_is_stored_for_who_comes_next(client):
    client.force_login(person(Role.OFFICER))
    for page in ("/", "/agreements/none/"):
        assert client.get(page).headers["Cache-Control"] == "private, no-store"


def test_pages_are_fenced_in(client):
    headers = client.get(reverse("core:sign-in")).headers
    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"


@override_settings(ROOT_URLCONF=Urls)
@pytest.mark.parametrize(
    ("sql", "status", "words"),
    [
        ("SET LOCAL statement_timeout = 50; SELECT pg_sleep(5)", 503, "This took too long"),
        ("DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '57P01'; END $$", 503, "The service is not available"),
        ("SELECT 1 / 0", 500, "Something went wrong"),
    ],
)
def test_what_may_go_better_in_a_moment_is_told_apart_from_a_fault(sql, status, words):
    answer = Client(raise_request_exception=False).get("/asks/", {"sql": sql})
    assert (answer.status_code, answer.headers.get("Retry-After")) == (
        status,
        "30" if status == 503 else None,
    )
    assert words in answer.text


@override_settings(ROOT_URLCONF=Urls)
@pytest.mark.parametrize(
    ("sqlstate", "status", "words"),
    [
        ("23505", 409, "Somebody saved the same thing at the same moment."),
        ("40P01", 409, "Somebody else is changing this at the moment."),
        ("57014", 409, "This took too long and was given up."),
        ("23514", 500, "Something went wrong"),
        ("23503", 500, "Something went wrong"),
    ],
)
def test_only_what_came_too_late_is_told_on_the_form_and_a_fault_of_ours_is_logged(
    caplog, sqlstate, status, words
):
    client = Client(raise_request_exception=False)
    client.force_login(person(Role.OFFICER))
    answer = client.post("/saves/", {"sqlstate": sqlstate})
    assert answer.status_code == status
    assert words in answer.text
    logged = [record.exc_info is not None for record in caplog.records if record.name == "django.request"]
    assert logged == ([True] if status == 500 else [])


def test_a_monitor_is_answered_before_anything_else_is_asked():
    client = Client(headers={"host": "10.0.0.1"})
    assert [
        (client.get(f"/{name}").status_code, client.get(f"/{name}").text) for name in ("healthz", "readyz")
    ] == [
        (200, "ok\n"),
        (200, "ready\n"),
    ]


def test_little_is_read_of_somebody_who_has_not_signed_in():
    answer = Client().post(reverse("core:sign-in"), {"username": "x" * 1_200_000})
    assert answer.status_code == 413
    assert "more than is read before you sign in" in answer.text
