"""The annotated texts that teach the roles of lines: each line has a role of the guide."""

from __future__ import annotations

from pathlib import Path

import pytest

from artfmt.reading.roles import ROLES
from conftest import ROOT

FOLDER = ROOT / "benchmarks" / "lines" / "texts"
_GUIDE = ROLES.keys() | {"credit", "sponsor", "other", "mailhead", "code", "field"}


@pytest.mark.parametrize("folder", ["annotated", "small", "fresh"])
def test_every_line_has_a_role_of_the_guide(folder: str) -> None:
    paths = sorted((FOLDER / folder).glob("*.lines"))
    assert len(paths) > 80
    wrong = [place for path in paths for place in _wrong(path)]
    assert wrong == []


def _wrong(path: Path) -> list[str]:
    rows = [row.partition("\t") for row in path.read_text(encoding="utf-8").split("\n")]
    roles = {role for role, tab, _ in rows if tab}
    wrong = [f"{path.name}:{number}" for number, row in enumerate(rows, 1) if any(row) and not _is_right(*row)]
    return wrong if roles & {"headline", "field"} else [*wrong, f"{path.name}: no headline"]


def _is_right(role: str, tab: str, text: str) -> bool:
    return role in _GUIDE and tab == "\t" and bool(text.strip())


def test_the_guide_tells_of_every_role() -> None:
    guide = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert {role for role in _GUIDE if f"| `{role}` |" not in guide} == set()
