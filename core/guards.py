"""The database's own guards over records and history: what no writer gets round, whatever it runs.

`install` puts plain triggers on every table of ours after `migrate`, only what is missing or changed:

- A **record** (and a user) changes only while an act is open that this very transaction made, never goes, and
  when the transaction ends is what its latest historical row says.
- **History**, acts, concerns and seals are added to and never changed; a historical row carries the open act.
- A record that is **kept as it is** (an issued document) never changes after it was written.

Only the owner of the tables could switch them off, and the application is not that (see `core.roles`). What
`migrate` itself writes is let through: it changes shapes, as the owner, and opens no act.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from django.apps import apps
from django.db import connections, transaction

PREFIX = "common_purse_"
MIGRATING = "common_purse.migrating"
# The open act's key, within its transaction. It is a hint, not a proof: what it names is looked up.
OPEN_ACT = "common_purse.act"

# Nobody's own table may stand in the way of these names, a temporary one least of all.
_PLACE = "SET search_path = public, pg_temp"

FUNCTIONS = {
    "is_migrating": f"""() RETURNS boolean LANGUAGE sql STABLE {_PLACE} AS $$
  SELECT current_setting('{MIGRATING}', true) = 'on'
    AND current_user = (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = 'core_act'::regclass)
$$""",
    # A transaction's number is given once by a server; after a dump was loaded into another server an old act
    # may bear a number again, but not have been written after this transaction began.
    "open_act": f"""() RETURNS bigint LANGUAGE plpgsql {_PLACE} AS $$
DECLARE
  named bigint := nullif(current_setting('{OPEN_ACT}', true), '')::bigint;
BEGIN
  RETURN (
    SELECT id FROM core_act
    WHERE id = named AND transaction = pg_current_xact_id()::text::bigint AND age(xmin) <= 0
  );
END $$""",
    "act_is_opened": f"""() RETURNS trigger LANGUAGE plpgsql {_PLACE} AS $$
BEGIN
  NEW.transaction := pg_current_xact_id()::text::bigint;
  PERFORM set_config('{OPEN_ACT}', NEW.id::text, true);
  RETURN NEW;
END $$""",
    "within_an_act": f"""() RETURNS trigger LANGUAGE plpgsql {_PLACE} AS $$
BEGIN
  IF {PREFIX}open_act() IS NULL AND NOT {PREFIX}is_migrating() THEN
    RAISE EXCEPTION 'Nothing is written to % outside an act: open core.history.act', TG_TABLE_NAME;
  END IF;
  RETURN NULL;
END $$""",
    "carries_the_act": f"""() RETURNS trigger LANGUAGE plpgsql {_PLACE} AS $$
BEGIN
  IF NEW.act_id IS DISTINCT FROM {PREFIX}open_act() AND NOT {PREFIX}is_migrating() THEN
    RAISE EXCEPTION 'A row of % carries the act that is open: open core.history.act', TG_TABLE_NAME;
  END IF;
  RETURN NEW;
END $$""",
    "is_kept": f"""() RETURNS trigger LANGUAGE plpgsql {_PLACE} AS $$
BEGIN
  IF NOT {PREFIX}is_migrating() THEN
    RAISE EXCEPTION 'Rows of % are kept: % is refused', TG_TABLE_NAME, TG_OP
      USING HINT = 'Retire a record by core.actions.retire; add to history by core.history.act.';
  END IF;
  RETURN NULL;
END $$""",
    "has_its_history": f"""() RETURNS trigger LANGUAGE plpgsql {_PLACE} AS $$
DECLARE
  same boolean;
BEGIN
  EXECUTE format(
    'SELECT l IS NOT DISTINCT FROM h FROM (SELECT $1) k(id)'
    ' LEFT JOIN LATERAL (SELECT %3$s FROM %1$I WHERE id = k.id) l ON true'
    ' LEFT JOIN LATERAL (SELECT %3$s FROM %2$I WHERE id = k.id ORDER BY history_id DESC LIMIT 1) h ON true',
    TG_ARGV[0], TG_ARGV[1], TG_ARGV[2]
  ) INTO same USING NEW.id;
  IF same IS DISTINCT FROM true THEN
    RAISE EXCEPTION '% % and its history differ: open core.history.act and save it there', TG_ARGV[0], NEW.id
      USING HINT = 'QuerySet.update() and bulk_create() write none: use core.actions.';
  END IF;
  RETURN NULL;
