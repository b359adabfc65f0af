"""``artfmt check`` as people and CIs type it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from artfmt.rules import rule_names
from cli_support import run as run_command
from conftest import ROOT, until

BAD = "# Fares  fall\n\nThe board met at at May.\n"
FIXED = "# Fares fall\n\nThe board met at at May.\n"


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(*arguments: str, given: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    return run_command(*arguments, given=given, env={**os.environ, **environment})


def test_fix_mends_and_tells_what_is_left() -> None:
    Path("a.md").write_text(BAD)
    done = run("check", "--fix", "a.md")
    assert Path("a.md").read_text() == FIXED
    assert done.stdout == 'a.md:3:15: warning: "at" stands twice in a row (repeated-word)\n'
    assert done.stderr == "artfmt: fixed 1 finding in 1 file\n"
    assert done.returncode == 1
    done = run("check", "--fix", "--unsafe-fixes", "a.md")
    assert (done.returncode, done.stdout) == (0, "")
    assert Path("a.md").read_text() == FIXED.replace("at at", "at")


def test_diff_shows_what_fix_would_do_and_does_nothing() -> None:
    Path("a.md").write_text(BAD)
    done = run("check", "--diff", "a.md")
    assert (
        done.stdout
        == "--- a/a.md\n+++ b/a.md\n@@ -1,3 +1,3 @@\n-# Fares  fall\n+# Fares fall\n \n The board met at at May.\n"
    )
    assert Path("a.md").read_text() == BAD
    Path("a.md").write_text(FIXED.replace("at at", "at"))
    assert run("check", "--diff", "a.md").returncode == 0


def test_standard_input_is_mended_to_standard_output() -> None:
    done = run("check", "--fix", "--stdin-filename", "posts/a.md", given=BAD)
    assert done.stdout == FIXED
    assert done.stderr.splitlines()[0] == 'posts/a.md:3:15: warning: "at" stands twice in a row (repeated-word)'


def test_a_clean_standard_input_comes_out_as_it_is() -> None:
    clean = "# Fares\n\nOne.\n"
    assert run("check", "--fix", "--stdin-filename", "a.md", given=clean).stdout == clean


def test_the_configuration_is_that_above_the_file() -> None:
    Path("posts").mkdir()
    Path("posts/.artfmt.yaml").write_text("rules: {repeated-word: error, double-space: off}\n")
    Path("posts/a.md").write_text(BAD)
    done = run("check", "posts")
    assert done.stdout == 'posts/a.md:3:15: error: "at" stands twice in a row (repeated-word)\n'
    done = run("check", "--stdin-filename", "posts/b.md", given=BAD)
    assert done.stdout == 'posts/b.md:3:15: error: "at" stands twice in a row (repeated-word)\n'


def test_a_broken_configuration_is_told_with_its_place() -> None:
    Path(".artfmt.yaml").write_text("presets: strict\nrules: {missing-atl: off}\n")
    done = run("check", given="# a\n\nOne.\n")
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        'artfmt: .artfmt.yaml:1:1: unknown field "presets": did you mean "preset"?',
        'artfmt: .artfmt.yaml:2:9: unknown rule "missing-atl": did you mean "missing-alt"?',
    ]


def test_without_arguments_a_project_is_checked() -> None:
    Path(".artfmt.yaml").write_text("preset: default\n")
    Path("a.md").write_text(BAD)
    assert "a.md:3:15" in run("check").stdout


def test_what_changed_is_checked() -> None:
    Path("a.md").write_text(BAD)
    git = ("git", "-c", "user.name=a", "-c", "user.email=a@b.example")
    for arguments in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "x")):
        subprocess.run([*git, *arguments], check=True)
    Path("b.md").write_text(BAD)
    assert [line[:5] for line in run("check", "--changed").stdout.splitlines()] == ["b.md:"] * 3
    done = run("check", "--since", "nowhere", ".")
    assert done.returncode == 2
    assert 'no common ancestor of "nowhere"' in done.stderr


def test_github_is_known_by_its_environment(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    Path("in/a.md").write_text(BAD)
    done = run("check", "in", GITHUB_ACTIONS="true", GITHUB_WORKSPACE=str(tmp_path))
    assert done.stdout.splitlines()[0].startswith("::notice file=in/a.md,line=1,")
    assert run("check", "in", "--output-format", "text", GITHUB_ACTIONS="true").stdout.startswith("in/a.md:1:8:")


def test_a_report_goes_to_a_file() -> None:
    Path("a.md").write_text(BAD)
    done = run("check", "--output-format", "json", "-o", "out/report.json", "a.md")
    assert (done.returncode, done.stdout) == (1, "")
    assert json.loads(Path("out/report.json").read_text())["summary"]["warnings"] == 1


def test_a_baseline_lets_an_old_repository_start_clean() -> None:
    Path("a.md").write_text(BAD)
    done = run("check", "--baseline", "known.json", "--write-baseline", "a.md")
    assert (done.returncode, done.stderr) == (0, "artfmt: known.json forgives 2 findings of what was checked\n")
    assert run("check", "--baseline", "known.json", "a.md").stdout == ""
    Path(".artfmt.yaml").write_text("baseline: known.json\n")
    assert run("check", "a.md").returncode == 0
    Path("a.md").write_text(BAD + "\nThe the end.\n")
    assert run("check", "a.md").stdout == 'a.md:5:1: warning: "The" stands twice in a row (repeated-word)\n'
    assert run("check", "--write-baseline", "b.md").returncode == 2


@pytest.mark.parametrize("baseline", ["/dev/zero", "../known.json", "link.json"])
def test_a_configuration_reads_no_baseline_outside_the_repository(baseline: str, tmp_path: Path) -> None:
    Path("repository/.git").mkdir(parents=True)
    Path("repository/a.md").write_text(BAD)
    Path("repository/link.json").symlink_to("/dev/zero")
    Path("repository/.artfmt.yaml").write_text(f"baseline: {baseline}\n")
    Path("known.json").write_text('{"version": 1, "findings": {}}')
    done = run("check", "repository/a.md")
    assert (done.returncode, done.stdout) == (2, "")
    assert (
        f"lies outside {tmp_path / 'repository'}: a configuration names no other files; --baseline may name it instead"
        in done.stderr
    )


def test_a_baseline_beside_the_configurations_folder_is_read_within_a_repository() -> None:
    Path(".git").mkdir()
    Path("posts").mkdir()
    Path("posts/a.md").write_text(BAD)
    Path("posts/.artfmt.yaml").write_text("baseline: ../known.json\n")
    run("check", "--baseline", "known.json", "--write-baseline", "posts/a.md")
    assert run("check", "posts/a.md").returncode == 0


@pytest.mark.parametrize("kind", ["pipe", "link out of the repository", "large"])
def test_a_configuration_that_is_not_a_small_file_of_the_repository_is_refused(kind: str) -> None:
    Path("repository/.git").mkdir(parents=True)
    Path("repository/a.md").write_text(BAD)
    Path("outside.yaml").write_text("preset: strict\n")
    config = Path("repository/.artfmt.yaml")
    match kind:
        case "pipe":
            os.mkfifo(config)
        case "large":
            config.write_bytes(b"#" * 1_000_001)
        case _:
            config.symlink_to(Path("outside.yaml").absolute())
    done = run("check", "repository/a.md")
    assert (done.returncode, done.stdout) == (2, "")
    told = {"pipe": "is not a regular file", "large": "is larger than 1 MB"}.get(
        kind, "is a link out of the repository"
    )
    assert told in done.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--fix", "--diff"), "exclude each other"),
        (("--unsafe-fixes",), "needs --fix or --diff"),
        (("--output-format", "xml"), "'xml' is not one of"),
        (("--config", "nowhere.yaml"), "nowhere.yaml: cannot be read"),
        (("-f", "odt"), 'there is no format "odt"'),
        (("--write-baseline",), "needs --baseline FILE"),
        (("--jobs", "0"), "0 is not in the range"),
    ],
)
def test_what_cannot_be_done_is_told(arguments: tuple[str, ...], told: str) -> None:
    Path("a.md").write_text(BAD)
    done = run("check", *arguments, "a.md")
    assert done.returncode == 2
    assert told in done.stderr


def test_rules_are_listed_and_each_has_a_page() -> None:
    listed = [line.split()[0] for line in run("rules").stdout.splitlines()]
    assert listed == list(rule_names())
    assert run("rules", "missing-alt").stdout.startswith("# missing-alt\n\nAn image without alternative text.\n")
    assert "readers" in run("rules", "left-out").stdout
    done = run("rules", "missing-atl")
    assert (done.returncode, done.stderr) == (
        2,
        'artfmt: there is no rule "missing-atl"; did you mean "missing-alt"?\n',
    )


def test_init_writes_a_configuration_that_changes_nothing() -> None:
    assert run("init").returncode == 0
    assert run("init").stderr == "artfmt: .artfmt.yaml: exists already; add --force to replace it\n"
    assert run("init", "--force").returncode == 0
    Path("a.md").write_text(BAD)
    assert len(run("check").stdout.splitlines()) == 2


def test_watch_checks_again_when_a_file_changes() -> None:
    Path("a.md").write_text(FIXED)
    command = [sys.executable, "-m", "artfmt", "check", "--watch", "a.md"]
    shown = Path("shown.txt")
    with shown.open("w") as output, subprocess.Popen(command, stdout=output, stderr=subprocess.DEVNULL) as process:
        try:
            until(lambda: shown.read_text().startswith("a.md:3:15"))
            Path("a.md").write_text(FIXED.replace("# Fares", "# The the"))
            until(lambda: "\na.md:1:3" in shown.read_text())
        finally:
            process.kill()


def test_the_script_of_the_action_reads_its_inputs_as_lines() -> None:
    Path("a b.md").write_text(BAD)
    Path("$(touch owned).md").write_text(BAD)
    command = Path("artfmt")
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -m artfmt "$@"\n')
    command.chmod(0o755)
    inputs = {
        "ARTFMT": "./artfmt",
        "PATHS": "a b.md\n$(touch owned).md\n",
        "ARGUMENTS": "--jobs\n1",
        "SARIF": "out.sarif",
    }
    done = subprocess.run(
        ["bash", str(ROOT / "docs/ci/check.sh")],
        env={**os.environ, **inputs},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout.count("::warning") == 3
    assert len(json.loads(Path("out.sarif").read_text())["runs"][0]["results"]) == done.stdout.count("::") / 2
    assert not Path("owned").exists()


def test_the_summary_of_a_job_has_the_findings(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.md").write_text(BAD)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", os.path.abspath("summary.md"))
    Path("summary.md").write_text("before\n")
    done = run("check", "a.md")
    assert done.stdout.count("::warning") == 1
    summary = Path("summary.md").read_text()
    assert summary.startswith("before\n## artfmt\n\n1 warning, 1 suggestion in 1 file.\n")
    assert summary.count("\n| a") == 2
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", os.path.abspath("nowhere/summary.md"))
    assert run("check", "a.md").stdout == done.stdout
