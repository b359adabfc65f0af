"""How far ``artfmt batch`` goes: rates beside peers, workers, Parquet, Ray, memory, a million files; ratios in one run.

    pip install -e '.[batch,ray,bench]' && python benchmarks/scale.py [rate] [parquet] [ray] [memory] [million]

Pages are those of ../shared/bench/corpora. Rates are wall-clock over whole processes, the best of some runs; memory is
the resident set of the run and its workers together.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pyarrow as pa
import pyarrow.parquet as pq

from artfmt.batch.article_type import to_arrow
from artfmt.batch.columns import results_batch
from artfmt.batch.inputs import Reading, items
from artfmt.batch.outputs import ParquetFile
from artfmt.batch.process import Task, process
from artfmt.batch.rows import Fields
from artfmt.batch.run import Plan, packs, run
from artfmt.batch.summary import Summary
from artfmt.formats.write import write
from articles import articles

ROOT = Path(__file__).parents[1]
CORPORA = ROOT.parent / "shared" / "bench" / "corpora"
BIN = Path(sys.executable).parent
RUNS = 3
COPIES_FOR_RAY = 4


def pages() -> list[bytes]:
    """The pages of the corpora."""
    return [gzip.decompress(each.read_bytes()) for each in sorted(CORPORA.glob("*/*.html.gz"))]


def seconds(command: list[object], runs: int = RUNS, before: Callable[[], object] = lambda: None) -> float:
    """The least wall-clock time of a command that ends with 0 or 1."""
    best = float("inf")
    for _ in range(runs):
        before()
        start = time.perf_counter()
        done = subprocess.run([str(each) for each in command], capture_output=True, text=True, check=False)
        best = min(best, time.perf_counter() - start)
        if done.returncode not in (0, 1):
            raise SystemExit(f"{command[:4]} ended with {done.returncode}: {done.stderr[-2000:]}")
    return best


def row(*cells: object) -> None:
    """Print one line of a table."""
    print(f"| {' | '.join(map(str, cells))} |", flush=True)


def batch(source: Path, output: Path, *more: object) -> list[object]:
    """The command of a run."""
    return [BIN / "artfmt", "batch", source, "-o", output, "--force", "-q", *more]


def rates(folder: Path, found: list[bytes]) -> None:
    """Pages a second: one worker and two, and what people would use instead."""
    source = folder / "pages"
    source.mkdir()
    for number, each in enumerate(found):
        (source / f"{number:05}.html").write_bytes(each)
    count, out = len(found), folder / "out.jsonl"
    taken: dict[int, list[float]] = {1: [], 2: []}
    for _ in range(RUNS):  # in turn, so that a slow minute of the machine hits both
        for workers, found_seconds in taken.items():
            found_seconds.append(seconds(batch(source, out, "-j", workers), 1))
    one, two = (min(each) for each in taken.values())
    row("one worker", f"{count / one:.1f}/s", "", "")
    row("two workers / one", f"{count / two:.1f}/s", f"{one / two:.2f}", "at least 1.8")
    made = folder / "trafilatura"
    theirs = seconds(
        [BIN / "trafilatura", "--input-dir", source, "--output-dir", made, "--parallel", 2, "--json"],
        1,
        lambda: shutil.rmtree(made, ignore_errors=True),
    )
    row("two workers / trafilatura --parallel 2", f"{count / theirs:.1f}/s", f"{theirs / two:.2f}", "at least 5")
    loop = seconds([sys.executable, __file__, "--newspaper", source], 1)
    row("two workers / a loop with newspaper4k", f"{count / loop:.1f}/s", f"{loop / two:.2f}", "at least 5")
    row("one worker / the same", "", f"{loop / one:.2f}", "")


def newspaper(source: Path) -> None:
    """A plain loop with newspaper4k."""
    import newspaper

    for each in sorted(source.iterdir()):
        try:
            made = newspaper.Article("https://news.example/", language="en", fetch_images=False)
            made.download(input_html=each.read_text("utf-8", "replace"))
            made.parse()
            json.dumps([made.title, made.text, made.authors])
        except newspaper.ArticleException:
            continue


def parquet(folder: Path, found: list[bytes]) -> None:
    """What reading and writing Parquet adds to the reading of the pages, in one process."""
    path = folder / "pages.parquet"
    pq.write_table(pa.table({"html": found}), path)
    start = time.perf_counter()
    packed = list(packs(items([str(path)], Reading(Fields("html"), "html")), 1 << 60))
    taken = time.perf_counter() - start
    results = [process(each.batch, Task()) for each in packed]  # which also warms up
    start = time.perf_counter()
    for each in packed:
        process(each.batch, Task())
    read_in = time.perf_counter() - start
    rows = [each for batch in results for each in batch.to_pylist()]
    data = [json.loads(each["article"]) if each["article"] else None for each in rows]
    start = time.perf_counter()
    file = ParquetFile(str(folder / "out.parquet"))
    for index in range(0, len(rows), 64):
        some = zip(rows[index : index + 64], data[index : index + 64], strict=True)
        file.write(results_batch([{**each, "article": made and to_arrow(made)} for each, made in some], typed=True))
    file.finish()
    given = time.perf_counter() - start
    row("Parquet in / reading", f"{taken:.2f} s of {read_in:.1f} s", f"{taken / read_in:.3f}", "")
    row("Parquet out / reading", f"{given:.2f} s of {read_in:.1f} s", f"{given / read_in:.3f}", "")
    row("Parquet in and out / reading", "", f"{(taken + given) / read_in:.3f}", "at most 0.1")


def ray(folder: Path, found: list[bytes]) -> None:
    """The same files on Ray on this machine, and by the local runner."""
    source = folder / "shards"
    source.mkdir()
    copies = found * COPIES_FOR_RAY
    shards = 24
    for shard in range(shards):
        pq.write_table(pa.table({"html": copies[shard::shards]}), source / f"{shard:02}.parquet")
    arguments = ["--data-column", "html", "--from", "html"]
    local = seconds(batch(source, folder / "local.parquet", *arguments, "-j", 2), 1)
    on_ray = seconds(batch(source, folder / "ray.parquet", *arguments, "--engine", "ray"), 1)
    start = seconds([sys.executable, "-c", "import ray; ray.init(log_to_driver=False); ray.shutdown()"], 2)
    same = pq.read_table(folder / "local.parquet").num_rows == pq.read_table(folder / "ray.parquet").num_rows
    row("pages", len(copies), "the same number of results" if same else "NOT THE SAME", "")
    row(
        "local / Ray, all",
        f"{len(copies) / local:.1f}/s, {len(copies) / on_ray:.1f}/s",
        f"{local / on_ray:.2f}",
        "at least 0.85",
    )
    row("local / Ray, without its start", f"start and end {start:.1f} s", f"{local / (on_ray - start):.2f}", "")


INPUTS = ("folder", "jsonl", "jsonl.gz", "parquet", "arrows", "warc.gz")
OUTPUTS = ("out.jsonl", "out.jsonl.zst", "out.parquet", "out")
EARLY, LATE = 5_000, 100_000


def made(folder: Path, kind: str, number: int) -> tuple[Path, list[str]]:
    """So many small documents in a kind of input, and the arguments to read them."""
    texts = [write(each, "json") for each in articles(500)]
    each_text = (texts[index % len(texts)] for index in range(number))
    path = folder / f"in.{kind}"
    if kind == "folder":
        for index, text in enumerate(each_text):
            (path / f"{index // 1000:03}").mkdir(parents=True, exist_ok=True)
            (path / f"{index // 1000:03}" / f"{index % 1000:03}.json").write_text(text)
        return path, []
    if kind.startswith("jsonl"):
        with gzip.open(path, "wt", 1) if kind.endswith("gz") else path.open("w") as file:
            file.writelines(" ".join(text.split("\n")) + "\n" for text in each_text)
        return path, []
    if kind == "warc.gz":
        from fastwarc.warc import WarcRecord, WarcRecordType

        pages = [write(each, "html").encode() for each in articles(500)]
        with path.open("wb") as file:
            for index in range(number):
                record = WarcRecord()
                record.init_headers(WarcRecordType.response, record_urn=b"<urn:uuid:%d>" % index)
                record.headers["Content-Type"] = "application/http; msgtype=response"
                record.set_bytes_content(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + pages[index % 500])
                held = io.BytesIO()
                record.write(held)
                file.write(gzip.compress(held.getvalue(), 1))
        return path, []
    table = pa.schema([("article", pa.string())])
    with pq.ParquetWriter(path, table) if kind == "parquet" else pa.ipc.new_stream(str(path), table) as writer:
        for _ in range(0, number, 1000):
            writer.write_batch(pa.record_batch([pa.array([next(each_text) for _ in range(1000)])], schema=table))
    return path, ["article"]


def resident() -> int:
    """The resident set of this process and those it started, in bytes."""
    own = psutil.Process()
    sizes = [own.memory_info().rss, *(each.memory_info().rss for each in own.children(recursive=True))]
    return sum(sizes)


def memory_of(source: str, output: str, column: str) -> None:
    """Run, and print the memory after 5,000 documents and at the end: a process of its own for each pair."""
    seen: dict[int, list[int]] = {EARLY: [], LATE: []}

    def tell(summary: Summary) -> None:
        for mark, found in seen.items():
            if mark * 0.8 <= summary.documents <= mark:  # the mean of a stretch: one look hangs on the moment
                found.append(resident())

    fields = Fields(column or None)
    task = Task(to="markdown") if output.endswith("out") else Task()
    run(Plan((source,), task, Reading(fields, "json" if column else None), output, workers=2), force=True, told_of=tell)
    print(json.dumps([sum(found) / len(found) for found in seen.values()]))


def memory(folder: Path) -> None:
    """Resident memory after 100,000 documents and after 5,000, for each kind of input and output."""
    pairs = [(kind, OUTPUTS[0]) for kind in INPUTS] + [(INPUTS[0], output) for output in OUTPUTS[1:]]
    for kind, output in pairs:
        path = folder / f"in.{kind}"
        fields = ["article"] if kind in ("parquet", "arrows") else []
        if not path.exists():
            path, fields = made(folder, kind, LATE)
        command = [sys.executable, __file__, "--memory-of", path, folder / output, *fields]
        done = subprocess.run([str(each) for each in command], capture_output=True, text=True, check=True)
        early, late = json.loads(done.stdout)
        row(
            f"{kind} to {output}",
            f"{early / 2**20:.0f} MB, {late / 2**20:.0f} MB",
            f"{late / early:.2f}",
            "at most 1.1",
        )
        if kind != INPUTS[0]:
            path.unlink()
        shutil.rmtree(folder / "out", ignore_errors=True)


def million(folder: Path) -> None:
    """How soon the first documents of a million small files are done."""
    text = "# Fares fall\n\nThe board met on Monday.\n"
    for name, in_each in (("in one folder", 1_000_000), ("in a thousand folders", 1_000)):
        source = folder / "million"
        source.mkdir()
        for index in range(1_000_000):
            if index % in_each == 0:
                (source / f"{index // in_each:04}").mkdir()
            with open(source / f"{index // in_each:04}" / f"{index:07}.md", "w") as file:
                file.write(text)
        first = seconds(batch(source, folder / "out.jsonl", "--limit", 64))
        row(f"a million files {name}: 64 are done after", f"{first:.2f} s", "", "at most 2 s")
        shutil.rmtree(source)


def main() -> None:
    """Print the tables that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", nargs="*")
    parser.add_argument("--newspaper", help=argparse.SUPPRESS)
    parser.add_argument("--memory-of", nargs="+", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.newspaper:
        newspaper(Path(asked.newspaper))
    elif asked.memory_of:
        source, output, *column = asked.memory_of
        memory_of(source, output, column[0] if column else "")
    else:
        tables(asked.what)


def tables(chosen: list[str]) -> None:
    """Print a table of each kind that is asked for, all where none is."""
    what = chosen or ["rate", "parquet", "ray", "memory", "million"]
    found = pages() if {"rate", "parquet", "ray"} & set(what) else []
    row("what", "measured", "ratio", "budget")
    row("---", "---", "---", "---")
    for each in what:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            if each in ("memory", "million"):
                {"memory": memory, "million": million}[each](folder)
            else:
                {"rate": rates, "parquet": parquet, "ray": ray}[each](folder, found)


if __name__ == "__main__":
    main()
