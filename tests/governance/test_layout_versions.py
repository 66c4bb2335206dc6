"""A layout keeps the form its reports were begun in; it is edited on one page, and comes as a file."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core import actions
from core.models import Act
from core.rules import RulesBroken
from governance.actions.layouts import begin_next_version, move_content, record_layout
from governance.exports.layouts import layout_as_toml
from governance.models import LayoutSection, ReportLayout, ReportSection
from governance.queries.layout_contents import contents_of
from governance.queries.layouts import layouts_near
from tests.factories import NOW
from tests.forms import filled

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(council, client):
    client.force_login(council.clerk, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def layout(council):
    """A layout of Southwark's own, with all that is in the shared one."""
    parts, implications = contents_of(ReportLayout.objects.get(code="southwark-executive"))
    new = ReportLayout(name="Our report", body=council.body)
    record_layout(new, parts=parts, implications=implications, by=council.clerk, at=NOW)
    return new


def headings(layout):
    return [each.title for part in layout.parts.not_retired() for each in part.sections.not_retired()]


def test_layout_in_use_is_not_changed(council):
    layout = council.report().layout
    part = layout.parts.first()
    section, implication = part.sections.first(), layout.implications.first()
    for each in (part, section, section.rows.first(), implication):
        with pytest.raises(RulesBroken, match="Begin its next version"):
            actions.change(each, by=council.clerk, at=NOW)
        with pytest.raises(RulesBroken, match="Begin its next version"):
            actions.retire(each, by=council.clerk, at=NOW, why="Not asked for")
    with pytest.raises(RulesBroken, match="Begin its next version"):
        move_content(section, up=False, by=council.clerk, at=NOW)


def test_layout_in_use_keeps_its_words(council):
    layout = council.report().layout
    layout.source = "As published"
    actions.change(layout, by=council.clerk, at=NOW)
    layout.recommendation_style = "that"
    with pytest.raises(RulesBroken, match="to write them otherwise"):
        actions.change(layout, by=council.clerk, at=NOW)


def test_next_version_is_begun_once(council):
    report = council.report()
    first = report.layout
    acts = Act.objects.count()

    second = begin_next_version(first, by=council.clerk, at=NOW)

    assert Act.objects.count() == acts + 1
    assert (second.version, second.supersedes, second.is_offered) == (2, first, False)
    assert (second.code, str(second)) == (
        "southwark-executive-v2",
        "Southwark Executive report (version 2), shared by all",
    )
    assert layout_as_toml(second) == layout_as_toml(first)
    with pytest.raises(RulesBroken, match="was begun already"):
        begin_next_version(first, by=council.clerk, at=NOW)
    # Until it is offered, the first is; a report keeps the one it was begun in.
    offered = layouts_near(council.agreement, on=NOW.date())
    assert first in offered and second not in offered
    second.is_offered = True
    actions.change(second, by=council.clerk, at=NOW)
    assert first not in offered.all() and second in offered.all()
    report.refresh_from_db()
    assert report.layout == first


def test_a_clerk_begins_the_next_version_and_sees_what_differs(council, layout, clerk):
    council.report(layout="southwark-executive")
    report = council.report(reference="SWK-OWN")
    report.layout = layout
    actions.change(report, by=council.clerk, at=NOW)
    page = layout.get_absolute_url()
    assert "begin its next version" in clerk.get(page).text
    assert "Add a part" not in clerk.get(page).text
    begin = reverse("governance:report-layout-version", args=[layout.pk])

    answer = clerk.post(begin, filled(clerk.get(begin).context_data["form"]))

    second = ReportLayout.objects.get(supersedes=layout)
    assert answer.url == second.get_absolute_url()
    compare = reverse("governance:report-layout-compare", args=[second.pk])
    assert "Nothing differs yet" in clerk.get(compare).text
    section = LayoutSection.objects.get(part__layout=second, title="Background information")
    section.title = "Background and context"
    actions.change(section, by=council.clerk, at=NOW)
    changed = [each for each in clerk.get(compare).context_data["pieces"] if each.kind != "same"]
    assert [each.kind for each in changed] == ["removed", "added"]
    assert "and context" in changed[1].text
    first = clerk.get(reverse("governance:report-layout-compare", args=[layout.pk]))
    assert "This is the first version" in first.text


def test_locked_section_keeps_its_heading(council, layout):

    of_layout = LayoutSection.objects.get(part__layout=layout, title="Consultation")
    of_layout.is_locked = True
    actions.change(of_layout, by=council.clerk, at=NOW)
    report = council.report()
    section = ReportSection(
        report=report, layout_section=of_layout, part=of_layout.part, title="Consultation", position=500
    )
    actions.record(section, by=council.clerk, at=NOW)
    section.title = "Who was asked"
    with pytest.raises(RulesBroken, match="keeps the heading of this section as it is. It is “Consultation”"):
        actions.change(section, by=council.clerk, at=NOW)


def test_locked_section_stays(council, layout):
    of_layout = LayoutSection.objects.get(part__layout=layout, title="Consultation")
    of_layout.is_locked = True
    actions.change(of_layout, by=council.clerk, at=NOW)
    report = council.report()
    section = ReportSection(
        report=report, layout_section=of_layout, part=of_layout.part, title="Consultation", position=500
    )
    actions.record(section, by=council.clerk, at=NOW)
    with pytest.raises(RulesBroken, match="keeps this section in every report"):
        actions.retire(section, by=council.clerk, at=NOW, why="Nobody was asked")


