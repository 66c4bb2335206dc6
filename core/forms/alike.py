"""Records that are likely there already are asked about before one more is saved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError

from core.folding import fold
from core.forms.records import RecordForm
from core.models import Record, RecordQuerySet

CONFIRMED = "is_another"
LISTED = 3
SMALL_WORDS = {"a", "and", "for", "of", "the"}
MISSPELT = 0.85  # how much of two words is the same where one is the other misspelt


def are_alike(one: str, other: str) -> bool:
    """Whether two names are likely one: the same words in any order, run together, or with one misspelt.

    Numbers are not misspelt: "Board 1" is not "Board 2".
    """
    first, second = fold(one).split(), fold(other).split()
    if "".join(first) == "".join(second):
        return True
    here, there = (Counter(word for word in words if word not in SMALL_WORDS) for words in (first, second))
    only_here, only_there = [*(here - there).elements()], [*(there - here).elements()]
    if not (only_here or only_there):
        return True
    if len(only_here) != 1 or len(only_there) != 1:
        return False
    word, like = only_here[0], only_there[0]
    return word.isalpha() and like.isalpha() and SequenceMatcher(None, word, like, False).ratio() >= MISSPELT


class AskingForm(RecordForm):
    """Asks whether it is another one, where a record of nearly this name is there already."""

    # The field that holds its name.
    named_by: ClassVar[str] = "name"

    def others(self) -> RecordQuerySet:
        """The records that this one might be, all of which the user may see."""
        return type(self.instance)._default_manager.not_retired().visible_to(self.user)

    def names(self) -> Iterable[tuple[int, str]]:
        """Their keys, each with every name it goes by."""
        return self.others().order_by().values_list("pk", self.named_by)

    def _post_clean(self) -> None:
        """Ask once the name is one that can be saved at all."""
        super()._post_clean()  # type: ignore[misc]  # Django's own door
        name = self.cleaned_data.get(self.named_by)
        if name and (self.instance.pk is None or self.named_by in self.changed_data):
            alike = {key for key, other in self.names() if are_alike(name, other)} - {self.instance.pk}
            if alike:
                self._ask(alike)

    def _ask(self, alike: set[int]) -> None:
        label = f"This is another {self.instance.noun()}"
        self.fields[CONFIRMED] = forms.BooleanField(label=label, required=False)
        if CONFIRMED not in self.data:
            told = f"{self._listed(alike)}. If yours is not the same, tick “{label}” and save again"
            self.add_error(CONFIRMED, ValidationError(f"Recorded already: {told}", code="alike"))

    def _listed(self, alike: set[int]) -> str:
        model = type(self.instance)
        found = model._default_manager.with_related(*model.apart_needs).filter(pk__in=alike)[:LISTED]
        more = f" and {len(alike) - LISTED} more" if len(alike) > LISTED else ""
        return "; ".join(map(_in_full, found)) + more

    def record_fields(self) -> list[str]:
        return [name for name in super().record_fields() if name != CONFIRMED]


def _in_full(record: Record) -> str:
    return f"{record} ({record.apart()})" if record.apart() else str(record)
