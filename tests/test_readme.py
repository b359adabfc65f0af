"""The README: its commands and code are run, its tables are those of the code."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from artfmt.formats.table import FORMATS
from conftest import ROOT

README = ROOT / "README.md"
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def _blocks(language: str) -> list[str]:
    return [body for name, body in _BLOCK.findall(README.read_text(encoding="utf-8")) if name == language]


def _tracked(target: Path) -> Path:
    """A copy of the project as a clone would have it."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for name in listed.stdout.splitlines():
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, target / name)
    return target


def test_the_first_command_sets_up_and_converts(tmp_path: Path) -> None:
    setup = _blocks("sh")[0]
    assert setup.count("\n") == 1
    clean = {key: value for key, value in os.environ.items() if key not in ("VIRTUAL_ENV", "PYTHONPATH")}
    done = subprocess.run(
        ["bash", "-c", setup], cwd=_tracked(tmp_path), env=clean, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == (ROOT / "examples/plain/article.xml").read_text(encoding="utf-8")


def test_the_second_command_is_the_one_that_ci_runs() -> None:
    setup = _blocks("sh")[1]
    assert setup.count("\n") == 1
    assert setup.endswith("python -m pytest\n")
    (reading,) = re.findall(r"^test_command=.*$", (ROOT / ".ci/run").read_text(encoding="utf-8"), re.MULTILINE)
    done = subprocess.run(
        ["bash", "-c", f'{reading}\nprintf "%s\\n" "$test_command"'],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == setup


@pytest.mark.parametrize("session", _blocks("console"))
def test_console_blocks_print_what_is_shown(session: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    (tmp_path / "bin").mkdir()
    command = tmp_path / "bin" / "artfmt"
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -m artfmt "$@"\n')
    command.chmod(0o755)
    path = {**os.environ, "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}"}
    for line, *shown in (each.splitlines() for each in re.split(r"^\$ ", session, flags=re.MULTILINE)[1:]):
        done = subprocess.run(["bash", "-c", line], cwd=tmp_path, env=path, capture_output=True, text=True, check=False)
        assert done.stdout.splitlines() == shown, line
        assert done.stderr == "", line


@pytest.mark.parametrize("code", _blocks("python"))
def test_python_blocks_run(code: str) -> None:
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


def formats_table() -> str:
    def flag(value: bool) -> str:
        return "yes" if value else "no"

    rows = [
        f"| {each.name} | {each.title} | {' '.join(f'`{suffix}`' for suffix in each.suffixes)} "
        f"| {flag(each.reads)} | {flag(each.writes)} | {flag(each.lossless)} |"
        for each in FORMATS
    ]
    return "\n".join(("| name | what it is | suffixes | read | write | lossless |", "|---|---|---|---|---|---|", *rows))


def test_the_formats_table_is_that_of_the_code(golden: Callable[[Path, str], None]) -> None:
    text = README.read_text(encoding="utf-8")
    start, end = text.index("<!-- formats -->\n"), text.index("<!-- /formats -->")
    golden(README, f"{text[:start]}<!-- formats -->\n{formats_table()}\n{text[end:]}")


def test_a_visitor_can_read_it_in_two_minutes() -> None:
    assert README.read_text(encoding="utf-8").count("\n") <= 150


_CODE = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


@pytest.mark.parametrize(
    "page", [README, ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))], ids=lambda page: page.name
)
def test_what_a_page_links_to_is_there(page: Path) -> None:
    links = _LINK.findall(re.sub(r"^    .*$", "", _CODE.sub("", page.read_text(encoding="utf-8")), flags=re.MULTILINE))
    assert [link for link in links if "://" not in link and not (page.parent / link).exists()] == []
