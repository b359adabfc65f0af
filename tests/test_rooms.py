"""The rooms: what may import what, held by import-linter; and what a planted wrong import brings."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import ROOT, lacking

_SOURCE = ROOT / "src" / "artfmt"
ROOMS = ("source", "model", "language", "reading", "formats", "rules", "house", "checking", "batch", "editor", "cli")


def test_nothing_lies_beside_the_rooms() -> None:
    beside = {path.name for path in _SOURCE.iterdir() if path.name != "__pycache__"} - set(ROOMS)
    assert beside == {"__init__.py", "__init__.pyi", "__main__.py", "_version.py", "py.typed"}


def test_no_file_is_longer_than_a_reader_holds() -> None:
    lengths = {
        path: len(path.read_text(encoding="utf-8").splitlines())
        for path in _SOURCE.rglob("*.py")
        if path.parent.name != "data"
    }
    assert {path.relative_to(_SOURCE): length for path, length in lengths.items() if length > 500} == {}


def _linted(folder: Path) -> subprocess.CompletedProcess[str]:
    command = Path(sys.executable).parent / "lint-imports"
    if not command.exists():
        lacking("import-linter: pip install import-linter")
    return subprocess.run(
        [command, "--no-cache"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder / "src")},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("module", "imported", "broken"),
    [
        ("source/git.py", "from artfmt.model.article import Article", "A room imports only what stands beneath it"),
        ("rules/bare_url.py", "from artfmt.formats.table import FORMATS", "A room imports only what stands beneath it"),
        ("language/desks.py", "def late():\n    import artfmt.language.timestamp", "No circles"),
    ],
)
def test_a_planted_wrong_import_is_found(tmp_path: Path, module: str, imported: str, broken: str) -> None:
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    assert _linted(tmp_path).returncode == 0
    with (tmp_path / "src" / "artfmt" / module).open("a", encoding="utf-8") as file:
        file.write(f"\n\n{imported}\n")
    linted = _linted(tmp_path)
    assert linted.returncode == 1
    assert f"{broken} BROKEN" in linted.stdout


_PARTICIPLES = frozenset(
    {
        *("asked", "begun", "broken", "chosen", "counted", "cut", "done", "drawn", "each", "failed", "found", "given"),
        *(
            "guessed",
            "held",
            "judged",
            "kept",
            "known",
            "listed",
            "made",
            "marked",
            "matched",
            "meant",
            "moved",
            "named",
        ),
        *("numbered", "opened", "packed", "picked", "placed", "reached", "said", "seen", "sent", "shown", "stated"),
        *("taken", "told", "used", "wanted", "written"),
    }
)


def _locals_of(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef | ast.Lambda):
            for node in ast.walk(function):
                if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                    yield node.lineno, node.id
                elif isinstance(node, ast.arg):
                    yield node.lineno, node.arg


def test_a_local_is_called_what_it_is_and_not_what_became_of_it() -> None:
    called = {
        f"{path.relative_to(_SOURCE)}:{line}: {name}"
        for path in _SOURCE.rglob("*.py")
        for line, name in _locals_of(ast.parse(path.read_text(encoding="utf-8")))
        if name in _PARTICIPLES
    }
    assert called == set()


_PARTS_OF = re.compile(r"``([a-z_]+)``")


def test_the_modules_that_a_reader_names_in_its_head_exist() -> None:
    lost = []
    for path in (_SOURCE / "formats").glob("*/reader.py"):
        head = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
        for called in re.findall(r"\(((?:``[a-z_]+``(?:, )?)+)\)", head):
            beside = {other.stem for other in path.parent.glob("*.py")}
            lost += [f"{path.relative_to(_SOURCE)}: {name}" for name in _PARTS_OF.findall(called) if name not in beside]
    assert lost == []
