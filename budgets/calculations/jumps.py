"""Figures that may be typed in the wrong unit: to be asked about before they are saved."""

from __future__ import annotations

from core.money import Money, pounds_in_words

TENFOLD = 10


def question(
    typed: Money, *, before: Money | None = None, before_in: str = "", whole: Money | None = None
) -> str:
    """Say what is unlikely about a figure, "" where nothing is.

    `before` is the figure that was there or, without one, that of the year before, which `before_in` names;
    `whole` is the total of the fund as saved.
    """
    amount = abs(typed.amount)
    was = abs(before.amount) if before is not None else 0
    said = f"You typed {pounds_in_words(typed)}"
    if amount and was and before is not None and amount >= TENFOLD * was:
        times = f"{amount / was:,.1f}".removesuffix(".0")
        return f"{said}: {times} times the {pounds_in_words(before)} {before_in}"
    if amount and was and before is not None and amount * TENFOLD <= was:
        return f"{said}: a tenth or less of the {pounds_in_words(before)} {before_in}"
    if whole is not None and whole.amount > 0 and amount > whole.amount:
        return f"{said}: more than the whole fund, {pounds_in_words(whole)}"
    return ""
