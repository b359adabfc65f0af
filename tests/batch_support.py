"""What the tests of batches share: invented documents, and documents that do the worst to a worker."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zlib
from pathlib import Path
from typing import Any

import pytest

from artfmt.checking.pool import Worker
from conftest import GUARD, ROOT

# Run by each worker before it reads: words in a document that stand for what a bug of a library would do.
_TRAPS = """
import ctypes, os, signal, time
import artfmt.batch.process as process

read = process.read

def trapped(source, *arguments, **more):
    data = source.data
    if b"SEGFAULT" in data:
        ctypes.string_at(0)
    if b"OUT OF MEMORY" in data:
        os.kill(os.getpid(), signal.SIGKILL)
    if b"EXIT" in data:
        os._exit(3)
    if b"FOREVER" in data:
        with open(os.environ["ARTFMT_TEST_FOREVER"], "a") as file:
            print(os.getpid(), file=file)
        while True:
            pass
    if b"KILLED ONCE" in data:
        try:
            os.close(os.open(os.environ["ARTFMT_TEST_ONCE"], os.O_CREAT | os.O_EXCL))
        except FileExistsError:
            pass
        else:
            os.kill(os.getpid(), signal.SIGKILL)
    if b"NO MEMORY" in data:
        raise MemoryError
    if b"BUG" in data:
        raise KeyError("none of ours")
    if b"PRINTS" in data:
        os.write(1, b"=garbage on standard output")
    return read(source, *arguments, **more)

process.read = trapped
"""

look_at_clock = Worker.look_at_clock


@pytest.fixture
def traps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Workers that the words above do the worst to; the folder that is to be in ``PYTHONPATH`` for other processes.

    The time of a document is over when it has begun what never ends, and not before: no other hangs on the clock.
    """
    folder = tmp_path / "traps"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(_TRAPS)
    monkeypatch.syspath_prepend(folder)
    monkeypatch.setenv("ARTFMT_TEST_ONCE", str(folder / "once"))
    monkeypatch.setenv("ARTFMT_TEST_FOREVER", str(folder / "forever"))

    def look_at_document(worker: Worker[Any, Any]) -> None:
        with worker._lock:
            if worker._process and worker._process.pid in read_forever(folder) and worker._deadline is not None:
                worker._deadline = 0.0
        look_at_clock(worker)

    monkeypatch.setattr(Worker, "look_at_clock", look_at_document)
    return folder


def read_forever(folder: Path) -> list[int]:
    """The processes that have begun a document that they never finish; ``folder`` is that of ``traps``."""
    path = folder / "forever"
    return [int(line) for line in path.read_text().splitlines()] if path.exists() else []


def story(number: int, words: str = "The board met on Monday.") -> str:
    """A small article as Markdown."""
    return f"# Fares fall {number}\n\n{words}\n\n**Why it matters:** It is the only way across.\n"


def stories(folder: Path, count: int, **special: str) -> Path:
    """A folder of small articles, some with words of their own: ``_3="FOREVER"`` is the third."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (folder / f"{number:04}.md").write_text(story(number, special.get(f"_{number}", "The board met on Monday.")))
    return folder


def page(number: int = 1) -> str:
    """A page that a reader finds its article on."""
    words = " ".join(
        f"The harbor board said on Monday that fare {each} of pier {number} falls in June." for each in "abcdefgh"
    )
    return (
        f"<!DOCTYPE html><html><head><title>Fares fall {number}</title></head><body><nav><a href='/'>Home</a></nav>"
        f"<article><h1>Fares fall {number}</h1><p>{words}</p><p>{words}</p><p>{words}</p></article></body></html>"
    )


def record(
    number: int,
    body: bytes,
    kind: str = "text/html; charset=utf-8",
    status: str = "200 OK",
    length: int | None = None,
    type: str = "response",
    headers: str = "",
) -> bytes:
    """A record of a WARC file; ``length`` is the one it tells, its own if left out."""
    told = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n{headers}\r\n".encode() + body
    return (
        (
            f"WARC/1.0\r\nWARC-Type: {type}\r\nWARC-Target-URI: https://news.example/{number}\r\n"
            f"WARC-Date: 2021-05-04T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:0-{number}>\r\n"
            f"Content-Type: application/http; msgtype={type}\r\n"
            f"Content-Length: {len(told) if length is None else length}\r\n\r\n"
        ).encode()
        + told
        + b"\r\n\r\n"
    )


def lines_of(path: Path) -> list[dict[str, Any]]:
    """The rows of a file of JSON Lines, compressed or not."""
    import pyarrow as pa

    data = path.read_bytes()
    if path.suffix == ".gz":
        held, rest = b"", data
        while rest:
            member = zlib.decompressobj(31)
            held += member.decompress(rest)
            rest = member.unused_data
        data = held
    elif path.suffix == ".zst":
        data = pa.input_stream(pa.py_buffer(data), compression="zstd").read()
    return [json.loads(line) for line in data.splitlines()]


def kinds(rows: list[dict[str, Any]]) -> list[str | None]:
    """The kind of each row's error, None where there is none."""
    return [row["error"]["kind"] if row.get("error") else None for row in rows]


def recipe_of(name: str) -> str:
    """The code of docs/scale.md that begins with such a comment."""
    text = (ROOT / "docs" / "scale.md").read_text(encoding="utf-8")
    (recipe,) = re.findall(rf"^```python\n(# {name}.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return str(recipe)


def recipe_results(folder: Path, engine: str) -> dict[str, str | None]:
    """Run the recipe of docs/scale.md for an engine on a small table: the kind of each address's error, or None."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    addresses = [f"https://news.example/{number}" for number in range(200)]
    pages = [None if number == 1 else page(number) for number in range(200)]
    pq.write_table(pa.table({"html": pages, "url": addresses}), folder / "pages.parquet")
    (folder / "recipe.py").write_text(recipe_of(engine))
    done = subprocess.run(
        [sys.executable, "recipe.py"], cwd=folder, capture_output=True, text=True, check=False, timeout=GUARD
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "200"
    rows = pq.read_table(folder / "articles.parquet").to_pylist()
    assert sorted(row["url"] for row in rows) == sorted(addresses)
    assert all(row["error"] or row["article"]["headline"].startswith("Fares fall") for row in rows)
    return {row["url"]: row["error"] and row["error"]["kind"] for row in rows}
