"""A variation adds a partner and changes a clause from 1 October, read as at both sides of that day."""

from datetime import date

import pytest
from django.utils import timezone

from core import actions
from core.permissions import Role
from core.reference import set_up_user
from partnerships.actions import confirm_party, record_agreement
from partnerships.models import Agreement, Body, BodyKind, LegalBasis, Party, Provision, ProvisionKind
from tests.factories import person as somebody_at

pytestmark = pytest.mark.sweep

AGREEMENT = "/agreements/VARY-1/"
COUNCIL, BOARD, TRUST = "Kent County Council", "NHS Kent and Medway Integrated Care Board", "Kent Care Trust"
BEFORE, AFTER = "Six months’ notice is given.", "Twelve months’ notice is given."
TITLE = "The trust joins"
NAME = f"Variation 1: {TITLE}"


def test_a_variation_adds_a_partner_and_changes_a_clause_from_1_october(person):
    # given
    matter = the_agreement()
    officer = person("officer@kent.demo.invalid")
    board, trust = (person(somebody_at(Role.OFFICER, each).email) for each in others())

    drafts(officer, matter)
    shows_in_its_preview_alone(officer)
    invites_the_trust(officer)
    accepts(trust)
    for who, name in ((officer, COUNCIL), (board, BOARD), (trust, TRUST)):
        decides(who, name)
        gives_the_power(who, name)
        signs(who, name)
    trust.sees("Every partner has signed: the variation binds from its day.")
    reads_both_sides(officer)
    compares(officer)


def the_agreement() -> str:
    """In force since April 2025 between the council and the board; returns the matter of its clause."""
    at = timezone.now()
    said = {"by": set_up_user(at=at), "at": at}
    council = Body.objects.get(name=COUNCIL)
    trust = Body(name=TRUST, kind=BodyKind.objects.get(code="nhs-foundation-trust"), kept_by=council)
    actions.record(trust, **said)
    agreement = Agreement(
        reference="VARY-1",
        title="Equipment",
        legal_basis=LegalBasis.objects.get(code="nhs-act-2006-s75"),
        kept_by=council,
        starts_on=date(2025, 4, 1),
        ends_on=date(2028, 3, 31),
    )
    record_agreement(agreement, **said)
    confirm_party(Party(agreement=agreement, body=Body.objects.get(ods_code="QKS")), **said)
    matter = ProvisionKind.objects.filter(to_on=None)[0]
    actions.record(Provision(agreement=agreement, kind=matter, text=BEFORE), **said)
    return matter.name


def others() -> list[Body]:
    return [Body.objects.get(ods_code="QKS"), Body.objects.get(name=TRUST)]


def drafts(officer, matter):
    # when
    officer.goes_to(AGREEMENT)
    officer.opens_tab("Variations")
    officer.follows("Begin a variation")
    officer.types("Title", TITLE)
    officer.types_date("Takes effect on", "1 10 2026")
    officer.presses("Save")
    officer.sees(NAME)
    officer.follows("Change a clause")
    officer.chooses("Matter", matter)
    officer.ticks("It reads as follows")
    officer.types("New text", AFTER)
    officer.presses("Save")
    officer.follows("Change the parties")
    officer.ticks("Joins the agreement")
    officer.chooses("Body", TRUST)
    officer.presses("Save")

    # then
    officer.sees(NAME)
    officer.sees(AFTER, TRUST)


def shows_in_its_preview_alone(officer):
    # when
    officer.goes_to(f"{AGREEMENT}provisions/?on=2026-10-01")

    # then
    officer.sees(BEFORE)
    officer.does_not_see(AFTER)

    # when
    officer.goes_to(AGREEMENT)
    officer.opens_tab("Variations")
    officer.follows(NAME)
    officer.follows("See how the agreement will read")
    officer.opens_tab("Provisions")

    # then
    officer.sees(AFTER)
    officer.does_not_see(BEFORE)


def opens_the_variation(somebody):
    somebody.goes_to(AGREEMENT)
    somebody.opens_tab("Variations")
    somebody.follows(NAME)


def invites_the_trust(officer):
    # when
    opens_the_variation(officer)
    officer.follows("Invite it")
    officer.presses("Yes, invite it")

    # then
    officer.sees(f"{TRUST} is invited. Its own people accept or refuse.")


def accepts(trust):
    # when
    trust.goes_to("/")
    trust.follows("See the invitation")
    trust.follows("Accept")
    trust.presses("Accept for this body")

    # then
    trust.sees_heading("Equipment")


def decides(somebody, name):
    opens_the_variation(somebody)
    somebody.follows(f"Record its decision of {name}")
    somebody.types("Decided by", "Board")
    somebody.types_date("Decided on", "1 9 2026")
    somebody.presses("Save")


def gives_the_power(somebody, name):
    somebody.goes_to(f"{AGREEMENT}signing/")
    somebody.follows("Add a delegation")
    somebody.chooses("Partner", name)
    somebody.types("To the post of", "Director")
    somebody.chooses("Power", "Negotiate, approve and sign the final terms")
    somebody.ticks("Given")
    somebody.chooses("Given by the decision", f"{name}: varying it, Board")
    somebody.presses("Save")


def signs(somebody, name):
    opens_the_variation(somebody)
    somebody.follows("Record a signature")
    somebody.chooses("Partner", name)
    power = "Director: negotiate, approve and sign the final terms"
    apart = f" ({name})" if name != COUNCIL else ""  # it is the first to name its post
    somebody.chooses("Signed by, under the power of", power + apart)
    somebody.ticks("Under hand")
    somebody.types_date("Signed on", "10 9 2026")
    somebody.presses("Record signature")
    somebody.sees("Signed Director, 10 September 2026")


def reads_both_sides(officer):
    for day, clause, other in (("2026-09-30", BEFORE, AFTER), ("2026-10-01", AFTER, BEFORE)):
        officer.goes_to(f"{AGREEMENT}provisions/?on={day}")
        officer.sees(clause)
        officer.does_not_see(other)
        officer.opens_tab("Parties")
        (officer.does_not_see if clause == BEFORE else officer.sees)(TRUST)


def compares(officer):
    # when
    opens_the_variation(officer)
    officer.opens_tab("Variations")
    officer.follows("Compare two days or issues")
    officer.types_date("Earlier: as at", "30 9 2026")
    officer.types_date("Later: as at", "1 10 2026")
    officer.presses("Compare")

    # then
    officer.sees("As at 30 September 2026, and as at 1 October 2026", "Six", "Twelve")
