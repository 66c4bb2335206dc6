"""Renders every Django form through the GOV.UK macros: `{{ form }}`, or `{{ form.title.as_field_group() }}`.

A form may declare `fieldsets = [("Legend", ["field", …]), …]`; fields it leaves out follow at the end. Where
several fieldsets hold the same fields, a legend names its row up to a colon: "Recommendation 2: approve …".
A filter form, where nothing is required, sets `mark_optional = False`.
"""

import re
from functools import cached_property
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.forms.widgets import Input
from django.urls import reverse

from core.forms.messages import in_our_words
from core.jinja import prose

WIDTHS = (2, 3, 4, 5, 10, 20, 30)
LEFT_OUT = ("id", "cols", "maxlength")  # a browser cuts a paste at maxlength without a word


class GovukField(BoundField):
    """A field of a form, knowing the macro that shows it and that macro's parameters."""

    @property
    def aria_describedby(self) -> str:
        """The ids the macros give to the hint and the error, for a widget rendered on its own."""
        if not self.auto_id or self.is_hidden:
            return ""
        ids = [(self.help_text, "hint"), (self.errors, "error")]
        return " ".join(f"{self.auto_id}-{part}" for shown, part in ids if shown)

    @cached_property
    def messages(self) -> list[str]:
        """The errors as shown."""
        return [in_our_words(error, self.field, str(self.label)) for error in self.errors.as_data()]

    @property
    def problems(self) -> list[str]:
        """The errors as they read away from the field: each says which it is about, and in which row."""
        asked = [error.code == "required" for error in self.errors.as_data()]
        return [self._told(text, says) for text, says in zip(self.messages, asked, strict=True)]

    def _told(self, text: str, says_which: bool) -> str:
        label, row = str(self.label).rstrip("?"), self._row
        if says_which or self.is_hidden or re.search(rf"\b{re.escape(label)}\b", text, re.IGNORECASE):
            return f"{row}: {text}" if row else text
        return f"{row}, {label}: {text}" if row else f"{label}: {text}"

    @property
    def _row(self) -> str:
        """Which of several rows with the same fields this one stands in; empty where no other is like it."""
        alike = [name for name, field in self.form.fields.items() if field.label == self.field.label]
        if len(alike) < 2 or self.field.label is None:
            return ""
        fieldsets = getattr(self.form, "fieldsets", [])
        return next((legend.partition(": ")[0] for legend, names in fieldsets if self.name in names), "")

    @property
    def wrong_parts(self) -> list[int]:
        """Which of several inputs are wrong: those a ValidationError named in params["parts"], else all."""
        errors = self.form.errors.as_data().get(self.name, []) if self.errors else []
        named = [part for error in errors for part in (error.params or {}).get("parts", ())]
        return named or (list(range(len(self.field.widget.widgets))) if errors else [])

    @property
    def first_input_id(self) -> str:
        """Where an error in the summary links to."""
        if isinstance(self.field.widget, forms.MultiWidget):
            return f"{self.auto_id}_{self.wrong_parts[0] if self.wrong_parts else 0}"
        return self.auto_id

    @property
    def macro(self) -> str:
        """The name of the macro in components/forms/field.html."""
        widget = self.field.widget
        own = getattr(widget, "macro", None)
        return own or next((macro for kind, macro in MACROS if isinstance(widget, kind)), "other")

    def params(self, *, optional: bool | None = None) -> dict[str, Any]:
        """The macro's parameters; `optional=False` leaves the word "(optional)" out."""
        if optional is None:
            optional = getattr(self.form, "mark_optional", True)
        return {
            "id": self.auto_id,
            "idPrefix": self.auto_id,
            "name": self.html_name,
            "hint": {"text": self.help_text} if self.help_text else None,
            "errorMessage": {"text": "; ".join(self.messages)} if self.errors else None,
            **self._named(self._label(optional)),
            **getattr(self, f"_{self.macro}")(),
        }

    def _label(self, optional: bool) -> str:
        plain = self.field.required or not optional or isinstance(self.field.widget, forms.CheckboxInput)
        return str(self.label) if plain else f"{self.label} (optional)"

    def _named(self, label: str) -> dict[str, Any]:
        if self.macro == "tick":
            return {"label": label}
        if self.macro in ("radios", "checkboxes", "date"):
            return {"fieldset": {"legend": {"text": label, "classes": "govuk-fieldset__legend--s"}}}
        return {"label": {"text": label, "classes": "govuk-label--s"}}

    def _text(self) -> dict[str, Any]:
        attrs = self._attrs()
        return {
            "type": attrs.pop("type", self.field.widget.input_type),
            "value": self._shown(),
            "classes": f"{attrs.pop('class', '')} {self._width()}".strip(),
            "inputmode": attrs.pop("inputmode", None),
            "autocomplete": attrs.pop("autocomplete", None),
            "spellcheck": attrs.pop("spellcheck", None),
            "prefix": getattr(self.field, "prefix", None),
            "suffix": getattr(self.field, "suffix", None),
            "disabled": self.field.disabled,
            "attributes": attrs,
        }

    def _suggested(self) -> dict[str, Any]:
        params = self._text()
        params["attributes"] |= {"list": f"{self.auto_id}-offered"}
        return params | {"offered": self.field.widget.offered}

    def _number(self) -> dict[str, Any]:
        return self._text() | {"type": "text", "inputmode": "numeric", "classes": "govuk-input--width-5"}

    def _password(self) -> dict[str, Any]:
        return {"autocomplete": self._attrs().get("autocomplete"), "classes": "govuk-input--width-20"}

    def _textarea(self) -> dict[str, Any]:
        attrs = self._attrs()
        return {
            "value": self._shown() or "",
            "rows": attrs.pop("rows", None) or 6,
            "classes": attrs.pop("class", ""),
            "spellcheck": True,
            "disabled": self.field.disabled,
            "attributes": attrs,
            "preview": self._preview(),
        }

    def _preview(self) -> dict[str, Any] | None:
        """Where it is shown how the text will read, once somebody wants to see that."""
        if not getattr(self.field, "is_previewed", False) or self.field.disabled:
            return None
        asked = getattr(self.form, "is_previewed", False)
        address, read = getattr(self.field, "preview", None) or (reverse("core:preview"), prose)
        return {"url": address, "html": read(self.value()) if asked else ""}

    def _file(self) -> dict[str, Any]:
        return {"disabled": self.field.disabled}

    def _select(self) -> dict[str, Any]:
        attrs = self._attrs()
        return {
            "items": [
                {"selected" if key == "checked" else key: item[key] for key in item} for item in self._items()
            ],
            "classes": attrs.pop("class", ""),
            "disabled": self.field.disabled,
            "attributes": attrs,
        }

    def _radios(self) -> dict[str, Any]:
        items = [item for item in self._items() if item["value"] != ""]
        short = len(items) <= 2 and all(len(item["text"]) <= 12 for item in items)
        return {"items": items, "classes": f"govuk-radios--small{' govuk-radios--inline' if short else ''}"}

    def _checkboxes(self) -> dict[str, Any]:
        return {"items": self._items(), "classes": "govuk-checkboxes--small"}

    def _tick(self) -> dict[str, Any]:
        return {"checked": bool(self.value()), "disabled": self.field.disabled}

    def _date(self) -> dict[str, Any]:
        parts = self._context()["subwidgets"]
        wrong = self.wrong_parts
        return {
            "items": [
                {
                    "id": part["attrs"]["id"],
                    "name": part["name"],
                    "label": label,
                    "value": part["value"],
                    "inputmode": "text" if label == "Month" else "numeric",
                    "classes": f"govuk-input--width-{width}{' govuk-input--error' if place in wrong else ''}",
                }
                for place, (part, label, width) in enumerate(
                    zip(parts, ("Day", "Month", "Year"), (2, 4, 4), strict=True)
                )
            ]
        }

    def _other(self) -> dict[str, Any]:
        return {"html": self.as_widget()}

    def _items(self) -> list[dict[str, Any]]:
        return [
            {
                "value": str(option["value"]),
                "text": str(option["label"]) if not group else f"{group}: {option['label']}",
                "checked": option["selected"],
                "disabled": bool(option["attrs"].get("disabled")),
                "hint": self._option_hint(option["value"]),
            }
            for group, options, _ in self._context()["optgroups"]
            for option in options
        ]

    def _option_hint(self, value: Any) -> dict[str, str] | None:
        hint = getattr(self.form, "option_hints", {}).get(self.name, {}).get(str(value))
        return {"text": hint} if hint else None

    def _context(self) -> dict[str, Any]:
        attrs = {"id": self.auto_id}
        return self.field.widget.get_context(self.html_name, self.value(), attrs)["widget"]

    def _shown(self) -> Any:
        return self.field.widget.format_value(self.value())

    def _attrs(self) -> dict[str, Any]:
        widget = self.field.widget
        attrs = dict(widget.attrs)
        if getattr(widget, "allow_multiple_selected", False):
            attrs["multiple"] = True
        return {
            name: value
            for name, value in attrs.items()
            if value not in (None, False) and name not in LEFT_OUT
        }

    def _width(self) -> str:
        length = getattr(self.field, "max_length", None) or WIDTHS[-1] + 1
        width = next((width for width in WIDTHS if width >= length), None)
        return f"govuk-input--width-{width}" if width else ""


MACROS = (
    (forms.FileInput, "file"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "tick"),
    (forms.Select, "select"),
    (forms.Textarea, "textarea"),
    (forms.PasswordInput, "password"),
    (forms.NumberInput, "number"),
    (Input, "text"),
)


class GovukRenderer(TemplatesSetting):
    """The form renderer that `settings.FORM_RENDERER` names."""

    form_template_name = "components/forms/form.html"
    field_template_name = "components/forms/field.html"
    bound_field_class = GovukField
