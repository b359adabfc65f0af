"""What is seen of each line of a text: values, shape, words, neighbours and place. A feature is there or not.

The names of features are words, since ``--explain`` tells them: "a byline", "above: a blank line". Nothing is judged
here; what a feature is worth for a role was learned (``roles``).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from artfmt.formats.text.boilerplate import (
    CONTACT,
    HEADS_CARDS,
    MAILING,
    REACHED,
    THANKS,
    is_end_mark,
    is_release_mark,
    is_remark,
)
from artfmt.formats.text.bullets import parse_bullet
from artfmt.formats.text.line import Line
from artfmt.formats.text.line_kinds import describes, ends_sentence, names_picture
from artfmt.formats.text.newsletter import counts_up
from artfmt.language.boilerplate import is_boilerplate, opens_sponsor
from artfmt.language.bylines import lone_author, names_nobody, parse_byline, parse_dated_byline
from artfmt.language.credits import credit_start
from artfmt.language.desks import is_desk_name
from artfmt.language.labels import RELATED_LEADS, Labels, Lead, slug, split_lead
from artfmt.language.names import is_name, is_role
from artfmt.language.newsletter_items import is_item
from artfmt.language.notes import note_lead
from artfmt.language.reading_time import is_read_time
from artfmt.language.timestamp import parse_timestamp
from artfmt.language.vocabulary import pattern

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SENTENCE_END = re.compile(r"[.!?][\"”’)]?(?:\s|$)")
_LENGTHS = (1, 2, 3, 5, 8, 12, 18, 25, 40)  # words
_LENGTH_NAMES = ("no word or one", "2 words", "3 words", "4 or 5 words", "6 to 8 words", "9 to 12 words",
                 "13 to 18 words", "19 to 25 words", "26 to 40 words", "over 40 words")  # fmt: skip
_LONG = 12
_PROSE_ENDS = frozenset('.!?"”’)…:»。！？」')
_LONGEST_VALUE = 160  # letters: what is longer is neither a name nor a date
_LONGEST_LEAD = 80
_LONGEST_LONE_LABEL = 60
_FAR = 9
_SIGNS = {
    "an address": re.compile(r"@|https?:|www\."),
    "opens with a quotation mark": re.compile(r"^[\"“‘'«„]"),
    "opens with a dash": re.compile(r"^[—–-].{0,119}$"),
    "a year": re.compile(r"(?:19|20)\d\d"),
    "somebody says": re.compile(r"\b(?:said|says|told|asked)\b"),
    "a bar or a dot": re.compile(r"[|·»›]"),
    "a time of day": re.compile(r"\d[:.]\d\d"),
    "an amount": re.compile(r"[$€£%]"),
    "in brackets": re.compile(r"^\(.*\)$|^\[.*\]$"),
    "a sentence in brackets": re.compile(r"^\[[^:]*[.!?]\]$"),
    "signs alone": re.compile(r"^[-–—*_=~#•·.\s]+$"),
    "a short name and a colon": re.compile(r"^[A-Za-z][\w /-]{1,18}:\s"),
    "opens as a wire story": re.compile(r"^[A-ZÀ-Þ .'’-]{3,40}(?:, [^—–()-]{2,40})?(?: \([^()]{2,40}\))? ?[—–-]"),
    "an emoji": re.compile("[\U0001f300-\U0001faff\u2600-\u27bf]"),
    "of a page": re.compile(pattern("page_words"), re.IGNORECASE),
}
_JUDGES: dict[str, Callable[[str], object]] = {
    "a timestamp": parse_timestamp,
    "a byline": parse_byline,
    "a name that may be the author's": lone_author,
    "a byline with a date": parse_dated_byline,
    "a name": is_name,
    "a byline of nobody": names_nobody,
    "a job": is_role,
    "an item by its words": is_item,
    "a desk": is_desk_name,
    "a read time": is_read_time,
    "names a picture": names_picture,
    "opens as a description": describes,
    "a release mark": is_release_mark,
    "an end mark": is_end_mark,
    "whom to ask": CONTACT.fullmatch,
    "an address or a number": REACHED.search,
    "heads cards": lambda text: HEADS_CARDS.fullmatch(text.rstrip(":")),
    "thanks": THANKS.match,
    "of a mailing": MAILING.search,
}
# What a line is called among its neighbours: the first of these that it has.
_KINDS = ("a sponsor's line", "boilerplate", "a bullet", "a number", "a timestamp", "a byline", "a byline with a date",
          "a name", "an item by its words", "a desk", "a read time", "a known label", "a lead-in", "a credit",
          "a note")  # fmt: skip


class _Seen:
    """What a line has by itself."""

    __slots__ = ("kind", "lead", "length", "long", "lower", "own", "words")

    def __init__(self, line: Line, labels: Labels) -> None:
        text = line.text.lstrip("> ") or line.text
        self.lower = text.lower()
        self.words = _WORD.findall(text)
        # Scripts that part no words have about two letters a word.
        count = len(self.words) + sum(len(word) // 2 for word in self.words if word[0] >= "\u2e80")
        self.length = bisect_left(_LENGTHS, count)
        self.long = count >= _LONG and text[-1] in _PROSE_ENDS
        self.lead = ""
        self.own = [*_shape(line, text, self.words, self.length), *self._values(text, labels)]
        names = set(self.own)
        kind = next((name for name in _KINDS if name in names), "")
        self.kind = kind or (
            "prose" if self.long else "a sentence" if count > 3 and ends_sentence(text) else _LENGTH_NAMES[self.length]
        )

    def _values(self, text: str, labels: Labels) -> Iterator[str]:
        """What the parsers of values make of a line, and what its signs tell."""
        if bullet := parse_bullet(text):
            yield "a bullet" if bullet.number is None else "a number"
            yield f"a bullet of level {bullet.level}"
        if len(text) < _LONGEST_VALUE:
            yield from (name for name, holds in _JUDGES.items() if holds(text))
        yield from self._lead(text, labels)
        start = credit_start(text)
        if start is not None:
            yield "a credit" if start == 0 else "a credit at its end"
        if note_lead(text.strip("[]")):
            yield "a note"
        if is_boilerplate(text):
            yield "boilerplate"
        if is_remark(text):
            yield "a remark"
        if opens_sponsor(text):
            yield "a sponsor's line"
        yield from (name for name, sign in _SIGNS.items() if sign.search(text))
        yield f"{min(len(_SENTENCE_END.findall(text)), 3)} sentences"

    def _lead(self, text: str, labels: Labels) -> Iterator[str]:
        """What the words before a colon tell, or what stands for one."""
        lead = split_lead(text) if ":" in text[:_LONGEST_LEAD] else None
        if lead:
            self.lead = slug(lead.label)
            is_known = labels.known_kind(lead.label) is not None
            yield "a known label" if is_known else "a lead-in"
            yield f"a lead-in of {min(5, len(lead.label.split()))} words"
            if lead.start >= len(text):
                yield "a lead-in alone"
            if self.lead in RELATED_LEADS:
                yield "leads to related stories"
            if not is_known:
                yield f"a lead-in that opens with {lead.label.split()[0].lower()}"
                if is_name(lead.label):
                    yield "a speaker's name"
                if any(map(str.isdigit, lead.label)):
                    yield "a number in the lead-in"
                yield f"a lead-in that ends with {lead.label.split()[-1].lower()}"
                if text[lead.start :].lstrip()[:1].isupper():
                    yield "a capital behind the lead-in"
        elif len(text) < _LONGEST_LONE_LABEL and labels.known_kind(text.rstrip(".?!: ")):
            yield "a known label"
            yield "a label without a colon"
        elif typed := typed_lead(text):
            is_known = labels.known_kind(typed.label) is not None
            yield "a known label" if is_known else "a lead-in of another form"
            yield f"the lead-in ends with {text[len(typed.label) : typed.start].strip()[:1]}"


def _shape(line: Line, text: str, words: Sequence[str], length: int) -> Iterator[str]:
    yield _LENGTH_NAMES[length]
    last, first = text[-1], text[0]
    yield f"ends with {last}" if not last.isalnum() else "ends with a letter"
    if first.isupper():
        yield "opens with a capital"
    elif first.isdigit():
        yield "opens with a digit"
    else:
        yield "opens in lower case" if first.islower() else f"opens with {first}"
    if len(words) > 1 and text.isupper():
        yield "in capitals"
    if words:
        yield f"{sum(word[0].isupper() for word in words) * 4 // len(words)} of 4 words with a capital"
    if line.indent:
        yield f"indented by {min(line.indent // 2, 4)}"
    if line.cells:
        yield f"{min(len(line.cells), 3)} cells"
    if line.row:
        yield "a row of a menu"


# How people end a label where they type no colon and space: "Why it matters:Fares", "Why it matters — Fares".
_TYPED_END = re.compile(r"([^\W\d_][^:.?!—–]{1,58}?)(?:(?<=\w)(:)(?=\S)|\s+([—–])\s+|([.?!])\s+|([:.?!—–])$)")


def typed_lead(text: str) -> Lead | None:
    """The opening words of ``text`` up to another end than a colon and a space, as people type it.

    A colon that nothing parts from what follows, a dash, a stop or a question mark, which is the label's own.
    """
    match = _TYPED_END.match(text)
    if not match or not text[0].isupper():
        return None
    own = "?" if "?" in (match[4], match[5]) else ""
    return Lead(match[1].rstrip() + own, match.end())


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
        self.seen = own = [_Seen(line, labels) for line in lines]
        count = len(lines)
        self.begin, self.end = _story(own)
        self.kinds = ["the edge"] * 3 + [line.kind for line in own] + ["the edge"] * 3
        plain = [line for line in own if line.kind not in ("a bullet", "a known label")]
        self.short = sum(line.length < 3 for line in plain) * 5 // count
        self.gaps = sum(line.gap for line in lines) * 4 // count
        self.widest = sorted(len(line.text) for line in lines)[(count - 1) * 9 // 10]
        self.leads = Counter(line.lead for line in own if line.lead)
        self.times = Counter(line.lower for line in own)
        self.all_text = "\n".join(line.lower for line in own)
        self.where = _where(own)
        self.story_words = {
            word.lower()
            for line in own[self.begin : min(self.begin + _LONG, self.end)]
            if line.long
            for word in line.words
            if len(word) > 3
        }
        self.of_text = list(self._of_text())
        self.distances = {name: _distances([holds(line) for line in own]) for name, holds in _LANDMARKS.items()}
        self.long_before = [0]
        for line in own:
            self.long_before.append(self.long_before[-1] + line.long)
        self.before: set[str] = set()

    def _of_text(self) -> Iterator[str]:
        """What tells of the whole text: whether it is a letter, a page with its menus, or plain."""
        yield f"text: {self.short} of 5 lines short"
        yield f"text: of size {bisect_left((6, 15, 30, 60, 120), len(self.lines))}"
        yield f"text: {self.gaps} of 4 lines beneath a blank one"
        yield f"text: {min(sum('a known label' in line.own for line in self.seen), 3)} labels"
        items = sum(line.kind == "an item by its words" for line in self.seen)
        if items:
            yield f"text: {min(items, 2)} items by their words"
        if counts_up(self.lines):
            yield "text: items that count up"
        for kind in ("a sponsor's line", "a read time"):
            if any(kind in line.own for line in self.seen):
                yield f"text: {kind}"
        yield from (f"text: {name}" for name, words in _OF_LETTERS.items() if words.search(self.all_text))

    def of(self, index: int) -> list[str]:
        """The features of a line; the lines are to be asked for in their order."""
        line = self.seen[index]
        names = [*line.own, *self.of_text]
        names += [f"word {word.lower()}" for word in line.words[:3]]
        names += [f"last word {word.lower()}" for word in line.words[-2:]]
        if len(line.words) <= 6:
            names.append(f"says {'_'.join(line.words).lower()}")
        for name, offset in (("above", -1), ("beneath", 1)):
            if 0 <= index + offset < len(self.seen):
                names += [f"{name}: {own}" for own in self.seen[index + offset].own]
        names += self._kinds(index, line)
        names += self._place(index, line)
        names += self._repeats(index, line)
        names += self._shares(index, line)
        names += self._joins(index)
        return names

    def _kinds(self, index: int, line: _Seen) -> Iterator[str]:
        kinds, at = self.kinds, index + 3
        above, beneath = kinds[at - 1], kinds[at + 1]
        yield f"is {line.kind}"
        for offset in (-3, -2, -1, 1, 2, 3):
            yield f"at {offset:+}: {kinds[at + offset]}"
        yield f"{line.kind}, between {above} and {beneath}"
        yield f"{line.kind}, beneath {above}"
        yield f"{line.kind}, above {beneath}"
        yield f"{line.kind}, above {beneath} and {kinds[at + 2]}"

    def _place(self, index: int, line: _Seen) -> Iterator[str]:
        count = len(self.lines)
        is_parted = self.lines[index + 1].gap if index + 1 < count else True
        gap = f"{'blank' if self.lines[index].gap else 'close'} above, {'blank' if is_parted else 'close'} beneath"
        yield gap
        yield f"{gap}, in a text with {self.gaps} of 4 such, {line.kind}"
        if index < self.begin:
            place, distance = "above the prose", self.begin - index
        elif index >= self.end:
            place, distance = "beneath the prose", index - self.end + 1
        else:
            place, distance = "in the prose", index - self.begin
        distance = distance if distance < 5 else 5 if distance < 8 else 6 if distance < 13 else 7
        yield place
        yield f"{place}, at {distance}"
        yield f"{place}, {line.kind}"
        yield f"{place}, at {distance}, {line.kind}"
        if index < 3:
            yield f"line {index + 1}"
            yield f"line {index + 1}, {line.kind}"
        if count - index <= 3:
            yield f"line {count - index} from the end"
        yield f"tenth {min(9, index * 10 // count)}"
        for name, (before, after) in self.distances.items():
            yield f"{name} {_near(before[index])} above"
            yield f"{name} {_near(after[index])} beneath"
        dates, prose = self.distances["a date or a byline"], self.distances["prose"]
        yield f"date {_near(dates[1][index])}, prose {_near(prose[1][index])} beneath, {line.kind}"
        yield f"date {_near(dates[0][index])} above, prose {_near(prose[1][index])} beneath, {line.kind}"
        above = self.long_before[index] - self.long_before[max(0, index - 10)]
        beneath = self.long_before[min(count, index + 11)] - self.long_before[index + 1]
        yield f"{above} lines of prose near above"
        yield f"{beneath} lines of prose near beneath"
        yield f"prose: {min(above, 4)} above, {min(beneath, 4)} beneath, {line.kind}"
        yield f"{self.short} of 5 lines short, {line.kind}"
        yield f"{self.short} of 5 lines short, {place}, {_LENGTH_NAMES[line.length]}"

    def _repeats(self, index: int, line: _Seen) -> Iterator[str]:
        """How a line's words recur in the text."""
        lower = line.lower
        if lower in self.before:
            yield "said before"
        self.before.add(lower)
        times = self.times[lower]
        if times > 1:
            yield f"said {min(3, times)} times"
        if 20 < len(lower) < 300 and self.all_text.count(lower) > times:
            yield "within another line"
        if line.lead:
            yield f"one of {min(4, sum(self.leads.values()))} lead-ins"
            yield f"a lead-in that stands {min(3, self.leads[line.lead])} times"
        long_words = [word.lower() for word in line.words if len(word) > 3]
        if long_words and len(line.words) <= 25:
            recurring = sum(self.where[word] > 1 for word in long_words) * 4 // len(long_words)
            yield f"{recurring} of 4 words recur"
            share = sum(word in self.story_words for word in long_words) * 4 // len(long_words)
            yield f"{share} of 4 words in the first prose"
            where = "above" if index < self.begin else "beneath" if index >= self.end else "in"
            yield f"{share} of 4 words in the first prose, {where} it, {min(len(long_words), 5)} words"

    def _shares(self, index: int, line: _Seen) -> Iterator[str]:
        """How many of a line's words the next line has: a caption says again what the picture's description says."""
        beneath = self.seen[index + 1] if index + 1 < len(self.seen) else None
        long_words = {word.lower() for word in line.words if len(word) > 3}
        if beneath and long_words and len(line.words) <= 40 and len(beneath.words) <= 80:
            share = len(long_words & {word.lower() for word in beneath.words}) * 4 // len(long_words)
            yield f"{share} of 4 words in the line beneath"
            if "a credit at its end" in beneath.own or "a credit" in beneath.own:
                yield f"{share} of 4 words in the line beneath, which ends with a credit"

    def _joins(self, index: int) -> Iterator[str]:
        """Whether a line goes on from the one above, as broken ones do."""
        if not index or self.lines[index].gap:
            return
        above, text = self.lines[index - 1].text, self.lines[index].text
        ends = "a letter" if above[-1].isalpha() else above[-1]
        opens = "lower" if text[0].islower() else "capital" if text[0].isupper() else "sign"
        width = "full" if len(above) * 10 >= self.widest * 8 and self.widest < 120 else "short"
        yield f"{ends} above, {opens}"
        yield f"{ends} above, {opens}, {width} line"
        yield f"{width} line above, {self.seen[index].kind}"


