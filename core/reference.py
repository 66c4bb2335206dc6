"""What the law and practice define: one command loads it all, from the `reference` module of each app."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from django.db import transaction
from django.utils.module_loading import autodiscover_modules

from core.actions import record_user
from core.history import act
from core.models import User

SET_UP_EMAIL = "setup@common-purse.invalid"
SET_UP_NAME = "Common Purse set-up"


class Loader(Protocol):
    """Records the rows of reference data that are missing, changes none, and returns how many that was."""

    def __call__(self, *, by: User, at: datetime) -> int: ...


_loaders: list[Loader] = []


def loads_reference(loader: Loader) -> Loader:
    """Have `load_reference` call this function of a `reference` module, after those of the apps below."""
    _loaders.append(loader)
    return loader


def load_reference(*, by: User, at: datetime) -> int:
    """Record the reference data that is missing, all or nothing; return how many rows that was."""
    autodiscover_modules("reference")
    with transaction.atomic():
        return sum(load(by=by, at=at) for load in _loaders)


def set_up_user(*, at: datetime) -> User:
    """The user whom the history names as author of what came with the system; nobody can sign in as it."""
    known = User.objects.filter(email=SET_UP_EMAIL).first()
    if known is not None:
        return known
    with transaction.atomic():
        user = record_user(email=SET_UP_EMAIL, name=SET_UP_NAME, by=None, at=at)
        user.is_active = False
        with act("user.changed", by=user, at=at):
            user.save()
    return user
