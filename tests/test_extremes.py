"""What a form takes, every reader can show: each form is filled as far as it goes, then each page opened."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.test import Client

from core.forms import fields as house
from core.forms.fields.money import LARGEST
from core.forms.records import RecordForm
from core.permissions import ROLES_AT_BODIES, Role
from tests.access import Side, address, every_page
from tests.factories import RoleHeldFactory, person
from tests.forms import choosing_two_bodies, filled
from tests.test_access import PAGES

pytestmark = pytest.mark.sweep

WORDS = "responsibility for £1.5 million of nhs Ŵrexham’s e\u0301quipment & “care” (1) – [a](b) **c** | d | "
DEEP = "> - 1. `a` | b\n"
MOST_BYTES, MOST_OF_A_FILE = 4_000_000, 9_000_000
# Whatever makes a document is not asked to: its limits are tried in tests/core/test_pdf.py.
MAKES_A_DOCUMENT = (".pdf", ".docx")


@pytest.fixture
def side(db):
    return Side("SWK-1", "Southwark equipment")


@pytest.fixture
def browser(side):
    user = person(Role.OFFICER, side.body, "Everything")
    for role in set(ROLES_AT_BODIES) - {Role.OFFICER}:
        RoleHeldFactory(user=user, body=side.body, role=role)
    RoleHeldFactory(user=user, body=None, role=Role.OPERATOR)
    client = Client()
    client.force_login(user)
    return client


def long_text(length: int, *, at_the_end: bool) -> str:
    """Words without a full stop, or marks of Markdown beneath one another; as long as the field takes."""
    deep = DEEP * 300 if at_the_end and length > 1000 else ""
    return (deep + WORDS * (length // len(WORDS) + 1))[: length - 1] + "x"


def extreme(field: forms.Field, *, at_the_end: bool) -> Any:
    """The first or the last value that the field takes; None to leave it as it is."""
    match field:
        case house.DateField():
            return field.last if at_the_end else field.first
        case house.FinancialYearField():
            return "2199/00" if at_the_end else "1974/75"
        case house.PoundsField():
            return f"{LARGEST if at_the_end else 0}"
        case house.CodeField() | house.ReferenceField() | forms.SlugField() | forms.EmailField():
            return None
        case house.ShortText(widget=forms.HiddenInput()):
            return None
        case house.ShortText():
            return long_text(field.max_length or 200, at_the_end=at_the_end)
        case forms.IntegerField(widget=forms.NumberInput()) | forms.IntegerField(widget=forms.TextInput()):
            wanted = MaxValueValidator if at_the_end else MinValueValidator
            limits = [each.limit_value for each in field.validators if isinstance(each, wanted)]
            return (min if at_the_end else max)(limits, default=None)
        case _:
            return None


def fill(browser: Client, page: str, *, at_the_end: bool) -> list[str]:
    """Send the form of a page as far as it goes; return the fields that were taken."""
    form: RecordForm = browser.get(page).context_data["form"]
    typed: dict[str, Any] = {}
    for name, field in form.fields.items():
        value = extreme(field, at_the_end=at_the_end)
        if isinstance(field, house.DateField) and value:
            day = value - timedelta(days=name.startswith("from")) if at_the_end else value
            typed |= {f"{name}_{n}": str(part) for n, part in enumerate((day.day, day.month, day.year))}
        elif value is not None:
            typed[name] = value
    for _ in range(4):  # what a rule refuses together with the rest is left as it was
        with choosing_two_bodies(page):
            answer = browser.post(page, filled(form, **typed))
        if answer.status_code != 422:
            break
        refused = answer.context_data["form"].errors
        left = {name: value for name, value in typed.items() if re.sub(r"_[012]$", "", name) not in refused}
        typed = (
            left if left != typed else {n: v for n, v in typed.items() if not re.search(r"_[012]$|^year$", n)}
        )
    assert answer.status_code == 302, (page, answer.context_data["form"].errors)
    return list(typed)


@pytest.mark.parametrize("at_the_end", [False, True])
def test_what_every_form_takes_every_page_shows(side, browser, at_the_end):
    taken: dict[str, list[str]] = {}
    for name, pattern in every_page().items():
        view = getattr(pattern.callback, "view_class", None)
        form_class = pattern.callback.view_initkwargs.get("form_class") if view else None
        if name.endswith("-change") and form_class and issubclass(form_class, RecordForm):
            record = side.one(form_class._meta.model)
            taken[name] = fill(browser, address(name, record, {}), at_the_end=at_the_end)
    assert sum(map(len, taken.values())) > 100

    opened = {name for name, at in every_page().items() if not str(at.pattern).endswith(MAKES_A_DOCUMENT)}
    for name, page in PAGES.items():
        if name.startswith("core:") or name not in opened or "unpeopled" in page.also.values():
            continue
        if isinstance(page.about, str):
            continue
        answer = browser.get(
            address(name, side.one(page.about) if page.about else None, side.parts(page.also))
        )
        content = answer.getvalue() if answer.streaming else answer.content
        assert answer.status_code in (200, 302, 403) or answer.status_code in page.may_answer, name
        most = MOST_OF_A_FILE if answer.streaming else MOST_BYTES
        assert len(content) < most, f"{name} is {len(content):,} bytes"
