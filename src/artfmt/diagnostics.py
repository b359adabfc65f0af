"""Findings as data: what readers, the schema and the rules say about a source. Reporters only format them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from artfmt.location import Location


class Severity(StrEnum):
    """How grave a finding is.

    Errors and warnings fail a check; suggestions do not. ``info`` tells what a reader did with the text and
    is no finding.
    """

    ERROR = "error"
    WARNING = "warning"
    SUGGESTION = "suggestion"
    INFO = "info"

    @property
    def fails(self) -> bool:
        """Whether a finding of this severity makes a check fail."""
        return self in (Severity.ERROR, Severity.WARNING)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding: what is wrong, where, and what to do.

    ``rule`` names what was broken, in words; ``path`` is the source's name; ``location`` is None where the
    finding has no place; ``pointer`` is the JSON Pointer of the part of the article that is meant, or None;
    ``text`` is the whole of the source's text that is meant, where the article no longer holds it.
    """

    rule: str
    severity: Severity
    message: str
    path: str = "-"
    location: Location | None = None
    pointer: str | None = None
    text: str = ""

    @property
    def sort_key(self) -> tuple[str, Location, str, str, str]:
        """The one order of findings: by source, place, pointer, rule and message."""
        return self.path, self.location or Location(0), self.pointer or "", self.rule, self.message

    def at(self, path: str, location: Location | None) -> Diagnostic:
        """The same finding in a source, at a place unless it has one."""
        return replace(self, path=path, location=self.location or location)
