"""Vale's rules, from a table: what each finds, where, and how it is mended; and those that are not read, with why."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from artfmt.checking.document import check_document
from artfmt.checking.fixing import fix
from artfmt.checking.settings import Settings
from artfmt.formats.read import read
from artfmt.house.vale import rule_of
from artfmt.source.diagnostics import Diagnostic
from artfmt.source.errors import ConfigError
from artfmt.source.source import Source

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "vale.yaml").read_text(encoding="utf-8"))


def _told(finding: Diagnostic, lines: list[str]) -> str:
    assert finding.location
    line, column = finding.location
    words = lines[line - 1][column - 1 : finding.end.column - 1] if finding.end else ""
    return f"{line}:{column} {words}".strip()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_a_rule_finds(case: dict[str, Any]) -> None:
    settings = Settings("none", house_rules=(rule_of("Marlow.Rule", case["rule"]),))
    document = read(case["source"])
    checked = check_document(document, settings)
    assert checked.faults == []
    found = [finding for finding in checked.findings if finding.rule == "Marlow.Rule"]
    assert [_told(finding, case["source"].splitlines()) for finding in found] == case["found"]
    if "fixed" in case:
        assert fix(Source(case["source"]), settings=settings, unsafe=True).after == case["fixed"]


def test_a_message_has_the_words() -> None:
    rule = rule_of("A.B", {"extends": "substitution", "message": "Use '%s', not '%s'.", "swap": {"utilize": "use"}})
    document = read("# a\n\nWe utilize it.\n")
    (finding,) = check_document(document, Settings("none", house_rules=(rule,))).findings
    assert (finding.message, finding.severity) == ("Use 'use', not 'utilize'.", "warning")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ({"extends": "spelling"}, 'extends "spelling"'),
        ({"extends": "existence"}, "neither tokens nor raw"),
        ({"extends": "existence", "tokens": ["a", "("]}, '"(": is no regular expression'),
        ({"extends": "existence", "tokens": ["a"], "scope": "raw"}, 'the scope "raw"'),
        ({"extends": "existence", "tokens": ["a"], "level": "fatal"}, 'no level "fatal"'),
        ({"extends": "existence", "tokens": ["(?:a{1000}){1000}"]}, "multiplies"),
        ({"extends": "existence", "tokens": "a" * 3000}, "more than 2000 characters"),
        ({"extends": "substitution", "swap": {}}, "swap must be a mapping"),
        ({"extends": "capitalization", "match": "$Title"}, 'no case "$Title"'),
        ({"extends": "metric", "formula": "__import__('os')", "condition": "> 1"}, "formula cannot be worked out"),
        ({"extends": "metric", "formula": "words ** 9", "condition": "> 1"}, "formula cannot be worked out"),
        ({"extends": "metric", "formula": "heading_h1", "condition": "> 1"}, "figures that are known"),
        ({"extends": "occurrence", "max": 1}, "token says"),
        ([], "no rule of Vale"),
    ],
)
def test_what_is_not_read(data: Any, why: str) -> None:
    with pytest.raises(ConfigError) as error:
        rule_of("A.B", data)
    assert why in str(error.value)
