"""The rule book: what must be true, each rule once, with its code, words, source and days.

A rule refuses an act, or warns that somebody should act. `@refuses` enters a function of a record that raises
`RuleBroken`; `@warns` one of an agreement as at a day that yields each `Breach`. The first line of its
docstring is the message: the form error, the finding, the manual. `/rules/` and `manage.py rules` list the
whole book.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import partial
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, models
from django.urls import reverse

from core.constraints import InOrder
from core.controls import has_controls
from core.dates import Period, in_words

if TYPE_CHECKING:
    from core.models import Record

# The source of a rule that neither law nor an agreement makes, but good record keeping.
HOUSE = "Good record keeping"
UNTOLD = models.BaseConstraint.default_violation_error_message


@dataclass(frozen=True, eq=False)
class Rule:
    """One rule of the book. It binds from `from_on` to `to_on`, both included; either may be open."""

    code: str
    source: str
    about: str
    is_refusal: bool
    function: Callable[..., Any]
    from_on: date | None = None
    to_on: date | None = None

    def __call__(self, *args: Any, **options: Any) -> Any:
        return self.function(*args, **options)

    def __str__(self) -> str:
        return self.message

    @property
    def message(self) -> str:
        """What the user is told: the first line of the function's docstring."""
        return (inspect.getdoc(self.function) or "").split("\n")[0]

    def not_in_force(self, day: date) -> str:
        """Where it does not bind on that day, when it does; nothing where it does."""
        if day in Period(self.from_on, self.to_on):
            return ""
        first = f"from {in_words(self.from_on)}" if self.from_on else ""
        last = f"until {in_words(self.to_on)}" if self.to_on else ""
        return f"It binds {' '.join(filter(None, (first, last)))}."

    @property
    def does(self) -> str:
        """What it does to what would break it: "refuses" or "warns"."""
        return "refuses" if self.is_refusal else "warns"

    @property
    def app(self) -> str:
        """The app whose rule it is."""
        return self.function.__module__.partition(".")[0]

    @property
    def remark(self) -> str:
        """What else its docstring says."""
        return " ".join((inspect.getdoc(self.function) or "").split("\n")[2:])


class Constraint(Rule):
    """A constraint of a model, which the database holds."""

    @property
    def message(self) -> str:
        return str(self.function.__self__.get_violation_error_message())  # type: ignore[attr-defined]

    @property
    def remark(self) -> str:
        return "The database itself refuses it."


_book: dict[str, Rule] = {}


def whole_book() -> list[Rule]:
    """Every rule, and every constraint that tells people what it refuses; those that warn come first."""
    rules = [*_book.values(), *_constraints()]
    return sorted(rules, key=lambda rule: (rule.is_refusal, rule.code))


def _constraints() -> Iterator[Rule]:
    """What the database itself refuses, as rules: the message is the constraint's own."""
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            if constraint.violation_error_message != UNTOLD:
                about = str(model._meta.verbose_name_plural)
                yield Constraint(constraint.name.replace("_", "-"), HOUSE, about, True, constraint.validate)


def rule_of(code: str) -> Rule | None:
    """The rule of that code; None where there is none."""
    return _book.get(code)


def enter[R: Rule](rule: R) -> R:
    """Enter a rule of a kind of its own in the book."""
    if rule.code in _book:
        raise ValueError(f"Two rules have the code {rule.code}.")
    _book[rule.code] = rule
    return rule


class Urgency(IntEnum):
    """How soon somebody should act; sorts the most urgent first."""

    NOW = 1
    SOON = 2
    NOTE = 3


@dataclass(frozen=True)
class Place:
    """Where a breach is corrected: a page of the agreement or, with a key, of one of its records."""

    page: str
    key: int | str | None = None
    anchor: str = ""

    def __str__(self) -> str:
        """As it is kept: "fund.12.checks"."""
        return f"{self.page}.{'' if self.key is None else self.key}.{self.anchor}"

    @classmethod
    def read(cls, kept: str) -> Place:
        """The place of which this is the text."""
        page, key, anchor = kept.split(".", 2)
        return cls(page, int(key) if key.isdecimal() else key or None, anchor)

    def url(self, reference: str) -> str:
        """Its address, where the agreement has that reference."""
        address = reverse(_pages[self.page], args=[reference if self.key is None else self.key])
        return f"{address}#{self.anchor}" if self.anchor else address


_pages: dict[str, str] = {}


def register_pages(**pages: str) -> None:
    """Name the pages that a `Place` may be on, each with the name of its address."""
    _pages.update(pages)


@dataclass(frozen=True)
class Breach:
    """One place where an agreement breaks a rule that warns; `detail` says what is so there."""

    at: Place
    detail: str
    urgency: Urgency = Urgency.NOW


@dataclass(frozen=True)
class Condition:
    """To what a rule applies, in words that complete "applies to …", and whether it does."""

    words: str
    holds: Callable[[Any], bool]

    def __and__(self, other: Condition) -> Condition:
        return Condition(f"{self.words} {other.words}", lambda each: self.holds(each) and other.holds(each))


