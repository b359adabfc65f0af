"""Workers: results in order, and documents that crash, hang, eat memory or print stop nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import artfmt.batch.workers
import artfmt.checking.pool
from artfmt.batch.columns import DocumentRow, documents_batch
from artfmt.batch.process import Task, process
from artfmt.batch.workers import BatchWork, run
from artfmt.checking.pool import Worker
from artfmt.source.errors import ConfigError
from batch_support import kinds, look_at_clock, read_forever, story, traps  # noqa: F401
from conftest import GUARD, until


def _batch(*words: str) -> Any:
    return documents_batch(
        [DocumentRow(str(number), story(number, each).encode(), "markdown") for number, each in enumerate(words)]
    )


def _rows(batches: list[Any], **more: Any) -> list[dict[str, Any]]:
    return [row for _, results in run(batches, lambda batch: batch, Task(), **more) for row in results.to_pylist()]


@pytest.mark.parametrize("workers", [1, 3])
def test_results_are_those_of_the_function_in_order(workers: int) -> None:
    batches = [_batch(*(f"Word {number} and {each}." for each in range(5))) for number in range(40)]
    expected = [row for batch in batches for row in process(batch, Task()).to_pylist()]
    assert _rows(batches, workers=workers) == expected


@pytest.mark.usefixtures("traps")
@pytest.mark.parametrize(
    ("word", "kind", "told"),
    [
        ("SEGFAULT", "crashed", "signal 11"),
        ("OUT OF MEMORY", "crashed", "signal 9"),
        ("EXIT", "crashed", "exit status 3"),
        ("FOREVER", "too-slow", "longer than 600 seconds"),
        ("NO MEMORY", "out-of-memory", "more memory"),
        ("BUG", "fault", "KeyError"),
    ],
)
@pytest.mark.parametrize("place", [0, 4])
def test_a_document_that_does_the_worst_is_told_and_the_others_are_read(
    word: str, kind: str, told: str, place: int
) -> None:
    words = ["The board met."] * 5
    words[place] = word
    rows = _rows([_batch(*words), _batch("It met again.")], workers=1, timeout=GUARD)
    assert [row["id"] for row in rows] == ["0", "1", "2", "3", "4", "0"]
    assert [kind if index == place else None for index in range(6)] == kinds(rows)
    assert told in rows[place]["error"]["message"]


@pytest.mark.usefixtures("traps")
def test_all_documents_may_do_the_worst() -> None:
    rows = _rows([_batch("SEGFAULT", "FOREVER", "EXIT", "OUT OF MEMORY"), _batch("EXIT")], workers=2, timeout=GUARD)
    assert kinds(rows) == ["crashed", "too-slow", "crashed", "crashed", "crashed"]


@pytest.mark.usefixtures("traps")
def test_the_time_of_a_document_is_told_by_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Worker, "look_at_clock", look_at_clock)
    (row,) = _rows([_batch("FOREVER")], workers=1, timeout=0.3)
    assert row["error"]["message"] == "took longer than 0.3 seconds"


@pytest.mark.usefixtures("traps")
def test_a_kill_from_outside_is_not_the_documents_fault() -> None:
    rows = _rows([_batch("The board met.", "KILLED ONCE", "The board met.")], workers=1)
    assert kinds(rows) == [None, None, None]


@pytest.mark.usefixtures("traps")
def test_what_a_library_prints_does_not_reach_the_results() -> None:
    assert kinds(_rows([_batch("PRINTS", "The board met.")], workers=1)) == [None, None]


def test_a_worker_that_was_killed_while_it_waited_is_started_again() -> None:
    worker: Worker[Any, Any] = Worker(BatchWork(Task()))
    try:
        batch = _batch("One.")
        first = worker.results(batch)
        assert worker._process
        os.kill(worker._process.pid, signal.SIGKILL)
        assert worker.results(batch).equals(first)
    finally:
        worker.close()


_GONE = """
import os, signal
from artfmt.batch.columns import DocumentRow, documents_batch
from artfmt.batch.process import Task
from artfmt.batch.workers import BatchWork
from artfmt.checking.pool import Worker
signal.signal(signal.SIGPIPE, signal.SIG_DFL)
worker = Worker(BatchWork(Task()))
batch = documents_batch([DocumentRow("a", b"# A", "markdown")])
first = worker.results(batch)
os.kill(worker._process.pid, signal.SIGKILL)
os.waitid(os.P_PID, worker._process.pid, os.WEXITED | os.WNOWAIT)
assert worker.results(batch).equals(first)
worker.close()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the system has no SIGPIPE")
def test_a_worker_that_is_gone_does_not_end_the_command() -> None:
    subprocess.run([sys.executable, "-c", _GONE], check=True, timeout=GUARD)


def test_documents_are_asked_for_as_the_work_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(artfmt.batch.workers, "_AHEAD", 2)
    asked: list[int] = []

    def batches() -> Iterator[Any]:
        for number in range(1000):
            asked.append(number)
            yield _batch("One.")

    results = run(batches(), lambda batch: batch, Task(), workers=1)
    next(results)
    assert len(asked) <= 4
    results.close()  # type: ignore[attr-defined]


def test_a_program_does_not_wait_for_what_it_gave_up(traps: Path) -> None:  # noqa: F811
    code = (
        "from itertools import chain, repeat\n"
        "from artfmt import read_many\n"
        "from artfmt.batch.run import _BATCH\n"
        "texts = chain(repeat('# Fares\\n\\nOne.\\n', _BATCH), repeat('# Fares\\n\\nFOREVER\\n'))\n"
        "found = read_many(texts, 'markdown', workers=1, timeout=None)\n"
        "next(found)\n"
        "raise SystemExit(3)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(traps)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, timeout=GUARD, check=False)
    assert done.returncode == 3


def test_workers_that_cannot_start_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(ConfigError, match="a worker process cannot be started"):
        _rows([_batch("One.")], workers=1)


def test_a_worker_may_start_at_the_last_try(monkeypatch: pytest.MonkeyPatch) -> None:
    executables = iter(["/bin/false", "/bin/false", sys.executable])
    execute = artfmt.checking.pool._executed

    def executed() -> object:
        monkeypatch.setattr(sys, "executable", next(executables))
        return execute()

    monkeypatch.setattr(artfmt.checking.pool, "_executed", executed)
    assert kinds(_rows([_batch("One.")], workers=1)) == [None]


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel tells a process of its parent's end on Linux only")
def test_workers_end_with_a_run_that_was_killed(traps: Path) -> None:  # noqa: F811
    code = (
        "from artfmt.batch.many import read_many\n"
        "list(read_many(['# Fares\\n\\nFOREVER\\n'], 'markdown', workers=1, timeout=None))"
    )
    run = subprocess.Popen([sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": str(traps)})
    (worker,) = until(lambda: read_forever(traps))
    assert _state(worker) != "Z"
    run.kill()
    run.wait(GUARD)
    until(lambda: _state(worker) == "Z")


def _state(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return "Z"
