"""Journeys: people at their browsers, in sentences, on the five cases of the demonstration."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import cache
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

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
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(timeout=5)  # what a page sent as it was left is still being saved
