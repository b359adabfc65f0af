"""What a release is made of: one version everywhere, actions by commit, recipes with the project's own dependencies."""

from __future__ import annotations

import json
import re
import shutil
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

import artfmt
from conftest import ROOT

sys.path.insert(0, str(ROOT / "benchmarks"))
from release import _PLACES, release


def test_one_command_sets_the_version(tmp_path: Path) -> None:
    for name, _, _ in _PLACES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    release("1.2.3rc1", tmp_path)
    assert '__version__ = "1.2.3rc1"' in (tmp_path / "src/artfmt/_version.py").read_text()
    assert re.search(r"^## 1\.2\.3rc1 \(20\d\d-\d\d-\d\d\)$", (tmp_path / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert "artfmt/artfmt@v1.2.3rc1\n" in (tmp_path / "docs/ci/github-workflow.yml").read_text()
    with pytest.raises(ValueError, match=r"CHANGELOG\.md has 0 places"):
        release("1.2.4", tmp_path)
    assert '__version__ = "1.2.3rc1"' in (tmp_path / "src/artfmt/_version.py").read_text()


@pytest.mark.parametrize("version", ["1", "v1.2.3", "1.2.3; rm -rf", ""])
def test_what_is_no_version_is_refused(version: str) -> None:
    with pytest.raises(ValueError, match="is no version"):
        release(version)


def test_the_version_is_one() -> None:
    package = json.loads((ROOT / "editors/vscode/package.json").read_text())
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text())
    assert package["version"] == citation["version"] == artfmt.__version__


def test_actions_are_pinned_by_commit() -> None:
    paths = [ROOT / "action.yml", *(ROOT / ".github/workflows").glob("*.yml"), *(ROOT / "docs/ci").glob("github*.yml")]
    used = [line for path in paths for line in re.findall(r"uses: (\S+.*)", path.read_text())]
    others = [line for line in used if not line.startswith("artfmt/")]
    assert len(others) > 8
    assert [line for line in others if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v[\d.]+", line)] == []


def test_the_recipe_has_the_projects_dependencies() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    recipe = yaml.safe_load(re.sub(r"\$\{\{.*?\}\}", "x", (ROOT / "docs/packaging/conda-forge.yaml").read_text()))
    named = {line.replace(" ", "").replace("python-tzdata", "tzdata").lower() for line in recipe["requirements"]["run"]}
    assert named == {
        *(line.partition(";")[0].lower() for line in project["dependencies"]),
        f"python{project['requires-python']}",
    }
