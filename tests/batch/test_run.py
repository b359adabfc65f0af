"""Runs: every kind of output, what stops one, and that what is resumed is the same as what nothing disturbed."""

from __future__ import annotations

import filecmp
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import artfmt.batch.run
from artfmt.batch import outputs
from artfmt.batch.article_type import from_arrow
from artfmt.batch.columns import results_schema
from artfmt.batch.inputs import Reading
from artfmt.batch.process import Task
from artfmt.batch.rows import Fields
from artfmt.batch.run import Plan, run
from artfmt.batch.summary import Summary
from artfmt.formats.read import read
from artfmt.model.article import Article
from artfmt.source.errors import ConfigError
from batch_support import kinds, lines_of, recipe_of, record, stories, story, traps  # noqa: F401
from conftest import GUARD, until

OUTPUTS: dict[str, dict[str, Any]] = {
    "out.jsonl": {},
    "out.jsonl.gz": {},
    "out.jsonl.zst": {},
    "out.parquet": {},
    "out": {"task": Task(to="jats")},
}


def _plan(source: Path, output: Path, **more: Any) -> Plan:
    made = Plan((str(source),), output=str(output), workers=1, part_size=10)
    return made._replace(**{**OUTPUTS[output.name], **more})


def _rows(output: Path) -> list[dict[str, Any]]:
    """The rows of an output of any kind."""
    if output.suffix == ".parquet":
        rows: list[dict[str, Any]] = pq.read_table(output).to_pylist()
        return rows
    return lines_of(output / "results.jsonl" if output.is_dir() else output)


def _same(first: Path, second: Path) -> bool:
    if first.is_file():
        return filecmp.cmp(first, second, shallow=False)
    names = [sorted(str(each.relative_to(folder)) for each in folder.rglob("*")) for folder in (first, second)]
    files = [name for name in names[0] if (first / name).is_file()]
    return names[0] == names[1] and filecmp.cmpfiles(first, second, files, shallow=False)[0] == files


@pytest.mark.parametrize("name", OUTPUTS)
def test_each_document_has_one_result_in_order(tmp_path: Path, name: str) -> None:
    source = stories(tmp_path / "in", 35)
    (source / "0017.md").write_text("")
    summary = run(_plan(source, tmp_path / name))
    rows = _rows(tmp_path / name)
    assert [os.path.basename(row["id"]) for row in rows] == [f"{number:04}.md" for number in range(35)]
    assert kinds(rows) == [None] * 17 + ["no-article"] + [None] * 17
    assert (summary.documents, summary.errors) == (35, 1)
    assert sorted(os.listdir(tmp_path)) == sorted(["in", name])


def test_articles_in_every_output_are_those_that_are_read(tmp_path: Path) -> None:
    source = stories(tmp_path / "in", 3)
    expected = [read(story(number), "markdown").article for number in range(3)]
    for name in OUTPUTS:
        run(_plan(source, tmp_path / name))
    assert [Article.from_dict(row["article"]) for row in _rows(tmp_path / "out.jsonl")] == expected
    assert [Article.from_dict(from_arrow(row["article"])) for row in _rows(tmp_path / "out.parquet")] == expected
    files = [tmp_path / "out" / row["file"] for row in _rows(tmp_path / "out")]
    assert [read(each).article for each in files] == expected
    # What was written is read again.
    for name, field in (("out.jsonl.zst", "article"), ("out.parquet", "article")):
        again = _plan(tmp_path / name, tmp_path / "out.jsonl", reading=Reading(Fields(field)))
        run(again, force=True)
        assert [Article.from_dict(row["article"]) for row in _rows(tmp_path / "out.jsonl")] == expected