@dataclass(frozen=True, eq=False)
class WarningRule(Rule):
    """A rule that warns. It applies where its condition holds, on the day the agreement is entered into."""

    condition: Condition = Condition("every agreement", lambda _: True)

    def not_applicable(self, agreement: Any) -> str:
        """Why it does not apply to the agreement as at its day; nothing where it does."""
        if not self.condition.holds(agreement):
            return f"It applies to {self.condition.words}."
        return self.not_in_force(agreement.entered_on)

    def breaches(self, agreement: Any) -> list[Breach]:
        """Every breach; none where it does not apply."""
        return [] if self.not_applicable(agreement) else list(self.function(agreement))


def warns(
    code: str,
    *,
    source: str,
    applies: Condition = WarningRule.condition,
    from_on: date | None = None,
    to_on: date | None = None,
) -> Callable[[Callable[[Any], Iterable[Breach]]], WarningRule]:
    """Enter a rule that is asked of agreements as at a day."""

    def entered(function: Callable[[Any], Iterable[Breach]]) -> WarningRule:
        return enter(
            WarningRule(code, source, applies.words, False, function, from_on, to_on, condition=applies)
        )

    return entered


def rules_of[R: Rule](kind: type[R]) -> list[R]:
    """Every rule of that kind, in the order in which they were entered."""
    return [rule for rule in _book.values() if isinstance(rule, kind)]


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
        return f"{self.rule.message} {self.detail}".strip()

    def at(self, field: str | None) -> RuleBroken:
        """The same refusal, at the field of another form."""
        return RuleBroken(self.rule, field=field, detail=self.detail)


class ValueRefused(RuleBroken):
    """A field or a constraint of the record's model refuses what it is given, in these words."""

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(value_is_valid, field=field, detail=message)

    def __str__(self) -> str:
        return self.detail

    def at(self, field: str | None) -> RuleBroken:
        return ValueRefused(self.detail, field=field)


_rules: dict[type[Record], list[Rule]] = {}
_retirement_rules: dict[type[Record], list[Rule]] = {}


def refuses(
    code: str,
    *models: type[Record],
    source: str = HOUSE,
    retiring: bool | None = False,
    from_on: date | None = None,
    to_on: date | None = None,
) -> Callable[[Callable[..., None]], Rule]:
    """Enter a rule that refuses what would break it, by raising `RuleBroken`.

    Every recording, change and restoring of a record of these models obeys it, so that no action can forget
    it; with `retiring`, every retiring does, and with None both do. Without a model, the actions ask it.
    """

    def entered(function: Callable[..., None]) -> Rule:
        nouns = [str(model._meta.verbose_name_plural) for model in models]
        about = " and ".join(filter(None, [", ".join(nouns[:-1]), *nouns[-1:]])) or "what is done"
        rule = enter(Rule(code, source, about, True, function, from_on, to_on))
        for model in models:
            if not retiring:
                _rules.setdefault(model, []).append(rule)
            if retiring or retiring is None:
                _retirement_rules.setdefault(model, []).append(rule)
        return rule

    return entered


@refuses("value-valid")
def value_is_valid(record: models.Model) -> None:
    """Each field takes only a value of its kind, within its limits."""
    clean(record)


CONTROLS = "It has a character that no page or document can show. Type it anew."


def clean(record: models.Model) -> None:
    """Raise `RulesBroken` with every field whose value its model does not take.

    What the database itself looks up is left to it: whether a related row exists, and the constraints, which
    `constraints_told` puts into words. Only days in the wrong order are refused here already.
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
    texts = (
        each for each in record._meta.concrete_fields if isinstance(each, models.CharField | models.TextField)
    )
    if told := [each.name for each in texts if has_controls(getattr(record, each.attname) or "")]:
        raise RulesBroken([ValueRefused(CONTROLS, field=name) for name in told])
    in_order = [each for each in record._meta.constraints if isinstance(each, InOrder)]
    if reversed_days := [each for each in in_order if not each.holds_of(record)]:
        raise RulesBroken(
            [
                ValueRefused(str(each.violation_error_message), field=each.violation_error_code)
                for each in reversed_days
            ]
        )


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


@refuses("record-in-use")
def must_not_be_retired(record: Record) -> None:
    """This record was retired. Restore it before you change it."""
    if record.is_retired:
        raise RuleBroken(must_not_be_retired)


@refuses("record-above-in-use")
def must_not_belong_to_what_is_retired(record: Record) -> None:
    """What this belongs to was retired. Restore that first."""
    retired = record.parent.retired_above() if record.parent_field and record.parent else None
    if retired is not None:
        detail = f"It is the {retired.noun()} {retired}."
        raise RuleBroken(must_not_belong_to_what_is_retired, detail=detail)


@refuses("record-retired")
def must_be_retired(record: Record) -> None:
    """This record is in use: there is nothing to restore."""
    if not record.is_retired:
        raise RuleBroken(must_be_retired)
