"""What the law and practice define: one command loads it all, from the `reference` module of each app."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from django.db import transaction
from django.utils.module_loading import autodiscover_modules

from core.actions import record, record_user
from core.history import act
from core.models import Record, User

SET_UP_EMAIL = "setup@common-purse.invalid"
SET_UP_NAME = "Common Purse set-up"


type Row = dict[str, Any]


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


def record_missing(model: type[Record], folder: Path, *, by: User, at: datetime) -> int:
    """Record the rows of the model's file whose code is not in use, not even by a retired row.

    Returns how many that was.
    """
    missing = missing_rows(model, folder)
    for row in missing:
        record(model(**row), by=by, at=at)
    return len(missing)


def missing_rows(model: type[Record], folder: Path) -> list[Row]:
    """Those rows of the model's TOML file that are not recorded yet, each the fields of one record.

    What has an order stands in that of the file.
    """
    table = table_of(model)
    rows = tomllib.loads((folder / f"{table}.toml").read_text(encoding="utf-8"))[table]
    if any(field.name == "position" for field in model._meta.concrete_fields):
        rows = ordered(rows)
    recorded: Any = model._base_manager
    known = set(recorded.values_list("code", flat=True))
    return [row for row in rows if row["code"] not in known]


def table_of(model: type[Record]) -> str:
    """The name of the table in which a file has rows of the model: `report_stage`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", model.__name__).lower()


def ordered(rows: Iterable[Row]) -> list[Row]:
    """The rows with their places, ten apart."""
    return [row | {"position": 10 * place} for place, row in enumerate(rows, start=1)]


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