def test_the_recipes_for_tables_and_programs_run(tmp_path: Path) -> None:
    run(
        _plan(stories(tmp_path / "posts", 2), tmp_path / "out.parquet")._replace(
            output=str(tmp_path / "articles.parquet")
        )
    )
    told = {}
    for name in ("Table", "Library"):
        (tmp_path / "recipe.py").write_text(recipe_of(name))
        done = subprocess.run([sys.executable, "recipe.py"], cwd=tmp_path, capture_output=True, text=True, check=True)
        told[name] = done.stdout
    assert "0001.md\tFares fall 1\t[]\tThe board met on Monday.\n\nWhy it matters: It is the only way" in told["Table"]
    assert sorted(told["Library"].splitlines()) == ["posts/0000.md Fares fall 0", "posts/0001.md Fares fall 1"]


def test_parquet_has_the_same_types_without_a_document(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text("")
    run(_plan(tmp_path / "in.jsonl", tmp_path / "out.parquet"))
    assert pq.read_table(tmp_path / "out.parquet").schema == results_schema(typed=True)


def test_pages_of_a_crawl_get_a_file_each(tmp_path: Path) -> None:
    pages = [
        (Path(__file__).parents[2] / "examples" / name / "article.html").read_bytes()
        for name in ("plain", "quotes-and-table")
    ]
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.warc").write_bytes(b"".join(record(number, each) for number, each in enumerate(pages)))
    run(_plan(tmp_path / "in", tmp_path / "out"))
    assert sorted(os.listdir(tmp_path / "out" / "a.warc")) == ["00000001.xml", "00000002.xml"]


def test_no_two_documents_share_a_file(tmp_path: Path) -> None:
    source = stories(tmp_path / "in", 3)
    (source / "0001.txt").write_text("Fares fall\n\nThe board met on Monday.\n")
    (source / "0002.jsonl").write_text("{}\n")
    (source / "results.md").write_text(story(9))
    run(_plan(source, tmp_path / "out"))
    rows = _rows(tmp_path / "out")
    assert kinds(rows) == [None, None, "not-written", "no-article", None, None]
    assert rows[2]["error"]["message"] == "its output 0001.xml is that of another document too"


def test_names_that_no_file_can_have_are_told(tmp_path: Path) -> None:
    source = stories(tmp_path / "in", 1)
    (source / ("n" * 252 + ".md")).write_text(story(1))
    run(_plan(source, tmp_path / "out"))
    assert kinds(_rows(tmp_path / "out")) == [None, "not-written"]


def test_no_output_is_written_outside_the_folder(tmp_path: Path) -> None:
    source = stories(tmp_path / "in" / "sub", 1).parent
    (tmp_path / "out").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out" / "sub").symlink_to(tmp_path / "elsewhere")
    run(_plan(source, tmp_path / "out"), force=True)
    assert kinds(_rows(tmp_path / "out")) == ["not-written"]
    assert os.listdir(tmp_path / "elsewhere") == []


def test_the_output_is_not_read_where_it_lies_among_the_inputs(tmp_path: Path) -> None:
    source = stories(tmp_path / "in", 3)
    expected = [str(source / f"{number:04}.md") for number in range(3)]
    for name in ("out.jsonl", "out.parquet", "out"):
        run(_plan(source, source / name))
        run(_plan(source, source / name), force=True)
        assert [row["id"] for row in _rows(source / name)] == expected
        (shutil.rmtree if (source / name).is_dir() else os.unlink)(source / name)


@pytest.mark.parametrize("name", ["out.jsonl", "out.parquet", "out"])
def test_nothing_is_replaced_unless_that_is_asked_for(tmp_path: Path, name: str) -> None:
    source = stories(tmp_path / "in", 12)
    run(_plan(source, tmp_path / name))
    before = _rows(tmp_path / name)
    stories(source, 13)
    with pytest.raises(ConfigError, match="exists already: add --force to replace it"):
        run(_plan(source, tmp_path / name))
    assert run(_plan(source, tmp_path / name), resume=True).documents == 0
    assert _rows(tmp_path / name) == before
    run(_plan(source, tmp_path / name), force=True)
    assert len(_rows(tmp_path / name)) == 13


def test_files_of_others_are_let_be(tmp_path: Path) -> None:
    source = stories(tmp_path / "in", 2)
    for name in ("out", "out.parquet"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "mine.txt").write_text("mine")
    with pytest.raises(ConfigError, match="holds files already"):
        run(_plan(source, tmp_path / "out"))
    run(_plan(source, tmp_path / "out"), force=True)
    with pytest.raises(ConfigError, match=r"holds other files than a run writes \(mine.txt\)"):
        run(_plan(source, tmp_path / "out.parquet"), force=True)
    assert [(tmp_path / name / "mine.txt").read_text() for name in ("out", "out.parquet")] == ["mine", "mine"]


@pytest.mark.parametrize(
    ("argument", "output"),
    [
        ("in", "in"),
        ("in/0000.md", "in"),
        ("in/*.md", "in"),
        ("in", "."),
        ("in.jsonl", "in.jsonl"),
        ("a.jsonl.partial", "a.jsonl"),
        ("p.parquet/part-00000.parquet", "p.parquet"),
        ("p.parquet/*.parquet", "p.parquet/"),
    ],
)
def test_no_output_replaces_an_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, argument: str, output: str
) -> None:
    stories(tmp_path / "in", 2)
    (tmp_path / "in.jsonl").write_text("{}\n")
    (tmp_path / "a.jsonl.partial").write_text("{}\n")
    (tmp_path / "p.parquet").mkdir()
    (tmp_path / "p.parquet" / "part-00000.parquet").write_text("precious")
    monkeypatch.chdir(tmp_path)
    task = Task(to=None if "." in output[1:] else "markdown")
    with pytest.raises(ConfigError, match=r"cannot be the output too|lies in the output folder"):
        run(Plan((argument,), task, output=output), force=True)
    assert (tmp_path / "in" / "0000.md").read_text() == story(0)
    assert (tmp_path / "in.jsonl").read_text() == (tmp_path / "a.jsonl.partial").read_text() == "{}\n"
    assert (tmp_path / "p.parquet" / "part-00000.parquet").read_text() == "precious"


