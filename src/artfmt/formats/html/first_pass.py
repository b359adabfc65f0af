"""What is measured of each segment of a page in the first pass: the segment, the boxes around it, where it stands.

A row of values is in the order of ``features.FIRST``; ``scores`` weighs it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from math import log2
from typing import TypeAlias

from artfmt.formats.html.segments import HIDDEN, Box, Page, Segment, flag_of, names_of

Feature: TypeAlias = tuple[
    float, float, float
]  # the lowest, the highest and the sum (of names), or lowest, mean and highest (of words)
Row: TypeAlias = list[float]

_TAG_ORDER = """
p div li td th h1 h2 h3 h4 h5 h6 section article main header footer figcaption blockquote dd dt ul ol pre body aside nav
form button label tr table figure center summary
"""
_TAGS = {tag: place for place, tag in enumerate(_TAG_ORDER.split(), 1)}
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "legend", "summary"})
_LAST = {
    character: place
    for place, some in enumerate((".。।", "!?！？؟", ":：", ",;،、", "\"”»'’)]", "…"), 1)
    for character in some
}
_COMMAS = re.compile("[,،、，]")
_DIGITS = re.compile(r"\d")
_WORD = re.compile(r"\w+")
_IN_TABLE, _IN_HEADER, _IN_FOOTER, _IN_FIGCAPTION = map(flag_of, ("table", "header", "footer", "figcaption"))
_CHROME = flag_of("nav") | flag_of("footer") | flag_of("form") | flag_of("button")
_LONG = 80
_LETTERS_OF_WORD = 6
_LONGEST_OF_FEATURE = 160
_NO_FEATURE: Feature = (0.0, 0.0, 0.0)


def is_chrome(segment: Segment) -> bool:
    """Whether a segment is a short link in the page's navigation, footer or controls: no story's, without a score."""
    return bool(segment.box.flags & _CHROME) and segment.size < 100 and segment.linked * 5 > segment.size * 4


def is_heading(segment: Segment) -> bool:
    """Whether a segment is a heading, or a short line in bold that may stand for one."""
    size = segment.size
    return segment.box.tag in _HEADINGS or (size < 60 and segment.bold == size)


def levels_of(box: Box, levels: dict[Box, tuple[int, int]]) -> tuple[int, int]:
    """How many levels above a box a path of boxes lies, and from there down to the path's end.

    ``levels`` holds those of the path itself, and remembers what was asked.
    """
    level = levels.get(box)
    if level is None:
        up, down = levels_of(box.above, levels) if box.above is not None else (0, 0)
        level = levels[box] = (up + 1, down)
    return level


class FirstPass:
    """The rows of a page's segments before anything is known of their neighbours' scores."""

    def __init__(
        self,
        page: Page,
        title: str,
        description: str | None,
        declared: str | None,
        name_feature: Callable[[str], Feature],
        word_feature: Callable[[str], Feature],
    ) -> None:
        self._page = page
        self._title = set(_WORD.findall(title.lower()))
        self._description = " ".join(description.split()) if description else ""
        self._told = _triples(declared) if declared else None
        self._name_feature = name_feature
        self._word_feature = word_feature
        self._total = page.boxes[0].chars or 1
        self._plain = page.boxes[0].plain or 1
        self._above: dict[Box, Row] = {}
        self._levels: dict[Box, tuple[int, int]] = {}
        self._headline_levels: dict[Box, int] = {}
        self._articles: dict[Box, float] = {}

    def rows(self) -> Iterator[Row | None]:
        """A row for each segment, one at a time; None for what ``is_chrome`` tells to be no story's."""
        page, segments = self._page, self._page.segments
        count = len(segments)
        if not count:
            return
        self._set_features()
        alike = self._alike()
        copies: dict[str, int] = {}
        for segment in segments:
            copies[segment.text] = copies.get(segment.text, 0) + 1
        long = [
            place
            for place, segment in enumerate(segments)
            if segment.size >= _LONG and segment.linked * 3 < segment.size
        ]
        main = self._main(long)
        self._path(main)
        start, end = self._extent(long, count)
        overlaps = [self._overlap(segment) for segment in segments]
        headline = self._headline(overlaps)
        self._headline_path(segments[headline].box if headline is not None else None)
        of_page = [
            page.boxes[0].plain / self._total,
            main.plain / self._plain,
        ]
        lengths = [log2(segment.size + 1) for segment in segments]
        links = [min(1.0, segment.linked / segment.size) for segment in segments]
        before = 0
        since = 99
        heading: Row = [0.0, 0.0, 0.0, 0.0, 0.0]
        heads = 0
        last = count - 1
        for place, segment in enumerate(segments):
            text, box = segment.text, segment.box
            size = segment.size
            word = _NO_FEATURE
            if is_chrome(segment):
                yield None
            else:
                if size < _LONGEST_OF_FEATURE:
                    word = self._word_feature(text)
                group = alike[box.signature]
                head = text[:160]
                after = segments[place + 1] if place < last else None
                yield [
                    *self._of_parent(box.above or box),
                    *self._of_box(box, group),
                    links[place],
                    text.count(" ") + 1 + (size - len(text)) // _LETTERS_OF_WORD,
                    lengths[place],
                    segment.bold / size,
                    _LAST.get(text[-1], 0),
                    1 if text[0].isupper() else 2 if text[0].islower() else 3 if text[0].isdigit() else 4,
                    len(_COMMAS.findall(head)),
                    len(_DIGITS.findall(head)) / len(head),
                    word[0],
                    word[1],
                    self._name_feature(names_of(segment.within))[0] if segment.within is not None else 0.0,
                    *overlaps[place],
                    self._in_description(text, size),
                    min(copies[text], 5),
                    self._in_data(text),
                    place - group[3],
                    group[4] - place,
                    place / count,
                    before / self._total,
                    max(-30, min(60, place - headline)) if headline is not None else -99,
                    max(-20, min(40, place - start)),
                    max(-40, min(20, place - end)),
                    since,
                    *heading,
                    heads,
                    links[place - 1] if place else -1.0,
                    links[place + 1] if after else -1.0,
                    lengths[place - 1] if place else -1.0,
                    lengths[place + 1] if after else -1.0,
                    _TAGS.get(after.box.tag, 0) if after else -1,
                    after is not None and after.box.signature == box.signature,
                    *of_page,
                ]
            before += size
            if is_heading(segment):
                own = box.feature[0] if box.feature[0] != _NO_FEATURE or box.above is None else box.above.feature[0]
                heading = [_TAGS.get(box.tag, 0), word[0], word[1], own[0], own[1]]
                if box.tag in ("h1", "h2") and headline is not None and place > headline:
                    heads = min(10, heads + 1)
            since = 0 if box.tag in _HEADINGS and box.tag[0] == "h" else min(20, since + 1)

    def _set_features(self) -> None:
        feature = self._name_feature
        for box in self._page.boxes:
            own = feature(box.names) if box.names else _NO_FEATURE
            above = box.above
            if above is None:
                box.feature = (own, own[0], own[1], own[2])
            else:
                around = above.feature
                box.feature = (own, min(around[1], own[0]), max(around[2], own[1]), around[3] + own[2])

    def _alike(self) -> dict[str, list[int]]:
        """Of all segments in boxes built alike: characters, how many, linked ones, the first and the last place."""
        groups: dict[str, list[int]] = {}
        for place, segment in enumerate(self._page.segments):
            group = groups.get(segment.box.signature)
            if group is None:
                groups[segment.box.signature] = [segment.size, 1, segment.linked, place, place]
            else:
                group[0] += segment.size
                group[1] += 1
                group[2] += segment.linked
                group[4] = place
        return groups

    def _main(self, long: list[int]) -> Box:
        """The box of the main column: the one right above most of the long text, or nearly so."""
        weights: dict[Box, float] = {}
        for place in long:
            segment = self._page.segments[place]
            above = segment.box.above
            if above is not None:
                weights[above] = weights.get(above, 0.0) + segment.size
                if above.above is not None:
                    weights[above.above] = weights.get(above.above, 0.0) + segment.size / 2
        return max(weights, key=weights.__getitem__) if weights else self._page.boxes[0]

    def _path(self, main: Box) -> None:
        box: Box | None = main
        down = 0
        while box is not None:
            self._levels[box] = (0, down)
            box, down = box.above, down + 1

    def _headline_path(self, box: Box | None) -> None:
        while box is not None:
            self._headline_levels[box] = 0
            box = box.above

    def _headline_level(self, box: Box) -> int:
        level = self._headline_levels.get(box)
        if level is None:
            level = self._headline_level(box.above) + 1 if box.above is not None else -1
            self._headline_levels[box] = level
        return level

    def _article(self, box: Box) -> float:
        number = self._articles.get(box)
        if number is None:
            if box.tag == "article":
                number = box.plain / self._plain
            else:
                number = self._article(box.above) if box.above is not None else -1.0
            self._articles[box] = number
        return number

    def _extent(self, long: list[int], count: int) -> tuple[int, int]:
        """The places of the first and the last long text in the main column."""
        inside = [place for place in long if levels_of(self._page.segments[place].box, self._levels)[1] == 0]
        if inside:
            return inside[0], inside[-1]
        return (long[0], long[-1]) if long else (0, count)

    def _overlap(self, segment: Segment) -> tuple[float, float]:
        if not self._title or segment.size >= 300:
            return 0.0, 0.0
        words = set(_WORD.findall(segment.text.lower()))
        count = len(words & self._title)
        return (count / len(self._title), count / len(words)) if count else (0.0, 0.0)

    def _headline(self, overlaps: list[tuple[float, float]]) -> int | None:
        segments = self._page.segments
        close = [place for place, (theirs, mine) in enumerate(overlaps) if theirs > 0.7 and mine > 0.7]
        for place in close:
            if segments[place].box.tag in ("h1", "h2"):
                return place
        return next(
            (place for place, segment in enumerate(segments) if segment.box.tag == "h1"), close[0] if close else None
        )

    def _of_parent(self, box: Box) -> Row:
        row = self._above.get(box)
        if row is None:
            second = box.above or box
            third = second.above or second
            row = self._above[box] = [
                _TAGS.get(box.tag, 0),
                box.linked / (box.chars or 1),
                box.count,
                box.chars / (box.count or 1),
                box.plain / self._plain,
                box.media,
                box.feature[0][0],
                box.feature[0][2],
                second.linked / (second.chars or 1),
                second.count,
                second.chars / (second.count or 1),
                second.plain / self._plain,
                second.media,
                second.feature[0][0],
                third.linked / (third.chars or 1),
                third.plain / self._plain,
                third.feature[0][0],
            ]
        return row

    def _of_box(self, box: Box, group: list[int]) -> Row:
        up, down = levels_of(box, self._levels)
        flags = box.flags
        return [
            _TAGS.get(box.tag, 0),
            box.feature[0][0],
            box.feature[0][2],
            box.feature[1],
            box.feature[2],
            box.feature[3],
            flags & _IN_TABLE != 0,
            flags & _IN_HEADER != 0,
            flags & _IN_FOOTER != 0,
            flags & _IN_FIGCAPTION != 0,
            flags & HIDDEN != 0,
            box.linked / (box.chars or 1),
            group[0] / self._total,
            group[1],
            group[0] / group[1],
            group[2] / group[0],
            up,
            down,
            self._headline_level(box),
            self._article(box),
        ]

    def _in_description(self, text: str, size: int) -> int:
        description = self._description
        return int(bool(description) and size > 30 and (text[:60] in description or description[:60] in text))

    def _in_data(self, text: str) -> float:
        """The share of a segment's word triples in the text that the page's data hold; -1 where they hold none."""
        if self._told is None:
            return -1.0
        words = _WORD.findall(text.lower()[:300])
        triples = list(zip(words, words[1:], words[2:], strict=False))
        return sum(triple in self._told for triple in triples) / len(triples) if triples else -0.5


def _triples(text: str) -> set[tuple[str, str, str]] | None:
    words = _WORD.findall(re.sub(r"<[^<>]*>", " ", text).lower())
    return set(zip(words, words[1:], words[2:], strict=False)) if len(words) > 60 else None
