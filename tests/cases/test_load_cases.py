"""The five published cases: what each paper says can be found in the record, and nothing twice."""

import re
from datetime import date, timedelta
from hashlib import sha256
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from budgets.models import Contribution, Fund, Grant, PublishedTotal
from cases.loader import PAPERS, Case
from core.models import Act, User
from core.money import gbp
from governance.models import Board, CabinetReport, Recommendation
from governance.queries.reports import report_facts
from partnerships.models import Agreement, Body, Party, RoleHeld

# SHA-256 (its first twelve characters) of names that stand in the papers; they stay out of the product.
# The one person a public inquiry is called after stays in that inquiry's name.
NAMES_IN_THE_PAPERS = {
    "03d04f7fcebc",
    "07e6533ddd5c",
    "0d015bafffbb",
    "26087e0854eb",
    "2a19404a47a5",
    "4c1001c251c1",
    "4e5b6b88412d",
    "80bd06825af5",
    "95feb74db50a",
    "bb79caae5f8c",
    "c157a0b0d40f",
    "c23ad6f18412",
    "e9a96e84137d",
    "f157bff67be7",
}
TELEPHONE_OR_EMAIL = re.compile(r"\b\d{3} \d{4}\b|\b0\d{4} \d{6}\b|\bext\.? ?\d|@(?!\S+\.invalid$)\S")


def load(*options: str) -> str:
    said = StringIO()
    call_command("load_cases", "--demo-users", *options, stdout=said)
    return said.getvalue()


def agreement(reference: str) -> Agreement:
    return Agreement.objects.get(reference=reference)


def rows_of_every_table() -> dict[str, int]:
    return {model._meta.label: model._base_manager.count() for model in apps.get_models()}


def test_loading_again_changes_nothing(loaded):
    before = rows_of_every_table()
    said = load()
    assert rows_of_every_table() == before
    assert "Recorded" not in said


def test_five_cases_are_recorded_with_their_terms(loaded):
    recorded = Agreement.objects.values_list(
        "reference", "legal_basis__name", "status", "starts_on", "renewal", "host__name"
    )
    health_act = "Health Act 1999, section 31"
    assert set(recorded) == {
        ("SWK-ICES-2003", health_act, "drafting", date(2003, 12, 31), "yearly", None),
        ("LEI-LD-2005", health_act, "drafting", date(2005, 10, 1), "unknown", "Leicester City Council"),
        ("HAR-OA-2005", health_act, "drafting", None, "unknown", None),
        ("LEI-FW-2000", "Memorandum of agreement (non-statutory)", "drafting", None, "unknown", None),
        (
            "KENT-ICES-2015",
            "NHS Act 2006, section 75",
            "awaiting_approval",
            None,
            "unknown",
            "Kent County Council",
        ),
    }


@pytest.mark.parametrize(
    ("reference", "parties"),
    [
        ("SWK-ICES-2003", ["London Borough of Southwark", "Southwark Primary Care Trust"]),
        (
            "LEI-LD-2005",
            [
                "Leicester City Council",
                "Leicester City West Primary Care Trust",
                "Eastern Leicester Primary Care Trust",
            ],
        ),
        ("HAR-OA-2005", ["London Borough of Harrow", "Harrow Primary Care Trust"]),
        (
            "LEI-FW-2000",
            [
                "Leicester City Council",
                "Leicestershire County Council",
                "Rutland County Council",
                "Leicestershire Health Authority",
            ],
        ),
        (
            "KENT-ICES-2015",
            [
                "Kent County Council",
                "NHS Ashford CCG",
                "NHS Canterbury and Coastal CCG",
                "NHS Dartford, Gravesham and Swanley CCG",
                "NHS South Kent Coast CCG",
                "NHS Swale CCG",
                "NHS Thanet CCG",
                "NHS West Kent CCG",
            ],
        ),
    ],
)
def test_parties(loaded, reference, parties):
    assert [party.body.name for party in Party.objects.filter(agreement__reference=reference)] == parties


def test_bodies_have_their_codes_and_days(loaded):
    facts = {
        body.name: (body.ods_code or body.gss_code, body.opened_on, body.closed_on)
        for body in Body.objects.exclude(ods_code="", gss_code="")
    }
    assert facts["Southwark Primary Care Trust"] == ("5LE", date(2002, 4, 1), date(2013, 3, 31))
    assert facts["NHS Southwark CCG"] == ("08Q", date(2013, 4, 1), date(2020, 3, 31))
    assert facts["NHS South East London Integrated Care Board"] == ("QKK", date(2022, 7, 1), None)
    assert {facts[name][0] for name in facts if "NHS" not in name and "Trust" not in name} == {
        "E09000028",
        "E09000015",
        "E06000016",
        "E06000017",
        "E10000016",
        "E10000018",
    }


