"""A mistake in a case's file is one clear message, and nothing of the case is recorded."""

from datetime import UTC, datetime

import pytest

from budgets.models import Fund, FundKind
from cases.loader import Case, CaseRefused
from core.models import Act, Record
from core.reference import load_reference, set_up_user
from governance.models import Board, Seat
from partnerships.models import Agreement, Body, Party, Phase
from tests.access import RECORDS

AT = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
TOML = """
[[body]]
id = "council"
name = "Northshire Council"
kind = "county-council"
gss_code = "E10000099"

[agreement]
reference = "NOR-CARE-2026"
title = "Care at home"
legal_basis = "nhs-act-2006-s75"
kept_by = "council"
summary.passage = "what it is for"

[[party]]
body = "council"
role_note = "Host"

[[phase]]
name = "Pooled fund"
due_on = 2026-12-31

[[fund]]
id = "pool"
name = "Care pool"
kind = "pooled"

[[fund.contribution_line]]
partner = "council"
contribution = [
  { year = "2026/27", amount = 1_000.50, status = "proposed" },
  { year = "2027/28", amount = 2_000, status = "agreed", agreed_source = "Minute 4" },
]

[[board]]
name = "Care Board"
kind = "partnership"
kept_by = "council"

[board.oversight]
part = "Oversees the pool"

[[board.seat]]
post = "Chair"
category = "council"
places = ""
"""
MARKDOWN = "A paper.\n\n=== what it is for\n\nCare, at home.\n"


@pytest.fixture(scope="module")
def setup(kept):
    by = set_up_user(at=AT)
    load_reference(by=by, at=AT)
    return {"by": by, "at": AT}


@pytest.fixture
def load(tmp_path, setup, db):
    def load(toml: str = TOML, markdown: str = MARKDOWN) -> None:
        (tmp_path / "care.toml").write_text(toml)
        (tmp_path / "care.md").write_text(markdown)
        Case(tmp_path / "care.toml").load(**setup)

    return load


def counts() -> dict[type[Record], int]:
    return {model: model._base_manager.count() for model in RECORDS}


def test_a_case_is_recorded_as_forms_would_record_it(load):
    load()
    agreement = Agreement.objects.get()
    assert (agreement.reference, agreement.summary, agreement.kept_by.name) == (
        "NOR-CARE-2026",
        "Care, at home.",
        "Northshire Council",
    )
    assert list(Party.objects.values_list("body__name", "role_note", "confirmed")) == [
        ("Northshire Council", "Host", True)
    ]
    assert list(Phase.objects.values_list("position", "name")) == [(1, "Pooled fund")]
    fund = Fund.objects.get()
    figures = fund.lines.get().contributions.all()
    assert fund.kind == FundKind.POOLED
    assert [(str(each.year), str(each.amount), each.how_agreed) for each in figures] == [
        ("2026/27", "£1,000.50", ""),
        ("2027/28", "£2,000.00", "As reported, nobody there confirmed it: Minute 4"),
    ]
    assert list(Board.objects.values_list("name", "oversights__agreement", "oversights__part")) == [
        ("Care Board", agreement.pk, "Oversees the pool")
    ]
    assert list(Seat.objects.values_list("board__name", "post", "places")) == [("Care Board", "Chair", None)]
    assert set(Act.objects.filter(agreements=agreement).values_list("by__email", flat=True)) == {
        "setup@common-purse.invalid"
    }


def test_a_body_that_is_recorded_already_is_left_as_it_is(load):
    load(TOML.replace("NOR-CARE-2026", "NOR-CARE-2025"))
    load(TOML.replace("Northshire Council", "Council of Northshire").replace("Care Board", "Second Board"))
    assert list(Body.objects.values_list("name", flat=True)) == ["Northshire Council"]


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ("role_note =", "role =", "care.toml: party 1, role: the party has no such field."),
        ("[[phase]]", "[[fase]]", "care.toml: fase 1: there is no field and no table “fase” here."),
        ('partner = "council"', 'partner = "icb"', "no body above is called “icb”."),
        ('kind = "county-council"', 'kind = "county"', "care.toml: body 1, kind: no kind of body above"),
        ('kind = "pooled"', 'kind = "pool"', "care.toml: fund 1, kind: Value 'pool' is not a valid choice."),
        ("2026-12-31", "2026-02-30", "care.toml: Invalid date or datetime (at line 21, column 10)"),
        ("2026-12-31", '"soon"', "care.toml: phase 1, due_on: give a date, like 2003-12-31, not 'soon'."),
        ('"2026/27"', '"2026/28"', "contribution 1, year: 2026/28 is not a financial year."),
        ("1_000.50", '"much"', "contribution_line 1, contribution 1, amount: give an amount in pounds"),
        ("[[board.seat]]", "[[board.phase]]", "care.toml: board 1, phase 1: it cannot belong to the board."),
        ('summary.passage = "what it is for"', "", "care.md: no record has the passage “what it is for”."),
        ("what it is for", "what for", "care.toml: agreement 1, summary: care.md has no passage “what for”."),
        ('legal_basis = "nhs-act-2006-s75"', "", "care.toml: agreement 1, legal_basis: it is missing."),
        ("[agreement]", "[contract]", "care.toml: agreement, reference: each file has one agreement"),
        (
            'category = "council"',
            "category = 3",
            "care.toml: board 1, seat 1, category: give text, in quotes, not 3.",
        ),
        (
            "[[phase]]",
            '[[body]]\nname = "Another"\nkind = "county-council"\ngss_code = "E10000099"\n[[phase]]',
            "care.toml: body 2, gss_code: this body is recorded above already.",
        ),
        (
            "[[phase]]",
            '[[phase]]\nname = "Pooled fund"\ndue_on = 2026-12-31\n[[phase]]',
            "care.toml: phase 2: it is there twice.",
        ),
        (
            "[[fund]]",
            '[[fund]]\nid = "pool"\nname = "Another"\nkind = "aligned"\n[[fund]]',
            "care.toml: fund 2, id: another fund is called “pool”.",
        ),
        (
            'title = "Care at home"',
            'title = ""',
            "care.toml: agreement 1, title: This field cannot be blank.",
        ),
    ],
)
def test_a_mistake_is_told_with_its_place_and_nothing_is_recorded(load, right, wrong, message):
    assert right in TOML
    before = counts()
    with pytest.raises(CaseRefused) as refusal:
        load(TOML.replace(right, wrong))
    assert message in str(refusal.value)
    assert counts() == before
    assert not Act.objects.filter(code="agreement.recorded").exists()


def test_a_passage_is_written_once(load):
    with pytest.raises(CaseRefused, match="two passages are called “what it is for”"):
        load(markdown=MARKDOWN + "\n=== what it is for\n\nAgain.\n")
