"""Workers: results in order, and documents that crash, hang, eat memory or print stop nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import artfmt.batch.workers
from artfmt.batch.columns import Document, documents_batch
from artfmt.batch.process import Task, process
from artfmt.batch.workers import BatchWork, run
from artfmt.checking.pool import Worker
from artfmt.source.errors import ConfigError
from batch_support import kinds, story, traps  # noqa: F401


def _batch(*words: str) -> Any:
    return documents_batch(
        [Document(str(number), story(number, each).encode(), "markdown") for number, each in enumerate(words)]
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
        ("FOREVER", "too-slow", "longer than 0.5 seconds"),
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
    rows = _rows([_batch(*words), _batch("It met again.")], workers=1, timeout=0.5)
    assert [row["id"] for row in rows] == ["0", "1", "2", "3", "4", "0"]
    assert [kind if index == place else None for index in range(6)] == kinds(rows)
    assert told in rows[place]["error"]["message"]


@pytest.mark.usefixtures("traps")
def test_all_documents_may_do_the_worst() -> None:
    rows = _rows([_batch("SEGFAULT", "FOREVER", "EXIT", "OUT OF MEMORY"), _batch("EXIT")], workers=2, timeout=0.3)
    assert kinds(rows) == ["crashed", "too-slow", "crashed", "crashed", "crashed"]


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


def test_a_program_does_not_wait_for_what_it_gave_up() -> None:
    code = (
        "from artfmt import read_many\n"
        "text = '# Head\\n\\n' + 'some *words* and more\\n\\n' * 3000\n"
        "found = read_many((text for _ in range(100000)), 'markdown', workers=1)\n"
        "next(found)\n"
        "raise SystemExit(3)\n"
    )
    start = time.monotonic()
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 3
    assert time.monotonic() - start < 20


def test_workers_that_cannot_start_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(ConfigError, match="a worker process cannot be started"):
        _rows([_batch("One.")], workers=1)


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel tells a process of its parent's end on Linux only")
def test_workers_end_with_a_run_that_was_killed(traps: Path) -> None:  # noqa: F811
    code = (
        "from artfmt.batch.many import read_many\n"
        "list(read_many(['# Fares\\n\\nFOREVER\\n'], 'markdown', workers=1, timeout=None))"
    )
    run = subprocess.Popen([sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": str(traps)})
    found: list[int] = []
    for _ in range(200):
        time.sleep(0.05)
        found = _children(run.pid)
        if found:
            break
    time.sleep(0.5)
    run.kill()
    run.wait()
    for _ in range(100):
        if not any(Path(f"/proc/{pid}").exists() and _state(pid) != "Z" for pid in found):
            break
        time.sleep(0.05)
    else:
        pytest.fail("a worker outlived its run")
    assert found


def _children(parent: int) -> list[int]:
    return [
        int(each.name) for each in Path("/proc").iterdir() if each.name.isdigit() and _parent(int(each.name)) == parent
    ]


def _parent(pid: int) -> int | None:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return None


def _state(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return "Z"
