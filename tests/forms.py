"""Forms as a browser sends them."""

from contextlib import AbstractContextManager, nullcontext
from typing import Any

from django.forms import BaseForm
from zeal import zeal_ignore


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


def choosing_two_bodies(page: str) -> AbstractContextManager[None]:
    """Around sending a consent: its form looks up each of two bodies, however many there are."""
    return (
        zeal_ignore([{"model": "partnerships.Body", "field": "get()"}])
        if "/consents/" in page
        else nullcontext()
    )
