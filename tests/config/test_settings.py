"""Production starts only with what names its installation."""

import os
import subprocess
import sys

import pytest

GIVEN = {
    "SECRET_KEY": "a-random-text-" + "0123456789" * 5,
    "ALLOWED_HOSTS": "purse.example.org",
    "DATABASE_URL": "postgresql://purse:hush@127.0.0.1:1/purse",
}


def start(**given):
    """What importing the settings says with nothing but these variables set."""
    bare = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    code = "import config.settings as s; print(s.DEMO, s.SESSION_COOKIE_SECURE, s.ALLOWED_HOSTS)"
    return subprocess.run([sys.executable, "-c", code], env=bare | given, capture_output=True, text=True)


def test_production_starts_with_the_three_that_it_needs_and_relaxes_nothing():
    assert start(**GIVEN).stdout == "False True ['purse.example.org']\n"


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY is not set. Set it to a random text of 50 characters or more"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY is too short."),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS is not set."),
        ({"DATABASE_URL": ""}, "DATABASE_URL is not set."),
    ],
)
def test_what_is_missing_is_named(changed, refusal):
    done = start(**(GIVEN | changed))
    assert done.returncode == 1
    assert refusal in done.stderr.splitlines()[-1]


def test_a_privacy_notice_of_ones_own_is_shown_in_place_of_the_sample(client, settings, tmp_path):
    assert b"Whose data, and who answers for it" in client.get("/help/privacy/").content
    own = tmp_path / "notice.md"
    own.write_text("# Privacy\n\nWrite to the data protection officer of Northshire.")
    settings.PRIVACY_NOTICE = str(own)
    page = client.get("/help/privacy/").content
    assert b"data protection officer of Northshire" in page
    assert b"Whose data" not in page
