"""What a field says is wrong: in our words where Django's would not tell an officer what to do."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import (
    MaxValueValidator,
    MinValueValidator,
    ProhibitNullCharactersValidator,
    validate_email,
    validate_slug,
)

from core.sentences import mid_sentence

REQUIRED = str(forms.Field.default_error_messages["required"])
NOT_OFFERED = "What was chosen is not on offer any more. Choose again"
NULL_CHARACTER = (
    "The text holds a null character, which cannot be kept. Take it out, or paste it as plain text"
)
# Django's own message, and what is said instead.
INSTEAD = {
    str(forms.ChoiceField.default_error_messages["invalid_choice"]): NOT_OFFERED,
    str(forms.ModelChoiceField.default_error_messages["invalid_choice"]): NOT_OFFERED,
    str(MinValueValidator.message): "Enter %(limit_value)s or more",
    str(MaxValueValidator.message): "Enter %(limit_value)s or less",
    str(ProhibitNullCharactersValidator.message): NULL_CHARACTER,
    str(validate_email.message): "Enter an e-mail address in full, like finance.manager@example.org",
    str(validate_slug.message): "Use only letters, digits and hyphens, with no spaces",
}
# Labels that begin with one of these are questions, to be answered.
QUESTIONS = ("how", "what", "whether", "who", "why")


def in_our_words(error: ValidationError, field: forms.Field, label: str) -> str:
    """One error of a field, as its page shows it."""
    if str(error.message) == REQUIRED:
        return asking_for(label, chosen=_is_chosen(field))
    text = INSTEAD.get(str(error.message), str(error.message))
    return text % error.params if error.params else text


def asking_for(label: str, *, chosen: bool) -> str:
    """What a field left empty is told: "Enter the title", "Select the legal basis", "Say what happened"."""
    wanted = mid_sentence(label.rstrip("?"))
    if wanted.startswith(QUESTIONS):
        return f"Say {wanted}"
    return f"{'Select' if chosen else 'Enter'} the {wanted}"


def _is_chosen(field: forms.Field) -> bool:
    kinds = (forms.RadioSelect, forms.CheckboxSelectMultiple, forms.Select, forms.CheckboxInput)
    return isinstance(field.widget, kinds)
