"""Findings as JSON, for programs; ``schemas/findings.schema.json`` describes it, and ``version`` counts its changes."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from artfmt.checking.results import Result
from artfmt.cli.reporters import plain
from artfmt.source.diagnostics import Diagnostic, Severity
from artfmt.source.files import shown_path
from artfmt.source.location import Location

VERSION = 1


def report(results: Iterable[Result], base: str) -> Iterator[str]:
    """One object with the findings, the files that could not be checked, and how many there are of each."""
    counts: Counter[str] = Counter()
    problems: list[dict[str, str]] = []
    yield f'{{"version": {VERSION},\n "findings": ['
    separator = "\n  "
    files = 0
    for result in results:
        path = shown_path(result.path, base)
        files += 1
        problems += [{"path": path, "message": plain(problem.message)} for problem in result.problems]
        for finding in result.findings:
            counts[finding.severity] += 1
            yield separator + json.dumps(as_data(finding, path))
            separator = ",\n  "
    summary = {
        "files": files,
        **{f"{severity}s": counts[severity] for severity in Severity if severity is not Severity.INFO},
    }
    yield f'\n ],\n "problems": {json.dumps(problems)},\n "summary": {json.dumps(summary)}}}\n'


def as_data(finding: Diagnostic, path: str) -> dict[str, Any]:
    """One finding as plain data; what is not known is left out."""
    data: dict[str, Any] = {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "message": plain(finding.message),
        "path": path,
        **_range(finding.location, finding.end),
    }
    if finding.pointer is not None:
        data["pointer"] = plain(finding.pointer)
    if finding.fix and finding.fix.replacements:
        edits = [{**_range(start, end), "text": text} for start, end, text in finding.fix.replacements]
        data["fix"] = {"title": finding.fix.title, "safe": finding.fix.safe, "edits": edits}
    return data


def _range(start: Location | None, end: Location | None) -> dict[str, int]:
    data: dict[str, int] = {}
    if start:
        data |= {"line": start.line, "column": start.column}
    if start and end:
        data |= {"end_line": end.line, "end_column": end.column}
    return data
