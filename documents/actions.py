"""Issuing: the facts are read, the document is made, and both are kept as they are.

Making a PDF takes seconds, so the files are made before the transaction opens; inside it the facts are read
again, and the document is kept only if they are still the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils.timezone import localdate

from budgets.calculations import Schedule
from budgets.exports import schedule_file
from budgets.queries import version_of_the_record
from core.actions import save, seal_soon
from core.history import act, lock
from core.models import User
from core.seals import latest_seal
from documents import rules
from documents.calculations import as_json
from documents.compositions import (
    agreement_document,
    decision_record_document,
    paper_document,
    report_document,
)
from documents.exports import PDF, Files, files_of
from documents.models import BoardPaper, DocumentKind, IssuedDocument, KeptFile, PaperKind
from documents.queries.agreements import agreement_facts
from documents.queries.board_papers import latest_paper, next_paper_number, paper_facts
from documents.queries.decisions import record_versions
from documents.queries.documents import latest_issue, next_number
from documents.queries.reports import CabinetReportFacts, Versions, versions_to_issue
from governance.actions.reports import move_report
from governance.models import Board, CabinetReport, Forum, Meeting, ReportStatus
from governance.queries.reports.facts import FrontFacts
from partnerships.models import Agreement
from partnerships.queries import agreement_as_at

SCHEDULES = {"xlsx": DocumentKind.SCHEDULE_XLSX, "csv": DocumentKind.SCHEDULE_CSV}


def issue_agreement(*, agreement: Agreement, by: User, at: datetime, why: str = "") -> IssuedDocument:
    """Issue the agreement as it is recorded now. Raises `RulesBroken`."""
    kind, day, seal = DocumentKind.AGREEMENT, localdate(at), str(latest_seal() or "")
    facts = agreement_facts(agreement, on=day, issue=next_number(kind, agreement), seal=seal)
    rules.check_agreement(agreement, facts)
    files = files_of(agreement_document(facts))
    with act("document.issued", by=by, at=at, why=why) as opened:
        lock(agreement)
        agreement.refresh_from_db()
        number = next_number(kind, agreement)
        now = agreement_facts(agreement, on=day, issue=number, seal=seal)
        rules.record_stands_still_while_issued(facts, now)
        rules.check_agreement(agreement, facts)
        document = IssuedDocument(
            agreement=agreement,
            kind=kind,
            number=number,
            title=agreement.title,
            filename=f"{agreement.reference}-agreement-issue-{number}.pdf",
            content_type=PDF,
        )
        _keep(document, facts, files, by=by, at=at, why=why)
        opened.concerns(agreement)
    return document


def issue_cabinet_report(
    *, report: CabinetReport, by: User, at: datetime, why: str = ""
) -> list[IssuedDocument]:
    """Issue this version of the report and record it as issued. Raises `RulesBroken`.

    Returns the open document and, where anything in the report is exempt, the exempt one, which alone keeps
    `why`; then the same under each further front, for the meeting that has it. A report recorded as issued
    elsewhere, of which no document is kept yet, gets its documents.
    """
    day, seal = localdate(at), str(latest_seal() or "")
    versions = versions_to_issue(report, on=day, seal=seal)
    rules.check_report(report, versions)
    made = [(facts, front, files_of(report_document(facts, front))) for facts, front in _handed_out(versions)]
    with act("document.issued", by=by, at=at, why=why) as opened:
        lock(report.agreement)  # for update: not even its boards change meanwhile
        lock(report)
        report.refresh_from_db()
        now = versions_to_issue(report, on=day, seal=seal)
        rules.record_stands_still_while_issued(versions, now)
        rules.check_report(report, now)
        _record_as_issued(report, by=by, at=at, why=why)
        documents = []
        for facts, front, files in made:
            exempt = facts.report.shows_exempt
            under = f"-front-{front.key}" if front else ""
            name = f"{report.reference}-version-{report.version}{under}{'-exempt' if exempt else ''}.pdf"
            document = IssuedDocument(
                agreement=report.agreement,
                report=report,
                forum_id=front.forum_key if front else None,
                kind=DocumentKind.CABINET_REPORT,
                number=report.version,
                is_exempt=exempt,
                title=report.title,
                filename=name,
                content_type=PDF,
            )
            said = why if exempt or not versions.exempt else ""
            _keep(document, facts, files, by=by, at=at, why=said)
            documents.append(document)
        opened.concerns(report.agreement)
    return documents


def _handed_out(versions: Versions) -> Iterator[tuple[CabinetReportFacts, FrontFacts | None]]:
    """What is made of a report: under its own front and under each further one, open and exempt."""
    shown = [facts for facts in (versions.open, versions.exempt) if facts]
    for key in (None, *(front.key for front in versions.open.report.fronts)):
        yield from ((facts, facts.report.front(key)) for facts in shown)


def issue_decision_record(
    *, report: CabinetReport, forum: Forum, by: User, at: datetime, why: str = ""
) -> list[IssuedDocument]:
    """Issue the record of what the forum decided, open and, where any of it is exempt, whole too.

    Raises `RulesBroken`.
    """
    day, seal, kind = localdate(at), str(latest_seal() or ""), DocumentKind.DECISION_RECORD
    number = next_number(kind, report.agreement, report, forum=forum)
    versions = record_versions(report, forum, on=day, issue=number, seal=seal)
    rules.check_decision_record(report, versions)
    assert versions is not None
    shown = [facts for facts in (versions.open, versions.exempt) if facts]
    made = [(facts, files_of(decision_record_document(facts))) for facts in shown]
    with act("document.issued", by=by, at=at, why=why) as opened:
        lock(report.agreement)
        lock(report)
        report.refresh_from_db()
        now = record_versions(report, forum, on=day, issue=number, seal=seal)
        rules.record_stands_still_while_issued(versions, now)
        rules.check_decision_record(report, now)
        documents = []
        for facts, files in made:
            exempt = facts.shows_exempt
            document = IssuedDocument(
                agreement=report.agreement,
                report=report,
                forum=forum,
                kind=kind,
                number=number,
                is_exempt=exempt,
                title=facts.law.title,
                filename=f"{report.reference}-decision-{forum.pk}-{number}{'-exempt' if exempt else ''}.pdf",
                content_type=PDF,
            )
            said = why if exempt or not versions.exempt else ""
            _keep(document, facts, files, by=by, at=at, why=said)
            documents.append(document)
        opened.concerns(report.agreement)
    return documents


def issue_schedule(
    *, agreement: Agreement, file_format: str, by: User, at: datetime, why: str = ""
) -> IssuedDocument:
    """Issue the budget schedule as `xlsx` or `csv`. Raises `RulesBroken`."""
    kind = SCHEDULES[file_format]
    with act("document.issued", by=by, at=at, why=why) as opened:
        lock(agreement)
        agreement.refresh_from_db()
        value = agreement_as_at(agreement.pk, on=localdate(at), parts=[Schedule])
        schedule, version = value.part(Schedule), version_of_the_record(agreement)
        rules.check_schedule(agreement, schedule)
        number = next_number(kind, agreement)
        file = schedule_file(value, file_format, version=version, at=at, by_name=by.name)
        document = IssuedDocument(
            agreement=agreement,
            kind=kind,
            number=number,
            title=agreement.title,
            filename=f"{agreement.reference}-budget-schedule-issue-{number}.{file_format}",
            content_type=file.content_type,
        )
        _keep(document, schedule, file.content, by=by, at=at, why=why)
        opened.concerns(agreement)
    return document


def issue_board_paper(
    *,
    board: Board,
    kind: PaperKind,
    meeting: Meeting | None = None,
    by: User,
    at: datetime,
    why: str = "",
) -> BoardPaper:
    """Issue terms of reference, or the agenda or minutes of a meeting, as recorded. Raises `RulesBroken`."""
    day = localdate(at)
    facts = paper_facts(board, kind, meeting, on=day)
    rules.check_board_paper(board, meeting, facts)
    files = files_of(paper_document(facts))
    with act("board-paper.issued", by=by, at=at, why=why) as opened:
        lock(board)
        board.refresh_from_db()
        now = paper_facts(board, kind, meeting, on=day)
        rules.record_stands_still_while_issued(facts, now)
        rules.check_board_paper(board, meeting, now)
        number = next_paper_number(board, kind, meeting)
        of = f"meeting-{meeting.pk}" if meeting else f"board-{board.pk}"
        paper = BoardPaper(
            board=board,
            meeting=meeting,
            kind=kind,
            number=number,
            title=board.name,
            filename=f"{of}-{kind.value}-issue-{number}.pdf",
            content_type=PDF,
            supersedes=latest_paper(board, kind, meeting),
        )
        _fill(paper, facts, files, by=by, at=at, why=why)
        opened.concerns(*board.agreements_concerned())
    return paper


def _record_as_issued(report: CabinetReport, *, by: User, at: datetime, why: str) -> None:
    """Take a draft to ready and on to issued; one that is recorded as issued already stays so."""
    if report.status == ReportStatus.DRAFT:
        move_report(report, to=ReportStatus.READY, by=by, at=at, why=why)
    if report.status == ReportStatus.READY:
        move_report(report, to=ReportStatus.ISSUED, by=by, at=at, why=why)


def _keep(
    document: IssuedDocument, facts: Any, made: Files | bytes, *, by: User, at: datetime, why: str
) -> None:
    """Save the new document with its bytes and what they were made from."""
    document.supersedes = latest_issue(
        DocumentKind(document.kind),
        document.agreement,
        document.report,
        forum=document.forum,
        exempt=document.is_exempt,
    )
    _fill(document, facts, made, by=by, at=at, why=why)


def _fill(document: KeptFile, facts: Any, made: Files | bytes, *, by: User, at: datetime, why: str) -> None:
    document.facts = as_json(facts)
    content = made.pdf if isinstance(made, Files) else made
    document.content = content
    document.sha256 = hashlib.sha256(content).hexdigest()
    document.size = len(content)
    if isinstance(made, Files):
        document.word = made.word
        document.word_sha256 = hashlib.sha256(made.word).hexdigest()
        document.word_size = len(made.word)
    document.issued_at, document.issued_by, document.why = at, by, why
    save(document)
    seal_soon(at=at)
