"""What is amiss with an agreement, on which day, and that asking costs the same however many there are."""

from datetime import date

import pytest

from core import actions
from core.findings import Urgency
from partnerships import findings
from partnerships.models import Agreement, AgreementStatus
from tests.factories import (
    NOW,
    AgreementFactory,
    BodyFactory,
    BodyKindFactory,
    ConsulteeFactory,
    FlexibilityFactory,
    LegalBasisFactory,
    PartyFactory,
    PhaseFactory,
    ProvisionFactory,
    ProvisionKindFactory,
    recorder,
)

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 22)
FINDERS = (
    findings.partners_of_both_kinds,
    findings.partners_still_exist,
    findings.required_provisions_are_written,
    findings.improvement_and_consultation_are_recorded,
    findings.pool_has_host_and_manager,
    findings.term_is_watched,
    findings.phases_meet_their_deadlines,
)


def told(finder, agreement, on=ON):
    agreement = Agreement.objects.select_related("legal_basis").get(pk=agreement.pk)
    return [(finding.urgency, finding.message) for finding in finder([agreement], on)]


def test_an_agreement_has_an_nhs_body_and_a_council():
    agreement = AgreementFactory()
    assert told(findings.partners_of_both_kinds, agreement) == [
        (Urgency.NOW, "An NHS body must be party to the agreement")
    ]
    PartyFactory(agreement=agreement, body=BodyFactory(kind=BodyKindFactory(sector="nhs")))
    assert told(findings.partners_of_both_kinds, agreement) == []
    memorandum = AgreementFactory(legal_basis=LegalBasisFactory(follows_partnership_regulations=False))
    assert told(findings.partners_of_both_kinds, memorandum) == []


def test_a_partner_that_closed_needs_a_successor_or_an_end():
    party = PartyFactory(body=BodyFactory(name="Southwark PCT", closed_on=date(2013, 3, 31)))
    finder = findings.partners_still_exist
    assert told(finder, party.agreement, date(2013, 3, 31)) == []
    message = "Southwark PCT closed on 31 March 2013: record its successor, or the day it left"
    assert told(finder, party.agreement, date(2013, 4, 1)) == [(Urgency.NOW, message)]
    party.left_on = date(2013, 3, 31)
    actions.change(party, by=recorder(), at=NOW)
    assert told(finder, party.agreement, date(2013, 4, 1)) == []


def test_what_the_law_wants_in_writing_follows_from_the_flexibilities():
    kinds = [
        ProvisionKindFactory(name=name, position=n, required_for_pooled_fund=True)
        for n, name in enumerate(["Aims", "Contributions", "Functions", "Variation"])
    ]
    ProvisionKindFactory(name="Charging", required_for_delegation=True)
    agreement = AgreementFactory()
    finder = findings.required_provisions_are_written
    unwritten = "matters the agreement must address are not written"
    assert told(finder, agreement) == []
    FlexibilityFactory(agreement=agreement, kind="pooled_fund")
    ProvisionFactory(agreement=agreement, kind=kinds[0])
    assert told(finder, agreement) == [
        (Urgency.NOW, f"3 of the 4 {unwritten}: Contributions; Functions; Variation")
    ]
    FlexibilityFactory(agreement=agreement, kind="council_leads")
    assert told(finder, agreement)[1:] == [
        (Urgency.NOW, f"1 of the 1 {unwritten.replace('are', 'is')}: Charging")
    ]


def test_reasons_and_joint_consultation_are_recorded():
    consultee = ConsulteeFactory()
    finder = findings.improvement_and_consultation_are_recorded
    assert len(told(finder, consultee.agreement)) == 2
    consultee.jointly = True
    actions.change(consultee, by=recorder(), at=NOW)
    consultee.agreement.improvement = "One purchaser, not two"
    actions.change(consultee.agreement, by=recorder(), at=NOW)
    assert told(finder, consultee.agreement) == []


def test_a_pool_has_its_host_and_manager():
    flexibility = FlexibilityFactory(kind="pooled_fund")
    agreement = flexibility.agreement
    finder = findings.pool_has_host_and_manager
    assert [message for _, message in told(finder, agreement)] == [
        "The pooled fund has no host partner",
        "The pooled fund has no pool manager",
    ]
    agreement.host, agreement.pool_manager_post = agreement.kept_by, "Head of Commissioning"
    actions.change(agreement, by=recorder(), at=NOW)
    assert told(finder, agreement) == []


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2026, 3, 30), []),
        (date(2026, 3, 31), [(Urgency.SOON, "It ends on 31 March 2027, in less than 12 months")]),
        (date(2026, 12, 30), [(Urgency.SOON, "It ends on 31 March 2027, in less than 6 months")]),
        (date(2026, 12, 31), [(Urgency.NOW, "It ends on 31 March 2027, in less than 3 months")]),
        (date(2027, 3, 31), [(Urgency.NOW, "It ends on 31 March 2027, in less than 3 months")]),
        (date(2027, 4, 1), [(Urgency.NOW, "It expired on 31 March 2027: renew it or record its end")]),
    ],
)
def test_an_end_is_told_at_twelve_six_and_three_months(on, expected):
    agreement = AgreementFactory(
        status=AgreementStatus.IN_FORCE, starts_on=date(2020, 4, 1), ends_on=date(2027, 3, 31)
    )
    assert told(findings.term_is_watched, agreement, on) == expected


def test_the_last_day_for_notice_and_a_start_without_force_are_told():
    agreement = AgreementFactory(
        starts_on=date(2026, 4, 1), ends_on=date(2028, 3, 31), notice_months=12, status=AgreementStatus.AGREED
    )
    assert told(findings.term_is_watched, agreement) == [
        (Urgency.NOW, "It started on 1 April 2026 but is recorded as agreed"),
        (Urgency.SOON, "The last day to give notice before it ends is 31 March 2027"),
    ]


def test_a_phase_is_told_when_due_and_when_late():
    phase = PhaseFactory(name="Pooled budget", due_on=date(2004, 3, 31))
    finder = findings.phases_meet_their_deadlines
    assert told(finder, phase.agreement, date(2003, 12, 31)) == []
    assert told(finder, phase.agreement, date(2004, 1, 1))[0][0] == Urgency.SOON
    assert told(finder, phase.agreement, date(2004, 4, 1)) == [
        (Urgency.NOW, "Pooled budget was due by 31 March 2004 and is not recorded as in place")
    ]
    phase.done_on = date(2004, 4, 1)
    actions.change(phase, by=recorder(), at=NOW)
    assert told(finder, phase.agreement, date(2004, 4, 1)) == []


def test_nothing_is_amiss_with_what_is_over():
    agreement = AgreementFactory(status=AgreementStatus.ENDED, ends_on=date(2020, 3, 31))
    assert [told(finder, agreement) for finder in FINDERS] == [[]] * len(FINDERS)


def test_asking_costs_the_same_for_one_agreement_and_for_three(django_assert_num_queries):
    for _ in range(3):
        agreement = AgreementFactory()
        PhaseFactory(agreement=agreement)
        FlexibilityFactory(agreement=agreement)
    for count in (1, 3):
        agreements = list(Agreement.objects.select_related("legal_basis")[:count])
        with django_assert_num_queries(8):
            for finder in FINDERS:
                list(finder(agreements, ON))
