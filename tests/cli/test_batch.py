"""``artfmt batch`` as people run it: what it prints, where, and its exit status."""

from __future__ import annotations

import gzip
import io
import json
import os
import pty
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from artfmt.formats.read import read
from batch_support import lines_of, page, read_forever, record, stories, story, traps  # noqa: F401
from cli_support import run, without_progress
from conftest import GUARD, ROOT, until
from terminal import read_all


def test_results_go_to_standard_output_and_the_summary_does_not(tmp_path: Path) -> None:
    stories(tmp_path / "in", 3)
    (tmp_path / "in" / "0001.md").write_text("# Fares\n\nIt fell at at May.\n")
    (tmp_path / "in" / "0002.md").write_text("")
    done = run("batch", "in", "--check", cwd=tmp_path)
    assert done.returncode == 1
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["id"] for row in rows] == ["in/0000.md", "in/0001.md", "in/0002.md"]
    assert rows[0]["article"]["headline"] == "Fares fall 0"
    told = done.stderr.splitlines()
    assert told[0].startswith("artfmt: 3 documents, 1 error, ")
    assert told[1:] == [
        "artfmt: the commonest errors:",
        "artfmt:   1 x no-article: is empty: an article needs a headline and at least one paragraph (as in/0002.md)",
        "artfmt: the commonest findings:",
        "artfmt:   1 x repeated-word (as in/0001.md)",
    ]


def test_the_exit_status_is_one_that_scripts_can_rely_on(tmp_path: Path) -> None:
    stories(tmp_path / "good", 2)
    stories(tmp_path / "bad", 1)
    (tmp_path / "bad" / "0001.md").write_text("# Fares\n\nIt fell at at May.\n")
    assert run("batch", "good", "-q", cwd=tmp_path).returncode == 0
    assert run("batch", "bad", "-q", cwd=tmp_path).returncode == 0
    assert run("batch", "bad", "-q", "--check", cwd=tmp_path).returncode == 1
    for arguments in (
        ["nowhere"],
        ["good", "--to", "papyrus"],
        ["good", "--from", "papyrus"],
        ["good", "-o", "out"],
        ["good", "--shard", "3/2"],
        ["good", "--shard", "0/2"],
        ["good", "--max-size", "many"],
        ["good", "--resume", "--force"],
        ["good", "--address", "auto"],
        ["good", "--config", "none.yaml"],
        ["good", "-o", "good/0000.md/out.jsonl"],
        ["good", "--engine", "ray"],
        ["good", "--engine", "ray", "-o", "out.parquet", "--limit", "3"],
    ):
        done = run("batch", *arguments, cwd=tmp_path)
        assert done.returncode == 2, arguments
        assert done.stdout == "", arguments
        assert done.stderr, arguments
    assert sorted(os.listdir(tmp_path)) == ["bad", "good"]


def test_the_configuration_here_is_that_of_all(tmp_path: Path) -> None:
    stories(tmp_path / "in", 1, _0="It fell at at May. ")
    (tmp_path / ".artfmt.yaml").write_text("rules: {repeated-word: error}\nlabels: {Our take: takeaway}\n")
    (row,) = [json.loads(line) for line in run("batch", "in", "--check", cwd=tmp_path).stdout.splitlines()]
    assert [(each["rule"], each["severity"]) for each in row["findings"]] == [("repeated-word", "error")]
    (tmp_path / "other.yaml").write_text("rules: {repeated-word: off}\n")
    done = run("batch", "in", "--check", "--config", "other.yaml", cwd=tmp_path)
    assert done.returncode == 0


def _parquet() -> bytes:
    file = io.BytesIO()
    pq.write_table(pa.table({"html": [page(1), page(2)]}), file)
    return file.getvalue()


def _stream() -> bytes:
    table = pa.table({"html": [page(1), page(2)]})
    file = io.BytesIO()
    with pa.ipc.new_stream(file, table.schema) as writer:
        writer.write_table(table)
    return file.getvalue()


def _lines() -> bytes:
    return b"".join(json.dumps({"html": page(number)}).encode() + b"\n" for number in (1, 2))


def _warc() -> bytes:
    return b"".join(record(number, page(number).encode()) for number in (1, 2))


@pytest.mark.parametrize("packed", [bytes, gzip.compress, lambda data: pa.compress(data, "zstd", asbytes=True)])
@pytest.mark.parametrize("made", [_parquet, _stream, _lines, _warc])
def test_standard_input_is_told_from_its_beginning(made: Callable[[], bytes], packed: Any) -> None:
    done = run("batch", "-", "--data-column", "html", "-j", "1", given=packed(made()))
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(row["id"], row["article"]["headline"]) for row in rows] == [
        ("-#1", "Fares fall 1"),
        ("-#2", "Fares fall 2"),
    ]


