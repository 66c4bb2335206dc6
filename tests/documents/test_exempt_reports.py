"""What is exempt in a report reaches those who may read it, marked on every page, and nobody else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from core import actions
from core.models import Act, SecurityEvent, User
from core.permissions import ROLES_AT_BODIES, Role
from core.rules import RulesBroken
from documents.actions import issue_cabinet_report
from documents.exports import cabinet_report_pdf
from documents.models import IssuedDocument
from documents.queries.reports import cabinet_report_facts
from governance.actions.decisions import record_decisions
from governance.actions.reports import move_report
from governance.models import (
    BackgroundPaper,
    Block,
    CabinetReport,
    Implication,
    ReportConsultee,
    ReportSection,
    ReportStage,
    ReportStatus,
)
from governance.reference import load_exempt_paragraphs
from partnerships.findings import findings_of
from partnerships.models import Agreement, Body
from partnerships.queries import agreement_as_at
from tests.access import address
from tests.documents.factories import record
from tests.documents.test_report_document import written
from tests.documents.word import header_of
from tests.factories import NOW, PartyFactory, RoleHeldFactory, person
from tests.forms import filled
from tests.governance.factories import ForumFactory, ReportFrontFactory
from tests.governance.reports import Council
from tests.pdf_gate import assert_pdf_ua
from tests.test_access import PAGES

pytestmark = pytest.mark.django_db
DAY = NOW.date()
REASON = "Publishing the bids would weaken the council's hand."
EXEMPT = {"is_exempt": True, "exempt_paragraphs": "3"}
SECRETS = (
    "quartzword",  # the title of a section
    "obsidianword",  # its text
    "basaltword",  # an appendix
    "gneissword",  # a recommendation
    "schistword",  # an implication
    "marbleword",  # a background paper
    "slateword",  # who was consulted
    "flintword",  # why one of them was changed
    "chertword",  # what was decided on it
    "pumiceword",  # what was retired of it, and why
    "tuffword",  # typed while it was open
    "gritword",  # who holds a paper
)
FOUND = re.compile("|".join(SECRETS), re.IGNORECASE)


class Scene:
    """A part-exempt report of Southwark's, about an agreement that a trust shares."""

    def __init__(self) -> None:
        self.council = Council("SWK", "Southwark Council")
        self.by = {"by": self.council.clerk, "at": NOW}
        load_exempt_paragraphs(**self.by)
        self.trust = record(Body, name="Southwark Trust", kind=self.council.body.kind)
        PartyFactory(agreement=self.council.agreement, body=self.trust)
        self.report = written(
            self.council,
            "southwark-executive",
            meeting_on=date(2026, 12, 14),
            classification="part_exempt",
            exempt_reason=REASON,
        )
        report = {"report": self.report}
        first, appendix = self.report.layout.parts.all()
        section = record(ReportSection, **report, part=first, title="Bids", text="tuffword")
        section.title, section.text = "Bids quartzword", "The dearest bid was obsidianword."
        section.is_exempt, section.exempt_paragraphs = True, "3"
        actions.change(section, **self.by, why="The flintword bid came in")
        self.parts = [
            section,
            record(
                ReportSection,
                **report,
                **EXEMPT,
                part=appendix,
                position=90,
                title="Prices",
                text="basaltword",
            ),
            self.council.asks(
                self.report, "agree", "the bid of gneissword", is_exempt=True, exempt_paragraphs="3, 5"
            ),
            record(
                Implication, **report, **EXEMPT, kind="risk", title="Risk", applies=True, text="schistword"
            ),
            record(BackgroundPaper, **report, **EXEMPT, title="Bid marbleword", held_at="gritword"),
            record(ReportConsultee, **report, **EXEMPT, name="Adviser slateword"),
        ]
        gone = record(BackgroundPaper, **report, **EXEMPT, title="Bid pumiceword")
        actions.retire(gone, **self.by, why="pumiceword")
        self.parts.append(gone)

    def change(self, **values) -> None:
        report = self.read()
        for name, value in values.items():
            setattr(report, name, value)
        actions.change(report, **self.by)

    def read(self) -> CabinetReport:
        return CabinetReport.objects.get(pk=self.report.pk)

    def issue(self, **options) -> list[IssuedDocument]:
        return issue_cabinet_report(report=self.read(), **self.by, **options)

    def without(self) -> dict[str, Client]:
        """Those who may not read it, each with every role that does not let them."""
        return {
            "at the council": self.somebody(*ROLES_WITHOUT, at=self.council.body),
            "at the other partner": self.somebody(*ROLES_AT_BODIES, at=self.trust),
            "the operator": browser(person(Role.OPERATOR)),
        }

    def somebody(self, *roles: Role, at: Body) -> Client:
        user = person(roles[0], at)
        for role in roles[1:]:
            RoleHeldFactory(user=user, body=at, role=role)
        return browser(user)


