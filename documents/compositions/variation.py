"""The instrument by which an agreement is varied: its parties, background, changes, and where they sign."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.text import Truncator

from core.dates import in_words
from documents.blocks import (
    Block,
    Blocks,
    Cover,
    Document,
    Item,
    Items,
    Kind,
    Margins,
    Numbered,
    Paragraph,
    Section,
    Signature,
)
from documents.compositions.parts import day, joined, particulars, table
from documents.prose import prose
from documents.queries.variations import InstrumentFacts
from documents.trees import finished
from partnerships.calculations.variations import ChangeFacts


def variation_document(facts: InstrumentFacts) -> Document:
    """The instrument as it reads with these facts; DRAFT until every partner has signed it."""
    variation = facts.variation
    version = f"Signed on {day(variation.signed_on)}" if variation.binds else f"Draft of {day(facts.on)}"
    margins = Margins(
        reference=f"{facts.reference} Variation {variation.number}",
        version=version,
        footer=Truncator(facts.title).chars(90),
        seal="",
        status="" if variation.binds else "DRAFT",
    )
    content = (_cover(facts), _parties(facts), _background(facts), _changes(facts), _signatures(facts))
    name = f"{variation.kind} {variation.number}: {facts.title}"
    return finished(Document(name=name, margins=margins, content=content))


def _cover(facts: InstrumentFacts) -> Cover:
    variation = facts.variation
    return Cover(
        organisation=f"{variation.kind} {variation.number}",
        title=variation.title,
        subtitle=f"to {facts.title}",
        parties=tuple((party.name, party.capacity) for party in facts.parties),
        particulars=particulars(
            [
                ("Agreement", joined(" ", facts.reference, facts.title)),
                ("Legal basis", facts.basis),
                ("Takes effect on", day(variation.effective_on)),
            ],
            "Particulars",
        ),
    )


def _clause(title: str, key: str, *content: Block) -> Section:
    return Section(title, content, Kind.CLAUSE, key=key)


def _says(words: str, *more: Block) -> Numbered:
    return Numbered((Paragraph(words), *more), counted=True)


def _parties(facts: InstrumentFacts) -> Section:
    names = Items(tuple(Item((Paragraph(joined(": ", each.name, each.capacity)),)) for each in facts.parties))
    return _clause("Parties", "parties", _says("This variation is made between:", names))


def _background(facts: InstrumentFacts) -> Section:
    entered = f" that starts on {in_words(facts.starts_on)}" if facts.starts_on else ""
    made = f"The parties have an agreement, {facts.reference} {facts.title}{entered}."
    why = (Numbered(prose(facts.variation.reason), counted=True),) if facts.variation.reason else ()
    joining = (f"{each.name} becomes a party to it by this variation." for each in facts.parties if each.by)
    return _clause("Background", "background", _says(made), *map(_says, joining), *why)


def _changes(facts: InstrumentFacts) -> Section:
    first = f"From {in_words(facts.variation.effective_on)} the agreement is varied as follows. "
    rest = "In all else it stays as it is."
    return _clause("Variation", "variation", _says(first + rest), *map(_change, facts.changes))


def _change(change: ChangeFacts) -> Numbered:
    words: Blocks = prose(change.what.words) if change.what.words else ()
    said = f"From {in_words(change.effective_on)}. {change}{':' if words else '.'}"
    return Numbered((Paragraph(said), *words), counted=True)


def _signatures(facts: InstrumentFacts) -> Section:
    return Section("Signatures", tuple(_signed(facts)), key="signatures", code="signatures", begins_page=True)


def _signed(facts: InstrumentFacts) -> Iterator[Block]:
    signatures = facts.variation.signatures
    signed = {each.body.key for each in signatures}
    rows = [(each.body.name, each.post, day(each.signed_on), each.how) for each in signatures]
    if rows:
        yield table("Signatures recorded", ("Party", "Signed by", "On", "How"), rows)
    for party in facts.parties:
        if party.body.key not in signed:
            yield Signature(party.name, "Not yet signed")
