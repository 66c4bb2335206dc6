"""Fields that a council has of its own, what reports say in them, and where that is printed."""

from datetime import date

import pytest

from core import actions
from core.permissions import Role
from core.rules import RulesBroken
from documents.compositions import decision_record_document, notice_document
from documents.plain import as_text
from documents.queries.decisions import record_versions
from governance.forms import OwnValueForm
from governance.models import OwnField, OwnValue
from governance.queries.forums import own_fields_open
from governance.queries.notices import in_full, notice_says
from tests.factories import NOW, BodyFactory, person, recorder
from tests.governance.factories import (
    CabinetReportFactory,
    DecisionFactory,
    NoticeFactory,
    OwnFieldFactory,
    OwnValueFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("said", "choices"),
    [
        ({"kind": "text"}, ()),
        ({"kind": "yes_no"}, ("Yes", "No")),
        ({"kind": "choice", "options": "Low\n\n High "}, ("Low", "High")),
    ],
)
def test_what_can_be_said_in_a_field(said, choices):
    assert OwnField(**said).choices == choices


def test_a_choice_has_something_to_choose_from_and_a_label_stands_once():
    with pytest.raises(RulesBroken, match="Say what there is to choose from"):
        OwnFieldFactory(kind="choice")
    field = OwnFieldFactory()
    with pytest.raises(RulesBroken, match="a field of this name already"):
        OwnFieldFactory(body=field.body, label=field.label)


def form(report, field, **typed):
    clerk = person(Role.CLERK, report.agreement.kept_by)
    return OwnValueForm({"field": field.pk, **typed}, instance=OwnValue(report=report), user=clerk)


def test_each_kind_of_field_takes_what_is_of_its_kind():
    report = CabinetReportFactory()
    body = report.forum.body
    choice = OwnFieldFactory(body=body, kind="choice", options="Low\nHigh")
    day, text = OwnFieldFactory(body=body, kind="date"), OwnFieldFactory(body=body)
    assert form(report, choice, value="High").errors.get("value") is None
    assert "value" in form(report, choice, value="Middle").errors
    whole = form(report, day, value_0="1", value_1="4", value_2="2026")
    assert whole.errors.get("value") is None
    assert whole.cleaned_data["value"] == "1 April 2026"
    assert "value" in form(report, day, value_0="31", value_1="2", value_2="2026").errors
    assert form(report, text, value="Anything").errors.get("value") is None
    assert "field" in form(report, OwnFieldFactory(), value="Of another council").errors


def test_a_date_that_is_changed_shows_what_it_was():
    value = OwnValueFactory(value="1 April 2026")
    value.field.kind = "date"
    actions.change(value.field, by=recorder(), at=NOW)
    clerk = person(Role.CLERK, value.report.agreement.kept_by)
    assert OwnValueForm(instance=value, user=clerk)["value"].value() == date(2026, 4, 1)


def test_a_report_asks_for_the_fields_of_the_council_that_decides(client):
    report = CabinetReportFactory()
    said = OwnValueFactory(report=report, value="£1m a year")
    left, _ = OwnFieldFactory(body=report.forum.body, label="Reason key"), OwnFieldFactory()
    assert own_fields_open(report) == [left]
    client.force_login(person(Role.CLERK, report.agreement.kept_by))
    page = client.get(f"/reports/{report.reference}/contents/").content.decode()
    for words in (f"?field={left.pk}", "Reason key", "£1m a year", said.field.label):
        assert words in page
    add = client.get(f"/reports/{report.reference}/own-values/add/?field={left.pk}").content.decode()
    assert "Reason key" in add


def test_the_plan_prints_what_the_council_shows_there():
    report = CabinetReportFactory()
    body = report.forum.body
    for label, shown_on in (("On both", "both"), ("On the plan", "plan"), ("On the decision", "decision")):
        field = OwnFieldFactory(body=body, label=label, shown_on=shown_on)
        OwnValueFactory(report=report, field=field, value=f"{label}: said")
    gone = OwnValueFactory(report=report, value="Gone")
    actions.retire(gone, by=recorder(), at=NOW, why="Twice")
    OwnValueFactory(report=report, field=OwnFieldFactory(body=BodyFactory()), value="Of another council")
    notice = NoticeFactory(forum=report.forum, report=report)
    assert notice_says(in_full(notice)).own == (
        ("On both", "On both: said"),
        ("On the plan", "On the plan: said"),
    )
    assert "On the plan: said" in as_text(notice_document(notice_says(in_full(notice))))


def test_what_a_wholly_exempt_report_says_is_not_in_the_open_plan_nor_the_open_record():
    decision = DecisionFactory()
    report = decision.report
    field = OwnFieldFactory(body=decision.forum.body, shown_on="both")
    OwnValueFactory(report=report, field=field, value="Quartzword")
    report.classification = "exempt"
    actions.change(report, by=recorder(), at=NOW)
    notice = NoticeFactory(forum=report.forum, report=report)
    assert notice_says(in_full(notice)).own == ()
    versions = record_versions(report, decision.forum, on=date(2026, 11, 2))
    assert versions.open.own == ()


def test_the_record_of_the_decision_prints_what_the_council_shows_there():
    decision = DecisionFactory()
    report, body = decision.report, decision.forum.body
    for label, shown_on in (("On both", "both"), ("On the plan", "plan"), ("On the decision", "decision")):
        field = OwnFieldFactory(body=body, label=label, shown_on=shown_on)
        OwnValueFactory(report=report, field=field, value=f"{label}: said")
    OwnValueFactory(report=report, field=OwnFieldFactory(body=BodyFactory()), value="Of another council")
    versions = record_versions(report, decision.forum, on=date(2026, 11, 2))
    assert versions.open.own == (
        ("On both", "On both: said"),
        ("On the decision", "On the decision: said"),
    )
    assert "On the decision: said" in as_text(decision_record_document(versions.open))
