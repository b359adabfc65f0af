"""Where sentences start and end in a passage."""

from __future__ import annotations

import re
from collections.abc import Iterator

# A stop with what closes it, whole; or the end of a line.
_STOP = re.compile(r"[.!?…][.!?…\"'”’)\]]*+|\n")
_OPENING = re.compile(r"\s+[\"'“‘(\[]*[^\Wa-z_]|\n")
# Abbreviations and initials, which end no sentence.
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Sgt|St|Jr|Sr|vs|No|Inc|Co|Corp|Ltd|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|"
    r"Nov|Dec)|\b[A-Za-z]|\b(?:[A-Za-z]\.)+[A-Za-z])$"
)
_LONGEST_ABBREVIATION = 8


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """The start and end of each sentence of a passage."""
    start = 0
    for stop in _STOP.finditer(text):
        if stop[0] != "\n" and not _OPENING.match(text, stop.end()):
            continue
        if stop[0] == "." and _is_abbreviated(text, start, stop.start()):
            continue
        end = stop.start() if stop[0] == "\n" else stop.end()
        if end > start:
            yield start, end
        start = stop.end()
        while start < len(text) and text[start].isspace():
            start += 1
    if start < len(text):
        yield start, len(text)


def _is_abbreviated(text: str, start: int, stop: int) -> bool:
    """Whether the word before a stop is an abbreviation; most words are too long to be one."""
    word = max(start, text.rfind(" ", start, stop) + 1)
    return stop - word <= _LONGEST_ABBREVIATION and _ABBREVIATION.search(text[word:stop]) is not None
