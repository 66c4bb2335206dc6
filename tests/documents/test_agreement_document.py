from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from core import actions
from core.dates import FinancialYear
from core.permissions import Role
from documents.actions import issue_agreement
from documents.blocks import Kind, Section
from documents.compositions import agreement_document
from documents.exports import agreement_pdf
from documents.models import IssuedDocument
from documents.plain import as_text
from documents.queries.agreements import agreement_facts
from documents.queries.facts import ProvisionFacts
from tests.budgets.factories import kent, put, southwark
from tests.documents.factories import full_agreement
from tests.factories import (
    NOW,
    TODAY,
    AgreementFactory,
    DeliverableFactory,
    IssueAreaFactory,
    person,
    recorder,
)
from tests.pdf_gate import assert_pdf_ua

pytestmark = pytest.mark.django_db

HOSTILE = '<script>alert(1)</script> =cmd|"/C calc" ![x](file:///etc/passwd)\n\n# Heading\n\n###### Deep\n\n'


def words_of(pdf):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(bytes(pdf))).pages).split())


def issue(agreement, **options):
    return issue_agreement(agreement=agreement, by=recorder(), at=NOW, **options)


def test_the_document_says_what_the_record_says_and_is_pdf_ua():
    agreement = full_agreement()
    draft = agreement_pdf(agreement_facts(agreement, on=TODAY))
    words = words_of(draft)
    for said in (
        "DRAFT",
        "Draft of 2 November 2026",
        "1 December 2003 to 30 November 2004",
        "A party may end the agreement by giving 3 months’ notice.",
        "The agreement is renewable year by year.",
        "Equipment within 7 days",
        "On the day this document was made it said nothing on them:",
        "Disputes",
        "730 748 767 2,245 Proposed",
        "296 303 310 909 Indicative",
        "Total 1,026 1,051 1,077 3,154",
        "Southwark Council: Extra investment — 350 — 350 Requested, not agreed",
        "Access and Systems Capacity Grant Amount £54,000",
        "£1,026,000 £1,026,000 Adds up.",
        "Users of the service (chair)",
        "Annex 1: Statement of vision",
        "Not yet signed",
        "Page 1 of",
    ):
        assert said in words
    assert_pdf_ua(draft)


def test_totals_that_do_not_add_up_and_funds_within_a_fund_are_shown_as_they_are():
    words = words_of(agreement_pdf(agreement_facts(kent(), on=TODAY)))
    assert "Integrated budget 1,603,000 Integrated fund" in words
    assert "Total 11,203,000" in words
    assert "£11,400,000 £11,203,000 Does not add up: the published figure is £197,000 more" in words


def test_a_schedule_of_many_years_goes_on_beneath_and_none_of_it_falls_off_the_page():
    agreement = southwark()
    line = agreement.funds.get().lines.first()
    put(line, {year: "123456789.12" if year > 2010 else 730_000 for year in range(2003, 2016)})
    pdf = agreement_pdf(agreement_facts(agreement, on=TODAY))
    words = words_of(pdf)
    assert "Contributions to" in words and ", part 3 of 3" in words
    for year in range(2003, 2016):
        assert f"{FinancialYear(year)} £000" in words
    assert rightmost(pdf) < 210
    assert_pdf_ua(pdf)


def rightmost(pdf):
    """Where the piece of text that starts furthest to the right does so, in millimetres of A4's 210."""
    starts = []

    def note(text, cm, tm, font, size):
        if text.strip():
            starts.append(tm[4] * cm[0] + tm[5] * cm[2] + cm[4])

    for page in PdfReader(BytesIO(bytes(pdf))).pages:
        page.extract_text(visitor_text=note)
    return max(starts) * 25.4 / 72


def schedules_of(facts):
    sections = [block for block in agreement_document(facts).content if isinstance(block, Section)]
    return [section.title for section in sections if section.kind == Kind.SCHEDULE]


def test_an_empty_agreement_says_what_is_not_recorded_in_one_place_and_has_no_empty_schedule():
    facts = agreement_facts(AgreementFactory(), on=TODAY)
    assert schedules_of(facts) == ["Parties"]
    text = as_text(agreement_document(facts))
    assert "The days on which the agreement starts and ends are not yet recorded." in text
    assert (
        "3.1 Nothing is recorded yet of its aims and outcomes; the flexibilities it uses; why it is likely "
        "to lead to an improvement; who was consulted; the services in its scope; the funds and "
        "contributions; the board that oversees it."
    ) in text
    assert_pdf_ua(agreement_pdf(facts))


