"""Constraints that recur. `violation_error_code` names the form field that shows the message."""

from __future__ import annotations

from django.db.models import CheckConstraint, F, Q, UniqueConstraint

NOT_RETIRED = Q(retired_at=None)


def in_order(first: str, last: str, message: str) -> CheckConstraint:
    """The second date is not before the first; either may be empty."""
    return CheckConstraint(
        condition=Q(**{f"{last}__gte": F(first)}) | Q(**{f"{first}": None}) | Q(**{f"{last}": None}),
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
