"""Journeys: people at their browsers, in sentences, on the five cases of the demonstration."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from io import StringIO
from time import monotonic, sleep
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from tests.journeys.person import Person
from tests.journeys.stage import Stage


@cache
def five_cases() -> Stage:
    call_command("load_cases", "--demo-users", stdout=StringIO())
    return Stage.taken()


@pytest.fixture
def cases(transactional_db: None) -> None:
    """The five cases and the people of the demonstration."""
    five_cases().set_up()


@pytest.fixture
def person(browser: Any, live_server: Any, cases: None) -> Iterator[Callable[..., Person]]:
    """Sits somebody down at a browser of their own, signed in where an e-mail address is given.

    Nobody types a password for it: the stories about signing in do.
    """
    contexts = []

    def sits_down(email: str | None = None, *, contrast: bool = False, **options: Any) -> Person:
        context = browser.new_context(locale="en-GB", timezone_id="Europe/London", **options)
        contexts.append(context)
        scripts = options.get("java_script_enabled", True)
        somebody = Person(context, live_server.url, scripts=scripts, contrast=contrast)
        if email:
            somebody.has_signed_in(email)
        return somebody

    yield sits_down
    for context in contexts:
        context.close()
    until(nobody_is_served)


def nobody_is_served() -> bool:
    """Whether no request that a page sent as it was left still holds a table that is to be emptied."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND pid <> pg_backend_pid() AND state <> 'idle'"
        )
        return cursor.fetchone() == (0,)


def until(it_is: Callable[[], bool], *, seconds: float = 5) -> None:
    end = monotonic() + seconds
    while not it_is() and monotonic() < end:
        sleep(0.05)
