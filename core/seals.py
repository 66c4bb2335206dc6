"""Seals: what shows that history was rewritten by somebody whom no guard holds, the owner of the machine.

A seal covers every act that no earlier one covers: of each act the row itself, what it concerns, every
historical row it wrote, and in full what is kept as it is (an issued document with its bytes). Of each table
it takes one SHA-256, worked out by the database; of all these, and of the seal before, its own.
So nothing sealed can be changed, added or taken away without every later seal changing, and one that somebody
keeps elsewhere tells.

What is committed is complete: the guards let an act's rows be written in its own transaction alone. So a seal
takes the acts it sees, makes no writer wait, and leaves to the next what is still being written.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.db import connection, models, transaction
from django.utils import timezone

from core.guards import guarded, history_columns, is_record

if TYPE_CHECKING:
    from core.models import Act, Seal

type Columns = dict[str, list[str]]
type Parts = dict[str, str]

# What the database works out for itself; it says nothing of what was done.
LEFT_OUT = {("core_act", "transaction")}


class NotSealed(Exception):
    """There is nothing to seal, or nothing was ever sealed."""


def sealed_columns() -> Columns:
    """What a seal made now covers: the columns of each table, by name."""
    return {
        model._meta.db_table: sorted(
            field.column
            for field in model._meta.concrete_fields
            if (model._meta.db_table, field.column) not in LEFT_OUT
        )
        for model in guarded()
        if _act_of_a_row(model)
    }


def _act_of_a_row(model: Any) -> str:
    """SQL that gives the act of each row of a sealed table `t`; empty where the table is not sealed."""
    if model._meta.label == "core.Act":
        return "t.id"
    if any(field.name == "act" for field in model._meta.concrete_fields):
        return "t.act_id"
    if getattr(model, "kept_as_it_is", False):
        history = model.history.model._meta.db_table
        return f"(SELECT h.act_id FROM {history} h WHERE h.id = t.id ORDER BY h.history_id LIMIT 1)"
    return ""


def parts_of(acts: Iterable[int], columns: Columns) -> Iterator[tuple[int, Parts]]:
    """The digest of what each act wrote to each table, as the tables stand, in the order of the acts' keys.

    An act that is not there, or of which a table holds nothing, has no digest.
    """
    wanted = list(acts)
    tables = {model._meta.db_table: model for model in guarded()}
    each = [_digests(tables[table], names) for table, names in sorted(columns.items())]
    sql = f"WITH wanted AS MATERIALIZED (SELECT unnest(%s::bigint[]) AS act) {' UNION ALL '.join(each)}"
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(f"{sql} ORDER BY act", [wanted])
        for act, rows in groupby(cursor, key=lambda row: row[0]):
            yield act, {place: digest for _, place, digest in rows}


def _digests(model: Any, names: Iterable[str]) -> str:
    """One digest an act, of its rows in a table: each row a JSON array, its bytes by their SHA-256."""
    kinds = {field.column: field for field in model._meta.concrete_fields}
    row = ", ".join(_canonical(name, kinds[name]) for name in names)
    table, key = model._meta.db_table, model._meta.pk.column
    act = _act_of_a_row(model)
    return (
        f"SELECT a.act, '{table}' AS place, encode(sha256(convert_to("
        f"string_agg(jsonb_build_array({row})::text, E'\\n' ORDER BY t.{key}), 'UTF8')), 'hex')"
        f" FROM {table} t, LATERAL (SELECT {act} AS act) a"
        " WHERE a.act IN (SELECT act FROM wanted) GROUP BY a.act"
    )


def _canonical(name: str, field: models.Field) -> str:
    if isinstance(field, models.BinaryField):
        return f"encode(sha256(t.\"{name}\"), 'hex')"
    if isinstance(field, models.DateTimeField):
        return f"t.\"{name}\" AT TIME ZONE 'UTC'"  # whatever the session's time zone
    return f't."{name}"'


def digest_of(seal: Seal, parts: Iterable[tuple[int, Mapping[str, str]]]) -> str:
    """SHA-256 of all that a seal says: number, moment, the seal before, columns, every act's parts."""
    moment = seal.at.astimezone(UTC).isoformat(timespec="microseconds")
    whole = sha256(f"{seal.number}\n{moment}\n{seal.anew}\n{seal.previous}\n{_json(seal.columns)}\n".encode())
    for act, digests in parts:
        whole.update(f"{act} {_json(digests)}\n".encode())
    return whole.hexdigest()


def _json(value: Any) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def latest_seal() -> Seal | None:
    from core.models import Seal

    return Seal.objects.order_by("-number").first()


