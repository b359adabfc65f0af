"""How fast formats are read and written: against pandoc, against the parsers beneath, and as the text grows.

    pip install -e '.[bench]' && python benchmarks/conversion.py

Ratios of processor time in one run; a growth is the exponent of the power law fitted from 1 KB to 10 MB, 1 being
linear.
"""

from __future__ import annotations

import json
import math
import statistics
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

import pypandoc
from lxml import etree
from markdown_it import MarkdownIt

from artfmt.formats.read import read
from artfmt.formats.table import FORMATS
from artfmt.formats.write import write
from artfmt.model.article import Article
from artfmt.source.errors import ReadError
from speed import BIN, ROOT, best, processor_time, row

STORIES = [read(path).article for path in sorted((ROOT / "examples").glob("*/article.json"))]
STORIES.append(read(ROOT / "tests" / "judges" / "rich.json").article)
PANDOC = pypandoc.get_pandoc_path()
SIZES = (1_000, 10_000, 100_000, 1_000_000, 10_000_000)


def grown(size: int) -> Article:
    """An article of about so many bytes of JSON: the sections of all stories, over and over."""
    sections = [section for story in STORIES for section in story.body]
    each = sum(len(json.dumps(story.to_dict()["body"])) for story in STORIES) / len(sections)
    count = max(1, round(size / each))
    return replace(STORIES[-1], body=tuple(sections[index % len(sections)] for index in range(count)))


def against_pandoc(files: int = 1000) -> None:
    """Markdown to JATS, one command of ours against one of pandoc's, and against one of pandoc's for each file."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number in range(files):
            article = replace(grown(5000), body=(STORIES[number % len(STORIES)].body + grown(4000).body))
            paths.append(Path(folder, f"{number:04}.md"))
            paths[-1].write_text(write(article, "markdown"), encoding="utf-8")
        size = sum(path.stat().st_size for path in paths) / 1e6
        ours_dir = f"{folder}/ours"
        command = [str(BIN / "artfmt"), "convert", folder, "-t", "jats", "-q", "--force", "--output-dir", ours_dir]
        ours = statistics.median(processor_time(command) for _ in range(3))
        whole = processor_time([PANDOC, "-f", "gfm", "-t", "jats", *map(str, paths), "-o", f"{folder}/all.xml"])
        each = statistics.mean(
            processor_time([PANDOC, "-f", "gfm", "-t", "jats", str(path), "-o", f"{folder}/one.xml"])
            for path in paths[::20]
        )
        what = f"Markdown to JATS, {files:,} files, {size:.1f} MB"
        row(
            f"{what} / pandoc, a process a file",
            f"{ours / each / files:.3f} ({ours:.1f} s / {each * files:.1f} s)",
            "0.05",
        )
        row(f"{what} / pandoc, one process", f"{ours / whole:.2f} ({ours:.1f} s / {whole:.1f} s)", "0.33")


def against_parsers() -> None:
    """Reading against nothing but the parse beneath it, of 100 KB."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    parses: tuple[tuple[str, Callable[[bytes], object], str], ...] = (
        ("jats", etree.fromstring, "5"),
        ("markdown", lambda data: parser.parse(data.decode()), "1.5"),
        ("html", lambda data: etree.fromstring(data, etree.HTMLParser(encoding="utf-8")), "-"),
    )
    for name, parse, budget in parses:
        data = write(grown(100_000), name).encode()
        ratio = best(partial(read, data, name)) / best(partial(parse, data))
        row(f"reading {name} / its parser alone", f"{ratio:.2f}", budget)


def growth(work: Callable[[int], Callable[[], object]]) -> float:
    """The exponent by which some work grows from size to size."""
    logs = [(math.log(size), math.log(best(work(size), seconds=0.3))) for size in SIZES]
    slope: float = statistics.linear_regression(*zip(*logs, strict=True)).slope
    return slope


def as_text_grows() -> None:
    """Each reader and writer from 1 KB to 10 MB."""
    articles = {size: grown(size) for size in SIZES}
    for each in FORMATS:
        texts = {size: write(article, each.name).encode() for size, article in articles.items()}
        writing = growth(lambda size, name=each.name: lambda: write(articles[size], name))  # type: ignore[misc]
        reading = growth(lambda size, name=each.name, texts=texts: lambda: read(texts[size], name))  # type: ignore[misc]
        row(f"growth of reading, of writing {each.name}", f"{reading:.2f}, {writing:.2f}", "1.1")


HOSTILE = {
    "text": (">\n", "  word\n", "• a\n", "a: b\n", "\n", "1. a\n", "Go deeper:\n", "a\tb\n", '"'),
    "markdown": ("*a ", "`a", "<a ", "|a", "> ", "a**b_", "<!-- ", "&a"),
    "html": ("<div>", "<p>a", "<a href=x>a</a>", "<table>", "<li>a", "</p>", "<b>"),
    "jats": ("<p>a</p>", "<p><bold>a</bold></p>", "<sec><p>a</p></sec>"),
}
_AROUND = {
    "text": "Fares fall\n\n• a\n{}",
    "markdown": "---\nheadline: a\n---\n\nx {}",
    "html": '<article class="artfmt"><header><h1>a</h1></header><div class="body"><section><p>a</p>{}</section></div>',
    "jats": "<article><front><article-meta><title-group><article-title>a</article-title></title-group></article-meta>"
    "</front><body>{}</body></article>",
}


def on_hostile_text() -> None:
    """Twice as much of what might be quadratic: how many times the time it takes."""
    for name, pieces in HOSTILE.items():
        worst = max((_doubled(name, piece), piece) for piece in pieces)
        row(f"doubling the worst of {len(pieces)} hostile texts, {name}", f"{worst[0]:.2f} ({worst[1]!r})", "2.3")


def _doubled(name: str, piece: str) -> float:
    def work(size: int) -> Callable[[], object]:
        data = _AROUND[name].format(piece * (size // len(piece))).encode()

        def attempt() -> None:
            with suppress(ReadError):  # refused is as good as read
                read(data, name)

        return attempt

    return best(work(400_000), seconds=0.2) / best(work(200_000), seconds=0.2)


if __name__ == "__main__":
    print("| what | measured | budget |\n|---|---|---|")
    against_pandoc()
    against_parsers()
    as_text_grows()
    on_hostile_text()
