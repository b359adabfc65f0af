"""What engines call: the pure function in a process apart, on record batches of any columns."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest

from artfmt.batch.columns import DOCUMENTS, results_schema
from artfmt.batch.isolated import as_documents, process_apart
from artfmt.batch.process import Task
from artfmt.batch.rows import Fields
from batch_support import kinds, story, traps  # noqa: F401
from conftest import GUARD


def _results(batches: list[Any], fields: Fields | None, task: Task, timeout: float = GUARD) -> list[dict[str, Any]]:
    made = list(process_apart(as_documents(batches, fields, "markdown"), task, timeout))
    assert all(each.schema == results_schema(typed=task.typed) for each in made)
    return [row for each in made for row in each.to_pylist()]


@pytest.mark.usefixtures("traps")
def test_a_document_that_ends_its_process_is_an_error_in_its_row() -> None:
    words = ["The board met.", "SEGFAULT", "FOREVER", "The board met."]
    rows = {
        "md": [story(number, each) for number, each in enumerate(words)],
        "link": [f"https://news.example/{number}" for number in range(4)],
    }
    found = _results([pa.record_batch(rows)], Fields("md", "link"), Task(typed=True))
    assert kinds(found) == [None, "crashed", "too-slow", None]
    assert [row["id"] for row in found] == [row["url"] for row in found] == rows["link"]
    assert found[3]["article"]["headline"] == "Fares fall 3"


def test_batches_may_be_documents_already_and_of_any_size() -> None:
    def batch(count: int) -> Any:
        ids = [f"{number}" for number in range(count)]
        columns = {
            "id": ids,
            "data": [story(number).encode() for number in range(count)],
            "format": ["markdown"] * count,
        }
        return pa.record_batch(
            [
                pa.array(columns.get(name, [None] * count), kind)
                for name, kind in zip(DOCUMENTS.names, DOCUMENTS.types, strict=True)
            ],
            schema=DOCUMENTS,
        )

    found = _results([batch(150), batch(0), batch(1)], None, Task(to="text"))
    assert [row["id"] for row in found] == [*map(str, range(150)), "0"]
    assert all(row["text"].startswith("Fares fall") for row in found)