def test_a_glob_does_not_read_what_lies_in_the_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stories(tmp_path / "in", 30)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "in").mkdir()
    (tmp_path / "out" / "in" / "precious.md").write_text(story(7))
    monkeypatch.chdir(tmp_path)
    plan = Plan(("**/*.md",), Task(to="markdown"), output="out", workers=1, part_size=5)
    with pytest.raises(_StopError):
        run(plan, force=True, told_of=_stopping_after(12))
    assert run(plan, resume=True).documents == 30
    assert (tmp_path / "out" / "in" / "precious.md").read_text() == story(7)


@pytest.mark.parametrize("name", ["out.jsonl", "out.parquet", "out"])
def test_a_second_stop_before_the_first_checkpoint_forgets_nothing(tmp_path: Path, name: str) -> None:
    plan = _plan(stories(tmp_path / "in", 12), tmp_path / name, part_size=1000)
    for documents in (12, 0):  # the second before any of its own
        with pytest.raises(_StopError):
            run(plan, resume=True, told_of=_stopping_after(documents))
    assert run(plan, resume=True).documents == 12
    assert sorted(os.listdir(tmp_path)) == sorted(["in", name])


def test_a_stop_within_the_first_documents_forgets_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = _plan(stories(tmp_path / "in", 12), tmp_path / "out")
    put = outputs.Tree._put

    def stopped(tree: outputs.Tree, path: str, text: str) -> None:
        put(tree, path, text)
        raise _StopError

    monkeypatch.setattr(outputs.Tree, "_put", stopped)
    with pytest.raises(_StopError):
        run(plan)
    monkeypatch.undo()
    assert run(plan, resume=True).documents == 12


