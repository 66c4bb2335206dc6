"""Versions of terms of reference, other names and quorums of boards, as values and on their pages."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

from governance.calculations.boards import DutyFacts, Present, QuorumPartFacts, VersionFacts, version_on
from governance.calculations.terms import compare_versions
from governance.models import BoardName, ChairTurn, QuorumPart, Seat, TermOfReference
from governance.queries.boards import boards_as_at
from tests.governance.conftest import AT
from tests.governance.test_board_pages import address, day, officer, text_of  # noqa: F401
from tests.values import board, made, seat, terms

FIRST = made(VersionFacts, key=None, terms=terms("1", "2"))
SECOND = made(VersionFacts, from_on=date(2026, 4, 1), terms=terms("1"))
THIRD = made(VersionFacts, from_on=date(2027, 4, 1))


def test_the_version_that_binds_is_the_latest_in_force():
    versions = (FIRST, SECOND, THIRD)
    assert version_on(versions, date(2026, 3, 31)) == FIRST
    assert version_on(versions, date(2026, 4, 1)) == SECOND
    assert version_on(versions, date(2027, 4, 1)) == THIRD
    assert version_on((SECOND,), date(2026, 3, 31)) is None


def test_versions_are_compared_section_by_section():
    one, two, three = terms("1", "2", "3")
    long = "The Board provides strategic direction and is accountable for the planning of all services "
    before = replace(FIRST, terms=(replace(one, text=f"{long}in the city."), two))
    after = replace(SECOND, terms=(replace(one, text=f"{long}in the county."), three))
    compared = compare_versions((before, after), SECOND.key)
    assert [(each.number, each.change) for each in compared.terms] == [
        ("1", "Changed"),
        ("3", "Added"),
        ("2", "Taken out"),
    ]
    assert [(p.kind, p.text.strip()) for p in compared.terms[0].pieces if p.kind in ("removed", "added")] == [
        ("removed", "city"),
        ("added", "county"),
    ]
    assert compare_versions((before, after), SECOND.key, "first") == compared
    assert compare_versions((after,), SECOND.key).other is None
    assert compare_versions((before,), SECOND.key) is None


def test_terms_pasted_with_a_day_are_a_version_of_their_own(officer, southwark):  # noqa: F811
    record = southwark.board()
    southwark.record(TermOfReference(board=record, number="1", heading="Purpose", text="To advise."))
    page = address("terms-of-reference-add", record.pk)
    typed = {"text": "1. Purpose\r\nTo decide.\r\n2. Quorum\r\nThree", "approved_by": "Cabinet"}
    assert list(officer.post(page, typed).context_data["form"].errors) == ["from_on"]
    assert officer.post(page, typed | day("from_on", date(2026, 4, 1))).status_code == 302
    again = officer.post(page, typed | day("from_on", date(2026, 4, 1)) | {"submission": uuid4()})
    assert list(again.context_data["form"].errors) == ["from_on"]
    facts = boards_as_at([record.pk], on=date(2026, 3, 31))[record.pk]
    assert [term.text for term in facts.terms] == ["To advise."]
    facts = boards_as_at([record.pk], on=date(2026, 4, 1))[record.pk]
    assert [(term.number, term.text) for term in facts.terms] == [("1", "To decide."), ("2", "Three")]
    version = record.terms_versions.get()
    shown = officer.get(version.get_absolute_url())
    assert "2 sections differ" in text_of(shown)
    assert "In force on this day" in text_of(officer.get(record.get_absolute_url() + "?on=2026-04-01"))
    assert "In force on this day" not in text_of(officer.get(record.get_absolute_url() + "?on=2026-03-31"))


def test_a_board_is_found_by_its_other_names(officer, southwark):  # noqa: F811
    record = southwark.board("Leicester City Commissioning Board")
    southwark.record(BoardName(board=record, name="People’s Board", note="Appendix A"))
    southwark.board("Another")
    found = officer.get(address("board-list"), {"q": "peoples"}).context_data["results"]
    assert [each.name for each in found] == ["Leicester City Commissioning Board"]
    (facts,) = boards_as_at([record.pk], on=AT.date()).values()
    assert facts.names == ("Leicester City Commissioning Board", "People’s Board")


def test_a_quorum_is_a_number_and_from_whom():
    each = made(QuorumPartFacts, least=1, whose="each", asked="at least 1 from each body that nominates")
    user = made(
        QuorumPartFacts,
        least=2,
        whose="category",
        category="user",
        whom="service user",
        asked="at least 2 from service user",
    )
    asked = board(
        quorum=3,
        quorum_parts=(each, user),
        seats=(seat(body="Council"), seat(body="Trust"), seat(body="Observer", votes=False)),
    )
    council, trust, users = Present("Council", "council"), Present("Trust", "nhs"), Present("", "user")
    assert asked.lacks_for_quorum([council, trust, users, users]) == []
    assert asked.lacks_for_quorum([council, users]) == [
        "2 of 3",
        "0 of 1 from Trust",
        "1 of 2 from service user",
    ]
    assert asked.quorum_in_words == (
        "3 members, at least 1 from each body that nominates, at least 2 from service user"
    )


def test_a_quorum_may_be_the_chair_and_any_two():
    chair = made(QuorumPartFacts, whose="chair", whom="the chair", asked="the chair")
    either = made(QuorumPartFacts, whose="either", whom="the chair or the vice chair")
    the_chair, the_vice = Present("", "council", chairs=True), Present("", "nhs", is_vice=True)
    any_one = Present("", "nhs")
    asked = board(quorum=3, quorum_parts=(chair,))
    assert asked.quorum_in_words == "3 members, the chair"
    assert asked.lacks_for_quorum([the_chair, any_one, any_one]) == []
    assert asked.lacks_for_quorum([the_vice, any_one, any_one]) == ["without the chair"]
    assert asked.lacks_for_quorum([the_chair, any_one]) == ["2 of 3"]
    assert board(quorum=3, quorum_parts=(either,)).lacks_for_quorum([the_vice, any_one, any_one]) == []


def test_the_page_says_who_sits_by_post_until_replaced_and_whose_turn_it_is(officer, southwark):  # noqa: F811
    record = southwark.board(is_established=True, members_carry_over=True)
    southwark.record(Seat(board=record, post="Pool manager", category="council", is_post=True))
    carers = southwark.seat(record, "Carers")
    southwark.member(carers, "Carer then", date(2020, 1, 1), date(2021, 1, 1))
    southwark.record(ChairTurn(board=record, body=southwark.trust))
    southwark.record(QuorumPart(board=record, whose="body", body=southwark.trust))
    response = officer.get(record.get_absolute_url())
    facts = response.context_data["as_at"]
    assert [(str(each), each.key is None, each.is_carried_over) for each in facts.sitting] == [
        ("Pool manager", True, False),
        ("Carer then", False, True),
    ]
    assert facts.past == ()
    assert "Until replaced" in text_of(response)
    assert "The post is the member." in text_of(response)
    assert "at least 1 from Southwark PCT" in text_of(response)


def test_part_of_a_quorum_names_what_it_is_from(officer, southwark):  # noqa: F811
    page = address("part-of-a-quorum-add", southwark.board().pk)
    assert list(officer.post(page, {"least": 1, "whose": "body"}).context_data["form"].errors) == ["body"]
    typed = {"least": 1, "whose": "category"}
    assert list(officer.post(page, typed).context_data["form"].errors) == ["category"]
    assert list(officer.post(page, {"least": 2, "whose": "chair"}).context_data["form"].errors) == ["least"]
    assert officer.post(page, {"least": 1, "whose": "chair"}).status_code == 302
    assert officer.post(page, {"least": 1, "whose": "each"}).status_code == 302


def test_a_duty_is_next_due_after_the_report_that_was_sent():
    duty = made(DutyFacts, every=3, first_due_on=date(2026, 11, 30))
    assert duty.next_due_on == date(2026, 11, 30)
    assert replace(duty, sent_for_on=date(2026, 11, 30)).next_due_on == date(2027, 2, 28)
    assert replace(duty, sent_for_on=date(2027, 2, 28)).next_due_on == date(2027, 5, 30)
    assert replace(duty, sent_for_on=date(2026, 11, 30), until_on=date(2027, 2, 1)).next_due_on is None
