"""Findings as data: what readers, the schema and the rules say about a source. Reporters only format them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from artfmt.source.location import Location


class Severity(StrEnum):
    """How grave a finding is.

    Errors and warnings fail a check; suggestions do not. ``info`` tells what a reader did with the text and
    is not a finding.
    """

    ERROR = "error"
    WARNING = "warning"
    SUGGESTION = "suggestion"
    INFO = "info"

    @property
    def fails(self) -> bool:
        """Whether a finding of this severity makes a check fail."""
        return self in (Severity.ERROR, Severity.WARNING)


class Edit(NamedTuple):
    """A change to an article: ``text`` in place of some characters of one passage.

    ``pointer`` is the JSON Pointer of a field that is a string or a list of spans; ``start`` and ``end``
    count the characters of its plain text.
    """

    pointer: str
    start: int
    end: int
    text: str


class Replacement(NamedTuple):
    """A change to a source: ``text`` in place of what stands from ``start`` up to ``end``."""

    start: Location
    end: Location
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """How a finding can be mended.

    ``safe`` tells that no word of the article changes; ``reshapes`` that the edited text may be read as another part,
    as words that become a label; ``replacements`` are the edits as they are spelled in the source, empty where the
    source cannot be changed in place.
    """

    title: str
    edits: tuple[Edit, ...]
    safe: bool = True
    reshapes: bool = False
    replacements: tuple[Replacement, ...] = ()


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding: what is wrong, where, and what to do.

    ``rule`` names what was broken, in words; ``path`` is the source's name; ``location`` is None where the
    finding has no place, ``end`` is where it stops (the place behind its last character) where that is known;
    ``pointer`` is the JSON Pointer of the part of the article that is meant, or None; ``text`` is the whole of
    the source's text that is meant, where the article no longer holds it; ``fix`` tells how to mend it.
    """

    rule: str
    severity: Severity
    message: str
    path: str = "-"
    location: Location | None = None
    pointer: str | None = None
    text: str = ""
    end: Location | None = None
    fix: Fix | None = None

    @property
    def sort_key(self) -> tuple[str, Location, str, str, str]:
        """The one order of findings: by source, place, pointer, rule and message."""
        return self.path, self.location or Location(0), self.pointer or "", self.rule, self.message

    def at(self, path: str, location: Location | None) -> Diagnostic:
        """The same finding in a source, at a place unless it has one."""
        return replace(self, path=path, location=self.location or location)


def in_order(findings: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Findings in the one order that they have everywhere."""
    return sorted(findings, key=lambda finding: finding.sort_key)
