"""What must and what must not be told by each rule that warns: a table for each app, on values built by hand.

A table names its rules by code; each case says when, of which value, and what is then told: nothing where the
list is empty, and None where the rule does not apply.
"""

from typing import Any

type Cases = dict[str, list[tuple[str, Any, list[str] | None]]]
