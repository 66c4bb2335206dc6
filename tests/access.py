"""Two partnerships, Southwark's and Kent's, each with a record of every model and a person of every role."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any

from django.apps import apps
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from factory.django import DjangoModelFactory

from core import actions
from core.models import Record, User
from core.permissions import ROLES_AT_BODIES, Role
from documents.models import BoardPaper, IssuedDocument
from governance.models import (
    Attendance,
    Board,
    CabinetReport,
    CallIn,
    CallInRequest,
    Decision,
    Forum,
    Meeting,
    Oversight,
)
from governance.models.forums import InForce, OfCouncil
from governance.models.layout_parts import LayoutContent
from partnerships.models import (
    Agreement,
    Body,
    ConsentDirection,
    OtherName,
    Reorganisation,
    RoleHeld,
    Succession,
)
from partnerships.models.reference import Reference
from publishing.models import Publishing
from tests.factories import (
    NOW,
    AgreementFactory,
    BodyFactory,
    InvitationFactory,
    PartyFactory,
    ProvisionFactory,
    RoleHeldFactory,
    person,
    recorder,
)

SECRET = "Kentish secret"
OWN_SECRET = "Equipment of Southwark's own"  # stands in what Southwark records, for those who are no partner
# What everybody who signs in may know: which bodies there are, and what the law and the layouts say.
PUBLIC_MODELS = (
    *(Body, OtherName, Reorganisation, Succession, Forum, InForce, OfCouncil, Publishing),
    *(Reference, LayoutContent),
)
TELLING_FIELDS = ("title", "name", "matter", "text", "post", "provider", "label", "heading")

WORD = b"As a Word file"
RECORDS = [model for model in apps.get_models() if issubclass(model, Record)]


def factories() -> dict[type[Record], type[DjangoModelFactory]]:
    """Every factory of a record, by its model."""
    here = Path(__file__).parent
    for path in here.glob("**/factories.py"):
        import_module(".".join(["tests", *path.relative_to(here).with_suffix("").parts]))
    return dict(_by_model(DjangoModelFactory))


def _by_model(parent: type[DjangoModelFactory]) -> Iterator[tuple[type[Record], type[DjangoModelFactory]]]:
    for child in parent.__subclasses__():
        if child._meta.model in RECORDS:
            yield child._meta.model, child
        yield from _by_model(child)


class Side:
    """A partnership with one record of every model."""

    def __init__(self, reference: str, title: str, secret: str = "") -> None:
        self.secret = secret
        body = BodyFactory(name=f"Council of {title.split()[0]}")
        self.agreement = AgreementFactory(reference=reference, title=title, kept_by=body)
        PartyFactory(agreement=self.agreement)
        self.records: dict[type[Record], Any] = {Agreement: self.agreement, Body: body}
        self.made_by = factories()
        for model in RECORDS:
            self.one(model)

    @property
    def body(self) -> Body:
        return self.agreement.kept_by

    def one(self, model: type[Record]) -> Any:
        """This side's record of the model, made with its parents if it is not there yet."""
        if model not in self.records:
            self.records[model] = self.made_by[model](**self._values(model))
        return self.records[model]

    def _values(self, model: type[Record]) -> dict[str, Any]:
        values: dict[str, Any] = {}
        if model.parent_field:
            values[model.parent_field] = self.one(model.parent_model())
        if model is Board:
            values |= {"kept_by": self.body, "is_established": True}
        if model is Reorganisation:
            values["kept_by"] = self.body
        if model is ConsentDirection:
            values["body"] = self.body  # to one of its partners, or no page of the agreement tells of it
        if model is Oversight:
            values["board"] = self.one(Board)
        if model is Publishing:
            values |= {"code": self.body.name.split()[-1].lower(), **dict.fromkeys(Publishing.Kind, True)}
        if model is CabinetReport:
            values["forum"] = self.one(Forum)
        if model is Meeting:
            values |= {"status": "held", "held_on": date(2026, 9, 1)}
        if model is Attendance:
            values["how"] = "substitute"  # so that it can be said who came
        if model in (IssuedDocument, BoardPaper):
            values |= {"word": WORD, "word_sha256": sha256(WORD).hexdigest(), "word_size": len(WORD)}
        if model is Decision:
            values["authorises"] = True  # so that its limit can be said
        if model is CallInRequest:
            self.one(CallIn)  # by which the decision can be called in
        if self.secret and not issubclass(model, (*PUBLIC_MODELS, RoleHeld)):
            declared = self.made_by[model]._meta.declarations
            values |= {field: f"{self.secret} {field}" for field in TELLING_FIELDS if field in declared}
        return values

    def parts(self, also: dict[str, Any]) -> dict[str, Any]:
        """The other parts of an address, in which a model stands for this side's record of it."""
        return {
            part: self.one(value).pk if isinstance(value, type) else value for part, value in also.items()
        }

    def members(self) -> dict[Role, User]:
        return {role: person(role, self.body) for role in ROLES_AT_BODIES}


