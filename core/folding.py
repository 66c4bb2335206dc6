"""Text as people look for it: "Ŵrexham", "wrexham"; "King’s", "Kings"; "A&E", "a and e" are each the same.

`fold` does in Python what the database's function `folded` does; migration core.0001 must say the same. Case,
accents and apostrophes of all kinds fall away, "&" is "and", and whatever else is neither letter nor digit is
a space. Lists are ordered by it (`Folded`), and looked through for words in any order (`find_words`).
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import BooleanField, Func, QuerySet, TextField, Value

# Apostrophes of all kinds, and what is not seen: soft hyphens, joiners, marks of direction.
DROPPED = r"['`\u00B4\u00AD\u02B0-\u02FF\u2018-\u201B\u2032\u200B-\u200F\u2060\uFEFF\uFF07]"
ACCENTS = r"[\u0300-\u036F]"
# Letters with a stroke are letters of their own to Unicode; here they are found by the plain one.
STROKED = "ĐđÐðĦħŁłØøŦŧıς"
PLAIN = "DdDdHhLlOoTtiσ"
LIGATURES = {"ß": "ss", "ẞ": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "þ": "th", "Þ": "th"}
SPACES = r"[\u0001-/:-@\[-`{-\u00BF\u2000-\u2BFF\u3000-\u303F]+"
MOST_WORDS = 20


def fold(text: str) -> str:
    """The text as it is compared: small plain letters and digits, one space between words."""
    text = unicodedata.normalize("NFKD", re.sub(DROPPED, "", text))
    text = re.sub(ACCENTS, "", text).translate(str.maketrans(STROKED, PLAIN))
    for letter, letters in (*LIGATURES.items(), ("&", " and ")):
        text = text.replace(letter, letters)
    return re.sub(SPACES, " ", text.lower().replace("ς", "σ")).strip(" ")


class Folded(Func):
    """`fold` in the database. Ordered by code point, so alike on every server, whatever its locale."""

    function = "folded"
    template = '%(function)s(%(expressions)s) COLLATE "C"'
    arity = 1
    output_field = TextField()


class _Together(Func):
    """What several columns say, one after the other."""

    function = "concat_ws"
    output_field = TextField()

    def __init__(self, *columns: Any) -> None:
        super().__init__(Value(" "), *columns)


class _IsLikeAll(Func):
    """Whether a text matches every one of these patterns."""

    template = "%(expressions)s)"
    arg_joiner = " LIKE ALL ("
    output_field = BooleanField()

    def __init__(self, text: Any, patterns: list[str]) -> None:
        super().__init__(text, Value(patterns, ArrayField(TextField())))


def find_words(rows: QuerySet, text: str, *columns: Any) -> Any:
    """Those of the rows whose columns, read together, hold all the words of the text, in any order.

    The columns are names of fields or expressions of text. Of a long text only MOST_WORDS are looked for;
    one without a letter or digit finds nothing.
    """
    words = list(dict.fromkeys(fold(text).split()))[:MOST_WORDS]
    looked_for = _IsLikeAll(Folded(_Together(*columns)), [f"%{word}%" for word in words])
    return rows.filter(looked_for) if words else rows.none()
