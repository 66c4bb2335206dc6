"""The partnership agreement: its clauses, its schedules and where the parties sign."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.text import Truncator

from core.jinja import yes_no
from core.sentences import mid_sentence
from documents.blocks import (
    Block,
    Blocks,
    Contents,
    Cover,
    Document,
    Item,
    Items,
    Kind,
    Margins,
    Missing,
    Numbered,
    Paragraph,
    Particulars,
    Reference,
    Section,
    Signature,
    Words,
)
from documents.compositions import schedules
from documents.compositions.parts import Cell, day, joined, particulars, period, table, typed
from documents.prose import clauses
from documents.queries.facts import AgreementFacts, ProvisionFacts
from documents.trees import finished
from partnerships.as_at import ConsulteeFacts, FlexibilityFacts, IssueAreaFacts, NoticeFacts

NOT_RECORDED: Blocks = (Paragraph(Missing("Not recorded")),)


def agreement_document(facts: AgreementFacts) -> Document:
    """The agreement as it reads with these facts; DRAFT where they have no issue."""
    return finished(
        Document(
            name=f"{facts.title}: agreement {facts.reference}",
            margins=_margins(facts),
            content=(
                _cover(facts),
                Contents(),
                *_clauses(facts),
                *schedules.schedules(facts),
                _variations(facts),
                _signatures(facts),
            ),
        )
    )


def _version(facts: AgreementFacts) -> str:
    return f"Issue {facts.issue}, {day(facts.on)}" if facts.issue else f"Draft of {day(facts.on)}"


def _margins(facts: AgreementFacts) -> Margins:
    return Margins(
        reference=facts.reference,
        version=_version(facts),
        footer=Truncator(facts.title).chars(90),
        seal=facts.seal,
        status="" if facts.issue else "DRAFT",
    )


def _cover(facts: AgreementFacts) -> Cover:
    return Cover(
        organisation=f"Agreement under {facts.basis.citation}",
        title=facts.title,
        subtitle=facts.client_group,
        parties=tuple((party.name, party.capacity) for party in facts.parties),
        particulars=particulars(
            [
                ("Reference", facts.reference),
                ("Document", _version(facts)),
                ("Legal basis", facts.basis.name),
                *([("Date of the agreement", day(facts.dated_on))] if facts.dated_on else []),
                ("Term", _term(facts)),
                ("As varied by", ", ".join(f"Variation {each.number}" for each in facts.variations)),
            ],
            "Particulars",
        ),
    )


def _term(facts: AgreementFacts) -> Cell:
    return period(facts.starts_on, facts.ends_on) or NOT_RECORDED


def _clauses(facts: AgreementFacts) -> Blocks:
    return (
        _clause("The parties and this agreement", "parties-and-agreement", *_parties(facts)),
        _clause("Term, renewal and notice", "term", *_duration(facts)),
        _clause("Aims and outcomes", "aims", *_aims(facts)),
        _clause("Flexibilities", "flexibilities-used", *_flexibilities(facts)),
        _clause(
            "Why the arrangements are likely to lead to an improvement",
            "improvement",
            *clauses(facts.improvement),
        ),
        _clause("Consultation", "consultation", *_consultation(facts)),
        *(_provision(each) for each in facts.clauses if not schedules.is_schedule(each)),
        _clause("Matters still to be settled", "still-to-settle", *_still_to_settle(facts)),
        _clause("Phases", "phases", *_phases(facts)),
        _clause("Issues to be resolved", "issue-areas", *_issue_areas(facts)),
        _clause("Delegations", "delegations", *_delegations(facts)),
    )


def _clause(title: str, key: str, *content: Block) -> Section:
    return Section(title, content, Kind.CLAUSE, key=key, in_contents=True)


def _provision(provision: ProvisionFacts) -> Section:
    return _clause(provision.name, f"provision-{provision.code}", *clauses(provision.text))


def _says(*words: Words, leads: bool = False) -> Numbered:
    """A sentence of this document's own, as the next paragraph."""
    return Numbered((Paragraph(words),), counted=True, leads=leads)


def _bullets(*items: Words) -> Items:
    return Items(tuple(Item((Paragraph(each),)) for each in items))


# Clauses


def _parties(facts: AgreementFacts) -> Iterator[Block]:
    named = _bullets(*(joined(": ", party.name, party.capacity) for party in facts.parties))
    made = Paragraph(f"This agreement is made under {facts.basis.citation} between:")
    where = (
        (Paragraph((Reference("schedule-parties"), " gives their particulars.")),) if facts.parties else ()
    )
    yield Numbered((made, named, *where), counted=True)
    if facts.basis.follows_partnership_regulations:
        yield _says(
            "It is an arrangement to which the NHS Bodies and Local Authorities Partnership Arrangements "
            "Regulations 2000 (SI 2000/617) apply. In this agreement “reg” is a regulation of them."
        )
    if facts.client_group:
        yield _says(f"Those whom it is for: {facts.client_group.removesuffix('.')}.")
    yield from clauses(facts.summary)
    if facts.over_arching:
        annexed = f"It is annex {facts.annex_number}" if facts.annex_number else "It is annexed"
        yield _says(f"{annexed} to the over-arching agreement {facts.over_arching}.")
    yield _says("The particulars of the agreement are:", leads=True)
    yield _agreed_particulars(facts)


