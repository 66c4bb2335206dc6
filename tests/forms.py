"""Forms as a browser sends them."""

from typing import Any

from django.forms import BaseForm


def filled(form: BaseForm, **typed: Any) -> dict[str, Any]:
    """What a browser would send of this form, with something typed into it."""
    data: dict[str, Any] = {}
    for bound in form:
        value = bound.value()
        widget = bound.field.widget
        if hasattr(widget, "decompress"):
            parts = value if isinstance(value, list) else widget.decompress(value)
            data |= {f"{bound.name}_{n}": "" if part is None else part for n, part in enumerate(parts)}
        elif value is not None and value is not False:
            data[bound.name] = getattr(value, "pk", value)
    return data | typed
