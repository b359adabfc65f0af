"""A pool of processes that work on parcels of items, so that no item takes the run with it.

An item that ends its worker is worked on again alone (a kill from outside is not its fault), and gets a failure as its
result if it ends three; one that takes too long gets it at once. The items around it are worked on again.
"""

from __future__ import annotations

import atexit
import gc
import os
import pickle
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from queue import SimpleQueue
from typing import IO, Any, Generic, NamedTuple

from artfmt.checking.worker import (
    BEGUN,
    DONE,
    READY,
    Ended,
    ParcelT,
    ResultsT,
    Work,
    end_with,
    read_frame,
    serve,
    write_frame,
)
from artfmt.source.errors import ConfigError

_TRIES = 3  # of an item, or of starting a worker
_WARMING = 60.0  # seconds that a worker may take, beside, before it begins the first item of a parcel
_LOOKED_AT = 0.05  # seconds between looks at the clock


class _Process(NamedTuple):
    """A worker's process. ``wait`` gives its exit status, below zero a signal; ``complaints`` is its standard error."""

    pid: int
    parcels: IO[bytes]
    results: IO[bytes]
    kill: Callable[[], None]
    wait: Callable[[], int]
    complaints: IO[bytes] | None = None


class Worker(Generic[ParcelT, ResultsT]):
    """One process, and a thread's end of the pipes to it; it is executed when it is first needed, and again."""

    def __init__(
        self, work: Work[ParcelT, ResultsT], timeout: float | None = None, process: _Process | None = None
    ) -> None:
        self._work = work
        self._timeout = timeout
        self._process = process
        self._lock = threading.Lock()  # no process is killed for an item before, or once its number may be another's
        self._deadline: float | None = None
        self._too_slow = False
        self._closed = False

    def results(self, parcel: ParcelT) -> ResultsT:
        """The results of a parcel, whatever its items do. Raises ConfigError where no worker starts."""
        parts = list(self._parts(parcel))
        return parts[0] if len(parts) == 1 else self._work.joined(parts)

    def _parts(self, parcel: ParcelT) -> Iterator[ResultsT]:
        while len(parcel):
            answer = self._ask(parcel)
            if not isinstance(answer, Ended):
                yield answer
                return
            culprit = max(answer.begun - 1, 0)
            if culprit:
                yield from self._parts(parcel[:culprit])
            yield self._alone(parcel[culprit : culprit + 1], answer)
            parcel = parcel[culprit + 1 :]

    def _alone(self, parcel: ParcelT, end: Ended) -> ResultsT:
        """The result of an item during which a worker ended."""
        for _ in range(1, _TRIES):
            if end.too_slow:
                break
            answer = self._ask(parcel)
            if not isinstance(answer, Ended):
                return answer
            end = answer
        return self._work.failed(parcel, end)

    def _ask(self, parcel: ParcelT) -> ResultsT | Ended:
        """The results of a parcel, or how the worker ended in it; one before the first item counts for nothing."""
        for _ in range(_TRIES):
            answer = self._ask_once(parcel)
            if not isinstance(answer, Ended) or answer.begun or answer.too_slow:
                break
        return answer

    def _ask_once(self, parcel: ParcelT) -> ResultsT | Ended:
        process = self._running()
        count = 0
        content = None
        self._too_slow = False
        self._wind(_WARMING)
        with suppress(OSError):
            with broken_pipes_as_errors():
                write_frame(process.parcels, self._work.encode(parcel))
            while (sign := process.results.read(1)) == BEGUN:
                count += 1
                self._wind()
            content = read_frame(process.results) if sign == DONE else None
        with self._lock:
            self._deadline = None
        if content is None:
            return self._post_mortem(count)
        answer: ResultsT = self._work.decode(content)
        return answer

    def _wind(self, more: float = 0.0) -> None:
        if self._timeout is not None:
            with self._lock:
                self._deadline = time.monotonic() + self._timeout + more

    def look_at_clock(self) -> None:
        """End the process if its item has had its time."""
        with self._lock:
            if self._process and self._deadline is not None and time.monotonic() > self._deadline:
                self._too_slow = True
                self._process.kill()

    def _post_mortem(self, count: int) -> Ended:
        status = self._end()
        if self._too_slow:
            return Ended(count, f"took longer than {self._timeout:g} seconds", too_slow=True)
        return Ended(count, f"signal {-status}" if status < 0 else f"exit status {status}")

    def _running(self) -> _Process:
        why = ""
        for _ in range(_TRIES):
            if self._closed:
                raise ConfigError("the run was stopped")
            if self._process is None and (why := self._start()):
                continue
            assert self._process
            return self._process
        raise ConfigError(why)

    def _start(self) -> str:
        """Start a process; why that failed, or nothing."""
        process = _executed()
        with self._lock:
            self._process = process
        if self._closed:  # in this very moment
            self._kill()
        sign = b""
        with suppress(OSError):
            with broken_pipes_as_errors():
                write_frame(process.parcels, pickle.dumps(self._work))
            sign = process.results.read(1)
        if sign == READY:
            return ""
        assert process.complaints
        process.complaints.seek(0)
        lines = process.complaints.read().decode("utf-8", "replace").strip().splitlines()
        self._end()
        return f"a worker process cannot be started: {lines[-1] if lines else 'it says nothing'}"

    def _end(self) -> int:
        """The exit status of the process: its own if it has closed its pipe, for then no kill changes it any more."""
        with self._lock:
            process, self._process = self._process, None
        if process is None:
            return 0
        process.kill()
        with broken_pipes_as_errors():  # what a parcel's stream still holds, closing writes
            for stream in filter(None, (process.parcels, process.results, process.complaints)):
                with suppress(OSError):
                    stream.close()
        return process.wait()

    def _kill(self) -> None:
        with self._lock:
            if self._process:
                self._process.kill()

    def kill(self) -> None:
        """End the process at once and for good; the thread that waits for it gets to know."""
        self._closed = True
        self._kill()

    def close(self) -> None:
        """End the process for good, when no thread waits for it."""
        self._closed = True
        self._end()


