"""The place that a dateline names: "PORT ALDER, N.C., May 3 (Harbor Wire) —" names "PORT ALDER, N.C."."""

from __future__ import annotations

import re

from artfmt.model.prose import one_line

_AGENCY = re.compile(r"\([^()]{1,60}\)")
_EDGES = " ,;:—–-"


def place_in(dateline: str) -> str | None:
    """The place without the day, the agency and the dash; None where the line names none."""
    text = one_line(_AGENCY.sub(" ", dateline))
    parts = text.strip(_EDGES).split(", ")
    while parts and any(char.isdigit() for char in parts[-1]):
        parts.pop()
    return ", ".join(parts).strip(_EDGES) or None
