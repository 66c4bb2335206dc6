"""A layout as a file: what it says of itself and all that is in it, as TOML that `read_layout` takes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from governance.models import ReportLayout
from governance.queries.layout_contents import OF_A_LAYOUT, contents_of

TABLE = "report_layout"


def layout_as_toml(layout: ReportLayout) -> str:
    """The file of a layout: in the form of our own reference data, a line for each thing it says."""
    parts, implications = contents_of(layout)
    said = {name: getattr(layout, name) for name in OF_A_LAYOUT}
    lines = _table(TABLE, {**said, "part": parts, "implication": implications})
    return "\n".join(lines).strip() + "\n"


def _table(path: str, row: dict[str, Any]) -> Iterator[str]:
    """A table with what it says, and after it the tables within it; what it does not say is left out."""
    yield from ("", f"[[{path}]]")
    for name, value in row.items():
        if not isinstance(value, list) and value not in (None, ""):
            yield f"{name} = {_value(value)}"
    for name, inner in row.items():
        for each in inner if isinstance(inner, list) else ():
            yield from _table(f"{path}.{name}", each)


def _value(value: Any) -> str:
    """A text in quotes, a number, true or false: TOML and JSON write all but one character alike."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
