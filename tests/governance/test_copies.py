"""A Cabinet report begun as a copy of another: what it says, and nothing of what was decided."""

from datetime import date

import pytest
from django.urls import reverse

from core import actions
from core.actions import retire
from core.models import Act
from core.permissions import Role
from core.rules import RulesBroken
from governance.actions.decisions import record_decisions
from governance.actions.reports import copy_report, move_report
from governance.models import (
    CabinetReport,
    Forum,
    Implication,
    Recommendation,
    ReportLayout,
    ReportSection,
    ReportStatus,
)
from partnerships.models import Body
from tests.factories import NOW, AgreementFactory, BodyFactory, PartyFactory, person, recorder
from tests.forms import filled
from tests.governance.factories import BackgroundPaperFactory, ReportConsulteeFactory, ReportStageFactory

pytestmark = pytest.mark.django_db


def record(model, **values):
    new = model(**values)
    actions.record(new, by=recorder(), at=NOW)
    return new


def copy(original, by, *, reference="COPY-R1", exempt=False, **values):
    new = CabinetReport(
        **{
            "agreement": original.agreement,
            "reference": reference,
            "title": "The year after",
            "forum": original.forum,
            **values,
        }
    )
    copy_report(new, original=original, exempt=exempt, by=by, at=NOW)
    return CabinetReport.objects.get(pk=new.pk)


def part_exempt(council):
    """A report with an exempt row of each kind, one of them a section of its layout."""
    report = council.report(
        classification="part_exempt", exempt_reason="The bids are open.", from_post="Director"
    )
    appendix = report.layout.parts.get(kind="appendix")
    closed = {"report": report, "is_exempt": True, "exempt_paragraphs": "3"}
    section = report.sections.exclude(layout_section=None).filter(block="text").first()
    section.title, section.text, section.is_exempt = "Hidden heading", "Hidden text", True
    actions.change(section, by=council.clerk, at=NOW)
    record(ReportSection, **closed, title="Prices", text="Hidden prices", part=appendix)
    record(ReportSection, report=report, title="Map", text="A map", part=appendix)
    record(Implication, **closed, kind="risk", title="Hidden risk", text="Hidden")
    record(Recommendation, **closed, verb="agree", text="Hidden bid", forum=council.cabinet)
    council.asks(report, "approve", "the pooled fund")
    return report


def texts(report):
    rows = (report.sections, report.implications, report.recommendations)
    return {value for each in rows for row in each.values() for value in row.values()}


def test_a_copy_says_the_same_and_nothing_of_what_was_decided(council):
    report = council.report(
        wards="All", from_post="Director", item_number="7", version_note="Final", dated_on=date(2003, 12, 1)
    )
    council.writes(report, "Background information", "Loans took weeks.")
    asked = council.asks(report, "approve", "the pooled fund")
    for made in (BackgroundPaperFactory, ReportConsulteeFactory, ReportStageFactory):
        made(report=report)
    retire(council.asks(report, "note", "twice"), by=recorder(), at=NOW, why="Recorded twice")
    for step in (ReportStatus.READY, ReportStatus.ISSUED):
        move_report(report, to=step, by=council.clerk, at=NOW)
    decided = {asked.pk: {"outcome": "agreed", "decided_on": date(2003, 12, 16)}}
    record_decisions(report, council.cabinet, decided=decided, by=council.clerk, at=NOW)
    acts = Act.objects.count()

    copied = copy(report, council.clerk)

    assert Act.objects.count() == acts + 1
    assert list(Act.objects.get(code="cabinet-report.copied").agreements.all()) == [council.agreement]
    assert (copied.copied_from, copied.layout, copied.status) == (report, report.layout, "draft")
    assert (copied.wards, copied.from_post) == ("All", "Director")
    assert (copied.meeting_on, copied.dated_on, copied.item_number, copied.version_note) == (
        None,
        None,
        "",
        "",
    )
    assert (copied.decisions.count(), copied.version) == (0, 1)
    for model, names in (
        (ReportSection, ("layout_section", "part", "position", "title", "text", "required")),
        (Implication, ("kind", "title", "position", "text")),
        (Recommendation, ("verb", "text", "forum")),
    ):
        rows = model.objects.not_retired().values_list(*names)
        assert list(rows.filter(report=copied)) == list(rows.filter(report=report)) != []
    assert report.decisions.count() == 1
    assert [rows.count() for rows in (copied.papers, copied.consultees, copied.stages)] == [0, 0, 0]


def test_what_is_exempt_is_left_out_where_it_is_not_asked_for(council):
    report = part_exempt(council)

    copied = copy(report, council.user(Role.AUDITOR))

    assert copied.classification == "open" and copied.exempt_reason == ""
    assert not any("Hidden" in str(text) for text in texts(copied))
    assert "A map" in texts(copied)
    assert copied.sections.count() == report.sections.count() - 1  # those of the layout are there, empty


def test_exempt_is_copied_by_who_may_read_it(council):
    report = part_exempt(council)
    with pytest.raises(RulesBroken, match="only copied by somebody who may read it"):
        copy(report, council.user(Role.FINANCE), exempt=True)

    copied = copy(report, council.clerk, exempt=True)

    assert (copied.classification, copied.exempt_reason) == ("part_exempt", "The bids are open.")
    assert {"Hidden text", "Hidden prices", "Hidden", "Hidden bid", "A map"} <= texts(copied)
    assert copied.sections.filter(is_exempt=True).count() == 2

    report.classification, report.exempt_paragraphs = "exempt", "3"
    actions.change(report, by=council.clerk, at=NOW)
    with pytest.raises(RulesBroken, match="only copied by somebody who may read it"):
        copy(report, council.user(Role.ADMINISTRATOR), reference="COPY-R2")
    assert copy(report, council.clerk, reference="COPY-R2").is_wholly_exempt


