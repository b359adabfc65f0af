"""One article as it stands in an editor: its findings, what is told of a place, what may be typed there, its outline.

Nothing here knows an editor's protocol: places are artfmt's, lines and columns from 1, a column being a character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from artfmt.checking.config import house_of
from artfmt.checking.document import check_document, check_source
from artfmt.checking.formatting import formatted
from artfmt.checking.settings import Settings
from artfmt.checking.suppressions import forgive
from artfmt.formats.markdown.fields import path_of
from artfmt.formats.read import read
from artfmt.language.labels import KINDS, LABELS_OF, usual_label
from artfmt.model.article import Section
from artfmt.model.prose import plain_text
from artfmt.model.schema import load_schema
from artfmt.reading.document import Document
from artfmt.rules import rule_named, rule_names
from artfmt.source.diagnostics import Diagnostic
from artfmt.source.errors import ArtfmtError
from artfmt.source.location import Location
from artfmt.source.notice_names import FAULTS, NOTICES
from artfmt.source.source import Source

_FRONT = re.compile(r"\A(?:---|\+\+\+)[ \t]*\n(.*?)(?:^(?:---|\+\+\+)[ \t]*$|\Z)", re.DOTALL | re.MULTILINE)
_KEY = re.compile(r"[\w.-]*")
_VALUE = re.compile(r"([\w.-]+):[ \t]*(?:\[|.*,[ \t]*|-[ \t]*)?\"?([^\"\],]*)")
_LABEL = re.compile(r"\s*(?:[-*][ \t]+)?(\*{0,2})([^*:]{0,40})")


class Item(NamedTuple):
    """Something that may be typed: ``text`` in the place of the last ``typed`` characters before the cursor."""

    name: str
    text: str
    typed: int
    told: str = ""


class Heading(NamedTuple):
    """A line of the outline: its words, what it is, where it stands, where the part under it ends, and those within."""

    name: str
    kind: str
    start: Location
    end: Location
    within: tuple[Heading, ...] = ()


class Buffer:
    """The text of a file that may not be saved yet, under the settings of its path."""

    def __init__(self, path: str, text: str, settings: Settings | None = None) -> None:
        self.path = path
        self.text = text
        self._settings = settings or Settings()

    @cached_property
    def lines(self) -> list[str]:
        """The lines, without their ends."""
        return re.split(r"\r\n|\r|\n", self.text)

    @cached_property
    def document(self) -> Document | None:
        """What is read of it; None where it is no article yet."""
        try:
            return read(self.source, **house_of(self._settings))
        except ArtfmtError:
            return None

    @property
    def source(self) -> Source:
        """The text as what a file of that path would hold."""
        return Source(self.text.encode("utf-8", "surrogatepass"), self.path)

    @cached_property
    def findings(self) -> list[Diagnostic]:
        """All findings, in order; what keeps the text from being read is one."""
        if self.document is None:
            checked_text = check_source(self.source, None, self._settings)
        else:
            checked_text = check_document(self.document, self._settings)
        return forgive(checked_text.findings, checked_text.suppressions, self._settings)

    def formatted(self) -> str:
        """The text in its format's one form. Raises ReadError or NotFormattedError where there is none."""
        return formatted(self.source, self._settings)

    def told(self, place: Location) -> str | None:
        """What is to be told of a place, as Markdown: the rules of the findings there, or the kind of a label."""
        here = [finding for finding in self.findings if _covers(finding, place)]
        if here:
            return "\n\n---\n\n".join(dict.fromkeys(f"{finding.message}\n\n{_page(finding.rule)}" for finding in here))
        return next((words for start, end, words in self._labels() if start <= place <= end), None)

    def _labels(self) -> Iterator[tuple[Location, Location, str]]:
        if self.document is None:
            return
        for pointer, part in self.document.article.walk():
            place = self.document.locate(f"{pointer}/axiom/label") if isinstance(part, Section) and part.axiom else None
            if place and isinstance(part, Section) and part.axiom:
                end = Location(place.line, place.column + len(part.axiom.label) + 2)
                names = ", ".join(f'"{label}"' for label in LABELS_OF.get(part.axiom.kind, ()))
                others = f" Also written {names}." if names else ""
                yield place, end, f"The lead-in **{part.axiom.label}**, of the kind `{part.axiom.kind}`.{others}"

    def items(self, place: Location) -> list[Item]:
        """What may be typed at a place: keys and values in front matter, labels at the beginning of a paragraph."""
        line = self.lines[place.line - 1][: place.column - 1] if place.line <= len(self.lines) else ""
        if self._is_in_front(place):
            return [*self._values(line)] or [*self._keys(line)]
        return list(self._lead_ins(line))

    def _is_in_front(self, place: Location) -> bool:
        front = _FRONT.match(self.text.replace("\r\n", "\n"))
        return front is not None and 1 < place.line <= 1 + front[1].count("\n") + (not front[1].endswith("\n"))

    def _keys(self, line: str) -> Iterator[Item]:
        if _KEY.fullmatch(line):
            properties = load_schema()["properties"]
            for key in [*self._settings.front_matter, *properties]:
                if key.startswith(line) and f"\n{key}:" not in self.text and key not in ("body", "version", "$schema"):
                    meaning = properties.get(key, {}).get("description", "")
                    yield Item(key, f"{key}: ", len(line), str(meaning))

    def _values(self, line: str) -> Iterator[Item]:
        match = _VALUE.fullmatch(line)
        for value in self._allowed(match[1]) if match else ():
            if match and value.lower().startswith(match[2].strip().lower()):
                yield Item(value, value, len(match[2].lstrip()))

    def _allowed(self, key: str) -> Sequence[str]:
        """What the house lets a key of front matter hold."""
        from artfmt.house.fields import Fields

        path = path_of(key, self._settings.front_matter)
        names = {key, path, f"{path}.name"}
        for rule in self._settings.house_rules:
            if isinstance(rule.judge, Fields):
                return [value for field in rule.judge.fields if field.name in names for value in field.allowed]
        return ()

    def _lead_ins(self, line: str) -> Iterator[Item]:
        match = _LABEL.fullmatch(line)
        if not match or not (match[1] or match[2]):
            return
        words = match[2].lower()
        kinds = {**{kind: kind for kind in KINDS}, **self._settings.labels}
        for name, kind in kinds.items():
            label = usual_label(name, with_article=words.startswith("the "))
            if label.lower().startswith(words):
                yield Item(label, f"**{label}:** ", len(match[1]) + len(match[2]), kind)

    def outline(self) -> list[Heading]:
        """The headline and beneath it the sections, each up to the next."""
        if self.document is None:
            return []
        article = self.document.article
        end = Location(len(self.lines), len(self.lines[-1]) + 1)
        start = self.document.locate("/headline") or Location(1)
        within = tuple(self._headings(article.body, "/body", end))
        first = min([start, *(one.start for one in within)])
        return [Heading(article.headline, "headline", first, end, within)]

    def _headings(self, sections: Sequence[Section], pointer: str, end: Location) -> Iterator[Heading]:
        assert self.document
        places = [self.document.locate(f"{pointer}/{number}") or Location(1) for number in range(len(sections))]
        for number, (section, start) in enumerate(zip(sections, places, strict=True)):
            last = max(start, places[number + 1] if number + 1 < len(places) else end)
            within = tuple(self._headings(section.sections, f"{pointer}/{number}/sections", last))
            if section.axiom:
                yield Heading(section.axiom.label, "label", start, last, within)
            elif section.heading:
                yield Heading(plain_text(section.heading), "heading", start, last, within)
            else:
                yield from within


def as_row(finding: Diagnostic) -> dict[str, Any]:
    """A finding as the pages of the preview and the playground show it; ``line`` is None where it has no place."""
    return {
        "line": finding.location.line if finding.location else None,
        "severity": finding.severity,
        "message": finding.message,
        "rule": finding.rule,
    }


def _covers(finding: Diagnostic, place: Location) -> bool:
    if finding.location is None:
        return False
    if finding.end is None:
        return finding.location.line == place.line
    return finding.location <= place <= finding.end


def _page(name: str) -> str:
    if name in rule_names():
        rule = rule_named(name)
        return f"**{name}**: {rule.summary}\n\n{rule.parts['Why']}"
    return f"**{name}**: {(NOTICES | FAULTS).get(name, 'A rule of this house.')}"
