"""Ray, for real: a node that is killed in the middle, a run that is resumed, and a dataset of one's own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from artfmt.batch.process import Task
from artfmt.batch.run import Plan, run
from batch_support import lines_of, recipe_results, stories
from conftest import GUARD, lacking

HERE = Path(__file__).parent


@pytest.fixture(autouse=True)
def _ray(monkeypatch: pytest.MonkeyPatch) -> None:
    if not find_spec("ray"):
        lacking("ray: pip install 'artfmt[ray]'")
    monkeypatch.setenv("RAY_ENABLE_UV_RUN_RUNTIME_ENV", "0")
    monkeypatch.setenv("RAY_USAGE_STATS_ENABLED", "0")
    monkeypatch.setenv("RAY_ADDRESS", "local")  # and not the cluster of a test beside this one


def _python(*arguments: object) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, *map(str, arguments)], capture_output=True, text=True, check=False, timeout=GUARD
    )
    assert done.returncode == 0, done.stderr
    return done


def _inputs(folder: Path, units: int) -> Path:
    """Files of JSON Lines, each a unit, and some documents that have a file each."""
    folder.mkdir()
    for unit in range(units):
        records = [
            {
                "version": "1.0",
                "type": "article",
                "headline": f"Fares {unit} {number}",
                "body": [{"blocks": [{"type": "paragraph", "content": [{"text": f"Word {number}. " * 50}]}] * 20}],
            }
            for number in range(100)
        ]
        (folder / f"{unit:02}.jsonl").write_text("".join(json.dumps(each) + "\n" for each in [*records, {}]))
    stories(folder / "more", 30)
    return folder


def test_neither_a_stop_nor_a_killed_node_takes_anything_with_it(tmp_path: Path) -> None:
    source = _inputs(tmp_path / "in", 8)
    _python(HERE / "cluster.py", source, tmp_path / "ray.parquet", tmp_path / "told.json")
    told = json.loads((tmp_path / "told.json").read_text())
    assert told["nodes"] == 2  # the driver's, and the one that was not killed
    assert 0 < told["documents when stopped"] < told["documents when killed"] < told["documents"]
    whole = run(Plan((str(source),), Task(), output=str(tmp_path / "local.parquet"), workers=1))
    assert (told["documents"], told["errors"]) == (whole.documents, whole.errors) == (8 * 101 + 30, 8)
    parts = sorted(os.listdir(tmp_path / "ray.parquet"))
    assert parts == [f"part-{number:05}.parquet" for number in range(9)]
    assert pq.read_table(tmp_path / "ray.parquet").equals(pq.read_table(tmp_path / "local.parquet"))
    assert sorted(os.listdir(tmp_path)) == ["in", "local.parquet", "ray.parquet", "told.json"]


def test_the_command_runs_on_ray(tmp_path: Path) -> None:
    source = _inputs(tmp_path / "in", 1)
    command = ["-m", "artfmt", "batch", source, "--engine", "ray", "-o", tmp_path / "out.jsonl.zst", "-q"]
    done = subprocess.run(
        [sys.executable, *map(str, command)], capture_output=True, text=True, check=False, timeout=GUARD
    )
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "")
    rows = [row for part in sorted((tmp_path / "out.jsonl.zst").iterdir()) for row in lines_of(part)]
    assert [row["id"] for row in rows] == [
        *(f"{source}/00.jsonl#{number}" for number in range(1, 102)),
        *(f"{source}/more/{number:04}.md" for number in range(30)),
    ]


def test_the_recipe_gives_a_result_for_each_row(tmp_path: Path) -> None:
    found = recipe_results(tmp_path, "Ray")
    assert {url: kind for url, kind in found.items() if kind} == {"https://news.example/1": "missing"}
