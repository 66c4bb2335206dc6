"""The scripts of `make`: what is missing is said in one line."""

import os
import socket
import subprocess


def run(*command: str, **environment: str) -> subprocess.CompletedProcess:
    return subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True)


def test_python_that_is_too_old_is_refused(tmp_path):
    old = tmp_path / "python3"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    done = run("bin/find-python", PYTHON=str(old))
    assert (done.returncode, done.stderr) == (1, f"PYTHON={old} is not a Python 3.12 or newer.\n")


def test_port_in_use_is_said_before_anything_else_happens():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = run("make", "demo", f"PORT={port}")
    first_line = done.stderr.splitlines()[0]
    assert first_line.startswith(
        f"Port {port} is in use, perhaps by another demo: stop that, or choose another"
    )


def test_port_that_is_none_is_refused():
    assert run("bin/port-is-free", "80a").stderr.startswith("PORT=80a is not a port")


def test_reset_leaves_another_database_alone():
    command = (".venv/bin/python", "-m", "config.embedded", "empty")
    done = run(*command, DATABASE_URL="postgresql://db/purse")
    assert done.returncode == 1
    assert "DATABASE_URL names another database" in done.stderr