def browser(user) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def person_of(reader: Client) -> User:
    return User.objects.get(pk=reader.session["_auth_user_id"])


@pytest.fixture(scope="module")
def kept_scene(kept: None) -> Scene:
    return Scene()


@pytest.fixture
def scene(kept_scene: Scene, db: None) -> Scene:
    return deepcopy(kept_scene)


def body_of(answer) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if content.startswith(b"%PDF"):
        return all_of(content)
    if content.startswith(b"PK"):
        return all_of_word(content)
    return content.decode(errors="replace") + str(answer.headers)


def all_of_word(content: bytes) -> str:
    """All that a Word file says, in whatever part of it."""
    file = ZipFile(BytesIO(bytes(content)))
    return " ".join(re.sub("<[^>]*>", "", file.read(name).decode()) for name in file.namelist())


def all_of(pdf: bytes) -> str:
    """All that a PDF says: its pages, its metadata, its bookmarks."""
    reader = PdfReader(BytesIO(bytes(pdf)))
    text = " ".join(page.extract_text() for page in reader.pages)
    xmp = reader.xmp_metadata.stream.get_data() if reader.xmp_metadata else ""
    return f"{text} {reader.metadata} {reader.outline} {xmp!r}"


ROLES_WITHOUT = (Role.FINANCE, Role.AUDITOR, Role.ADMINISTRATOR)
AGREEMENT_MADE = ("/documents/draft.pdf", "/documents/issue/", "/documents/issue-xlsx/")
TYPED = "Bid marbleword"  # the title of an exempt paper, guessed


@pytest.mark.sweep
def test_who_may_not_read_it_finds_no_word_of_it_by_any_address(scene):
    ReportFrontFactory(report=scene.report)
    open_one, exempt_one, *_ = scene.issue(why="flintword")
    said = {"outcome": "agreed", "decided_on": date(2026, 11, 1), "resolved": "chertword"}
    record_decisions(scene.read(), scene.council.cabinet, decided={scene.parts[2].pk: said}, **scene.by)
    decision = scene.report.decisions.get()
    scene.council.report(reference="SWK-OTHER")  # something else to choose from
    about = [scene.report, scene.council.agreement, scene.council.body, open_one, exempt_one, *scene.parts]
    about.append(decision)
    addresses = list(every_address_of(about))
    asked = 0
    for who, reader in scene.without().items():
        sees_the_report = reader.get(scene.report.get_absolute_url()).status_code == 200
        assert sees_the_report == (who != "the operator")
        for at, record_ in addresses:
            if who == "at the council" and at.endswith(AGREEMENT_MADE):
                continue  # the other partner asks for it, who holds every role
            for answer in ways_to_ask(reader, at, record_):
                found = FOUND.search(said_by(answer))
                assert not found, (who, at, answer.request["REQUEST_METHOD"], found)
                asked += 1
                if record_ in (*scene.parts, exempt_one, decision):
                    assert answer.status_code in (403, 404), (who, at)
    assert asked > 500
    # The same addresses show all of it to the clerk.
    clerk = browser(scene.council.clerk)
    shown = {word.lower() for at, _ in addresses for word in FOUND.findall(body_of(clerk.get(at)))}
    assert shown == set(SECRETS)


@pytest.mark.sweep
def test_no_search_tells_whether_a_word_stands_in_what_is_exempt(scene):
    reader = scene.without()["at the other partner"]
    ReportFrontFactory(report=scene.report)
    for at, _ in every_address_of([scene.council.agreement]):
        nowhere = "" if at.endswith(".pdf") else said_by(reader.get(at, {"q": "zirconword"}))
        if 'name="q"' in nowhere:
            for word in ("obsidianword", "quartzword"):
                assert ("SWK-R1" in said_by(reader.get(at, {"q": word}))) == ("SWK-R1" in nowhere), at


def test_no_finding_quotes_what_is_exempt(scene):
    told = findings_of(agreement_as_at(scene.council.agreement.pk, on=DAY))
    assert told and not [finding for finding in told if FOUND.search(finding.message)]
    assert Act.objects.filter(why__icontains="flintword").exists()


