"""What checking told of one file; as text that a cache keeps and workers send, and back."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from artfmt.checking.suppressions import Suppression
from artfmt.rules.core.entries import Entry
from artfmt.source.diagnostics import Diagnostic, Edit, Fix, Replacement, Severity
from artfmt.source.location import Location


class Checked(NamedTuple):
    """What is known of one source after it was checked.

    ``findings`` are all, in order, those that a suppression forgives too; ``faults`` are sentences on rules that
    failed; ``entry`` is None where the source has no article; ``volatile`` tells that another day may tell otherwise.
    """

    findings: list[Diagnostic]
    suppressions: list[Suppression]
    entry: Entry | None
    faults: list[str]
    volatile: bool = False


class Problem(NamedTuple):
    """What kept a file from being checked, or what artfmt itself did wrong."""

    message: str

    def sentence(self, path: str) -> str:
        """The problem of a file as one line."""
        return f"{path}: {self.message}"


class Result(NamedTuple):
    """What a run tells of one file: its findings, in order, and its problems.

    ``why_none`` says why a file was passed over that is
    no article.
    """

    path: str
    findings: list[Diagnostic]
    problems: tuple[Problem, ...] = ()
    why_none: str | None = None


def encode(known_of_source: Checked) -> str:
    """A record of what was found, without the path, and without what was asked."""
    entry = known_of_source.entry[1:-1] if known_of_source.entry else None
    suppressions = [
        [suppression.rule, suppression.location, suppression.first, suppression.last]
        for suppression in known_of_source.suppressions
    ]
    return json.dumps([[*map(_finding, known_of_source.findings)], suppressions, entry], separators=(",", ":"))


def decode(record: str, path: str) -> Checked:
    """What a record tells of the source at a path. Raises ValueError for a record that is none."""
    try:
        findings, suppressions, entry = json.loads(record)
        return Checked(
            [_read_finding(path, *row) for row in findings],
            [Suppression(rule, path, _location(place), first, last) for rule, place, first, last in suppressions],
            _entry(path, *entry) if entry else None,
            [],
        )
    except (TypeError, IndexError, KeyError, AttributeError) as error:
        raise ValueError(str(error)) from None


def _finding(finding: Diagnostic) -> list[Any]:
    fix = finding.fix and [
        finding.fix.title,
        finding.fix.edits,
        finding.fix.safe,
        finding.fix.reshapes,
        finding.fix.replacements,
    ]
    return [
        finding.rule,
        finding.severity,
        finding.message,
        finding.location,
        finding.pointer,
        finding.text,
        finding.end,
        fix,
    ]


def _read_finding(
    path: str, rule: str, severity: str, message: str, place: Any, pointer: str | None, text: str, end: Any, fix: Any
) -> Diagnostic:
    return Diagnostic(
        rule, Severity(severity), message, path, _location(place), pointer, text, _location(end), _read_fix(fix)
    )


def _entry(
    path: str,
    type: str,
    headline: str,
    id: str | None,
    url: str | None,
    related: list[str | None],
    published: str | None,
) -> Entry:
    return Entry(path, type, headline, id, url, tuple(related), published)


def _location(place: list[int] | None) -> Location | None:
    return Location(*place) if place else None


def _read_fix(fix: Any) -> Fix | None:
    if not fix:
        return None
    title, edits, safe, reshapes, replacements = fix
    replacements_of_fix = (Replacement(Location(*start), Location(*end), text) for start, end, text in replacements)
    return Fix(title, tuple(Edit(*edit) for edit in edits), safe, reshapes, tuple(replacements_of_fix))
