"""Record batches of documents worked on by a pool of processes."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import closing, suppress
from functools import cache
from typing import Any, NamedTuple, TypeVar

import pyarrow as pa

from artfmt.batch.columns import Failure, failed_row, forgo_pandas, results_batch
from artfmt.batch.process import Task, process
from artfmt.checking.cores import cores
from artfmt.checking.pool import Pool
from artfmt.checking.worker import Ended
from artfmt.source.errors import ArtfmtError

DEFAULT_TIMEOUT = 60.0  # seconds a document
_AHEAD = 16  # batches a worker
_AHEAD_BYTES = 256 << 20
_SAMPLE = b"<html><body><p>Words on a page.</p></body></html>"
T = TypeVar("T")


class BatchWork(NamedTuple):
    """What is done with record batches of documents: ``process``, by a worker (``artfmt.checking.pool.Work``)."""

    task: Task

    def prepare(self) -> None:
        forgo_pandas()
        if self.task.check:
            from artfmt.rules import all_rules

            list(all_rules())

    def do(self, batch: Any, begin: Callable[[], None]) -> Any:
        for name in {*batch.column("format").to_pylist()} - {None}:
            _warm_up(name)
        return process(batch, self.task, begin)

    def failed(self, batch: Any, end: Ended) -> Any:
        how = f"ended the process that read it ({end.how}); this is a fault of artfmt: tell us"
        failure = Failure("too-slow", end.how) if end.too_slow else Failure("crashed", how)
        return results_batch([failed_row(batch.to_pylist()[0], failure)], typed=self.task.typed)

    def joined(self, parts: Sequence[Any]) -> Any:
        return pa.Table.from_batches(parts).combine_chunks().to_batches()[0]

    def encode(self, batch: Any) -> memoryview:
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, batch.schema) as writer:
            writer.write_batch(batch)
        return memoryview(sink.getvalue())

    def decode(self, content: bytes) -> Any:
        return pa.ipc.open_stream(content).read_next_batch()


@cache
def _warm_up(format: str) -> None:
    """Import and load what a format needs, so that no document's time is spent on it."""
    from artfmt.formats.read import read

    with suppress(ArtfmtError):
        read(_SAMPLE, format)


def run(
    batches: Iterable[T],
    batch_of: Callable[[T], Any],
    task: Task,
    *,
    workers: int | None = None,
    timeout: float | None = DEFAULT_TIMEOUT,
) -> Iterator[tuple[T, Any]]:
    """Each batch with its results, in order; some batches are worked on ahead.

    ``batch_of`` gives the record batch of documents of what ``batches`` yields; ``workers`` is the number of processes,
    as many as there are cores if left out; ``timeout`` is how many seconds a document may take, None for any.
    """
    count = workers or cores()
    ahead: deque[tuple[T, int, Future[Any]]] = deque()
    waiting = 0
    with closing(Pool(BatchWork(task), count, timeout)) as pool:
        failures: list[Exception] = []
        for item in until_failure(batches, failures):
            batch = batch_of(item)
            ahead.append((item, batch.nbytes, pool.begin(batch)))
            waiting += batch.nbytes
            while ahead and (ahead[0][2].done() or len(ahead) > count * _AHEAD or waiting > _AHEAD_BYTES):
                first, size, future = ahead.popleft()
                waiting -= size
                yield first, future.result()
        while ahead:
            first, _, future = ahead.popleft()
            yield first, future.result()
        if failures:
            raise failures[0]


def until_failure(items: Iterable[T], failures: list[Exception]) -> Iterator[T]:
    """The items up to where their source fails; what it raised is put into ``failures``, to raise after them."""
    try:
        yield from items
    except Exception as error:
        failures.append(error)
