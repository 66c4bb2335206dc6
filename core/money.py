"""Amounts of money: pounds sterling, exact to the penny, never a float.

`Money` is djmoney's class, so an amount read from a field and one made here are the same thing.
"""

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from fractions import Fraction

from djmoney.money import Money

__all__ = ["SCALES", "Money", "gbp", "pounds_in_words", "split", "to_pence", "total"]

PENNY = Decimal("0.01")
# Decimal's usual 28 digits would round or refuse a large sum in silence.
EXACT = Context(prec=100, rounding=ROUND_HALF_UP)
# What people write after a figure, and how many pounds one of it is.
SCALES = {
    "k": 1_000,
    "thousand": 1_000,
    "m": 1_000_000,
    "mn": 1_000_000,
    "million": 1_000_000,
    "bn": 1_000_000_000,
    "billion": 1_000_000_000,
}


def gbp(amount: Decimal | int | str) -> Money:
    """Return an amount in pounds, exactly as given: `gbp("1026.50")`, `gbp(54_000)`.

    Raises TypeError for a float (its pence are already lost) and ValueError for text that is no number.
    """
    return Money(_exact(amount), "GBP")


def to_pence(amount: Money) -> Money:
    """Return the amount rounded to whole pence, half up; a negative amount rounds as its positive does."""
    return Money(_pounds(amount).quantize(PENNY, context=EXACT), "GBP")


def split(amount: Money, weights: Sequence[Decimal | int]) -> list[Money]:
    """Share an amount of whole pence in proportion to the weights; the parts always sum to the whole.

    Each part is first rounded down to the penny (towards zero); the pennies left over go one each to the
    largest remainders, the earlier weight first where remainders tie. A weight of zero gets nothing.

    Raises ValueError for a fraction of a penny, a negative weight, or weights that sum to zero.
    """
    shares = [Fraction(_exact(weight)) for weight in weights]
    whole = sum(shares)
    if any(share < 0 for share in shares):
        raise ValueError("An amount cannot be split by a negative weight.")
    if not whole:
        raise ValueError("An amount cannot be split when every weight is zero.")
    pence = Fraction(_pounds(amount)) * 100
    if pence.denominator != 1:
        raise ValueError(f"{amount.amount} is not a whole number of pence. Round it with to_pence first.")
    sign = -1 if pence < 0 else 1
    exact_parts = [abs(pence) * share / whole for share in shares]
    parts = [exact.numerator // exact.denominator for exact in exact_parts]
    by_remainder = sorted(range(len(parts)), key=lambda i: parts[i] - exact_parts[i])
    for i in by_remainder[: int(abs(pence)) - sum(parts)]:
        parts[i] += 1
    return [Money(Decimal(sign * part).scaleb(-2, EXACT), "GBP") for part in parts]


def total(amounts: Iterable[Money]) -> Money:
    """Return the sum of the amounts, £0 where there are none. Raises TypeError for anything but Money."""
    result = Decimal(0)
    for amount in amounts:
        result = EXACT.add(result, _pounds(amount))
    return Money(result, "GBP")


def pounds_in_words(amount: Money) -> str:
    """As a sentence says it, with pence only where there are some: £730,000, −£1,234.50."""
    text = f"£{abs(_pounds(amount)):,.2f}".removesuffix(".00")
    return f"\N{MINUS SIGN}{text}" if amount.amount < 0 else text


def _pounds(amount: Money) -> Decimal:
    if not isinstance(amount, Money):
        raise TypeError(f"{type(amount).__name__} is not Money. Make it with gbp().")
    if amount.currency.code != "GBP":
        raise ValueError(f"{amount.currency.code} is not pounds sterling.")
    return _exact(amount.amount)


def _exact(number: Decimal | int | str) -> Decimal:
    if isinstance(number, bool) or not isinstance(number, Decimal | int | str):
        raise TypeError(f"{type(number).__name__} is not an exact number. Use Decimal, int or text.")
    try:
        exact = Decimal(number)
    except InvalidOperation:
        raise ValueError(f"{str(number)[:40]!r} is not a number.") from None
    if not exact.is_finite():
        raise ValueError(f"{exact} is not a number.")
    return exact
