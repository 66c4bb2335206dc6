"""The writes that are the same for every record: record, change, retire, restore.

What is more than that (issuing, moving a status, saving a grid) is an action of its app.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from core.history import act, lock, lock_above, lock_order
from core.rules import (
    check,
    check_retirement,
    must_be_retired,
    must_not_be_retired,
    must_not_belong_to_what_is_retired,
)

if TYPE_CHECKING:
    from core.models import Record, User


def record(new: Record, *, by: User, at: datetime, why: str = "") -> None:
    """Save a new record. Raises `RulesBroken`."""
    with act(_code(new, "recorded"), by=by, at=at, why=why) as opened:
        lock_order(new)
        lock_above(new)
        must_not_belong_to_what_is_retired(new)
        check(new)
        new.save()
        opened.concerns(*new.agreements_concerned())


def change(changed: Record, *, by: User, at: datetime, version: int | None = None, why: str = "") -> None:
    """Save a changed record. Raises `RulesBroken`, or `StaleEdit` if it moved on since `version`."""
    with act(_code(changed, "changed"), by=by, at=at, why=why) as opened:
        lock_order(changed)
        lock(changed, version=version)
        must_not_be_retired(changed)
        must_not_belong_to_what_is_retired(changed)
        check(changed)
        changed.save()
        opened.concerns(*changed.agreements_concerned())


def retire(retired: Record, *, by: User, at: datetime, why: str) -> None:
    """Take a record out of use; it stays in the history. Raises `RulesBroken`."""
    with act(_code(retired, "retired"), by=by, at=at, why=why) as opened:
        lock(retired)
        retired.refresh_from_db()
        must_not_be_retired(retired)
        check_retirement(retired)
        retired.retired_at, retired.retired_by, retired.retired_why = at, by, why
        retired.save()
        opened.concerns(*retired.agreements_concerned())


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
        retired.validate_constraints()
        check(retired)
        retired.save()
        opened.concerns(*retired.agreements_concerned())


def _code(record: Record, verb: str) -> str:
    return f"{record.noun().replace(' ', '-')}.{verb}"


def record_user(*, email: str, name: str, by: User | None, at: datetime, password: str | None = None) -> User:
    """Record a person who may sign in; without a password they cannot, until they set one.

    `by=None` is the very first user, of whom nobody else could have been the author.
    """
    from core.models import User

    user = User(email=email.strip().lower(), name=name)
    user.set_password(password)
    if by is None:
        User.objects.bulk_create([user])  # writes no history: the act below does, once its author exists
    with act("user.recorded", by=by or user, at=at):
        user.save()
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
