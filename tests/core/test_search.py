"""Searching: the words as people write them, slips too, in all that one may see and nothing else."""

import pytest
from django.apps import apps
from django.urls import reverse

from core import actions
from core.permissions import Role
from core.search import search, search_index, sources
from tests.factories import (
    NOW,
    AgreementFactory,
    AnnexFactory,
    BodyFactory,
    OtherNameFactory,
    ProvisionFactory,
    ServiceFactory,
    person,
)
from tests.governance.factories import BoardFactory
from tests.governance.reports import Council

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return person(Role.OFFICER, BodyFactory(name="Harrow Council", gss_code="E09000015"))


@pytest.fixture
def agreement(officer):
    body = officer.roles_held.get().body
    return AgreementFactory(reference="HAR-1", title="Learning disability", kept_by=body)


def found(user, words, **asked):
    return {kind: [hit.title for hit in hits] for kind, hits in search(user, words, **asked).hits}


def test_words_are_found_in_their_other_forms_and_by_their_beginning(
    officer, agreement, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        ProvisionFactory(
            agreement=agreement,
            kind__name="Contributions",
            text="Each party’s Contribution is paid by instalments.",
        )
    clause = {"What agreements say": ["HAR-1: Contributions"]}
    for words in ("contributions", "instalm", "partys instalment", "CONTRIBUTE", "paid contribution"):
        assert found(officer, words) == clause
    assert found(officer, "paid yearly") == {}


def test_a_slip_is_forgiven_and_said(officer, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        body = officer.roles_held.get().body
        agreement = AgreementFactory(reference="HAR-1", title="Learning disability", kept_by=body)
        ProvisionFactory(agreement=agreement, kind__name="Equipment", text="Community equipment is bought.")
    exact, slip = search(officer, "community equipment"), search(officer, "comunity equipmnt")
    assert [kind for kind, _ in slip.hits] == ["What agreements say"]
    assert (exact.only_alike, slip.only_alike) == (False, True)
    assert found(officer, "lerning disabilty") == {"Agreements": ["HAR-1: Learning disability"]}


def test_what_was_found_is_marked_in_its_text(officer, agreement):
    ProvisionFactory(agreement=agreement, text="The pooled fund is held by the Host.")
    ((_, (hit,)),) = search(officer, "pool").hits
    assert [piece for piece, is_found in hit.pieces if is_found] == ["pooled"]
    assert "".join(piece for piece, _ in hit.pieces) == "The pooled fund is held by the Host."


def test_each_kind_of_thing_is_found(officer, agreement):
    council = agreement.kept_by
    AnnexFactory(agreement=agreement, title="Zebra annex")
    ServiceFactory(agreement=agreement, name="Zebra service")
    OtherNameFactory(body=council, name="Zebra borough")
    BoardFactory(kept_by=council, name="Zebra board")
    assert found(officer, "zebra") == {
        "Other names of bodies": ["Zebra borough: Harrow Council"],
        "Services": ["HAR-1: Zebra service"],
        "Annexes": ["HAR-1: Zebra annex"],
        "Boards": ["Zebra board"],
    }
    assert found(officer, "E09000015") == {"Bodies": ["Harrow Council"]}
    assert found(officer, "zebra", kind="Boards") == {"Boards": ["Zebra board"]}


def test_nobody_finds_what_they_may_not_see(agreement, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        ProvisionFactory(agreement=agreement, text="Walrus")
        BoardFactory(kept_by=agreement.kept_by, name="Walrus board")
    stranger = person(Role.OFFICER)
    assert found(stranger, "walrus") == found(stranger, "walruz") == {}


def test_what_is_exempt_is_found_by_those_who_read_it():
    council = Council("SWK", "London Borough of Southwark")
    report = council.report(title="Walrus report")
    section = report.sections.filter(block="text").first()
    section.text, section.is_exempt = "The walrus costs more.", True
    section.exempt_paragraph = "3"
    actions.change(section, by=council.clerk, at=NOW)
    finance = person(Role.FINANCE, council.body)
    assert "What reports say" in found(council.clerk, "walrus costs")
    assert "What reports say" not in found(finance, "walrus costs")


def test_many_of_a_kind_are_cut_and_more_is_said(officer, agreement):
    for number in range(11):
        BoardFactory(kept_by=agreement.kept_by, name=f"Walrus {number}")
    few, all_of_them = search(officer, "walrus"), search(officer, "walrus", kind="Boards")
    assert (len(few.hits[0][1]), few.more) == (10, {"Boards"})
    assert (len(all_of_them.hits[0][1]), all_of_them.more) == (11, frozenset())


@pytest.mark.parametrize(
    "words", ["", "'", "&|!:*()", "<script>", "\\", "the", "%", "x" * 200, "日本", "a " * 90]
)
def test_whatever_is_asked_is_answered(client, officer, agreement, words):
    client.force_login(officer)
    assert client.get(reverse("core:search"), {"q": words}).status_code == 200


def test_it_takes_two_queries_and_no_more_with_more_to_find(
    client, officer, agreement, django_assert_num_queries, django_capture_on_commit_callbacks
):
    client.force_login(officer)
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            ProvisionFactory.create_batch(2, agreement=agreement, text="Walrus")
        for words in ("walrus", "walruz", "the walrus"):
            with django_assert_num_queries(5):
                client.get(reverse("core:search"), {"q": words})


def test_every_source_has_its_index():
    for source in sources():
        wanted = str(search_index("any", *source.columns).expressions)
        assert wanted in [str(index.expressions) for index in source.model._meta.indexes], source.kind
    assert {source.model._meta.app_label for source in sources()} <= set(apps.app_configs)