class World:
    """Both sides and a signed-in browser for everybody."""

    def __init__(self) -> None:
        self.southwark = Side("SWK-1", "Southwark equipment")
        ProvisionFactory(agreement=self.southwark.agreement, text=OWN_SECRET)
        self.kent = Side("KENT-1", f"{SECRET} title", SECRET)
        self.insiders = {role: _browser(user) for role, user in self.southwark.members().items()}
        operator = person(Role.OPERATOR)
        self.operators_role = operator.roles_held.get()
        self.operator = _browser(operator)
        self.act = self.southwark.agreement.acts.first()
        self.unpeopled = BodyFactory(name="A body with nobody here")
        self.outsider = _browser(everything_at(self.kent.body))
        self.invited, self.left = self._invited(), self._left()
        theirs = AgreementFactory(title="Theirs")
        self.invitation = InvitationFactory(agreement=theirs, body=self.southwark.body)
        self.left_behind, self.left_document = self._left_behind()
        self.nobody = _browser(person())
        self.stranger = Client()

    def _invited(self) -> Client:
        """Somebody of a body that Southwark has invited, and that has not answered."""
        body = BodyFactory(name="A body that is invited")
        browser = _browser(everything_at(body))
        InvitationFactory(agreement=self.southwark.agreement, body=body)
        return browser

    def _left(self) -> Client:
        """Somebody of a body that left Southwark's agreement the day before yesterday."""
        party = PartyFactory(agreement=self.southwark.agreement, body=BodyFactory(name="A body that left"))
        party.left_on = timezone.localdate() - timedelta(days=2)
        actions.change(party, by=recorder(), at=NOW)
        return _browser(everything_at(party.body))

    def _left_behind(self) -> tuple[Agreement, Any]:
        """An agreement that Southwark has left, and a document that was issued before."""
        theirs = AgreementFactory(title="Left behind")
        party = PartyFactory(agreement=theirs, body=self.southwark.body)
        document = self.southwark.made_by[apps.get_model("documents", "IssuedDocument")](agreement=theirs)
        party.left_on = timezone.localdate() - timedelta(days=2)
        actions.change(party, by=recorder(), at=NOW)
        return theirs, document


def everything_at(body: Body) -> User:
    """Somebody who holds every role at the body."""
    user = person(Role.OFFICER, body, f"Everything at {body}"[:40])
    for role in set(ROLES_AT_BODIES) - {Role.OFFICER}:
        RoleHeldFactory(user=user, body=body, role=role)
    return user


def _browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@cache
def every_page() -> dict[str, URLPattern]:
    """Every named address of the site."""
    return dict(_pages(get_resolver().url_patterns, ""))


def _pages(patterns: list[Any], namespace: str) -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _pages(
                pattern.url_patterns, f"{pattern.namespace}:" if pattern.namespace else namespace
            )
        else:
            yield f"{namespace}{pattern.name}", pattern


def address(name: str, about: Any, also: dict[str, Any]) -> str:
    """The address of the page about this record, whatever it names the record by."""
    given = dict(also)
    for parameter, converter in every_page()[name].pattern.converters.items():
        if parameter not in given:
            by_key = type(converter).__name__ == "IntConverter"
            given[parameter] = about.pk if by_key else getattr(about, about.url_key)
    if "reference" in every_page()[name].pattern.regex.groupindex:
        given.setdefault("reference", getattr(about, "reference", None))
    return reverse(name, kwargs=given)
