"""What is seen of each line of a text: values, shape, words, neighbours and place. A feature is there or not.

The names of features are words, since ``--explain`` tells them: "a byline", "above: a blank line". Nothing is judged
here; what a feature is worth for a role was learned ([`artfmt.reading.roles`][artfmt.reading.roles]).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import accumulate, pairwise

from artfmt.language.labels import Labels
from artfmt.language.newsletter_items import item_number
from artfmt.language.sentences import ends_sentence
from artfmt.language.vocabulary import pattern
from artfmt.reading.line import Line
from artfmt.reading.own_features import LENGTH_NAMES, LONG, LONGEST_VALUE, MOST_COMPARED, OwnFeatures

_FAR = 9
_OPENING = 20  # letters
_MOST_RANKED = 40  # lines
_RANKS = 3
_MUCH = 4


def features(lines: Sequence[Line], labels: Labels) -> list[list[str]]:
    """The features of each line of a text, in the lines' order."""
    if not lines:
        return []
    page = _Page(lines, labels)
    return [page.of(index) for index in range(len(lines))]


class _Page:
    """What a line is among all lines of its text."""

    def __init__(self, lines: Sequence[Line], labels: Labels) -> None:
        self.lines = lines
        self.own_features = own = [OwnFeatures(line, labels) for line in lines]
        count = len(lines)
        self.begin, self.end = _story(own)
        self.kinds = ["the edge"] * 3 + [line.kind for line in own] + ["the edge"] * 3
        plain = [line for line in own if line.kind not in ("a bullet", "a known label")]
        self.short = sum(line.length < 3 for line in plain) * 5 // count
        self.gaps = sum(line.gap for line in lines) * 4 // count
        self.widest = sorted(len(line.text) for line in lines)[(count - 1) * 9 // 10]
        self.leads = Counter(line.lead for line in own if line.lead)
        self.lead_count = self.leads.total()
        self.times = Counter(line.lower for line in own)
        self.openings = Counter(line.lower[:_OPENING] for line in own)
        self.where = Counter(word for line in own for word in line.content)
        self.story_words = {
            word for line in own[self.begin : min(self.begin + LONG, self.end)] if line.long for word in line.content
        }
        self.furniture_before = list(accumulate((not _FURNITURE.isdisjoint(line.own) for line in own), initial=0))
        self.furniture = min(self.furniture_before[-1], _MUCH)
        self.of_text = self._of_text()
        self.ranks = self._ranks()
        self.landmarks = [
            (*_distances([holds(line) for line in own]), *_NEAR_NAMES[name]) for name, holds in _LANDMARKS.items()
        ]
        self.long_before = list(accumulate((line.long for line in own), initial=0))
        self.first: dict[str, int] = {}
        for index, line in enumerate(own):
            self.first.setdefault(line.lower, index)

    def _ranks(self) -> dict[int, list[str]]:
        """Which lines above the prose, or of its first, are the longest, and have the most of its words."""
        prose = {word for line in self.own_features[self.begin : self.end] if line.long for word in line.content}
        near = range(max(0, self.begin - _MOST_RANKED), min(self.begin + 2, len(self.own_features)))
        own = [index for index in near if 2 < len(self.own_features[index].words) <= MOST_COMPARED]
        names: dict[int, list[str]] = {index: [] for index in own}
        for what, sizes in (
            ("words", [len(self.own_features[index].words) for index in own]),
            ("words of the prose", [len(self.own_features[index].content & prose) for index in own]),
        ):
            longest = sorted(zip(sizes, own, strict=True), key=lambda size_index: (-size_index[0], size_index[1]))
            for rank, (size, index) in enumerate(longest[:_RANKS], 1):
                if size:
                    names[index] += [
                        f"number {rank} by {what}",
                        f"number {rank} by {what}, {self.own_features[index].kind}",
                    ]
        return names

    def _of_text(self) -> list[str]:
        """What tells of the whole text: whether it is a letter, a page with its menus, or plain."""
        all_text = "\n".join(line.lower for line in self.own_features)
        names = [
            f"text: {self.short} of 5 lines short",
            f"text: of size {bisect_left((6, 15, 30, 60, 120), len(self.lines))}",
            f"text: {self.gaps} of 4 lines beneath a blank one",
            f"text: {self.furniture} lines of furniture",
            f"text: {min(sum('a known label' in line.own for line in self.own_features), 3)} labels",
        ]
        items = sum(line.kind == "an item by its words" for line in self.own_features)
        if items:
            names.append(f"text: {min(items, 2)} items by their words")
        if _counts_up(self.lines):
            names.append("text: items that count up")
        kinds = ("a sponsor's line", "a read time")
        names += [f"text: {kind}" for kind in kinds if any(kind in line.own for line in self.own_features)]
        return names + [f"text: {name}" for name, words in _OF_LETTERS.items() if words.search(all_text)]

    def of(self, index: int) -> list[str]:
        """The features of a line."""
        line = self.own_features[index]
        names = line.own + self.of_text + line.of_words
        if index:
            names += [f"above: {own}" for own in self.own_features[index - 1].own]
        if index + 1 < len(self.own_features):
            names += [f"beneath: {own}" for own in self.own_features[index + 1].own]
        names += self._kinds(index)
        names += self._place(index, line)
        names += self._repeats(index, line)
        names += self._joins(index)
        names += self.ranks.get(index, ())
        return names

    def _kinds(self, index: int) -> list[str]:
        third_above, second_above, above, kind, beneath, second_beneath, third_beneath = self.kinds[index : index + 7]
        return [
            f"is {kind}",
            f"at -3: {third_above}",
            f"at -2: {second_above}",
            f"at -1: {above}",
            f"at +1: {beneath}",
            f"at +2: {second_beneath}",
            f"at +3: {third_beneath}",
            f"{kind}, between {above} and {beneath}",
            f"{kind}, beneath {above}",
            f"{kind}, above {beneath}",
            f"{kind}, above {beneath} and {second_beneath}",
        ]

    def _place(self, index: int, line: OwnFeatures) -> list[str]:
        count, kind = len(self.lines), line.kind
        is_parted = self.lines[index + 1].gap if index + 1 < count else True
        gap = f"{'blank' if self.lines[index].gap else 'close'} above, {'blank' if is_parted else 'close'} beneath"
        if index < self.begin:
            place, distance = "above the prose", self.begin - index
        elif index >= self.end:
            place, distance = "beneath the prose", index - self.end + 1
        else:
            place, distance = "in the prose", index - self.begin
        distance = distance if distance < 5 else 5 if distance < 8 else 6 if distance < 13 else 7
        long_before = self.long_before
        above = long_before[index] - long_before[index - 10 if index > 10 else 0]
        beneath = long_before[index + 11 if index + 11 < count else count] - long_before[index + 1]
        names = [
            gap,
            f"{gap}, in a text with {self.gaps} of 4 such, {kind}",
            place,
            f"{place}, at {distance}",
            f"{place}, {kind}",
            f"{place}, at {distance}, {kind}",
            f"tenth {min(9, index * 10 // count)}",
            f"{above} lines of prose near above",
            f"{beneath} lines of prose near beneath",
            f"prose: {min(above, 4)} above, {min(beneath, 4)} beneath, {kind}",
            f"{self.short} of 5 lines short, {kind}",
            f"{self.short} of 5 lines short, {place}, {LENGTH_NAMES[line.length]}",
        ]
        furniture = f"{min(self.furniture_before[index], 2)} of {self.furniture} lines of furniture above"
        names += furniture, f"{furniture}, {place}", f"{furniture}, {kind}"
        if index < 3:
            first = f"line {index + 1}"
            names += first, f"{first}, {kind}", f"{first}, {self.furniture} lines of furniture"
        if count - index <= 3:
            names.append(f"line {count - index} from the end")
        for before, after, names_above, names_beneath in self.landmarks:
            names += names_above[before[index]], names_beneath[after[index]]
        dates, prose = self.landmarks[0], self.landmarks[1]
        near = f"prose {_NEAR[prose[1][index]]} beneath, {kind}"
        names += f"date {_NEAR[dates[1][index]]}, {near}", f"date {_NEAR[dates[0][index]]} above, {near}"
        return names

    def _repeats(self, index: int, line: OwnFeatures) -> list[str]:
        """How a line's words recur in the text, and in the line beneath, as a caption's do."""
        names, lower = [], line.lower
        if self.first[lower] < index:
            names.append("said before")
        times = self.times[lower]
        if times > 1:
            names.append(f"said {min(3, times)} times")
        if len(lower) > _OPENING and self.openings[lower[:_OPENING]] > times:
            names.append("opens like another line")
        if line.lead:
            names.append(f"one of {min(4, self.lead_count)} lead-ins")
            names.append(f"a lead-in that stands {min(3, self.leads[line.lead])} times")
        content = line.content
        if not content:
            return names
        size = len(content)
        recurring = sum([self.where[word] > 1 for word in content]) * 4 // size
        share = len(content & self.story_words) * 4 // size
        where = "above" if index < self.begin else "beneath" if index >= self.end else "in"
        names += [
            f"{recurring} of 4 words recur",
            f"{share} of 4 words in the first prose",
            f"{share} of 4 words in the first prose, {where} it, {min(size, 5)} words",
        ]
        if index + 1 < len(self.own_features):
            beneath = self.own_features[index + 1]
            share = len(content.intersection(beneath.words)) * 4 // size
            names.append(f"{share} of 4 words in the line beneath")
            if "a credit at its end" in beneath.own or "a credit" in beneath.own:
                names.append(f"{share} of 4 words in the line beneath, which ends with a credit")
        return names

    def _joins(self, index: int) -> list[str]:
        """Whether a line goes on from the one above, as broken ones do."""
        if not index or self.lines[index].gap:
            return []
        above, text = self.lines[index - 1].text, self.lines[index].text
        ends = "a letter" if above[-1].isalpha() else above[-1]
        opens = "lower" if text[0].islower() else "capital" if text[0].isupper() else "sign"
        width = "full" if len(above) * 10 >= self.widest * 8 and self.widest < 120 else "short"
        return [
            f"{ends} above, {opens}",
            f"{ends} above, {opens}, {width} line",
            f"{width} line above, {self.own_features[index].kind}",
        ]


# What stands around stories, by its words.
_FURNITURE = frozenset({"boilerplate", "a sponsor's line", "of a page", "of a mailing", "heads cards"})
_DATED = frozenset({"a timestamp", "a byline", "a byline with a date"})
# What stands above or beneath a line, and how far: dates and prose first, which are also told together.
_LANDMARKS: dict[str, Callable[[OwnFeatures], bool]] = {
    "a date or a byline": lambda line: not _DATED.isdisjoint(line.own),
    "prose": lambda line: line.long,
    "a credit": lambda line: line.kind == "a credit",
    "an item": lambda line: line.kind in ("an item by its words", "a number"),
    "boilerplate": lambda line: line.kind in ("boilerplate", "a sponsor's line"),
    "a label": lambda line: line.kind == "a known label",
}
_NEAR = ("0", "1", "2", "3", "4 or 5", "4 or 5", "6 to 8", "6 to 8", "6 to 8", "far")
_NEAR_NAMES = {
    name: ([f"{name} {near} above" for near in _NEAR], [f"{name} {near} beneath" for near in _NEAR])
    for name in _LANDMARKS
}
_OF_LETTERS = {
    "words of mailings": re.compile(pattern("mailed_words"), re.IGNORECASE),
    "a greeting": re.compile(rf"^\W{{0,4}}{pattern('greetings')}", re.IGNORECASE | re.MULTILINE),
    "thanks to the readers": re.compile(rf"^\W{{0,4}}{pattern('newsletter_thanks')}\b", re.IGNORECASE | re.MULTILINE),
}


def _distances(holds: Sequence[bool]) -> tuple[list[int], list[int]]:
    """How far above and beneath each line the next one is that something holds for, as far as it is counted."""
    before: list[int] = []
    after: list[int] = []
    for flags, distances in ((holds, before), (list(reversed(holds)), after)):
        distance = _FAR
        for flag in flags:
            distances.append(distance)
            distance = 1 if flag else min(_FAR, distance + 1)
    after.reverse()
    return before, after


def _story(of_lines: Sequence[OwnFeatures]) -> tuple[int, int]:
    """The run of lines with the most prose: long lines count for it, short ones against it."""
    best, total, start = (0.0, 0, len(of_lines)), 0.0, 0
    for index, line in enumerate(of_lines):
        total += min(len(line.words), 60) if line.long else -4 - (len(line.words) < 4)
        if line.kind in ("a known label", "a bullet", "a note", "a lead-in"):
            total += 3
        if total > best[0]:
            best = (total, start, index + 1)
        if total < 0:
            total, start = 0.0, index + 1
    return best[1], best[2]


def _counts_up(lines: Sequence[Line]) -> bool:
    """Whether lines "1. …", "2. …" stand apart from each other with text between, as items do and lists do not."""
    following = 1
    for line, beneath in pairwise(lines):
        text = line.text
        if len(text) > LONGEST_VALUE or item_number(text) != following or ends_sentence(text.rstrip("?")):
            continue
        if item_number(beneath.text) != following + 1:
            following += 1
            if following > 2:
                return True
    return False
