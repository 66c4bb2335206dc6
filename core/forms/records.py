"""The form of a record: every field in the house's own form field, every choice one the user may see."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from djmoney.models.fields import MoneyField

from core.dates import FIRST_DAY
from core.forms.action import ActionForm
from core.forms.choices import tell_apart
from core.forms.fields import (
    DateField,
    PoundsField,
    ProseField,
    ShortText,
    VersionField,
)
from core.history import version_of
from core.models import UNSEEN, RecordQuerySet, User
from core.sentences import sentence_start

CODE_HINT = (
    "A short name that no other row has, by which the site knows it: small letters, digits and hyphens. "
    "It is not shown elsewhere."
)


def house_field(field: models.Field, **options: Any) -> forms.Field | None:
    """The form field of a model field: texts in their shape, dates in three boxes, amounts in pounds."""
    if isinstance(field, MoneyField):
        return PoundsField(label=_label(field), required=not field.blank, help_text=field.help_text)
    if isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField):
        options.setdefault("first", getattr(field.model, "earliest_day", FIRST_DAY))
    if isinstance(field, models.SlugField) and not field.help_text:
        options.setdefault("help_text", CODE_HINT)
    if kind := _house_kind(field):
        options.setdefault("form_class", kind)
    return field.formfield(**options)


def _house_kind(field: models.Field) -> type[forms.Field] | None:
    if isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField):
        return DateField
    if isinstance(field, models.TextField):
        return ProseField
    if type(field) is models.CharField and not field.choices:
        return ShortText
    return None


def _label(field: models.Field) -> str:
    return sentence_start(str(field.verbose_name))


def _name_where_seen(record: Any) -> str:
    """The name of a record where the user may see it; a list a form offers of its own is all to be seen."""
    return str(record) if getattr(record, "is_seen", True) else UNSEEN


class RecordForm(forms.ModelForm, ActionForm):
    """Cleans what was typed onto `instance`; an action saves it.

    For a change it carries the version it was opened with, so that a second user is noticed.
    """

    fieldsets: ClassVar[list[tuple[str, list[str]]]] = []
    # How many lines the box of a text shows, where that is not the usual six.
    rows: ClassVar[dict[str, int]] = {}
    # What is said beneath each choice of a field that is shown as radio buttons.
    option_hints: ClassVar[dict[str, dict[str, str]]] = {}

    # Days on which something happened: none of them is still to come.
    past_days: ClassVar[tuple[str, ...]] = ()

    version = VersionField(required=False)

    class Meta:
        formfield_callback = house_field

    def __init__(self, *args: Any, user: User, version: int | None = None, **kwargs: Any) -> None:
        """`version` is the one the instance was read at, asked for before it was read."""
        super().__init__(*args, **kwargs)
        self.user = user
        if self.instance.pk:
            self.fields["version"].initial = version_of(self.instance) if version is None else version
            self.fields["version"].required = True
            self.fields["why"] = ShortText(
                label="Why you are changing it",
                required=False,
                max_length=500,
                help_text="The history keeps your reason.",
            )
        elif "position" in self.fields and self.instance.parent_field:
            # The instance brings its model's default; what the address or the page asks for comes before.
            asked = kwargs.get("initial") or {}
            self.initial["position"] = asked.get("position", self.instance.next_position(seen_by=user))
        for name, field in self.fields.items():
            records = getattr(field, "queryset", None)
            if isinstance(records, RecordQuerySet):
                self.choose_from(name, self._others(records.not_retired().visible_to(user)))
        for name, rows in self.rows.items():
            self.fields[name].widget.attrs["rows"] = rows

    def _others(self, records: RecordQuerySet) -> RecordQuerySet:
        """All but the record itself: none belongs to itself."""
        itself = records.model is type(self.instance)
        return records.exclude(pk=self.instance.pk) if itself else records

    def choose_from(self, name: str, records: QuerySet, *, none: str | None = None) -> QuerySet:
        """Offer these records in the field, and the one it holds now, though it has been retired since.

        `none` are the words for choosing none of them. Returns what is offered.
        """
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        known = records.model._default_manager
        held = Q(pk=getattr(self.instance, f"{name}_id", None))
        offered = known.with_related(*records.model.str_needs).filter(Q(pk__in=records.values("pk")) | held)
        seen = known.visible_to(self.user).filter(pk=OuterRef("pk"))
        field.queryset = offered = offered.annotate(is_seen=Exists(seen))
        if none is not None:
            field.empty_label = none
        tell_apart(field)
        field.label_from_instance = _name_where_seen  # type: ignore[assignment, method-assign]  # Django's documented hook
        return offered

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in self.past_days:
            if (cleaned.get(name) or self.user.today) > self.user.today:
                self.add_error(name, "This day is still to come. Record it when it has been")
        return cleaned

    def _get_validation_exclusions(self) -> set[str]:
        """Check constraints over the whole instance, its parent included, save fields already at fault."""
        return {name for name in self.errors if name in {f.name for f in self.instance._meta.fields}}

    def _update_errors(self, errors: ValidationError) -> None:
        """Show what a constraint refuses at the field its code names, else above the form."""
        placed: dict[str, list[ValidationError]] = {}
        for name, found in errors.update_error_dict({}).items():
            for error in found:
                wanted = error.code if name == NON_FIELD_ERRORS else name
                at = str(wanted) if wanted in self.fields else NON_FIELD_ERRORS
                placed.setdefault(at, []).append(error)
        super()._update_errors(ValidationError(placed))  # type: ignore[misc]  # Django's own door

    def changes_the_record(self) -> bool:
        """Whether anything was typed that differs from what is stored."""
        return bool(self.typed_fields())

    def typed_fields(self) -> list[str]:
        """The record's fields in which was typed what differs from the instance the form was made with."""
        return [name for name in self.changed_data if name in self.record_fields()]

    def record_fields(self) -> list[str]:
        """The form's fields that are the record's own."""
        return [name for name in self.fields if name not in ("version", "submission", "why")]
