"""Where words that were typed into an agreement disagree with its record, by the document both end up in.

Only what is certain is told: a schedule or clause that is not there, a schedule named by another's subject, a
day or a post that the record has otherwise. A reference to another Act or agreement is none of this one's.
"""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from core.dates import in_words
from documents.blocks import Document, Kind, Numbered, Section
from documents.queries.facts import AgreementFacts
from documents.trees import walk

REFERENCE = re.compile(
    r"\b(?P<kind>schedule|clause)\s+(?P<number>\d{1,2}(?:\.\d{1,2})?)(?![\w.(]*\w)", re.IGNORECASE
)
# "Schedule 12A to the Local Government Act", "clause 21 of the main agreement"
ELSEWHERE = re.compile(
    r"\s*(?:to|of|in|under) (?:the|an?) (?:[^\s.;]+ ){1,8}?(?:act|regulations|order|directions|agreement)\b",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"(?<=[.;:?!])\s+|\n+")
MONTHS = {name.casefold(): number for number, name in enumerate(month_name) if name}
DAY = rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?P<month>{'|'.join(MONTHS)}) (?P<year>\d{{4}})"
OF_AGREEMENT = r"\b(?:agreement|arrangements?|partnership|term)\b[^.;]{0,60}?\b"
BEGINS = r"(?:starts?|begins?|commences?|takes? effect|comes? into force)"
STARTS = re.compile(rf"{OF_AGREEMENT}{BEGINS} (?:on|from) (?:the )?{DAY}", re.IGNORECASE)
ENDS = re.compile(rf"{OF_AGREEMENT}(?:until|ends? on|expires? on) (?:the )?{DAY}", re.IGNORECASE)
POOL_MANAGER = re.compile(
    r"\bpool(?:ed fund)? manager (?:is|will be|shall be) (?:the |an? )?(?P<post>[^.;,\n]{3,80})",
    re.IGNORECASE,
)
STEM = 6


@dataclass(frozen=True)
class Typed:
    """A text that was typed, by the heading it stands under; `duration`: it is about how long it lasts."""

    place: str
    text: str
    duration: bool = False


def disagreements(facts: AgreementFacts, document: Document) -> tuple[str, ...]:
    """A sentence for each place where the typed words and the record do not agree."""
    judges = (
        partial(_references, _Numbers(document)),
        partial(_days, facts),
        partial(_pool_manager, facts),
    )
    return tuple(said for typed in _typed(facts) for judge in judges for said in judge(typed))


def _typed(facts: AgreementFacts) -> Iterator[Typed]:
    yield Typed("What it is about", facts.summary)
    yield Typed("Renewal", facts.renewal_terms, duration=True)
    yield Typed("Why the arrangements are likely to lead to an improvement", facts.improvement)
    for each in facts.provisions:
        yield Typed(each.name, each.text, duration=each.code in ("term", "termination"))


class _Numbers:
    """What bears which number in the document."""

    def __init__(self, document: Document) -> None:
        sections = [block for block in walk(document.content) if isinstance(block, Section)]
        self.schedules = {each.number: each.title for each in sections if each.kind == Kind.SCHEDULE}
        clauses = [each for each in sections if each.kind == Kind.CLAUSE]
        paragraphs = [block for block in walk(document.content) if isinstance(block, Numbered)]
        self.clauses = {each.number for each in clauses} | {each.number for each in paragraphs}

    def has(self, kind: str, number: str) -> bool:
        return number in (self.schedules if kind == "schedule" else self.clauses)

    def meant(self, sentence: str, number: str) -> str:
        """The number of the one schedule whose subject the sentence names, if it is not that one's own."""
        named = [each for each, title in self.schedules.items() if _names(sentence, title)]
        return named[0] if len(named) == 1 and number not in named else ""


def _names(sentence: str, title: str) -> bool:
    words = (word for word in re.findall(r"\w+", title.casefold()) if len(word) >= STEM)
    return any(word[:STEM] in sentence.casefold() for word in words)


def _references(numbers: _Numbers, typed: Typed) -> Iterable[str]:
    for sentence in SENTENCE.split(typed.text):
        for found in REFERENCE.finditer(sentence):
            kind, number = found["kind"].lower(), found["number"]
            if ELSEWHERE.match(sentence, found.end()):
                continue
            if not numbers.has(kind, number):
                yield f"“{typed.place}” refers to {kind} {number}, which this agreement does not have."
            elif kind == "schedule" and (meant := numbers.meant(sentence, number)):
                here, there = numbers.schedules[number], numbers.schedules[meant]
                yield (
                    f"“{typed.place}” refers to schedule {number}, which is “{here}”: "
                    f"“{there}” is schedule {meant}."
                )


def _days(facts: AgreementFacts, typed: Typed) -> Iterable[str]:
    if not typed.duration:
        return
    for pattern, does, recorded in ((STARTS, "starts", facts.starts_on), (ENDS, "ends", facts.ends_on)):
        for found in pattern.finditer(typed.text):
            said = _day(found)
            if said and said != recorded:
                record = f"the record says {in_words(recorded)}" if recorded else "the record has no such day"
                yield f"“{typed.place}” says that the agreement {does} on {in_words(said)}; {record}."


def _day(found: re.Match[str]) -> date | None:
    try:
        return date(int(found["year"]), MONTHS[found["month"].casefold()], int(found["day"]))
    except ValueError:  # 31 June
        return None


def _pool_manager(facts: AgreementFacts, typed: Typed) -> Iterable[str]:
    posts = [facts.pool_manager_post, *(fund.fund.pool_manager_post for fund in facts.schedule.funds)]
    recorded = list(dict.fromkeys(filter(None, posts)))
    for found in POOL_MANAGER.finditer(typed.text):
        said = found["post"].strip()
        if not any(_same(said, post) for post in recorded):
            record = f"the record says “{'; '.join(recorded)}”" if recorded else "the record names none"
            yield f"“{typed.place}” says that the pool manager is “{said}”; {record}."


def _same(said: str, recorded: str) -> bool:
    """Whether one of the two is more of the other."""
    said, recorded = said.casefold(), recorded.casefold()
    return said in recorded or recorded in said
