"""One line, paragraphs, a reason, a reference."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, ProhibitNullCharactersValidator

from core.controls import without_controls
from core.forms.messages import NULL_CHARACTER

PROSE_LENGTH = 100_000
BEFORE_TEXT = re.compile(r"\A(?:[ \t]*\n)* *")
REFERENCE = re.compile(r"[A-Z0-9]+(?:-[A-Z0-9]+)*")


class ShortText(forms.CharField):
    """One line of text, refused in words where it is too long or holds a null character."""

    def __init__(self, *, max_length: int | None = 200, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)
        djangos_own = (MaxLengthValidator, ProhibitNullCharactersValidator)
        self.validators = [check for check in self.validators if not isinstance(check, djangos_own)]

    def to_python(self, value: Any) -> str | None:
        text = super().to_python(value)
        if not text or "\0" in text:  # which is refused, for nobody types it
            return text
        return without_controls(text, line_end="\n" if isinstance(self, ProseField) else " ")

    def validate(self, value: str | None) -> None:
        super().validate(value)
        if not value:
            return
        if "\0" in value:
            raise ValidationError(NULL_CHARACTER, code="null_character")
        if self.max_length is not None and len(value) > self.max_length:
            raise ValidationError(
                f"Text must be {self._most()} or fewer. Yours has {len(value):,}",
                code="max_length",
            )

    def _most(self) -> str:
        return "1 character" if self.max_length == 1 else f"{self.max_length:,} characters"

    def has_changed(self, initial: Any, data: Any) -> bool:
        # Spaces around a stored text are not shown, so leaving them out is no change.
        return super().has_changed(self.to_python(initial), data)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        # A browser cuts a paste at maxlength without a word.
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return attrs


class Suggestions(forms.TextInput):
    """One line of text, with words to choose from that nobody has to choose."""

    macro = "suggested"

    def __init__(self, offered: Iterable[str], attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.offered = tuple(offered)


class ProseField(ShortText):
    """Paragraphs, lists and tables. A line end is one newline, so a character typed is a character counted.

    The text begins where its first line does: a tab there is the empty corner of a table.
    """

    widget = forms.Textarea
    # Whether its form shows how the text will read; where that is more than its own words, the address that
    # is asked for it and the function that says it.
    is_previewed = True
    preview: tuple[str, Callable[[str], str]] | None = None

    def __init__(self, *, max_length: int | None = PROSE_LENGTH, **kwargs: Any) -> None:
        super().__init__(max_length=max_length or PROSE_LENGTH, strip=False, **kwargs)

    def to_python(self, value: Any) -> str | None:
        text = super().to_python(value)
        if not text:
            return text
        return BEFORE_TEXT.sub("", text.replace("\r\n", "\n").replace("\r", "\n").rstrip())


class ReasonField(ProseField):
    """Why somebody does something, for those who read the history later."""

    is_previewed = False

    def __init__(self, **kwargs: Any) -> None:
        asked: dict[str, Any] = {
            "help_text": "The history keeps your reason.",
            "max_length": 2_000,
            "widget": forms.Textarea(attrs={"rows": 3}),
        }
        super().__init__(**(asked | kwargs))


class CodeField(ShortText):
    """A code from a public register, such as 5LE or E09000028: capitals without spaces, however typed."""

    def to_python(self, value: Any) -> str | None:
        text = super().to_python(value)
        return text and "".join(text.upper().split())


class ReferenceField(ShortText):
    """A reference such as ABC-CARE-2026: letters (made capitals), digits and single hyphens between them."""

    def __init__(self, *, max_length: int | None = 40, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "class": "govuk-input--width-20", "autocomplete": "off"}

    def to_python(self, value: Any) -> str | None:
        text = super().to_python(value)
        return text and text.upper()

    def validate(self, value: str | None) -> None:
        super().validate(value)
        if value and not REFERENCE.fullmatch(value):
            raise ValidationError(
                "Use only capital letters, digits and single hyphens, like ABC-CARE-2026", code="invalid"
            )