def test_exempt_copy_keeps_to_its_readers(council):
    report = part_exempt(council)
    trust = PartyFactory(agreement=council.agreement, body=BodyFactory(name="A Trust")).body
    board = record(Forum, body=trust, name="Board", kind="nhs_board")
    with pytest.raises(RulesBroken, match="A Trust does not. Choose another meeting"):
        copy(report, council.clerk, exempt=True, forum=board)
    assert copy(report, council.clerk, forum=board).forum == board


def test_copy_is_of_a_partner_s_layout_and_forum(council):
    report = council.report()
    council.asks(report, "approve", "the pooled fund")
    elsewhere = AgreementFactory(reference="OTHER-1", kept_by=BodyFactory(name="A Trust"))
    with pytest.raises(RulesBroken, match="Southwark is no partner of OTHER-1"):
        copy(report, council.clerk, agreement=elsewhere)
    board = record(Forum, body=elsewhere.kept_by, name="Board", kind="nhs_board")
    copied = copy(report, council.clerk, agreement=elsewhere, forum=board)
    assert list(copied.recommendations.values_list("text", "forum")) == [("the pooled fund", None)]

    own = record(ReportLayout, name="Our report", body=Body.objects.get(pk=council.body.pk))
    report.layout = own
    actions.change(report, by=council.clerk, at=NOW)
    with pytest.raises(RulesBroken, match="and this is its layout"):
        copy(report, council.clerk, reference="COPY-R2", agreement=elsewhere, forum=board)


def test_a_refused_copy_leaves_nothing(council):
    report, by, acts = council.report(), recorder(), Act.objects.count()
    with pytest.raises(RulesBroken, match="Another report has this reference"):
        copy(report, council.clerk, reference=report.reference)
    retire(report, by=by, at=NOW, why="Recorded twice")
    with pytest.raises(RulesBroken, match="This record was retired"):
        copy(report, council.clerk)
    assert (CabinetReport.objects.count(), Act.objects.count()) == (1, acts + 1)


# The page


@pytest.fixture
def browser(client):
    def as_user(user):
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return as_user


def page_of(report):
    return reverse("governance:report-copy", args=[report.reference])


def test_a_report_is_copied_from_its_page(council, browser):
    report = part_exempt(council)
    seen = browser(council.clerk)
    assert page_of(report) in seen.get(report.get_absolute_url()).text
    assert page_of(report) not in browser(council.user(Role.AUDITOR)).get(report.get_absolute_url()).text
    form = browser(council.clerk).get(page_of(report)).context_data["form"]
    assert form.initial["reference"] == "SWK-1-R2"
    assert list(form.fields["agreement"].queryset) == [council.agreement]

    answer = seen.post(page_of(report), filled(form, exempt="on"))

    copied = report.copies.get()
    assert answer.url == copied.get_absolute_url()
    assert "Hidden text" in texts(copied)


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("reference", "SWK-R1", "Another report has this reference. Choose another."),
        ("reference", "R" * 61, "must be 60 characters or fewer"),
        ("title", "t" * 251, "must be 250 characters or fewer"),
        ("agreement", "999999", "Select a valid choice"),
        ("forum", "999999", "Select a valid choice"),
    ],
)
def test_what_a_copy_cannot_be_called_is_told_at_its_field(council, browser, field, typed, told):
    report = council.report()
    seen, acts = browser(council.clerk), Act.objects.count()
    form = seen.get(page_of(report)).context_data["form"]
    answer = seen.post(page_of(report), filled(form, **{field: typed}))
    assert answer.status_code == 422
    assert told in " ".join(answer.context_data["form"].errors[field])
    assert Act.objects.count() == acts


def test_who_may_not_read_what_is_exempt_copies_the_rest(council, browser):
    report = part_exempt(council)
    trust = PartyFactory(agreement=council.agreement, body=BodyFactory(name="A Trust")).body
    board = record(Forum, body=trust, name="Board", kind="nhs_board")
    seen = browser(person(Role.OFFICER, trust))
    shown = seen.get(page_of(report))
    assert "What is exempt in it is left out" in shown.text
    assert "exempt" not in shown.context_data["form"].fields
    sent = filled(shown.context_data["form"], forum=board.pk, exempt="on")
    assert seen.post(page_of(report), sent).status_code == 302
    assert not any("Hidden" in str(text) for text in texts(report.copies.get()))

    report.classification, report.exempt_paragraphs = "exempt", "3"
    actions.change(report, by=council.clerk, at=NOW)
    refused = seen.get(page_of(report))
    assert refused.status_code == 403 and "read what is exempt" in refused.text


def test_a_retired_report_is_not_copied(council, browser):
    report = council.report()
    retire(report, by=recorder(), at=NOW, why="Recorded twice")
    seen = browser(council.clerk)
    assert seen.get(page_of(report)).status_code == 403
    assert page_of(report) not in seen.get(report.get_absolute_url()).text
