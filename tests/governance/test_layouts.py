"""Report layouts: a body's own are its own people's, those that all share the operator's."""

import pytest
from django.urls import reverse

from core.actions import record, retire
from core.models import Act, Record
from core.permissions import Permission, Role, may
from governance.models import LayoutImplication, LayoutPart, LayoutRow, LayoutSection, ReportLayout
from tests.factories import NOW, BodyFactory, PartyFactory, person, recorder
from tests.forms import filled
from tests.governance.factories import (
    LayoutImplicationFactory,
    LayoutRowFactory,
    LayoutSectionFactory,
    ReportLayoutFactory,
)
from tests.governance.reports import Council

pytestmark = pytest.mark.django_db


@pytest.fixture
def kent():
    return Council("KENT", "Kent County Council")


def signed_in(client, user):
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def own_layout(council, **values):
    return ReportLayoutFactory(body=council.body, code=None, **{"name": "Cabinet report", **values})


def writing_pages(layout):
    """The addresses that change the layout, or anything that is part of it."""
    implication, row = LayoutImplicationFactory(layout=layout), LayoutRowFactory(section__part__layout=layout)
    section, part = row.section, row.section.part
    gone = LayoutSectionFactory(part=part)
    retire(gone, by=recorder(), at=NOW, why="Recorded twice")
    yield reverse("governance:layout-part-add", args=[layout.pk])
    yield reverse("governance:layout-section-add", args=[part.pk])
    yield reverse("governance:layout-row-add", args=[section.pk])
    yield reverse("governance:layout-implication-add", args=[layout.pk])
    yield reverse("governance:layout-section-restore", args=[gone.pk])
    for each in (layout, part, section, row, implication):
        noun = each.noun().replace(" ", "-")
        for verb in ("change", "retire"):
            yield reverse(f"governance:{noun}-{verb}", args=[each.pk])


def test_a_body_s_layout_is_changed_by_its_own_people_and_nobody_else(council, kent, client):
    layout = own_layout(council)
    pages = [
        reverse("governance:report-layout-add", args=[council.body.pk]),
        reverse("governance:report-layout-copy", args=[council.body.pk, layout.pk]),
        *writing_pages(layout),
    ]
    others = [kent.clerk, kent.user(Role.ADMINISTRATOR), person(Role.OPERATOR), council.user(Role.AUDITOR)]
    answers = {
        (user.name, page, method): getattr(signed_in(client, user), method)(page).status_code
        for user in others
        for page in pages
        for method in ("get", "post")
    }
    assert set(answers.values()) == {403}, answers

    signed_in(client, council.clerk)
    assert {client.get(page).status_code for page in pages} == {200}
    change = reverse("governance:report-layout-change", args=[layout.pk])
    form = client.get(change).context_data["form"]
    assert client.post(change, filled(form, name="Executive report")).status_code == 302
    assert str(ReportLayout.objects.get(pk=layout.pk)) == "Executive report, London Borough of Southwark"
    assert client.get(reverse("partnerships:body-history", args=[council.body.pk])).text.count(
        "Executive report"
    )


def test_what_all_share_is_changed_by_the_operator_and_nobody_else(council, client):
    shared = ReportLayout.objects.get(code="southwark-executive")
    pages = [reverse("governance:report-layout-add-shared"), *writing_pages(shared)]

    signed_in(client, council.clerk)
    assert {client.get(page).status_code for page in pages} == {403}
    assert {client.post(page).status_code for page in pages} == {403}
    assert "Chief Finance Officer" in client.get(shared.get_absolute_url()).text

    signed_in(client, person(Role.OPERATOR))
    assert {client.get(page).status_code for page in pages} == {200}
    assert pages[0] in client.get(reverse("governance:report-layout-list")).text


def test_while_a_body_has_no_people_who_keeps_its_record_and_the_operator_stand_in(council, kent):
    trust = BodyFactory(kept_by=council.body)
    layout = ReportLayout(body=trust)

    def keepers():
        askers = {"council": council.clerk, "kent": kent.clerk, "operator": operator}
        return {who for who, user in askers.items() if may(user, Permission.CHANGE_LAYOUTS, layout)}

    operator = person(Role.OPERATOR)
    assert keepers() == {"council", "operator"}
    clerk = person(Role.CLERK, trust)
    assert keepers() == set()
    assert may(clerk, Permission.CHANGE_LAYOUTS, layout)


def test_a_copy_has_every_section_and_implication_in_one_act(council, client):
    shared = ReportLayout.objects.get(code="southwark-executive")
    retire(shared.parts.first().sections.first(), by=recorder(), at=NOW, why="Not asked for")
    signed_in(client, council.clerk)
    page = reverse("governance:report-layout-copy", args=[council.body.pk, shared.pk])
    assert page in client.get(shared.get_absolute_url()).text
    assert page in client.get(reverse("governance:body-layouts", args=[council.body.pk])).text
    acts = Act.objects.count()

    answer = client.post(page, filled(client.get(page).context_data["form"], name="Our report"))

    copied = council.body.report_layouts.get()
    assert answer.url == copied.get_absolute_url()
    assert Act.objects.count() == acts + 1
    assert (copied.name, copied.code, copied.source) == ("Our report", None, shared.source)
    own = {field.name for field in Record._meta.get_fields()} | {
        "id",
        "layout",
        "part",
        "section",
        "position",
    }
    paths = {LayoutPart: "", LayoutSection: "part__", LayoutRow: "section__part__", LayoutImplication: ""}
    for model, path in paths.items():
        names = [field.name for field in model._meta.concrete_fields if field.name not in own]
        there = model.objects.not_retired().order_by(f"{path}position", "position", "pk")
        if model is LayoutRow:
            there = there.filter(section__retired_at=None)
        values = [
            list(there.filter(**{f"{path}layout": each}).values_list(*names)) for each in (copied, shared)
        ]
        assert values[0] == values[1] != []


def test_a_report_is_set_out_in_a_partner_s_layout_or_in_one_that_all_share(council, kent, client):
    trust = PartyFactory(agreement=council.agreement, body=BodyFactory(name="A Trust")).body
    record(ReportLayout(name="Board paper", body=trust), by=recorder(), at=NOW)
    own_layout(council)
    retire(own_layout(council, name="The old one"), by=recorder(), at=NOW, why="Replaced")
    theirs = own_layout(kent)
    page = reverse("governance:cabinet-report-add", args=["SWK-1"])

    form = signed_in(client, council.clerk).get(page).context_data["form"]

    own, shared = [], [str(each) for each in ReportLayout.objects.filter(body=None)]
    for value, label in form.fields["layout"].choices:
        if value and not label.endswith(", shared by all"):
            own.append(label)
        elif value:
            assert label == shared.pop(0)
    assert own == ["Board paper, A Trust", "Cabinet report, London Borough of Southwark"]
    assert shared == []
    refused = client.post(page, filled(form, title="Equipment", layout=theirs.pk, forum=council.cabinet.pk))
    assert refused.status_code == 422
    assert set(refused.context_data["form"].errors) >= {"layout"}
