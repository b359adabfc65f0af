"""A baseline forgives what was there, once each, wherever it moved to."""

from __future__ import annotations

from pathlib import Path

import pytest

from artfmt.checking.baseline import Baseline
from artfmt.checking.config import Configs
from artfmt.checking.results import Result
from artfmt.checking.run import Gate
from artfmt.source.errors import ConfigError
from artfmt.source.files import Input


def _run(path: Path) -> Result:
    (result,) = Gate(Configs()).run([Input(str(path))])
    return result


def test_what_was_there_is_forgiven_and_what_is_new_is_not(tmp_path: Path) -> None:
    story, known = tmp_path / "a.md", tmp_path / "known.json"
    story.write_text("# a\n\nIt it is.\n")
    known.write_text(Baseline(str(tmp_path)).renewed([_run(story)]).text())
    assert Baseline.load(str(known)).new(_run(story)).findings == []
    story.write_text("# a\n\nNew.\n\nIt it is.\n\nIt it is, again.\n")
    left = Baseline.load(str(known)).new(_run(story)).findings
    assert [each.location and each.location.line for each in left] == [7]
    story.write_text("# a\n\nThe the is.\n")
    assert len(Baseline.load(str(known)).new(_run(story)).findings) == 1


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"version": 2, "findings": {}}', '{"version": 1, "findings": {"a": 1}}']
)
def test_what_is_no_baseline_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "known.json"
    path.write_text(text)
    with pytest.raises(ConfigError, match="--write-baseline writes a new one"):
        Baseline.load(str(path))


def test_a_baseline_that_is_missing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        Baseline.load(str(tmp_path / "known.json"))