@pytest.mark.parametrize(
    ("body", "chain"),
    [
        ("5LE", ["08Q", "72Q", "QKK"]),
        ("5K6", ["08E", "W2U3Z", "QRV"]),
        ("5PC", ["04C", "QK1"]),
        ("10A", ["91Q", "QKS"]),
    ],
)
def test_bodies_of_the_cases_lead_to_todays_and_say_that_nobody_read_it(loaded, body, chain):
    here = Body.objects.get(ods_code=body)
    followed = []
    while here.closed_on:
        edge = here.successions.select_related("successor").get()
        assert edge.on == here.closed_on + timedelta(days=1) == edge.successor.opened_on
        assert edge.note.startswith("Not verified:")
        here = edge.successor
        followed.append(here.ods_code)
    assert followed == chain


@pytest.mark.parametrize(
    ("reference", "flexibilities"),
    [
        (
            "SWK-ICES-2003",
            [
                ("council_leads", "London Borough of Southwark", date(2003, 12, 31)),
                ("pooled_fund", "London Borough of Southwark", date(2004, 3, 31)),
            ],
        ),
        (
            "LEI-LD-2005",
            [
                ("council_leads", "Leicester City Council", date(2005, 10, 1)),
                ("pooled_fund", "Leicester City Council", date(2005, 10, 1)),
                ("council_provides", "Leicester City Council", date(2006, 4, 1)),
            ],
        ),
        (
            "KENT-ICES-2015",
            [
                ("council_leads", "Kent County Council", None),
                ("pooled_fund", "Kent County Council", None),
            ],
        ),
    ],
)
def test_flexibilities(loaded, reference, flexibilities):
    recorded = agreement(reference).flexibilities.values_list("kind", "lead_body__name", "starts_on")
    assert list(recorded) == flexibilities


@pytest.mark.parametrize(
    ("reference", "days"),
    [
        ("SWK-ICES-2003", [date(2003, 12, 31), date(2004, 3, 31)]),
        ("LEI-LD-2005", [date(2005, 10, 1), date(2006, 4, 1)]),
    ],
)
def test_phases(loaded, reference, days):
    assert list(agreement(reference).phases.values_list("due_on", flat=True)) == days


def test_southwark_hangs_a_grant_on_its_first_phase(loaded):
    southwark = agreement("SWK-ICES-2003")
    assert "£54,000" in southwark.phases.get(position=1).condition
    grant = Grant.objects.get(agreement=southwark)
    assert (grant.name, grant.giver) == ("Access and Systems Capacity Grant", "Department of Health")
    assert (grant.amount, grant.needed_by) == (gbp(54_000), date(2003, 12, 31))


def test_southwark_aims_have_their_measures(loaded):
    measures = agreement("SWK-ICES-2003").aims.exclude(measure="").values_list("measure", flat=True)
    assert set(measures) == {
        "In place by April 2004, via a s.31 arrangement",
        "50% more by April 2006",
        "50% more by 2006",
        "All equipment within 7 days",
    }


def schedule(reference: str) -> list[tuple[str, str, str, int]]:
    """(fund, contributor, status, pounds) of every contribution."""
    return [
        (each.line.fund.name, str(each.line.contributor), each.status, int(each.amount.amount))
        for each in Contribution.objects.filter(line__fund__agreement__reference=reference).order_by(
            "line__fund__position", "line__position", "year"
        )
    ]


def test_southwark_contributions(loaded):
    fund, council, trust = (
        "Community equipment pooled budget",
        "London Borough of Southwark",
        "Southwark Primary Care Trust",
    )
    assert schedule("SWK-ICES-2003") == [
        (fund, council, "proposed", 730_000),
        (fund, council, "proposed", 748_000),
        (fund, council, "proposed", 767_000),
        (fund, trust, "indicative", 296_000),
        (fund, trust, "indicative", 303_000),
        (fund, trust, "indicative", 310_000),
        (fund, council, "requested", 350_000),
    ]
    published = PublishedTotal.objects.filter(agreement__reference="SWK-ICES-2003")
    assert [(str(each.year), each.amount) for each in published] == [
        ("2003/04", gbp(1_026_000)),
        ("2004/05", gbp(1_051_000)),
        ("2005/06", gbp(1_077_000)),
    ]


