"""The committee clerk's meetings; the administrator's people."""

import re

import pytest

pytestmark = pytest.mark.sweep


def test_the_clerk_records_a_meeting_of_the_board(person):
    # given
    clerk = person("clerk@southwark.demo.invalid")
    clerk.goes_to("/agreements/SWK-ICES-2003/governance/")
    clerk.follows("ICES Advisory Board")

    # when
    clerk.follows("Add a meeting")
    clerk.types_date("Date", "30 2 2027")
    clerk.presses("Save")

    # then
    clerk.sees("There is a problem", "February 2027 has the days 1 to 28")

    # when
    clerk.types_date("Date", "20 4 2004")
    clerk.ticks("Held")
    clerk.presses("Save")

    # then
    clerk.sees("A board cannot have met before it existed", "it is recorded as proposed")

    # when
    clerk.goes_to("/agreements/SWK-ICES-2003/governance/")
    clerk.follows("ICES Advisory Board")
    clerk.follows("Change ICES Advisory Board")
    clerk.ticks("It has been established")
    clerk.types("Quorum", "2")
    clerk.presses("Save")
    clerk.follows("Paste terms of reference")
    clerk.types_date("In force from", "1 4 2004")
    clerk.types("Approved by", "Executive")
    clerk.types("Terms of reference", "1. Purpose\nTo advise on the service.\n2. Quorum\nTwo members.")
    clerk.presses("Add these sections")

    # then
    clerk.sees("2 sections added", "the version of 1 April 2004, approved by Executive")

    # when
    clerk.follows("Paste members from a spreadsheet")
    rows = "Carers\tManager of the carers' centre\nUsers of the service\tChair of the users' forum"
    clerk.types("Rows", rows)
    clerk.presses("Read and record these rows")

    # then
    clerk.sees("Look at the rows as they were read", "Manager of the carers' centre")

    # when
    clerk.ticks("I have looked at the rows as they were read")
    clerk.presses("Read and record these rows")

    # then
    clerk.sees("2 members recorded")

    # when
    clerk.follows("Add a meeting")
    clerk.types_date("Date", "20 4 2004")
    clerk.ticks("Held")
    clerk.presses("Save")
    clerk.follows("Record attendance")
    clerk.chooses("Manager of the carers' centre, Carers", "Present")
    clerk.chooses("Chair of the users' forum, Users of the service", "Apologies")
    clerk.presses("Save attendance")

    # then
    clerk.sees("This meeting had no quorum (1 of 2): what it decided must be decided again")

    # when
    clerk.follows("Add an action")
    clerk.types("What is to be done", "Ask the users' forum for a substitute")
    clerk.types("Who does it", "Pool manager")
    clerk.types_date("Due by", "1 5 2004")
    clerk.presses("Save")

    # then
    clerk.sees("Overdue")

    # when
    clerk.follows("Change Ask the users' forum for a substitute")
    clerk.types_date("Done on", "30 4 2004")
    clerk.presses("Save")

    # then
    clerk.does_not_see("Overdue")
    clerk.goes_to("/agreements/SWK-ICES-2003/history/")
    clerk.sees("Meeting recorded Committee clerk, Southwark", "Attendance recorded")


def test_the_clerk_gives_notice_and_everybody_sees_the_plan(person):
    # given
    clerk = person("clerk@southwark.demo.invalid")
    clerk.goes_to("/bodies/")
    clerk.follows("London Borough of Southwark")
    clerk.follows("Forward plan and notices")

    # when
    clerk.follows("Entry in the forward plan of Executive")
    clerk.types("The matter to be decided", "A pooled budget for equipment from 2027")
    clerk.types_date("The day of the decision, or the first of the days", "20 4 2199")
    clerk.types_date("First published on", "31 3 2199")
    clerk.presses("Save")

    # then
    clerk.sees("There is a problem", "This day is still to come")

    # when
    clerk.types_date("First published on", "2 11 2026")
    clerk.presses("Save")

    # then
    clerk.sees("The law asks for more than this notice says", "SI 2012/2089 reg 9(1)(e)")
    clerk.goes_to("/bodies/")
    clerk.follows("London Borough of Southwark")
    clerk.follows("Forward plan and notices")
    clerk.sees("A pooled budget for equipment from 2027", "Documents submitted to who decides")

    # when
    reader = person()
    reader.goes_to("/public/southwark/forward-plan/")

    # then
    reader.sees("A pooled budget for equipment from 2027", "20 April 2199")


def test_the_administrator_gives_a_role_and_the_person_chooses_a_password(person):
    # given
    administrator = person("administrator@southwark.demo.invalid")
    administrator.goes_to("/roles/")
    administrator.follows("People and their roles")

    # when
    administrator.follows("Give somebody a role")
    administrator.ticks("Finance")
    administrator.types("E-mail address", "accountant@southwark.demo.invalid")
    administrator.types("Name or post title", "Principal Accountant")
    administrator.presses("Give the role")

    # then
    administrator.sees("Role given", "accountant@southwark.demo.invalid")
    link = re.search(r"/password/\S+/", administrator.words())[0]

    # when
    accountant = person()
    accountant.goes_to(link)
    accountant.types("New password", "short")
    accountant.presses("Save password")

    # then
    accountant.sees("There is a problem", "at least 12 characters")

    # when
    accountant.types_password("a pooled equipment budget")

    # then
    accountant.sees("Your password is saved")
    accountant.signs_in("accountant@southwark.demo.invalid", "a pooled equipment budget")
    accountant.sees("SWK-ICES-2003")

    # when
    somebody_else = person()
    somebody_else.goes_to(link)

    # then
    somebody_else.sees_heading("This link no longer works")

    # when
    administrator.goes_to("/people/")
    administrator.follows("End this role of Principal Accountant")
    administrator.types("Why are you ending it?", "Left the council")
    administrator.presses("End the role")

    # then
    accountant.goes_to("/")
    accountant.does_not_see("SWK-ICES-2003")


def test_the_administrator_helps_somebody_who_forgot_a_password(person):
    # given
    officer = person("officer@southwark.demo.invalid")
    forgetful = person()
    forgetful.goes_to("/sign-in/")
    forgetful.sees("Forgotten your password?", "Ask an administrator of Common Purse")
    administrator = person("administrator@southwark.demo.invalid")

    # when
    administrator.goes_to("/people/")
    administrator.follows("New password link for Commissioning officer, Southwark")
    administrator.sees("signed out everywhere", "The link works once, for three days.")
    administrator.presses("Make the link")

    # then
    told = administrator.words()
    officer.goes_to("/")
    officer.sees_heading("Sign in to Common Purse")

    # when
    forgetful.chooses_password(told, "a pooled equipment budget")

    # then
    forgetful.signs_in("officer@southwark.demo.invalid", "a pooled equipment budget")
