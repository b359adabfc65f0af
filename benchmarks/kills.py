"""Runs that are killed at random moments and resumed: whether they give the same bytes as one that nothing disturbed.

    python benchmarks/kills.py [--documents 10000] [--kills 50] [--seed 1] [--to jsonl|zst|parquet|tree|all]

Each kind of output: 10,000 invented articles in six formats, some broken; a run to the end; then runs with --resume
that are killed in turn by SIGKILL to the run, SIGKILL to a worker, and Ctrl-C, each at a random moment, until the kills
are used up (a run that comes to its end before is begun anew); then one to the end. Linux only: workers are found in
/proc.
"""

from __future__ import annotations

import argparse
import filecmp
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from artfmt.formats.table import FORMATS
from artfmt.formats.write import write
from articles import articles

OUTPUTS = {
    "jsonl": ["-o", "out.jsonl", "--part-size", "250"],
    "zst": ["-o", "out.jsonl.zst", "--part-size", "250"],
    "parquet": ["-o", "out.parquet", "--part-size", "250"],
    "tree": ["--to", "jats", "-o", "out", "--part-size", "250"],
}
KILLS = ("the run", "a worker", "Ctrl-C")


def made(folder: Path, number: int) -> None:
    """A folder of articles in every format, each fiftieth of them broken."""
    formats = [each for each in FORMATS if each.reads and each.writes]
    for index, article in enumerate(articles(number)):
        format = formats[index % len(formats)]
        text = write(article, format.name)
        (folder / f"{index:05}{format.suffixes[0]}").write_text(text[: len(text) // 3] if index % 50 == 7 else text)


def command(source: Path, arguments: list[str]) -> list[str]:
    """The command of a run."""
    return [sys.executable, "-m", "artfmt", "batch", str(source), "--check", "--quiet", *arguments]


def workers_of(pid: int) -> list[int]:
    """The processes that a run has started."""
    found = []
    for each in Path("/proc").iterdir():
        try:
            if each.name.isdigit() and int((each / "stat").read_text().rpartition(")")[2].split()[1]) == pid:
                found.append(int(each.name))
        except (OSError, IndexError):
            continue
    return found


def disturbed(
    source: Path, arguments: list[str], folder: Path, kills: int, seconds: float, chance: random.Random
) -> str:
    """Kill and resume until the kills are used up, then to the end; what was done, in words."""
    hit: Counter[str] = Counter()
    ends: Counter[int] = Counter()
    runs = 0
    while sum(hit.values()) < kills:
        runs += 1
        run = subprocess.Popen([*command(source, arguments), "--resume"], cwd=folder, stderr=subprocess.DEVNULL)
        while sum(hit.values()) < kills:
            how = KILLS[sum(hit.values()) % len(KILLS)]
            try:
                run.wait(chance.uniform(0.3, seconds / 3))
                break
            except subprocess.TimeoutExpired:
                pass
            if how == "a worker":
                victims = workers_of(run.pid)
                if victims:
                    os.kill(chance.choice(victims), signal.SIGKILL)
                    hit[how] += 1
                continue
            run.send_signal(signal.SIGKILL if how == "the run" else signal.SIGINT)
            hit[how] += 1
            break
        ends[run.wait()] += 1
        if ends.keys() & {0, 1}:  # it came to its end: from the beginning, there are kills left
            ends.pop(0, None)
            ends.pop(1, None)
            if sum(hit.values()) < kills:
                subprocess.run(["rm", "-rf", *(str(each) for each in folder.iterdir())], check=True)
    done = subprocess.run([*command(source, arguments), "--resume"], cwd=folder, stderr=subprocess.PIPE, check=False)
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr.decode())
    told = ", ".join(f"{how} {number}" for how, number in hit.items())
    return f"{sum(hit.values())} kills ({told}) in {runs} runs"


def differences(first: Path, second: Path) -> list[str]:
    """The files that only one folder has, or that are not the same bytes in both."""
    names = {
        str(each.relative_to(folder)) for folder in (first, second) for each in folder.rglob("*") if each.is_file()
    }
    return [
        name
        for name in sorted(names)
        if not (
            (first / name).exists() and (second / name).exists() and filecmp.cmp(first / name, second / name, False)
        )
    ]


def main() -> None:
    """Print a line for each kind of output; the exit status is 1 where a file differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--to", choices=[*OUTPUTS, "all"], default="all")
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    failed = False
    with tempfile.TemporaryDirectory() as name:
        source = Path(name) / "in"
        source.mkdir()
        made(source, asked.documents)
        for kind, arguments in OUTPUTS.items():
            if asked.to not in (kind, "all"):
                continue
            whole, hurt = Path(name) / f"{kind}-whole", Path(name) / f"{kind}-hurt"
            whole.mkdir()
            hurt.mkdir()
            start = time.monotonic()
            if subprocess.run(command(source, arguments), cwd=whole, check=False).returncode not in (0, 1):
                raise SystemExit(f"{kind}: the undisturbed run failed")
            seconds = time.monotonic() - start
            told = disturbed(source, arguments, hurt, asked.kills, seconds, chance)
            found = differences(whole, hurt)
            failed = failed or bool(found)
            files = sum(each.is_file() for each in whole.rglob("*"))
            counts = f"{asked.documents:,} documents in {seconds:.1f} s; {told}"
            print(f"{kind}: {counts}; {len(found)} of {files} files differ", flush=True)
            for each in found[:5]:
                print(f"  {each}")
    sys.exit(failed)


if __name__ == "__main__":
    main()
