"""One line of a raw text."""

from __future__ import annotations

from typing import NamedTuple

from artfmt.source.location import Location


class Line(NamedTuple):
    """One line that is not blank: its place, its indent, its text, and whether a blank line is above.

    The place is its number from 1, or its location where white space comes before the text.

    White space in the text is folded; where tabs part it, ``cells`` holds what they part. ``quoted_indent`` is how far
    the words stand from a mail's mark of quotation; ``row`` tells that wide gaps part short words, as in menus.
    """

    place: Location | int
    indent: int
    text: str
    gap: bool
    cells: tuple[str, ...] = ()
    quoted_indent: int = 0
    row: bool = False

    @property
    def number(self) -> int:
        """The line's number, from 1."""
        return self.place if isinstance(self.place, int) else self.place.line
