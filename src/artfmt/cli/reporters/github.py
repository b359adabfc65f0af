"""Findings as workflow commands of GitHub Actions, which shows them as annotations of the pull request.

GitHub shows ten of each kind a step; all are in the log.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from artfmt.checking.results import Result
from artfmt.cli.reporters.text import printable
from artfmt.source.diagnostics import Severity
from artfmt.source.files import shown_path
from artfmt.source.location import Location

_KINDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.SUGGESTION: "notice", Severity.INFO: "notice"}
_SPELLED = ("\n", "\r", "\t")
_WHITE_SPACE = re.compile(r"([\n\r\t])")
_IN_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTIES = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def report(results: Iterable[Result], base: str) -> Iterator[str]:
    """One line a finding, and one for each file that could not be checked."""
    for result in results:
        path = shown_path(result.path, base)
        for problem in result.problems:
            yield _command("error", {"file": path, "title": "artfmt"}, problem.sentence(path))
        for finding in result.findings:
            place = f"{path}:{finding.location.line}:{finding.location.column}" if finding.location else path
            properties = {"file": path, **_region(finding.location, finding.end), "title": f"artfmt ({finding.rule})"}
            # The log shows the message alone, so it says where.
            yield _command(_KINDS[finding.severity], properties, f"{place}: {finding.message}")


def _region(start: Location | None, end: Location | None) -> dict[str, int]:
    if not start:
        return {}
    region = {"line": start.line}
    # Columns are taken only where the end is on the same line.
    if end and end.line == start.line:
        return region | {"endLine": end.line, "col": start.column, "endColumn": end.column}
    return region | ({"endLine": end.line} if end else {"col": start.column})


def _command(kind: str, properties: dict[str, object], message: str) -> str:
    parameters = ",".join(
        f"{name}={_shown(str(value)).translate(_IN_PROPERTIES)}" for name, value in properties.items()
    )
    return f"::{kind} {parameters}::{_shown(message).translate(_IN_DATA)}\n"


def _shown(text: str) -> str:
    """Text with nothing that a terminal would obey but the white space that a command can spell."""
    return "".join(part if part in _SPELLED else printable(part) for part in _WHITE_SPACE.split(text))
