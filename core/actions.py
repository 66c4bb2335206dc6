"""The writes that are the same for every record: record, change, retire, restore.

What is more than that (issuing, moving a status, saving a grid) is an action of its app.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db import DatabaseError, connection, models, transaction
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from core import saved_views, seals, sessions, unsaved
from core.history import act, lock, lock_above, lock_order, next_key, tell_once_committed
from core.models import Word
from core.rules import (
    check,
    check_retirement,
    clean,
    constraints_told,
    must_be_retired,
    must_not_be_retired,
    must_not_belong_to_what_is_retired,
)
from core.search import words_in

if TYPE_CHECKING:
    from core.models import Act, Record, Seal, User

logger = logging.getLogger(__name__)


def record(new: Record, *, by: User, at: datetime, why: str = "") -> None:
    """Save a new record. Raises `RulesBroken`."""
    with act(_code(new, "recorded"), by=by, at=at, why=why) as opened:
        lock_order(new)
        lock_above(new)
        must_not_belong_to_what_is_retired(new)
        save(new)
        _tell(opened, new)


def change(changed: Record, *, by: User, at: datetime, version: int | None = None, why: str = "") -> None:
    """Save a changed record. Raises `RulesBroken`, or `StaleEdit` if it moved on since `version`."""
    with act(_code(changed, "changed"), by=by, at=at, why=why) as opened:
        lock_order(changed)
        lock(changed, version=version)
        must_not_be_retired(changed)
        must_not_belong_to_what_is_retired(changed)
        save(changed)
        _tell(opened, changed)


def retire(retired: Record, *, by: User, at: datetime, why: str) -> None:
    """Take a record out of use; it stays in the history. Raises `RulesBroken`."""
    with act(_code(retired, "retired"), by=by, at=at, why=why):
        lock(retired)
        retired.refresh_from_db()
        must_not_be_retired(retired)
        check_retirement(retired)
        take_out(retired, by=by, at=at, why=why)


def take_out(retired: Record, *, by: User, at: datetime, why: str) -> None:
    """Retire a record though something may hang on it: for what turns out never to have been so."""
    with act(_code(retired, "retired"), by=by, at=at, why=why) as opened:
        lock(retired)
        retired.refresh_from_db()
        must_not_be_retired(retired)
        retired.retired_at, retired.retired_by, retired.retired_why = at, by, why
        retired.save()
        _tell(opened, retired)


def restore(retired: Record, *, by: User, at: datetime, why: str = "") -> None:
    """Bring a retired record back. Raises `RulesBroken` where something took its place meanwhile."""
    with act(_code(retired, "restored"), by=by, at=at, why=why) as opened:
        lock_order(retired)
        lock(retired)
        retired.refresh_from_db()
        must_be_retired(retired)
        must_not_belong_to_what_is_retired(retired)
        retired.retired_at = retired.retired_by = None
        retired.retired_why = ""
        save(retired)
        _tell(opened, retired)


def _tell(opened: Act, record: Record) -> None:
    """Say which agreements the act concerns, and for which others the rules are asked again."""
    opened.concerns(*record.agreements_concerned())
    if affected := set(record.agreements_affected()):
        tell_once_committed(affected, at=opened.at)


def save(record: Record) -> None:
    """Clean a record, check its rules and write it; within an act, under its locks. Raises `RulesBroken`."""
    clean(record)
    check(record)
    _write(record)


def write(record: Record) -> None:
    """Clean a record and write it, where the action checks rules of its own. Raises `RulesBroken`."""
    clean(record)
    _write(record)


def _write(record: models.Model, **how: Any) -> None:
    with constraints_told(type(record)):
        record.save(**how)
    _keep_words([record])


def _keep_words(records: Iterable[models.Model]) -> None:
    """Once they are committed keep their words, by which slips in a search are put right."""
    if words := words_in(records):
        rows = [Word(word=word) for word in sorted(words)]
        keep = partial(Word.objects.bulk_create, rows, ignore_conflicts=True)
        transaction.on_commit(keep, robust=True)


def write_new(new: Sequence[Record], *, at: datetime) -> None:
    """`write` many new records of one kind in a few queries. Raises `RulesBroken`."""
    for each in new:
        clean(each)
    if new:
        model = type(new[0])
        with constraints_told(model):
            bulk_create_with_history(new, model, default_date=at)
        _keep_words(new)


def save_new(new: Iterable[Record], *, at: datetime) -> None:
    """`save` many new records of one kind in a few queries. Raises `RulesBroken`."""
    rows = list(new)
    for each in rows:
        check(each)
    write_new(rows, at=at)


def values_of(record: Record, names: Iterable[str]) -> dict[str, Any]:
    """What a copy of the record takes over from it."""
    return {name: getattr(record, name) for name in names}


def write_changed(changed: Sequence[Record], fields: Sequence[str], *, at: datetime) -> None:
    """`write` these fields of many stored records of one kind in a few queries. Raises `RulesBroken`."""
    for each in changed:
        clean(each)
    if changed:
        model = type(changed[0])
        with constraints_told(model):
            bulk_update_with_history(changed, model, fields, default_date=at)
        _keep_words(changed)


def _code(record: Record, verb: str) -> str:
    return f"{record.noun().replace(' ', '-')}.{verb}"


def record_user(*, email: str, name: str, by: User | None, at: datetime, password: str | None = None) -> User:
    """Record a person who may sign in; without a password they cannot, until they set one.

    `by=None` is the very first user, of whom nobody else could have been the author. Raises `RulesBroken`.
    """
    from core.models import User

    user = User(pk=next_key(User), email=email.strip().lower(), name=name)  # the act may name it before it is
    user.set_password(password)
    with act("user.recorded", by=by or user, at=at):
        clean(user)
        _write(user, force_insert=True)
    return user


def set_password(user: User, *, password: str, by: User, at: datetime) -> None:
    """Set a person's password; the history says that it was set, never what it is."""
    with act("password.set", by=by, at=at):
        user.set_password(password)
        user.save()