def test_what_is_to_be_delivered_is_printed_area_by_area():
    agreement = AgreementFactory()
    area = IssueAreaFactory(agreement=agreement, name="Information sharing")
    DeliverableFactory(area=area, owner_post="Head of service", due_on=date(2026, 9, 30))
    IssueAreaFactory(agreement=agreement, name="Premises")
    text = as_text(agreement_document(agreement_facts(agreement, on=TODAY)))
    assert (
        "Area What is to be delivered By whom By Delivered\n"
        "Information sharing A protocol on information sharing Head of service 30 September 2026 Not yet\n"
        "Premises Not yet settled — — —\n"
    ) in text


def test_a_matter_that_is_a_schedule_prints_as_one_and_references_follow():
    facts = agreement_facts(full_agreement(), on=TODAY)
    written = ProvisionFacts("schedule-risk-share", "Schedule: risk share", False, "Shares follow.")
    more = replace(facts, provisions=(*facts.provisions, written), flexibilities=())
    assert schedules_of(more) == [
        "Parties",
        "Services",
        "Contributions",
        "Governance",
        "Risk share",
        "Annexes",
    ]
    assert "Schedule 5: Risk share\nShares follow." in as_text(agreement_document(more))


def test_remarks_on_sources_and_on_the_record_never_print_and_stand_on_their_tabs(client):
    agreement = full_agreement()
    fund = agreement.funds.get()
    fund.source = "Report to the Executive, paragraph 31"
    actions.change(fund, by=recorder(), at=NOW)
    for row in (
        agreement.flexibilities.first(),
        agreement.services.first(),
        agreement.contracts.get(),
        agreement.delegations.get(),
        agreement.provisions.first(),
        agreement.grants.get(),
        fund.lines.first(),
    ):
        row.remark = "remarkword of the paper"
        actions.change(row, by=recorder(), at=NOW)
    text = as_text(agreement_document(agreement_facts(agreement, on=TODAY)))
    for remark in ("remarkword", fund.source, "Source of the figures", "Recorded status", "Record kept by"):
        assert remark not in text
    reader = person(Role.AUDITOR, agreement.kept_by)
    client.force_login(reader, backend="django.contrib.auth.backends.ModelBackend")
    tabs = ("scope", "signing", "provisions", "money")
    shown = [client.get(f"/agreements/{agreement.reference}/{tab}/").text.count("remarkword") for tab in tabs]
    assert shown == [3, 1, 1, 1]
    assert "remarkword" in client.get(fund.get_absolute_url()).text


def test_a_new_issue_prints_the_changed_record_and_the_old_bytes_stay():
    agreement = full_agreement()
    first = issue(agreement)
    before = bytes(first.content)
    line = agreement.funds.get().lines.get(position=1)
    put(line, {2003: 731_000})
    second = issue(agreement, why="A contribution was changed")
    kept = IssuedDocument.objects.get(pk=first.pk)
    assert bytes(kept.content) == before
    assert "Total 1,026 1,051" in words_of(before)
    assert "Total 1,027 1,051" in words_of(second.content)
    assert "DRAFT" not in words_of(second.content)
    assert "Issue 2, 2 November 2026" in words_of(second.content)
    assert [kept.number, second.number, second.supersedes] == [1, 2, kept]
    assert second.facts["schedule"]["by_year"]["amounts"][0] == {"amount": "1027000.00", "currency": "GBP"}
    assert second.facts["starts_on"] == "2003-12-01"
    assert second.facts["schedule"]["years"] == ["2003/04", "2004/05", "2005/06"]
    assert_pdf_ua(bytes(second.content))


def test_hostile_text_is_printed_and_harms_nothing():
    agreement = full_agreement(HOSTILE)
    provision = agreement.provisions.first()
    provision.text = "x" * 20_000
    actions.change(provision, by=recorder(), at=NOW)
    pdf = agreement_pdf(agreement_facts(agreement, on=TODAY))
    assert "<script>alert(1)</script> =cmd|" in words_of(pdf)
    assert_pdf_ua(pdf)
