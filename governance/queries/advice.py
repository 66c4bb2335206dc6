"""What reports ask of posts: advice and clearance, of whom, what became of it, and who is told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max, OuterRef, Subquery, TextField
from django.utils.crypto import salted_hmac

from budgets.models import Contribution, ContributionLine, Fund
from budgets.queries import schedule_of
from core.dates import in_words
from core.models import User
from core.rules import Urgency
from governance.calculations.clearance import ClearanceFacts
from governance.calculations.numbering import BUDGET_TABLE_MARK
from governance.calculations.printed_figures import changed_figures, printed_figures
from governance.calculations.references import referred_to
from governance.models import (
    PROSE_BLOCKS,
    Advice,
    Block,
    CabinetReport,
    Clearance,
    Implication,
    ReportComment,
    ReportSection,
)
from governance.queries.reports.rows import CONTENTS, gather
from partnerships.findings import Finding, teller
from partnerships.models import Body

# What the figures of an agreement are made of, each with the way to it.
MONEY: tuple[tuple[Any, str], ...] = (
    (Contribution, "line__fund__agreement"),
    (ContributionLine, "fund__agreement"),
    (Fund, "agreement"),
)
# What is written in a report, by the relation; what advice asks is not printed.
WRITTEN = tuple(relation for relation, model, _, _ in CONTENTS if model is not Advice)
SOURCE = "Asked of your post in a report"


def bodies_to_ask(report: CabinetReport, *, on: date) -> Any:
    """The partners, whose people see the report."""
    keys = {report.forum.body_id, *report.responsible_bodies(on)}
    return Body.objects.filter(pk__in=[key for key in keys if key is not None])


def places_for_advice(report: CabinetReport, *, seen_by: User) -> tuple[Any, Any]:
    """The texts of the report and its implications, as far as the person may read them."""
    sections = ReportSection.objects.not_retired().filter(report=report, block__in=PROSE_BLOCKS)
    implications = Implication.objects.not_retired().filter(report=report)
    return sections.visible_to(seen_by), implications.visible_to(seen_by)


@dataclass(frozen=True)
class LatestChanges:
    """The keys of the latest acts that changed what a report says, and the money of its agreement."""

    said: int
    money: int


def latest_changes_of(report: CabinetReport) -> LatestChanges:
    """In one query; a move of the report's status changes nothing."""
    own = CabinetReport.history.filter(act__code="cabinet-report.changed", id=OuterRef("pk")).values("id")
    said = [_latest(own)] + [
        _latest(model.history.filter(report=OuterRef("pk")).values("report"))
        for _, model, _, _ in CONTENTS
        if model is not Advice
    ]
    money = [
        _latest(model.history.filter(**{path: OuterRef("agreement")}).values(path)) for model, path in MONEY
    ]
    [acts] = CabinetReport.objects.filter(pk=report.pk).values_list(*said, *money)
    latest = [act or 0 for act in acts]
    return LatestChanges(max(latest[: len(said)]), max(latest[len(said) :]))


def _latest(rows: Any) -> Subquery:
    return Subquery(rows.order_by().annotate(latest=Max("act")).values("latest"))


@dataclass(frozen=True)
class FiguresPrinted:
    """Every figure of the record that a report prints: a line for each of its open version, and for those
    of its exempt parts a digest, since the clearances are shown to people who may not read these.
    """

    in_open: tuple[str, ...] = ()
    in_exempt: str = ""


def figures_printed_in(report: CabinetReport, *, on: date) -> FiguresPrinted:
    """What it prints of the record on that day, where it prints any figure."""
    if "current_sections" not in vars(report):
        gather(report, exempt=False)
    withheld, rows = defaultdict(list), (row for name in WRITTEN for row in getattr(report, f"every_{name}"))
    for row in rows:
        withheld[report.is_wholly_exempt or getattr(row, "is_withheld", False)].append(row)
    asked = {is_withheld: _figures_asked(those) for is_withheld, those in withheld.items()}
    if not any(has_table or named for has_table, named in asked.values()):
        return FiguresPrinted()
    schedule = schedule_of(report.agreement, on=on)
    found = {
        is_withheld: printed_figures(schedule, has_table=has_table, referred_to=named)
        for is_withheld, (has_table, named) in asked.items()
        if has_table or named
    }
    exempt = found.get(True)
    return FiguresPrinted(found.get(False, ()), _digest(exempt) if exempt else "")


