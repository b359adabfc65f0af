"""The differences between two articles: for people, with the words that changed, or as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from difflib import SequenceMatcher
from typing import Any

from artfmt.cli.reporters.text import printable
from artfmt.model.diff import Change
from artfmt.source.location import Location

Locate = Callable[[str], Location | None]
_RED, _GREEN, _BOLD, _STRONG, _RESET = "\x1b[31m", "\x1b[32m", "\x1b[1m", "\x1b[7m", "\x1b[0m"
_WORDS = re.compile(r"\s+|[^\s]+")
VERSION = 1


def report(
    changes: Iterable[Change],
    before: tuple[str, Locate],
    after: tuple[str, Locate],
    *,
    colour: bool = False,
) -> Iterator[str]:
    """For each change a line with its places, and the text before and after; ``before`` is a name with its places."""
    for change in changes:
        places = [
            _place(name, locate(pointer))
            for (name, locate), pointer in ((before, change.pointer_before), (after, change.pointer_after))
            if pointer is not None
        ]
        head = f"{change.what} ({', '.join(places)})"
        yield f"{_BOLD}{head}{_RESET}" if colour else head
        yield from _lines(change, colour)


def as_json(changes: Iterable[Change]) -> str:
    """The changes as JSON text; ``version`` counts the changes of this shape."""
    rows: list[dict[str, Any]] = [
        {
            "what": change.what,
            "before": change.before,
            "after": change.after,
            "pointer_before": change.pointer_before,
            "pointer_after": change.pointer_after,
        }
        for change in changes
    ]
    return json.dumps({"version": VERSION, "changes": rows}, ensure_ascii=False, indent=2) + "\n"


def _place(name: str, location: Location | None) -> str:
    return printable(name) + (f":{location.line}:{location.column}" if location else "")


def _lines(change: Change, colour: bool) -> Iterator[str]:
    texts = [None if text is None else printable(text) for text in (change.before, change.after)]
    if change.before is not None and change.after is not None and colour:
        texts = [*_words_marked(change.before, change.after)]
    for sign, text, shade in zip("-+", texts, (_RED, _GREEN), strict=True):
        if text is not None:
            yield f"{shade}  {sign} {text}{_RESET}" if colour else f"  {sign} {text}"


def _words_marked(before: str, after: str) -> tuple[str, str]:
    """Both texts with the words that are in one only marked."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    sides: tuple[list[str], list[str]] = ([], [])
    for kind, start, end, other_start, other_end in SequenceMatcher(None, old, new).get_opcodes():
        for words, into, shade in ((old[start:end], sides[0], _RED), (new[other_start:other_end], sides[1], _GREEN)):
            text = printable("".join(words))
            into.append(f"{_STRONG}{text}{_RESET}{shade}" if text and kind != "equal" else text)
    return "".join(sides[0]), "".join(sides[1])
