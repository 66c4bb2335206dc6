"""Bodies that come and go: let in by the operator, invited by a partner, gone the day after they left."""

import re
from datetime import timedelta

from django.utils import timezone

COUNCIL, ICB = "Rutland County Council", "NHS South East London Integrated Care Board"
TITLE = "Community equipment of two bodies"


def test_two_bodies_are_let_in_and_one_invites_the_other(person):
    operator = person("operator@site.demo.invalid")
    council = has_its_officer(person, operator, COUNCIL, "rutland")
    icb = has_its_officer(person, operator, ICB, "icb")

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
    council.sees(f"Name {ICB}", "Kind Integrated care board", "Code QKK")
    council.presses("Yes, invite it")

    # then
    council.sees(f"{ICB} is invited. Its own people accept or refuse.")
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
    operator.goes_to("/")
    operator.does_not_see(TITLE)


def has_its_officer(person, operator, body, domain):
    """The operator lets in the first administrator, who gives somebody the role of officer."""
    operator.goes_to("/site/")
    operator.follows(f"Let in an administrator of {body}")
    operator.types("E-mail address", f"administrator@{domain}.demo.invalid")
    operator.types("Name or post title", f"Administrator, {domain}")
    operator.presses("Let them in")
    operator.sees("Role given: Administrator")
    administrator = person(f"administrator@{domain}.demo.invalid")
    administrator.goes_to("/people/")
    administrator.follows("Give somebody a role")
    administrator.ticks("Commissioning officer")
    administrator.types("E-mail address", f"officer@{domain}.demo.invalid")
    administrator.types("Name or post title", f"Commissioning officer, {domain}")
    administrator.presses("Give the role")
    administrator.sees("Role given: Commissioning officer")
    return person(f"officer@{domain}.demo.invalid")


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