def _figures_asked(rows: Sequence[Any]) -> tuple[bool, set[str]]:
    """Whether the rows print the table of contributions, and the names of the sums they refer to."""
    texts = tuple(
        getattr(row, field.name)
        for row in rows
        for field in row._meta.concrete_fields
        if isinstance(field, TextField)
    )
    shows = any(getattr(row, "block", None) == Block.BUDGET_TABLE for row in rows)
    return shows or any(BUDGET_TABLE_MARK in text for text in texts), set(referred_to(texts))


def _digest(lines: Iterable[str]) -> str:
    """Made with the site's key, for a plain digest of so few figures could be guessed."""
    return salted_hmac("governance.cleared-figures", "\n".join(lines), algorithm="sha256").hexdigest()


def clearances_of(report: CabinetReport, *, on: date) -> tuple[ClearanceFacts, ...]:
    """The posts that clear the report, and whether they have, as it stands on that day."""
    rows = list(report.clearances.not_retired().select_related("body", "cleared_by"))
    given = [row for row in rows if row.cleared_at]
    latest = latest_changes_of(report) if given else LatestChanges(0, 0)
    # The figures are worked out only where the money was touched after one of them was given
    may_differ = any(
        (row.cleared_figures or row.cleared_exempt_figures) and latest.money > (row.cleared_as_of or 0)
        for row in given
    )
    figures = figures_printed_in(report, on=on) if may_differ else None
    return tuple(_clearance(row, report, latest.said, figures) for row in rows)


def _clearance(
    row: Clearance, report: CabinetReport, latest: int, figures: FiguresPrinted | None
) -> ClearanceFacts:
    then = tuple(row.cleared_figures.splitlines())
    changed = changed_figures(then, figures.in_open) if then and figures else ()
    is_as_it_was = row.cleared_version == report.version and row.cleared_as_of == latest
    differs = bool(changed) or (figures is not None and figures.in_exempt != row.cleared_exempt_figures)
    return ClearanceFacts(
        key=row.pk,
        post=row.post,
        role=row.get_role_display(),
        body=row.body.name,
        role_code=row.role,
        body_key=row.body_id,
        is_required=row.is_required,
        cleared_at=row.cleared_at,
        cleared_by=row.cleared_by.name if row.cleared_by else "",
        version=row.cleared_version,
        is_of_now=is_as_it_was and not differs,
        changed_figures=changed,
    )


def comments_on(report: CabinetReport, *, seen_by: User) -> list[ReportComment]:
    """The comments that the person may read, those not resolved first."""
    seen = ReportComment.objects.not_retired().visible_to(seen_by).filter(report=report)
    return list(seen.select_related("section", "implication", "made_by", "report"))


@teller
def clearance_asked_of(user: User) -> Iterator[Finding]:
    """Which reports wait for this person's post to clear them."""
    for clearance in Clearance.objects.asked_of(user).select_related("report__agreement"):
        report = clearance.report
        yield Finding(
            reference=report.agreement.reference,
            code="clearance-asked",
            urgency=Urgency.SOON,
            message=f"{report.reference} is ready to issue, and waits for the {clearance.post} to clear it",
            source=SOURCE,
            url=clearance.get_give_url(),
        )


@teller
def advice_asked_of(user: User) -> Iterator[Finding]:
    """What reports wait for from this person's post."""
    asked = Advice.objects.asked_of(user).select_related("report__agreement", "section", "implication")
    for advice in asked.order_by("due_on", "pk"):
        by = f", by {in_words(advice.due_on)}" if advice.due_on else ""
        yield Finding(
            reference=advice.report.agreement.reference,
            code="advice-asked",
            urgency=Urgency.NOW if advice.is_overdue(user.today) else Urgency.SOON,
            message=f"{advice.report.reference} asks the {advice.post} for advice{by}: {advice.part}",
            source=SOURCE,
            url=advice.get_give_url(),
        )
