"""What a line of a text has by itself: values, shape, signs and words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

from artfmt.language.boilerplate import (
    heads_cards,
    is_boilerplate,
    is_contact,
    is_end_mark,
    is_of_mailing,
    is_of_page,
    is_release_mark,
    is_remark,
    opens_sponsor,
    reaches,
    thanks,
)
from artfmt.language.bylines import lone_author, names_nobody, parse_byline, parse_dated_byline
from artfmt.language.credits import credit_start
from artfmt.language.desks import is_desk_name
from artfmt.language.labels import RELATED_LEADS, Labels, slug, split_lead, typed_lead
from artfmt.language.names import is_name, is_role
from artfmt.language.newsletter_items import is_item
from artfmt.language.notes import note_lead
from artfmt.language.pictures import describes, names_picture
from artfmt.language.reading_time import is_read_time
from artfmt.language.sentences import ends_sentence
from artfmt.language.timestamp import parse_timestamp
from artfmt.reading.bullets import parse_bullet
from artfmt.reading.line import Line

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SENTENCE_END = re.compile(r"[.!?][\"”’)]?(?:\s|$)")
_LENGTHS = (1, 2, 3, 5, 8, 12, 18, 25, 40)  # words
LENGTH_NAMES = ("no word or one", "2 words", "3 words", "4 or 5 words", "6 to 8 words", "9 to 12 words",
                 "13 to 18 words", "19 to 25 words", "26 to 40 words", "over 40 words")  # fmt: skip
LONG = 12
_PROSE_ENDS = frozenset('.!?"”’)…:»。！？」')
LONGEST_VALUE = 160  # letters: what is longer is neither a name nor a date
_LONGEST_LEAD = 80
_LONGEST_LONE_LABEL = 60
_FEW = 6
_BEGINNING = 600  # letters: what is told of a line is told of these
MOST_COMPARED = 40  # words
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?:19|20)\d\d")
_TIME_OF_DAY = re.compile(r"\d[:.]\d\d")
_EMOJI = re.compile("[\U0001f300-\U0001faff\u2600-\u27bf]")
_SENTENCE_IN_BRACKETS = re.compile(r"\[[^:]*[.!?]\]")
_SHORT_NAME = re.compile(r"[A-Za-z][\w /-]{1,18}:\s")
_WIRE = re.compile(r"[A-ZÀ-Þ .'’-]{3,40}(?:, [^—–()-]{2,40})?(?: \([^()]{2,40}\))? ?[—–-]")
_BESIDE_AGENCY = re.compile(r"[A-ZÀ-Þ][\w.'’-]*(?: [\w.'’-]+){0,4}\s?/\s?[A-ZÀ-Þ][\w .&'’-]{1,40}")
_BARS, _AMOUNTS = re.compile("[|·»›]"), re.compile("[$€£%]")
_QUOTATION_MARKS, _DASHES = frozenset("\"“‘'«„"), frozenset("—–-")
_SAYS = frozenset({"said", "says", "told", "asked"})
_LONGEST_DASHED = 120
# Whether a line is a value of some kind; prose is none.
_VALUES: dict[str, Callable[[str], object]] = {
    "a timestamp": parse_timestamp,
    "a byline": parse_byline,
    "a name that may be the author's": lone_author,
    "a byline with a date": parse_dated_byline,
    "a name": is_name,
    "a byline of nobody": names_nobody,
    "a job": is_role,
    "an item by its words": is_item,
    "a desk": is_desk_name,
    "a release mark": is_release_mark,
    "an end mark": is_end_mark,
    "whom to ask": is_contact,
    "heads cards": heads_cards,
}
_JUDGES: dict[str, Callable[[str], object]] = {
    "a read time": is_read_time,
    "names a picture": names_picture,
    "opens as a description": describes,
    "an address or a number": reaches,
    "thanks": thanks,
    "of a mailing": is_of_mailing,
    "of a page": is_of_page,
}
# What a line is called among its neighbours: the first of these that it has.
_KINDS = ("a sponsor's line", "boilerplate", "a bullet", "a number", "a timestamp", "a byline", "a byline with a date",
          "a name", "an item by its words", "a desk", "a read time", "a known label", "a lead-in", "a credit",
          "a note")  # fmt: skip


class OwnFeatures:
    """What a line has by itself."""

    __slots__ = ("content", "kind", "lead", "length", "long", "lower", "of_words", "own", "words")

    def __init__(self, line: Line, labels: Labels) -> None:
        text = line.text.lstrip("> ") or line.text
        beginning = text[:_BEGINNING]
        self.lower = beginning.lower()
        words = _WORD.findall(beginning)
        self.words = [word.lower() for word in words]
        # Scripts that part no words have about two letters a word.
        count = (
            len(words) if text.isascii() else sum(len(word) // 2 + 1 if word[0] >= "\u2e80" else 1 for word in words)
        )
        self.length = bisect_left(_LENGTHS, count)
        self.long = count >= LONG and text[-1] in _PROSE_ENDS
        is_compared = count <= MOST_COMPARED
        self.content = frozenset([word for word in self.words if len(word) > 3] if is_compared else ())
        self.lead = ""
        own = self.own = _shape(line, text, words, self.length)
        if bullet := parse_bullet(text):
            own.append("a bullet" if bullet.number is None else "a number")
            own.append(f"a bullet of level {bullet.level}")
        if len(text) < LONGEST_VALUE:
            if not self.long:
                own += [name for name, holds in _VALUES.items() if holds(text)]
            own += [name for name, holds in _JUDGES.items() if holds(text)]
        own += self._lead(text, labels)
        own += _told_by(text)
        own += self._words_told()
        own += _signs(text)
        own += _numbers(beginning)
        self.kind = self._kind(set(own), text, count)
        self.of_words = [f"word {word}" for word in self.words[:3]]
        self.of_words += [f"last word {word}" for word in self.words[-2:]]
        if len(words) <= _FEW:
            self.of_words.append(f"says {'_'.join(self.words)}")

    def _kind(self, names: set[str], text: str, count: int) -> str:
        if not names.isdisjoint(_KINDS):
            return next(name for name in _KINDS if name in names)
        if self.long:
            return "prose"
        return "a sentence" if count > 3 and ends_sentence(text) else LENGTH_NAMES[self.length]

    def _words_told(self) -> list[str]:
        names = [] if _SAYS.isdisjoint(self.words) else ["somebody says"]
        return names if self.words else [*names, "no words"]

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


def _signs(text: str) -> list[str]:
    """What the first sign of a line tells, and its form."""
    first, names = text[0], []
    if first in _QUOTATION_MARKS:
        names.append("opens with a quotation mark")
    elif first in _DASHES and len(text) <= _LONGEST_DASHED:
        names.append("opens with a dash")
    elif first in "([" and text[-1] == (")" if first == "(" else "]"):
        names.append("in brackets")
        if _SENTENCE_IN_BRACKETS.fullmatch(text):
            names.append("a sentence in brackets")
    if ":" in text[:21] and _SHORT_NAME.match(text):
        names.append("a short name and a colon")
    if "/" in text and _BESIDE_AGENCY.fullmatch(text):
        names.append("a name, a slash and another")
    if "courtesy" in text[:LONGEST_VALUE].lower():
        names.append("courtesy of somebody")
    if text[1:3].isupper() and _WIRE.match(text):
        names.append("opens as a wire story")
    return names


def _numbers(beginning: str) -> list[str]:
    """What the signs and numbers within a line tell, of which its beginning is given."""
    names = [f"{min(len(_SENTENCE_END.findall(beginning)), 3)} sentences"]
    if "@" in beginning or "http" in beginning or "www." in beginning:
        names.append("an address")
    if _DIGIT.search(beginning):
        if _YEAR.search(beginning):
            names.append("a year")
        if _TIME_OF_DAY.search(beginning):
            names.append("a time of day")
    if _BARS.search(beginning):
        names.append("a bar or a dot")
    if _AMOUNTS.search(beginning):
        names.append("an amount")
    if not beginning.isascii() and _EMOJI.search(beginning):
        names.append("an emoji")
    return names


def _told_by(text: str) -> list[str]:
    """What the judges of whole lines make of one."""
    names = []
    start = credit_start(text)
    if start is not None:
        names.append("a credit" if start == 0 else "a credit at its end")
    if note_lead(text.strip("[]")):
        names.append("a note")
    if is_boilerplate(text):
        names.append("boilerplate")
    if is_remark(text):
        names.append("a remark")
    if opens_sponsor(text):
        names.append("a sponsor's line")
    return names


def _shape(line: Line, text: str, words: Sequence[str], length: int) -> list[str]:
    last, first = text[-1], text[0]
    names = [LENGTH_NAMES[length], "ends with a letter" if last.isalnum() else f"ends with {last}"]
    if first.isupper():
        names.append("opens with a capital")
    elif first.isdigit():
        names.append("opens with a digit")
    else:
        names.append("opens in lower case" if first.islower() else f"opens with {first}")
    if len(words) > 1 and text.isupper():
        names.append("in capitals")
    if words:
        capitals = sum([word[0].isupper() for word in words])
        names.append(f"{capitals * 4 // len(words)} of 4 words with a capital")
    if line.indent:
        names.append(f"indented by {min(line.indent // 2, 4)}")
    if line.cells:
        names.append(f"{min(len(line.cells), 3)} cells")
    if line.row:
        names.append("a row of a menu")
    return names
