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


def report(
    diagnostics: Iterable[Diagnostic], lines_of: Mapping[str, list[str]] | None = None, *, colour: bool = False
) -> Iterator[str]:
    """One line a finding, in the order given.

    ``lines_of`` gives the lines of each source; where it has them, the line that is meant follows with a
    caret beneath. ``colour`` adds the escape codes of a terminal.
    """
    for each in diagnostics:
        yield _headline(each, colour)
        lines = (lines_of or {}).get(each.path)
        if lines and each.location and 0 < each.location.line <= len(lines):
            yield from _snippet(lines[each.location.line - 1], each, colour)


def printable(text: str) -> str:
    """Text on one line with nothing in it that a terminal would obey."""
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape", "surrogatepass").decode() for char in text
    )


def _headline(each: Diagnostic, colour: bool) -> str:
    place = f":{each.location.line}:{each.location.column}" if each.location else ""
    path, message = printable(each.path) + place, printable(each.message)
    if not colour:
        return f"{path}: {each.severity}: {message} ({each.rule})"
    return f"{_BOLD}{path}:{_RESET} {_COLOURS[each.severity]}{each.severity}:{_RESET} {message} ({each.rule})"


def summary(counts: Mapping[str, int], fixable: int) -> str:
    """How many findings there are of each severity, and how many can be mended; "" for none."""
    told = [f"{counts[each]} {each}{'s' * (counts[each] != 1)}" for each in Severity if counts.get(each)]
    return ", ".join(told) + (f"; --fix mends {fixable}" if fixable else "") if told else ""


def _snippet(line: str, each: Diagnostic, colour: bool) -> Iterator[str]:
    """The line, cut to what a terminal shows around the column, and carets under what is meant."""
    assert each.location
    column = min(each.location.column, len(line) + 1)
    start = max(0, column - _WIDEST // 2) if len(line) > _WIDEST else 0
    shown = line[start : start + _WIDEST].replace("\t", " ")
    dim, bright, reset = (_DIM, _COLOURS[each.severity], _RESET) if colour else ("", "", "")
    yield f"{dim}    {printable(shown)}{reset}"
    before = columns(shown[: column - 1 - start])
    same_line = each.end is not None and each.end.line == each.location.line
    meant = shown[column - 1 - start : each.end.column - 1 - start] if each.end and same_line else ""
    yield f"{bright}    {' ' * before}{'^' * max(1, columns(meant))}{reset}"
