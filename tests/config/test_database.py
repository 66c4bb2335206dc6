"""Every way the database can be missing is one clear line."""

import os
import subprocess
import sys

import pytest

from config import embedded
from config.database import DatabaseProblem, database_url


@pytest.mark.parametrize(
    ("url", "complaint"),
    [
        ("sqlite:///db", "it does not start with postgresql://"),
        ("postgresql://officer:hush@db:port/purse", "its host or port cannot be read"),
        ("postgresql://officer:hush@db", "it does not name one database"),
        ("postgresql://officer:hush@db/two/names", "it does not name one database"),
        ("postgresql://officer:hu@sh@db/purse", "it holds a character that must be escaped"),
        ("postgresql://officer:hush@db/purse 2", "it holds a character that must be escaped"),
    ],
)
def test_malformed_url_is_refused_without_repeating_its_password(url, complaint):
    with pytest.raises(DatabaseProblem, match=complaint) as refusal:
        database_url(url)
    assert "hush" not in str(refusal.value)


def test_well_formed_url_is_used_as_it_is():
    assert database_url("postgres://officer:hush@db:5433/purse") == "postgres://officer:hush@db:5433/purse"


def test_without_url_it_is_the_embedded_server_and_that_is_found_running_again():
    assert database_url("") == database_url("") == embedded.url()


def manage(*arguments: str, **environment: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings", **environment},
        capture_output=True,
        text=True,
    )


def test_command_says_in_one_line_that_the_database_cannot_be_reached():
    done = manage("migrate", DATABASE_URL="postgresql://officer:hush@127.0.0.1:1/purse")
    assert done.returncode == 1
    [line] = done.stderr.splitlines()
    assert line.startswith(
        "The database purse at 127.0.0.1:1 cannot be reached (DATABASE_URL says where it is): "
    )
    assert line.endswith('connection to server at "127.0.0.1", port 1 failed: Connection refused')


def test_command_says_in_one_line_that_an_option_is_none():
    done = manage("migrate", DATABASE_URL="postgresql://127.0.0.1:1/purse?nonsense=1")
    [line] = done.stderr.splitlines()
    assert line.endswith('invalid connection option "nonsense"')


@pytest.fixture
def database_of_another():
    """The URL of an empty database in which one may make no table."""
    name = f"test_common_purse_{os.getpid()}_anothers"
    embedded.start()
    with embedded.administrator() as server:
        server.execute(f"CREATE ROLE {name} LOGIN")
        server.execute(f"CREATE DATABASE {name}")
        yield embedded.url(name, name)
        server.execute(f"DROP DATABASE {name}")
        server.execute(f"DROP ROLE {name}")


def test_command_says_in_one_line_what_a_database_lacks(database_of_another):
    name = database_of_another.rpartition("/")[2]
    done = manage("migrate", DATABASE_URL=database_of_another)
    assert done.stderr == (
        f"The database {name} cannot be used (permission denied for schema public). "
        "Name its owner in DATABASE_OWNER_URL: see docs/operating/database-roles.md\n"
    )
    done = manage("load_cases", DATABASE_URL=database_of_another)
    assert (
        done.stderr
        == f"The database {name} has not all its tables. Run: .venv/bin/python manage.py migrate\n"
    )
