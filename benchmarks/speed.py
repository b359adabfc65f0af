"""How fast artfmt is, as ratios against a floor or a peer in the same run.

    pip install -e '.[bench]' && python benchmarks/speed.py

Whole processes are timed in turn (A B A B …) after a warm-up, by the processor time of the process and its
children; the median of the pairs' ratios is shown.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from artfmt.formats.read import read

ROOT = Path(__file__).parents[1]
SEED = next((ROOT.parent / "shared" / "seed").glob("*.txt"), ROOT / "examples" / "plain" / "article.txt")
BIN = Path(sys.executable).parent
# Modules are compiled once, as on any machine that keeps their bytecode.
_BYTECODE = tempfile.TemporaryDirectory()
_ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | {
    "PYTHONPYCACHEPREFIX": _BYTECODE.name
}


def processor_time(command: list[str]) -> float:
    """Seconds of user and system time that a command takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True, env=_ENVIRONMENT)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def ratio(ours: list[str], theirs: list[str], runs: int = 15) -> tuple[float, float, float]:
    """The median ratio of two commands' times, and the median seconds of each."""
    processor_time(ours), processor_time(theirs)
    pairs = [(processor_time(ours), processor_time(theirs)) for _ in range(runs)]
    return (
        statistics.median(a / b for a, b in pairs),
        statistics.median(a for a, _ in pairs),
        statistics.median(b for _, b in pairs),
    )


def row(what: str, value: str, budget: str) -> None:
    """Print one line of the table."""
    print(f"| {what} | {value} | {budget} |", flush=True)


def starting() -> None:
    """The command's start, and the main job, against bare imports."""
    artfmt = str(BIN / "artfmt")
    for what, command, floor, budget in (
        ("`artfmt --version` / `import click`", [artfmt, "--version"], "import click", "1.5"),
        (
            "`artfmt convert` seed to JATS / `import click, lxml.etree`",
            [artfmt, "convert", "-q", str(SEED), "-t", "jats"],
            "import click, lxml.etree",
            "2.0",
        ),
    ):
        median, ours, theirs = ratio(command, [sys.executable, "-c", floor])
        row(what, f"{median:.2f} ({ours * 1000:.0f} ms / {theirs * 1000:.0f} ms)", budget)


def best(work: Callable[[], object], seconds: float = 2.0) -> float:
    """The least time that some work takes, of as many tries as fit."""
    times: list[float] = []
    end = time.perf_counter() + seconds
    while len(times) < 3 or time.perf_counter() < end:
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def reading_text() -> None:
    """The text reader on the seed's body, repeated to each size."""
    seed = SEED.read_bytes()
    head, body = seed[: seed.index(b"\n\n", len(seed) // 4)], seed[seed.index(b"\n\n", len(seed) // 4) :]
    for size in (1_000, 10_000, 100_000, 1_000_000, 10_000_000):
        data = (head + body * (size // len(body) + 1))[:size].decode("utf-8", "ignore").encode()
        took = best(lambda data=data: read(data, "text"))  # type: ignore[misc]
        row(f"read text, {size:,} bytes", f"{len(data) / took / 1e6:.1f} MB/s", "20 MB/s")


def _article(number: int) -> str:
    article = json.loads((ROOT / "examples" / "plain" / "article.json").read_text())
    article["id"] = str(number)
    while len(json.dumps(article)) < 10_000:
        article["body"].append(article["body"][len(article["body"]) % 4])
    return json.dumps(article)


def validating() -> None:
    """1,000 JSON articles of 10 KB against check-jsonschema with the same schema."""
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for number in range(1000):
            path = Path(folder, f"{number}.json")
            path.write_text(_article(number))
            files.append(str(path))
        schema = str(ROOT / "schemas" / "article.schema.json")
        theirs = [str(BIN / "check-jsonschema"), "--schemafile", schema, *files]
        median, ours, other = ratio([str(BIN / "artfmt"), "validate", folder], theirs, runs=3)
        row(
            "`artfmt validate` / check-jsonschema, 1,000 files", f"{median:.3f} ({ours:.2f} s / {other:.2f} s)", "0.100"
        )


if __name__ == "__main__":
    print("| what | measured | budget |\n|---|---|---|")
    starting()
    reading_text()
    validating()