def unsealed_acts(*, anew: bool = False) -> list[int]:
    """Keys of the acts that no seal covers yet; of all acts, to seal them anew."""
    from core.models import Act, SealedAct

    acts = Act.objects.order_by("pk")
    if not anew:
        acts = acts.exclude(models.Exists(SealedAct.objects.filter(act_key=models.OuterRef("pk"))))
    return list(acts.values_list("pk", flat=True))


@contextmanager
def one_at_a_time(*, wait: bool = True) -> Iterator[bool]:
    """A transaction in which nobody else seals; without waiting, whether nobody else does."""
    how = "pg_advisory_xact_lock" if wait else "pg_try_advisory_xact_lock"
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SELECT {how}(hashtext('common_purse.seal'))")
        yield wait or cursor.fetchone()[0]


# The exported seal

HEADING = "Common Purse: seal of the history"


def exported(seal: Seal) -> str:
    """The seal as a short text that somebody keeps where nobody who runs the database can change it."""
    made = seal.at.astimezone(UTC)
    return (
        f"{HEADING}\n\n"
        f"Seal: {seal.number}\n"
        f"Made: {made:%Y-%m-%d %H:%M:%S} UTC\n"
        f"Covers: {seal.acts} {'act' if seal.acts == 1 else 'acts'}, the last of them act {seal.last_act}\n"
        f"Previous: {seal.previous or 'none'}\n"
        f"Digest: {seal.digest}\n\n"
        "Keep this where nobody who runs the database can change it. To check the history against it:\n"
        "manage.py verify_history --seal FILE\n"
    )


@dataclass(frozen=True)
class Kept:
    """What a file that was exported says."""

    number: int
    digest: str


def read_exported(text: str) -> Kept:
    """Read a file that was exported. Raises ValueError where it is none."""
    lines = dict(line.split(": ", 1) for line in text.splitlines()[1:] if ": " in line)
    digest = lines.get("Digest", "").strip()
    if not text.startswith(HEADING) or not lines.get("Seal", "").strip().isdigit() or len(digest) != 64:
        raise ValueError("This is no exported seal.")
    return Kept(int(lines["Seal"]), digest)


# Verifying


@dataclass(frozen=True)
class Verified:
    """What was looked at, and in words what does not match, the first first."""

    seals: int
    acts: int
    records: int
    unsealed: int
    not_checked: tuple[str, ...]
    mismatches: tuple[str, ...]


def verify(kept: Iterable[Kept] = ()) -> Verified:
    """Work every seal out again from the tables, and compare; then each record with its history."""
    from core.models import Seal, SealedAct

    with transaction.atomic():
        seals = list(Seal.objects.order_by("number"))
        found, passed_over = _mismatches_of_acts(seals)
        chain = list(_mismatches_of_seals(seals, kept))
        compared, records = _mismatches_of_records()
        return Verified(
            seals=len(seals),
            acts=SealedAct.objects.values("act_key").distinct().count(),
            records=compared,
            unsealed=len(unsealed_acts()),
            not_checked=tuple(passed_over),
            mismatches=(*found, *chain, *records),
        )


def _mismatches_of_acts(seals: list[Seal]) -> tuple[list[str], list[str]]:
    """What acts wrote that is not as it was sealed; and which seals cover columns that are no more."""
    from core.models import SealedAct

    now, found, passed_over, told = sealed_columns(), [], [], set()
    complete = [seal for seal in seals if _lost(seal.columns, now) == []]
    last_anew = max((seal.number for seal in complete if seal.anew), default=0)
    for seal in seals:
        if seal in complete:
            continue
        lost = ", ".join(_lost(seal.columns, now))
        if seal.number < last_anew:
            passed_over.append(f"Seal {seal.number} covers what an upgrade took away since ({lost}).")
        else:
            found.append(
                f"Seal {seal.number} covers what is not there any more ({lost}). "
                "After an upgrade that took it away on purpose, run seal_history --anew."
            )
    for _, alike in groupby(complete, key=lambda seal: (seal.anew and seal.number, _json(seal.columns))):
        group = list(alike)
        sealed = SealedAct.objects.filter(seal__in=[seal.pk for seal in group]).select_related("seal")
        stored = {each.act_key: each for each in sealed.order_by("act_key")}
        there = parts_of(stored, group[0].columns)
        at_hand = next(there, None)
        for key, each in stored.items():
            parts: Parts = {}
            if at_hand is not None and at_hand[0] == key:
                parts, at_hand = at_hand[1], next(there, None)
            if parts != each.parts and key not in told:
                told.add(key)
                found.append(_in_words(key, each.parts, parts, each.seal))
    return found, passed_over