def every_address_of(records: list) -> Iterator[tuple[str, Any]]:
    """Every address of the site that is about one of these records or about nothing in particular."""
    for name, page in PAGES.items():
        if (
            name == "core:sign-out"
            or page.about == "unpeopled"
            or {"unpeopled", "left_document"} & {*page.also.values()}
        ):
            continue  # of no record of theirs
        also = {
            part: value.objects.earliest("pk").pk if isinstance(value, type) else value
            for part, value in page.also.items()
        }
        if page.about is None:
            yield address(name, None, also), None
        for record_ in records:
            if isinstance(page.about, type) and isinstance(record_, page.about):
                yield address(name, record_, also), record_
    for act in Act.objects.filter(agreements__in=[each for each in records if isinstance(each, Agreement)]):
        yield reverse("core:act", args=[act.pk]), None


def ways_to_ask(reader: Client, at: str, record_: Any) -> Iterator[Any]:
    """See it; send it something, its form as it came, an old one, an emptied and an overfull one."""
    page = reader.get(at)
    yield page
    if at.endswith(AGREEMENT_MADE):
        return  # to make it takes seconds
    sent = [{"why": "x", "title": TYPED, "name": TYPED}] if record_ else []
    form = (getattr(page, "context_data", None) or {}).get("form")
    if record_ and form is not None and page.status_code == 200:
        fields = filled(form)
        kept = {name: fields[name] for name in ("version", "submission") if name in fields}
        first = record_.history.earliest().history_id
        sent += [
            fields,
            {**fields, "title": TYPED, "version": first},
            {**dict.fromkeys(fields, ""), **kept},
            {**dict.fromkeys(fields, "9" * 400), **kept},
        ]
    for data in sent:
        with transaction.atomic():
            yield reader.post(at, data)
            transaction.set_rollback(True)


def said_by(answer: Any) -> str:
    """All of the answer but what the reader typed."""
    return body_of(answer).replace(TYPED, "")


def noun_of(record_) -> str:
    return record_.noun().replace(" ", "-")


def test_what_the_other_partner_does_to_it_is_not_found(scene):
    trust = scene.somebody(Role.OFFICER, Role.CLERK, at=scene.trust)
    for part in scene.parts:
        for verb in ("change", "retire", "restore"):
            at = reverse(f"governance:{noun_of(part)}-{verb}", args=[part.pk])
            assert [trust.get(at).status_code, trust.post(at, {"why": "x"}).status_code] == [404, 404]
    report = reverse("governance:cabinet-report-change", args=[scene.report.pk])
    form = trust.get(report).context_data["form"]
    assert {"classification", "exempt_paragraphs", "exempt_reason", "forum"} & set(form.fields) == set()
    assert trust.post(report, filled(form, classification="open", title="New title")).status_code == 302
    assert (scene.read().classification, scene.read().title) == ("part_exempt", "New title")
    add = reverse("governance:background-paper-add", args=[scene.report.reference])
    form = trust.get(add).context_data["form"]
    assert "is_exempt" not in form.fields and form.initial["position"] == 2
    assert (
        trust.post(add, filled(form, title="Bid marbleword")).status_code == 302
    )  # nothing says it is there
    # Whoever could say where it goes could let their own body read it.
    theirs = ForumFactory(body=scene.trust)
    stage = reverse("governance:report-stage-add", args=[scene.report.reference])
    assert trust.get(stage).status_code == 403
    assert trust.post(stage, {"forum": theirs.pk, "purpose": "comment"}).status_code == 403
    for page in ("report-issue", "report-exempt-draft"):
        at = reverse(f"documents:{page}", args=[scene.report.reference])
        assert [trust.get(at).status_code, trust.post(at).status_code] == [403, 403]


def test_those_whose_meeting_it_goes_to_read_it_marked(scene):
    scene.issue()
    at = reverse("governance:report", args=[scene.report.reference])
    for role in (Role.OFFICER, Role.LEGAL, Role.CLERK, Role.EXEMPT_READER):
        page = body_of(scene.somebody(role, at=scene.council.body).get(at))
        assert "obsidianword" in page and '<p class="exempt-mark">Exempt: paragraph 3</p>' in page
        assert '<p class="exempt-mark">Exempt: paragraphs 3 and 5</p>' in page
    reader = scene.somebody(Role.EXEMPT_READER, at=scene.trust)
    assert "obsidianword" not in body_of(reader.get(at))
    stage = ReportStage(report=scene.report, forum=ForumFactory(body=scene.trust), purpose="decision")
    move_report(scene.read(), to=ReportStatus.DRAFT, **scene.by)
    stage.report = scene.read()
    actions.record(stage, **scene.by)
    assert "obsidianword" in body_of(reader.get(at))