def _agreed_particulars(facts: AgreementFacts) -> Particulars:
    return particulars(
        [
            ("Reference", facts.reference),
            ("Legal basis", facts.basis.name),
            ("Host partner", facts.host or _of_each_fund(facts, "host")),
            ("Pool manager", facts.pool_manager_post or _of_each_fund(facts, "pool_manager_post")),
            ("Term", _term(facts)),
        ],
        "Particulars",
    )


def _of_each_fund(facts: AgreementFacts, name: str) -> Cell:
    """What the agreement leaves to its funds, fund by fund."""
    funds = [(fund.name, getattr(fund.fund, name)) for fund in facts.schedule.funds]
    return "; ".join(f"{fund}: {said}" for fund, said in funds if said) or NOT_RECORDED


def _duration(facts: AgreementFacts) -> Iterator[Block]:
    yield _says(_starts_and_ends(facts))
    yield _says(facts.renewal)
    yield from clauses(facts.renewal_terms)
    if not facts.notices:
        yield _says("No period of notice to end the agreement is recorded.")
    for notice in facts.notices:
        yield _says(_notice(notice))
        yield from clauses(notice.note)
    yield from clauses(facts.provision("term"))


def _starts_and_ends(facts: AgreementFacts) -> str:
    first, last = day(facts.starts_on), day(facts.ends_on)
    if first and last:
        return f"The agreement starts on {first} and ends on {last}, both days included."
    if first:
        return f"The agreement starts on {first}. No last day is set."
    if last:
        return (
            f"The agreement ends on {last}, that day included. "
            "The day on which it starts is not yet recorded."
        )
    return "The days on which the agreement starts and ends are not yet recorded."


def _notice(each: NoticeFacts) -> str:
    what = each.subject or "the agreement"
    unit = mid_sentence(each.unit_label)
    given = f"one {unit.removesuffix('s')}’s notice" if each.length == 1 else f"{each.length} {unit}’ notice"
    when = f" that ends on {mid_sentence(each.ending_label)}" if each.ending not in ("", "term") else ""
    return f"A party may end {what} by giving {given}{when}."


def _aims(facts: AgreementFacts) -> Iterator[Block]:
    yield from clauses(facts.provision("aims-and-outcomes"))
    if facts.aims:
        yield _says("The parties agree these aims and outcomes:", leads=True)
        rows = [(each.text, each.kind, each.measure, day(each.by_on)) for each in facts.aims]
        headings = ("Aim or outcome", "Kind", "Measure", "By")
        yield table("Agreed aims and outcomes", headings, rows, short=(1, 3))


def _flexibilities(facts: AgreementFacts) -> Iterator[Block]:
    if facts.flexibilities:
        dated = any(each.starts_on for each in facts.flexibilities)
        each_from = ", each from its own date" if dated else ""
        used = (
            f"The parties use these flexibilities{each_from}. ",
            Reference("schedule-flexibilities"),
            " gives their particulars.",
        )
        yield Numbered(
            (Paragraph(used), _bullets(*map(_flexibility, facts.flexibilities))),
            counted=True,
        )
    yield from clauses(facts.provision("flexibilities"))


def _flexibility(each: FlexibilityFacts) -> str:
    starts = f", from {day(each.starts_on)}" if each.starts_on else ""
    lead = f"; lead body: {each.lead_body}" if each.lead_body else ""
    return f"{each.name}{starts}{lead}"


def _consultation(facts: AgreementFacts) -> Iterator[Block]:
    consulted = [each for each in facts.consultees if each.was_consulted_by(facts.on)]
    if consulted:
        yield _says("Before entering into the agreement the parties consulted:", leads=True)
        rows = [
            (each.name, yes_no(each.jointly), period(each.from_on, each.to_on), typed(_consulted(each)))
            for each in consulted
        ]
        headings = ("Consulted", "Jointly", "When", "How, and what they said")
        yield table("Who was consulted", headings, rows, short=(1, 2))
    if others := [each for each in facts.consultees if each not in consulted]:
        yield _says("These had not been consulted on the day this document was made:", leads=True)
        yield _bullets(*(f"{each.name}: {_not_consulted(each)}" for each in others))


def _consulted(each: ConsulteeFacts) -> str:
    changed = each.changed and f"Changed because of it: {each.changed}"
    by = each.by_whom and f"By {each.by_whom}."
    return "\n\n".join(filter(None, (by, each.how, each.said, changed)))


