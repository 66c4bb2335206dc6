"""Each function that reads a text reads the longest and worst one within the limits of a document."""

import signal
from decimal import Decimal

import pytest

from core.differences import marked_up
from core.forms.fields.text import PROSE_LENGTH
from core.prose import blocks, to_html
from core.rules import WarningRule, rules_of
from documents.prose import clauses
from governance.calculations.numbering import Numbers, paragraphs_of
from governance.calculations.published_numbers import numbering_faults
from governance.calculations.quoted_figures import Name, doubts_in
from governance.calculations.sections import sections_in
from governance.calculations.suspect_words import responsibility_transferred
from tests.values import agreement, flexibility, service

pytestmark = pytest.mark.sweep

UNITS = (
    *(
        "responsibility for ",
        "responsibility for transfer of ",
        "£1,",
        "£1.1 ",
        "£1 111 111",
        "£1–",
        "£1k from fund 1 ",
        "1.1.",
        "1. ",
        " ",
        "x",
        "e\u0301",
    ),
    *("[", "![", "[a](b", "<", "&#x", "`", "*a **a ", "> ", "- ", "|", "\\"),
)
POOL = {"flexibilities": (flexibility(),), "services_in": (service("Nursing"),)}


def longest(unit: str) -> str:
    return (unit * (PROSE_LENGTH // len(unit) + 1))[:PROSE_LENGTH]


def read(unit: str) -> int:
    """Let every function read the text; return how many did."""
    text = longest(unit)
    known = [Decimal(n) for n in range(10_000)]
    names = [Name(rf"\bfund {n}\b", f"fund {n}", frozenset({n})) for n in range(100)]
    done = [
        to_html(text),
        blocks(text),
        clauses(text),
        paragraphs_of(text, Numbers("continuous")),
        responsibility_transferred(text),
        doubts_in(text, lambda of: known, names),
        sections_in(text),
        numbering_faults(text.split()),
        marked_up(text, f"New {text[10:]} end"),
        [rule.breaches(agreement(summary=text, **POOL)) for rule in rules_of(WarningRule)],
    ]
    return len(done)


@pytest.fixture
def half_a_minute():
    """A test that takes longer fails, even in the middle of a regular expression."""

    def out_of_time(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, out_of_time)
    signal.alarm(30)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.parametrize("unit", UNITS, ids=repr)
def test_the_longest_text_is_read(half_a_minute, unit):
    assert read(unit) == 10
