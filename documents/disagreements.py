"""Rules of the words that were typed into an agreement, by the document they end up in with its record.

Only what is certain is told: a schedule or clause that is not there, a schedule named by another's subject, a
day or a post that the record has otherwise. A reference to another Act or agreement is none of this one's.
"""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from core.dates import in_words
from core.rules import Rule, enter, rules_of
from documents.blocks import Document, Kind, Numbered, Section
from documents.queries.facts import AgreementFacts
from documents.trees import walk
from governance.calculations.suspect_words import responsibility_transferred

ONE_VALUE = "Good practice: an agreement does not contradict itself"

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


@dataclass(frozen=True)
class Reading:
    """An agreement as its document prints it."""

    facts: AgreementFacts
    document: Document

    @cached_property
    def numbers(self) -> _Numbers:
        return _Numbers(self.document)

    @property
    def texts(self) -> Iterator[Typed]:
        """Every text that was typed."""
        facts = self.facts
        yield Typed("What it is about", facts.summary)
        yield Typed("Renewal", facts.renewal_terms, duration=True)
        yield Typed("Why the arrangements are likely to lead to an improvement", facts.improvement)
        for each in facts.provisions:
            yield Typed(each.name, each.text, duration=each.code in ("term", "termination"))


@dataclass(frozen=True, eq=False)
class TextRule(Rule):
    """A rule that warns, asked of each typed text of an agreement as it will read."""

    def told(self, reading: Reading) -> list[str]:
        """A sentence for each place that breaks it."""
        return [said for typed in reading.texts for said in self.function(reading, typed)]


@dataclass(frozen=True)
class Disagreement:
    """What one rule tells of the typed words."""

    rule: TextRule
    said: str

    def __str__(self) -> str:
        return self.said


type _OfText = Callable[[Reading, Typed], Iterable[str]]


def _of_each_text(code: str, *, source: str = ONE_VALUE) -> Callable[[_OfText], TextRule]:
    """Enter a rule of typed words."""
    return lambda function: enter(TextRule(code, source, "typed words of agreements", False, function))


def disagreements(reading: Reading) -> tuple[Disagreement, ...]:
    """Everything that the rules of typed words tell of the agreement as it will read."""
    return tuple(Disagreement(rule, said) for rule in rules_of(TextRule) for said in rule.told(reading))


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


@_of_each_text("typed-references")
def what_is_referred_to_is_there(reading: Reading, typed: Typed) -> Iterator[str]:
    """Typed words refer only to clauses and schedules that the agreement has."""
    for kind, number, _ in _references(typed):
        if not reading.numbers.has(kind, number):
            yield f"“{typed.place}” refers to {kind} {number}, which this agreement does not have."


@_of_each_text("typed-references-by-subject")
def a_schedule_is_referred_to_by_its_own_subject(reading: Reading, typed: Typed) -> Iterator[str]:
    """Typed words that name the subject of a schedule refer to that schedule."""
    schedules = reading.numbers.schedules
    for kind, number, sentence in _references(typed):
        if kind != "schedule" or number not in schedules:
            continue
        if meant := reading.numbers.meant(sentence, number):
            yield (
                f"“{typed.place}” refers to schedule {number}, which is “{schedules[number]}”: "
                f"“{schedules[meant]}” is schedule {meant}."
            )


def _references(typed: Typed) -> Iterator[tuple[str, str, str]]:
    """Each reference to this agreement's own clauses and schedules: the kind, the number, its sentence."""
    for sentence in SENTENCE.split(typed.text):
        for found in REFERENCE.finditer(sentence):
            if not ELSEWHERE.match(sentence, found.end()):
                yield found["kind"].lower(), found["number"], sentence


@_of_each_text("typed-days")
def typed_days_are_those_of_the_term(reading: Reading, typed: Typed) -> Iterator[str]:
    """The days on which typed words say that the agreement starts or ends are those of its term."""
    facts = reading.facts
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


@_of_each_text("typed-pool-manager")
def the_pool_manager_typed_is_the_one_recorded(reading: Reading, typed: Typed) -> Iterator[str]:
    """The post that typed words call the pool manager is the one recorded."""
    facts = reading.facts
    posts = [facts.pool_manager_post, *(fund.fund.pool_manager_post for fund in facts.schedule.funds)]
    recorded = list(dict.fromkeys(filter(None, posts)))
    for found in POOL_MANAGER.finditer(typed.text):
        said = found["post"].strip()
        if not any(_same(said, post) for post in recorded):
            record = f"the record says “{'; '.join(recorded)}”" if recorded else "the record names none"
            yield f"“{typed.place}” says that the pool manager is “{said}”; {record}."


@_of_each_text(
    "typed-liability",
    source="NHS Act 2006 s.75(5), before it Health Act 1999 s.31(5): liability for functions is not affected",
)
def responsibility_is_not_said_to_pass(reading: Reading, typed: Typed) -> Iterator[str]:
    """No typed words of an agreement under section 31 or 75 say that responsibility is transferred."""
    if reading.facts.basis.follows_partnership_regulations:
        for said in responsibility_transferred(typed.text):
            yield f"“{typed.place}” says “{said}”: liability for functions stays where it is."


def _same(said: str, recorded: str) -> bool:
    """Whether one of the two is more of the other."""
    said, recorded = said.casefold(), recorded.casefold()
    return said in recorded or recorded in said
