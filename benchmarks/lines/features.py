"""What is seen of each line of a text: values, shape, words, neighbours and place; no judgement."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from artfmt.formats.text.bullets import parse_bullet
from artfmt.formats.text.line import Line
from artfmt.language.boilerplate import is_boilerplate, opens_sponsor
from artfmt.language.bylines import lone_author, parse_byline, parse_dated_byline
from artfmt.language.credits import credit_start
from artfmt.language.desks import is_desk_name
from artfmt.language.labels import known_kind, split_lead
from artfmt.language.names import is_name
from artfmt.language.newsletter_items import is_item
from artfmt.language.notes import note_lead
from artfmt.language.reading_time import is_read_time
from artfmt.language.timestamp import parse_timestamp

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LENGTHS = (1, 2, 3, 5, 8, 12, 18, 25, 40)


def features(lines: Sequence[Line]) -> list[list[str]]:
    """The features of each line, each a name that is there or not."""
    own = [list(_own(line)) for line in lines]
    page = _Page(lines)
    return [[*_with_neighbours(own, index), *page.of(index)] for index in range(len(lines))]


def _with_neighbours(own: Sequence[Sequence[str]], index: int) -> Iterator[str]:
    """A line's own features, and those of the lines around it but for their words."""
    yield from (f"0{name}" for name in own[index])
    for offset in (-2, -1, 1, 2):
        if 0 <= index + offset < len(own):
            yield from (f"{offset}{name}" for name in own[index + offset] if name[0] != "w")
        else:
            yield f"{offset}edge"


class _Page:
    """What a line is among all lines of its text."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.words = [_words(line.text) for line in lines]
        self.long = [
            len(each) >= 12 and line.text[-1:] in '.!?"”’)' for each, line in zip(self.words, lines, strict=True)
        ]
        places = [index for index, is_long in enumerate(self.long) if is_long]
        self.first, self.last = (places[0], places[-1]) if places else (len(lines), len(lines) - 1)
        self.begin, self.end = _story(self.words, self.long)
        self.shared = _shared(self.words)
        self.counts = Counter(line.text.lower() for line in lines)
        self.within = _within(lines)
        self.story_words = {
            word.lower()
            for index in range(self.begin, min(self.begin + 12, len(lines)))
            if self.long[index]
            for word in self.words[index]
            if len(word) > 3
        }
        self.seen: set[str] = set()

    def of(self, index: int) -> Iterator[str]:
        """The features of a line; the lines are to be asked for in their order."""
        line = self.lines[index]
        following = self.lines[index + 1].gap if index + 1 < len(self.lines) else True
        yield from (f"gap{int(line.gap)}", f"gap_next{int(following)}")
        yield from _place(index, len(self.lines), self.first, self.last)
        yield from _place_by_story(index, self.begin, self.end)
        key = line.text.lower()
        if key in self.seen:
            yield "repeats"
        self.seen.add(key)
        yield f"times{min(self.counts[key], 3)}"
        if index in self.within:
            yield "within_another"
        yield f"shared{min(3, int(self.shared[index] * 4))}"
        yield from self._of_story(index)
        yield f"long_after{sum(self.long[index + 1 : index + 11])}"
        yield f"long_before{sum(self.long[max(0, index - 10) : index])}"

    def _of_story(self, index: int) -> Iterator[str]:
        """How many of a line's words the beginning of the story has."""
        long_words = [word.lower() for word in self.words[index] if len(word) > 3]
        if long_words:
            share = int(sum(word in self.story_words for word in long_words) / len(long_words) * 4)
            yield f"of_story{share}"
            if index < self.begin:
                yield f"above_of_story{share}_{min(len(long_words), 4)}"


def _own(line: Line) -> Iterator[str]:
    text = line.text.lstrip("> ")
    if line.text[:1] == ">":
        yield "quoted"
    if not text:
        yield "empty"
        return
    words = _words(text)
    yield f"n{sum(len(words) > most for most in _LENGTHS)}"
    yield f"end{text[-1] if not text[-1].isalnum() else 'a'}"
    yield (
        "upper"
        if text[0].isupper()
        else "digit"
        if text[0].isdigit()
        else "lower"
        if text[0].islower()
        else f"sign{text[0]}"
    )
    if len(words) > 1 and text.isupper():
        yield "capitals"
    capital = sum(word[0].isupper() for word in words)
    if words:
        yield f"caps{capital * 4 // len(words)}"
    if line.indent:
        yield f"indent{min(line.indent // 2, 4)}"
    if line.cells:
        yield "cells"
    if line.row:
        yield "menu_row"
    yield from _values(text)
    for word in words[:3]:
        yield f"w_{word.lower()}"
    for word in words[-2:]:
        yield f"wl_{word.lower()}"
    if len(words) <= 6:
        yield f"wall_{' '.join(words).lower()}"


