"""Rules: what must be true, in the law's own words.

A rule is a function of one record. The first line of its docstring is the message the user sees, the
form error and the manual; the rest names its source. `@rule_for(Model)` makes every recording and
change of that model obey it, so that no action can forget it.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, models

if TYPE_CHECKING:
    from core.models import Record

Rule = Callable[..., None]
UNTOLD = models.BaseConstraint.default_violation_error_message


class RulesBroken(Exception):
    """One or more rules refuse the act; `broken` lists them."""

    def __init__(self, broken: list[RuleBroken]) -> None:
        super().__init__(*(str(each) for each in broken))
        self.broken = broken


class RuleBroken(RulesBroken):
    """A rule refuses the act. `field` is the form field at fault, `detail` the facts of this case."""

    def __init__(self, rule: Rule, *, field: str | None = None, detail: str = "") -> None:
        self.rule, self.field, self.detail = rule, field, detail
        super().__init__([self])

    def __str__(self) -> str:
        return f"{message_of(self.rule)} {self.detail}".strip()

    def at(self, field: str | None) -> RuleBroken:
        """The same refusal, at the field of another form."""
        return RuleBroken(self.rule, field=field, detail=self.detail)


class ValueRefused(RuleBroken):
    """A field or a constraint of the record's model refuses what it is given, in these words."""

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(clean, field=field, detail=message)

    def __str__(self) -> str:
        return self.detail

    def at(self, field: str | None) -> RuleBroken:
        return ValueRefused(self.detail, field=field)


def message_of(rule: Rule) -> str:
    """What the user is told: the first line of the rule's docstring."""
    return (inspect.getdoc(rule) or "").split("\n")[0]


def source_of(rule: Rule) -> str:
    """The law or agreement the rule comes from, as its docstring names it."""
    lines = (inspect.getdoc(rule) or "").split("\n")
    return next((line.removeprefix("Source:").strip() for line in lines if line.startswith("Source:")), "")


_rules: dict[type[Record], list[Rule]] = {}
_retirement_rules: dict[type[Record], list[Rule]] = {}


def rule_for(model: type[Record]) -> Callable[[Rule], Rule]:
    """Check this rule whenever a record of the model is recorded, changed or restored."""
    return _registered(_rules, model)


def retirement_rule_for(model: type[Record]) -> Callable[[Rule], Rule]:
    """Check this rule before a record of the model is retired."""
    return _registered(_retirement_rules, model)


def _registered(table: dict[type[Record], list[Rule]], model: type[Record]) -> Callable[[Rule], Rule]:
    def register(rule: Rule) -> Rule:
        table.setdefault(model, []).append(rule)
        return rule

    return register


def clean(record: models.Model) -> None:
    """Raise `RulesBroken` with every field whose value its model does not take.

    What the database itself looks up is left to it: whether a related row exists, and the constraints, which
    `constraints_told` puts into words.
    """
    given = {
        field.name
        for field in record._meta.concrete_fields
        if field.is_relation and getattr(record, field.attname) is not None
    }
    try:
        record.clean_fields(exclude=given)
        record.clean()
        record.validate_unique()
    except ValidationError as refusal:
        raise RulesBroken(
            [
                ValueRefused(message, field=None if field == NON_FIELD_ERRORS else field)
                for field, errors in refusal.update_error_dict({}).items()
                for message in ValidationError(errors).messages
            ]
        ) from refusal


@contextmanager
def constraints_told(model: type[models.Model]) -> Iterator[None]:
    """Within it, what a constraint of the model refuses is a `RulesBroken` at the field its code names."""
    try:
        yield
    except IntegrityError as error:
        violated = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
        for constraint in model._meta.constraints:
            if constraint.name == violated and constraint.violation_error_message != UNTOLD:
                message = str(constraint.get_violation_error_message())
                raise ValueRefused(message, field=constraint.violation_error_code) from error
        raise


def check(record: Record) -> None:
    """Raise `RulesBroken` with every rule the record would break."""
    check_all(partial(rule, record) for rule in _rules.get(type(record), []))


def check_retirement(record: Record) -> None:
    """Raise `RulesBroken` with every rule that forbids retiring the record."""
    check_all(partial(rule, record) for rule in _retirement_rules.get(type(record), []))


def check_all(checks: Iterable[Callable[[], None]]) -> None:
    """Raise `RulesBroken` with everything that these refuse."""
    broken = []
    for check_one in checks:
        try:
            check_one()
        except RuleBroken as refusal:
            broken.append(refusal)
    if broken:
        raise RulesBroken(broken)


def must_not_be_retired(record: Record) -> None:
    """This record was retired. Restore it before you change it."""
    if record.is_retired:
        raise RuleBroken(must_not_be_retired)


def must_not_belong_to_what_is_retired(record: Record) -> None:
    """What this belongs to was retired. Restore that first."""
    retired = record.parent.retired_above() if record.parent_field and record.parent else None
    if retired is not None:
        detail = f"It is the {retired.noun()} {retired}."
        raise RuleBroken(must_not_belong_to_what_is_retired, detail=detail)


def must_be_retired(record: Record) -> None:
    """This record is in use: there is nothing to restore."""
    if not record.is_retired:
        raise RuleBroken(must_be_retired)
