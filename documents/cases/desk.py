"""The desk at which the cases are recorded: it calls the actions that forms call."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from budgets.actions import record_agreed_as_reported, save_contributions
from budgets.models import ContributionLine, Fund
from budgets.rules import has_people
from core import actions
from core.dates import FinancialYear
from core.models import Record, User
from core.money import gbp
from documents.cases.papers import Paper
from governance.actions.boards import record_board, record_terms_of_reference
from governance.actions.reports import record_report
from governance.models import (
    Board,
    CabinetReport,
    Forum,
    Implication,
    Part,
    ReportLayout,
    ReportSection,
    TermOfReference,
)
from partnerships.actions import confirm_party, record_agreement
from partnerships.models import (
    Agreement,
    Body,
    BodyKind,
    LegalBasis,
    Party,
    Provision,
    ProvisionKind,
    Succession,
)


@dataclass(frozen=True)
class Desk:
    """Who records, and the one moment at which everything is recorded."""

    by: User
    at: datetime

    def record[R: Record](self, new: R) -> R:
        """Record it. Raises `RulesBroken`, as the form would show."""
        actions.record(new, by=self.by, at=self.at)
        return new

    def record_each(self, *new: Record) -> None:
        for each in new:
            self.record(each)

    def change(self, changed: Record, **values: Any) -> None:
        for name, value in values.items():
            setattr(changed, name, value)
        actions.change(changed, by=self.by, at=self.at)

    def retire(self, unwanted: Record, why: str) -> None:
        actions.retire(unwanted, by=self.by, at=self.at, why=why)

    # Bodies and agreements

    def body(
        self,
        name: str,
        kind: str,
        *,
        opened_on: date | None = None,
        closed_on: date | None = None,
        ods_code: str = "",
        gss_code: str = "",
        kept_by: Body | None = None,
    ) -> Body:
        """Find the body by its code, else by its name; record it where it is not known yet."""
        known = Body.objects.current()
        for code in ({"ods_code": ods_code}, {"gss_code": gss_code}, {"name": name}):
            found = known.filter(**code).first() if all(code.values()) else None
            if found is not None:
                return found
        return self.record(
            Body(
                name=name,
                kind=BodyKind.objects.get(code=kind),
                opened_on=opened_on,
                closed_on=closed_on,
                ods_code=ods_code,
                gss_code=gss_code,
                kept_by=kept_by,
            )
        )

    def succession(self, before: Body, after: Body, kind: Succession.Kind) -> None:
        """Record that one body followed another on its first day, where that is not recorded yet."""
        recorded = before.successions.current().filter(successor=after).exists()
        if after.opened_on and not recorded:
            self.record(Succession(predecessor=before, successor=after, kind=kind, on=after.opened_on))

    def agreement(self, *, basis: str, kept_by: Body, part: str = "", **values: Any) -> Agreement:
        """Record an agreement; the body it is recorded for becomes the first partner, and plays this part."""
        new = Agreement(legal_basis=LegalBasis.objects.get(code=basis), kept_by=kept_by, **values)
        record_agreement(new, by=self.by, at=self.at)
        if part:
            self.change(new.parties.get(body=kept_by), role_note=part)
        return new

    def parties(self, agreement: Agreement, parts: Mapping[Body, str]) -> None:
        """Record these further partners, each with the part it plays."""
        for body, part in parts.items():
            new = Party(agreement=agreement, body=body, role_note=part)
            confirm_party(new, by=self.by, at=self.at)

    def provisions(self, agreement: Agreement, paper: Paper) -> None:
        """Record what the paper says on each matter an agreement addresses."""
        kinds = {kind.code: kind for kind in ProvisionKind.objects.current()}
        for code, text in paper.beginning("provision"):
            self.record(Provision(agreement=agreement, kind=kinds[code], text=text))

    # Money

    def line(
        self,
        fund: Fund,
        amounts: Mapping[str, int | str],
        *,
        status: str = "",
        agreed_in: str = "",
        **values: Any,
    ) -> ContributionLine:
        """Record a line of the fund's schedule; `amounts` are pounds by year, like {"2003/04": 730_000}.

        `status` is how settled the paper says they are; `agreed_in` names the paper that calls them agreed.
        """
        line = self.record(ContributionLine(fund=fund, **values))
        cells = {(line.pk, FinancialYear.parse(year)): gbp(amount) for year, amount in amounts.items()}
        save_contributions(fund=fund, cells=cells, status=status, by=self.by, at=self.at)
        if agreed_in and not has_people(line):  # people agree what is theirs by themselves
            figures = {each.pk: each.amount for each in line.contributions.current()}
            record_agreed_as_reported(
                agreement=fund.agreement, figures=figures, source=agreed_in, by=self.by, at=self.at
            )
        return line

    # Boards

    def board(self, agreement: Agreement, part: str, **values: Any) -> Board:
        """Record a board, kept by the keeper of the agreement, and the part it plays in overseeing it."""
        board = Board(kept_by=agreement.kept_by, **values)
        record_board(board, overseeing=[agreement], by=self.by, at=self.at)
        self.change(board.oversights.get(), part=part)
        return board

    def terms_of_reference(self, board: Board, paper: Paper) -> None:
        """Record the board's terms of reference under the numbers they were published with, gaps and all."""
        terms = []
        for key, text in paper.beginning("terms"):
            number, _, heading = key.partition(" ")
            terms.append(TermOfReference(board=board, number=number, heading=heading, text=text))
        record_terms_of_reference(board, terms=terms, by=self.by, at=self.at)

    # Reports

    def forum(self, body: Body, name: str, kind: Forum.Kind) -> Forum:
        """Find the body's forum of this name, or record it."""
        found = body.forums.current().filter(name=name).first()
        return found or self.record(Forum(body=body, name=name, kind=kind))

    def report(
        self,
        *,
        layout: str,
        paper: Paper,
        applies: Mapping[str, tuple[bool, str]] | None = None,
        **values: Any,
    ) -> CabinetReport:
        """Record a report in a layout and write what the paper says into it.

        `applies` answers implications by their heading: (yes or no, paragraph references).
        """
        report = CabinetReport(layout=ReportLayout.objects.get(code=layout), **values)
        record_report(report, by=self.by, at=self.at)
        for key, text in paper.beginning("section"):
            part, position, title = key.split(" ", 2)
            self._write_section(report, part, int(position), title, text)
        self._answer_implications(report, paper, applies or {})
        return report

    def _write_section(self, report: CabinetReport, part: str, position: int, title: str, text: str) -> None:
        """Write the layout's section at this place or, where there is none, a further one."""
        section = report.sections.current().filter(part=part, position=position).first()
        if section is None:
            further = ReportSection(report=report, part=part, position=position, title=title, text=text)
            further.numbered = part != Part.APPENDIX
            self.record(further)
        else:
            self.change(section, title=title, text=text)

    def _answer_implications(
        self, report: CabinetReport, paper: Paper, applies: Mapping[str, tuple[bool, str]]
    ) -> None:
        texts = dict(paper.beginning("implication"))
        rows: dict[str, Implication] = {row.title: row for row in report.implications.current()}
        for title in [*texts, *(title for title in applies if title not in texts)]:
            yes_or_no, references = applies.get(title, (None, ""))
            self.change(rows[title], text=texts.get(title, ""), applies=yes_or_no, references=references)

    def numbered(self, rows: Iterable[Record]) -> None:
        """Record rows that have a place in an order, in this one."""
        for position, row in enumerate(rows, start=1):
            row.position = position  # type: ignore[attr-defined]
            self.record(row)