def test_kent_pools_two_aligned_budgets_and_an_integrated_one(loaded):
    funds = Fund.objects.filter(agreement__reference="KENT-ICES-2015")
    assert list(funds.values_list("name", "kind", "within__name")) == [
        ("ICES pooled fund", "pooled", None),
        ("Integrated budget", "integrated", "ICES pooled fund"),
        ("CCG aligned budget", "aligned", "ICES pooled fund"),
        ("County Council aligned budget", "aligned", "ICES pooled fund"),
    ]


def test_kent_tenders_for_five_years_and_two(loaded):
    contract = agreement("KENT-ICES-2015").contracts.get()
    assert (contract.term_years, contract.extension_years, contract.value) == (5, 2, gbp(55_000_000))


def test_leicester_services_in_and_out_of_scope(loaded):
    services = agreement("LEI-LD-2005").services.values_list("scope", "flexibility__kind", "name")
    assert set(services) == {
        *(
            ("in", "council_leads", name)
            for name in (
                "Community Learning Disability Nursing Services",
                "Occupational Therapy",
                "Speech and Language Therapy",
                "Physiotherapy",
                "Outreach and Intensive Support Services",
                "Respite Care Provision",
                "Specialist Autism Service",
                "Commissioning of Complex Care",
            )
        ),
        *(
            ("in", "pooled_fund", name)
            for name in (
                "Existing third party contracts",
                "Existing Section 28A agreements",
                "Complex Care",
            )
        ),
        *(
            ("out", "council_leads", name)
            for name in (
                "Inpatient Services",
                "Specialist Psychiatry Services",
                "Learning Disability Register",
            )
        ),
    }
    assert not schedule("LEI-LD-2005")


def test_leicester_board_has_its_terms_of_reference_as_published(loaded):
    board = Board.objects.get(name="Leicester City Commissioning Board (Learning Disability)")
    assert (board.minimum_meetings, board.due_on) == (6, date(2005, 10, 1))
    assert list(board.seats.values_list("post", "places", "is_chair")) == [
        ("Senior Manager from Social Care & Health", 1, True),
        ("Social Care & Health representation", None, False),
        ("PCT representatives", 4, False),
    ]
    # 2.3 is missing and 2.6 is there twice in the paper itself.
    assert [term.number for term in board.terms.all()] == (
        ["1", "2", "2.1", "2.2", "2.4", "2.5", "2.6", "2.6", "2.7"]
        + ["3", *(f"3.{n}" for n in range(1, 9)), "4", "5", "6"]
    )
    assert list(board.sub_boards.values_list("name", flat=True)) == ["Commissioning Sub-group"]


def test_delegations_are_to_posts(loaded):
    given = [
        (each.agreement.reference, each.post, each.power, each.state)
        for reference in ("LEI-LD-2005", "SWK-ICES-2003")
        for each in agreement(reference).delegations.all()
    ]
    assert given == [
        ("LEI-LD-2005", "Corporate Director of Social Care and Health", "approve", "requested"),
        ("LEI-LD-2005", "Head of Legal Services", "execute", "requested"),
        ("SWK-ICES-2003", "Strategic Director of Social Services", "settle_sign", "requested"),
    ]


def test_harrow_annexes(loaded):
    annexes = agreement("HAR-OA-2005").annexes.values_list("position", "title")
    assert list(annexes) == [
        (1, "Draft Statement of Shared Vision and Values"),
        (2, "Inter-organisational protocols"),
        (3, "Existing agreements and memoranda of agreement"),
    ]


def test_leicester_framework_has_five_service_areas(loaded):
    services = agreement("LEI-FW-2000").services.exclude(flexibility=None).values_list("name", flat=True)
    assert list(services) == [
        "Mental health services",
        "Learning disabilities services",
        "Community care for older people and younger disabled people",
        "Services for children with disabilities and child and adolescent mental health services",
        "Equipment",
    ]


def test_reports_have_their_forums_and_days(loaded):
    reports = CabinetReport.objects.values_list(
        "reference", "forum__name", "meeting_on", "layout__code", "is_key"
    )
    assert set(reports) == {
        ("SWK-ICES-2003-R1", "Executive", date(2003, 12, 16), "southwark-executive", True),
        ("LEI-LD-2005-R1", "Cabinet", date(2005, 9, 26), "leicester-cabinet-2005", False),
        ("LEI-FW-2000-R1", "Cabinet", date(2000, 12, 4), "leicester-cabinet-2000", None),
        ("HAR-OA-2005-R1", "Cabinet", date(2005, 4, 14), "harrow-cabinet-2005", False),
        (
            "KENT-ICES-2015-R1",
            "Cabinet Member for Adult Social Care and Public Health",
            None,
            "kent-decision-record-2015",
            True,
        ),
    }
    kent = CabinetReport.objects.get(reference="KENT-ICES-2015-R1")
    assert (kent.notice_on, kent.due_on) == (date(2015, 2, 20), date(2015, 3, 13))
    assert kent.classification == "part_exempt"


