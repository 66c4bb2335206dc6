"""What every test may use, and what a run as a whole promises."""

import gc
import os
import shutil
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import psycopg
import pytest
from django.db import connection, connections, transaction
from django.test import TransactionTestCase
from playwright.sync_api import sync_playwright
from xdist.scheduler import WorkStealingScheduling

from config.database import unreachable
from core import roles
from tests.database import (
    drop_left_over_databases,
    is_our_own_server,
    migrated_database,
    past_the_guards,
    server_connection,
)
from tests.governance.reports import Council

# Records of thousands of tests are looked through for garbage less often: a twentieth of the time is saved.
gc.set_threshold(100_000, 50, 100)
# The first draws nothing on a screen, and is the quickest.
CHROMIUMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
IN_CI = os.environ.get("CI", "").lower() in ("1", "true", "yes")


def pytest_configure(config: pytest.Config) -> None:
    """See that the database answers, and remove what runs that died left in it."""
    if hasattr(config, "workerinput") or config.option.help:
        return
    try:
        with server_connection() as server:
            drop_left_over_databases(server)
    except (psycopg.OperationalError, psycopg.ProgrammingError) as error:
        raise pytest.UsageError(unreachable(connection.settings_dict, error)) from None


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Copy the test database of this process from one that is migrated already, where one may be kept.

    The tests run as the application's role, which can neither make a database nor empty a table.
    """
    creation = connection.creation
    for name in ("create_test_db", "destroy_test_db"):
        setattr(creation, name, roles.as_owner()(getattr(creation, name)))
    TransactionTestCase._fixture_teardown = past_the_guards()(TransactionTestCase._fixture_teardown)
    if is_our_own_server():
        connection.settings_dict["TEST"] |= {"TEMPLATE": migrated_database(), "MIGRATE": False}


@pytest.fixture(scope="module")
def kept(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """What fixtures of the module record stands for all of its tests, and is undone after the last.

    Ask for `db` too: what a test changes is then undone after it.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef: Any, request: Any) -> Iterator[Any]:
    """Check the foreign keys of what a module keeps once it stands, instead of again after each test."""
    made = yield
    if fixturedef.scope == "module" and connection.in_atomic_block:
        connection.check_constraints()
    return made


@pytest.fixture(scope="module")
def southwark_council(kept: None) -> Council:
    return Council("SWK", "London Borough of Southwark")


@pytest.fixture
def council(southwark_council: Council, db: None) -> Council:
    """A council with its clerk, an agreement and its forums, as if nobody had changed any of them."""
    return deepcopy(southwark_council)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> WorkStealingScheduling:
    """Keep the tests of a file together on one worker, so that what a module sets up is set up once."""
    return WorkStealingScheduling(config, log)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where CI is set, a test that was skipped has failed."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if IN_CI and reporter and reporter.stats.get("skipped") and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = len(terminalreporter.stats.get("skipped", []))
    if IN_CI and skipped:
        terminalreporter.write_line(
            f"CI is set, so the {skipped} skipped above make this run fail.", red=True
        )


@pytest.fixture(scope="session")
def browser():
    """A real Chromium, driven by Playwright."""
    chromium = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if chromium is None:
        pytest.skip("no Chromium for the journeys: apt-get install chromium-headless-shell")
    arguments = ["--no-first-run", "--disable-background-networking", "--disable-component-update"]
    if os.geteuid() == 0:
        arguments.append("--no-sandbox")  # Chromium has none for root
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=arguments)
        yield browser
        browser.close()
        connections.close_all()  # Playwright's event loop has connections of its own
