"""docs/adding-a-language.md, followed to the letter in a copy of the project, with a language that nobody speaks."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import yaml

from conftest import ROOT

_BLOCKS = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_the_page_leads_to_a_language(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "adding-a-language.md").read_text(encoding="utf-8")
    (_, words), (_, compiling), (_, text), (_, trying) = _BLOCKS.findall(page)
    for name in ("src", "schemas", "tests/language"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("tests/conftest.py", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path / name)
    (path,) = re.findall(r"Write `(src/[\w/.-]+\.yaml)`", page)
    (tmp_path / path).write_text(words, encoding="utf-8")
    (name,) = re.findall(r"here `([\w.]+)`", page)
    (tmp_path / name).write_text(text, encoding="utf-8")
    environment = {
        **os.environ,
        "PYTHONPATH": str(tmp_path / "src"),
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
    }

    def run(command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["bash", "-ec", command], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )

    compiled = run(compiling.strip() + " -n0 -p no:cacheprovider")
    assert compiled.returncode == 0, compiled.stdout + compiled.stderr
    converted = run(trying)
    article = yaml.safe_load(converted.stdout)
    assert article["published"] == "2031-05-04", converted.stderr
    assert [author["name"] for author in article["authors"]] == ["Ida Brandt", "Pia Lund"]
    assert article["image"]["credit"] == [{"text": "Bilden: Ola Wirth/Harbor Wire"}]
    assert [section["axiom"] for section in article["body"] if "axiom" in section] == [
        {"kind": "why-it-matters", "label": "Nok da vel"},
        {"kind": "bottom-line", "label": "Pa bonnen"},
    ]
    assert [note["kind"] for note in article["notes"]] == ["correction"]
