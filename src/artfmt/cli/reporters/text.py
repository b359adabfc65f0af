"""Findings for people: ``path:line:column: severity: message (rule)``, with the source line on a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from artfmt.source.controls import columns
from artfmt.source.diagnostics import Diagnostic, Severity

_COLOURS = {
    Severity.ERROR: "\x1b[31m",
    Severity.WARNING: "\x1b[33m",
    Severity.SUGGESTION: "\x1b[36m",
    Severity.INFO: "\x1b[2m",
}
_BOLD, _DIM, _RESET = "\x1b[1m", "\x1b[2m", "\x1b[0m"
_WIDEST = 100
_MOST_LINES = 5
_COMMANDS = "::"  # what the runner of GitHub Actions would obey at the beginning of a line


def report(
    diagnostics: Iterable[Diagnostic], lines_of: Mapping[str, list[str]] | None = None, *, colour: bool = False
) -> Iterator[str]:
    """One line a finding, in the order given; suggestions of one rule in a file are one line, at the first of them.

    ``lines_of`` gives the lines of each source; where it has them, the line that is meant follows with a
    caret beneath. ``colour`` adds the escape codes of a terminal.
    """
    for finding, further in _grouped(diagnostics):
        yield _headline(finding, colour, _further(further))
        lines = (lines_of or {}).get(finding.path)
        if lines and finding.location and 0 < finding.location.line <= len(lines):
            yield from _snippet(lines[finding.location.line - 1], finding, colour)


def _grouped(diagnostics: Iterable[Diagnostic]) -> list[tuple[Diagnostic, list[Diagnostic]]]:
    """The findings that get a line, each with the suggestions of its rule in its file that are behind it."""
    groups: list[tuple[Diagnostic, list[Diagnostic]]] = []
    heads: dict[tuple[str, str], list[Diagnostic]] = {}
    for finding in diagnostics:
        key = (finding.path, finding.rule)
        if finding.severity is Severity.SUGGESTION and key in heads:
            heads[key].append(finding)
            continue
        groups.append((finding, []))
        if finding.severity is Severity.SUGGESTION:
            heads[key] = groups[-1][1]
    return groups


def _further(findings: list[Diagnostic]) -> str:
    """How many more there are, and the lines of some."""
    if not findings:
        return ""
    lines = dict.fromkeys(str(finding.location.line) for finding in findings if finding.location)
    some = ", ".join([*lines][:_MOST_LINES]) + (", …" if len(lines) > _MOST_LINES else "")
    where = f": line{'s' * (len(lines) > 1)} {some}" if lines else ""
    return f"; {len(findings)} more{where}"


def printable(text: str) -> str:
    """Text on one line with nothing in it that a terminal would obey, or the runner of GitHub Actions."""
    line = "".join(
        char if char.isprintable() else char.encode("unicode_escape", "surrogatepass").decode() for char in text
    )
    return line.replace("##[", "#\\x23[")  # which the runner looks for anywhere in a line


def _headline(finding: Diagnostic, colour: bool, further: str = "") -> str:
    place = f":{finding.location.line}:{finding.location.column}" if finding.location else ""
    path, message = printable(finding.path) + place, printable(finding.message) + further
    if path.startswith(_COMMANDS):
        path = f"./{path}"
    if not colour:
        return f"{path}: {finding.severity}: {message} ({finding.rule})"
    return f"{_BOLD}{path}:{_RESET} {_COLOURS[finding.severity]}{finding.severity}:{_RESET} {message} ({finding.rule})"


def summary(counts: Mapping[str, int], fixable: int) -> str:
    """How many findings there are of each severity, and how many can be mended; "" for none."""
    parts = [
        f"{counts[severity]} {severity}{'s' * (counts[severity] != 1)}" for severity in Severity if counts.get(severity)
    ]
    return ", ".join(parts) + (f"; --fix mends {fixable}" if fixable else "") if parts else ""


def _snippet(line: str, finding: Diagnostic, colour: bool) -> Iterator[str]:
    """The line, cut to what a terminal shows around the column, and carets under what is meant."""
    assert finding.location
    column = min(finding.location.column, len(line) + 1)
    start = max(0, column - _WIDEST // 2) if len(line) > _WIDEST else 0
    piece = line[start : start + _WIDEST].replace("\t", " ")
    dim, bright, reset = (_DIM, _COLOURS[finding.severity], _RESET) if colour else ("", "", "")
    yield f"{dim}    {printable(piece)}{reset}"
    before = columns(piece[: column - 1 - start])
    same_line = finding.end is not None and finding.end.line == finding.location.line
    width = piece[column - 1 - start : finding.end.column - 1 - start] if finding.end and same_line else ""
    yield f"{bright}    {' ' * before}{'^' * max(1, columns(width))}{reset}"
