"""docs/adding-a-rule.md, followed to the letter in a copy of the project."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from conftest import ROOT
from guide_support import page_and_blocks, run_in_copy


def test_the_page_leads_to_a_rule(tmp_path: Path) -> None:
    page, (module, cases, accepting, config, commands) = page_and_blocks("adding-a-rule.md")
    for name in ("src", "schemas", "docs", "tests", "examples", "benchmarks"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("node_modules", "__pycache__"))
    for name in ("README.md", "pyproject.toml", "zensical.toml"):
        shutil.copy(ROOT / name, tmp_path)
    (path,) = re.findall(r"Write `(src/[\w/]+\.py)`", page)
    (tmp_path / path).write_text(module, encoding="utf-8")
    (tmp_path / "only.yaml").write_text(config, encoding="utf-8")
    with (tmp_path / "tests" / "rules" / "cases.yaml").open("a", encoding="utf-8") as file:
        file.write(cases)
    accepted = run_in_copy(
        tmp_path,
        accepting.strip() + " -q -n0 -p no:cacheprovider --deselect tests/test_readme.py -k 'not first_command'",
    )
    assert accepted.returncode == 0, accepted.stdout
    shown, checked = (run_in_copy(tmp_path, command) for command in commands.splitlines())
    assert shown.stdout.startswith("# headline-shouts\n\nA headline that ends with an exclamation mark.\n")
    assert checked.stdout == "a.md:1:19: error: the headline shouts (headline-shouts)\n", checked.stderr
    assert "headline-shouts" in (tmp_path / "docs" / "rules.md").read_text(encoding="utf-8")
