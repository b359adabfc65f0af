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

from artfmt.diagnostics import Edit, Fix, Severity
from artfmt.rules import Finding
from artfmt.story import VISIBLE, Story

SEVERITY = Severity.SUGGESTION
DEFAULT = False

_MARKS = {"curly": re.compile("[\"']"), "straight": re.compile("[“”„‟‘’‚‛]")}
_OPENS_AFTER = re.compile(r"[\s(\[{—–/“‘-]")
_PRIMES = re.compile(r"\d")
_ELISION = re.compile(r"'(?=\d{2}s?\b|tis\b|twas\b|em\b|til\b|cause\b|n'(?!\w))", re.IGNORECASE)


def check(story: Story, *, style: Literal["curly", "straight"] = "curly") -> Iterator[Finding]:
    """Find marks of the other style, outside code; English ones only are turned into printer's quotes."""
    if style == "curly" and not story.is_english:
        return
    paired: dict[str, bool] = {}
    for hit in story.search(_MARKS[style], VISIBLE):
        text, start = hit.passage.text, hit.start
        if hit.passage.pointer not in paired:
            paired[hit.passage.pointer] = text.count('"') % 2 == 0
        wanted = (
            _curly(text, start, paired[hit.passage.pointer])
            if style == "curly"
            else "'"
            if text[start] in "‘’‚‛"
            else '"'
        )
        if wanted:
            fix = Fix(f"write {wanted}", (Edit(hit.passage.pointer, start, hit.end, wanted),))
            yield Finding(hit.passage.pointer, f"{text[start]} should be {wanted}", start, hit.end, fix)


def _curly(text: str, place: int, paired: bool) -> str | None:
    """The printer's mark for a typewriter's; None where it is one of measure (5'4"), which leaves double ones unpaired."""
    before = text[place - 1] if place else " "
    if _PRIMES.match(before) and not (paired and text[place] == '"') and not text[place + 1 : place + 2].isalpha():
        return None
    opens = _OPENS_AFTER.match(before) is not None
    if text[place] == '"':
        return "“" if opens and text[place + 1 : place + 2].strip() else "”"
    return "‘" if opens and text[place + 1 : place + 2].strip() and not _ELISION.match(text, place) else "’"
