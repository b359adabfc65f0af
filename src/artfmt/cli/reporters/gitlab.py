"""Findings as GitLab's Code Quality report, which its merge requests show."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from artfmt.checking.results import Result
from artfmt.cli.reporters import Fingerprints, plain
from artfmt.source.diagnostics import Severity
from artfmt.source.files import shown_path

_SEVERITIES = {
    Severity.ERROR: "critical",
    Severity.WARNING: "major",
    Severity.SUGGESTION: "minor",
    Severity.INFO: "info",
}


def report(results: Iterable[Result], base: str) -> Iterator[str]:
    """One list of issues; a finding without a place is one of the first line, since GitLab asks for a line."""
    prints = Fingerprints()
    separator = "[\n  "
    for result in results:
        path = shown_path(result.path, base)
        for problem in result.problems:
            fingerprint = prints.named(path, "not-checked", problem.message)
            yield separator + json.dumps(_issue(problem.message, "not-checked", "blocker", path, 1, 1, fingerprint))
            separator = ",\n  "
        for finding in result.findings:
            begin = finding.location.line if finding.location else 1
            end = finding.end.line if finding.end else begin
            issue = _issue(
                finding.message, finding.rule, _SEVERITIES[finding.severity], path, begin, end, prints.of(finding, path)
            )
            yield separator + json.dumps(issue)
            separator = ",\n  "
    yield "[]\n" if separator.startswith("[") else "\n]\n"


def _issue(message: str, rule: str, severity: str, path: str, begin: int, end: int, fingerprint: str) -> dict[str, Any]:
    return {
        "description": plain(message),
        "check_name": rule,
        "fingerprint": fingerprint,
        "severity": severity,
        "location": {"path": path, "lines": {"begin": begin, "end": end}},
    }
