"""One report about several agreements, shown with each to those who may see both."""

import pytest
from django.urls import reverse

from core import actions
from core.permissions import Role
from core.rules import RulesBroken
from documents.compositions import report_document
from documents.plain import as_text
from documents.queries.reports import cabinet_report_facts
from governance.actions.decisions import record_decisions
from governance.actions.layouts import record_layout
from governance.actions.reports import move_report, record_report
from governance.calculations.decisions import Decisions
from governance.models import CabinetReport, FurtherAgreement, ReportLayout, ReportStatus
from governance.rules import advice as rules
from partnerships.queries import agreement_as_at
from tests.factories import NOW, AgreementFactory, BodyFactory, PartyFactory, RoleHeldFactory
from tests.forms import filled
from tests.governance.factories import agreement_of_the_same_partners

pytestmark = pytest.mark.django_db


@pytest.fixture
def trust(council):
    trust = BodyFactory(name="Southwark PCT")
    PartyFactory(agreement=council.agreement, body=trust)
    return trust


def signed_in(client, user):
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def name_it(council, report, agreement):
    actions.record(FurtherAgreement(report=report, agreement=agreement), by=council.clerk, at=NOW)


def test_it_is_shown_on_the_page_of_each_agreement(client, council, trust):
    report = council.report()
    second = agreement_of_the_same_partners(report)
    signed_in(client, council.clerk)
    address = reverse("governance:further-agreement-add", args=[report.reference])
    sent = filled(client.get(address).context_data["form"]) | {"agreement": second.pk}
    client.post(address, sent)
    contents = client.get(reverse("governance:report-contents", args=[report.reference]))
    assert [each.agreement for each in contents.context_data["further_agreements"]] == [second]
    tab = client.get(reverse("governance:agreement-reports", args=[second.reference]))
    assert tab.context_data["further_reports"] == [report] and report.title in tab.text


def test_a_partner_of_the_second_alone_neither_sees_it_nor_learns_of_it(client, council, trust):
    report = council.report(title="Quartzword tender")
    second = agreement_of_the_same_partners(report)
    stranger = BodyFactory(name="Lambeth")
    PartyFactory(agreement=second, body=stranger)
    name_it(council, report, second)
    signed_in(client, RoleHeldFactory(body=stranger, role=Role.OFFICER).user)
    tab = client.get(reverse("governance:agreement-reports", args=[second.reference]))
    history = client.get(reverse("partnerships:agreement-history", args=[second.reference]))
    assert tab.status_code == 200 and tab.context_data["further_reports"] == []
    assert "Quartzword" not in tab.text + history.text
    assert client.get(report.get_absolute_url()).status_code == 404


def decided(council, report):
    for step in (ReportStatus.READY, ReportStatus.ISSUED):
        move_report(report, to=step, by=council.clerk, at=NOW)
    said = {0: {"outcome": "agreed", "decided_on": NOW.date()}}
    record_decisions(report, council.cabinet, decided=said, by=council.clerk, at=NOW)


def outcomes(agreement):
    value = agreement_as_at(agreement.pk, on=NOW.date(), parts=[Decisions])
    return [(each.report, each.outcome) for each in value.part(Decisions).decisions]


def test_a_decision_shows_on_every_agreement_of_its_report(client, council, trust):
    report = council.report()
    second = agreement_of_the_same_partners(report)
    name_it(council, report, second)
    decided(council, report)
    expected = [(report.reference, "agreed")]
    assert outcomes(council.agreement) == outcomes(second) == expected
    signed_in(client, council.clerk)
    tab = client.get(reverse("governance:agreement-reports", args=[second.reference]))
    assert tab.context_data["decided_on_further"] == {report.pk: ["Cabinet: agreed"]}
    overview = client.get(second.get_absolute_url()).text
    assert f"Report {report.reference}. Cabinet, London Borough of Southwark: agreed." in overview


def test_a_decision_shows_nowhere_where_somebody_may_not_see_its_report(client, council, trust):
    report = council.report(title="Quartzword tender")
    second = agreement_of_the_same_partners(report)
    stranger = BodyFactory(name="Lambeth")
    PartyFactory(agreement=second, body=stranger)
    name_it(council, report, second)
    decided(council, report)
    assert (outcomes(council.agreement), outcomes(second)) == ([(report.reference, "agreed")], [])
    signed_in(client, RoleHeldFactory(body=stranger, role=Role.OFFICER).user)
    assert report.reference not in client.get(second.get_absolute_url()).text


def test_a_layout_can_print_every_agreement_of_a_report(council, trust):
    layout = ReportLayout(name="Ours", body=council.body)
    section = {"block": "rows", "row": [{"label": "Agreements:", "source": "agreements"}]}
    record_layout(layout, parts=[{"section": [section]}], implications=[], by=council.clerk, at=NOW)
    report = CabinetReport(
        agreement=council.agreement, reference="SWK-R9", title="Two", layout=layout, forum=council.cabinet
    )
    record_report(report, by=council.clerk, at=NOW)
    second = agreement_of_the_same_partners(report)
    name_it(council, report, second)
    text = as_text(report_document(cabinet_report_facts(report, on=NOW.date())))
    both = f"SWK-1 Community equipment {second.reference} {second.title}"
    assert f"Agreements: {both}" in " ".join(text.split())


def test_further_agreement_has_the_same_partners(council, trust):
    report = council.report()
    other = AgreementFactory(kept_by=council.body)
    for agreement, says in (
        (other, f"Not party to {other.reference}: Southwark PCT."),
        (council.agreement, "The report is about this agreement already."),
    ):
        with pytest.raises(RulesBroken) as refusal:
            name_it(council, report, agreement)
        [broken] = refusal.value.broken
        assert (broken.rule, broken.detail) == (rules.further_agreement_has_the_same_partners, says)
    assert not FurtherAgreement.objects.exists()
