"""Record batches worked on in processes of their own, so that no document takes the run with it.

A document that ends its worker is worked on again alone (a kill from outside is not its fault), and gets a failure as
its result if it ends three; one that takes too long gets it at once. The documents around it are worked on again.
"""

from __future__ import annotations

import atexit
import os
import pickle
import subprocess
import sys
import tempfile
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from contextlib import suppress
from queue import SimpleQueue
from types import TracebackType
from typing import Any, NamedTuple, Self, TypeVar

from artfmt.batch.columns import Failure, failed_row, results_batch
from artfmt.batch.process import Task
from artfmt.batch.worker import BEGUN, DONE, READY, batch_of_bytes, batch_to_bytes, read_frame, write_frame
from artfmt.source.errors import ConfigError

DEFAULT_TIMEOUT = 60.0  # seconds a document
_TRIES = 3  # of a document, or of starting a worker
_AHEAD = 16  # batches a worker
_AHEAD_BYTES = 256 << 20
_WARMING = 60.0  # seconds that a worker may take, beside, before it begins the first document of a batch
_LOOKED_AT = 0.05  # seconds between looks at the clock
T = TypeVar("T")


class Ended(NamedTuple):
    """How a worker ended in the middle: after it had begun so many documents."""

    begun: int
    failure: Failure


class Worker:
    """One process, and the thread's end of the pipes to it. It is started when it is first needed, and again."""

    def __init__(self, task: Task, timeout: float | None) -> None:
        self._task = task
        self._timeout = timeout
        self._process: subprocess.Popen[bytes] | None = None
        self._complaints: Any = None
        self._deadline: float | None = None
        self._too_slow = False
        self._closed = False

    def results(self, batch: Any) -> Any:
        """The results of a record batch of documents, whatever they do. Raises ConfigError where no worker starts."""
        import pyarrow as pa

        parts = list(self._parts(batch))
        return parts[0] if len(parts) == 1 else pa.Table.from_batches(parts).combine_chunks().to_batches()[0]

    def _parts(self, batch: Any) -> Iterator[Any]:
        while batch.num_rows:
            ended = self._ask(batch)
            if not isinstance(ended, Ended):
                yield ended
                return
            culprit = max(ended.begun - 1, 0)
            if culprit:
                yield from self._parts(batch.slice(0, culprit))
            yield self._alone(batch.slice(culprit, 1), ended.failure)
            batch = batch.slice(culprit + 1)

    def _alone(self, batch: Any, failure: Failure) -> Any:
        """The result of a document during which a worker ended."""
        for _ in range(1, _TRIES):
            if failure.kind == "too-slow":
                break
            ended = self._ask(batch)
            if not isinstance(ended, Ended):
                return ended
            failure = ended.failure
        return results_batch([failed_row(batch.to_pylist()[0], failure)], typed=self._task.typed)

    def _ask(self, batch: Any) -> Any:
        """The results of a batch, or how the worker ended in it; one before the first document counts for nothing."""
        for _ in range(_TRIES):
            told = self._ask_once(batch)
            if not isinstance(told, Ended) or told.begun or told.failure.kind == "too-slow":
                break
        return told

    def _ask_once(self, batch: Any) -> Any:
        process = self._started()
        assert process.stdin
        assert process.stdout
        begun = 0
        self._too_slow = False
        self._wind(_WARMING)
        try:
            write_frame(process.stdin, batch_to_bytes(batch))
            while (told := process.stdout.read(1)) == BEGUN:
                begun += 1
                self._wind()
            content = read_frame(process.stdout) if told == DONE else None
        except OSError:
            content = None
        self._deadline = None
        if content is not None:
            return batch_of_bytes(content)
        return Ended(begun, self._post_mortem())

    def _wind(self, more: float = 0.0) -> None:
        if self._timeout is not None:
            self._deadline = time.monotonic() + self._timeout + more

    def look_at_clock(self) -> None:
        """End the process if its document has had its time."""
        deadline, process = self._deadline, self._process
        if deadline is not None and process and time.monotonic() > deadline:
            self._too_slow = True
            process.kill()

    def _post_mortem(self) -> Failure:
        """Why the process ended; the next call to ``_started`` starts another."""
        assert self._process
        status = self._end()
        if self._too_slow:
            return Failure("too-slow", f"took longer than {self._timeout:g} seconds")
        how = f"signal {-status}" if status < 0 else f"exit status {status}"
        return Failure("crashed", f"ended the process that read it ({how}); this is a fault of artfmt: tell us")

    def _started(self) -> subprocess.Popen[bytes]:
        why: str | None = "worker processes end as soon as they are started"
        for _ in range(_TRIES):
            if self._closed:
                break
            if self._process is None and (why := self._start()):
                continue
            process = self._process
            assert process
            assert process.stdout
            if process.poll() is None:
                return process
            self._end()
        raise ConfigError("the run was stopped" if self._closed else why)

    def _start(self) -> str | None:
        """Start a process; why that failed, or None."""
        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115
        self._process = process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-P", "-m", "artfmt.batch.worker", str(os.getpid())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._complaints,
            start_new_session=True,
            env={
                **os.environ,
                "PYTHONPATH": os.pathsep.join(each for each in sys.path if each and isinstance(each, str)),
            },
        )
        if self._closed:  # in this very moment
            process.kill()
        assert process.stdin
        assert process.stdout
        ready = b""
        with suppress(OSError):
            write_frame(process.stdin, pickle.dumps(self._task))
            ready = process.stdout.read(1)
        if ready != READY:
            with suppress(subprocess.TimeoutExpired):
                process.wait(5)
            self._complaints.seek(0)
            told = self._complaints.read().decode("utf-8", "replace").strip().splitlines()
            self._end()
            return f"a worker process cannot be started: {told[-1] if told else 'it says nothing'}"
        return None

    def _end(self) -> int:
        process, self._process = self._process, None
        if process is None:
            return 0
        assert process.stdin
        assert process.stdout
        if self._too_slow or process.stdout.closed:
            process.kill()
        with suppress(OSError):
            process.stdin.close()
        process.stdout.close()
        try:
            status = process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            status = process.wait()
        self._complaints.close()
        return status

    def kill(self) -> None:
        """End the process at once and for good; the thread that waits for it gets to know."""
        self._closed = True
        if process := self._process:
            process.kill()

    def close(self) -> None:
        """End the process when it has nothing to do."""
        self.kill()
        self._end()


