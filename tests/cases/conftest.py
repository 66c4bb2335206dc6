"""The cases as they are loaded for the demonstration, once for each module."""

from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction


@pytest.fixture(scope="module")
def cases(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The cases with the demo's users, loaded once for the whole module and taken away again."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_cases", "--demo-users", stdout=StringIO())
        yield
        transaction.set_rollback(True)


@pytest.fixture
def loaded(cases: None, db: None) -> None:
    """The test sees the module's cases; what it changes is rolled back."""