@pytest.mark.parametrize("name", ["out.jsonl", "out.parquet", "out"])
def test_the_old_output_is_there_until_the_new_is_whole(tmp_path: Path, name: str) -> None:
    source = stories(tmp_path / "in", 12)
    run(_plan(source, tmp_path / name))
    before = _rows(tmp_path / name)
    with pytest.raises(ConfigError, match="there is no such file"):
        run(_plan(tmp_path / "inn", tmp_path / name), force=True)
    stories(source, 13)
    with pytest.raises(_StopError):
        run(_plan(source, tmp_path / name), force=True, told_of=_stopping_after(12))
    assert _rows(tmp_path / name) == before
    run(_plan(source, tmp_path / name), resume=True)
    assert len(_rows(tmp_path / name)) == 13
    assert sorted(os.listdir(tmp_path)) == sorted(["in", name])


def test_what_is_unfinished_and_no_runs_is_let_be(tmp_path: Path) -> None:
    source = stories(tmp_path / "in", 2)
    (tmp_path / "out.jsonl.partial").write_text("mine")
    with pytest.raises(ConfigError, match=r"out\.jsonl\.partial: belongs to no run that can be resumed"):
        run(_plan(source, tmp_path / "out.jsonl"), resume=True)
    assert (tmp_path / "out.jsonl.partial").read_text() == "mine"


