"""Many files: the cache, the workers, files that vanish or may not be read, rules that fail, rules that compare."""

from __future__ import annotations

import errno
import math
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import artfmt.rules
from artfmt.checking.cache import Cache
from artfmt.checking.config import Configs
from artfmt.checking.results import Result, decode, encode
from artfmt.checking.run import Gate
from artfmt.formats.table import READABLE_SUFFIXES
from artfmt.rules import Finding, Rule
from artfmt.rules.core.entries import COMPARING
from artfmt.source.diagnostics import Severity
from artfmt.source.files import Input, find_inputs
from artfmt.source.source import Source
from conftest import ROOT, until

BAD = "# Fares fall {}\n\nThe board met at at May.\n"


def _write(folder: Path, count: int) -> list[Input]:
    for number in range(count):
        (folder / f"{number:04}.md").write_text(BAD.format(number))
    return find_inputs([str(folder)], READABLE_SUFFIXES)[0]


def _found(results: list[Result]) -> list[tuple[str, str, int]]:
    return [
        (os.path.basename(each.path), each.rule, each.location.line if each.location else 0)
        for result in results
        for each in result.findings
    ]


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_results_come_in_order_whatever_the_workers_do(tmp_path: Path, jobs: int) -> None:
    inputs = _write(tmp_path, 250)
    results = list(Gate(Configs(), jobs=jobs).run(inputs))
    assert [each.path for each in results] == [each.path for each in inputs]
    assert _found(results) == [(f"{number:04}.md", "repeated-word", 3) for number in range(250)]


def test_what_was_checked_is_not_checked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in").mkdir()
    inputs = _write(tmp_path / "in", 5)
    cache = Cache(str(tmp_path / "cache"))
    first = list(Gate(Configs(), cache=cache).run(inputs))
    cache.close()
    monkeypatch.setattr("artfmt.checking.run._check", _must_not_run)
    warm = Cache(str(tmp_path / "cache"))
    assert list(Gate(Configs(), cache=warm).run(inputs)) == first
    (tmp_path / "in" / "0003.md").write_text("# Fares\n\nOne.\n")
    with pytest.raises(AssertionError, match="0003"):
        list(Gate(Configs(), cache=warm).run(inputs))
    warm.close()


def _must_not_run(job: object) -> None:
    raise AssertionError(job)


@pytest.mark.parametrize(("settles", "read"), [(-1.0, False), (math.inf, True)])
def test_a_file_that_lies_there_unchanged_is_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settles: float, read: bool
) -> None:
    monkeypatch.setattr("artfmt.checking.run._SETTLES", settles)
    inputs = _write(tmp_path, 3)
    cache = Cache(str(tmp_path / "cache"))
    first = list(Gate(Configs(), cache=cache).run(inputs))
    contents: list[str] = []
    content = Input.content

    def counted(each: Input) -> bytes:
        contents.append(each.path)
        return content(each)

    monkeypatch.setattr(Input, "content", counted)
    assert list(Gate(Configs(), cache=cache).run(inputs)) == first
    assert contents == ([each.path for each in inputs] if read else [])
    cache.close()


def test_a_cache_does_not_grow_by_files_that_were_touched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("artfmt.checking.run._SETTLES", -1.0)
    (tmp_path / "in").mkdir()
    inputs = _write(tmp_path / "in", 5)
    for touched in range(3):
        for each in inputs:
            os.utime(each.path, (touched, touched))
        cache = Cache(str(tmp_path / "cache"))
        assert len(_found(list(Gate(Configs(), cache=cache).run(inputs)))) == 5
        cache.close()
    file = sqlite3.connect(tmp_path / "cache" / "check.sqlite")
    assert [file.execute(f"SELECT count(*) FROM {table}").fetchone() for table in ("records", "files")] == [(5,), (5,)]
    file.close()


def test_a_change_that_hides_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("artfmt.checking.run._SETTLES", -1.0)
    inputs = _write(tmp_path, 1)
    path = Path(inputs[0].path)
    cache = Cache(str(tmp_path / "cache"))
    assert _found(list(Gate(Configs(), cache=cache).run(inputs)))
    before = path.stat()
    text = path.read_text()

    def changed() -> bool:
        path.write_text(text.replace("at at", "by at"))
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
        return path.stat().st_ctime_ns != before.st_ctime_ns

    until(changed)  # as soon as the file system's clock has moved
    assert path.stat().st_size == before.st_size
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    assert not _found(list(Gate(Configs(), cache=cache).run(inputs)))
    cache.close()


