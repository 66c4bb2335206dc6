"""Which database: the one DATABASE_URL names, or else the embedded server of this checkout.

DATABASE_URL is the application's way in, by a role that owns nothing; DATABASE_OWNER_URL is that of the owner
of the tables, which `migrate` alone takes (see `core.roles`).
"""

import re
from urllib.parse import urlsplit

from django.db import NotSupportedError, OperationalError, ProgrammingError
from django.db.migrations.exceptions import MigrationSchemaMissing
from psycopg.errors import InsufficientPrivilege, UndefinedTable

from config import embedded


class DatabaseProblem(Exception):
    """The database cannot be used; the message is one line that says why and what to do."""


def database_url(from_env: str) -> str:
    """Return the URL in `from_env` when it is well formed, or else that of the embedded server, started.

    Raises DatabaseProblem.
    """
    if not from_env:
        try:
            return embedded.start()
        except (embedded.ServerProblem, OSError) as error:
            raise DatabaseProblem(f"The demo's own PostgreSQL cannot be used: {error}") from error
    return _well_formed(from_env, "DATABASE_URL")


def owner_url(from_env: str, *, database_url: str) -> str:
    """Return the URL in `from_env`, or that of the embedded server's owner where that server is used.

    Empty where `database_url`, as it stands in the environment, names a database and nothing names its owner:
    then the application's own role is the owner. Raises DatabaseProblem.
    """
    if from_env:
        return _well_formed(from_env, "DATABASE_OWNER_URL")
    return "" if database_url else embedded.url(role=embedded.OWNER)


def _well_formed(url: str, variable: str) -> str:
    problem = _what_is_malformed(url)
    if problem:
        raise DatabaseProblem(
            f"{variable} is malformed ({problem}): write postgresql://USER:PASSWORD@HOST:PORT/NAME, "
            "with @ : / ? # % in the password as %40 %3A %2F %3F %23 %25."
        )
    return url


def _what_is_malformed(url: str) -> str:
    """Name what is wrong without repeating the URL, for it may hold a password."""
    if not re.match(r"postgres(ql)?://", url):
        return "it does not start with postgresql://"
    try:
        parts = urlsplit(url)
        port_is_good = parts.port is None or parts.port > 0
    except ValueError:
        port_is_good = False
    if not port_is_good:
        return "its host or port cannot be read"
    if parts.fragment or parts.netloc.count("@") > 1 or re.search(r"\s", url):
        return "it holds a character that must be escaped"
    over_socket = parts.path.startswith("//")
    if not parts.path.strip("/") or (parts.path.count("/") > 1 and not over_socket):
        return "it does not name one database"
    return ""


def unreachable(settings: dict, error: Exception) -> str:
    """One line about a connection with `settings` that failed with `error`, without its password."""
    place = f"{settings['NAME']} at {settings['HOST'] or 'the local socket'}:{settings['PORT'] or 5432}"
    reason = " ".join(str(error).split()).partition(" Is the server running")[0]
    return f"The database {place} cannot be reached (DATABASE_URL says where it is): {reason}"


def unusable(settings: dict, error: Exception) -> str:
    """One line where `error` says that the database of `settings` is not ready for us; else empty."""
    name, reason = settings["NAME"], str(error).partition("\n")[0]
    if isinstance(error, NotSupportedError):  # an older PostgreSQL
        return f"The database {name} cannot be used: {reason}"
    if isinstance(error, MigrationSchemaMissing):
        mend = "Name its owner in DATABASE_OWNER_URL: see docs/operating/database-roles.md"
        return f"The database {name} cannot be used ({reason.partition(' (')[2]}). {mend}"
    answer = getattr(error.__cause__, "sqlstate", None)
    if answer is None and isinstance(error, (OperationalError, ProgrammingError)):  # no server spoke
        return unreachable(settings, error)
    if answer == InsufficientPrivilege.sqlstate:
        return (
            f"The role {settings['USER']} may not do that in the database {name} ({reason}). Tables belong "
            "to the role of DATABASE_OWNER_URL: see docs/operating/database-roles.md"
        )
    if answer == UndefinedTable.sqlstate:
        return f"The database {name} has not all its tables. Run: .venv/bin/python manage.py migrate"
    return ""
