"""Pages of the public corpora as somebody would paste them, read as raw text beside the reader of HTML.

    python benchmarks/pasted.py [--corpus fundus|trafilatura|wcxb|zyte|all] [--all-languages] [--limit N] [--show N]

The text of a page is what a browser puts on the clipboard: block elements on lines of their own, paragraphs and
headings with a blank line around them, list items with bullets, cells parted by tabs, pictures as their alt texts,
hidden elements and scripts left out. Printed are the share of pages whose headline is the one that the reader of HTML
finds, and how much of that reader's words the text's article has. A crash ends the command with 1.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from artfmt import ReadError, read
from artfmt.formats.html.encodings import decode
from artfmt.formats.html.tree import parse_html

FOLDER = Path(__file__).resolve().parents[2] / "shared/bench/corpora"
CORPORA = ("fundus", "trafilatura", "wcxb", "zyte")
ENGLISH = frozenset({"us", "uk", "ca", "au", "ind", "za", "na", "isl", "tz", "my"})
_HIDDEN_TAGS = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "svg",
        "iframe",
        "select",
        "option",
        "object",
        "audio",
        "video",
        "canvas",
        "math",
        "map",
        "dialog",
    ]
)
_PARAGRAPHS = frozenset(
    ["p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "blockquote", "figure", "pre", "table"]
)
_BLOCKS = _PARAGRAPHS | frozenset(
    [
        "div",
        "section",
        "article",
        "header",
        "footer",
        "nav",
        "main",
        "aside",
        "li",
        "dt",
        "dd",
        "tr",
        "form",
        "fieldset",
        "figcaption",
        "address",
        "details",
        "summary",
        "hr",
        "body",
        "caption",
        "thead",
        "tbody",
        "tfoot",
        "hgroup",
        "search",
    ]
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_WORD = re.compile(r"\w+")


def pasted(root: Any) -> str:
    """The text of a page as a browser copies it."""
    pieces: list[str] = []
    _walk(root, pieces)
    text = "".join(pieces)
    lines = [re.sub(r"[ \xa0]+", " ", line).strip(" ") for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def _walk(element: Any, pieces: list[str]) -> None:
    tag = element.tag if isinstance(element.tag, str) else ""
    if not tag or tag in _HIDDEN_TAGS or _is_hidden(element):
        return
    breaks = "\n\n" if tag in _PARAGRAPHS else "\n" if tag in _BLOCKS else ""
    pieces.append(breaks)
    if tag == "br":
        pieces.append("\n")
    elif tag == "img":
        pieces.append(f"\n{' '.join(element.get('alt').split())}\n" if element.get("alt") else "")
    elif tag == "li":
        pieces.append("  • ")
    if element.text:
        pieces.append(_folded(element.text))
    for child in element:
        _walk(child, pieces)
        if child.tail:
            pieces.append(_folded(child.tail))
    if tag in ("td", "th") and element.getnext() is not None:
        pieces.append("\t")
    pieces.append(breaks)


def _folded(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _is_hidden(element: Any) -> bool:
    style = element.get("style")
    return element.get("hidden") is not None or bool(style and _HIDDEN_STYLE.search(style))


def pages(corpus: str, *, english: bool) -> Iterator[tuple[str, str | None, bytes]]:
    """Each page's name, address and bytes."""
    for name, truth in json.loads((FOLDER / corpus / "truth.json").read_text()).items():
        if english and corpus == "fundus" and truth["id"].split("_")[0].split("/")[0] not in ENGLISH:
            continue
        url = truth["url"] if truth["url"].startswith("http") else None
        yield f"{corpus}/{name}", url, gzip.decompress((FOLDER / corpus / name).read_bytes())


def alike(one: str, other: str) -> bool:
    """Whether two headlines have the same letters and digits."""
    return _WORD.findall(one.casefold()) == _WORD.findall(other.casefold())


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", default="fundus", choices=[*CORPORA, "all"])
    parser.add_argument("--all-languages", action="store_true", help="Fundus: not the English pages alone")
    parser.add_argument("--limit", type=int, default=100_000)
    parser.add_argument("--show", type=int, default=0, help="how many pages with other headlines to print")
    arguments = parser.parse_args()
    failed = 0
    for corpus in CORPORA if arguments.corpus == "all" else [arguments.corpus]:
        failed += _score(corpus, english=not arguments.all_languages, limit=arguments.limit, show=arguments.show)
    sys.exit(1 if failed else 0)


def _score(corpus: str, *, english: bool, limit: int, show: int) -> int:
    count = same = there = refused = crashed = size = 0
    shares: list[float] = []
    seconds = 0.0
    for name, url, data in list(pages(corpus, english=english))[:limit]:
        root = parse_html(decode(data)[0])
        if root is None:
            continue
        try:
            expected = read(data, "html", url=url).article
        except ReadError:
            continue
        text = pasted(root)
        count += 1
        stands = any(alike(line.removeprefix("• "), expected.headline) for line in text.split("\n"))
        there += stands
        size += len(text.encode())
        begun = time.perf_counter()
        try:
            article = read(text, "text").article
        except ReadError as error:
            refused += 1
            if show:
                print(f"{name}: {error}")
            continue
        except Exception as error:
            crashed += 1
            print(f"{name}: crashed: {error!r}")
            continue
        finally:
            seconds += time.perf_counter() - begun
        found = alike(article.headline, expected.headline)
        same += found
        shares.append(_share(expected.text, article.text))
        if not found and stands and show > 0:
            show -= 1
            print(f"{name}\n  html {expected.headline!r}\n  text {article.headline!r}")
    print(
        f"{corpus}: {count} pages · headline as in HTML {same / count:.3f} "
        f"(a line of the text at all: {there / count:.3f}) · refused {refused} · crashed {crashed} · "
        f"words of the HTML's body kept {sum(shares) / len(shares):.3f} · {size / seconds / 1e6:.1f} MB/s"
    )
    return crashed


def _share(expected: str, found: str) -> float:
    words = Counter(_WORD.findall(expected))
    return (words & Counter(_WORD.findall(found))).total() / max(1, words.total())


if __name__ == "__main__":
    main()