class Pool:
    """Workers, and a thread for each that feeds it; threads that a program need not wait for at its end."""

    def __init__(self, task: Task, count: int, timeout: float | None) -> None:
        self._waiting: SimpleQueue[tuple[Any, Future[Any]] | None] = SimpleQueue()
        self._workers = [Worker(task, timeout) for _ in range(count)]
        self._closing = threading.Event()
        self._threads = [
            *(threading.Thread(target=self._feed, args=(each,), daemon=True) for each in self._workers),
            threading.Thread(target=self._look_at_clocks, daemon=True),
        ]

    def __enter__(self) -> Self:
        for each in self._threads:
            each.start()
        atexit.register(self.close)  # where a program ends in the middle: its threads stand still after that
        return self

    def __exit__(self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End the workers and the threads, whatever they are at."""
        atexit.unregister(self.close)
        if self._closing.is_set():
            return
        self._closing.set()
        for worker in self._workers:
            worker.kill()
            self._waiting.put(None)
        for each in self._threads:
            each.join()
        for worker in self._workers:
            worker.close()

    def begin(self, batch: Any) -> Future[Any]:
        """Begin to work on a batch; the future gives its results."""
        future: Future[Any] = Future()
        self._waiting.put((batch, future))
        return future

    def _feed(self, worker: Worker) -> None:
        while (job := self._waiting.get()) is not None:
            batch, future = job
            try:
                if self._closing.is_set():
                    raise ConfigError("the run was stopped")
                future.set_result(worker.results(batch))
            except BaseException as error:
                future.set_exception(error)

    def _look_at_clocks(self) -> None:
        while not self._closing.wait(_LOOKED_AT):
            for worker in self._workers:
                worker.look_at_clock()


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
    with Pool(task, count, timeout) as pool:
        failed: list[Exception] = []
        for each in until_failure(batches, failed):
            batch = batch_of(each)
            ahead.append((each, batch.nbytes, pool.begin(batch)))
            waiting += batch.nbytes
            while ahead and (ahead[0][2].done() or len(ahead) > count * _AHEAD or waiting > _AHEAD_BYTES):
                first, size, future = ahead.popleft()
                waiting -= size
                yield first, future.result()
        while ahead:
            first, _, future = ahead.popleft()
            yield first, future.result()
        if failed:
            raise failed[0]


def until_failure(items: Iterable[T], failed: list[Exception]) -> Iterator[T]:
    """The items up to where their source fails; what it raised is put into ``failed``, to raise after them."""
    try:
        yield from items
    except Exception as error:
        failed.append(error)


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
