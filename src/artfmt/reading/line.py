"""One line of what is read line by line: of a raw text, or of a page as a browser would copy it."""

from __future__ import annotations

from typing import NamedTuple

from artfmt.model.article import Block
from artfmt.model.prose import Span, Spans, cut
from artfmt.reading.document import Place
from artfmt.source.location import Location


class Line(NamedTuple):
    """One line that is not blank: its place, its indent, its text, and whether a blank line is above.

    The place is its number from 1, or its location where white space comes before the text; in another format what
    the report resolves.

    White space in the text is folded; where tabs part it, ``cells`` holds what they part. ``quoted_indent`` is how far
    the words stand from a mail's mark of quotation; ``row`` tells that wide gaps part short words, as in menus.
    Where a format has marks and links, ``spans`` are the line's text with them. ``block`` is a picture, a table or
    another block that stands here as a whole; the text is then what names it.
    """

    place: Place
    indent: int
    text: str
    gap: bool
    cells: tuple[str, ...] = ()
    quoted_indent: int = 0
    row: bool = False
    spans: Spans = ()
    block: Block | None = None

    @property
    def number(self) -> int:
        """The line's number, from 1; 0 where its place is none of a text."""
        return self.place if isinstance(self.place, int) else self.place.line if isinstance(self.place, Location) else 0

    def prose(self, start: int = 0, end: int | None = None) -> Spans:
        """The prose between two places in the line's text."""
        if self.spans:
            return cut(self.spans, start, end)
        text = self.text[start:end].strip()
        return (Span(text),) if text else ()

    def without(self, start: int) -> Line:
        """The line from a place in its text on."""
        rest = self.text[start:]
        text = rest.lstrip()
        return self._replace(
            text=text, spans=cut(self.spans, len(self.text) - len(text)) if self.spans else (), cells=()
        )
