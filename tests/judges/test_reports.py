"""Reports before their real consumers: Microsoft's SARIF validator, junitparser, and the schemas of the CI systems."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from artfmt.checking.config import Configs
from artfmt.checking.run import Gate
from artfmt.cli.reporters import junit, sarif
from artfmt.source.files import Input
from conftest import ROOT, lacking
from judges_support import HERE


def _story(folder: Path) -> list[Input]:
    path = folder / "a b, 100%.md"
    path.write_text("# Fares  fall\n\n**Why it maters:** It it rose; [here](https://a.example/?utm_source=x).\n")
    return [Input(str(path)), Input(str(folder / "gone.md"))]


def test_sarif_is_valid_for_its_official_validator_and_for_github(tmp_path: Path) -> None:
    tool = HERE / "node_modules" / ".bin" / "sarif-multitool"
    if not tool.exists():
        lacking("npm install --no-package-lock --prefix tests/judges")
    text = "".join(sarif.report(Gate(Configs()).run(_story(tmp_path)), str(tmp_path)))
    good, bad = tmp_path / "good.sarif", tmp_path / "bad.sarif"
    good.write_text(text)
    bad.write_text(text.replace('"startLine": 1', '"startLine": 0'))
    assert _judged(tool, good) == set()
    assert _judged(tool, bad) != set()


def _judged(tool: Path, log: Path) -> set[str]:
    """The rules of the validator, and of GitHub's code scanning, that a log breaks by an error or a warning."""
    told = log.with_suffix(".told")
    command = [
        str(tool),
        "validate",
        str(log),
        "--rule-kind",
        "Sarif",
        "--output",
        str(told),
        "--log",
        "ForceOverwrite",
    ]
    subprocess.run(command, check=False, capture_output=True)
    results = json.loads(told.read_text(encoding="utf-8-sig"))["runs"][0].get("results", [])
    return {each["ruleId"] for each in results if each.get("level", "warning") in ("error", "warning")}


def test_junit_is_read_by_a_consumer(tmp_path: Path) -> None:
    if find_spec("junitparser") is None:
        lacking("pip install -e '.[judges]'")
    import junitparser

    report = tmp_path / "report.xml"
    report.write_text("".join(junit.report(Gate(Configs()).run(_story(tmp_path)), str(tmp_path))))
    (suite,) = junitparser.JUnitXml.fromfile(str(report))
    assert [(case.name, bool(case.result)) for case in suite] == [("a b, 100%.md", True), ("gone.md", True)]
    assert (suite.tests, suite.failures, suite.errors) == (2, 1, 1)


@pytest.mark.parametrize(
    ("schema", "path"),
    [
        ("vendor.github-actions", "action.yml"),
        ("vendor.gitlab-ci", "docs/ci/gitlab-ci.yml"),
        ("vendor.github-workflows", "docs/ci/github-workflow.yml"),
        ("vendor.github-workflows", "docs/ci/github-workflow-private.yml"),
        ("vendor.github-workflows", ".github/workflows/ci.yml"),
        ("vendor.github-workflows", ".github/workflows/release.yml"),
    ],
)
def test_files_for_ci_systems_are_valid(schema: str, path: str) -> None:
    if find_spec("check_jsonschema") is None:
        lacking("pip install -e '.[judges]'")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(ROOT / path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
