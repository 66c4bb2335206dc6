"""The cases as they are loaded for the demonstration, once for each module."""

from io import StringIO

import pytest
from django.core.management import call_command


@pytest.fixture(scope="module")
def cases(kept: None) -> None:
    """The cases with the demo's users, loaded once for the whole module and taken away again."""
    call_command("load_cases", "--demo-users", stdout=StringIO())


@pytest.fixture
def loaded(cases: None, db: None) -> None:
    """The test sees the module's cases; what it changes is rolled back."""
