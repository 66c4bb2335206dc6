"""What the sections of a report show of the report's own rows: recommendations, papers, who was consulted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from core.jinja import NOTHING, yes_no
from core.sentences import mid_sentence
from documents.blocks import (
    Block,
    Blocks,
    Box,
    Break,
    Column,
    Emphasis,
    Item,
    Items,
    Letterhead,
    Look,
    Numbered,
    Paragraph,
    Particulars,
    Row,
    Section,
    Strong,
    Table,
    Term,
    Title,
    TitleBand,
    Words,
)
from documents.compositions.parts import cell, day, table, typed
from documents.plain import BULLET
from documents.prose import prose
from governance.models import Arrangement
from governance.models import Block as Shows
from governance.queries.reports.facts import (
    DecisionFacts,
    OptionFacts,
    PaperFacts,
    RecommendationFacts,
    RecommendationGroup,
    RiskFacts,
    RowFacts,
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
        case Shows.IF_REJECTED:
            return flat(
                (*mark(each.exempt), *labelled(f"{each.title}:", typed(each.text)))
                for each in section.rejections
            )
        case Shows.RISKS:
            return flat(map(_risk, section.risks))
        case Shows.RISKS_TABLE:
            return _risks_table(section.risks)
        case Shows.CONSULTATION_TABLE:
            return _comments(section)
        case Shows.DECISIONS:
            return _decisions(section.decisions)
        case Shows.TERMS_OF_REFERENCE:
            return tuple(
                Section(board.board, tuple(_term(*term) for term in board.terms)) for board in section.terms
            )
    return ()


def arranged(section: SectionFacts, words: Sequence[Blocks]) -> Blocks:
    """The rows of a section as its layout has them stand; `words` is what each says."""
    rows = list(zip(section.rows, words, strict=True))
    match Arrangement(section.arrangement or Arrangement.LINES):
        case Arrangement.TABLE:
            return (_labels(rows),)
        case Arrangement.BOX:
            box = _in_a_box(rows)
            return box if section.title else (Box(box, Look.HEADER_BOX),)
        case Arrangement.LETTERHEAD:
            return _letterhead(section.rows)
        case Arrangement.BAND:
            return _band(rows)
        case Arrangement.LINES:
            return flat(labelled(row.label, text) for row, text in rows)


def said(row: RowFacts) -> Blocks:
    """What a row says, but for the title: posts and the like each on a line of their own."""
    lines = row.said.splitlines()
    text = prose(row.said) if row.is_typed else (Paragraph(tuple(_broken(lines))),) if row.said else ()
    return (*mark(row.exempt), *text)


def labelled(label: str, text: Blocks) -> Blocks:
    """The text with its label at the beginning of its first line."""
    match text:
        case _ if not label:
            return text
        case (Paragraph(look=Look.PLAIN) as first, *others):
            return (Paragraph((Strong(label), " ", first.words)), *others)
    return (Paragraph(Strong(label)), *text)


def _broken(lines: Sequence[str]) -> Iterable[Words]:
    for place, line in enumerate(lines):
        yield from (Break(), line) if place else (line,)


def _labels(rows: Iterable[tuple[RowFacts, Blocks]]) -> Particulars:
    return Particulars(tuple((row.label, text or cell(NOTHING)) for row, text in rows))


def _in_a_box(rows: Iterable[tuple[RowFacts, Blocks]]) -> Blocks:
    """Rows that stand side by side as a table of one line, the others between them as labels."""
    lines: list[list[tuple[RowFacts, Blocks]]] = []
    for row, text in rows:
        if row.is_beside and lines:
            lines[-1].append((row, text))
        else:
            lines.append([(row, text)])
    groups = groupby(lines, key=lambda line: len(line) > 1)
    return flat(
        map(_side_by_side, several) if beside else (_labels(flat(several)),) for beside, several in groups
    )


def _side_by_side(line: Sequence[tuple[RowFacts, Blocks]]) -> Block:
    columns = tuple(Column(row.label) for row, _ in line)
    return Table(columns, (Row(tuple(text or cell(NOTHING) for _, text in line)),), headed=False)


def _letterhead(rows: Sequence[RowFacts]) -> Blocks:
    first, *others = rows
    beside = others[0] if others else RowFacts("", "")
    return (Letterhead(first.said, beside.label, beside.said),)


def _band(rows: Iterable[tuple[RowFacts, Blocks]]) -> Blocks:
    """The title between two lines, and beneath it what else is said there."""
    titles = [each for row, text in rows if row.is_title for each in text if isinstance(each, Title)]
    beneath = "; ".join(" ".join(filter(None, (row.label, row.said))) for row, _ in rows if not row.is_title)
    return (TitleBand(titles[0], beneath),) if titles else (Paragraph(beneath),)


def _decisions(decisions: Sequence[tuple[str, DecisionFacts]]) -> Blocks:
    """What each forum did; that nothing is recorded, where that is so."""
    if not decisions:
        return (Paragraph("No decision is recorded.", Look.MISSING),)
    return (Items(tuple(_decision(asked, each) for asked, each in decisions)),)


def _decision(asked: str, each: DecisionFacts) -> Item:
    outcome = ", ".join(filter(None, (each.outcome, each.forum, day(each.decided_on))))
    decided = Paragraph((f"{asked} " if asked else "", Strong(f"{outcome}.")))
    return Item((*mark(each.exempt), decided, *typed(each.resolved)))


def _term(number: str, heading: str, text: str) -> Term:
    return Term(number, heading, typed(text), number.strip(".").count(".") + 1)


def _group(group: RecommendationGroup) -> Blocks:
    lead = (Numbered((Paragraph(group.lead),), group.number, leads=True),) if group.lead else ()
    return (*lead, *flat(_subgroup(each, led=bool(group.lead)) for each in group.subgroups))


def _subgroup(subgroup: Subgroup, *, led: bool) -> Blocks:
    depth = 3 if subgroup.letter else 2 if led else 1
    recommended = _recommended(subgroup.recommendations, depth)
    if not subgroup.letter:
        return recommended
    lead = Numbered((Paragraph(subgroup.lead),), subgroup.letter, depth=2, leads=bool(subgroup.lead))
    return (lead, *recommended)


def _recommended(rows: Sequence[RecommendationFacts], depth: int) -> Blocks:
    """Each under its number or bullet, with those that complete its sentence."""
    sentences: list[list[RecommendationFacts]] = []
    for row in rows:
        if row.continues:
            sentences[-1].append(row)
        else:
            sentences.append([row])
    if rows and rows[0].number == BULLET:
        return (Items(tuple(Item((*mark(each[0].exempt), *_sentence(each))) for each in sentences)),)
    return flat(_recommendation(each, depth) for each in sentences)


def _recommendation(sentence: Sequence[RecommendationFacts], depth: int) -> Blocks:
    first = sentence[0]
    number = dotted(first.number) if depth == 1 and first.number.isdecimal() else first.number
    return (*mark(first.exempt), Numbered(_sentence(sentence), number, depth=depth))


def _sentence(rows: Sequence[RecommendationFacts]) -> Blocks:
    return prose(" ".join(each.text for each in rows))


def _implications_table(section: SectionFacts) -> Blocks:
    columns = (
        Column(section.title or "Implications"),
        Column("Yes/No", short=True),
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
    return (table("", headings, rows),)


def _papers(papers: Sequence[PaperFacts]) -> Blocks:
    """A table where it is known where the papers are held, one row a place; else a list of their titles."""
    if any(paper.held_at or paper.contact_post for paper in papers):
        columns = tuple(map(Column, ("Background papers", "Held at", "Contact")))
        places = groupby(papers, key=lambda paper: (paper.held_at, paper.contact_post))
        rows = tuple(
            Row((_listed([*there]), cell(held_at or NOTHING), cell(contact or NOTHING)))
            for (held_at, contact), there in places
        )
        return (Table(columns, rows),)
    return (Items(tuple(Item((Paragraph(_paper(paper)),)) for paper in papers)),)


def _listed(papers: Sequence[PaperFacts]) -> Blocks:
    return tuple(Paragraph(_paper(paper)) for paper in papers)


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


def flat[T](groups: Iterable[Iterable[T]]) -> tuple[T, ...]:
    return tuple(block for group in groups for block in group)


def mark(exempt: str) -> Blocks:
    """How a part that is exempt is marked where it stands."""
    return (Paragraph(exempt, Look.EXEMPT_MARK),) if exempt else ()


def _marked(words: str, exempt: str) -> str:
    return f"{words} [{exempt}]" if exempt else words
