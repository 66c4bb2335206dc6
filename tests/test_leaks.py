"""Nothing of another partnership is told by any address, to anybody, by any method.

Two partnerships, a word of its own in every text of each. Everybody of either, and who is of neither, asks
for everything of the other. `make probe` (PROBE=long) asks for every record, by every method.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
from django.db import models
from django.test import Client

from core.history import act, submission
from core.models import Act, Record, User
from core.permissions import ROLES_AT_BODIES, Anyone, Role
from governance.models import CabinetReport
from partnerships.models import RoleHeld
from tests.access import PUBLIC_MODELS, RECORDS, Side, address
from tests.database import kept_for_a_module
from tests.factories import NOW, RoleHeldFactory, person, recorder
from tests.forms import choosing_two_bodies, filled
from tests.test_access import PAGES, is_public

pytestmark = pytest.mark.sweep

LONG = os.environ.get("PROBE") == "long"
WORDS = ("quixotic", "zephyrine")  # what stands in the texts of one partnership, and of the other
AT_LEAST = 10_000
NOT_TYPED = ("retired_why", "sha256", "word_sha256", "content_type", "agreed_source")


class Marked(Side):
    """A partnership with its word in every text that anybody can type."""

    def _values(self, model: type[Record]) -> dict[str, Any]:
        values = super()._values(model)
        if issubclass(model, PUBLIC_MODELS):
            return values
        texts = {field.name: f"{self.secret} {field.name}" for field in texts_of(model)}
        if model is CabinetReport:
            texts["reference"] = f"{self.secret}-report".upper()
        return texts | values


def texts_of(model: type[Record]) -> Iterator[models.Field]:
    """The fields in which somebody can type words."""
    for field in model._meta.concrete_fields:
        typed = isinstance(field, (models.CharField, models.TextField)) and not field.choices
        plain = typed and not isinstance(field, (models.SlugField, models.URLField, models.EmailField))
        checked = len(field.validators) > bool(field.max_length)
        room = field.max_length is None or field.max_length >= 40
        if plain and room and not checked and field.name not in NOT_TYPED:
            yield field


@dataclass(frozen=True)
class Asker:
    name: str
    browser: Client
    side: int | None  # which partnership is theirs; None where neither is


class Two:
    """Both partnerships, and everybody."""

    def __init__(self) -> None:
        self.sides = [Marked(f"{word.upper()}-1", f"Title{n} {word}", word) for n, word in enumerate(WORDS)]
        for side in self.sides:
            side.records[Act] = done_to(side)
        self.askers = {asker.name: asker for asker in self._askers()}

    def _askers(self) -> Iterator[Asker]:
        for n, side in enumerate(self.sides):
            everything = person(Role.OFFICER, side.body, f"{WORDS[n]} everything")
            for role in ROLES_AT_BODIES:
                yield Asker(f"{role} {n}", signed_in(person(role, side.body, f"{WORDS[n]} {role}")), n)
                if role is not Role.OFFICER:
                    RoleHeldFactory(user=everything, body=side.body, role=role)
            yield Asker(f"everything {n}", signed_in(everything), n)
        yield Asker("operator", signed_in(person(Role.OPERATOR)), None)
        yield Asker("nobody", signed_in(person()), None)
        yield Asker("stranger", Client(), None)

    def not_of(self, asker: Asker) -> list[Side]:
        return [side for n, side in enumerate(self.sides) if n != asker.side]

    def records_of(self, side: Side, model: Any) -> list[Any]:
        """The side's record of the model; where everything is asked for, all that its people see."""
        if not LONG or model is Act:
            return [side.one(model)]
        return list(model.objects.visible_to(User.objects.get(name=f"{side.secret} everything")))


A_FILE = re.compile(r"-(export|draft|download|word)$")
OF_NEITHER = ["operator", "nobody", "stranger"]
ASKERS = [*(f"{role} {n}" for n in (0, 1) for role in ROLES_AT_BODIES), *OF_NEITHER]
OF_ALL_ROLES = ["everything 0", "everything 1"]


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def done_to(side: Side) -> Act:
    """An act with the word in its reason, sent with a one-time key, that changed the agreement."""
    with (
        submission(uuid4()),
        act("agreement.changed", by=recorder(), at=NOW, why=f"{side.secret} why") as done,
    ):
        side.agreement.save()
        done.concerns(side.agreement)
    return done


@pytest.fixture(scope="module")
def two(django_db_setup, django_db_blocker):
    yield from kept_for_a_module(django_db_blocker, Two)


# What is asked


def place(name: str, record: Any, side: Side) -> str:
    """The address of the page about this record; a body that it names besides is the side's."""
    also = {part: side.body.pk if value == "unpeopled" else value for part, value in PAGES[name].also.items()}
    return address(name, record, side.parts(also))


CLOSED = {
    name: page
    for name, page in PAGES.items()
    if page.about == "act" or (isinstance(page.about, type) and not is_public(page))
}


def questions(side: Side) -> list[str]:
    """What may be put behind an address."""
    prefilled = "&".join(
        f"{name}={side.agreement.pk}" for name in ("agreement", "over_arching", "board", "fund")
    )
    more = [f"?body={side.body.pk}&by={recorder().pk}&kind=agreement&page=2", f"?{prefilled}"] if LONG else []
    return ["", f"?q={side.secret}&retired=yes", *more]


