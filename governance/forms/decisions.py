"""Forms of what forums decide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms

from core.forms.action import ActionForm
from core.forms.fields import DateField, ProseField, ShortText, VersionField
from core.forms.records import RecordForm
from core.sentences import sentence_start
from governance.actions.decisions import OF_EACH
from governance.forms.exempt import ExemptablePartForm
from governance.models import Callers, CallInRequest, Decision, FollowUp, Outcome, Recommendation
from governance.queries.decisions import decided_together_with
from governance.queries.forums import call_in_on, forums_near

# What is entered once for all that a forum decided, and what of it may differ for one recommendation.
DAYS = ("decided_on", "published_on")
OFFICER = ("officer_post", "delegated_by")
SAID = ("reasons", "alternatives", "interests", "dispensations")
MAY_DIFFER = ("reasons", "alternatives", "interests")
WHOLE = "The report as a whole"


PUBLIC_TOO = "Published with what is open. Write what is exempt at its own recommendation, below"


class DecisionsForm(ActionForm):
    """What one forum decided on everything that is put to it: a field of its own for what differs."""

    version = VersionField()

    def __init__(
        self,
        data: Any = None,
        *,
        recommendations: Sequence[Recommendation],
        decisions: Iterable[Decision],
        version: int,
        typed: Mapping[str, Any] | None = None,
    ) -> None:
        """`typed` are values to show instead of the stored ones, by the name of their field."""
        self.keys = [row.pk for row in recommendations] or [0]
        stored = self._stored(decisions)
        super().__init__(data, initial={"version": version, **stored, **(typed or {})})
        self.fields |= {name: _field(name) for name in (*DAYS, *OFFICER, *SAID)}
        if len({row.is_exempt for row in recommendations}) > 1:
            for name in MAY_DIFFER:
                self.fields[name].help_text = PUBLIC_TOO
        self.fieldsets = [
            ("When and by whom", [*DAYS, *OFFICER]),
            ("For everything that is decided together", list(SAID)),
        ]
        rows: Sequence[Recommendation | None] = recommendations or [None]
        for number, row in enumerate(rows, start=1):
            names = self._add_row(row.pk if row else 0)
            legend = f"Recommendation {number}: {row.in_full}" if row else WHOLE
            self.fieldsets.append((legend, names))

    def _add_row(self, key: int) -> list[str]:
        outcomes = [("", "Not decided yet"), *Outcome.choices]
        fields: dict[str, forms.Field] = {
            f"outcome_{key}": forms.ChoiceField(label="Outcome", choices=outcomes, required=False)
        }
        fields |= {f"{name}_{key}": _field(name) for name in OF_EACH[1:]}
        if len(self.keys) > 1:
            for name in MAY_DIFFER:
                fields[f"{name}_{key}"] = differing = _field(name, rows=2)
                differing.label = f"{differing.label}, where they differ"
                differing.help_text = ""
        self.fields |= fields
        return list(fields)

    def _stored(self, decisions: Iterable[Any]) -> dict[str, Any]:
        """What is stored, by the name of the field that shows it."""
        decided = {each.recommendation_id or 0: each for each in decisions}
        rows = [decided[key] for key in self.keys if key in decided]
        stored = {name: _shared([getattr(row, name) for row in rows]) for name in (*DAYS, *OFFICER, *SAID)}
        for key in self.keys:
            row = decided.get(key)
            for name in OF_EACH:
                stored[f"{name}_{key}"] = getattr(row, name) if row else None if name.endswith("_on") else ""
            for name in MAY_DIFFER if len(self.keys) > 1 else ():
                own = getattr(row, name) if row else ""
                stored[f"{name}_{key}"] = "" if own == stored[name] else own
        return stored

    def decided(self) -> dict[int, dict[str, Any]]:
        """Of each recommendation what is to change; of one that was not decided yet, everything."""
        return {key: values for key in self.keys if (values := self._of(key))}

    def _of(self, key: int) -> dict[str, Any]:
        typed, is_new = self.cleaned_data, not self.initial.get(f"outcome_{key}")
        if is_new and not typed[f"outcome_{key}"]:
            return {}
        values = {}
        for name in (*OF_EACH, *DAYS, *OFFICER, *SAID):
            own = f"{name}_{key}"
            fields = [each for each in (own, name) if each in self.fields]
            if is_new or set(fields) & set(self.changed_data):
                values[name] = next((typed[each] for each in fields if typed[each]), typed[fields[-1]])
        return values

    def typed_over(self, decisions: Iterable[Any]) -> dict[str, Any]:
        """What was typed, by field, that differs from these decisions."""
        stored, typed = self._stored(decisions), self.cleaned_data
        return {name: typed[name] for name in stored if name in typed and typed[name] != stored[name]}


def _field(name: str, *, rows: int = 3) -> forms.Field:
    """The field of a form for this field of a decision, which need not be filled in."""
    of: Any = Decision._meta.get_field(name)
    asked: dict[str, Any] = {
        "label": sentence_start(str(of.verbose_name)),
        "help_text": of.help_text,
        "required": False,
    }
    if name.endswith("_on"):
        return DateField(**asked)
    if of.max_length:
        return ShortText(max_length=of.max_length, **asked)
    prose = ProseField(max_length=20_000, widget=forms.Textarea(attrs={"rows": rows}), **asked)
    prose.is_previewed = False  # there may be hundreds of them
    return prose


def _shared(values: list[Any]) -> Any:
    """What most say; nothing where any says nothing, so that nobody is given what another said."""
    if not values or not all(values):
        return None if values and None in values else ""
    return Counter(values).most_common(1)[0][0]


class DecisionForm(ExemptablePartForm):
    """A correction of what is recorded of one decision."""

    fieldsets = [
        ("What was decided", ["outcome", "resolved", "deferred_to_on"]),
        ("When and by whom", [*DAYS, *OFFICER]),
        ("Why", list(SAID)),
        ("Whether it can be called in", ["is_urgent", "urgency_reason", "urgency_agreed_by"]),
        ("The agreement", ["authorises", "authority_limit"]),
        ("Who may read it", list(ExemptablePartForm.exempt_fields)),
    ]
    rows = dict.fromkeys(("resolved", "urgency_reason", *SAID), 3)

    class Meta(RecordForm.Meta):
        model = Decision
        fields = [
            *(*OF_EACH, *DAYS, *OFFICER, *SAID),
            *("is_urgent", "urgency_reason", "urgency_agreed_by", "authorises", "authority_limit"),
            *ExemptablePartForm.exempt_fields,
        ]
        widgets = {"outcome": forms.RadioSelect}


class CallInRequestForm(RecordForm):
    """Only the numbers that the council's rule counts are asked; the members, where it names none."""

    also: forms.ModelMultipleChoiceField[Decision] = forms.ModelMultipleChoiceField(
        queryset=Decision.objects.none(),
        label="Called in together with it",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="What else was decided with it. Each gets a call-in of its own.",
    )
    fieldsets = [
        ("Who called it in, and why", ["called_on", "called_time", "called_by", *Callers.values, "grounds"]),
        ("What else", ["also"]),
        ("What came of it", ["referred_to", "outcome", "settled_on", "effective_on"]),
    ]
    rows = {"grounds": 4}

    class Meta(RecordForm.Meta):
        model = CallInRequest
        fields = [
            *("called_on", "called_time", "called_by", *Callers.values, "grounds"),
            *("referred_to", "outcome", "settled_on", "effective_on"),
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        decision = self.instance.decision
        self.choose_from("referred_to", forums_near(decision.report.agreement, on=self.user.today))
        rule = call_in_on(decision.forum, decision.decided_on) if decision.decided_on else None
        counted = {kind.value for _, kind in rule.ways} if rule else set()
        counted |= {"members"} if counted & {"non_executive", "on_committee"} or not counted else set()
        for name in set(Callers.values) - counted:
            if not getattr(self.instance, name):
                del self.fields[name]
        if rule and rule.takes:
            self.fields["called_by"].help_text += f". It takes at least {rule.takes}"
        if self.instance.pk:
            del self.fields["also"]
        else:
            for name in ("outcome", "settled_on", "effective_on"):
                del self.fields[name]
            if not self.choose_from("also", decided_together_with(decision, seen_by=self.user)):
                del self.fields["also"]


class FollowUpForm(RecordForm):
    rows = {"what": 3, "came_of": 3}

    class Meta(RecordForm.Meta):
        model = FollowUp
        fields = ["what", "owner_post", "due_on", "done_on", "came_of"]
