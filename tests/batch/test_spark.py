"""Spark, for real, in local mode: the recipe of docs/scale.md."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from batch_support import page
from conftest import ROOT, lacking


def test_the_recipe_gives_a_result_for_each_row(tmp_path: Path) -> None:
    if not find_spec("pyspark"):
        lacking("pyspark")
    if not shutil.which("java"):
        lacking("Java: apt-get install default-jre-headless")
    text = (ROOT / "docs" / "scale.md").read_text(encoding="utf-8")
    (recipe,) = re.findall(r"^```python\n(# Spark.*?)^```$", text, re.MULTILINE | re.DOTALL)
    rows = {"html": [page(1), None, "", page(4)], "url": [f"https://news.example/{number}" for number in range(4)]}
    pq.write_table(pa.table(rows), tmp_path / "pages.parquet")
    (tmp_path / "recipe.py").write_text(recipe)
    done = subprocess.run(
        [sys.executable, "recipe.py"], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=240
    )
    assert done.returncode == 0, done.stderr
    found = {row["url"]: row for row in pq.read_table(tmp_path / "articles.parquet").to_pylist()}
    assert sorted(found) == rows["url"]
    assert found["https://news.example/0"]["article"]["headline"] == "Fares fall 1"
    assert [found[url]["error"] and found[url]["error"]["kind"] for url in rows["url"]] == [
        None,
        "missing",
        "no-article",
        None,
    ]
    assert json.loads(done.stdout.splitlines()[-1]) == 4