def test_a_file_without_what_was_told_is_a_failure_after_a_stop_too(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name, field in (("a", "md"), ("b", "other"), ("c", "md")):
        pq.write_table(pa.table({field: [story(1)] * 3}), tmp_path / "in" / f"{name}.parquet")
    plan = _plan(tmp_path / "in", tmp_path / "out.jsonl", reading=Reading(Fields("md"), "markdown"), part_size=1)
    with pytest.raises(_StopError):
        run(plan, told_of=_stopping_after(3))
    run(plan, resume=True)
    assert kinds(_rows(tmp_path / "out.jsonl")) == [None] * 3 + ["wrong-type"] + [None] * 3


def test_documents_of_a_file_that_is_called_like_the_results_are_told(tmp_path: Path) -> None:
    (tmp_path / "results.jsonl").write_text(json.dumps({"md": story(1)}) + "\n")
    plan = _plan(tmp_path / "results.jsonl", tmp_path / "out", reading=Reading(Fields("md"), "markdown"))
    run(plan)
    assert kinds(_rows(tmp_path / "out")) == ["not-written"]


def test_nothing_is_compressed_as_nothing(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text("")
    for name in ("out.jsonl.gz", "out.jsonl.zst"):
        run(_plan(tmp_path / "in.jsonl", tmp_path / name))
        assert (tmp_path / name).stat().st_size
        assert lines_of(tmp_path / name) == []


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are bytes on Linux")
@pytest.mark.parametrize("name", ["out.jsonl", "out.parquet", "out"])
def test_names_and_words_that_are_no_text_are_spelled_out(tmp_path: Path, name: str) -> None:
    source = stories(tmp_path / "in", 1)
    (source / os.fsdecode(b"\xff\n.md")).write_text(story(1))
    (source / "x.json").write_text('{"version": "1.0", "\\ud800": 1}')
    plan = _plan(source, tmp_path / name)
    with pytest.raises(_StopError):
        run(plan, told_of=_stopping_after(3))
    run(plan, resume=True)
    rows = _rows(tmp_path / name)
    assert [row["id"] for row in rows] == [f"{source}/0000.md", f"{source}/x.json", f"{source}/\\udcff\n.md"]
    assert kinds(rows) == [None, "no-article", None]


@pytest.mark.parametrize("output", ["out.md", "out.jsonl.bz2", "folder"])
def test_outputs_that_nobody_can_write_are_told(tmp_path: Path, output: str) -> None:
    with pytest.raises(ConfigError, match=r"what is it to be|are written plain"):
        run(Plan((str(stories(tmp_path / "in", 1)),), output=str(tmp_path / output)))


@pytest.mark.parametrize("name", ["out.jsonl", "out.parquet", "out"])
def test_a_run_that_could_not_begin_leaves_nothing(tmp_path: Path, name: str) -> None:
    pq.write_table(pa.table({"html": ["x"]}), tmp_path / "in.parquet")
    for reading in (Reading(), Reading(Fields("htm"))):
        with pytest.raises(ConfigError, match="there are html"):
            run(_plan(tmp_path / "in.parquet", tmp_path / name, reading=reading))
        assert [each for each in os.listdir(tmp_path) if each != "out"] == ["in.parquet"]
    assert run(_plan(tmp_path / "in.parquet", tmp_path / name, reading=Reading(Fields("html")))).documents == 1


@pytest.mark.parametrize("name", ["out.jsonl", "out.parquet", "out"])
@pytest.mark.parametrize("moment", ["remove", "replace"])
def test_a_stop_at_the_very_end_is_resumed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, moment: str
) -> None:
    plan = _plan(stories(tmp_path / "in", 3), tmp_path / name)

    def stop(*_: object) -> None:
        raise _StopError

    with monkeypatch.context() as patch:
        if moment == "remove":
            patch.setattr("artfmt.batch.journal.Journal.remove", stop)
        else:
            real = os.replace
            patch.setattr(
                "os.replace", lambda old, new: stop() if str(new) in _whole(tmp_path / name) else real(old, new)
            )
        with pytest.raises(_StopError):
            run(plan)
    assert (tmp_path / f"{name}.journal").exists()
    assert run(plan, resume=True).documents == 3
    assert len(_rows(tmp_path / name)) == 3
    assert sorted(os.listdir(tmp_path)) == sorted(["in", name])


def _whole(output: Path) -> tuple[str, ...]:
    return str(output), str(output / "results.jsonl")


class _StopError(Exception):
    """What stops a run."""


def _stopping_after(documents: int) -> Callable[[Summary], None]:
    def stop(summary: Summary) -> None:
        if summary.documents >= documents:
            raise _StopError

    return stop


@pytest.mark.parametrize("name", OUTPUTS)
@pytest.mark.parametrize("stop", [1, 25])
def test_what_is_resumed_is_the_same_as_what_nothing_stopped(tmp_path: Path, name: str, stop: int) -> None:
    source = stories(tmp_path / "in", 40)
    (source / "0007.md").write_text("")
    (source / "0033.md").write_text("")
    (tmp_path / "whole").mkdir()
    whole = run(_plan(source, tmp_path / "whole" / name))
    plan = _plan(source, tmp_path / name)
    with pytest.raises(_StopError):
        run(plan, told_of=_stopping_after(stop))
    with pytest.raises(ConfigError, match="left it unfinished: --resume goes on, --force starts anew"):
        run(plan)
    summary = run(plan, resume=True)
    assert _same(tmp_path / "whole" / name, tmp_path / name)
    assert summary.counts() == {**whole.counts(), "told": summary.counts()["told"]}
    assert sorted(os.listdir(tmp_path)) == sorted(["in", "whole", name])


def test_what_was_done_is_not_done_again(tmp_path: Path) -> None:
    source = stories(tmp_path / "in", 40)
    plan = _plan(source, tmp_path / "out.jsonl")
    with pytest.raises(_StopError):
        run(plan, told_of=_stopping_after(30))
    for number in range(5):
        (source / f"{number:04}.md").unlink()  # they are not looked for any more
    told: list[int] = []
    run(plan, resume=True, told_of=lambda summary: told.append(summary.documents))
    assert told[0] in (20, 30)
    assert len(_rows(tmp_path / "out.jsonl")) == 40


def test_a_run_is_only_resumed_by_the_same(tmp_path: Path) -> None:
    source = stories(tmp_path / "in", 40)
    plan = _plan(source, tmp_path / "out.jsonl")
    with pytest.raises(_StopError):
        run(plan, told_of=_stopping_after(30))
    for other, told in (
        (plan._replace(task=Task(check=True)), "--check False, this one for True"),
        (plan._replace(task=Task(to="jats")), "--to None, this one for jats"),
        (plan._replace(reading=Reading(shard=(1, 2))), r"--shard None, this one for \[1, 2\]"),
        (plan._replace(arguments=(str(source), str(source))), "inputs"),
        (plan._replace(part_size=11), "--part-size 10, this one for 11"),
    ):
        with pytest.raises(ConfigError, match=f"was asked for {told}"):
            run(other, resume=True)
    run(plan._replace(workers=1, timeout=GUARD), resume=True)
    assert len(_rows(tmp_path / "out.jsonl")) == 40


@pytest.mark.parametrize("what", ["journal", "output", "both"])
def test_what_somebody_damaged_is_told(tmp_path: Path, what: str) -> None:
    plan = _plan(stories(tmp_path / "in", 40), tmp_path / "out.jsonl")
    with pytest.raises(_StopError):
        run(plan, told_of=_stopping_after(30))
    if what != "output":
        (tmp_path / "out.jsonl.journal").write_bytes(b"no database, and rather long for one" * 100)
    if what != "journal":
        (tmp_path / "out.jsonl.partial").write_bytes(b"")
    with pytest.raises(ConfigError, match="start anew with --force"):
        run(plan, resume=True)
    run(plan, force=True)
    assert len(_rows(tmp_path / "out.jsonl")) == 40
    assert sorted(os.listdir(tmp_path)) == ["in", "out.jsonl"]


def test_two_runs_do_not_write_one_output(tmp_path: Path) -> None:
    plan = _plan(stories(tmp_path / "in", 40), tmp_path / "out.jsonl")
    tried: list[str] = []

    def try_another(_: Summary) -> None:
        for resume in (True, False):
            with pytest.raises(ConfigError) as caught:
                run(plan, resume=resume, force=not resume)
            tried.append(str(caught.value))

    run(plan, told_of=try_another)
    assert set(tried) == {f"{tmp_path / 'out.jsonl.journal'}: another run is writing this output"}
    assert len(_rows(tmp_path / "out.jsonl")) == 40


def test_the_day_is_that_of_the_beginning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "in"
    source.mkdir()
    for number in range(30):
        (source / f"{number:02}.md").write_text(
            f"---\npublished: 2031-05-04\n---\n\n# Fares {number}\n\nThe board met.\n"
        )
    plan = _plan(source, tmp_path / "out.jsonl", task=Task(check=True))
    with pytest.raises(_StopError):
        run(plan, told_of=_stopping_after(15))

    class _Later(artfmt.batch.run.datetime):  # type: ignore[name-defined, misc]
        @classmethod
        def now(cls, tz: Any = None) -> Any:
            return cls(2099, 1, 1, tzinfo=tz)

    monkeypatch.setattr(artfmt.batch.run, "datetime", _Later)
    run(plan, resume=True)
    assert [len(row["findings"]) for row in _rows(tmp_path / "out.jsonl")] == [1] * 30


@pytest.mark.parametrize("name", ["out.jsonl", "out.parquet", "out"])
def test_a_limit_counts_over_a_stop(tmp_path: Path, name: str) -> None:
    plan = _plan(stories(tmp_path / "in", 40), tmp_path / name, reading=Reading(limit=27))
    with pytest.raises(_StopError):
        run(plan, told_of=_stopping_after(15))
    assert run(plan, resume=True).documents == 27
    assert len(_rows(tmp_path / name)) == 27


@pytest.mark.parametrize("name", ["out.jsonl", "out.parquet", "out"])
def test_a_full_disk_stops_a_run_that_can_go_on(tmp_path: Path, name: str) -> None:
    noise = os.urandom(60_000).hex()  # which no compression makes small enough
    source = stories(tmp_path / "in", 60, _30=noise)
    (tmp_path / "whole").mkdir()
    run(_plan(source, tmp_path / "whole" / name))
    plan = _plan(source, tmp_path / name)
    most = resource.getrlimit(resource.RLIMIT_FSIZE)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, most[1]))
    try:
        with pytest.raises(ConfigError, match=r"cannot be (written|used)"):
            run(plan)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, most)
    run(plan, resume=True)
    assert _same(tmp_path / "whole" / name, tmp_path / name)


