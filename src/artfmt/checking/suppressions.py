"""Suppressions: where an article itself says which rules may be broken in it.

``extra: {artfmt-ignore: [rule, …]}`` (in JSON, YAML, JATS or front matter) holds for the whole article; the comment
``<!-- artfmt-ignore: rule, … -->`` of Markdown, HTML and JATS holds for its own line and the lines that follow it
without a gap; a reason may follow the rules after " -- ".
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from artfmt.formats.table import format_named
from artfmt.rules.core.entries import COMPARING
from artfmt.source.diagnostics import Diagnostic, Severity, in_order
from artfmt.source.location import Lines, Location

if TYPE_CHECKING:
    from artfmt.checking.settings import Settings
    from artfmt.formats.spelling import Notation
    from artfmt.reading.document import Document

FIELD = "artfmt-ignore"
UNUSED = "unused-suppression"
_OPENS = re.compile(r"\s*artfmt-ignore\b:?")
_BLANK = r"(?:\r\n|\r|\n)[ \t>]*(?=\r\n|\r|\n)"


class Suppression(NamedTuple):
    """One rule that may be broken, in the lines from ``first`` to ``last``, or anywhere where they are 0."""

    rule: str
    path: str
    location: Location | None
    first: int = 0
    last: int = 0


class _Covering:
    """Which suppression covers a finding."""

    def __init__(self, suppressions: list[Suppression]) -> None:
        self._whole: dict[str, int] = {}
        self._lines: dict[str, list[tuple[int, int, int]]] = {}  # by rule: first line, last line, index
        for index, suppression in enumerate(suppressions):
            if suppression.first:
                self._lines.setdefault(suppression.rule, []).append((suppression.first, suppression.last, index))
            else:
                self._whole.setdefault(suppression.rule, index)
        for lines in self._lines.values():
            lines.sort()

    def index(self, finding: Diagnostic) -> int | None:
        """The number of the suppression, or None; of several comments above a line the nearest."""
        if finding.rule in self._lines and finding.location:
            lines = self._lines[finding.rule]
            nearest = bisect_right(lines, (finding.location.line, sys.maxsize, 0)) - 1
            if nearest >= 0 and lines[nearest][1] >= finding.location.line:
                return lines[nearest][2]
        return self._whole.get(finding.rule)


def suppressions_of(document: Document) -> list[Suppression]:
    """What a document suppresses, in order."""
    path = document.source.name
    suppressions: list[Suppression] = []
    value = document.article.extra.get(FIELD)
    names = [value] if isinstance(value, str) else value if isinstance(value, list | tuple) else []
    if names:
        place = document.locate(f"/extra/{FIELD}")
        suppressions += [Suppression(name, path, place) for name in names if isinstance(name, str)]
    notation = format_named(document.format).notation
    if notation.comment and FIELD in (text := document.source_text):
        suppressions += _in_comments(text, path, notation)
    return suppressions


def _in_comments(text: str, path: str, notation: Notation) -> list[Suppression]:
    lines = Lines(text)
    gaps = [gap.start() for gap in re.finditer(_BLANK, text)]
    code = [match.span() for match in notation.code.finditer(text)] if notation.code else []
    suppressions: list[Suppression] = []
    for start, end, words in _comments(text, *notation.comment or ("", "")):
        inside = bisect_right(code, (start, len(text))) - 1
        if inside >= 0 and code[inside][1] > start:
            continue
        place = lines.location(start)
        last = lines.location(_end(text, end, gaps)).line
        suppressions += [Suppression(name, path, place, place.line, last) for name in _names(words)]
    return suppressions


def _comments(text: str, opening: str, closing: str) -> Iterator[tuple[int, int, str]]:
    """Where each comment that suppresses something starts and ends, and what it says behind its name."""
    start = text.find(opening)
    while start >= 0:
        after = start + len(opening)
        if name := _OPENS.match(text, after):
            end = text.find(closing, name.end())
            if end < 0:
                return
            after = end + len(closing)
            yield start, after, text[name.end() : end]
        start = text.find(opening, after)


def _names(words: str) -> list[str]:
    """The rules that a comment names, parted by commas or spaces, without the reason after them; "" for none."""
    return re.split(r"[,\s]+", words.partition(" -- ")[0].strip(" ,\t\r\n")) or [""]


def _end(text: str, start: int, gaps: list[int]) -> int:
    """Where the run of lines after a comment ends; a gap right behind the comment does not count."""
    while start < len(text) and (text[start].isspace() or text[start] == ">"):
        start += 1
    index = bisect_left(gaps, start)
    return gaps[index] if index < len(gaps) else len(text)


def forgive(
    findings: Iterable[Diagnostic], suppressions: Iterable[Suppression], settings: Settings
) -> list[Diagnostic]:
    """The findings that no suppression forgives, and one for each suppression that forgives nothing.

    One of a locked rule counts for nothing. One of a rule that ``settings`` do not ask, or of one that compares
    articles and may find something in another run, is never too much.
    """
    findings = list(findings)
    suppressions = [suppression for suppression in suppressions if suppression.rule not in settings.locked]
    if not suppressions:
        return findings
    open_findings, numbers = [], set[int]()
    covering = _Covering(suppressions)
    for finding in findings:
        index = covering.index(finding)
        if index is None:
            open_findings.append(finding)
        else:
            numbers.add(index)
    if settings.rules.get(UNUSED, True) is not None:
        severity = settings.severity(UNUSED, Severity.WARNING)
        open_findings += [
            Diagnostic(UNUSED, severity, _why_unused(finding.rule, settings), finding.path, finding.location)
            for index, finding in enumerate(suppressions)
            if index not in numbers and finding.rule not in COMPARING and _is_asked(finding.rule, settings)
        ]
    return in_order(open_findings)


def _is_asked(name: str, settings: Settings) -> bool:
    """Whether settings ask a rule; an unknown one counts as asked, so that it is told."""
    from artfmt.rules import rule_named, rule_names

    if name not in rule_names():
        return settings.has_house(name)
    return settings.has(name, rule_named(name).on_by_default)


def _why_unused(name: str, settings: Settings) -> str:
    from artfmt.rules import no_rule, rule_names
    from artfmt.source.notice_names import NOTICES

    if not name:
        return "the suppression names no rule: write <!-- artfmt-ignore: rule, rule -->"
    if name in NOTICES or name in rule_names() or any(rule.name == name for rule in settings.house_rules):
        return f'nothing here is found by "{name}": take it out of the suppression'
    return no_rule(name, ': a reason stands after " -- "')
