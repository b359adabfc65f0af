"""What the default rules find on real pages, for a person to read: is each finding right.

    python benchmarks/seeded/pages.py [SEED]

Prints the findings on 100 pages of the public corpora that have any, each with the words that it means.
"""

from __future__ import annotations

import gzip
import random
import sys
from pathlib import Path

from artfmt.checking.document import check
from artfmt.checking.positions import value_at
from artfmt.formats.read import read
from artfmt.model.prose import plain_text
from artfmt.source.errors import ReadError
from artfmt.source.source import Source

CORPORA = Path(__file__).resolve().parents[3] / "shared/bench/corpora"
PAGES = 100


def main(seed: int) -> None:
    """Print the findings."""
    paths = sorted(CORPORA.glob("*/*.html.gz"))
    random.Random(seed).shuffle(paths)
    shown = read_pages = findings = 0
    for path in paths:
        try:
            document = read(Source(gzip.decompress(path.read_bytes()), path.name), "html")
        except ReadError:
            continue
        read_pages += 1
        found = check(document)
        if not found:
            continue
        shown += 1
        findings += len(found)
        print(f"# {path.parent.name}/{path.name}")
        for each in found:
            value = value_at(document.article, each.pointer or "")
            words = value if isinstance(value, str) else plain_text(value) if isinstance(value, tuple) else str(value)
            print(f"  {each.rule}: {each.message[:90]} | {words[:120]}")
        if shown == PAGES:
            break
    print(f"{findings} findings on {shown} pages; {read_pages - shown} pages read on the way had none")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
