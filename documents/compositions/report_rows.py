"""What the sections of a report show of the report's own rows: recommendations, papers, who was consulted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from core.jinja import NOTHING, yes_no
from core.sentences import mid_sentence
from documents.blocks import (
    Blocks,
    Column,
    Emphasis,
    Item,
    Items,
    Look,
    Numbered,
    Paragraph,
    Particulars,
    Row,
    Section,
    Strong,
    Table,
    Term,
)
from documents.compositions.parts import cell, day, particulars, table, typed
from documents.prose import prose
from governance.models import Block as Shows
from governance.queries.reports.facts import (
    OptionFacts,
    PaperFacts,
    RecommendationFacts,
    RecommendationGroup,
    RiskFacts,
    SectionFacts,
    Subgroup,
)


def rows_of(section: SectionFacts) -> Blocks:
    """What the section shows of the report's own rows."""
    match Shows(section.block):
        case Shows.RECOMMENDATIONS:
            return flat(map(_group, section.recommendations))
        case Shows.IMPLICATIONS_TABLE:
            return _implications_table(section)
        case Shows.CONSULTATION:
            return _consulted(section)
        case Shows.BACKGROUND_PAPERS:
            return _papers(section.papers)
        case Shows.OPTIONS:
            return flat(map(_option, section.options))
        case Shows.OPTIONS_TABLE:
            return _options_table(section.options)
        case Shows.RISKS:
            return flat(map(_risk, section.risks))
        case Shows.RISKS_TABLE:
            return _risks_table(section.risks)
        case Shows.AUTHOR:
            return tuple(Paragraph(said) for _, said in section.rows if said)
        case Shows.DECISION_STATUS:
            return (_answers(section),)
        case Shows.AUDIT_TRAIL:
            return (_answers(section), *_comments(section))
        case Shows.TERMS_OF_REFERENCE:
            return tuple(
                Section(board.board, tuple(_term(*term) for term in board.terms)) for board in section.terms
            )
    return ()


def _answers(section: SectionFacts) -> Particulars:
    return particulars((label, said or NOTHING) for label, said in section.rows)


def _term(number: str, heading: str, text: str) -> Term:
    return Term(number, heading, typed(text), number.strip(".").count(".") + 1)


def _group(group: RecommendationGroup) -> Blocks:
    lead = (Numbered((Paragraph(group.lead),), group.number, leads=True),) if group.lead else ()
    return (*lead, *flat(_subgroup(each, led=bool(group.lead)) for each in group.subgroups))


def _subgroup(subgroup: Subgroup, *, led: bool) -> Blocks:
    depth = 3 if subgroup.letter else 2 if led else 1
    recommended = flat(_recommendation(each, depth) for each in subgroup.recommendations)
    if not subgroup.letter:
        return recommended
    lead = Numbered((Paragraph(subgroup.lead),), subgroup.letter, depth=2, leads=bool(subgroup.lead))
    return (lead, *recommended)


def _recommendation(each: RecommendationFacts, depth: int) -> Blocks:
    number = dotted(each.number) if depth == 1 else each.number
    return (*mark(each.exempt), Numbered(prose(each.text), number, depth=depth))


def _implications_table(section: SectionFacts) -> Blocks:
    columns = (
        Column(section.title or "Implications"),
        Column("Yes or no", short=True),
        Column("Paragraph references within supporting information"),
    )
    rows = tuple(
        Row(
            (
                cell(_marked(each.title, each.exempt)),
                cell(yes_no(each.applies)),
                (*cell(each.references), *typed(each.text)),
            )
        )
        for each in section.implications
    )
    return (Table(columns, rows),)


def _consulted(section: SectionFacts) -> Blocks:
    """Those whom the officer's own words above do not name already."""
    said = " ".join(text.text for text in section.paragraphs)
    others = [
        _marked(one.post, one.exempt) for one in section.consultees if one.post not in said or one.exempt
    ]
    return (Paragraph(f"{', '.join(others)}."),) if others else ()


def _comments(section: SectionFacts) -> Blocks:
    rows = [
        (_marked(one.post, one.exempt), yes_no(one.sought), yes_no(one.included))
        for one in section.consultees
    ]
    headings = ("Officer title", "Comments sought", "Comments included")
    return (table("Consultation with other officers, directorates and members", headings, rows),)


def _papers(papers: Sequence[PaperFacts]) -> Blocks:
    """A table where it is known where the papers are held; a plain list where only their titles are."""
    if any(paper.held_at or paper.contact_post for paper in papers):
        columns = tuple(map(Column, ("Background papers", "Held at", "Contact")))
        rows = tuple(
            Row((cell(_paper(each)), cell(each.held_at or NOTHING), cell(each.contact_post or NOTHING)))
            for each in papers
        )
        return (Table(columns, rows),)
    return (Items(tuple(Item((Paragraph(_paper(paper)),)) for paper in papers)),)


def _option(option: OptionFacts) -> Blocks:
    """Under its own heading: whether it is recommended, what it means, and the reasons."""
    content = (
        *mark(option.exempt),
        Paragraph(Emphasis(f"{option.standing}.")),
        *typed(option.text),
        *_led("Reasons for it:", option.reasons_for),
        *_led("Reasons against it:", option.reasons_against),
    )
    return (Section(option.title, content),)


def _options_table(options: Sequence[OptionFacts]) -> Blocks:
    rows = [(_option_named(each), typed(each.reasons_for), typed(each.reasons_against)) for each in options]
    return (table("", ("Option", "Reasons for it", "Reasons against it"), rows),) if rows else ()


def _option_named(option: OptionFacts) -> Blocks:
    name = Paragraph(_marked(option.title, option.exempt))
    return (name, Paragraph(Emphasis(option.standing)), *typed(option.text))


def _risk(risk: RiskFacts) -> Blocks:
    weight = [
        f"{label}: {mid_sentence(said)}"
        for label, said in (("likelihood", risk.likelihood), ("impact", risk.impact))
        if said
    ]
    said = f" ({', '.join(weight)})" if weight else ""
    owner = (Paragraph(f"Owner: {risk.owner_post}."),) if risk.owner_post else ()
    risen = Paragraph((Strong(_marked(risk.title, risk.exempt)), said))
    return (risen, *typed(risk.mitigation), *owner)


def _risks_table(risks: Sequence[RiskFacts]) -> Blocks:
    rows = [
        (
            _marked(each.title, each.exempt),
            each.likelihood,
            each.impact,
            typed(each.mitigation),
            each.owner_post,
        )
        for each in risks
    ]
    headings = ("Risk", "Likelihood", "Impact", "What is done about it", "Owner")
    return (table("", headings, rows, short=(1, 2)),) if rows else ()


def _led(words: str, text: str) -> Blocks:
    """What was typed, after these words; nothing where nothing was."""
    return (Paragraph(Strong(words)), *typed(text)) if text.strip() else ()


def _paper(paper: PaperFacts) -> str:
    dated = paper.dated_on
    shown = f", {day(dated)}" if dated and str(dated.year) not in paper.title else ""
    return f"{_marked(paper.title, paper.exempt)}{shown}"


def dotted(number: str) -> str:
    """5 is written "5.", 2.1 as it is."""
    return number if "." in number else f"{number}."


def flat(groups: Iterable[Blocks]) -> Blocks:
    return tuple(block for group in groups for block in group)


def mark(exempt: str) -> Blocks:
    """How a part that is exempt is marked where it stands."""
    return (Paragraph(exempt, Look.EXEMPT_MARK),) if exempt else ()


def _marked(words: str, exempt: str) -> str:
    return f"{words} [{exempt}]" if exempt else words
