"""Issue a document from the command line, as a click on the page does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from core.models import User
from core.permissions import Permission, may
from core.rules import RulesBroken
from core.sentences import mid_sentence
from documents.actions import issue_agreement, issue_cabinet_report
from documents.models import IssuedDocument
from governance.models import CabinetReport
from partnerships.models import Agreement

REFUSED = 2


class Refused(CommandError):
    """Said in one line; the command ends with status 2."""

    def __init__(self, message: str) -> None:
        super().__init__(" ".join(message.split()), returncode=REFUSED)


class Command(BaseCommand):
    help = "Issue an agreement or a Cabinet report, keep it, and write a copy to a file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("document", choices=("agreement", "cabinet-report"))
        parser.add_argument(
            "reference",
            help="of the agreement or of the report; an agreement's only report goes by either",
        )
        parser.add_argument("--by", required=True, metavar="EMAIL", help="who issues it")
        parser.add_argument("--output", required=True, type=Path, metavar="FILE", help="where the copy goes")
        parser.add_argument("--why", default="", help="the reason, kept in the history")

    def handle(self, *, document: str, reference: str, by: str, output: Path, why: str, **_: Any) -> None:
        user = _user(by)
        _must_be_writable(output)
        issue = _agreement if document == "agreement" else _report
        try:
            issued = issue(user, reference, why)
        except RulesBroken as refusal:
            raise Refused(" ".join(map(str, refusal.broken))) from None
        try:
            output.write_bytes(bytes(issued.content))
        except OSError as error:
            raise Refused(
                f"{issued} is issued and kept, but {output} cannot be written: {error.strerror}. "
                "Download it from the agreement's Documents."
            ) from None
        self.stdout.write(f"{issued}: {output} ({issued.size} bytes, SHA-256 {issued.sha256})")


def _user(email: str) -> User:
    user = User.objects.filter(email__iexact=email.strip(), is_active=True).first()
    if user is None:
        raise Refused(f"Nobody who may sign in has the e-mail address {email}.")
    return user


def _must_be_writable(output: Path) -> None:
    """A document that is issued cannot be taken back, so the file is opened first."""
    try:
        is_new = not output.exists()
        output.open("ab").close()
        if is_new:
            output.unlink()
    except OSError as error:
        raise Refused(f"{output} cannot be written: {error.strerror}. Nothing was issued.") from None


def _agreement(user: User, reference: str, why: str) -> IssuedDocument:
    agreement = Agreement.objects.visible_to(user).filter(reference=reference).first()
    if agreement is None:
        raise Refused(f"{user.email} can see no agreement with the reference {reference}.")
    _must_be_allowed(user, Permission.ISSUE_AGREEMENTS, agreement)
    return issue_agreement(agreement=agreement, by=user, at=timezone.now(), why=why)


def _report(user: User, reference: str, why: str) -> IssuedDocument:
    report = _find_report(user, reference)
    _must_be_allowed(user, Permission.ISSUE_REPORTS, report)
    return issue_cabinet_report(report=report, by=user, at=timezone.now(), why=why)


def _find_report(user: User, reference: str) -> CabinetReport:
    """The report of that reference or, for an agreement's, its one report."""
    seen = CabinetReport.objects.visible_to(user)
    report = seen.filter(reference=reference).first()
    if report is not None:
        return report
    of_agreement = list(seen.current().filter(agreement__reference=reference))
    if len(of_agreement) == 1:
        return of_agreement[0]
    if of_agreement:
        names = ", ".join(sorted(each.reference for each in of_agreement))
        raise Refused(f"{reference} has {len(of_agreement)} reports. Name one of them: {names}.")
    raise Refused(f"{user.email} can see no Cabinet report with the reference {reference}.")


def _must_be_allowed(user: User, permission: Permission, record: Any) -> None:
    decision = may(user, permission, record)
    if not decision:
        raise Refused(f"{user.email} may not: {mid_sentence(decision.reason)}")
