"""Everything an agreement document prints: the agreement as at its day, as all its partners may read it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Prefetch

from budgets.calculations import Schedule
from documents.queries.facts import AgreementFacts, AnnexFacts, BoardPrinted, ProvisionFacts
from governance.calculations.boards import Boards
from governance.calculations.charts import chart_of
from governance.queries.boards import boards_known_to
from partnerships.as_at import AgreementAsAt
from partnerships.models import Agreement, Party, Renewal
from partnerships.queries import agreement_as_at, among_others
from partnerships.queries.agreements import AmongOthers

# Whether it may go on after its last day, as a clause says it.
RENEWAL = {
    Renewal.NONE: "The agreement is not renewable.",
    Renewal.YEARLY: "The agreement is renewable year by year.",
    Renewal.OPTION: "The agreement may be extended.",
    Renewal.UNTIL_ENDED: "The agreement continues until notice is given.",
    Renewal.UNKNOWN: "Whether the agreement may be renewed is not yet settled.",
}


def agreement_facts(
    agreement: Agreement, *, on: date, issue: int | None = None, seal: str = ""
) -> AgreementFacts:
    """Read the agreement as a document made on that day prints it, in a constant number of queries."""
    return printed(agreement_as_at(agreement.pk, on=on, parts=[Schedule, Boards]), issue=issue, seal=seal)


def printed(agreement: AgreementAsAt, *, issue: int | None = None, seal: str = "") -> AgreementFacts:
    """The value as a document prints it: it names nothing that one of the partners may not know of."""
    others = among_others(agreement, seen=_seen_by_all(agreement))
    same = {name: getattr(agreement, name) for name in SAME}
    return AgreementFacts(
        issue=issue,
        status=agreement.status_label,
        kept_by=agreement.kept_by.name,
        over_arching=str(others.over_arching or ""),
        host=str(agreement.host or ""),
        renewal=RENEWAL[Renewal(agreement.renewal)],
        annexes=tuple(_annexes(agreement, others)),
        provisions=tuple(
            ProvisionFacts(each.code, each.name, each.required, each.text)
            for each in agreement.matters
            if each.required or each.provision
        ),
        schedule=agreement.part(Schedule),
        boards=tuple(_boards(agreement)),
        chart=chart_of([each.board for each in agreement.part(Boards).current]),
        seal=seal,
        variations=agreement.varied_by,
        **same,
    )


SAME = (
    "on",
    "reference",
    "title",
    "basis",
    "client_group",
    "summary",
    "annex_number",
    "pool_manager_post",
    "improvement",
    "dated_on",
    "starts_on",
    "ends_on",
    "renewal_terms",
    "notices",
    "parties",
    "delegations",
    "signatures",
    "consultees",
    "flexibilities",
    "phases",
    "issue_areas",
    "services_in",
    "services_out",
    "aims",
    "contracts",
)


SAME_OF_BOARDS = (
    "name",
    "kind",
    "accountable_to",
    "powers",
    "chair_arrangements",
    "quorum",
    "quorum_words",
    "quorum_in_words",
    "minimum_meetings",
    "due_on",
    "established_on",
    "terms",
)


def _seen_by_all(agreement: AgreementAsAt) -> Any:
    """The agreements in use of which all who see this one may know."""
    readers = {party.body.key for party in agreement.partners}
    partners = Party.objects.not_left_on(agreement.on)
    keys = [agreement.over_arching, *(each.key for each in agreement.annexed)]
    others = Agreement.objects.not_retired().filter(pk__in=[key for key in keys if key])
    others = others.prefetch_related(Prefetch("parties", partners, "partners"))
    known = [each.pk for each in others if readers <= {party.body_id for party in each.partners}]
    return Agreement.objects.filter(pk__in=known)


def _annexes(agreement: AgreementAsAt, others: AmongOthers) -> Iterable[AnnexFacts]:
    for each in others.annexed:
        yield AnnexFacts(each.annex_order, each.title, each.reference, "")
    for annex in agreement.annexes:
        yield AnnexFacts(annex.number, annex.title, "", annex.text)


def _boards(agreement: AgreementAsAt) -> Iterable[BoardPrinted]:
    """The boards that oversee it on the day, each with the one above where all partners may know of that."""
    overseen = agreement.part(Boards).current
    above = {each.board.above for each in overseen if each.board.above}
    readers = {party.body.key for party in agreement.partners}
    known = boards_known_to(readers, above, on=agreement.on) if above else {}
    for each in overseen:
        board = each.board
        yield BoardPrinted(
            standing=board.standing_label,
            reports_to=known.get(board.above or 0, ""),
            part=each.part,
            seats=tuple(replace(seat, members=seat.sitting) for seat in board.seats),
            **{name: getattr(board, name) for name in SAME_OF_BOARDS},
        )
