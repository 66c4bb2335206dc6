"""The database as it stands before every journey: loaded once in a process, put back in a moment."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction

from tests.database import past_the_guards


@dataclass(frozen=True)
class Stage:
    """The rows of every table, as PostgreSQL's own copies, and where each sequence stands."""

    rows: dict[str, bytes]
    sequences: dict[str, int]

    @classmethod
    def taken(cls) -> Stage:
        """The database as it is now."""
        tables = connection.introspection.django_table_names(only_existing=True)
        with connection.cursor() as cursor:
            cursor.execute("SELECT sequencename, last_value FROM pg_sequences WHERE last_value IS NOT NULL")
            sequences = dict(cursor.fetchall())
            return cls({table: _copied(cursor, table) for table in tables}, sequences)

    def set_up(self) -> None:
        """Make the database as it was when this was taken. Foreign keys are checked at the end."""
        with past_the_guards(), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {', '.join(map(_quoted, self.rows))} RESTART IDENTITY")
            for table, rows in self.rows.items():
                with cursor.copy(f"COPY {_quoted(table)} FROM STDIN") as copy:
                    copy.write(rows)
            for sequence, value in self.sequences.items():
                cursor.execute("SELECT setval(%s::regclass, %s)", [_quoted(sequence), value])
        ContentType.objects.clear_cache()


def _copied(cursor: object, table: str) -> bytes:
    with cursor.copy(f"COPY {_quoted(table)} TO STDOUT") as copy:
        return b"".join(copy)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
