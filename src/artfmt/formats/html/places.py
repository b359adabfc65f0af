"""Where the start tags of an HTML text stand."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from lxml import etree

from artfmt.source.location import Location


class TagPlaces:
    """Where the elements of a tree start in the text it was parsed from; worked out when first asked for."""

    def __init__(self, root: etree._Element, text: str) -> None:
        self._root = root
        self._text = text
        self._places: dict[etree._Element, Location] = {}

    def __call__(self, element: etree._Element) -> Location:
        """The line and column of an element's start tag; those of the next tag where it has none of its own."""
        if not self._places:
            self._places = dict(self._found())
        line: Any = element.sourceline
        return self._places.get(element) or Location(line or 1)

    def _found(self) -> list[tuple[etree._Element, Location]]:
        """Elements and start tags are in one order; an element that the parser added has no tag."""
        scanner = _Scanner()
        scanner.feed(self._text)
        tags = scanner.tags
        pairs = []
        index = 0
        for element in self._root.iter(etree.Element):
            ahead = index
            while ahead < min(index + 8, len(tags)) and tags[ahead][0] != element.tag:
                ahead += 1
            if ahead < len(tags) and tags[ahead][0] == element.tag:
                index = ahead
                pairs.append((element, tags[index][1]))
                index += 1
            elif index < len(tags):
                pairs.append((element, tags[index][1]))
        return pairs


class _Scanner(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.tags: list[tuple[str, Location]] = []

    def parse_marked_section(self, i: int, _: object = True) -> int:
        """What starts with "<![" is a comment up to the next ">" (HTML, section 13.2.5.42)."""
        return self.parse_bogus_comment(i)

    def handle_starttag(self, tag: str, _: object) -> None:
        line, offset = self.getpos()
        self.tags.append((tag, Location(line, offset + 1)))
