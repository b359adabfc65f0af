"""Findings as Markdown: the summary of a job in GitHub Actions, or a comment on a merge request.

GitHub takes one MiB a step; the gravest come first, and how many were left out is told.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from artfmt.checking.results import Result
from artfmt.cli.reporters import plain
from artfmt.source.controls import without_controls
from artfmt.source.diagnostics import Diagnostic, Severity
from artfmt.source.files import shown_path

_MOST_ROWS = 1_000
_LONGEST = 400  # characters of a message
_GRAVEST_FIRST = (Severity.ERROR, Severity.WARNING, Severity.SUGGESTION, Severity.INFO)
_APART = "<!-- -->"  # parts an address of mail, which is a link even where its sign is spelled so
_ACTIVE = re.compile(r"([\\`*_{}\[\]()<>#+.!|~&@:-])")


def report(results: Iterable[Result], base: str) -> Iterator[str]:
    """A line that counts, a table of the findings, and the files that could not be checked."""
    findings: list[tuple[str, Diagnostic]] = []
    problems: list[str] = []
    for result in results:
        path = shown_path(result.path, base)
        findings += [(path, finding) for finding in result.findings]
        problems += [f"- {_inert(problem.sentence(path))}\n" for problem in result.problems]
    yield f"## artfmt\n\n{_counted(findings)}\n"
    if problems:
        yield f"\nNot checked:\n\n{''.join(problems[:_MOST_ROWS])}"
    if findings:
        yield "\n| place | severity | finding | rule |\n|---|---|---|---|\n"
        findings.sort(key=lambda one: _GRAVEST_FIRST.index(one[1].severity))
        yield from (_row(path, finding) for path, finding in findings[:_MOST_ROWS])
    if len(findings) > _MOST_ROWS:
        yield f"\n{len(findings) - _MOST_ROWS} more are left out.\n"


def _counted(findings: list[tuple[str, Diagnostic]]) -> str:
    counts = Counter(finding.severity for _, finding in findings)
    parts = [f"{counts[one]} {one}{'s' * (counts[one] != 1)}" for one in _GRAVEST_FIRST if counts[one]]
    files = len({path for path, _ in findings})
    return f"{', '.join(parts)} in {files} file{'s' * (files != 1)}." if parts else "Nothing was found."


def _row(path: str, finding: Diagnostic) -> str:
    place = f":{finding.location.line}" if finding.location else ""
    cells = (_inert(f"{path}{place}"), finding.severity, _inert(finding.message), _inert(finding.rule))
    return f"| {' | '.join(cells)} |\n"


def _inert(text: str) -> str:
    """Text in which nothing is markup: what an article says makes no link, picture or mention."""
    text = " ".join(without_controls(plain(text)).split())
    text = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return _ACTIVE.sub(lambda sign: f"{_APART if sign[0] == '@' else ''}&#{ord(sign[0])};", text)