def test_lines_of_any_length_are_told_from_the_beginning(tmp_path: Path) -> None:
    records = b"".join(json.dumps({"html": page(number) + " " * 200_000}).encode() + b"\n" for number in (1, 2))
    for arguments in (["--data-column", "html"], ["--data-column", "html", "--from", "html"]):
        done = run("batch", "-", *arguments, given=records)
        assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["-#1", "-#2"]
    article = json.dumps(read(story(1, "word " * 50_000), "markdown").article.to_dict())
    (row,) = [json.loads(line) for line in run("batch", given=article).stdout.splitlines()]
    assert row["article"]["headline"] == "Fares fall 1"


def test_a_run_that_is_complete_says_so(tmp_path: Path) -> None:
    stories(tmp_path / "in", 1)
    run("batch", "in", "-o", "out.jsonl", "-q", cwd=tmp_path)
    done = run("batch", "in", "-o", "out.jsonl", "--resume", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "artfmt: out.jsonl is complete: nothing to do\n")


def test_one_document_may_come_from_standard_input_too() -> None:
    for given in (page(), story(1), read(story(1), "markdown").article.to_dict()):
        text = given if isinstance(given, str) else json.dumps(given, indent=2)
        (row,) = [json.loads(line) for line in run("batch", given=text).stdout.splitlines()]
        assert row["id"] == "-"
        assert row["article"]["headline"] == "Fares fall 1"


def test_shards_are_written_apart_and_together_are_all(tmp_path: Path) -> None:
    stories(tmp_path / "in", 10)
    for shard in (1, 2, 3):
        run("batch", "in", "-q", "-o", f"{shard}.jsonl.gz", "--shard", f"{shard}/3", cwd=tmp_path)
    found = [row["id"] for shard in (1, 2, 3) for row in lines_of(tmp_path / f"{shard}.jsonl.gz")]
    assert sorted(found) == [f"in/{number:04}.md" for number in range(10)]


def test_a_line_of_json_tells_how_it_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stories(tmp_path / "in", 3)
    monkeypatch.chdir(tmp_path)
    code = "import artfmt.cli.progress as progress; progress._TOLD_EVERY = 0; import artfmt.cli; artfmt.cli.main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "batch", "in", "-o", "out.jsonl"], capture_output=True, text=True, check=True
    )
    told = json.loads(done.stderr.splitlines()[0])
    assert set(told) == {"documents", "errors", "rate", "seconds", "left"}
    assert (told["documents"], told["errors"]) == (3, 0)


def test_a_bar_tells_how_it_goes_on_a_terminal(tmp_path: Path) -> None:
    stories(tmp_path / "in", 300)
    ours, theirs = pty.openpty()
    code = "import artfmt.cli.progress as progress; progress._DRAWN_EVERY = 0; import artfmt.cli; artfmt.cli.main()"
    command = [sys.executable, "-c", code, "batch", "in", "-o", "out.jsonl", "-j", "1"]
    process = subprocess.Popen(command, cwd=tmp_path, stderr=theirs)
    os.close(theirs)
    shown = read_all(ours)
    assert process.wait() == 0
    text = shown.decode()
    assert "batch  [" in text
    assert "documents, " in text
    assert "/s, 0 errors" in text
    assert " left" in text
    assert "300 documents, 0 errors" in text


@pytest.mark.usefixtures("traps")
def test_ctrl_c_stops_cleanly_and_resume_goes_on(tmp_path: Path, traps: Path) -> None:  # noqa: F811
    stories(tmp_path / "in", 30, _20="FOREVER")
    command = [sys.executable, "-m", "artfmt", "batch", "in", "-o", "out.jsonl", "-j", "1", "--part-size", "5"]
    environment = {**os.environ, "PYTHONPATH": str(traps)}
    process = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True, env=environment)
    until(lambda: read_forever(traps))
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=GUARD)
    assert process.returncode == 130
    assert without_progress(told) == "artfmt: stopped; --resume goes on\n"
    assert sorted(os.listdir(tmp_path)) == ["in", "out.jsonl.journal", "out.jsonl.partial", "traps"]
    done = run("batch", "in", "-o", "out.jsonl", "-j", "1", "--part-size", "5", "--resume", cwd=tmp_path)
    assert done.returncode == 0
    assert len(lines_of(tmp_path / "out.jsonl")) == 30


def test_a_full_standard_output_is_told() -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "artfmt", "batch", "-q", str(ROOT / "examples" / "plain")],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 2
    assert (
        done.stderr
        == "artfmt: standard output: cannot be written: no space left on the disk; make room or choose another place\n"
    )


def test_what_is_not_installed_is_told(tmp_path: Path) -> None:
    stories(tmp_path / "in", 1)
    for module, extra, arguments in (
        ("pyarrow", "batch", []),
        ("ray", "ray", ["--engine", "ray", "-o", "out.parquet"]),
    ):
        code = f"import sys; sys.modules[{module!r}] = None; import artfmt.cli; artfmt.cli.main()"
        done = subprocess.run(
            [sys.executable, "-c", code, "batch", "in", *arguments],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 2
        assert done.stderr == (
            f"artfmt: this needs {module}: pip install 'artfmt[{extra}] @ git+https://github.com/artfmt/artfmt'\n"
        )