def methods(two: Two, asker: Asker, side: Side) -> tuple[str, ...]:
    """How the addresses of a side are asked: those of the second are looked at, of the first sent to."""
    if LONG:
        return ("get", "head", "post", "put", "patch", "delete", "options")
    return ("get",) if side is two.sides[1] else ("post",)


def closed_probes(two: Two, asker: Asker) -> Iterator[tuple[str, str, Any]]:
    """Method, address and form, of everything that is another partnership's."""
    for side in two.not_of(asker):
        asked = questions(side) if asker.side is not None or LONG else [""]
        for name, page in CLOSED.items():
            for record in two.records_of(side, Act if page.about == "act" else page.about):
                at = place(name, record, side)
                for method in methods(two, asker, side):
                    if method == "get":
                        yield from (("get", at + question, None) for question in asked)
                    elif method == "post":
                        yield "post", at, {"why": "Probed", "submission": str(uuid4())}
                        if LONG:
                            yield "post", at, None
                    else:
                        yield method, at, None


def told(answer: Any) -> str:
    """All that an answer says: its body, headers and cookies, but for what its fields were sent with."""
    heads = " ".join(f"{name}: {value}" for name, value in answer.headers.items())
    return f"{body_of(answer)} {heads} {answer.cookies.output()}".lower()


def body_of(answer: Any) -> str:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return re.sub(r'(value|nonce)="[^"]*"', "", body.decode(errors="replace")).lower()


# The tests


@pytest.mark.django_db
def test_there_are_enough_probes(two):
    planned = [sum(1 for _ in closed_probes(two, two.askers[name])) for name in ASKERS]
    assert sum(planned) >= AT_LEAST


@pytest.mark.django_db
@pytest.mark.parametrize("name", ASKERS)
def test_what_is_anothers_is_not_there(two, name):
    asker, done = two.askers[name], Act.objects.count()
    leaks = []
    for method, at, data in closed_probes(two, asker):
        answer = getattr(asker.browser, method)(at, data)
        if name == "stranger":
            is_closed = (
                answer.status_code == 302 and answer.url.startswith("/sign-in/?") and not answer.content
            )
        else:
            is_closed = answer.status_code == 404 and not any(
                word in told(answer) for word in WORDS_BUT[name]
            )
        if not is_closed:
            leaks.append((method, at, answer.status_code))
    assert leaks == []
    assert Act.objects.count() == done


WORDS_BUT = {
    name: [word for n, word in enumerate(WORDS) if not name.endswith(f" {n}")]
    for name in [*ASKERS, *OF_ALL_ROLES]
}


@pytest.mark.django_db
@pytest.mark.parametrize("n", [0, 1] if LONG else [0])
def test_no_form_takes_or_shows_what_is_anothers(two, n):
    """In each choice of each form a record of the other partnership, by the address and by what is sent."""
    asker, ours, other = two.askers[f"everything {n}"], two.sides[n], two.sides[1 - n]
    leaks, tried = [], 0
    for name, page in PAGES.items():
        if isinstance(page.about, str) or isinstance(page.permission, Anyone) or A_FILE.search(name):
            continue
        at = place(name, page.about and ours.one(page.about), ours)
        form = (getattr(asker.browser.get(at), "context_data", None) or {}).get("form")
        if form is None:
            continue
        sent = filled(form)
        taken = [{**sent, "submission": str(other.one(Act).submission)}]
        for field, choices in form.fields.items():
            model = getattr(getattr(choices, "queryset", None), "model", None)
            if model in RECORDS and not issubclass(model, (*PUBLIC_MODELS, RoleHeld)):
                taken += [{**sent, field: record.pk} for record in two.records_of(other, model)]
                prefilled = asker.browser.get(at, {field: other.one(model).pk})
                if WORDS[1 - n] in told(prefilled):
                    leaks.append(("shown", at, field))
        for data in taken:
            with choosing_two_bodies(at):
                answer, tried = asker.browser.post(at, data), tried + 1
            if WORDS[1 - n] in told(answer) or (
                data["submission"] == sent["submission"] and answer.status_code != 422
            ):
                leaks.append(
                    (
                        "taken",
                        at,
                        {key: data[key] for key in data if data[key] != sent.get(key)},
                        answer.status_code,
                    )
                )
    assert leaks == []
    assert tried > 60


@pytest.mark.django_db
@pytest.mark.parametrize("name", [*OF_ALL_ROLES, "operator", "nobody"])
def test_no_page_open_to_all_tells_what_is_anothers(two, name):
    """Searched for half of another's word, a page tells neither the whole nor that anything was found."""
    asker, leaks = two.askers[name], []
    open_to_all = {page for page in PAGES if PAGES[page].about is None}
    if name == "operator":
        open_to_all -= {"partnerships:site-history"}  # who holds which role is the operator's to read
    addresses = [address(page, None, PAGES[page].also) for page in sorted(open_to_all)]
    for side in two.not_of(asker):
        half, of_nobody = side.secret[:5], "vwxyz"
        keys = "&".join(
            f"{each}={side.agreement.pk}" for each in ("agreement", "body", "by", "fund", "board")
        )
        for at in addresses:
            found, nothing = (body_of(asker.browser.get(f"{at}?q={word}")) for word in (half, of_nobody))
            if found.replace(half, of_nobody) != nothing:
                leaks.append((at, half))
            if side.secret in found or side.secret in told(asker.browser.get(f"{at}?{keys}")):
                leaks.append((at, side.secret))
    assert leaks == []
