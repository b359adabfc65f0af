"""How the text reader's time grows on text that was made to be slow: the time must double with the input.

    python benchmarks/hostile.py [SHAPE]... [--size 1000000]

Each shape is read at the size and at twice the size, best of three; the last column is the ratio of the two times.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from contextlib import suppress

from artfmt import ReadError, read

HEAD = (
    "Fares fall in June\n\nThe board will halve its fares on June 1, it said, and nobody knows who will pay for it.\n\n"
)
PARAGRAPH = "The harbor board met in the year that ended on the last day of May, and it decided nothing at all.\n\n"
STORY = (
    "Why it matters: Nine thousand people ride the boats, and they have no car to take across the bridge instead.\n\n"
    "The board has said that it will pay for the cut out of what it saved in the year before, which was little. "
    "It has not said how much that was, or who will lose by it.\n\n"
    "  • A monthly pass will cost half of what it costs today, or $48, and children will ride free of charge.\n"
    "  • The night boat will sail again.\n\n"
)


def times(piece: str) -> Callable[[int], str]:
    """A text of a size, made of a head and one piece again and again."""
    return lambda size: HEAD + piece * (size // len(piece))


SHAPES: dict[str, Callable[[int], str]] = {
    "a story, again and again": times(STORY),
    "paragraphs": times(PARAGRAPH),
    "a million colons": times(":"),
    "bullets": times("• x\n"),
    "one line of words": times("word "),
    "one line of sentences": times("It is. "),
    "blank lines": times("\n"),
    "deep indentation": lambda size: HEAD + "".join(" " * (n % 400) + "• x\n" for n in range(size // 204)),
    "labels": lambda size: HEAD + "".join(f"The plan {n}: It is.\n\n" for n in range(size // 24)),
    "timestamps": times("May 4, 2031 - World\n"),
    "bylines": times("By Ida Brandt and Tomas Wirth\n"),
    "timestamps with bylines": times("By Ida Brandt | May 4, 2031 | World | 4 min read\n\n"),
    "headlines with timestamps": times("Fares fall in June\n\nMay 4, 2031 - World\n\n"),
    "credits": times("A boat\nPhoto: A/B\n\n"),
    "quoted lines": times("> x\n"),
    "quotations": times("“x”\n— Ola Fenn\n"),
    "items": lambda size: HEAD + "".join(f"{n}. Item\n\nText of it.\n\n" for n in range(1, size // 28)),
    "questions": times("What now?\n\n"),
    "short lines": times("A short line\n"),
    "long lines without an end": times(
        "some words that are no sentence and go on for longer than a heading would but end\n"
    ),
    "tables": times("a\tb\n"),
    "bars": times("a | b | c | d\n"),
    "a menu": lambda size: "Home\n" * (size // 5) + HEAD,
    "headers of mails": lambda size: "From: x\n" * (size // 8) + HEAD,
    "sponsors": times("A message from Alder Bank\n"),
    "fields": lambda size: "HED: a\n" * (size // 7) + HEAD,
    "a long name to subscribe to": lambda size: f"{HEAD}Subscribe to {'A' * size}!\n\n{PARAGRAPH}",
    "a long name to sign up for": lambda size: f"{HEAD}Sign up for {'A' * size}!\n\n{PARAGRAPH}",
    "a sponsor's long name": lambda size: f"{HEAD}A message from {'A' * size}!\n\n{PARAGRAPH}",
    "an address of signs": lambda size: f"{HEAD}From: a\nTo: b\n<{'@' * size}\n\n{PARAGRAPH}",
    "mails in mails": lambda size: HEAD + "".join(f"{'>' * n}From: a\n" for n in range(int((2 * size) ** 0.5))),
    "one line of credits": lambda size: f"{HEAD}{'Photo: ' * (size // 7)}\n\n{PARAGRAPH}",
    "one line of dashes": lambda size: f"{HEAD}A{' - A' * (size // 4)}!\n\n{PARAGRAPH}",
    "a byline of many": lambda size: f"{HEAD}By {'Ida, ' * (size // 5)}\n\n{PARAGRAPH}",
}


def seconds(text: str) -> float:
    """The best of three readings."""
    best = float("inf")
    for _ in range(3):
        begun = time.perf_counter()
        with suppress(ReadError):
            read(text, "text")
        best = min(best, time.perf_counter() - begun)
    return best


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shapes", nargs="*", help=f"some of: {', '.join(SHAPES)}")
    parser.add_argument("--size", type=int, default=1_000_000)
    arguments = parser.parse_args()
    read(HEAD, "text")  # what is imported and compiled once
    print("| shape | MB/s | time at twice the size |\n|---|---|---|")
    for name in arguments.shapes or SHAPES:
        one, two = SHAPES[name](arguments.size), SHAPES[name](2 * arguments.size)
        first, second = seconds(one), seconds(two)
        print(f"| {name} | {len(two) / second / 1e6:.1f} | x{second / first:.2f} |", flush=True)


if __name__ == "__main__":
    main()