def test_one_report_issues_an_open_and_an_exempt_document(scene):
    open_one, exempt_one = scene.issue()
    assert [open_one.filename, exempt_one.filename] == ["SWK-R1-version-1.pdf", "SWK-R1-version-1-exempt.pdf"]
    said = all_of(open_one.content)
    as_word, exempt_as_word = all_of_word(open_one.word), all_of_word(exempt_one.word)
    assert not FOUND.search(as_word) and "NOT FOR PUBLICATION" not in as_word
    assert "obsidianword" in exempt_as_word and f"Reason: {REASON}" in exempt_as_word
    assert header_of(exempt_one.word)[1].startswith("NOT FOR PUBLICATION: exempt by paragraphs 3 and 5")
    assert not FOUND.search(said) and not FOUND.search(json.dumps(open_one.facts))
    words = " ".join(said.split())
    assert "Part of this report is not for publication, and is left out of this version." in words
    assert "paragraphs 3 and 5 of Schedule 12A to the Local Government Act 1972" in words
    assert "financial or business affairs of any particular person (including" in words
    assert REASON in words
    for what in ("A section paragraph 3", "An appendix paragraph 3", "A recommendation paragraphs 3 and 5"):
        assert what in words
    pages = [
        " ".join(page.extract_text().split()) for page in PdfReader(BytesIO(bytes(exempt_one.content))).pages
    ]
    assert len(pages) > 2
    for page in pages:
        assert "NOT FOR PUBLICATION: exempt by paragraphs 3 and 5 of Schedule 12A" in page
        assert f"Reason: {REASON}" in page
    whole = " ".join(pages)
    for secret in (
        "quartzword",
        "obsidianword",
        "basaltword",
        "gneissword",
        "schistword",
        "marbleword",
        "slateword",
    ):
        assert secret in whole.lower()  # headings are in capitals
    assert_pdf_ua(open_one.content)
    assert_pdf_ua(exempt_one.content)
    reader = scene.somebody(Role.EXEMPT_READER, at=scene.council.body)
    for document in (open_one, exempt_one):
        for page in ("document-download", "document-word"):
            assert reader.get(reverse(f"documents:{page}", args=[document.pk])).status_code == 200
    reads = SecurityEvent.objects.filter(kind=SecurityEvent.Kind.EXEMPT_READ)
    told = [(person_of(reader), {"document": exempt_one.pk})] * 2
    assert [(read.person, read.facts) for read in reads] == told
    finance = scene.somebody(Role.FINANCE, at=scene.council.body)
    assert finance.get(reverse("documents:document-word", args=[exempt_one.pk])).status_code == 404
    # Each supersedes its like.
    move_report(scene.read(), to=ReportStatus.DRAFT, **scene.by)
    again = scene.issue()
    assert [each.supersedes for each in again] == [open_one, exempt_one]


def test_a_wholly_exempt_report_issues_a_notice_and_itself(scene):
    scene.change(classification="exempt", exempt_paragraphs="3")
    open_one, exempt_one = scene.issue()
    said = " ".join(all_of(open_one.content).split())
    assert not FOUND.search(said) and "Consultation took place." not in said
    assert "This report is not for publication." in said and "The whole report paragraphs 3 and 5" in said
    assert "Consultation took place." in all_of(exempt_one.content)
    assert_pdf_ua(open_one.content)
    finance = scene.somebody(Role.FINANCE, at=scene.council.body)
    for page in ("report", "report-contents"):
        assert "Consultation took place." not in body_of(
            finance.get(reverse(f"governance:{page}", args=["SWK-R1"]))
        )
    officer = scene.somebody(Role.OFFICER, at=scene.trust)
    assert officer.get(reverse("governance:recommendation-add", args=["SWK-R1"])).status_code == 403


def is_refused(scene, says: str, **values) -> None:
    """Change the report so: then it is not issued, and the findings say why."""
    scene.change(**values)
    with pytest.raises(RulesBroken) as refusal:
        scene.issue()
    assert says in " ".join(map(str, refusal.value.broken))
    told = [finding.message for finding in findings_of(agreement_as_at(scene.council.agreement.pk, on=DAY))]
    assert f"Report SWK-R1: {says}" in told


def test_exempt_content_names_paragraph_and_reason(scene):
    is_refused(scene, "Exempt without the public-interest reason.", exempt_reason="")


def test_exempt_paragraphs_were_in_force(scene):
    says = "Paragraph 9 was not in force on 14 December 2026, when paragraphs 1 to 7 were."
    is_refused(scene, says, classification="exempt", exempt_paragraphs="9")
    scene.change(meeting_on=date(2006, 2, 28))  # the last day of the fifteen paragraphs of 1986
    assert len(scene.issue()) == 2


