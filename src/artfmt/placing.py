"""From findings in an article to findings in its source: lines, columns, and fixes as changes to the source's text."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

from artfmt.diagnostics import Diagnostic, Edit, Fix, Replacement, Severity
from artfmt.document import Document
from artfmt.location import Location
from artfmt.rules import Finding
from artfmt.spelling import Lines, Range, Spelling, find_address, spell
from artfmt.story import Passage, Story

# Formats that spell each span with an address of its own.
_SPANS_APART = frozenset({"json", "yaml"})
_ADDRESS = re.compile(r"(?P<part>.*)/(?:(?P<span>\d+)/href|url|src)")
_FRONT_MATTER = re.compile(r"(---|\+\+\+)[ \t]*\r?\n.*?^(?:\1|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)


class Placing:
    """Places what rules find in one document. Nothing is worked out before something is found."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._story: Story | None = None
        self._spelled: dict[str, tuple[list[Range], Spelling] | None] = {}

    def story(self, labels: Mapping[str, str] | None = None, today: datetime.date | None = None) -> Story:
        """The document's article as the rules see it; made once."""
        if self._story is None:
            self._story = Story(self.document.article, labels, today, self)
        return self._story

    def diagnostic(self, rule: str, severity: Severity, finding: Finding) -> Diagnostic:
        """A rule's finding with its place in the source."""
        start = self.document.locate(finding.pointer)
        end = None
        if found := self._range(finding.pointer, finding.start, finding.end):
            start, end = (self._lines.location(offset) for offset in found)
        fix = self._fix(finding.fix) if finding.fix else None
        path = self.document.source.name
        return Diagnostic(rule, severity, finding.message, path, start, finding.pointer, end=end, fix=fix)

    def raw(self, pointer: str, start: int, end: int) -> str | None:
        """What the source has for some characters of a passage."""
        found = self._range(pointer, start, end)
        return self.text[found[0] : found[1]] if found else None

    @property
    def format(self) -> str:
        """The name of the source's format."""
        return self.document.format

    @cached_property
    def text(self) -> str:
        """The source's text, as places count its characters."""
        return self.document.source_text

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self.text)

    @cached_property
    def _passages(self) -> dict[str, Passage]:
        return {passage.pointer: passage for passage in self.story().passages}

    @cached_property
    def _front_end(self) -> int:
        """Where the front matter of a Markdown text ends; 0 where there is none."""
        found = _FRONT_MATTER.match(self.text)
        return found.end() if found else 0

    def _format_at(self, offset: int) -> str:
        return "yaml" if self.document.format == "markdown" and offset < self._front_end else self.document.format

    def _fix(self, fix: Fix) -> Fix:
        """The fix as changes to the source; edits of what the source does not spell out follow from the others."""
        made = [replacement for edit in fix.edits if (replacement := self._replacement(edit))]
        return replace(fix, replacements=tuple(made))

    def _replacement(self, edit: Edit) -> Replacement | None:
        spelled = self._spelling_of(edit.pointer)
        found = self._range(edit.pointer, edit.start, edit.end)
        if not spelled or not found:
            return None
        start, end = map(self._lines.location, found)
        return Replacement(start, end, spelled[1].encode(edit.text))

    def _range(self, pointer: str, start: int | None, end: int | None) -> Range | None:
        """The offsets in the source of some characters of a passage, all of them where none are named."""
        spelled = self._spelling_of(pointer)
        if not spelled:
            return None
        ranges = spelled[0]
        first = 0 if start is None else start
        last = len(ranges) if end is None else end
        if first >= last:  # a place between two characters
            place = ranges[first][0] if first < len(ranges) else ranges[-1][1]
            return place, place
        return ranges[first][0], ranges[last - 1][1]

    def _spelling_of(self, pointer: str) -> tuple[list[Range], Spelling] | None:
        if pointer not in self._spelled:
            self._spelled[pointer] = self._spell(pointer)
        return self._spelled[pointer]

    def _spell(self, pointer: str) -> tuple[list[Range], Spelling] | None:
        place = self.document.locate(pointer)
        if place is None:
            return None
        offset = self._lines.offset(place)
        format = self._format_at(offset)
        if passage := self._passages.get(pointer):
            return spell(self.text, passage.text, offset, format)
        if address := _ADDRESS.fullmatch(pointer):
            return self._address(pointer, address, offset, format)
        value = value_at(self.document.article, pointer)
        return spell(self.text, value, offset, format) if isinstance(value, str) and value else None

    def _address(
        self, pointer: str, found: re.Match[str], offset: int, format: str
    ) -> tuple[list[Range], Spelling] | None:
        """Where an address stands: behind as many others like it as come before it in its passage."""
        passage = self._passages.get(found["part"]) if found["span"] else None
        if passage is None:
            value = value_at(self.document.article, pointer)
            before, address = 0, value if isinstance(value, str) else ""
        else:
            spans, index = passage.spans, int(found["span"])
            address = spans[index].href or ""
            earlier = [each for each in range(index) if spans[each].href == address]
            if format not in _SPANS_APART:
                if index - 1 in earlier:
                    return None  # one link in the source, with the address of its first span
                earlier = [each for each in earlier if each == 0 or spans[each - 1].href != address]
            before = len(earlier)
            offset = self._lines.offset(self.document.locate(found["part"]) or Location(1))
        spelled: tuple[Range, Spelling] | None = None
        for _ in range(before + 1):
            spelled = find_address(self.text, address, spelled[0][1] if spelled else offset, format)
            if not spelled:
                return None
        assert spelled
        (start, end), spelling = spelled
        if end - start != len(address):
            return [(start, start)] * (len(address) - 1) + [(start, end)], spelling
        return [(each, each + 1) for each in range(start, end)], spelling


def value_at(whole: object, pointer: str) -> Any:
    """The value at a JSON Pointer (RFC 6901) in an article or in data; None where there is none."""
    value = whole
    for part in pointer.split("/")[1:]:
        name = part.replace("~1", "/").replace("~0", "~")
        if isinstance(value, dict):
            value = value.get(name)
        elif isinstance(value, list | tuple) and name.isdigit() and int(name) < len(value):
            value = value[int(name)]
        else:
            value = getattr(value, name, None)
    return value
