"""Agreements and reports worth issuing, each recorded by the actions a click uses."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

import factory

from core import actions
from core.money import gbp
from documents.models import BoardPaper, DocumentKind, IssuedDocument, PaperKind
from governance.models import Board, Member, Oversight, Seat, TermOfReference
from partnerships import models
from tests.budgets.factories import GrantFactory, southwark
from tests.factories import NOW, AgreementFactory, RecordFactory, recorder
from tests.governance.factories import BoardFactory, BoardKindFactory


class IssuedDocumentFactory(RecordFactory):
    """A file that stands for an issued one; what issuing itself makes is tested through its actions."""

    class Meta:
        model = IssuedDocument

    agreement = factory.SubFactory(AgreementFactory)
    kind = DocumentKind.SCHEDULE_CSV
    number = 1
    title = "Budget schedule"
    filename = "schedule.csv"
    content_type = "text/csv"
    facts = factory.Dict({})
    content = b"Partner,2003/04"
    sha256 = sha256(b"Partner,2003/04").hexdigest()
    size = 15
    issued_at = NOW
    issued_by = factory.LazyFunction(recorder)


class BoardPaperFactory(RecordFactory):
    """A file that stands for an issued paper."""

    class Meta:
        model = BoardPaper

    board = factory.SubFactory(BoardFactory)
    kind = PaperKind.TERMS
    number = 1
    title = "Terms of reference"
    filename = "terms.pdf"
    content_type = "application/pdf"
    facts = factory.Dict({})
    content = b"Terms"
    sha256 = sha256(b"Terms").hexdigest()
    size = 5
    issued_at = NOW
    issued_by = factory.LazyFunction(recorder)


def record(model, of=None, **values):
    new = model(**values, **({"agreement": of} if of else {}))
    actions.record(new, by=recorder(), at=NOW)
    return new


def full_agreement(words: str = "") -> models.Agreement:
    """An agreement with something in every part of its document; `words` stand in every text."""
    agreement = southwark()
    council, pct = (party.body for party in agreement.parties.order_by("pk"))
    agreement.host = council
    agreement.summary = words or "One service for equipment that helps people to live at home."
    agreement.improvement = words or "One purchaser, not two.\n\n- quicker delivery\n- one contract"
    agreement.client_group = "Adults and children with a disability"
    agreement.pool_manager_post = "Strategic Director of Social Services"
    agreement.starts_on, agreement.ends_on = date(2003, 12, 1), date(2004, 11, 30)
    agreement.renewal, agreement.notice_months = models.Renewal.YEARLY, 3
    actions.change(agreement, by=recorder(), at=NOW)
    kinds = [
        record(models.ProvisionKind, code=f"matter-{n}", name=name, position=n, required_for_pooled_fund=True)
        for n, name in enumerate(("Risk share", "Variation", "Disputes"), 1)
    ]
    for kind in kinds[:2]:
        record(models.Provision, agreement, kind=kind, text=words or "Shares follow contributions.")
    lead = record(models.Flexibility, agreement, kind="council_leads", lead_body=council)
    record(models.Flexibility, agreement, kind="pooled_fund", starts_on=date(2004, 3, 31))
    record(models.Phase, agreement, name="Lead commissioning", due_on=date(2003, 12, 31), condition=words)
    record(models.Service, agreement, name="Home nursing equipment", flexibility=lead)
    record(models.Service, agreement, name="Wheelchairs", scope="out", note=words or "Another contract")
    record(models.Aim, agreement, text="Equipment within 7 days", measure="7 days")
    record(
        models.Consultee,
        agreement,
        name="Disabilities Partnership Board",
        jointly=True,
        how=words,
        state="consulted",
    )
    record(
        models.Delegation,
        agreement,
        body=council,
        post="Strategic Director",
        power="settle_sign",
        state="given",
    )
    record(models.Contract, agreement, provider="Supply contract", term_years=5, value=gbp(55_000_000))
    record(models.Annex, agreement, title="Statement of vision", text=words or "We work together.")
    GrantFactory(agreement=agreement, amount=gbp(54_000), condition=words or "In place by the deadline")
    board = record(
        Board,
        name="Advisory Board",
        kind=BoardKindFactory(name="Advisory board"),
        kept_by=council,
        powers=words,
    )
    record(Oversight, agreement=agreement, board=board)
    seat = record(Seat, board=board, post="Users of the service", category="user", places=2, is_chair=True)
    record(Member, seat=seat, name="Chair of the users' forum")
    record(TermOfReference, board=board, number="2", heading="Remit", text=words or "To advise.")
    record(TermOfReference, board=board, number="2.1", text=words or "Addressing key issues.", position=2)
    return agreement
