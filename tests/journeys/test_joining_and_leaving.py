"""Bodies that come and go: let in by the operator, invited by a partner, gone the day after they left."""

import re
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from tests.database import empty

pytestmark = pytest.mark.sweep

COUNCIL, ICB = "Rutland County Council", "NHS South East London Integrated Care Board"
TITLE = "Community equipment of two bodies"
MONEY = "/agreements/RUT-ICES-2027/money/"
PASSWORD = "a pooled equipment budget"


def test_a_council_begins_on_an_empty_site_and_invites_its_icb(person):
    """As docs/operating/first-council.md has it, from an empty database."""
    # given
    empty()
    call_command("load_reference", stdout=StringIO())
    said = StringIO()
    call_command("first_operator", "operator@example.org", "Site operator", stdout=said)
    operator = chooses_a_password(person, "operator@example.org", said.getvalue())

    # when
    council = begins(person, operator, COUNCIL, "Unitary council", "E06000017", "council")
    icb = begins(person, operator, ICB, "Integrated care board", "QKK", "icb")
    records_an_agreement_and_invites(council)
    is_asked_and_accepts(icb)

    # then
    operator.goes_to("/")
    operator.does_not_see(TITLE)

    # when
    types_what_each_pays(council)
    confirms_its_own(council, COUNCIL, not_of=ICB)
    council.sees("Of £260,500 in all: £150,000 agreed, £110,500 proposed.")
    confirms_its_own(icb, ICB, not_of=COUNCIL)

    # then
    icb.sees("Of £260,500 in all: £260,500 agreed.")


def begins(person, operator, body, kind, code, name):
    """The operator records a body and lets in its administrator, who lets in somebody with two roles."""
    operator.goes_to("/site/")
    operator.follows("Record a body")
    operator.types("Name", body)
    operator.chooses("Kind", kind)
    operator.types("Area", f"Around {name}")
    operator.types("ODS code" if len(code) < 9 else "GSS code", code)
    operator.presses("Save")
    operator.goes_to("/site/")
    operator.follows(f"Let in an administrator of {body}")
    operator.types("E-mail address", f"administrator@{name}.example.org")
    operator.types("Name or post title", f"Administrator, {name}")
    operator.presses("Let them in")
    administrator = chooses_a_password(person, f"administrator@{name}.example.org", operator.words())
    for role in ("Commissioning officer", "Finance"):
        administrator.goes_to("/people/")
        administrator.follows("Give somebody a role")
        administrator.ticks(role)
        administrator.types("E-mail address", f"officer@{name}.example.org")
        administrator.types("Name or post title", f"Commissioning officer, {name}")
        administrator.presses("Give the role")
        administrator.sees(f"Role given: {role}")
        told = administrator.words()  # the latest link is the one that works
    return chooses_a_password(person, f"officer@{name}.example.org", told)


def chooses_a_password(person, email, told):
    somebody = person()
    somebody.chooses_password(told, PASSWORD)
    somebody.signs_in(email, PASSWORD)
    return somebody


def records_an_agreement_and_invites(council):
    # when
    council.goes_to("/")
    council.follows("Record an agreement")
    council.types("Reference", "RUT-ICES-2027")
    council.types("Title", TITLE)
    council.chooses("Legal basis", "NHS Act 2006, section 75")
    council.types_date("Starts on", "1 4 2027")
    council.presses("Record agreement")
    council.opens_tab("Parties")
    council.follows("Add a party")
    council.types("Words in a name, or a code", "QKK")
    council.presses("Filter")
    council.follows(f"Choose {ICB}")
    council.sees(f"Name {ICB}", "Kind Integrated care board", "Area Around icb", "Code QKK")
    council.presses("Yes, invite it")

    # then
    council.sees(f"{ICB} is invited. Its own people accept or refuse.")


def is_asked_and_accepts(icb):
    # then
    icb.goes_to("/agreements/")
    icb.does_not_see(TITLE)
    icb.goes_to("/")
    icb.follows("See the invitation")
    icb.sees(TITLE, COUNCIL)
    icb.does_not_see("RUT-ICES-2027")

    # when
    icb.follows("Accept")
    icb.presses("Accept for this body")

    # then
    icb.sees_heading(TITLE)
    icb.opens_tab("Parties")
    icb.sees(COUNCIL, ICB)
    icb.does_not_see("confirm")


def types_what_each_pays(council):
    # when
    council.goes_to(MONEY)
    council.follows("Add a fund")
    council.types("Name", "Equipment pooled fund")
    council.ticks("Pooled fund")
    council.presses("Save")
    council.presses("Add a line for each partner")
    council.types(f"{COUNCIL}, 2027/28", "150,000")
    council.types(f"{ICB}, 2027/28", "£110.5k")
    council.presses("Save figures")

    # then
    council.sees("2 figures saved")


def confirms_its_own(officer, body, *, not_of):
    # when
    officer.goes_to(MONEY)
    officer.follows("Agree our figures")

    # then
    officer.sees(body)
    officer.does_not_see(not_of)

    # when
    officer.presses("Agree these figures")

    # then
    officer.sees("1 figure agreed.")


def test_a_script_of_an_officer_whose_body_left_reads_and_writes_nothing(person):
    # given
    agreement = "/agreements/SWK-ICES-2003/"
    trust = person("officer@southwark-pct.demo.invalid")
    addresses = set()
    for tab in ("", "parties/", "scope/", "provisions/", "money/", "governance/", "reports/", "documents/"):
        trust.goes_to(f"{agreement}{tab}")
        addresses |= set(trust.page.eval_on_selector_all("main a[href]", "all => all.map(a => a.pathname)"))
    theirs = {each for each in addresses if "SWK-ICES-2003" in each or re.search(r"/\d+/", each)}
    theirs = {each for each in theirs if not each.startswith(("/bodies/", "/report-layouts/"))}
    assert len(theirs) > 60
    cookies = {each["name"]: each["value"] for each in trust.page.context.cookies()}
    signs = {"X-CSRFToken": cookies["csrftoken"], "Referer": trust.site}

    # when
    left_on = timezone.localdate() - timedelta(days=1)
    council = person("officer@southwark.demo.invalid")
    council.goes_to(f"{agreement}parties/")
    council.follows("Change Southwark Primary Care Trust")
    council.types_date("Left on", f"{left_on.day} {left_on.month} {left_on.year}")
    council.presses("Save")

    # then
    script = trust.page.context.request
    read = {each: script.get(trust.site + each).status for each in theirs}
    assert {each for each, status in read.items() if status not in (403, 404)} == set()
    wrote = {each: script.post(trust.site + each, headers=signs).status for each in theirs}
    assert {each for each, status in wrote.items() if status not in (403, 404, 405)} == set()
    trust.goes_to("/")
    trust.does_not_see("Integrated Community Equipment Service")
    trust.follows("See it as it stood then")
    trust.sees("Nothing was recorded here by that day")
