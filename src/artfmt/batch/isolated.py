"""``process`` for an engine's own workers: the same function, in a process apart that a document may end.

An engine tries a task again when a document ends the process that it runs in, and gives up when that goes on. Here the
engine's process lives on, and the document has a failure for its result.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterable, Iterator
from typing import Any

from artfmt.batch.columns import DOCUMENTS, documents_batch
from artfmt.batch.inputs import DEFAULT_MAX_SIZE
from artfmt.batch.process import Task
from artfmt.batch.rows import Fields, document_of
from artfmt.batch.tables import plain, rows
from artfmt.batch.workers import DEFAULT_TIMEOUT, BatchWork
from artfmt.checking.pool import Pool

_ROWS = 64
# By the process that made it (an engine may fork), and what it is to do.
_POOLS: dict[tuple[int, bytes, float | None], Pool[Any, Any]] = {}


def process_apart(batches: Iterable[Any], task: Task, timeout: float | None = DEFAULT_TIMEOUT) -> Iterator[Any]:
    """The results of each record batch of ``DOCUMENTS``, as ``process`` gives them.

    ``timeout`` is in seconds a document, None for any.
    """
    pool = _pool(task, timeout)
    for batch in batches:
        for start in range(0, batch.num_rows, _ROWS):
            yield pool.begin(batch.slice(start, _ROWS)).result()


def documents_of(
    batches: Iterable[Any], fields: Fields, *, format: str | None = None, max_size: int = DEFAULT_MAX_SIZE
) -> Iterator[Any]:
    """Record batches of ``DOCUMENTS`` of others, by the names of their columns.

    Where no ``id`` column is told, documents are called by their address, and where they have none, "-". ``format`` is
    that of all, ``max_size`` in bytes.
    """
    for batch in batches:
        records = (plain(row, fields, batch.schema) for row in rows(batch))
        documents = [document_of(row, fields, "-", format, max_size) for row in records]
        if documents:
            yield documents_batch(
                [
                    document._replace(id=document.url) if document.id == "-" and document.url else document
                    for document in documents
                ]
            )


def as_documents(batches: Iterable[Any], fields: Fields | None, format: str | None) -> Iterator[Any]:
    """Batches as they are where they have the columns of ``DOCUMENTS``, else by the names that are told."""
    if fields is not None:
        return documents_of(batches, fields, format=format)
    return (batch.select(DOCUMENTS.names).cast(DOCUMENTS) for batch in batches)


def _pool(task: Task, timeout: float | None) -> Pool[Any, Any]:
    key = os.getpid(), pickle.dumps(task), timeout
    if key not in _POOLS:
        _POOLS[key] = Pool(BatchWork(task), 1, timeout)
    return _POOLS[key]
