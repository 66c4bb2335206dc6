"""A county and its districts become two unitaries: ten agreements, each confirmed by an act of its own."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core import actions
from core.models import Act, User
from core.reference import set_up_user
from partnerships.actions import confirm_party, record_agreement
from partnerships.models import Agreement, Body, BodyKind, LegalBasis, Party

pytestmark = pytest.mark.sweep

OFFICER = "officer@kent.demo.invalid"
EVENT = "Kent and two districts become two unitaries"
EAST, WEST = "East Kent Council", "West Kent Council"
DISTRICTS = ("Ashford Borough Council", "Swale Borough Council")


def test_a_county_and_its_districts_become_two_unitaries_across_ten_agreements(person):
    # given
    yesterday = ten_agreements()
    officer = person(OFFICER)

    # when
    records_the_event(officer, yesterday + timedelta(days=1))
    names_the_bodies(officer)

    # then
    officer.sees("Kent County Council", EAST, WEST, *DISTRICTS)

    # when
    the_county_has_closed(officer, yesterday)
    officer.goes_to("/agreements/REORG-0/")
    officer.sees(f"{EAST} and {WEST} followed it: confirm who stands in its place")
    confirms_one_by_itself(officer)
    confirms_the_others_at_once(officer)

    # then
    council = Body.objects.get(name="Kent County Council")
    behind = Party.objects.not_retired().filter(body=council, agreement__reference__startswith="REORG-")
    assert {each.left_on for each in behind} == {yesterday}
    joined = Party.objects.not_retired().filter(agreement__reference__startswith="REORG-")
    assert joined.filter(body__name=EAST).count() == 10
    assert joined.filter(body__name=WEST).count() == 1
    acts = Act.objects.filter(code="agreement.novated")
    assert {act.agreements.count() for act in acts} == {1}
    ours = acts.filter(agreements__reference__startswith="REORG-")  # a paper's agreement went on too
    assert ours.count() == 10


def ten_agreements():
    """Of the county with an integrated care board, in force; a district is party to two of them."""
    at = timezone.now()
    by, today = set_up_user(at=at), timezone.localdate(at)
    council = Body.objects.get(name="Kent County Council")
    board = Body.objects.get(ods_code="QKS")
    unitary = BodyKind.objects.get(code="unitary-council")
    district = BodyKind.objects.get(code="district-council")
    for name in (EAST, WEST):
        said = {"kind": unitary, "opened_on": today, "kept_by": council}
        actions.record(Body(name=name, **said), by=by, at=at)
    for name in DISTRICTS:
        actions.record(Body(name=name, kind=district, kept_by=council), by=by, at=at)
    basis = LegalBasis.objects.get(code="nhs-act-2006-s75")
    for number in range(10):
        agreement = Agreement(
            reference=f"REORG-{number}",
            title=f"Equipment {number}",
            legal_basis=basis,
            kept_by=council,
            starts_on=today - timedelta(days=100),
        )
        record_agreement(agreement, by=by, at=at)
        confirm_party(Party(agreement=agreement, body=board), by=by, at=at)
        agreement.host = council
        actions.change(agreement, by=by, at=at)
    return today - timedelta(days=1)


def records_the_event(officer, vesting):
    officer.goes_to("/bodies/")
    officer.follows("Reorganisations")
    officer.follows("Add a reorganisation")
    officer.types("Name", EVENT)
    officer.chooses("What happens", "Several bodies replaced by several")
    officer.types_date("Vesting day", f"{vesting:%-d %-m %Y}")
    officer.types("Source", "SI 2026/1")
    officer.presses("Save")
    officer.sees_heading(EVENT)
    officer.sees("SI 2026/1 (not verified: nobody has read it there)")


def names_the_bodies(officer):
    officer.follows("Name bodies")
    officer.types("Bodies before", "\n".join(("E10000016", *DISTRICTS)))
    officer.types("Bodies that follow", f"{EAST}\nWest Kent")
    officer.ticks("Abolished, functions to")
    officer.presses("Record these bodies")
    officer.sees("No body is called “West Kent”: add it to the register first")
    officer.types("Bodies that follow", f"{EAST}\n{WEST}")
    officer.presses("Record these bodies")
    officer.sees("Recorded: 6 of them follow another.")


def the_county_has_closed(officer, yesterday):
    officer.goes_to("/bodies/?q=Kent+County")
    officer.follows("Kent County Council")
    officer.follows("Change body")
    officer.types_date("Closed on", f"{yesterday:%-d %-m %Y}")
    officer.presses("Save")
    officer.sees("Body changed: Kent County Council.")


def confirms_one_by_itself(officer):
    officer.opens_tab("Parties")
    officer.follows("Confirm who stands in its place")
    officer.ticks(EAST)
    officer.ticks(WEST)
    officer.ticks(f"Goes to {WEST}")
    officer.presses("Confirm")
    officer.sees("Confirmed for REORG-0.")


def confirms_the_others_at_once(officer):
    officer.sees_heading("What hangs on this body")
    officer.follows("Confirm many at once")
    officer.ticks(EAST, of="Which successors become parties in its place in each of them?")
    officer.ticks(EAST, of="To which of them does everything else go?")
    officer.presses("Confirm them all")
    officer.sees("of the agreements, each with an act of its own.")


def test_who_may_not_see_an_agreement_is_not_told_of_it(person):
    ten_agreements()
    stranger = person("officer@southwark.demo.invalid")
    council = Body.objects.get(name="Kent County Council")
    council.closed_on = timezone.localdate() - timedelta(days=1)
    actions.change(council, by=User.objects.get(email=OFFICER), at=timezone.now())
    stranger.goes_to(f"/bodies/{council.pk}/closing/")
    stranger.does_not_see("REORG-", "Confirm many at once")
    stranger.sees("It is party, after its last day, to no agreement that you may see.")