def test_what_shows_rows_is_marked_row_by_row(scene):
    section = scene.report.sections.get(block=Block.RECOMMENDATIONS)
    section.is_exempt = True
    with pytest.raises(RulesBroken, match="Mark those of them that are exempt, one by one"):
        actions.change(section, **scene.by)


def test_an_open_report_with_an_exempt_part_is_not_issued(scene):
    is_refused(scene, "It is classified as open, but part of it is marked exempt.", classification="open")


def test_issued_report_is_classified_as_it_is_marked(scene):
    for part in scene.parts[:-1]:
        part.refresh_from_db()
        part.is_exempt, part.exempt_paragraphs = False, ""
        actions.change(part, **scene.by)
    with pytest.raises(RulesBroken, match="no part of it is marked exempt"):
        scene.issue()
    scene.change(classification="open")
    [document] = scene.issue()
    assert "obsidianword" in all_of(document.content)
    # What it was while it was exempt stays unread, though it is open now.
    history = reverse("partnerships:agreement-history", args=[scene.council.agreement.reference])
    auditor = scene.somebody(Role.AUDITOR, at=scene.council.body)
    page = body_of(auditor.get(history))
    assert "tuffword" not in page and "flintword" not in page
    assert "exempt content changed" in page
    assert "tuffword" in body_of(scene.somebody(Role.CLERK, at=scene.council.body).get(history))


def test_a_section_without_its_paragraph_or_with_an_open_one_in_it_is_not_issued(scene):
    section = ReportSection.objects.get(title="Bids quartzword")
    section.exempt_paragraphs = ""
    actions.change(section, **scene.by)
    record(
        ReportSection,
        report=scene.report,
        part=section.part,
        title="In detail",
        text="More.",
        level=2,
        position=section.position + 1,
    )
    with pytest.raises(RulesBroken) as refusal:
        scene.issue()
    said = " ".join(map(str, refusal.value.broken))
    assert "Exempt without the paragraph of Schedule 12A." in said
    assert "A section within an exempt section is open." in said


def test_drafts_follow_the_same_rule(scene):
    clerk = browser(scene.council.clerk)
    draft = reverse("documents:report-draft", args=[scene.report.reference])
    exempt = reverse("documents:report-exempt-draft", args=[scene.report.reference])
    assert not FOUND.search(body_of(clerk.get(draft)))
    assert not FOUND.search(body_of(clerk.get(f"{draft.removesuffix('.pdf')}.docx")))
    answer = clerk.get(f"{exempt.removesuffix('.pdf')}.docx")
    assert "obsidianword" in body_of(answer) and "NOT FOR PUBLICATION" in body_of(answer)
    assert "SWK-R1-draft-exempt.docx" in answer["Content-Disposition"]
    answer = clerk.get(exempt)
    assert "obsidianword" in body_of(answer) and "NOT FOR PUBLICATION" in body_of(answer)
    assert "SWK-R1-draft-exempt.pdf" in answer["Content-Disposition"]
    assert_pdf_ua(answer.content)
    other = scene.council.report(reference="SWK-OPEN")
    answer = clerk.get(reverse("documents:report-exempt-draft", args=[other.reference]))
    assert "NOT FOR PUBLICATION" not in body_of(answer)
    assert "SWK-OPEN-draft.pdf" in answer["Content-Disposition"]


def test_an_agreement_of_readings(scene):
    """The open reading numbers its own paragraphs from one to the last without a gap."""
    words = all_of(cabinet_report_pdf(cabinet_report_facts(scene.report, on=DAY)))
    numbers = [int(n) for n in re.findall(r"^(\d+)\.\s", words, re.MULTILINE)]
    assert numbers == list(range(1, len(numbers) + 1))


def test_the_command_writes_each_version_to_its_own_file(scene, tmp_path, capsys):
    copies = [tmp_path / "open.pdf", tmp_path / "exempt.pdf"]
    options = {"by": scene.council.clerk.email, "output": copies[0], "exempt_output": copies[1]}
    officer = scene.somebody(Role.OFFICER, at=scene.trust)
    with pytest.raises(CommandError, match="read what is exempt"):
        call_command(
            "issue_document", "cabinet-report", "SWK-R1", **options | {"by": person_of(officer).email}
        )
    assert not any(copy.exists() for copy in copies)
    call_command("issue_document", "cabinet-report", "SWK-R1", **options)
    assert [bool(FOUND.search(all_of(copy.read_bytes()))) for copy in copies] == [False, True]
