"""Markers of every format, alone, unclosed, nested and spaced: time and memory grow with the input, and not faster.

    python benchmarks/sweep.py [FORMAT]... [--size 60000] [--worst 20]

Each shape is read and checked, by every rule, at four and at eight times the size (characters), in a process of its own
that may use 2 GB and a minute. That doubling may take 2.3 times as long (beyond a tenth of a second) and 2.3 times the
memory (beyond 50 MB) in one of three tries. Prints what breaks that, and the slowest; ends with 1 where anything does.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import math
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

_GROWTH, _LEAST_SECONDS, _LEAST_MEMORY = 2.3, 0.1, 50.0
_MOST_MEMORY, _MOST_SECONDS = 2 << 30, 60

PROSE = "The board will halve its fares on June 1, it said, and nobody knows who will pay for it."
# Of each format: what stands around, and its markers; those with an end are pairs.
AROUND: dict[str, tuple[str, str]] = {
    "text": (f"Fares fall in June\n\n{PROSE}\n\n", f"\n\n{PROSE}\n"),
    "markdown": (f"# Fares fall in June\n\n{PROSE}\n\n", f"\n\n{PROSE}\n"),
    "html": (f"<article><h1>Fares fall in June</h1><p>{PROSE}</p>", f"<p>{PROSE}</p></article>"),
    "jats": (
        "<article><front><article-meta><title-group><article-title>Fares fall</article-title></title-group>"
        f"</article-meta></front><body><p>{PROSE}</p>",
        "</body></article>",
    ),
    "json": ('{"version":"1.0","type":"article","headline":"a","extra":{"a":', "}}"),
    "yaml": ("version: '1.0'\ntype: article\nheadline: a\nextra:\n  a: ", "\n"),
}
PAIRS: dict[str, tuple[tuple[str, str], ...]] = {
    "text": (
        (" ", "\n"),
        ("“", "”"),
        ("(", ")"),
        ("[", "]"),
        ("<", ">"),
        ("Photo: ", "/"),
        ("> ", "\n"),
        ("• ", "\n"),
        ("A: ", "\n"),
    ),
    "markdown": (
        (" ", "\n"),
        ("[", "]"),
        ("![", "](x)"),
        ("(", ")"),
        ("**", "**"),
        ("_", "_"),
        ("`", "`"),
        ("```\n", "\n```\n"),
        ("<!-- ", "-->"),
        ("<!-- artfmt-ignore: x", "-->"),
        ("<b>", "</b>"),
        ("<div>", "</div>"),
        ("> ", "\n"),
        ("- ", "\n"),
        ("# ", "\n"),
        ("| a ", "|\n"),
        ("~~", "~~"),
        ("~~~", "\n~~~"),
        ("[^1]", "\n"),
        ("&", ";"),
        ("\\", "\n"),
        ("{{< ", " >}}"),
        ("1. ", "\n"),
    ),
    "html": (
        (" ", "\n"),
        ("<b>", "</b>"),
        ("<p>", "</p>"),
        ("<ul><li>", "</li></ul>"),
        ("<blockquote>", "</blockquote>"),
        ("<!-- ", "-->"),
        ("<dl><dt>a</dt><dd>", "</dd></dl>"),
        ("<table><tr><td>", "</td></tr></table>"),
        ("<figure>", "</figure>"),
        ("<section>", "</section>"),
        ('<a href="x">', "</a>"),
        ('<img alt="', '">'),
        ("<script>", "</script>"),
        ("&", ";"),
        ("<h2>", "</h2>"),
        ("<td>", "</td>"),
        ("<tr>", "</tr>"),
        ("<pre>", "</pre>"),
        ("<time>", "</time>"),
    ),
    "jats": (
        (" ", "\n"),
        ("<sec>", "</sec>"),
        ("<p>", "</p>"),
        ("<bold>", "</bold>"),
        ("<list><list-item>", "</list-item></list>"),
        ("<table-wrap><table><tr><td>", "</td></tr></table></table-wrap>"),
        ("<fig>", "</fig>"),
        ("<!-- ", "-->"),
        ("<disp-quote>", "</disp-quote>"),
        ('<p a="', '">x</p>'),
        ("<named-content>", "</named-content>"),
    ),
    "json": (
        ("[", "]"),
        ('{"a":', "}"),
        ('"', '"'),
        ('"\\\\', '"'),
        ('"\\u00e9', '"'),
        ("1", ""),
    ),
    "yaml": (
        ("[", "]"),
        ("{a: ", "}"),
        ("- ", "\n  "),
        ('"', '"'),
        ("'", "'"),
        ("&a ", " "),
        ("*a ", " "),
        ("# ", "\n"),
    ),
}


class Shape(NamedTuple):
    """One kind of input; ``piece`` stands again and again, then ``ends`` as often."""

    format: str
    name: str
    piece: str
    ends: str = ""
    bare: bool = False  # nothing stands around

    def text(self, size: int) -> str:
        """The input of about a size."""
        before, after = ("", "") if self.bare else AROUND[self.format]
        count = max(1, size // len(self.piece + self.ends))
        return before + self.piece * count + self.ends * count + after


def shapes(formats: list[str]) -> Iterator[Shape]:
    """Every marker of some formats in every arrangement."""
    for name in formats:
        for opening, closing in PAIRS[name]:
            yield Shape(name, f"{opening!r} alone", opening)
            yield Shape(name, f"{opening!r} and nothing else", opening, bare=True)
            yield Shape(name, f"{opening!r} unclosed, with words", f"{opening}word ")
            yield Shape(name, f"{opening!r} nested", opening, closing)
            yield Shape(name, f"{opening!r} spaced", opening + " " * 200)
            yield Shape(name, f"{opening!r} again and again", f"{opening}word{closing} ")
        yield Shape(name, "spaces", " ")
        yield Shape(name, "one long word", "a")


def measured(shape: Shape, size: int) -> tuple[float, float]:
    """Seconds of processor time, and MB, that reading and checking take; both without end where they are too many."""
    command = [sys.executable, __file__, "--one", json.dumps([*shape, size])]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=_MOST_SECONDS)
        seconds, memory = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError):
        return math.inf, math.inf
    return seconds, memory


def run_one(format: str, name: str, piece: str, ends: str, bare: bool, size: int) -> None:
    """Read and check one input, and print what it took."""
    import artfmt

    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    strict = artfmt.Settings("strict")

    def both(text: str) -> None:
        with contextlib.suppress(artfmt.ReadError):
            artfmt.check(artfmt.read(text, format), strict)

    both(Shape(format, name, piece, ends, bare).text(100))  # what is imported and compiled once
    text = Shape(format, name, piece, ends, bare).text(size)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    both(text)
    seconds = time.process_time() - start
    print(json.dumps([seconds, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024]))


class Growth(NamedTuple):
    """What a shape takes at one size and at twice that size: seconds and MB each."""

    shape: Shape
    half: tuple[float, float]
    whole: tuple[float, float]

    @property
    def broken(self) -> bool:
        """Whether it takes more than in proportion to the input."""
        seconds, memory = self.whole
        too_long = seconds > max(_GROWTH * self.half[0], _LEAST_SECONDS)
        return seconds == math.inf or too_long or memory > max(_GROWTH * self.half[1], _LEAST_MEMORY)

    def line(self) -> str:
        """Its line of the table."""
        seconds, memory = self.whole
        times = f"{seconds / max(self.half[0], 1e-3):.1f}"
        cells = (self.shape.format, self.shape.name, f"{seconds:.2f} s", times, f"{memory:.0f} MB")
        return f"| {' | '.join(cells)} | {'**broken**' if self.broken else 'held'} |"


def growth(shape: Shape, size: int) -> Growth:
    """How a shape grows from four times a size to eight times it; what breaks is measured again, twice at most."""
    for _ in range(3):
        found = Growth(shape, measured(shape, 4 * size), measured(shape, 8 * size))
        if not found.broken:
            break
    return found


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("formats", nargs="*", help=f"some of: {', '.join(AROUND)}")
    parser.add_argument("--size", type=int, default=60_000)
    parser.add_argument("--worst", type=int, default=20)
    parser.add_argument("--one", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        run_one(*json.loads(arguments.one))
        return 0
    known = list(shapes(arguments.formats or list(AROUND)))
    with ThreadPoolExecutor(2) as pool:
        grown = list(pool.map(lambda shape: growth(shape, arguments.size), known))
    broken = sum(one.broken for one in grown)
    print(f"{len(known)} shapes, {broken} of them grow faster than the input\n")
    print("| format | shape | at 8 times the size | twice the size | memory | |\n|---|---|---|---|---|---|")
    for one in sorted(grown, key=lambda one: (one.broken, one.whole), reverse=True)[: max(arguments.worst, broken)]:
        print(one.line())
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
