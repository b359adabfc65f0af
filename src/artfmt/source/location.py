"""Places within a source, as lines and columns and as offsets."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

LINE_END = re.compile(r"\r\n|\r|\n")


class Location(NamedTuple):
    """A place in a source: line and column, both from 1, a column being one character (a code point)."""

    line: int
    column: int = 1


def json_pointer(parts: Iterable[str | int]) -> str:
    """The JSON Pointer (RFC 6901) of the value that keys and indexes lead to, one beneath the other."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)


def pointer_parts(pointer: str) -> list[str]:
    """The keys and indexes of a JSON Pointer, from the outermost in."""
    return [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]]


class Lines:
    """The lines of a text: offsets, counted from 0, to locations and back."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [0, *(end.end() for end in LINE_END.finditer(text))]

    def location(self, offset: int) -> Location:
        """The line and column of a character."""
        line = bisect_right(self._starts, offset)
        return Location(line, offset - self._starts[line - 1] + 1)

    def offset(self, location: Location) -> int:
        """The character at a line and column; the last one where the text has no such place."""
        line = min(max(location.line, 1), len(self._starts))
        return min(self._starts[line - 1] + location.column - 1, len(self.text))
