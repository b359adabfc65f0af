"""docs/adding-a-language.md, followed to the letter in a copy of the project, with a language that nobody speaks."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import yaml

from conftest import ROOT
from guide_support import page_and_blocks, run_in_copy


def test_the_page_leads_to_a_language(tmp_path: Path) -> None:
    page, (words, compiling, text, trying) = page_and_blocks("adding-a-language.md")
    for name in ("src", "schemas", "tests/language"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("tests/conftest.py", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path / name)
    (path,) = re.findall(r"Write `(src/[\w/.-]+\.yaml)`", page)
    (tmp_path / path).write_text(words, encoding="utf-8")
    (name,) = re.findall(r"here `([\w.]+)`", page)
    (tmp_path / name).write_text(text, encoding="utf-8")
    compiled = run_in_copy(tmp_path, compiling.strip() + " -n0 -p no:cacheprovider")
    assert compiled.returncode == 0, compiled.stdout + compiled.stderr
    converted = run_in_copy(tmp_path, trying)
    article = yaml.safe_load(converted.stdout)
    assert article["published"] == "2031-05-04", converted.stderr
    assert [author["name"] for author in article["authors"]] == ["Ida Brandt", "Pia Lund"]
    assert article["image"]["credit"] == [{"text": "Bilden: Ola Wirth/Harbor Wire"}]
    assert [section["axiom"] for section in article["body"] if "axiom" in section] == [
        {"kind": "why-it-matters", "label": "Nok da vel"},
        {"kind": "bottom-line", "label": "Pa bonnen"},
    ]
    assert [note["kind"] for note in article["notes"]] == ["correction"]
