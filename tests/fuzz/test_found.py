"""What the fuzzer has found, and what was found before it, again."""

from __future__ import annotations

from pathlib import Path

import pytest

from fuzz.targets import TARGETS, seeds

_FOUND = sorted(path for path in (Path(__file__).parent / "found").rglob("*") if path.is_file())


@pytest.mark.parametrize("path", _FOUND, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_was_found_holds_now(path: Path) -> None:
    TARGETS[path.parent.name](path.read_bytes())


@pytest.mark.parametrize("target", TARGETS)
def test_every_seed_holds(target: str) -> None:
    inputs = list(seeds(target))
    assert inputs
    for data in inputs:
        TARGETS[target](data)
