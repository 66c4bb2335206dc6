"""Two readings of one agreement, clause by clause and figure by figure: of two days, moments or issues.

What is compared is what a document prints, as plain JSON: that of a day as it would be kept, that of an issue
as it was kept then.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.dates import in_words
from core.jinja import money
from core.money import gbp
from core.sentences import mid_sentence
from core.timeline import FieldChange
from documents.comparison import Comparison, Section, compared_sections

type Facts = Mapping[str, Any]


@dataclass(frozen=True)
class FigureChange:
    """The amount of one line in one year, in pounds, in both readings; empty where it has none."""

    fund: str
    line: str
    year: str
    before: str
    after: str

    @property
    def printed(self) -> tuple[str, str]:
        """Both amounts as they are printed."""
        before, after = (money(gbp(each)) if each else "—" for each in (self.before, self.after))
        return before, after


@dataclass(frozen=True)
class AgreementComparison:
    """What differs between two readings, and the titles of what does not."""

    changed: tuple[Comparison, ...]
    same: tuple[str, ...]
    figures: tuple[FigureChange, ...]

    @property
    def is_same(self) -> bool:
        return not self.changed and not self.figures


def compare_agreements(before: Facts, after: Facts) -> AgreementComparison:
    found = compared_sections(sections_of(before), sections_of(after))
    changed = tuple(each for each in found if not each.is_same)
    titles = {each.title for each in changed}  # a clause and what is listed may have the same
    return AgreementComparison(
        changed=changed,
        same=tuple(dict.fromkeys(each.title for each in found if each.title not in titles)),
        figures=tuple(_figures(before, after)),
    )


def sections_of(facts: Facts) -> Iterator[Section]:
    """What the agreement says, a section for each clause and for each kind of record; none that is empty."""
    told = (
        ("particulars", "Particulars", "\n".join(_particulars(facts))),
        ("summary", "Summary", facts["summary"]),
        ("parties", "Parties", _listed(facts["parties"], _party)),
        ("flexibilities", "Flexibilities", _listed(facts["flexibilities"], _flexibility)),
        ("services-in", "Services in scope", _listed(facts["services_in"], _service)),
        ("services-out", "Services out of scope", _listed(facts["services_out"], _service)),
        ("aims", "Aims and outcomes", _listed(facts["aims"], lambda each: each["text"])),
        ("improvement", "Why it is likely to lead to an improvement", facts["improvement"]),
        *((f"clause-{each['code']}", each["name"], each["text"]) for each in facts["provisions"]),
        *((f"annex-{each['title']}", f"Annex: {each['title']}", each["text"]) for each in facts["annexes"]),
    )
    yield from (Section(key, title, text) for key, title, text in told if text)


def _particulars(facts: Facts) -> Iterator[str]:
    rows = (
        ("Title", facts.get("title")),
        ("Client group", facts.get("client_group")),
        ("Host partner", facts.get("host")),
        ("Pool manager", facts.get("pool_manager_post")),
        ("Starts on", _day(facts.get("starts_on"))),
        ("Last day", _day(facts.get("ends_on"))),
        ("Renewal", facts.get("renewal")),
        ("Renewal terms", facts.get("renewal_terms")),
        ("Notice, in months", facts.get("notice_months")),  # of issues of before
        *(("Notice", _notice(each)) for each in facts.get("notices", ())),
    )
    yield from (f"{label}: {said}" for label, said in rows if said not in (None, ""))


def _notice(notice: Facts) -> str:
    said = f"{notice['length']} {mid_sentence(notice['unit_label'])}"
    return "; ".join(filter(None, (notice["subject"], said, notice["note"])))


def _listed(rows: Any, told: Any) -> str:
    return "\n".join(told(each) for each in rows)


def _party(party: Facts) -> str:
    days = _between(party["joined_on"], party["left_on"])
    return "; ".join(filter(None, (party["body"]["name"], party["part"], days)))


def _flexibility(each: Facts) -> str:
    lead = f"led by {each['lead_body']['name']}" if each["lead_body"] else ""
    return "; ".join(filter(None, (each["name"], lead, _between(each["starts_on"], None), each["note"])))


def _service(each: Facts) -> str:
    days = _between(each["from_on"], each["to_on"])
    return "; ".join(filter(None, (each["name"], each["arrangement"], days, each["note"])))


def _between(first: str | None, last: str | None) -> str:
    parts = (f"from {_day(first)}" if first else "", f"until {_day(last)}" if last else "")
    return " ".join(filter(None, parts))


def _day(said: str | None) -> str:
    return in_words(date.fromisoformat(said)) if said else ""


def _figures(before: Facts, after: Facts) -> Iterator[FigureChange]:
    old, new = _amounts(before), _amounts(after)
    for key in dict.fromkeys((*new, *old)):
        if old.get(key) != new.get(key):
            yield FigureChange(*key, old.get(key, ""), new.get(key, ""))


def _amounts(facts: Facts) -> dict[tuple[str, str, str], str]:
    """Every counted amount, by fund, line and year."""
    schedule = facts["schedule"]
    return {
        (fund["fund"]["name"], row["label"], year): amount["amount"]
        for fund in schedule["funds"]
        for row in fund["rows"]
        for year, amount in zip(schedule["years"], row["amounts"], strict=False)
        if amount
    }


def in_one_line(change: FieldChange) -> tuple[str, str]:
    """Both texts, each on one line: for the terminal."""
    return " ".join(change.before.split()), " ".join(change.after.split())
