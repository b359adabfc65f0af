"""Patterns that take the square of their input's length, or worse, on text made of what they themselves look for.

    python benchmarks/patterns.py [--size 8000]

Every regular expression of artfmt that its modules compile is given runs of each of its own characters and of each two
of them, with and without an end that it does not expect. Prints those whose time more than trebles as a run doubles,
and ends with 1 where one is slow that is matched at one place. What is slow in a search alone is listed with it: that
matters where the pattern is searched for, and in text whose length nothing limits.
"""

from __future__ import annotations

import argparse
import importlib
import re
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from itertools import product
from pathlib import Path
from re import _parser  # type: ignore[attr-defined]
from typing import Any

ROOT = Path(__file__).resolve().parents[1] / "src"
_LEAST_SECONDS, _GROWTH, _MOST_SECONDS = 0.0015, 3.0, 1
_SKIPPED = {"__main__", "data", "ray", "spark"}


def patterns() -> dict[str, tuple[re.Pattern[str], str]]:
    """The patterns that the modules compile, with where each is compiled first."""
    compiled: dict[str, tuple[re.Pattern[str], str]] = {}
    plain = re.compile

    def watched(pattern: Any, flags: Any = 0) -> re.Pattern[Any]:
        made = plain(pattern, flags)
        caller = sys._getframe(1)
        if isinstance(made.pattern, str) and "artfmt" in caller.f_code.co_filename:
            place = f"{Path(caller.f_code.co_filename).relative_to(ROOT)}:{caller.f_lineno}"
            compiled.setdefault(made.pattern, (made, place))
        return made

    re.compile = watched
    for path in sorted((ROOT / "artfmt").rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        if not _SKIPPED & {*parts}:
            importlib.import_module(".".join(parts))
    re.compile = plain
    return compiled


def characters(pattern: str, flags: int) -> list[str]:
    """Characters that a pattern looks for, one of each class and the beginnings of its words."""
    chars: dict[str, None] = {}

    def walk(node: Any) -> None:
        if isinstance(node, _parser.SubPattern):
            for operator, argument in node:
                name = str(operator)
                if name in ("LITERAL", "NOT_LITERAL"):
                    chars[chr(argument)] = None
                elif name == "RANGE":
                    chars[chr(argument[0])] = None
                elif name == "CATEGORY":
                    chars[{"DIGIT": "1", "SPACE": " ", "WORD": "a"}.get(str(argument).rsplit("_", 1)[1], "a")] = None
                walk(argument)
        elif isinstance(node, tuple | list):
            for part in node:
                if isinstance(part, tuple) and len(part) == 2 and str(part[0]) in ("LITERAL", "RANGE", "CATEGORY"):
                    walk(_parser.SubPattern(_parser.State(), [part]))
                else:
                    walk(part)

    walk(_parser.parse(pattern, flags & ~re.DEBUG))
    return list(dict.fromkeys((" ", "a", "A", "\n", *list(chars)[:14])))


def seconds(pattern: re.Pattern[str], method: str, text: str) -> float:
    """How long a method takes on a text; a second for what takes longer."""

    def late(*_: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, late)
    signal.alarm(_MOST_SECONDS)
    start = time.process_time()
    with suppress(TimeoutError):
        getattr(pattern, method)(text)
    signal.alarm(0)
    return time.process_time() - start


def slow(pattern: re.Pattern[str], size: int) -> Iterator[tuple[str, str]]:
    """The methods that are slow, each with the piece that its text is made of."""
    chars = characters(pattern.pattern, pattern.flags)
    pieces = [*chars, *("".join(pair) for pair in product(chars, repeat=2) if pair[0] != pair[1])]
    for method in ("match", "search"):
        for piece, end in product(pieces, ("", "\x01")):
            text = piece * (size // len(piece))
            if seconds(pattern, method, text + end) < _LEAST_SECONDS:
                continue
            # Once more and longer, as anything may take its time once.
            long, longer = (min(seconds(pattern, method, text * times + end) for _ in range(2)) for times in (2, 4))
            if longer > _GROWTH * long:
                yield method, piece
                break


def main() -> int:
    """Print what is slow."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=2000)
    size = parser.parse_args().size
    all_patterns = patterns()
    number = 0
    for text, (pattern, place) in sorted(all_patterns.items(), key=lambda item: item[1][1]):
        for method, piece in slow(pattern, size):
            number += method == "match"
            print(f"{place}: {method} on {piece!r} again and again: {text[:100]!r}", flush=True)
    print(f"{len(all_patterns)} patterns, {number} slow at one place")
    return 1 if number else 0


if __name__ == "__main__":
    sys.exit(main())