def _values(text: str) -> Iterator[str]:
    """What the parsers of values make of a line, and what its signs tell."""
    if bullet := parse_bullet(text):
        yield "bullet" if bullet.number is None else "number"
        yield f"level{bullet.level}"
    if len(text) < _LONGEST_VALUE:
        yield from _signed(text)
    yield from _labelled(text)
    start = credit_start(text)
    if start is not None:
        yield "credit" if start == 0 else "credit_within"
    yield from (name for name, holds in _JUDGES.items() if holds(text))
    yield from (name for name, pattern in _SIGNS.items() if pattern.search(text))
    yield f"sentences{min(len(_SENTENCE_END.findall(text)), 3)}"


def _signed(text: str) -> Iterator[str]:
    if parse_timestamp(text):
        yield "stamp"
    if parse_byline(text):
        yield "byline"
    elif lone_author(text):
        yield "lone_author"
    if parse_dated_byline(text):
        yield "dated_byline"


def _labelled(text: str) -> Iterator[str]:
    if lead := split_lead(text):
        yield "label_known" if known_kind(lead.label) else "label_shape"
        yield f"label_words{min(5, len(lead.label.split()))}"
        if lead.start >= len(text):
            yield "label_alone"
    elif known_kind(text.rstrip(".?!: ")):
        yield "label_bare"


_JUDGES: dict[str, Callable[[str], object]] = {
    "name": lambda text: len(text) < _LONGEST_VALUE and is_name(text),
    "desk": is_desk_name,
    "note": note_lead,
    "item": is_item,
    "boilerplate": is_boilerplate,
    "sponsor": opens_sponsor,
    "read_time": is_read_time,
}
_SIGNS = {
    "address": re.compile(r"@|https?:|www\."),
    "quotation": re.compile(r"^[\"“‘']"),
    "dash": re.compile(r"^[—–-].{0,119}$"),
    "digits": re.compile(r"\d"),
    "year": re.compile(r"(?:19|20)\d\d"),
    "says": re.compile(r"\b(?:said|says|told|asked)\b"),
    "colon": re.compile(r":"),
}
_SENTENCE_END = re.compile(r"[.!?][\"”’)]?(?:\s|$)")
_LONGEST_VALUE = 160


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _place(index: int, count: int, first: int, last: int) -> list[str]:
    where = "above" if index < first else "beneath" if index > last else "within"
    distance = first - index if index < first else index - last if index > last else 0
    names = [where, f"{where}{min(distance, 6)}"]
    if index < 3:
        names.append(f"from_top{index}")
    if count - index <= 3:
        names.append(f"from_end{count - index}")
    return names


def _story(words: Sequence[Sequence[str]], long: Sequence[bool]) -> tuple[int, int]:
    """The run of lines with the most prose: long lines count for it, short ones against it."""
    best = (0.0, 0, len(words))
    total, start = 0.0, 0
    for index, (each, is_long) in enumerate(zip(words, long, strict=True)):
        total += min(len(each), 60) if is_long else -4 - (len(each) < 4)
        if total > best[0]:
            best = (total, start, index + 1)
        if total < 0:
            total, start = 0.0, index + 1
    return best[1], best[2]


def _place_by_story(index: int, begin: int, end: int) -> Iterator[str]:
    if index < begin:
        yield "above_story"
        yield f"above_story{min(begin - index, 12)}"
    elif index >= end:
        yield "beneath_story"
        yield f"beneath_story{min(index - end, 6)}"
    else:
        yield "in_story"
        yield f"in_story{min(index - begin, 3)}"


def _within(lines: Sequence[Line]) -> set[int]:
    """The lines of several words that a longer line holds: a title among a page's share links."""
    texts = [line.text.lower() for line in lines]
    joined = "\n".join(texts)
    return {index for index, text in enumerate(texts) if len(text) > 20 and joined.count(text) > texts.count(text)}


def _shared(words: Sequence[Sequence[str]]) -> list[float]:
    """What share of a line's longer words other lines have too."""
    where: dict[str, set[int]] = {}
    for index, line in enumerate(words):
        for word in line:
            if len(word) > 3:
                where.setdefault(word.lower(), set()).add(index)
    shares = []
    for line in words:
        long = [word.lower() for word in line if len(word) > 3]
        shares.append(sum(len(where[word]) > 1 for word in long) / len(long) if long else 0.0)
    return shares
