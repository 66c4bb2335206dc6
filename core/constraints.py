"""Constraints that recur. `violation_error_code` names the form field that shows the message."""

from __future__ import annotations

from typing import Any

from django.db.models import CheckConstraint, F, Model, Q, UniqueConstraint

NOT_RETIRED = Q(retired_at=None)


class InOrder(CheckConstraint):
    """The second date is not before the first; either may be empty.

    It is also asked of a record that no form has seen, before its rules, which reckon with the two days.
    """

    def __init__(self, first: str, last: str, **options: Any) -> None:
        self.first, self.last = first, last
        either = Q(**{first: None}) | Q(**{last: None})
        super().__init__(condition=Q(**{f"{last}__gte": F(first)}) | either, **options)

    def holds_of(self, record: Model) -> bool:
        first, last = getattr(record, self.first), getattr(record, self.last)
        return first is None or last is None or first <= last

    def deconstruct(self) -> tuple[str, Any, Any]:
        """As the constraint that a migration makes of it."""
        _, arguments, options = super().deconstruct()
        return "django.db.models.CheckConstraint", arguments, options

    def clone(self) -> InOrder:
        _, _, options = super().deconstruct()
        del options["condition"]
        return InOrder(self.first, self.last, **options)


def in_order(first: str, last: str, message: str) -> InOrder:
    """The second date is not before the first; either may be empty."""
    return InOrder(
        first,
        last,
        name=f"%(app_label)s_%(class)s_{last}_after",
        violation_error_message=message,
        violation_error_code=last,
    )


def once(*fields: str, at: str, message: str, empty_counts: bool = False) -> UniqueConstraint:
    """No two records that are not retired have the same values in these fields.

    An empty one is like no other, unless `empty_counts`: then two empty ones are the same.
    """
    return UniqueConstraint(
        fields=fields,
        condition=NOT_RETIRED,
        nulls_distinct=False if empty_counts else None,
        name=f"%(app_label)s_%(class)s_{at}_once",
        violation_error_message=message,
        violation_error_code=at,
    )
