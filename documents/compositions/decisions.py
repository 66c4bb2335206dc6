"""The record of what a forum decided, as the law of its day asks."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.text import Truncator

from documents.blocks import Block, Box, Document, Look, Margins, Paragraph, Particulars, Section, Title
from documents.compositions.parts import Cell, day, particulars, typed
from documents.compositions.report import exempt_section
from documents.compositions.report_rows import mark
from documents.queries.decisions import DecisionRecordFacts, ResolutionFacts
from documents.trees import finished

LABELS = {
    "alternatives": "Alternatives considered and rejected",
    "interests": "Interests declared",
    "dispensations": "Dispensations",
}
NONE = "None recorded"


def decision_record_document(facts: DecisionRecordFacts) -> Document:
    """The record as it reads with these facts, open or with what is exempt as they have it."""
    draft = facts.issue is None
    withheld = facts.exempt if facts.shows_exempt else None
    return finished(
        Document(
            name=f"{facts.law.title}: {facts.title}",
            margins=Margins(
                reference=facts.reference,
                version=f"Draft of {day(facts.on)}" if draft else f"Issue {facts.issue}, {day(facts.on)}",
                footer=Truncator(f"{facts.council}, {facts.forum}").chars(90),
                seal=facts.seal,
                status="DRAFT" if draft else "",
                not_for_publication=f"exempt by {withheld.under}." if withheld else "",
                reason=f"Reason: {Truncator(withheld.reason).chars(260) or 'not given yet'}"
                if withheld
                else "",
            ),
            content=tuple(_content(facts)),
        )
    )


def _content(facts: DecisionRecordFacts) -> Iterator[Block]:
    organisation = Paragraph(f"{facts.council}, {facts.forum}", Look.LABEL)
    law = (Paragraph(f"Under {facts.law.source}", Look.SUBTITLE),) if facts.law.source else ()
    yield Box((organisation, Title(facts.law.title), *law), Look.MASTHEAD)
    if facts.exempt:
        what = _publication(facts)
        yield Box((exempt_section(facts.exempt, what),), Look.EXEMPT_NOTICE)
    yield _head(facts)
    for number, each in enumerate(facts.resolutions, start=1):
        yield _resolution(number, each, facts)
    if not facts.resolutions and not facts.exempt:
        yield Paragraph("No decision is recorded yet.", Look.MISSING)


def _publication(facts: DecisionRecordFacts) -> str:
    if facts.shows_exempt:
        return (
            "This version of the record holds what is exempt, and is not for publication. An open version is "
            "published."
        )
    return "Part of this record is not for publication, and is left out of this version."


def _head(facts: DecisionRecordFacts) -> Particulars:
    key = "" if facts.is_key is None else "Yes" if facts.is_key else "No"
    return particulars(
        (
            ("Report", f"{facts.title} ({facts.reference}, version {facts.version})"),
            ("Decided by", facts.forum),
            ("Key decision", f"{key}: {facts.key_reason}" if facts.key_reason else key),
            ("Published", day(facts.published_on)),
            *facts.own,
        )
    )


def _resolution(number: int, each: ResolutionFacts, facts: DecisionRecordFacts) -> Section:
    until = f" until {day(each.deferred_to_on)}" if each.deferred_to_on else ""
    asked: list[tuple[str, Cell]] = [
        (label, typed(getattr(each, name)) or (NONE if name in facts.law.asks else ""))
        for name, label in LABELS.items()
    ]
    rows: tuple[tuple[str, Cell], ...] = (
        ("Recommendation", typed(each.put_as) or "The report as a whole"),
        ("Decision", f"{each.outcome}{until}"),
        ("Resolved", typed(each.resolved)),
        ("Taken by", each.officer_post),
        ("By which delegation", each.delegated_by),
        ("Date of the decision", day(each.decided_on)),
        ("Reasons", typed(each.reasons) or NONE),
        *asked,
        ("Urgent", each.urgency),
        ("Call-in ends", each.call_in_ends),
        ("Takes effect", f"{each.takes_effect}. {each.why_then}"),
        ("Authority", each.authorises),
    )
    return Section(f"Resolution {number}", (*mark(each.exempt), particulars(rows)))
