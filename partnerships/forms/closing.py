"""Forms by which a person confirms who stands in the place of a body that closed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import django_filters
from django import forms

from core.folding import find_words
from core.forms.action import ActionForm
from core.forms.fields import ReasonField
from core.forms.filters import ListFilter
from partnerships.hanging import Thing
from partnerships.models import Agreement, Body

ENDS, SHARED = "ends", "shared"


class JoiningForm(ActionForm):
    """Which of its successors become parties in the body's place; without any, its part ends."""

    joining = forms.TypedMultipleChoiceField(
        label="Which successors become parties in its place?",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Choose none where its part in the agreement ends.",
    )

    def __init__(self, *args: Any, successors: Sequence[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.successors = {each.pk: each for each in successors}
        if successors:
            joining = self.fields["joining"]
            assert isinstance(joining, forms.TypedMultipleChoiceField)
            joining.choices = [(each.pk, each.name) for each in successors]
            if len(successors) == 1:
                self.initial.setdefault("joining", [successors[0].pk])
        else:
            del self.fields["joining"]
        self.fields["why"] = ReasonField(label="Note for the history", required=False)

    @property
    def joining_bodies(self) -> list[Body]:
        """Those that were chosen, once the form is clean."""
        return [self.successors[key] for key in self.cleaned_data.get("joining") or []]


class NovationForm(JoiningForm):
    """Says of each thing that hangs on the body to which successor it goes, or that it ends."""

    def __init__(self, *args: Any, things: Sequence[Thing], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.things = list(things)
        only = next(iter(self.successors)) if len(self.successors) == 1 else None
        titles: dict[str, list[str]] = {}
        for thing in self.things:
            self.fields[thing.code] = forms.ChoiceField(
                label=thing.name,
                choices=self._choices(thing),
                widget=forms.RadioSelect,
                initial=only,
                error_messages={"required": f"Say what becomes of it: {thing.name}"},
            )
            titles.setdefault(thing.title, []).append(thing.code)
        self.fieldsets = [("The parties", ["joining"] if "joining" in self.fields else []), *titles.items()]

    def _choices(self, thing: Thing) -> list[tuple[str, str]]:
        goes = [(str(key), f"Goes to {body}") for key, body in self.successors.items()]
        if thing.is_shared and len(goes) > 1:
            goes.append((SHARED, "Is shared equally by those that join"))
        return [*goes, (ENDS, "Ends")]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        joining = {str(each.pk) for each in self.joining_bodies}
        for thing in self.things:
            to = cleaned.get(thing.code)
            if to == SHARED and not joining:
                self.add_error(
                    thing.code, "None joins that could share it: choose who joins, or that it ends"
                )
            elif to not in (None, ENDS, SHARED) and to not in joining:
                name = self.successors[int(to)]
                self.add_error(thing.code, f"{name} does not join: choose it above, or another here")
        return cleaned

    @property
    def answers(self) -> Mapping[str, Sequence[Body]]:
        """Which successors each thing goes to."""
        said = {thing.code: self.cleaned_data[thing.code] for thing in self.things}
        return {
            code: self.joining_bodies if to == SHARED else [] if to == ENDS else [self.successors[int(to)]]
            for code, to in said.items()
        }


class BulkNovationForm(JoiningForm):
    """Confirms the same of many agreements: who joins, and to which of them everything goes."""

    confirmed = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=0, max_value=100_000)
    refused = forms.CharField(required=False, widget=forms.HiddenInput, max_length=20_000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "joining" in self.fields:
            self.fields["joining"].label = "Which successors become parties in its place in each of them?"
        if len(self.successors) > 1:
            self.fields["to"] = forms.TypedChoiceField(
                label="To which of them does everything else go?",
                choices=[(key, body.name) for key, body in self.successors.items()],
                coerce=int,
                widget=forms.RadioSelect,
                help_text="Where things go to several, confirm that agreement on its own.",
                error_messages={"required": "Select to which of them everything else goes"},
            )

    def clean_refused(self) -> list[int]:
        typed: str = self.cleaned_data["refused"]
        return [int(key) for key in typed.split(",") if key.isdecimal() and len(key) < 19]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        to = cleaned.get("to")
        if to is not None and to not in (cleaned.get("joining") or []):
            self.add_error("to", "It must be one of those that join")
        return cleaned

    @property
    def receiver(self) -> Body | None:
        """To whom everything goes; None where its part ends."""
        if "to" in self.cleaned_data:
            return self.successors[self.cleaned_data["to"]]
        return next(iter(self.joining_bodies), None)


class ClosingFilter(ListFilter):
    """Among the agreements on which a body that closes has a part."""

    q = django_filters.CharFilter(label="Words in the reference or title", method="with_words")

    class Meta:
        model = Agreement
        fields: list[str] = []

    def with_words(self, agreements: Any, name: str, value: str) -> Any:
        return find_words(agreements, value, "reference", "title")
