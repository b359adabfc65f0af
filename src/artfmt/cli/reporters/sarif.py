"""Findings as SARIF 2.1.0 (OASIS), for code scanning.

GitHub takes at most 25,000 results a run; the gravest come first, and how many were left out is told in the file.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from artfmt._version import __version__
from artfmt.checking.results import Problem, Result
from artfmt.cli.reporters import Fingerprints, path_uri, plain
from artfmt.house.sections import is_house_name
from artfmt.rules import Rule
from artfmt.source.diagnostics import Diagnostic, Fix, Severity
from artfmt.source.files import shown_path
from artfmt.source.location import Location

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.SUGGESTION: "note", Severity.INFO: "none"}
_MOST_RESULTS = 25_000
_HOME = "https://github.com/artfmt/artfmt"
_GRAVEST_FIRST = list(_LEVELS)


def report(results: Iterable[Result], base: str) -> Iterator[str]:
    """One log with one run."""
    findings: list[Diagnostic] = []
    notifications = []
    for result in results:
        findings += result.findings
        notifications += [_notification(problem, result.path, base) for problem in result.problems]
    if len(findings) > _MOST_RESULTS:
        message = f"{len(findings) - _MOST_RESULTS} findings are left out: a run has at most {_MOST_RESULTS}"
        notifications.append({"level": "warning", "message": {"text": message}})
        findings = sorted(findings, key=lambda finding: _GRAVEST_FIRST.index(finding.severity))[:_MOST_RESULTS]
    names = sorted({finding.rule for finding in findings})
    prints = Fingerprints()
    run = {
        "automationDetails": {"id": "artfmt/"},  # of one kind with the runs before, as GitHub groups them
        "tool": {
            "driver": {
                "name": "artfmt",
                "version": __version__,
                "informationUri": _HOME,
                "rules": [_rule(name) for name in names],
            }
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"SRCROOT": {"description": {"text": "The folder that paths are relative to."}}},
        "invocations": [
            {"executionSuccessful": not notifications, "toolExecutionNotifications": notifications},
        ],
        "results": [_result(finding, names.index(finding.rule), base, prints) for finding in findings],
    }
    log = {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    yield json.dumps(log, indent=1) + "\n"


def _rule(name: str) -> dict[str, Any]:
    from artfmt.rules import rule_named, rule_names
    from artfmt.source.notice_names import FAULTS, NOTICES

    if name not in rule_names():
        of_house = "A rule of the house's own." if is_house_name(name) else "The source breaks its format."
        text = (NOTICES | FAULTS).get(name, of_house)
        return {"id": name, "shortDescription": {"text": text}}
    rule = rule_named(name)
    return {
        "id": name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.parts["Why"]},
        "help": {"text": rule.parts["Why"], "markdown": _page(rule)},
        "helpUri": f"{_HOME}/blob/main/docs/rules.md#{name}",
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _page(rule: Rule) -> str:
    """A rule's page as Markdown: what it finds, why, and an article that breaks and one that keeps it."""
    fence = "`" * 4  # an example may hold a fence of three
    examples = (f"{part}:\n\n{fence}markdown\n{rule.parts[part].strip()}\n{fence}" for part in ("Bad", "Good"))
    return "\n\n".join((f"**{rule.summary}**", rule.parts["Why"].strip(), *examples))


def _result(finding: Diagnostic, index: int, base: str, prints: Fingerprints) -> dict[str, Any]:
    path = shown_path(finding.path, base)
    entry: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": plain(finding.message)},
        "locations": [_location(finding.path, base, finding.location, finding.end)],
        # The name under which GitHub looks for what tells a finding from others when lines move.
        "partialFingerprints": {"primaryLocationLineHash": prints.of(finding, path)},
    }
    if finding.fix and finding.fix.replacements:
        entry["fixes"] = [_fix(finding.fix, finding.path, base)]
    return entry


def _location(path: str, base: str, start: Location | None, end: Location | None) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": _artifact(path, base)}
    if start:
        physical["region"] = _region(start, end)
    return {"physicalLocation": physical}


def _artifact(path: str, base: str) -> dict[str, str]:
    return {"uri": path_uri(path, base), "uriBaseId": "SRCROOT"}


def _region(start: Location, end: Location | None) -> dict[str, int]:
    region = {"startLine": start.line, "startColumn": start.column}
    return region | ({"endLine": end.line, "endColumn": end.column} if end else {})


def _fix(fix: Fix, path: str, base: str) -> dict[str, Any]:
    replacements = [
        {"deletedRegion": _region(start, end), "insertedContent": {"text": text}}
        for start, end, text in fix.replacements
    ]
    return {
        "description": {"text": fix.title},
        "artifactChanges": [{"artifactLocation": _artifact(path, base), "replacements": replacements}],
    }


def _notification(problem: Problem, path: str, base: str) -> dict[str, Any]:
    place = _location(path, base, None, None)
    return {"level": "error", "message": {"text": plain(problem.message)}, "locations": [place]}