_DATED = frozenset({"a timestamp", "a byline", "a byline with a date"})
_LANDMARKS: dict[str, Callable[[_Seen], bool]] = {
    "a date or a byline": lambda line: not _DATED.isdisjoint(line.own),
    "a credit": lambda line: line.kind == "a credit",
    "prose": lambda line: line.long,
    "an item": lambda line: line.kind in ("an item by its words", "a number"),
    "boilerplate": lambda line: line.kind in ("boilerplate", "a sponsor's line"),
    "a label": lambda line: line.kind == "a known label",
}
_OF_LETTERS = {
    "words of mailings": re.compile(pattern("mailed_words"), re.IGNORECASE),
    "a greeting": re.compile(rf"^\W{{0,4}}{pattern('greetings')}", re.IGNORECASE | re.MULTILINE),
    "thanks to the readers": re.compile(rf"^\W{{0,4}}{pattern('newsletter_thanks')}\b", re.IGNORECASE | re.MULTILINE),
}


def _near(distance: int) -> str:
    return str(distance) if distance <= 3 else "4 or 5" if distance <= 5 else "6 to 8" if distance < _FAR else "far"


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


def _story(of_lines: Sequence[_Seen]) -> tuple[int, int]:
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


def _where(of_lines: Sequence[_Seen]) -> Counter[str]:
    """In how many lines each longer word stands."""
    counts: Counter[str] = Counter()
    for line in of_lines:
        counts.update({word.lower() for word in line.words if len(word) > 3})
    return counts
