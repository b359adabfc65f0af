"""A place within a source."""

from __future__ import annotations

from typing import NamedTuple


class Location(NamedTuple):
    """A place in a source: line and column, both from 1, a column being one character (a code point)."""

    line: int
    column: int = 1