def test_another_configuration_asks_anew(tmp_path: Path) -> None:
    inputs = _write(tmp_path, 1)
    cache = Cache(str(tmp_path / "cache"))
    assert _found(list(Gate(Configs(), cache=cache).run(inputs)))
    (tmp_path / ".artfmt.yaml").write_text("rules: {repeated-word: off}\n")
    assert not _found(list(Gate(Configs(), cache=cache).run(inputs)))
    cache.close()


def test_what_hangs_on_the_day_is_not_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("---\nheadline: a\npublished: 9999-01-01\n---\n\nOne.\n")
    cache = Cache(str(tmp_path / "cache"))
    assert _found(list(Gate(Configs(), cache=cache).run([Input(str(path))]))) == [("a.md", "date-in-future", 3)]
    cache.close()
    assert not (tmp_path / "cache" / "check.sqlite").exists()


def _truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:3000])


def _other_bytes(path: Path) -> None:
    path.write_bytes(b"this is no database" * 300)


def _other_tables(path: Path) -> None:
    path.unlink()
    file = sqlite3.connect(path)
    file.execute("CREATE TABLE records (key TEXT)")
    file.commit()
    file.close()


def _other_records(path: Path) -> None:
    file = sqlite3.connect(path)
    file.execute("UPDATE records SET record = '[1]'")
    file.commit()
    file.close()


