"""Spark, for real, in local mode: the recipe of docs/scale.md."""

from __future__ import annotations

import shutil
from importlib.util import find_spec
from pathlib import Path

from batch_support import recipe_results
from conftest import lacking


def test_the_recipe_gives_a_result_for_each_row(tmp_path: Path) -> None:
    if not find_spec("pyspark"):
        lacking("pyspark")
    if not shutil.which("java"):
        lacking("Java: apt-get install default-jre-headless")
    found = recipe_results(tmp_path, "Spark")
    assert {url: kind for url, kind in found.items() if kind} == {"https://news.example/1": "missing"}
