"""What other apps say of an agreement on its Overview: each registers what it tells."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from core.rules import Place
from partnerships.as_at import AgreementAsAt


@dataclass(frozen=True)
class Told:
    """One line, and where more of it stands."""

    text: str
    at: Place


@dataclass(frozen=True)
class Telling:
    """A titled part of the Overview."""

    title: str
    lines: Callable[[AgreementAsAt], Iterable[Told]]


_tellings: list[Telling] = []


def overview(title: str) -> Callable[[Callable[[AgreementAsAt], Iterable[Told]]], Callable]:
    """Ask this function what stands on the Overview under that title; nothing stands there if it has none."""

    def entered(function: Callable[[AgreementAsAt], Iterable[Told]]) -> Callable:
        _tellings.append(Telling(title, function))
        return function

    return entered


def told_of(agreement: AgreementAsAt) -> list[tuple[str, list[tuple[str, str]]]]:
    """Each title with its lines, as (text, address)."""
    found = [
        (each.title, [(line.text, line.at.url(agreement.reference)) for line in each.lines(agreement)])
        for each in _tellings
    ]
    return [(title, lines) for title, lines in found if lines]
