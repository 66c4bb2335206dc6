"""Saying what is to become of what needs attention, and narrowing the list of it."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms

from core.folding import find_words
from core.forms.action import ActionForm
from core.forms.fields import DateField, ReasonField
from core.forms.filters import ListFilter
from core.rules import Urgency
from partnerships.findings import Answer
from partnerships.models import Attention, AttentionAnswer

What = AttentionAnswer.What


class AnswerForm(ActionForm):
    what = forms.ChoiceField(
        label="What is to become of it?",
        choices=[
            (What.TAKEN_ON, "I take it on"),
            (What.PUT_OFF, "Put it off until a day"),
            (What.ACCEPTED, "Accept it as it is"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Say what is to become of it"},
    )
    until_on = DateField(label="Until", required=False, help_text="Only where you put it off")
    why = ReasonField(
        label="Why", required=False, help_text="Needed where you put it off or accept it: others read it"
    )

    def __init__(self, data: Any = None, *, answer: Answer | None) -> None:
        given = {"what": answer.what, "until_on": answer.until_on, "why": answer.why} if answer else {}
        super().__init__(data, initial=given)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        what = cleaned.get("what")
        if what == What.PUT_OFF and not cleaned.get("until_on") and "until_on" not in self.errors:
            self.add_error("until_on", "Enter the day until which it is put off")
        if what in (What.PUT_OFF, What.ACCEPTED) and not cleaned.get("why") and "why" not in self.errors:
            self.add_error("why", "Say why")
        if what and what != What.PUT_OFF:
            cleaned["until_on"] = None
        return cleaned


class AttentionFilter(ListFilter):
    """Narrows by words, by urgency and by what was said of it; without, what is put aside is left out."""

    q = django_filters.CharFilter(label="Words or reference", method="having_words")
    urgency = django_filters.ChoiceFilter(
        label="How urgent",
        choices=[(Urgency.NOW, "Act now"), (Urgency.SOON, "Soon"), (Urgency.NOTE, "Note")],
        empty_label="Any",
    )
    answered = django_filters.ChoiceFilter(
        label="What was said of it", choices=What.choices, empty_label="Anything", method="said_of_it"
    )

    class Meta:
        model = Attention
        fields: list[str] = []

    def having_words(self, rows: Any, name: str, value: str) -> Any:
        return find_words(rows, value, "agreement__reference", "agreement__title", "detail")

    def said_of_it(self, rows: Any, name: str, value: str) -> Any:
        return rows.answered_as(value)
