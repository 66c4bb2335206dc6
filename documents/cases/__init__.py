"""The five published cases, recorded through the actions that a user's click uses.

Each is a public paper; what it says is recorded, by post titles only, and nothing is added to it. Where a
paper says "approximately", or leaves something open, the record's note says so. `papers/` has their words.
"""

from __future__ import annotations

from documents.cases import harrow, kent, leicester_2000, leicester_2005, southwark

CASES = {case.REFERENCE: case.load for case in (southwark, leicester_2000, leicester_2005, harrow, kent)}
