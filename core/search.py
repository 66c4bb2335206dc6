"""Searching over everything one may see: each app registers what can be found, and one query asks all of it.

A word is found by its beginning and in its other forms ("contribute" finds "contributions"), whatever its
case and accents; where nothing has the words, what has words like them is found, so that a slip is forgiven.
Words are looked for in columns that have an index, `search_index`; those that stand there are kept in `Word`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import (
    SearchHeadline,
    SearchQuery,
    SearchVector,
    SearchVectorExact,
    TrigramSimilarity,
)
from django.db import models
from django.db.models import BooleanField, Exists, F, Func, IntegerField, Q, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Concat
from django.db.models.lookups import Exact
from django.urls import reverse

from core.folding import Folded, fold
from core.models import Word

if TYPE_CHECKING:
    from core.models import Record, User

MOST_WORDS = 8
MOST_OF_A_KIND = 10
MOST_OF_ONE_KIND = 100
LANGUAGE = "english"
# How much a word is like another, from 0 to 1: "lerning" is like "learning" by 0.54. Only some are tried.
LIKENESS = 0.5
MOST_ALIKE = 5
SHORTEST_WORD = 3
# What stands around the words that were found, and in no text: control characters are not taken.
BEGINS, ENDS = "\x02", "\x03"


@dataclass(frozen=True)
class Source:
    """One kind of record that can be found, and where each of them stands.

    The words are looked for in `columns`. A record is shown by what `title` names, and leads to `page`, whose
    address takes what `named_by` says. Those of retired records, which `beneath` names, are left out.
    """

    kind: str
    model: type[Record]
    columns: tuple[str, ...]
    title: tuple[str, ...]
    page: str
    named_by: str = "pk"
    beneath: tuple[str, ...] = ()

    def rows(self, user: User) -> Any:
        in_use = {f"{above}__retired_at": None for above in self.beneath}
        seen: Any = self.model._default_manager
        return seen.visible_to(user).not_retired().filter(**in_use)


@dataclass(frozen=True)
class Hit:
    """One thing that was found; `pieces` are some of its text, each with whether it was looked for."""

    kind: str
    title: str
    url: str
    pieces: tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class Found:
    """What was found, kind by kind, and whether it only has words like those that were looked for."""

    hits: tuple[tuple[str, tuple[Hit, ...]], ...]
    more: frozenset[str]
    only_alike: bool


_sources: dict[str, Source] = {}


def register_sources(*sources: Source) -> None:
    """Let these be found. They are shown in the order in which they were registered."""
    _sources.update({source.kind: source for source in sources})


def sources() -> list[Source]:
    return list(_sources.values())


def search_index(name: str, *columns: str) -> GinIndex:
    """The index of a model in whose columns words are looked for."""
    return GinIndex(_vector(columns), name=f"{name}_words")


def words_in(records: Iterable[models.Model]) -> set[str]:
    """The words of those that can be found, folded. Short ones are left out: no slip in them is put right."""
    columns: dict[type[models.Model], Sequence[str]] = {each.model: each.columns for each in sources()}
    texts = [getattr(each, name) for each in records for name in columns.get(type(each), ())]
    words = {word for text in texts for word in fold(text or "").split()}
    return {word for word in words if SHORTEST_WORD <= len(word) <= Word.LONGEST}


def search(user: User, text: str, *, kind: str = "") -> Found:
    """What the user may see and the text's words are in. A word that stands nowhere is taken for a slip.

    Of each kind there are MOST_OF_A_KIND at most; MOST_OF_ONE_KIND where one `kind` is asked for.
    """
    words = list(dict.fromkeys(fold(text).split()))[:MOST_WORDS]
    asked = [_sources[kind]] if kind in _sources else sources()
    most = MOST_OF_ONE_KIND if kind in _sources else MOST_OF_A_KIND
    if not words:
        return Found((), frozenset(), False)
    slips = _alike(words, only_slips=True)
    put_right = [alike or [word] for word, alike in zip(words, slips, strict=True)]
    if rows := _rows(asked, user, put_right, most):
        return _found(asked, rows, most, only_alike=any(slips))
    alike = _alike(words)
    rows = _rows(asked, user, alike, most) if all(alike) and alike != put_right else []
    return _found(asked, rows, most, only_alike=bool(rows))


def _alike(words: Sequence[str], *, only_slips: bool = False) -> list[list[str]]:
    """For each word those that are most like it, of all that stand in what can be found by anybody.

    With `only_slips` there are none for a word of which some form stands there.
    """
    first, *rest = (
        Word.objects.filter(~_stands_somewhere(word) if only_slips else Q(), word__trigram_similar=word)
        .annotate(likeness=TrigramSimilarity("word", word))
        .filter(likeness__gte=LIKENESS)
        .order_by("-likeness", "word")
        .values_list(Value(place), "word")[:MOST_ALIKE]
        for place, word in enumerate(words)
    )
    rows = list(first.union(*rest, all=True).order_by() if rest else first)
    return [[alike for at, alike in rows if at == place] for place in range(len(words))]


def _stands_somewhere(word: str) -> Any:
    """Whether it is looked for and found; such as "the" are not looked for, nor are short ones kept."""
    query = _query([[word]])
    found = Exists(Word.objects.filter(SearchVectorExact(SearchVector("word", config=LANGUAGE), query)))
    is_looked_for = Func(query, function="numnode", output_field=IntegerField())
    short = Value(len(word) < SHORTEST_WORD, BooleanField())
    return Q(short) | Q(found) | Q(Exact(is_looked_for, 0))


def _found(asked: Sequence[Source], rows: list[tuple], most: int, only_alike: bool) -> Found:
    hits: dict[str, list[Hit]] = {}
    for number, _, title, named_by, text in rows:
        source = asked[number]
        pieces = tuple(_pieces(text))
        hits.setdefault(source.kind, []).append(
            Hit(source.kind, title, reverse(source.page, args=[named_by]), pieces)
        )
    more = frozenset(kind for kind, of_kind in hits.items() if len(of_kind) > most)
    kept = tuple((source.kind, tuple(hits[source.kind][:most])) for source in asked if source.kind in hits)
    return Found(kept, more, only_alike)


def _rows(asked: Sequence[Source], user: User, words: list[list[str]], most: int) -> list[tuple]:
    """What has a word of each of the lists."""
    first, *rest = (_matching(number, source, user, words)[: most + 1] for number, source in enumerate(asked))
    rows = first.union(*rest, all=True).order_by() if rest else first
    return sorted(rows, key=lambda row: (row[0], -row[1]))


def _matching(number: int, source: Source, user: User, words: list[list[str]]) -> Any:
    """The rows of one kind, in columns that all kinds share; the latest first."""
    query = _query(words)
    matching = SearchVectorExact(_vector(source.columns), query)
    text = SearchHeadline(
        _together(source.columns),
        query,
        config=LANGUAGE,
        start_sel=BEGINS,
        stop_sel=ENDS,
        max_words=30,
        min_words=15,
    )
    title = Func(Value(": "), *source.title, function="concat_ws", output_field=TextField())
    named_by = Cast(source.named_by, TextField())
    # Their order is not that of an index, by which all would be read until enough of them match
    rows = source.rows(user).filter(matching).order_by((F("pk") + Value(0)).desc())
    return rows.values_list(Value(number), "pk", title, named_by, text)


def _query(words: list[list[str]]) -> SearchQuery:
    """What has a word of each of the lists."""
    any_of_each = (" | ".join(f"'{word}':*" for word in any_of) for any_of in words)
    return SearchQuery(" & ".join(f"({one})" for one in any_of_each), config=LANGUAGE, search_type="raw")


def _together(columns: Sequence[str]) -> Combinable:
    """The columns as one text, by functions that an index may be made of."""
    if len(columns) == 1:
        return F(columns[0])
    spaced = [part for column in columns for part in (Value(" "), F(column))][1:]
    return Concat(*spaced, output_field=TextField())


def _folded(columns: Sequence[str]) -> Folded:
    return Folded(_together(columns))


def _vector(columns: Sequence[str]) -> SearchVector:
    return SearchVector(_folded(columns), config=LANGUAGE)


def _pieces(text: str) -> list[tuple[str, bool]]:
    """The text cut where words that were found begin and end."""
    pieces = []
    for part in text.split(BEGINS):
        found, ended, after = part.partition(ENDS)
        pieces += [(found, True), (after, False)] if ended else [(part, False)]
    return [each for each in pieces if each[0]]
