"""Mutants of the corpora's pages: cut, doubled, shuffled, with bytes and tags changed; none may crash the HTML reader.

    python benchmarks/extraction/fuzz.py [--mutants 20000] [--seed 1]

For each mutant that is read: every visible word stands in the article or in a notice. For each that is not: a
ReadError. A mutant that takes longer than ten times its page's usual time, and over a second, is told.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from artfmt.formats.html.encodings import decode
from artfmt.formats.html.segments import Page
from artfmt.formats.html.tree import parse_html
from artfmt.formats.read import read
from artfmt.model.schema import validate
from artfmt.source.controls import without_controls
from artfmt.source.errors import ReadError

FOLDER = Path(__file__).resolve().parents[3] / "shared/bench/corpora"
_TAG = re.compile(rb"<[^<>]{1,200}>")
_WORD = re.compile(r"\w+")
_LARGEST = 200_000


def pages() -> list[bytes]:
    """The corpora's pages that are not huge."""
    found = []
    for truth in sorted(FOLDER.glob("*/truth.json")):
        for name in json.loads(truth.read_text()):
            data = gzip.decompress((truth.parent / name).read_bytes())
            if len(data) < _LARGEST:
                found.append(data)
    return found


def mutant(data: bytes, chance: random.Random) -> bytes:
    """A page with some of its parts cut, doubled, moved, or its bytes and tags changed."""
    for _ in range(chance.randint(1, 4)):
        size = len(data) or 1
        start = chance.randrange(size)
        end = min(size, start + chance.choice((1, 20, 400, 20_000)))
        kind = chance.randrange(7)
        if kind == 0:
            data = data[:start] + data[end:]
        elif kind == 1:
            data = data[:end] + data[start:end] * chance.randint(1, 5) + data[end:]
        elif kind == 2:
            data = data[:start]
        elif kind == 3:
            data = (
                data[:start]
                + bytes(chance.randrange(256) for _ in range(end - start if end - start < 400 else 40))
                + data[end:]
            )
        elif kind == 4:
            other = chance.randrange(size)
            data = data[:other] + data[start:end] + data[other:]
        else:
            tags = _TAG.findall(data[start : start + 20_000])
            if tags:
                chosen = chance.choice(tags)
                data = data.replace(chosen, b"" if kind == 5 else chance.choice(tags), chance.randint(1, 30))
    return data


def words_shown(data: bytes) -> set[str]:
    """The words of the texts that the page shows, each text node by itself."""
    root = parse_html(decode(data)[0])
    words: set[str] = set()
    for segment in Page(root).segments if root is not None else ():
        for element, is_tail in segment.pieces:
            words.update(
                _WORD.findall(without_controls(str((element.tail if is_tail else element.text) or "")).casefold())
            )
    return words


def _texts(value: Any) -> Iterator[str]:
    """The texts in an article's data, those of spans that follow each other joined."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list):
        if value and all(isinstance(each, dict) and set(each) <= {"text", "marks", "href"} for each in value):
            yield "".join(each["text"] for each in value)
        else:
            for each in value:
                yield from _texts(each)


def lost_words(data: bytes) -> set[str]:
    """The words of a page that are neither in its article nor in a notice."""
    document = read(data, "html")
    assert not validate(document.article)
    told = list(_texts(document.article.to_dict()))
    told += [notice.text or notice.message for notice in document.notices]
    text = " ".join(told).casefold()
    return {word for word in words_shown(data) - set(_WORD.findall(text)) if word not in text}


def main() -> None:
    """Read the mutants, and print what went wrong and the counts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mutants", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="a folder for the mutants that lost words")
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    originals = pages()
    counts = {"read": 0, "refused": 0, "crashed": 0, "lost words": 0, "slow": 0}
    for number in range(arguments.mutants):
        data = mutant(chance.choice(originals), chance)
        start = time.perf_counter()
        try:
            lost = lost_words(data)
            counts["read"] += 1
            if lost:
                counts["lost words"] += 1
                if counts["lost words"] < 20:
                    print(f"mutant {number} lost {sorted(lost)[:6]}", flush=True)
                if arguments.keep:
                    (arguments.keep / f"{number}.html").write_bytes(data)
        except ReadError:
            counts["refused"] += 1
        except Exception as error:  # the point of the exercise
            counts["crashed"] += 1
            print(f"mutant {number}: {type(error).__name__}: {error}", flush=True)
        if time.perf_counter() - start > 1 + len(data) / 100_000:
            counts["slow"] += 1
            print(f"mutant {number}: {time.perf_counter() - start:.1f} s for {len(data)} bytes", flush=True)
    print(", ".join(f"{count} {name}" for name, count in counts.items()))
    sys.exit(bool(counts["crashed"] or counts["lost words"]))


if __name__ == "__main__":
    main()