END $$""",
}


# What there is on the database of these guards, with the digest of the SQL that made each.
INSTALLED = f"""
SELECT proname, '', obj_description(oid, 'pg_proc') FROM pg_proc
WHERE proname LIKE '{PREFIX}%%' AND pronamespace = 'public'::regnamespace
UNION ALL
SELECT tgname, relname, obj_description(t.oid, 'pg_trigger')
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE tgname LIKE '{PREFIX}%%' AND relnamespace = 'public'::regnamespace AND tgenabled IN ('O', 'A')
"""


def is_record(model: Any) -> bool:
    """Whether people record its rows: they change only within an act, and have a history."""
    from core.models import Record, User

    return issubclass(model, Record) or model is User


def is_only_added_to(model: Any) -> bool:
    """Whether its rows are facts that happened: history, acts, what acts concern, seals."""
    from core.history import StampedHistory
    from core.models import Entry

    return issubclass(model, (StampedHistory, Entry))


def guarded() -> list[Any]:
    """Every model whose table has guards."""
    ours = (m for m in apps.get_models() if m._meta.managed and not m._meta.proxy)
    return [model for model in ours if is_record(model) or is_only_added_to(model)]


def history_columns(record: Any) -> list[str]:
    """The columns that a record and its historical rows have in common, by name."""
    live = {field.column for field in record._meta.concrete_fields}
    return sorted(live & {field.column for field in record.history.model._meta.concrete_fields})


def guards_of(model: Any) -> dict[str, str]:
    """The triggers that the model's table has: the name of each, and when it fires."""
    found = {"is_kept": "BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} FOR EACH STATEMENT"}
    if is_record(model):
        if not getattr(model, "kept_as_it_is", False):
            found["is_kept"] = "BEFORE DELETE OR TRUNCATE ON {table} FOR EACH STATEMENT"
        found["within_an_act"] = "BEFORE INSERT OR UPDATE ON {table} FOR EACH STATEMENT"
        found["has_its_history"] = _AT_THE_END.format(does="INSERT OR UPDATE")
    elif model._meta.label == "core.Act":
        found["act_is_opened"] = "BEFORE INSERT ON {table} FOR EACH ROW"
    elif any(field.name == "act" for field in model._meta.concrete_fields):
        found["carries_the_act"] = "BEFORE INSERT ON {table} FOR EACH ROW"
        if is_record(getattr(model, "instance_type", object)):
            found["has_its_history"] = _AT_THE_END.format(does="INSERT")
    return found


_AT_THE_END = (
    f"AFTER {{does}} ON {{{{table}}}} DEFERRABLE INITIALLY DEFERRED FOR EACH ROW"
    f" WHEN (NOT {PREFIX}is_migrating())"
)


def _arguments(model: Any, guard: str) -> str:
    if guard != "has_its_history":
        return ""
    record = model if is_record(model) else model.instance_type
    columns = ", ".join(f'"{column}"' for column in history_columns(record))
    return f"'{record._meta.db_table}', '{record.history.model._meta.db_table}', '{columns}'"


def _wanted() -> dict[tuple[str, str], str]:
    """The SQL of every function, under (its name, ""), and of every trigger, under (its name, its table)."""
    wanted = {
        (PREFIX + name, ""): f"CREATE OR REPLACE FUNCTION {PREFIX}{name}{body}"
        for name, body in FUNCTIONS.items()
    }
    for model in guarded():
        table = model._meta.db_table
        for guard, fires in guards_of(model).items():
            kind = "CONSTRAINT TRIGGER" if "DEFERRABLE" in fires else "TRIGGER"
            wanted[PREFIX + guard, table] = (
                f"CREATE {kind} {PREFIX}{guard} {fires.format(table=table)}"
                f" EXECUTE FUNCTION {PREFIX}{guard}({_arguments(model, guard)})"
            )
    return wanted


def lacking(using: str = "default") -> dict[tuple[str, str], str]:
    """The guards that the database has not, or not as they are here; by name and table, with their SQL."""
    with connections[using].cursor() as cursor:
        cursor.execute(INSTALLED)
        there = {(name, table): digest for name, table, digest in cursor.fetchall()}
        tables = set(connections[using].introspection.table_names(cursor))
    return {
        (name, table): sql
        for (name, table), sql in _wanted().items()
        if (not table or table in tables) and there.get((name, table)) != _digest(sql)
    }


def _digest(sql: str) -> str:
    return sha256(sql.encode()).hexdigest()


def install(using: str = "default") -> None:
    """Put in place the guards that are missing or have changed. As the owner of the tables."""
    found = lacking(using)
    with transaction.atomic(using), connections[using].cursor() as cursor:
        for (name, table), sql in found.items():
            if table:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
            cursor.execute(sql)
            on = f"TRIGGER {name} ON {table}" if table else f"FUNCTION {name}"
            cursor.execute(f"COMMENT ON {on} IS '{_digest(sql)}'")
        cursor.execute("SELECT set_config(%s, '', false)", [MIGRATING])


def lift(using: str = "default") -> None:
    """Let the owner of the tables write past the guards until `install`; anybody else is still refused."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT set_config(%s, 'on', false)", [MIGRATING])
