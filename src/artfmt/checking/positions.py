"""From findings in an article to findings in its source: lines, columns, and fixes as changes to the source's text."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from itertools import pairwise
from typing import Any

from artfmt.formats.spelling import Notation, Range, Spelling, find_address, spell
from artfmt.formats.table import Format, format_named
from artfmt.model.article import Section
from artfmt.reading.document import Document
from artfmt.rules import Finding
from artfmt.rules.core.passages import Around, Passage, Passages, Version
from artfmt.source.diagnostics import Diagnostic, Fix, Replacement, Severity
from artfmt.source.location import Lines, Location, pointer_parts

_ADDRESS = re.compile(r"(?P<part>.*)/(?:(?P<span>\d+)/href|url|src)")
_REACH = 4000  # characters
_CELL = re.compile(r"(.*)/(?:header|rows/\d+)/\d+")


class Positions:
    """Places what rules find in one document. Nothing is worked out before something is found."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._story: Passages | None = None
        self._spelled: dict[str, tuple[list[Range], Spelling] | None] = {}
        self._links: dict[str, dict[int, tuple[list[Range], Spelling]]] = {}

    def passages(
        self,
        labels: Mapping[str, str] | None = None,
        today: datetime.date | None = None,
        before: Version | None = None,
        around: Around | None = None,
    ) -> Passages:
        """The document's article as the rules see it; made once."""
        if self._story is None:
            self._story = Passages(self.document.article, labels, today, self, before, around)
        return self._story

    def diagnostic(self, rule: str, severity: Severity, finding: Finding) -> Diagnostic:
        """A rule's finding with its place in the source."""
        start = self.document.locate(finding.pointer)
        end = None
        if offsets := self._range(finding.pointer, finding.start, finding.end):
            start, end = (self._lines.location(offset) for offset in offsets)
        fix = self._fix(finding.fix) if finding.fix else None
        path = self.document.source.name
        return Diagnostic(rule, severity, finding.message, path, start, finding.pointer, end=end, fix=fix)

    def relabelled(self, notice: Diagnostic) -> Diagnostic:
        """A notice of a label in another form than others have, with the fix that makes it bold with a colon.

        There is none where the label's line holds more than its words and marks, as a link's address.
        """
        pointer, words = self._labels_by_line.get(notice.location.line if notice.location else 0, ("", ""))
        text_after = self._range(f"{pointer}/blocks/0/content", 0, 1) if pointer and notice.location else None
        if not text_after or not notice.location:
            return notice
        start, end = Location(notice.location.line, 1), self._lines.location(text_after[0])
        if _letters(self.text[self._lines.offset(start) : text_after[0]]) != _letters(words):
            return notice
        fix = Fix(f"write **{words}:**", (), replacements=(Replacement(start, end, f"**{words}:** "),))
        return replace(notice, pointer=f"{pointer}/axiom/label", fix=fix)

    def raw(self, pointer: str, start: int, end: int) -> str | None:
        """What the source has for some characters of a passage."""
        offsets = self._range(pointer, start, end)
        return self.text[offsets[0] : offsets[1]] if offsets else None

    @cached_property
    def _labels_by_line(self) -> dict[int, tuple[str, str]]:
        """For each line with a label the JSON Pointer of the first section under one there, and its words."""
        labels: dict[int, tuple[str, str]] = {}
        for pointer, part in self.document.article.walk():
            place = self.document.locate(f"{pointer}/axiom/label") if isinstance(part, Section) and part.axiom else None
            if place and isinstance(part, Section) and part.axiom:
                labels.setdefault(place.line, (pointer, part.axiom.label))
        return labels

    @cached_property
    def format(self) -> Format:
        """The source's format."""
        return format_named(self.document.format)

    @cached_property
    def _notation(self) -> Notation:
        return self.format.notation

    @cached_property
    def text(self) -> str:
        """The source's text, as places count its characters."""
        return self.document.source_text

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self.text)

    @cached_property
    def _passages(self) -> dict[str, Passage]:
        return {passage.pointer: passage for passage in self.passages().all}

    @cached_property
    def _front_end(self) -> int:
        """Where the beginning of the text that is spelled in another way ends (front matter); 0 where there is none."""
        front = self._notation.front
        match = front.match(self.text) if front else None
        return match.end() if match else 0

    def _notation_at(self, offset: int) -> Notation:
        notation = self._notation
        return notation.front_notation or notation if offset < self._front_end else notation

    def _fix(self, fix: Fix) -> Fix:
        """The fix as changes to the source; edits of what the source does not spell out follow from the others.

        A range with markup in it is not changed: half of a mark would stay behind.
        """
        replacements: list[Replacement] = []
        for edit in fix.edits:
            spelling = self._spelling_of(edit.pointer)
            offsets = self._range(edit.pointer, edit.start, edit.end)
            if not spelling or not offsets:
                continue
            ranges = spelling[0][edit.start : edit.end]
            if any(before[1] != after[0] for before, after in pairwise(ranges)):
                return fix
            start, end = map(self._lines.location, offsets)
            replacements.append(Replacement(start, end, spelling[1].encode(edit.text)))
        return replace(fix, replacements=tuple(replacements))

    def _range(self, pointer: str, start: int | None, end: int | None) -> Range | None:
        """The offsets in the source of some characters of a passage, all of them where none are named."""
        spelling = self._spelling_of(pointer)
        if not spelling:
            return None
        ranges = spelling[0]
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
        notation = self._notation_at(offset)
        if passage := self._passages.get(pointer):
            if passage.role == "cell" and (table := _CELL.match(pointer)):
                self._cells(table[1], offset, notation)
                return self._spelled.get(pointer)
            if (
                passage.role == "alt"
                and notation.alt_opening
                and (at := notation.alt_opening.search(self.text, offset, offset + _REACH))
            ):
                offset = at.end()  # the caption may have the same words
            return spell(self.text, passage.text, offset, notation)
        if address := _ADDRESS.fullmatch(pointer):
            return self._address(pointer, address, offset, notation)
        value = value_at(self.document.article, pointer)
        return spell(self.text, value, offset, notation) if isinstance(value, str) and value else None

    def _cells(self, table: str, offset: int, notation: Notation) -> None:
        """Find all cells of a table, each behind the one before it."""
        for pointer, passage in self._passages.items():
            if passage.role == "cell" and pointer.startswith((f"{table}/header/", f"{table}/rows/")):
                self._spelled[pointer] = spelling = spell(self.text, passage.text, offset, notation)
                offset = spelling[0][-1][1] if spelling else offset

    def _address(
        self, pointer: str, match: re.Match[str], offset: int, notation: Notation
    ) -> tuple[list[Range], Spelling] | None:
        """Where an address stands."""
        passage = self._passages.get(match["part"]) if match["span"] else None
        if passage is not None:
            if match["part"] not in self._links:
                self._links[match["part"]] = self._addresses_in(passage, notation)
            return self._links[match["part"]].get(int(match["span"]))
        value = value_at(self.document.article, pointer)
        return find_address(self.text, value, offset, notation) if isinstance(value, str) and value else None

    def _addresses_in(self, passage: Passage, notation: Notation) -> dict[int, tuple[list[Range], Spelling]]:
        """Where the addresses of a passage's spans stand, each behind the one before it."""
        places: dict[int, tuple[list[Range], Spelling]] = {}
        offset = self._lines.offset(self.document.locate(passage.pointer) or Location(1))
        before: str | None = None
        apart = self._spelled_apart(passage, offset, notation)
        for index, span in enumerate(passage.spans):
            one_link = span.href == before and span.href not in apart
            before = span.href
            if not span.href or one_link:  # one link in the source, with the address of its first span
                continue
            if spelling := find_address(self.text, span.href, offset, notation):
                places[index] = spelling
                offset = spelling[0][-1][1]
        return places

    def _spelled_apart(self, passage: Passage, start: int, notation: Notation) -> set[str]:
        """The addresses that the source has for each span on its own, not once for a link of several spans."""
        counts = Counter(span.href for span in passage.spans if span.href)
        if notation.spans_apart:
            return set(counts)
        here = self._spelling_of(passage.pointer)
        if not here:
            return set()
        ranges, spelling = here
        return {
            href
            for href, count in counts.items()
            if count > 1 and self.text.count(spelling.encode(href), start, ranges[-1][1] + 2 * len(href)) >= count
        }


def value_at(whole: object, pointer: str) -> Any:
    """The value at a JSON Pointer (RFC 6901) in an article or in data; None where there is none."""
    value = whole
    for name in pointer_parts(pointer):
        if isinstance(value, dict):
            value = value.get(name)
        elif isinstance(value, list | tuple) and name.isdigit() and int(name) < len(value):
            value = value[int(name)]
        else:
            value = getattr(value, name, None)
    return value


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))
