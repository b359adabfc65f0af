"""How much of the structure in WCXB's Markdown the HTML reader finds as such: headings, list items.

python benchmarks/extraction/structure.py [--worst 10]
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from markdown_it import MarkdownIt

from artfmt.formats.read import read
from artfmt.model.article import Article, List, Section
from artfmt.model.prose import plain_text
from artfmt.source.errors import ReadError

FOLDER = Path(__file__).resolve().parents[3] / "shared/bench/corpora/wcxb"
_MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable("table")


def normal(text: str) -> str:
    """Words alone, for comparing."""
    return " ".join(re.findall(r"\w+", text.lower()))


def of_truth(markdown: str) -> tuple[list[str], list[str]]:
    """The headings and the list items of a Markdown text; an item's own words, without those of lists within it."""
    headings, items = [], []
    tokens = _MARKDOWN.parse(markdown)
    open_items: list[list[str]] = []
    heading = False
    for token in tokens:
        if token.type == "heading_open":
            heading = True
        elif token.type == "heading_close":
            heading = False
        elif token.type == "list_item_open":
            open_items.append([])
        elif token.type == "list_item_close":
            items.append(" ".join(open_items.pop()))
        elif token.type == "inline":
            text = "".join(
                child.content if child.type in ("text", "code_inline") else " " for child in token.children or ()
            )
            if heading:
                headings.append(text)
            elif open_items:
                open_items[-1].append(text)
    return headings, items


def of_article(article: Article) -> tuple[list[str], list[str]]:
    """The headings and the list items of an article."""
    headings, items = [], []
    for _, part in article.walk():
        if isinstance(part, Section) and part.heading:
            headings.append(plain_text(part.heading))
        elif isinstance(part, List):
            items += [plain_text(item.content) for item in part.items]
    return headings, items


def counts(truth: Iterable[str], found: Iterable[str]) -> tuple[int, int, int]:
    """How many were found, invented and missed."""
    wanted, got = Counter(filter(None, map(normal, truth))), Counter(filter(None, map(normal, found)))
    both = (wanted & got).total()
    return both, got.total() - both, wanted.total() - both


def pages() -> Iterator[tuple[str, bytes, dict[str, str]]]:
    """Name, content and truth of each page."""
    for name, truth in json.loads((FOLDER / "truth.json").read_text()).items():
        yield name, gzip.decompress((FOLDER / name).read_bytes()), truth


def main() -> None:
    """Print precision, recall and F1 of headings and of list items over all pages."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--worst", type=int, default=0)
    arguments = parser.parse_args()
    sums = {"headings": [0, 0, 0], "list items": [0, 0, 0]}
    worst: dict[str, list[tuple[int, str, str]]] = {name: [] for name in sums}
    for name, data, truth in pages():
        try:
            found = of_article(read(data, "html", url=truth["url"] or None).article)
        except ReadError:
            found = ([], [])
        for kind, wanted, got in zip(sums, of_truth(truth["markdown"]), found, strict=True):
            tally = counts(wanted, got)
            sums[kind] = [total + each for total, each in zip(sums[kind], tally, strict=True)]
            worst[kind].append((tally[1] + tally[2], f"{name} +{tally[1]} -{tally[2]}", truth["url"]))
    for kind, (good, bad, missed) in sums.items():
        precision, recall = good / (good + bad), good / (good + missed)
        f1 = 2 * precision * recall / (precision + recall)
        print(f"{kind:10}  precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}")
        for _, what, url in sorted(worst[kind], reverse=True)[: arguments.worst]:
            print(f"    {what}  {url}")


if __name__ == "__main__":
    main()
