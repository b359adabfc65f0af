"""The word law on pages of the web: how many of a corpus lose a word that is neither in the article nor told.

    python benchmarks/words.py FOLDER... [--pages 500] [--worst 20]

``FOLDER`` holds pages as ``.html`` or ``.html.gz``, such as those of public corpora. A word counts once a page, and the
controls of forms do not count. Prints the counts and the pages that lose most; ends with 1 where any does.
"""

from __future__ import annotations

import argparse
import gzip
import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from artfmt import ReadError, read
from word_law import unaccounted


def main() -> int:
    """Print the counts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--pages", type=int, default=500, help="how many pages, chosen at random")
    parser.add_argument("--worst", type=int, default=20)
    asked = parser.parse_args()
    paths = sorted(path for folder in asked.folders for path in folder.rglob("*.html*"))
    random.Random(1).shuffle(paths)
    losses: list[tuple[int, str, list[str]]] = []
    pages = 0
    for path in paths[: asked.pages]:
        data = path.read_bytes()
        try:
            document = read(gzip.decompress(data) if path.suffix == ".gz" else data, "html")
        except ReadError:
            continue
        pages += 1
        if lost := unaccounted(document):
            losses.append((sum(lost.values()), str(path), list(lost)[:8]))
    print(
        f"{pages} pages are read; {len(losses)} of them lose {sum(number for number, _, _ in losses)} words in silence"
    )
    for number, name, words in sorted(losses, reverse=True)[: asked.worst]:
        print(f"{number:5} {name}: {' '.join(words)}")
    return 1 if losses else 0


if __name__ == "__main__":
    sys.exit(main())
