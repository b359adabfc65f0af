"""docs/analysis.md: its queries, run over invented stories."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from cli_support import run
from guide_support import page_and_blocks

STORIES = (
    ("Fares fall", "2031-05-04", "Harbor", ["Ada Park"], "**Why it matters:** It is cheap."),
    ("Fares rise", "2031-05-05T10:00:00+02:00", "Harbor", ["Ada Park", "Bo Lindt"], "**Why it matters:** It is not."),
    ("Shops open", "2031-06-01", "Business", ["Bo Lindt"], "**What's next:** More."),
)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    pytest.importorskip("pyarrow")
    (tmp_path / "stories").mkdir()
    for number, (headline, published, section, authors, body) in enumerate(STORIES):
        front = json.dumps(
            {
                "headline": headline,
                "published": published,
                "section": section,
                "authors": [{"name": name} for name in authors],
            }
        )
        (tmp_path / "stories" / f"{number}.md").write_text(f"---\n{front}\n---\n\nTickets cost $2.\n\n{body}\n")
    (tmp_path / "stories" / "none.json").write_text("{")
    done = run("batch", "stories", "-o", "articles.parquet", cwd=tmp_path)
    assert done.returncode == 1, done.stderr
    return tmp_path


def test_the_queries_of_duckdb(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    duckdb = pytest.importorskip("duckdb", reason="pip install '.[judges]': the page's queries are DuckDB's")
    monkeypatch.chdir(archive)
    _, blocks = page_and_blocks("analysis.md")
    queries = [block for block in blocks if block.startswith("SELECT")]
    answers = [duckdb.sql(query).fetchall() for query in queries]
    assert answers == [
        [("Harbor", 2, 9.0), ("Business", 1, 6.0)],
        [("Ada Park", 2), ("Bo Lindt", 2)],
        [("Why it matters", 2), ("What's next", 1)],
    ]


def test_the_query_of_pandas(archive: Path) -> None:
    pytest.importorskip("pandas", reason="pip install '.[judges]': the page's query is pandas'")
    _, blocks = page_and_blocks("analysis.md")
    (program,) = [block for block in blocks if block.startswith("import pandas")]
    done = subprocess.run([sys.executable, "-c", program], cwd=archive, capture_output=True, text=True, check=True)
    assert done.stdout == "{'2031-05': 18, '2031-06': 6}\n"
