"""Issue a document from the command line, as a click on the page does."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from core.commands import Refused, Unfinished, acting, add_file, add_person, must_be_allowed, new_file
from core.models import User
from core.permissions import Permission
from core.rules import RulesBroken
from documents.actions import issue_agreement, issue_cabinet_report
from documents.models import IssuedDocument
from governance.models import CabinetReport
from governance.queries.exempt import has_exempt
from partnerships.models import Agreement


class Command(BaseCommand):
    help = "Issue an agreement or a Cabinet report, keep it, and write a copy to a file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("document", choices=("agreement", "cabinet-report"))
        parser.add_argument(
            "reference",
            help="of the agreement or of the report; an agreement's only report goes by either",
        )
        add_person(parser, "issues it")
        add_file(parser, help="where the copy goes")
        parser.add_argument(
            "--exempt-output",
            type=Path,
            metavar="FILE",
            help="where the copy of a report's exempt version goes, if it has one",
        )
        parser.add_argument("--why", default="", help="the reason, kept in the history")

    def handle(
        self,
        *,
        document: str,
        reference: str,
        by: str,
        output: Path,
        force: bool,
        why: str,
        exempt_output: Path | None = None,
        **_: Any,
    ) -> None:
        user = acting(by)
        issue = _agreement if document == "agreement" else _report
        with ExitStack() as files:  # first: a document that is issued cannot be taken back
            copies = {False: (output, files.enter_context(new_file(output, force=force)))}
            if exempt_output is not None:
                copies[True] = (exempt_output, files.enter_context(new_file(exempt_output, force=force)))
            try:
                documents = issue(user, reference, why)
            except RulesBroken as refusal:
                raise Refused(" ".join(map(str, refusal.broken))) from None
            for issued in documents:
                self._copy(issued, *copies.get(issued.is_exempt, (None, None)))

    def _copy(self, issued: IssuedDocument, place: Path | None, file: Unfinished | None) -> None:
        if file is None:
            self.stdout.write(f"{issued}: kept among the agreement's Documents; --exempt-output copies it")
            return
        try:
            file.write(bytes(issued.content))
        except OSError as error:
            raise Refused(
                f"{issued} is issued and kept, but {place} cannot be written: {error.strerror}. "
                "Download it from the agreement's Documents."
            ) from None
        self.stdout.write(f"{issued}: {place} ({issued.size} bytes, SHA-256 {issued.sha256})")


def _agreement(user: User, reference: str, why: str) -> list[IssuedDocument]:
    agreement = Agreement.objects.visible_to(user).filter(reference=reference).first()
    if agreement is None:
        raise Refused(f"{user.email} can see no agreement with the reference {reference}.")
    must_be_allowed(user, Permission.ISSUE_AGREEMENTS, agreement)
    return [issue_agreement(agreement=agreement, by=user, at=timezone.now(), why=why)]


def _report(user: User, reference: str, why: str) -> list[IssuedDocument]:
    report = _find_report(user, reference)
    must_be_allowed(user, Permission.ISSUE_REPORTS, report)
    if has_exempt(report):
        must_be_allowed(user, Permission.SEE_EXEMPT, report)
    return issue_cabinet_report(report=report, by=user, at=timezone.now(), why=why)


def _find_report(user: User, reference: str) -> CabinetReport:
    """The report of that reference or, for an agreement's, its one report."""
    seen = CabinetReport.objects.visible_to(user)
    report = seen.filter(reference=reference).first()
    if report is not None:
        return report
    of_agreement = list(seen.not_retired().filter(agreement__reference=reference))
    if len(of_agreement) == 1:
        return of_agreement[0]
    if of_agreement:
        names = ", ".join(sorted(each.reference for each in of_agreement))
        raise Refused(f"{reference} has {len(of_agreement)} reports. Name one of them: {names}.")
    raise Refused(f"{user.email} can see no Cabinet report with the reference {reference}.")
