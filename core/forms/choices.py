"""Choices of records, in which two of the same name are told apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from core.folding import fold
from core.models import Record


class ToldApart:
    """Says more of those choices of a field that have the same name. Goes before the field's own iterator."""

    def __iter__(self) -> Iterator[tuple[Any, str]]:
        choices: list[Any] = list(super().__iter__())  # type: ignore[misc]
        often = Counter(fold(str(label)) for _, label in choices)
        alike = [value for value, label in choices if value and often[fold(str(label))] > 1]
        records: list[Any] = [getattr(value, "instance", None) for value in alike]
        apart = _apart([each for each in records if _is_to_be_told(each)])
        for value, label in choices:
            more = apart.get(getattr(value, "value", 0))
            yield value, f"{label} ({more})" if more else label


def _is_to_be_told(record: Any) -> bool:
    return isinstance(record, Record) and getattr(record, "is_seen", True)


def _apart(records: list[Record]) -> dict[int, str]:
    """What tells these apart, by key: a query where there are any, whatever their number."""
    if not records:
        return {}
    model = type(records[0])
    keys = [each.pk for each in records]
    found = model._default_manager.with_related(*model.apart_needs).filter(pk__in=keys)
    return {each.pk: each.apart() for each in found}


def tell_apart(field: Any) -> None:
    """Have the choices of a field of records tell those of the same name apart."""
    if not issubclass(field.iterator, ToldApart):
        field.iterator = type("ToldApartIterator", (ToldApart, field.iterator), {})
    field.widget.choices = field.choices
