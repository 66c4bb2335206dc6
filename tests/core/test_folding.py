"""Text as people look for it, alike in Python and in the database."""

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from core.folding import MOST_WORDS, find_words, fold
from partnerships.models import Body
from tests.factories import BodyFactory

EVERY_CHARACTER = [chr(code) for code in (*range(1, 0x3100), *range(0xF900, 0x10000))]
NEWER_THAN_POSTGRESQL = {"\u1c89"}  # its small letter came with Unicode 16


def folded(texts):
    with connection.cursor() as cursor:
        cursor.execute("SELECT array(SELECT folded(each) FROM unnest(%s::text[]) each)", [texts])
        return cursor.fetchone()[0]


@pytest.mark.parametrize(
    ("text", "as_compared"),
    [
        ("Ŵrexham", "wrexham"),
        ("de Montfort", "de montfort"),
        ("King’s, King's, King`s and Kingʼs", "kings kings kings and kings"),
        ("A&E", "a and e"),
        ("North‑West – South—East − x", "north west south east x"),
        ("Cyngor Sir Ynys Môn", "cyngor sir ynys mon"),
        ("Ǿre, Łódź, Straße, ÆTHELRED", "ore lodz strasse aethelred"),
        ("“100%”_[a]\\", "100 a"),
        ("— … —", ""),
    ],
)
@pytest.mark.django_db
def test_what_people_take_for_the_same_is_the_same(text, as_compared):
    assert (fold(text), *folded([text])) == (as_compared, as_compared)


@pytest.mark.django_db
def test_the_database_folds_every_character_as_python_does():
    theirs = dict(zip(EVERY_CHARACTER, folded(EVERY_CHARACTER), strict=True))
    differ = {each for each in EVERY_CHARACTER if fold(each) != theirs[each]}
    assert differ <= NEWER_THAN_POSTGRESQL


class Texts(TestCase):
    @given(st.text(alphabet=st.characters(min_codepoint=1, max_codepoint=0x24FF), max_size=40))
    @settings(max_examples=60, deadline=None)
    def test_the_database_folds_a_text_as_python_does(self, text):
        if not NEWER_THAN_POSTGRESQL & set(text):
            assert folded([text]) == [fold(text)]


@pytest.mark.parametrize(
    ("looked_for", "is_found"),
    [
        ("kings college", True),
        ("COLLEGE KING’S", True),
        ("king's  college — trust", True),
        ("health and social", True),
        ("social & health", True),
        ("mon", True),
        ("kings college board", False),
        ("%", False),
        ("_", False),
        ("trust " * 2_000, True),
    ],
)
@pytest.mark.django_db
def test_words_are_found_in_any_order_however_they_are_written(looked_for, is_found):
    BodyFactory(name="King’s College Health & Social Care Trust, Môn")
    assert find_words(Body.objects, looked_for, "name", "ods_code").exists() == is_found


@pytest.mark.django_db
def test_only_so_many_words_are_looked_for():
    body = BodyFactory(name=" ".join(f"w{number}" for number in range(MOST_WORDS)))
    words = " ".join(f"w{number}" for number in range(2 * MOST_WORDS))
    assert find_words(Body.objects, words, "name").get() == body
