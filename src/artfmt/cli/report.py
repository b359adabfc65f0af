"""The report of a check: where it is printed or written, and in which form."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from artfmt.cli.shared import tell

if TYPE_CHECKING:
    from artfmt.checking.results import Result


class Report(NamedTuple):
    """What is asked of a report: its form, a file for it, and whether changes stand in its place."""

    format: str
    output: str | None = None
    diff: bool = False
    fixes_standard_input: bool = False


def print_report(results: Iterable[Result], request: Report) -> None:
    """Print the report, or write it to its file. A standard input that was mended is on standard output itself."""
    if request.diff:
        from artfmt.source.notice_names import FAULTS

        for result in results:
            tell([finding for finding in result.findings if finding.rule in FAULTS])
        return
    to_error = request.fixes_standard_input
    if request.output:
        from artfmt.source.writing import write_whole

        write_whole(request.output, "".join(_report(results, request, lambda: False)))
        return
    if request.format == "github" and (summary := os.environ.get("GITHUB_STEP_SUMMARY")):
        results = list(results)
        _append(summary, results)
    stream = sys.stderr if to_error else sys.stdout
    for piece in _report(results, request, stream.isatty):
        stream.buffer.write(piece.encode("utf-8", "replace"))
    stream.flush()


def _append(path: str, results: list[Result]) -> None:
    """Add a table to the summary of the job that a runner of GitHub Actions shows; without it the check goes on."""
    from artfmt.cli.reporters.markdown import report

    with suppress(OSError), open(path, "a", encoding="utf-8") as file:
        file.writelines(report(results, _base()))


def _report(results: Iterable[Result], request: Report, on_terminal: Callable[[], bool]) -> Iterator[str]:
    if request.format == "text":
        return _text(results, on_terminal())
    from importlib import import_module

    pieces: Iterator[str] = import_module(f"artfmt.cli.reporters.{request.format}").report(results, _base())
    return pieces


def _base() -> str:
    """The folder that other programs know the files by: the repository's in a CI, else where we are."""
    return os.environ.get("GITHUB_WORKSPACE") or os.environ.get("CI_PROJECT_DIR") or os.getcwd()


def _text(results: Iterable[Result], on_terminal: bool) -> Iterator[str]:
    """Findings for people; on a terminal, when all are known, with their lines in colour."""
    colour = on_terminal and "NO_COLOR" not in os.environ
    for result in list(results) if on_terminal else results:
        if result.findings:
            from artfmt.cli.reporters.text import report

            lines = {result.path: _lines(result.path)} if on_terminal else {}
            yield "".join(f"{line}\n" for line in report(result.findings, lines, colour=colour))


def _lines(path: str) -> list[str]:
    from artfmt.source.errors import ArtfmtError
    from artfmt.source.files import Input

    try:
        return Input(path).source().lines
    except ArtfmtError:
        return []