def void_password(user: User, *, by: User, at: datetime, why: str = "") -> None:
    """Let nobody in with the password a person has, nor with a link they were given; end their sessions."""
    with act("password.voided", by=by, at=at, why=why):
        user.set_unusable_password()
        user.save()


def seal_history(*, at: datetime, anew: bool = False, wait: bool = True) -> Seal | None:
    """Seal the acts that no seal covers yet, or all of them `anew`; None where there are none.

    Without waiting, None too where somebody else is sealing at this moment. Holds up nobody who writes.
    """
    from core.models import Seal, SealedAct

    with seals.one_at_a_time(wait=wait) as alone:
        acts = seals.unsealed_acts(anew=anew) if alone else []
        if not acts:
            return None
        before = seals.latest_seal()
        seal = Seal(
            number=before.number + 1 if before else 1,
            at=at,
            previous=before.digest if before else "",
            columns=seals.sealed_columns(),
            acts=len(acts),
            last_act=acts[-1],
            anew=anew,
        )
        parts = list(seals.parts_of(acts, seal.columns))
        seal.digest = seals.digest_of(seal, parts)
        seal.save(force_insert=True)
        SealedAct.objects.bulk_create(
            [SealedAct(seal=seal, act_key=act, parts=digests) for act, digests in parts], batch_size=1000
        )
        return seal


def seal_soon(*, at: datetime) -> None:
    """Seal once this transaction is committed. What hinders that is logged; the next seal makes up for it."""
    transaction.on_commit(partial(_seal_quickly, at=at))


def _seal_quickly(*, at: datetime) -> None:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = '5s'")
            seal_history(at=at, wait=False)
    except DatabaseError:
        logger.exception("The history was not sealed after an issue; manage.py seal_history will do it.")


def erase_person(person: User, *, by: User, at: datetime, why: str = "") -> None:
    """Put a number for a person's name and address and let nobody in as them; what they did stays theirs."""
    with act("person.erased", by=by, at=at, why=why):
        person.name, person.email = f"Person {person.pk}", f"person-{person.pk}@erased.invalid"
        person.is_active = False
        person.set_unusable_password()
        person.save()
        sessions.end(person.sessions.all())
        unsaved.drop_unsaved(person.unsaved_work.all())
        for view in person.saved_views.all():
            saved_views.drop_view(view)