def _unreadable(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("damage", [_truncated, _other_bytes, _other_tables, _other_records, _unreadable])
def test_a_damaged_cache_is_done_without(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    (tmp_path / "in").mkdir()
    inputs = _write(tmp_path / "in", 150)
    folder = str(tmp_path / "cache")
    for _ in range(2):
        cache = Cache(folder)
        found = _found(list(Gate(Configs(), cache=cache).run(inputs)))
        cache.close()
        assert len(found) == 150
    damage(tmp_path / "cache" / "check.sqlite")
    for _ in range(2):
        cache = Cache(folder)
        assert _found(list(Gate(Configs(), cache=cache).run(inputs))) == found
        cache.close()


def test_runs_side_by_side_share_a_cache(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    _write(tmp_path / "in", 120)
    command = [sys.executable, "-m", "artfmt", "check", str(tmp_path / "in")]
    environment = {**os.environ, "ARTFMT_CACHE_DIR": str(tmp_path / "cache")}
    runs = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) for _ in range(4)
    ]
    told = [run.communicate() for run in runs]
    assert all(out.count(b"(repeated-word)") == 120 and not errors for out, errors in told)
    assert [run.returncode for run in runs] == [1] * 4


def test_a_record_comes_back(tmp_path: Path) -> None:
    from artfmt.checking.document import check_source
    from artfmt.checking.settings import Settings
    from artfmt.source.source import Source

    text = "---\nheadline: a\nid: x\nextra: {artfmt-ignore: [missing-alt]}\nrelated: [{title: b}]\n---\n\nIt it  is.\n"
    checked = check_source(Source(text, "a.md"), None, Settings("strict"))
    assert checked.findings
    assert checked.suppressions
    assert decode(encode(checked), "a.md") == checked


def test_files_that_vanish_or_may_not_be_read_are_told(tmp_path: Path) -> None:
    inputs = _write(tmp_path, 3)
    os.unlink(inputs[0].path)
    (tmp_path / "folder.md").mkdir()
    loop = tmp_path / "loop.md"
    loop.symlink_to("loop.md")
    results = list(Gate(Configs()).run([*inputs, Input(str(loop)), Input(str(tmp_path / "folder.md"))]))
    told = [each.problems[0].message for each in results if each.problems]
    assert told[0].startswith("cannot be read: the file no longer exists")
    assert told[1].startswith("cannot be read: Too many levels of symbolic links")
    assert told[2].startswith("cannot be read: it is a folder")
    assert len(_found(results)) == 2


def _denied(*_: object) -> object:
    raise PermissionError(errno.EACCES, "Permission denied")


def test_a_file_without_read_permission_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inputs = _write(tmp_path, 1)
    monkeypatch.setattr("artfmt.source.files.open", _denied, raising=False)  # who is root may read everything
    (result,) = Gate(Configs()).run(inputs)
    assert "permission denied" in result.problems[0].message


def _raising(*_: object, **__: object) -> list[Finding]:
    raise KeyError("x")


@pytest.mark.parametrize("error", [RecursionError("too deep"), MemoryError(), ValueError("x"), AssertionError()])
def test_a_file_on_which_the_reader_fails_is_told_and_the_run_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    from artfmt.checking.document import check_source

    def failing(source: Source, *more: object, **named: object) -> object:
        if source.name.endswith("1.md"):
            raise error
        return check_source(source, *more, **named)  # type: ignore[arg-type]

    monkeypatch.setattr("artfmt.checking.document.check_source", failing)
    results = list(Gate(Configs()).run(_write(tmp_path, 3)))
    assert [bool(result.findings) for result in results] == [True, False, True]
    (problem,) = results[1].problems
    assert problem.message.startswith("needs more memory" if isinstance(error, MemoryError) else "artfmt failed (")


def test_a_rule_that_raises_is_told_and_the_run_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = Rule("broken-rule", Severity.ERROR, True, "", "", {}, _raising, None, False)
    kept = list(artfmt.rules.all_rules())
    monkeypatch.setattr("artfmt.checking.document.all_rules", lambda: iter([broken, *kept]))
    monkeypatch.setattr("artfmt.checking.document._ASKED", {})
    results = list(Gate(Configs()).run(_write(tmp_path, 2)))
    assert len(_found(results)) == 2
    message = results[0].problems[0].message
    assert "the rule broken-rule failed (KeyError: 'x')" in message
    assert "fault of artfmt" in message


# Run by the command and by each worker that is executed: names of files that stand for what a bug would do.
_TRAPS = """
import os, signal, sys
import artfmt.checking.pool as pool
import artfmt.checking.run as run

check = run._check
forks = pool._may_fork

def trapped(job):
    if "0007" in job.input.path:
        os._exit(9)
    if "0100" in job.input.path and not os.path.exists(os.environ["ARTFMT_TEST_ONCE"]):
        open(os.environ["ARTFMT_TEST_ONCE"], "x").close()
        os.kill(os.getpid(), signal.SIGKILL)
    return check(job)

def may_fork():
    assert forks() == (sys.platform == "linux")  # where the command had threads, it could not
    return forks() and not os.environ.get("ARTFMT_TEST_NO_FORK")

run._check = trapped
pool._may_fork = may_fork
"""


@pytest.mark.parametrize("no_fork", ["", "1"])
def test_a_file_that_kills_its_worker_is_told_and_the_run_goes_on(tmp_path: Path, no_fork: str) -> None:
    (tmp_path / "sitecustomize.py").write_text(_TRAPS)
    (tmp_path / "in").mkdir()
    inputs = _write(tmp_path / "in", 120)
    run = subprocess.run(
        [sys.executable, "-m", "artfmt", "check", "--no-cache", "--jobs", "2", str(tmp_path / "in")],
        env={
            **os.environ,
            "PYTHONPATH": str(tmp_path),
            "ARTFMT_TEST_ONCE": str(tmp_path / "once"),
            "ARTFMT_TEST_NO_FORK": no_fork,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert (tmp_path / "once").exists()  # a kill from outside is not the file's fault
    culprit = inputs.pop(7)
    assert [line.partition(":")[0] for line in run.stdout.splitlines()] == [each.path for each in inputs]
    assert run.stderr == (
        f"artfmt: {culprit.path}: checking it ended the process; this is a fault of artfmt: please tell us\n"
    )
    assert run.returncode == 2


def test_articles_are_compared_and_suppressions_of_it_count(tmp_path: Path) -> None:
    front = "---\nheadline: Fares {}\nid: one\nextra: {{artfmt-ignore: [{}]}}\n---\n\nOne.\n"
    names = ["a.md", "b.md", "c.md", "b.json"]
    for name, rule in zip(names[:3], ("double-space", "duplicate-id", "duplicate-headline"), strict=True):
        (tmp_path / name).write_text(front.format(name, rule))
    (tmp_path / "b.json").write_text(
        '{"version":"1.0","type":"article","id":"one","headline":"b","body":[{"blocks":[{"type":"code","text":"x"}]}]}'
    )
    results = list(Gate(Configs()).run(find_inputs([str(tmp_path)], READABLE_SUFFIXES)[0]))
    found = sorted(_found(results))
    assert ("c.md", "duplicate-id", 3) in found
    assert ("b.md", "duplicate-id", 3) not in found  # suppressed
    assert ("a.md", "unused-suppression", 4) in found
    assert ("c.md", "unused-suppression", 4) not in found  # another run may find a copy
    assert ("b.md", "unused-suppression", 4) not in found
    assert {each.name for each in artfmt.rules.all_rules() if each.compare} == set(COMPARING)


def test_the_examples_are_clean(tmp_path: Path) -> None:
    """Our own house first: no example fails the default rules, but for the leftover that the main one shows."""
    found = find_inputs([str(ROOT / "examples" / "*" / "article.*")], READABLE_SUFFIXES)[0]
    failing = {
        (each.rule, os.path.basename(each.path))
        for result in Gate(Configs()).run(found)
        for each in result.findings
        if each.severity.fails
    }
    assert {rule for rule, _ in failing} <= {"leftover-widget", "left-out", "debris"}
    assert {name for _, name in failing} <= {"article.txt"}
