"""Batches on Spark: what ``DataFrame.mapInArrow`` takes.

``frame.mapInArrow(processor(task, fields), schema(task))`` gives a row of results for each row of a frame.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from artfmt.batch.columns import results_schema
from artfmt.batch.isolated import as_documents, process_apart
from artfmt.batch.process import Task
from artfmt.batch.rows import Fields
from artfmt.batch.workers import DEFAULT_TIMEOUT


def processor(
    task: Task | None = None,
    fields: Fields | None = None,
    *,
    format: str | None = None,
    timeout: float | None = DEFAULT_TIMEOUT,
) -> Callable[[Iterable[Any]], Iterator[Any]]:
    """The function for ``mapInArrow``: record batches of documents in, of results out.

    The frame has the columns of ``DOCUMENTS``, or those that ``fields`` names; ``format`` is that of all documents,
    ``timeout`` in seconds a document.
    """

    def work(batches: Iterable[Any]) -> Iterator[Any]:
        return process_apart(as_documents(batches, fields, format), task or Task(), timeout)

    return work


def schema(task: Task | None = None) -> Any:
    """The schema of the results, for ``mapInArrow`` (``pyspark.sql.types.StructType``)."""
    from pyspark.sql.pandas.types import from_arrow_schema

    return from_arrow_schema(results_schema(typed=(task or Task()).typed))
