"""How fast the gate is: articles checked with all rules on, beside what a newsroom would use instead, in one run.

    pip install -e '.[bench]' && npm install --no-package-lock --prefix benchmarks/peers && python benchmarks/gate.py

Wall-clock seconds of whole processes, the least of some runs. check-jsonschema validates the same JSON files with
artfmt's own schema and nothing else; markdownlint-cli2 and Vale (with a style of three built-in rules) check the
Markdown; both are left out where they are not installed.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from artfmt.formats.write import write
from articles import articles
from style import write_style

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
PEERS = ROOT / "benchmarks" / "peers" / "node_modules" / ".bin"
ARTFMT = str(BIN / "artfmt")
RUNS = 5


def seconds(command: list[str], runs: int = RUNS, cache: Path | None = None) -> float:
    """The least wall-clock time of a command that ends with 0 or 1."""
    best = float("inf")
    # As installed, with modules that are compiled once.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    for _ in range(runs):
        start = time.perf_counter()
        done = subprocess.run(
            command,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**kept, **({"ARTFMT_CACHE_DIR": str(cache)} if cache else {})},
            check=False,
        )
        best = min(best, time.perf_counter() - start)
        if done.returncode not in (0, 1):
            raise SystemExit(f"{' '.join(command[:4])} ended with {done.returncode}")
    return best


def row(what: str, ours: float, other: float, budget: str) -> None:
    """Print one line of the table."""
    print(f"| {what} | {ours:.3f} s | {other:.3f} s | {ours / other:.3f} | {budget} |", flush=True)


def made(folder: Path, number: int) -> tuple[Path, Path]:
    """A folder of articles as JSON and one of the same as Markdown, under a configuration with all rules on."""
    (folder / ".artfmt.yaml").write_text("preset: strict\n")
    for format in ("json", "markdown"):
        (folder / format).mkdir()
    for index, article in enumerate(articles(number)):
        (folder / "json" / f"{index}.json").write_text(write(article, "json"))
        (folder / "markdown" / f"{index}.md").write_text(write(article, "markdown"))
    return folder / "json", folder / "markdown"


def compacted(folder: Path) -> Path:
    """A folder of longer articles as JSON on one line, as programs write it, which makes as many bytes."""
    target = folder / "compact"
    target.mkdir()
    for index, article in enumerate(articles(1000, length=2)):
        (target / f"{index}.json").write_text(json.dumps(article.to_dict(), ensure_ascii=False))
    sizes = [path.stat().st_size for path in target.iterdir()]
    print(f"on one line {min(sizes):,} to {max(sizes):,} bytes, {sum(sizes) / 1000:,.0f} on average\n", file=sys.stderr)
    return target


def gate(folder: Path) -> None:
    """The table."""
    indented, markdown = made(folder, 1000)
    sizes = [path.stat().st_size for path in indented.iterdir()]
    print(f"1,000 articles of {min(sizes):,} to {max(sizes):,} bytes of JSON, {sum(sizes) / 1000:,.0f} on average\n")
    print("| what | artfmt | compared with | ratio | budget |\n|---|---|---|---|---|")
    schema = str(ROOT / "schemas" / "article.schema.json")
    files = [str(path) for path in sorted(indented.iterdir())]
    theirs = seconds([str(BIN / "check-jsonschema"), "--schemafile", schema, *files], runs=3)
    cold = seconds([ARTFMT, "check", "--no-cache", str(indented)])
    row("indented JSON, cold, all rules / check-jsonschema on it", cold, theirs, "0.100")
    compact = compacted(folder)
    files = [str(path) for path in sorted(compact.iterdir())]
    other = seconds([str(BIN / "check-jsonschema"), "--schemafile", schema, *files], runs=3)
    ours = seconds([ARTFMT, "check", "--no-cache", str(compact)])
    row("JSON on one line, cold, all rules / check-jsonschema on it", ours, other, "0.100")
    files = [str(path) for path in sorted(indented.iterdir())]
    row(
        "Markdown, cold / check-jsonschema on the indented JSON",
        seconds([ARTFMT, "check", "--no-cache", str(markdown)]),
        theirs,
        "0.333",
    )
    styled(folder, markdown)
    cache = folder / "cache"
    seconds([ARTFMT, "check", str(indented)], runs=1, cache=cache)
    row("JSON, warm / the same", seconds([ARTFMT, "check", str(indented)], cache=cache), theirs, "0.020")
    version = seconds([ARTFMT, "--version"], runs=20)
    one = files[0]
    row("one JSON file, warm / artfmt --version", seconds([ARTFMT, "check", one], 20, cache), version, "1.3")
    row("one JSON file, cold / the same", seconds([ARTFMT, "check", "--no-cache", one], 20), version, "1.3")
    peers(markdown)


def styled(folder: Path, markdown: Path) -> None:
    """The default rules with a house's style of forty more, beside the default rules alone."""
    write_style(folder / "styles" / "House")
    for name, says in (("plain", ""), ("house", "styles: [styles/House]\n")):
        (folder / f"{name}.yaml").write_text(says)
    plain, house = (
        seconds([ARTFMT, "check", "--no-cache", "--config", str(folder / f"{name}.yaml"), str(markdown)])
        for name in ("plain", "house")
    )
    row("Markdown, cold, with a style of 40 Vale rules / without", house, plain, "2.0")


def peers(markdown: Path) -> None:
    """What checks the same Markdown, for other things."""
    ours = seconds([ARTFMT, "check", "--no-cache", str(markdown)])
    if (PEERS / "markdownlint-cli2").exists():
        theirs = seconds([str(PEERS / "markdownlint-cli2"), f"{markdown}/*.md"], runs=3)
        row("Markdown, cold / markdownlint-cli2", ours, theirs, "")
    vale = PEERS / "vale"
    found = str(vale) if vale.exists() else shutil.which("vale")
    if found:
        config = markdown.parent / ".vale.ini"
        config.write_text("MinAlertLevel = suggestion\n[*.md]\nBasedOnStyles = Vale\n")
        theirs = seconds([found, f"--config={config}", "--no-exit", str(markdown)], runs=3)
        row("Markdown, cold / vale", ours, theirs, "")


def many(folder: Path, number: int) -> None:
    """Memory and time over very many files, against a tenth of them."""
    import resource

    text = [write(article, "markdown") for article in articles(200)]
    for count in (number // 10, number):
        target = folder / str(count)
        for index in range(count):
            below = target / f"{index // 1000}"
            below.mkdir(parents=True, exist_ok=True)
            story = (
                text[index % len(text)].replace("id: story-", f"id: story-{index}-").replace(", part ", f", {index} ")
            )
            (below / f"{index}.md").write_text(story)
        start = time.perf_counter()
        subprocess.run([ARTFMT, "check", "--no-cache", str(target)], stdout=subprocess.DEVNULL, check=False)
        took = time.perf_counter() - start
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"{count:,} files: {took:.1f} s, {took / count * 1e3:.2f} ms a file, at most {peak:.0f} MB a process")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made_in:
        if "--many" in sys.argv:
            many(Path(made_in), 100_000)
        else:
            gate(Path(made_in))