def _not_consulted(each: ConsulteeFacts) -> str:
    says = "being consulted" if each.state == "consulted" else mid_sentence(each.says)
    return f"{says}. {each.how}" if each.how else says


def _still_to_settle(facts: AgreementFacts) -> Iterator[Block]:
    if facts.still_to_write:
        says = (
            "The Regulations require an agreement of this kind to address these matters "
            "(reg 7(3), 8(2) or 9(3)). On the day this document was made it said nothing on them:"
        )
        named = _bullets(*(each.name for each in facts.still_to_write))
        yield Numbered((Paragraph(says), named), counted=True)
    if absent := list(_not_recorded(facts)):
        yield _says(f"Nothing is recorded yet of {'; '.join(absent)}.")


def _not_recorded(facts: AgreementFacts) -> Iterator[str]:
    """What every agreement has, and this one not yet."""
    what = (
        ("its aims and outcomes", facts.aims or facts.provision("aims-and-outcomes")),
        ("the flexibilities it uses", facts.flexibilities or facts.provision("flexibilities")),
        ("why it is likely to lead to an improvement", facts.improvement),
        ("who was consulted", facts.consultees),
        ("the services in its scope", facts.services_in),
        ("the funds and contributions", not facts.schedule.is_empty),
        ("the board that oversees it", facts.boards),
    )
    return (words for words, recorded in what if not recorded)


def _phases(facts: AgreementFacts) -> Iterator[Block]:
    if facts.phases:
        yield _says("The arrangements are put in place in these steps:", leads=True)
        rows = [
            (each.name, day(each.due_on), day(each.done_on) or "Not yet", typed(each.condition))
            for each in facts.phases
        ]
        headings = ("What is to be in place", "By", "In place", "Condition")
        yield table("Phases, their deadlines and conditions", headings, rows, short=(1, 2))


def _issue_areas(facts: AgreementFacts) -> Iterator[Block]:
    """What is to be delivered, area by area, by whom and when; an area with nothing yet is named."""
    if facts.issue_areas:
        yield _says("In these areas issues are to be resolved, by the delivery of what is named:", leads=True)
        rows = [row for area in facts.issue_areas for row in _area(area)]
        headings = ("Area", "What is to be delivered", "By whom", "By", "Delivered")
        yield table("Issue areas and what is to be delivered", headings, rows, short=(3, 4))


def _area(area: IssueAreaFacts) -> Iterator[tuple[Cell, ...]]:
    for each in area.deliverables:
        yield area.name, each.what, each.owner, day(each.due_on), day(each.done_on) or "Not yet"
    if not area.deliverables:
        yield area.name, "Not yet settled", "", "", ""


def _delegations(facts: AgreementFacts) -> Iterator[Block]:
    if facts.delegations:
        yield _says("The powers to settle or sign the agreement for a party are:", leads=True)
        rows = [(each.post, each.body.name, each.power, typed(each.note)) for each in facts.delegations]
        yield table("Powers to settle or sign", ("Post", "Party", "Power", "Note"), rows)


def _variations(facts: AgreementFacts) -> Section:
    """The instruments as varied by which it reads."""
    rows = [
        (str(each), each.kind, day(each.effective_on), day(each.signed_on) or "Not signed")
        for each in facts.variations
    ]
    said = Paragraph("This document reads as varied by the instruments below. Each takes effect on its day.")
    headings = ("Variation", "Instrument", "Takes effect", "Signed by all")
    content: Blocks = (said, table("Variations in force", headings, rows, short=(2, 3))) if rows else ()
    return Section("Variations", content, key="variations", code="variations", in_contents=True)


UNSIGNED = (
    "Each party signs for itself. No signature is recorded for this document: until every party has "
    "signed, it is not a signed agreement."
)
UNSIGNED_YET = "Each party signs for itself. Until every party has signed, it is not a signed agreement."


def _signatures(facts: AgreementFacts) -> Section:
    """Those that are recorded, and where the others sign."""
    recorded = [each for each in facts.signatures if each.signed_on <= facts.on]
    signed = {each.body.key for each in recorded}
    # Who joined by a variation signed that.
    waiting = [party for party in facts.parties if party.body.key not in signed and not party.by]
    rows = [(each.body.name, each.post, day(each.signed_on), each.how) for each in recorded]
    content: Blocks = (
        *((table("Signatures recorded", ("Party", "Signed by", "On", "How"), rows),) if rows else ()),
        *((Paragraph(UNSIGNED_YET if rows else UNSIGNED),) if waiting else ()),
        *(Signature(party.name, "Not yet signed") for party in waiting),
    )
    return Section(
        "Signatures", content, key="signatures", code="signatures", begins_page=True, in_contents=True
    )