def _lost(columns: Columns, now: Columns) -> list[str]:
    return [
        f"{table}.{name}"
        for table, names in sorted(columns.items())
        for name in names
        if name not in now.get(table, [])
    ]


def _in_words(key: int, sealed: Mapping[str, str], parts: Mapping[str, str], seal: Seal) -> str:
    from core.models import Act

    act = Act.objects.filter(pk=key).select_related("by").first()
    by_seal = f"as seal {seal.number} of {_day(seal.at)} has it"
    if "core_act" not in parts or act is None:
        return f"Act {key} is gone: it is not there {by_seal}."
    what = [_name(table, act) for table in sorted({*sealed, *parts}) if sealed.get(table) != parts.get(table)]
    return (
        f"Act {key} ({act.label}, {_day(act.at)}, by {act.by}) is not {by_seal}. "
        f"What differs: {', '.join(what)}."
    )


def _name(table: str, act: Act) -> str:
    """What the rows of a sealed table are, in words."""
    from core.models import Entry

    model: Any = next(model for model in guarded() if model._meta.db_table == table)
    if table == "core_act":
        return "the act itself"
    if is_record(model):
        ids = model.history.filter(act=act).values("id")
        kept = model._base_manager.filter(pk__in=ids).order_by("pk")
        return "; ".join(f"the {model.noun()} “{each}” (key {each.pk})" for each in kept) or model.noun()
    if issubclass(model, Entry):
        return f"the {model._meta.verbose_name_plural}"
    return f"what it wrote to {table}"


def _day(at: datetime) -> str:
    day = timezone.localtime(at)
    return f"{day.day} {day:%B %Y, %H:%M}"


def _mismatches_of_seals(seals: list[Seal], kept: Iterable[Kept]) -> Iterator[str]:
    """Seals that do not follow one from another, or are not those that somebody kept."""
    previous = ""
    for number, seal in enumerate(seals, start=1):
        if seal.number != number:
            yield f"Seal {number} is gone."
            break
        if seal.previous != previous:
            yield f"Seal {number} of {_day(seal.at)} does not follow from the seal before it."
        parts = seal.sealed_acts.order_by("act_key").values_list("act_key", "parts")
        if digest_of(seal, parts.iterator()) != seal.digest:
            yield f"Seal {number} of {_day(seal.at)} was itself changed: its digest does not fit its list."
        previous = seal.digest
    stored = {seal.number: seal.digest for seal in seals}
    for each in sorted(kept, key=lambda one: one.number):
        if each.number not in stored:
            yield (
                f"Seal {each.number} of the file is not in the database, which ends at seal {len(seals)}: "
                "what came after that was taken away."
            )
        elif stored[each.number] != each.digest:
            yield (
                f"Seal {each.number} in the database is not the one in the file: something that it covers, "
                "or an earlier one, was changed and sealed again since."
            )


def _mismatches_of_records() -> tuple[int, list[str]]:
    """Records that are not what the latest row of their history says; and how many were looked at."""
    compared, found = 0, []
    for model in (model for model in guarded() if is_record(model)):
        live, history = model._meta.db_table, model.history.model._meta.db_table
        columns = ", ".join(f'"{column}"' for column in history_columns(model))
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {live}")
            compared += cursor.fetchone()[0]
            cursor.execute(
                f"WITH latest AS (SELECT DISTINCT ON (id) {columns}, act_id AS latest_act FROM {history}"
                " ORDER BY id, history_id DESC)"
                " SELECT coalesce(l.id, h.id), l.id IS NULL, h.latest_act"
                f" FROM {live} l FULL JOIN latest h ON h.id = l.id"
                f" WHERE (SELECT r FROM (SELECT {_of('l', model)}) r)"
                f" IS DISTINCT FROM (SELECT r FROM (SELECT {_of('h', model)}) r)"
                " ORDER BY 1"
            )
            for key, is_gone, act in cursor.fetchall():
                noun = model._meta.verbose_name
                if is_gone:
                    found.append(f"The {noun} with key {key} is gone; act {act} was the last on it.")
                else:
                    was = f"act {act}" if act else "no act"
                    found.append(
                        f"The {noun} with key {key} is not as the history has it since {was}: it was changed "
                        "past the history."
                    )
    return compared, found


def _of(alias: str, model: Any) -> str:
    return ", ".join(f'{alias}."{column}"' for column in history_columns(model))
