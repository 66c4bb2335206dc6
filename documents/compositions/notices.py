"""A forward plan, and a notice before a decision, as they are published."""

from __future__ import annotations

from django.utils.text import Truncator

from core.jinja import NOTHING
from documents.blocks import Blocks, Box, Document, Look, Margins, Paragraph, Particulars, Section, Title
from documents.compositions.parts import Cell, day, particulars, typed
from documents.trees import finished
from governance.calculations.notice_contents import PLAN
from governance.queries.notices import NoticeSays, PlanSays

OTHER_DOCUMENTS = "Other documents relevant to these matters may be submitted to who decides."
IS_KEY = "A key decision is to be made"
COPIES, OTHERS = "Copies of the documents listed", "How to ask for others"
LAWS = {
    True: "Published under the Local Authorities (Executive Arrangements) (Meetings and Access to "
    "Information) (England) Regulations 2012",
    False: "Published under the Local Authorities (Executive Arrangements) (Access to Information) "
    "(England) Regulations 2000",
}


def plan_document(plan: PlanSays) -> Document:
    """Every entry, each under its matter, and what holds for all of them."""
    entries = tuple(_entry(each) for each in plan.entries)
    none = () if entries else (Paragraph("No decision is to come in this period."),)
    title = f"Forward plan, {plan.period}" if plan.period else "Forward plan"
    return _document(
        title,
        plan.body,
        f"As at {day(plan.on)}",
        (*_head(plan.body, title, plan.follows_2012), *none, *entries, *_for_all(plan)),
    )


def notice_document(notice: NoticeSays) -> Document:
    """One notice; an entry of a plan as the notice of a key decision that it is."""
    title = "Notice of a key decision" if notice.kind == PLAN and notice.is_key else notice.kind_label
    said: tuple[tuple[str, Cell], ...] = (
        ("Matter", notice.matter),
        *_said(notice),
        (COPIES, notice.documents_at),
        (OTHERS, notice.documents_by),
    )
    other = (Paragraph(OTHER_DOCUMENTS),) if notice.kind == PLAN and notice.follows_2012 else ()
    return _document(
        title,
        f"{notice.body}, {notice.forum}",
        f"Published {day(notice.published_on)}" if notice.published_on else "Not published yet",
        (*_head(notice.body, title, notice.follows_2012), particulars(said, "What is notified"), *other),
        draft=notice.published_on is None,
    )


def _document(title: str, of: str, version: str, content: Blocks, *, draft: bool = False) -> Document:
    return finished(
        Document(
            name=f"{title}: {of}",
            margins=Margins(
                reference=Truncator(title).chars(60),
                version=version,
                footer=Truncator(of).chars(90),
                seal="",
                status="DRAFT" if draft else "",
            ),
            content=content,
        )
    )


def _head(body: str, title: str, follows_2012: bool) -> Blocks:
    masthead = Box((Paragraph(body, Look.LABEL), Title(title)), Look.MASTHEAD)
    return masthead, Paragraph(LAWS[follows_2012])


def _entry(notice: NoticeSays) -> Section:
    return Section(notice.matter, (particulars(_said(notice)),))


def _said(notice: NoticeSays) -> tuple[tuple[str, Cell], ...]:
    is_plan = notice.kind == PLAN
    return (
        ("Key decision", (IS_KEY if notice.is_key else "No") if is_plan else None),
        ("Who decides", notice.forum),
        ("Its members", typed(notice.members) if is_plan and not notice.decides_alone else None),
        ("When", notice.due or NOTHING),
        ("First published", day(notice.published_on) or NOTHING),
        *((label, typed(words)) for label, words in (*notice.contents, *notice.own)),
    )


def _for_all(plan: PlanSays) -> Blocks:
    """Where the documents of each forum are to be had, and how to ask for others."""
    if not plan.follows_2012 or not plan.entries:
        return ()
    of_forums: tuple[Particulars, ...] = tuple(
        particulars(((COPIES, at), (OTHERS, how)), name) for name, _, at, how in plan.forums if at or how
    )
    return (Section("Documents", (Paragraph(OTHER_DOCUMENTS), *of_forums)),)