def test_a_section_changes_places_with_its_neighbour(council, layout, clerk):
    before = headings(layout)
    section = LayoutSection.objects.get(part__layout=layout, title="Background information")
    move = reverse("governance:report-layout-move", args=[layout.pk])
    form = clerk.get(layout.get_absolute_url()).context_data["move"]

    answer = clerk.post(move, filled(form, move=f"layout-section.{section.pk}.up"))

    assert answer.url == f"{layout.get_absolute_url()}#layout-section-{section.pk}"
    place = before.index("Background information")
    before[place - 1 : place + 1] = before[place - 1 : place + 1][::-1]
    assert headings(layout) == before
    first = layout.parts.first().sections.first()
    move_content(first, up=True, by=council.clerk, at=NOW)
    assert headings(layout) == before


def test_the_page_shows_a_report_as_it_reads_with_what_is_typed(council, layout, clerk):
    section = LayoutSection.objects.get(part__layout=layout, title="Background information")
    asked = f"{layout.get_absolute_url()}?change=layout-section.{section.pk}"
    page = clerk.get(asked)
    assert "Title of the report" in page.text and "Background information" in page.text
    form = page.context_data["open_form"].fields
    preview = reverse("governance:report-layout-preview", args=[layout.pk])
    acts = Act.objects.count()

    typed = clerk.post(f"{preview}?change=layout-section.{section.pk}", filled(form, title="Why we ask"))

    assert "Why we ask" in typed.text and "Background information" not in typed.text
    assert Act.objects.count() == acts
    wrong = clerk.post(f"{preview}?change=layout-section.{section.pk}", filled(form, position="x"))
    assert wrong.status_code == 422
    part = layout.parts.first()
    new = (
        clerk.get(f"{layout.get_absolute_url()}?add=layout-section.{part.pk}")
        .context_data["open_form"]
        .fields
    )
    added = clerk.post(f"{preview}?add=layout-section.{part.pk}", filled(new, title="Carbon"))
    assert "Carbon" in added.text
    other = ReportLayout.objects.get(code="kent-decision-record-2015").parts.first()
    assert clerk.get(f"{layout.get_absolute_url()}?change=layout-part.{other.pk}").status_code == 404


def test_every_shared_layout_reads_as_a_report(client, council):
    client.force_login(council.clerk, backend="django.contrib.auth.backends.ModelBackend")
    for layout in ReportLayout.objects.filter(body=None):
        assert "Title of the report" in client.get(layout.get_absolute_url()).text, layout


# As a file


def sent(clerk, council, content, name="layout.toml"):
    page = reverse("governance:report-layout-import", args=[council.body.pk])
    form = clerk.get(page).context_data["form"]
    file = SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode())
    return clerk.post(page, filled(form) | {"file": file})


def test_a_layout_goes_out_as_a_file_and_comes_in_the_same(council, clerk):
    for shared in ReportLayout.objects.filter(body=None):
        file = clerk.get(reverse("governance:report-layout-export", args=[shared.pk]))
        assert file.headers["Content-Disposition"].startswith("attachment; filename=")

        answer = sent(clerk, council, file.content)

        taken = council.body.report_layouts.get(name=shared.name)
        assert answer.url == taken.get_absolute_url()
        assert layout_as_toml(taken) == layout_as_toml(shared)


GOOD = '[[report_layout]]\nname = "Ours"\n'
WRONG = [
    (b"", "This file is empty"),
    (b"\xff\xfe\x00", "This is no text file"),
    ("name = ", "cannot be read as TOML"),
    ("x = " + "[" * 5_000, "cannot be read as TOML"),
    ("x" * 200_001, "The file is too large"),
    ("[other]", "must hold one [[report_layout]]"),
    (GOOD + GOOD, "must hold one [[report_layout]]"),
    (GOOD + "body = 1", "Layout: “body” is nothing that it says"),
    ("[[report_layout]]\nname = 1.5", "Layout, name: give a text"),
    (GOOD + "part = 1", "Part: give a list of at most 200"),
    (GOOD + "part = [1]", "Part 1: it must be a table"),
    (GOOD + '[[report_layout.part]]\nkind = "letter"', "Part 1, kind: "),
    (
        GOOD + "[[report_layout.part]]\n[[report_layout.part.section]]\nlevel = 9",
        "Part 1, section 1, level: ",
    ),
    (GOOD + "[[report_layout.implication]]\nkind = 'legal'\nretired_at = 1", "Implication 1: “retired_at”"),
]


@pytest.mark.parametrize(("content", "message"), WRONG, ids=[message for _, message in WRONG])
def test_a_broken_or_hostile_file_is_refused_at_its_field(council, clerk, content, message):
    layouts, acts = ReportLayout.objects.count(), Act.objects.count()

    answer = sent(clerk, council, content)

    assert answer.status_code == 422
    [error] = answer.context_data["form"].errors["file"]
    assert message in error
    assert (ReportLayout.objects.count(), Act.objects.count()) == (layouts, acts)


def test_what_the_database_refuses_of_a_file_leaves_nothing(council, clerk):
    twice = GOOD + "[[report_layout.implication]]\nkind = 'legal'\n" * 2
    layouts = ReportLayout.objects.count()
    assert sent(clerk, council, twice).status_code == 422
    assert ReportLayout.objects.count() == layouts