def _workers_of(pid: int) -> list[int]:
    """The processes that a run has started; others come and go while they are looked through."""
    found = []
    for each in Path("/proc").iterdir():
        with suppress(OSError):
            if each.name.isdigit() and (each / "stat").read_text().rpartition(")")[2].split()[1] == str(pid):
                found.append(int(each.name))
    return found


def _wait_for_changes(process: subprocess.Popen[bytes], folder: Path, name: str, count: int) -> None:
    """Wait until what a run writes has changed so many times, or the run has ended."""

    def state() -> object:
        sizes = []
        for path in [*folder.glob(f"{name}*"), *folder.glob(f"{name}*/**/*")]:
            with suppress(OSError):
                sizes.append((path, path.stat().st_size, path.stat().st_mtime_ns))
        return sizes

    def is_over(before: object) -> bool:
        return state() != before or process.poll() is not None

    for _ in range(count):
        until(partial(is_over, state()))


@pytest.mark.skipif(sys.platform != "linux", reason="workers are found in /proc")
@pytest.mark.parametrize("name", ["out.jsonl.zst", "out.parquet", "out"])
def test_kills_at_random_moments_change_nothing(tmp_path: Path, name: str) -> None:
    source = stories(tmp_path / "in", 600)
    (source / "0300.md").write_text("")
    arguments = [*(["--to", "jats"] if name == "out" else []), "--part-size", "50", "--quiet", "--check"]
    command = [sys.executable, "-m", "artfmt", "batch", "in", "-o", name, *arguments]
    (tmp_path / "whole").mkdir()
    (tmp_path / "whole" / "in").symlink_to(source)
    assert subprocess.run(command, cwd=tmp_path / "whole", check=False).returncode == 1
    chance = random.Random(name)
    for number in range(5):
        process = subprocess.Popen([*command, "--resume"], cwd=tmp_path, stderr=subprocess.PIPE)
        _wait_for_changes(process, tmp_path, name, chance.randint(1, 12))
        if number % 3 == 0:
            for worker in _workers_of(process.pid):
                os.kill(worker, signal.SIGKILL)
        process.send_signal(signal.SIGINT if number % 3 == 1 else signal.SIGKILL)
        _, told = process.communicate()
        assert process.returncode in (0, 1, 130, -signal.SIGKILL), told
    assert subprocess.run([*command, "--resume"], cwd=tmp_path, check=False).returncode in (0, 1)
    assert _same(tmp_path / "whole" / name, tmp_path / name)
    assert sorted(os.listdir(tmp_path)) == sorted(["in", "whole", name])


@pytest.mark.usefixtures("traps")
def test_the_worst_documents_are_told_in_their_place(tmp_path: Path) -> None:
    source = stories(tmp_path / "in", 40, _3="SEGFAULT", _4="FOREVER", _20="OUT OF MEMORY", _21="x" * 3000, _39="EXIT")
    plan = _plan(source, tmp_path / "out.jsonl", timeout=GUARD, reading=Reading(max_size=2000))
    summary = run(plan)
    told = {number: kind for number, kind in enumerate(kinds(_rows(tmp_path / "out.jsonl"))) if kind}
    assert told == {3: "crashed", 4: "too-slow", 20: "crashed", 21: "too-large", 39: "crashed"}
    assert summary.errors == 5
    lines = list(summary.lines(1.0))
    assert lines[0] == "40 documents, 5 errors, 1.0 a second"
    assert any("x too-large: is larger than … bytes" in line and "0021.md" in line for line in lines)
