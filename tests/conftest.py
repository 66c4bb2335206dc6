"""What every test may use, and what a run as a whole promises."""

import os
import re
import shutil
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from playwright.sync_api import sync_playwright

from config import embedded
from config.database import unreachable

IN_CI = os.environ.get("CI", "").lower() in ("1", "true", "yes")


def pytest_configure(config: pytest.Config) -> None:
    """See that the database answers, and remove what runs that died left in it."""
    if hasattr(config, "workerinput") or config.option.help:
        return
    try:
        with psycopg.connect(**connection.get_connection_params(), autocommit=True) as server:
            drop_left_over_databases(server)
    except psycopg.OperationalError as error:
        raise pytest.UsageError(unreachable(connection.settings_dict, error)) from None


def drop_left_over_databases(server: psycopg.Connection) -> None:
    """Drop the test databases of processes that are no more; only here are the processes this machine's."""
    if connection.settings_dict["HOST"] != str(embedded.socket_directory()):
        return
    for (name,) in server.execute("SELECT datname FROM pg_database").fetchall():
        left = re.match(r"test_common_purse_(\d+)", name)
        if left and not Path("/proc", left[1]).exists() and Path("/proc").exists():
            server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


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
    found = [shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome")]
    chromium = next(filter(None, found), None)
    if chromium is None:
        pytest.skip("no Chromium for the journeys: apt-get install chromium")
    arguments = ["--no-first-run", "--disable-background-networking", "--disable-component-update"]
    if os.geteuid() == 0:
        arguments.append("--no-sandbox")  # Chromium has none for root
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=arguments)
        yield browser
        browser.close()