class Pool(Generic[ParcelT, ResultsT]):
    """Workers, and a thread for each that feeds it; threads that a program need not wait for at its end.

    ``timeout`` is how many seconds an item may take, None for any. With ``fork`` the first workers are forks of this
    process, which has prepared the work, where that is safe: on Linux, and while this process has a single thread.
    """

    def __init__(
        self, work: Work[ParcelT, ResultsT], count: int, timeout: float | None = None, *, fork: bool = False
    ) -> None:
        processes = _forks(work, count) if fork and _may_fork() else [None] * count
        self._waiting: SimpleQueue[tuple[ParcelT, Future[ResultsT]] | None] = SimpleQueue()
        self._workers = [Worker(work, timeout, process) for process in processes]
        self._closing = threading.Event()
        self._threads = [threading.Thread(target=self._feed, args=(worker,), daemon=True) for worker in self._workers]
        if timeout is not None:
            self._threads.append(threading.Thread(target=self._look_at_clocks, daemon=True))
        for thread in self._threads:
            thread.start()
        atexit.register(self.close)  # where a program ends in the middle: its threads stand still after that

    def close(self) -> None:
        """End the workers and the threads, whatever they are at."""
        atexit.unregister(self.close)
        if self._closing.is_set():
            return
        self._closing.set()
        for worker in self._workers:
            worker.kill()
            self._waiting.put(None)
        for thread in self._threads:
            thread.join()
        for worker in self._workers:
            worker.close()

    def begin(self, parcel: ParcelT) -> Future[ResultsT]:
        """Begin to work on a parcel; the future gives its results."""
        future: Future[ResultsT] = Future()
        self._waiting.put((parcel, future))
        return future

    def _feed(self, worker: Worker[ParcelT, ResultsT]) -> None:
        while (job := self._waiting.get()) is not None:
            parcel, future = job
            try:
                future.set_result(worker.results(parcel))
            except BaseException as error:
                future.set_exception(error)

    def _look_at_clocks(self) -> None:
        while not self._closing.wait(_LOOKED_AT):
            for worker in self._workers:
                worker.look_at_clock()


@contextmanager
def broken_pipes_as_errors() -> Iterator[None]:
    """Let a pipe whose reader is gone raise BrokenPipeError, where SIGPIPE would end the process, as it ends cat."""
    if not hasattr(signal, "SIGPIPE"):
        yield
        return
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGPIPE})
    try:
        yield
    finally:
        if signal.SIGPIPE in signal.sigpending() and signal.SIGPIPE not in mask:
            signal.sigwait({signal.SIGPIPE})
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)


def _executed() -> _Process:
    """A worker with an interpreter of its own, which waits for its Work."""
    import subprocess
    import tempfile

    complaints = tempfile.TemporaryFile()  # noqa: SIM115
    process = subprocess.Popen(  # noqa: S603
        [sys.executable, "-P", "-m", "artfmt.checking.worker", str(os.getpid())],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=complaints,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path and isinstance(path, str))},
    )
    assert process.stdin
    assert process.stdout
    return _Process(process.pid, process.stdin, process.stdout, process.kill, process.wait, complaints)


def _may_fork() -> bool:
    if sys.platform != "linux":
        return False
    try:
        return len(os.listdir("/proc/self/task")) == 1
    except OSError:
        return False


def _forks(work: Work[Any, Any], count: int) -> list[_Process]:
    """Workers that are copies of this process, which prepares the work once for all of them."""
    import ctypes  # noqa: F401

    work.prepare()
    gc.freeze()  # what is here now stays, and no worker needs to look through it for garbage
    return [_forked(work) for _ in range(count)]


def _forked(work: Work[Any, Any]) -> _Process:
    import signal

    (inlet, parcels), (results, outlet) = os.pipe(), os.pipe()
    parent = os.getpid()
    pid = os.fork()
    if not pid:
        try:
            end_with(parent)
            serve(work, os.fdopen(inlet, "rb"), os.fdopen(outlet, "wb", buffering=0))
        except Exception:
            sys.excepthook(*sys.exc_info())
        finally:
            os._exit(1)
    os.close(inlet)
    os.close(outlet)
    return _Process(
        pid,
        os.fdopen(parcels, "wb"),
        os.fdopen(results, "rb"),
        lambda: os.kill(pid, signal.SIGKILL),
        lambda: os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]),
    )
