"""Forms of what becomes of bodies."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms

from core.folding import find_words
from core.forms.action import ActionForm
from core.forms.fields import ProseField
from core.forms.filters import ListFilter
from core.forms.records import RecordForm
from core.permissions import Permission
from partnerships.forms.kept import KeptForm
from partnerships.models import Body, Reorganisation, Succession
from partnerships.queries import bodies_called

MOST_BODIES = 60


class SuccessionForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Succession
        fields = ["kind", "successor", "on", "note"]
        error_messages = {
            "successor": {"required": "Select the body that followed"},
            "on": {"required": "Enter the day it took effect"},
        }


class ReorganisationForm(KeptForm):
    keeping = Permission.CHANGE_BODIES
    rows = {"note": 3}
    fieldsets = [
        ("What happens", ["name", "kind"]),
        ("When", ["on", "shadow_from_on"]),
        ("Where it is written", ["source", "is_verified"]),
    ]

    class Meta(KeptForm.Meta):
        model = Reorganisation
        fields = ["name", "kind", "on", "shadow_from_on", "source", "is_verified", "note", "kept_by"]
        error_messages = {"on": {"required": "Enter the vesting day"}}


class NamedBodiesField(ProseField):
    """Bodies by name or code, one a line."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=20_000, widget=forms.Textarea(attrs={"rows": 5}), **options)

    def clean(self, value: Any) -> list[Body]:
        names = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        if len(names) > MOST_BODIES:
            raise forms.ValidationError(f"Name at most {MOST_BODIES} bodies at a time")
        found = {name: bodies_called(name) for name in names}
        wrong = [
            f"No body is called “{name}”: add it to the register first"
            if not bodies
            else f"Several bodies are called “{name}”: give the code"
            for name, bodies in found.items()
            if len(bodies) != 1
        ]
        if wrong:
            raise forms.ValidationError(wrong)
        return list(dict.fromkeys(bodies[0] for bodies in found.values()))


class ReorganisationBodiesForm(ActionForm):
    """Which bodies a reorganisation ends or changes, and which follow them."""

    before = NamedBodiesField(
        label="Bodies before",
        help_text="Names or codes, one a line. For example: a county council and its districts",
    )
    after = NamedBodiesField(
        label="Bodies that follow",
        help_text="Names or codes, one a line. Each is recorded as following each of those before.",
    )
    kind = forms.ChoiceField(
        label="What happened to each of those before",
        choices=Succession.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Select what happened"},
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        both = [body.name for body in cleaned.get("before", []) if body in cleaned.get("after", [])]
        if both:
            self.add_error("after", f"{', '.join(both)}: a body cannot follow itself")
        return cleaned


class ReorganisationFilter(ListFilter):
    q = django_filters.CharFilter(label="Words in the name, or a body's name", method="with_words")
    kind = django_filters.ChoiceFilter(
        label="What happens", choices=Reorganisation.Kind.choices, empty_label="Anything"
    )

    class Meta:
        model = Reorganisation
        fields: list[str] = []

    def with_words(self, events: Any, name: str, value: str) -> Any:
        return find_words(events, value, "name", "source")
