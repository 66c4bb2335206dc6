"""Fields that say what is exempt: offered only to those who may read it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from core.dates import in_words
from core.forms.fields import ShortText
from core.forms.records import RecordForm
from core.permissions import Permission, may
from governance.calculations.exempt import as_stored, in_force_in_words, not_in_force, paragraph_numbers
from governance.models import ExemptParagraph
from governance.queries.exempt import in_force, paragraphs


class ParagraphsField(ShortText):
    """Paragraph numbers of Schedule 12A, however they are written: 3 and 5, 3, 5 or 3 & 5."""

    def to_python(self, value: Any) -> str | None:
        text = super().to_python(value)
        try:
            return text and as_stored(paragraph_numbers(text))
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from None

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return super().has_changed(self.to_python(initial), self.to_python(data))
        except ValidationError:
            return True


class ExemptableForm(RecordForm):
    """A form with the paragraphs of Schedule 12A in it; without them for those who may not read it."""

    exempt_paragraphs = ParagraphsField(max_length=40, label="Paragraphs of Schedule 12A", required=False)

    # The fields that say what is exempt.
    exempt_fields: tuple[str, ...] = ("is_exempt", "exempt_paragraphs")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known_paragraphs: list[ExemptParagraph] = []
        if not (self.instance_is_stored() and may(self.user, Permission.SEE_EXEMPT, self.instance)):
            for name in set(self.exempt_fields) & set(self.fields):
                del self.fields[name]
        elif "exempt_paragraphs" in self.fields:
            self.known_paragraphs = paragraphs()
            own = self._meta.model._meta.get_field("exempt_paragraphs").help_text
            self.fields["exempt_paragraphs"].help_text = f"{own} {self._offered()}".strip()

    def instance_is_stored(self) -> bool:
        """Whether it stands where somebody can be asked about: a part of a report does, stored or new."""
        return True

    def _day(self) -> date | None:
        """The day whose law the report follows."""
        raise NotImplementedError

    def _offered(self) -> str:
        """An example, and which paragraphs were in force on that day."""
        day = self._day()
        known = in_force_in_words(row.number for row in in_force(self.known_paragraphs, day))
        when = f"On {in_words(day)}" if day else "Today"
        return f"For example: 3, or 3 and 5. {when} {known} in force: what they say is under Report layouts."

    def clean_exempt_paragraphs(self) -> str:
        return self.cleaned_data["exempt_paragraphs"] or ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        named = paragraph_numbers(cleaned.get("exempt_paragraphs") or "")
        if named and self.known_paragraphs:
            day = self._day()
            known = {row.number for row in in_force(self.known_paragraphs, day)}
            if unknown := [number for number in named if number not in known]:
                when = f"on {in_words(day)}" if day else "today"
                self.add_error("exempt_paragraphs", not_in_force(unknown, when, known))
        return cleaned


class ExemptablePartForm(ExemptableForm):
    """A part of a report that may be exempt."""

    def _day(self) -> date | None:
        return self.instance.report.is_of
