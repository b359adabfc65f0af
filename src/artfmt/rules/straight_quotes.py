"""Quotation marks and apostrophes in another style than the house's.

Why:

Typewriter quotes and printer's quotes in one paper look careless, and a search for one misses the other.

Bad:

    # Port Alder halves ferry fares

    "We kept our word," harbor master Ola Fenn said. It's done.

Good:

    # Port Alder halves ferry fares

    “We kept our word,” harbor master Ola Fenn said. It’s done.

Options:

- style: "curly" or "straight"
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from artfmt.rules import Finding
from artfmt.rules.core.passages import VISIBLE, Passages
from artfmt.source.diagnostics import Edit, Fix, Severity
from artfmt.source.lazy import lazy

SEVERITY = Severity.SUGGESTION
DEFAULT = False

_OTHER = {"curly": "\"'", "straight": "“”„‟‘’‚‛"}
_MARKS = {style: re.compile(f"[{marks}]") for style, marks in _OTHER.items()}
_OPENS_AFTER = lazy(r"[\s(\[{—–/-]")
_ALL_MARKS = "\"'“‘"
_MOST_IN_A_ROW = 4
_ELISION = lazy(r"'(?=\d{2}s?\b|tis\b|twas\b|em\b|til\b|cause\b|bout\b|round\b|neath\b|nuff\b|n'(?!\w))", re.IGNORECASE)


def check(passages: Passages, *, style: Literal["curly", "straight"] = "curly") -> Iterator[Finding]:
    """Find marks of the other style, outside code; English ones only are turned into printer's quotes."""
    if style == "curly" and not passages.is_english:
        return
    pointer, is_open = "", False
    for hit in passages.search(_MARKS[style], VISIBLE, tuple(_OTHER[style])):
        text, start = hit.passage.text, hit.start
        if hit.passage.pointer != pointer:
            pointer, is_open = hit.passage.pointer, False
        right = _curly(text, start, is_open) if style == "curly" else "'" if text[start] in "‘’‚‛" else '"'
        if right in ("“", "”"):
            is_open = right == "“"
        if right:
            fix = Fix(f"write {right}", (Edit(pointer, start, hit.end, right),))
            yield Finding(pointer, f"{text[start]} should be {right}", start, hit.end, fix)


def _curly(text: str, place: int, is_open: bool) -> str | None:
    """The printer's mark for a typewriter's; None where it is one of measure (6", 5'4"), which closes nothing."""
    first = place
    while first and place - first < _MOST_IN_A_ROW and text[first - 1] in _ALL_MARKS:
        first -= 1
    before = text[first - 1] if first else " "
    measures = before.isdigit() and first == place and not text[place + 1 : place + 2].isalpha()
    if measures and not (is_open and text[place] == '"'):
        return None
    opens = _OPENS_AFTER.match(before) is not None and bool(text[place + 1 : place + 2].strip())
    if text[place] == '"':
        return "“" if opens else "”"
    return "‘" if opens and not _ELISION.match(text, place) else "’"
