"""Every report of the same run: golden for what people read, judged by its consumer's rules for the rest."""

from __future__ import annotations

import html
import json
import os
import re
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from lxml import etree

from artfmt.checking.config import Configs
from artfmt.checking.results import Result
from artfmt.checking.run import Gate
from artfmt.cli.reporters import REPORTERS
from artfmt.source.files import Input
from conftest import ROOT

FILES = {
    "a story, 100%: é.md": "# Fares  fall\n\nThe board met at at May; see [here](https://a.example/?utm_source=x).\n",
    "clean.md": "# Fares fall again\n\nTickets will cost $2.\n",
    "broken.json": '{"version": "1.0",\n "headline": "Fares",,}',
    "empty.txt": "",
    "line\nbreak\t[31m.md": "# Fares rise\n\n**Why it maters:** <script>alert(1)</script> \u202e ]]> --> \U0001f6a2.\n",
}
GONE = "gone.md"
ODD = os.fsdecode(b"caf\xe9.md")


def _run(folder: Path) -> list[Result]:
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / ODD).write_text("# Fares halve\n\nThe the end.\n", encoding="utf-8")
    inputs = [Input(str(folder / name)) for name in (*FILES, ODD, GONE)]
    return list(Gate(Configs()).run(inputs))


@pytest.fixture
def results(tmp_path: Path) -> tuple[list[Result], str]:
    return _run(tmp_path), str(tmp_path)


def _report(name: str, results: tuple[list[Result], str]) -> str:
    return "".join(import_module(f"artfmt.cli.reporters.{name}").report(*results))


@pytest.mark.parametrize("name", [name for name in REPORTERS if name != "text"])
def test_the_report_is_as_it_was_read(
    name: str, results: tuple[list[Result], str], golden: Callable[[Path, str], None]
) -> None:
    report = _report(name, results)
    report.encode()
    golden(Path(__file__).parent / f"report.{name}", report)


@pytest.mark.parametrize("name", [name for name in REPORTERS if name != "text"])
def test_no_findings_are_a_report_too(name: str) -> None:
    report = "".join(import_module(f"artfmt.cli.reporters.{name}").report([], "."))
    if name in ("json", "sarif", "gitlab"):
        json.loads(report)
    elif name == "junit":
        assert etree.fromstring(report.encode()).get("tests") == "0"
    elif name == "markdown":
        assert report.endswith("Nothing was found.\n")
    else:
        assert report == ""


def test_json_is_valid_under_its_schema(results: tuple[list[Result], str]) -> None:
    schema = json.loads((ROOT / "schemas" / "findings.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    data = json.loads(_report("json", results))
    Draft202012Validator(schema).validate(data)
    assert data["summary"]["files"] == len(FILES) + 2
    assert [each["path"] for each in data["problems"]] == [GONE]
    broken = {**data, "findings": [{**data["findings"][0], "line": 0}]}
    assert not Draft202012Validator(schema).is_valid(broken)


def test_the_edits_of_the_json_report_mend_the_file(results: tuple[list[Result], str]) -> None:
    name = next(iter(FILES))
    data = json.loads(_report("json", results))
    lines = FILES[name].split("\n")
    edits = [
        edit for each in data["findings"] if each["path"] == name and "fix" in each for edit in each["fix"]["edits"]
    ]
    for edit in sorted(edits, key=lambda edit: (edit["line"], edit["column"]), reverse=True):
        assert edit["line"] == edit["end_line"]
        line = lines[edit["line"] - 1]
        lines[edit["line"] - 1] = line[: edit["column"] - 1] + edit["text"] + line[edit["end_column"] - 1 :]
    assert "\n".join(lines) == "# Fares fall\n\nThe board met at May; see [here](https://a.example/).\n"


def test_github_commands_are_escaped(results: tuple[list[Result], str]) -> None:
    """As the runner's own toolkit unescapes them."""
    for line in _report("github", results).splitlines():
        kind, told, message = line.removeprefix("::").split(" ", 1)[0], *line.split(" ", 1)[1].split("::", 1)
        assert kind in ("error", "warning", "notice")
        properties = dict(each.split("=", 1) for each in told.split(","))
        assert set(properties) <= {"file", "line", "endLine", "col", "endColumn", "title"}
        path = properties["file"]
        for escape, char in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
            path = path.replace(escape, char)
        assert path in (*FILES, "caf\\xe9.md", GONE)
        assert "\n" not in message


def test_gitlab_issues_have_what_it_asks_for(results: tuple[list[Result], str]) -> None:
    """GitLab's documentation, "Code Quality", "Implement a custom tool"."""
    issues: list[dict[str, Any]] = json.loads(_report("gitlab", results))
    for issue in issues:
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert not issue["location"]["path"].startswith(("./", "/"))
        assert issue["location"]["lines"]["begin"] >= 1
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)


def test_fingerprints_stay_when_lines_come_and_go(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    prints = []
    for text in ("# A\n\nThe the end.\n", "# A\n\nNew.\n\nThe the end.\n"):
        path.write_text(text)
        found = list(Gate(Configs()).run([Input(str(path))]))
        prints.append([each["fingerprint"] for each in json.loads(_report("gitlab", (found, str(tmp_path))))])
    assert prints[0] == prints[1] != []


def test_junit_counts_files(results: tuple[list[Result], str]) -> None:
    suites = etree.fromstring(_report("junit", results).encode())
    assert suites.get("tests") == str(len(FILES) + 2)
    assert suites.get("failures") == str(len(suites.findall(".//failure")))
    assert suites.get("errors") == str(len(suites.findall(".//error"))) == "1"
    assert len(suites.findall(".//testcase")) == len(FILES) + 2


def test_sarif_names_files_by_uris(results: tuple[list[Result], str]) -> None:
    log = json.loads(_report("sarif", results))
    (run,) = log["runs"]
    uris = {each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for each in run["results"]}
    assert "caf%E9.md" in uris
    assert "a%20story%2C%20100%25%3A%20%C3%A9.md" in uris
    assert all(run["tool"]["driver"]["rules"][each["ruleIndex"]]["id"] == each["ruleId"] for each in run["results"])


def test_nothing_in_a_table_is_markup(results: tuple[list[Result], str]) -> None:
    cmarkgfm = pytest.importorskip("cmarkgfm", reason="pip install '.[judges]': GitHub's Markdown is the judge")
    found, base = results
    words = "[a](https://a.example/) ![](x.png) <script> **b** `c` | d @e www.a.example a@b.example https://a.example"
    hostile = [result._replace(findings=[replace(one, message=words) for one in result.findings]) for result in found]
    page: str = cmarkgfm.github_flavored_markdown_to_html(_report("markdown", (hostile, base)))
    assert not re.findall(r"<(?:a|img|script|strong|code|em)[\s>]", page)
    cells = [html.unescape(re.sub(r"<!--.*?-->", "", cell)) for cell in re.findall(r"<td>(.*?)</td>", page)]
    assert cells[2::4] == [words] * sum(len(result.findings) for result in found)
