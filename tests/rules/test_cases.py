"""The rules' cases, from a table: what each finds, where, and what it lets pass."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from artfmt.checking.document import check_document
from artfmt.checking.settings import Setting, Settings
from artfmt.formats.read import read
from artfmt.language.labels import slug
from artfmt.rules import rule_names
from artfmt.source.diagnostics import Diagnostic

CASES: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).parent / "cases.yaml").read_text(encoding="utf-8")
)


def _place(finding: Diagnostic) -> str:
    assert finding.location
    start = f"{finding.location.line}:{finding.location.column}"
    return f"{start}-{finding.end.line}:{finding.end.column}" if finding.end else start


@pytest.mark.parametrize(
    ("rule", "case"),
    [pytest.param(rule, case, id=f"{rule}-{index}") for rule in CASES for index, case in enumerate(CASES[rule])],
)
def test_case(rule: str, case: dict[str, Any]) -> None:
    options = {
        name.replace("-", "_"): tuple(value) if isinstance(value, list) else value
        for name, value in case.get("options", {}).items()
    }
    labels = {slug(label): kind for label, kind in case.get("labels", {}).items()}
    document = read(case["source"], case.get("format"))
    checked = check_document(document, Settings("none", {rule: Setting(None, options)}, labels))
    assert checked.faults == []
    assert [_place(each) for each in checked.findings if each.rule == rule] == case["found"]


def test_the_table_names_rules() -> None:
    assert set(CASES) <= set(rule_names())