def test_southwark_report_is_numbered_as_published(loaded):
    facts = report_facts(CabinetReport.objects.get(reference="SWK-ICES-2003-R1"))
    numbers = {}
    for section in facts.sections:
        for items in (section.paragraphs, *(each.paragraphs for each in section.implications)):
            numbers.update({item.number: item.text for item in items if item.number})
        for group in section.recommendations:
            for subgroup in group.subgroups:
                numbers.update({each.number: each.text for each in subgroup.recommendations})
    assert sorted(map(int, numbers)) == list(range(1, 34))
    assert numbers["1"].startswith("That the Executive approve the establishment of a s.31 Arrangement")
    assert numbers["14"].startswith("This must be in place by 31 December 2003")
    assert numbers["25"].startswith("Consultation has taken place")
    assert numbers["31"].startswith("The budgets for community equipment")
    assert facts.has_budget_table


def test_recommendations_are_addressed_to_who_was_asked(loaded):
    asked = Recommendation.objects.filter(report__agreement__reference__startswith="LEI").values_list(
        "report__agreement__reference", "forum__name", "verb"
    )
    scrutiny_2005 = "Social Services Scrutiny Committee"
    scrutiny_2000 = "Social Services & Personal Health Scrutiny Committee"
    assert sorted(asked) == sorted(
        [
            ("LEI-LD-2005", scrutiny_2005, "express views on"),
            *[("LEI-LD-2005", "Cabinet", "agree")] * 3,
            *[("LEI-LD-2005", "Cabinet", "authorise")] * 2,
            ("LEI-FW-2000", "Cabinet", "endorse"),
            ("LEI-FW-2000", "Cabinet", "agree"),
            ("LEI-FW-2000", "Cabinet", "receive"),
            ("LEI-FW-2000", scrutiny_2000, "be invited to comment on"),
            ("LEI-FW-2000", scrutiny_2000, "monitor"),
        ]
    )


def test_every_case_is_on_its_agreements_timeline(loaded):
    for path in PAPERS.glob("*.toml"):
        reference = Case(path).reference
        acts = Act.objects.filter(agreements__reference=reference)
        assert {act.by.email for act in acts} == {"setup@common-purse.invalid"}
        assert acts.filter(code="agreement.recorded").count() == 1


def test_no_officer_is_named(loaded):
    found = [text for text in every_text() if TELEPHONE_OR_EMAIL.search(text) or names_somebody(text)]
    assert found == []


def every_text() -> list[str]:
    """Every text of every table."""
    return [
        value
        for model in apps.get_models()
        for field in model._meta.fields
        if field.get_internal_type() in ("CharField", "TextField") and field.name != "password"
        for value in model._base_manager.values_list(field.name, flat=True)
        if value
    ]


def names_somebody(text: str) -> bool:
    words = re.findall(r"[^\W\d_]+", text.lower())
    return any(sha256(word.encode()).hexdigest()[:12] in NAMES_IN_THE_PAPERS for word in words)


def test_demo_users_hold_each_role_at_the_bodies_of_the_cases(loaded, settings):
    held = RoleHeld.objects.values_list("body__name", "role", "user__email")
    domains = {
        "London Borough of Southwark": "southwark",
        "Southwark Primary Care Trust": "southwark-pct",
        "Kent County Council": "kent",
        "Leicester City Council": "leicester",
        "London Borough of Harrow": "harrow",
    }
    roles = ("officer", "finance", "legal", "clerk", "exempt_reader", "auditor", "administrator")
    assert set(held) == {
        (None, "operator", "operator@site.demo.invalid"),
        *((body, role, f"{role}@{part}.demo.invalid") for body, part in domains.items() for role in roles),
    }
    officer = User.objects.get(email="officer@southwark.demo.invalid")
    assert officer.name == "Commissioning officer, Southwark"
    assert officer.check_password(settings.DEMO_PASSWORD)
    assert not User.objects.get(email="setup@common-purse.invalid").is_active


def test_demo_users_are_refused_outside_the_demo(db, settings):
    settings.DEMO = False
    before = rows_of_every_table()
    with pytest.raises(CommandError, match="only where DEMO=true"):
        load()
    assert rows_of_every_table() == before


def test_loading_says_where_to_sign_in(loaded):
    known, *lines = load().splitlines()
    assert known.startswith("Left alone, being recorded already: ")
    assert lines == [
        "Choose who you sign in as at http://127.0.0.1:8000/",
        "(with a password: an address such as officer@southwark.demo.invalid, and 'a purse held in common')",
    ]
