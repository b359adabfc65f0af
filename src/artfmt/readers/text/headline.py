"""Which line of a copied page is its headline, and where its head ends at the latest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from artfmt.axioms import Labels
from artfmt.bylines import is_name, parse_byline
from artfmt.credits import credit_start
from artfmt.datelines import SECTIONS, parse_dateline, section_name
from artfmt.editor_notes import note_lead
from artfmt.newsletters import is_item
from artfmt.readers.text.debris import contact_lines
from artfmt.readers.text.line import Line
from artfmt.readers.text.scores import HEADLINE, Judgement, judge
from artfmt.readers.text.shapes import (
    describes,
    ends_sentence,
    is_dated_or_signed,
    is_meta,
    is_prose,
    opens_body,
    word_set,
)

_MOST_BEFORE = 40
_MENU = 8
_MENU_WORDS = 4
_REACH = 4
_FAR = 15
_OUTLET_WORDS = 3
_MOST_OUTLET_WORDS = 8
_NEAR_TOP = 4


class Found(NamedTuple):
    """The line that is the headline, how it was judged, and the next best line where that is nearly as good."""

    line: int
    judgement: Judgement
    rival: int | None


def find_headline(lines: Sequence[Line], labels: Labels, *, newsletter: bool = False) -> Found | None:
    """The headline among the lines above the first that can only be the body's; None where no line could be it."""
    first_cues = ("first of the lines that could be", *(("the first line of a newsletter",) if newsletter else ()))
    begin, end = _head_zone(lines, labels, newsletter=newsletter)
    told = {at for index in range(begin, end) for at in range(index, index + contact_lines(lines, index))}
    candidates = [index for index in range(begin, end) if index not in told and _may_be(lines, index)]
    if not candidates:
        return None
    lede: set[str] = set()
    for line in lines[end : end + 3]:
        lede |= word_set(line.text[:600])
    texts = [lines[index].text for index in range(begin, min(len(lines), end + _REACH))]
    first = lines[candidates[0]].text
    if not newsletter and any(_is_shorter(first, lines[index].text) for index in candidates[1:]):
        first_cues = (*first_cues, "short, above a longer line that could be")
    judged = [
        (
            judge(HEADLINE, (*_cues(lines, index, end, lede, texts), *(first_cues if index == candidates[0] else ()))),
            -index,
        )
        for index in candidates
    ]
    judged.sort(key=lambda each: (each[0].total, each[1]), reverse=True)
    best, place = judged[0]
    index = -place
    rivals = (
        -other
        for judgement, other in judged[1:]
        if judgement.total > best.total - 1 and lines[-other].text != lines[index].text
    )
    return Found(index, best, next(rivals, None))


def _head_zone(lines: Sequence[Line], labels: Labels, *, newsletter: bool) -> tuple[int, int]:
    """The lines that the headline is among: those before the body, less the menus of a page that was copied whole."""
    short = 0
    end = len(lines)
    for index, line in enumerate(lines):
        text = line.text
        if note_lead(text) and index < _NEAR_TOP:
            continue
        if is_prose(text) or (opens_body(text, labels) and (newsletter or not is_item(text))):
            end = index
            break
        short += text.count(" ") < _MENU_WORDS
    if short <= _MENU and end < len(lines):
        return 0, end
    if short > _MENU:
        end = _start_of_prose(lines)
    return max(0, end - _MOST_BEFORE), min(end, len(lines))


def _start_of_prose(lines: Sequence[Line]) -> int:
    """Where the longest run of paragraphs starts: the part whose lines weigh most, short ones against it."""
    best = total = 0.0
    start = best_start = 0
    for index, line in enumerate(lines):
        text = line.text
        if total <= 0:
            total, start = 0.0, index
        total += min(len(text), 400) / 100 if len(text) > 60 and ends_sentence(text) else -1
        if total > best:
            best, best_start = total, start
    return best_start


def _is_shorter(text: str, beneath: str) -> bool:
    """Whether a line is as short as an outlet's name, and the next one longer than that."""
    return (
        text.count(" ") < _OUTLET_WORDS
        and beneath.count(" ") >= _OUTLET_WORDS
        and not ends_sentence(beneath.rstrip("?!"))
    )


def is_outlet_line(text: str) -> bool:
    """Whether a line names an outlet with its section, or its newsletters: "Alder · Arts", "Alder newsletters"."""
    if text.count(" ") >= _MOST_OUTLET_WORDS:
        return False
    outlet, dot, section = text.partition(" · ")
    return text.endswith("newsletters") or (bool(dot) and section_name(section) and outlet[:1].isupper())


def _may_be(lines: Sequence[Line], index: int) -> bool:
    text = lines[index].text
    return (
        not is_meta(text)
        and note_lead(text) is None
        and text.lower() not in SECTIONS
        and not is_outlet_line(text)
        and not text.startswith(("http://", "https://", "#"))
        and not text.endswith(":")
        and credit_start(text) is None
        and any(map(str.isalpha, text))
    )


def _cues(lines: Sequence[Line], index: int, end: int, lede: set[str], texts: Sequence[str]) -> Iterator[str]:
    text = lines[index].text
    yield from _own_cues(text)
    beneath, above = lines[index + 1 : index + 1 + _REACH], lines[max(0, index - 2) : index]
    if any(is_dated_or_signed(line.text) for line in beneath[:3]):
        yield "a dateline or byline beneath"
    if any(is_dated_or_signed(line.text) for line in above):
        yield "a dateline or byline above"
    if texts.count(text) > 1 and not is_name(text):
        yield "stands there twice"
    words = word_set(text)
    shared = len(words & lede) / len(words) if words else 0
    if shared >= 0.5 and len(words) > 2:
        yield "the lede has half of its words"
    elif shared >= 0.25 and len(words) > 2:
        yield "the lede has some of its words"
    if beneath and is_dated_or_signed(beneath[0].text):
        yield "right above a dateline or byline"
    if beneath and credit_start(beneath[0].text) is not None:
        yield "right above a picture's credit"
    if index + 1 == end:
        yield "right above the lede"
    if _in_menu(lines, index):
        yield "between short lines, as in a menu"
    if end - index > _FAR:
        yield "far above the story"


def _own_cues(text: str) -> Iterator[str]:
    words = text.count(" ") + 1
    if words > 28:
        yield "more than 28 words"
    elif 3 <= words <= 18:
        yield "3 to 18 words"
    elif words == 2:
        yield "2 words"
    elif words == 1:
        yield "1 word"
    if text.endswith("?"):
        yield "a question"
    elif ends_sentence(text):
        yield "ends like a sentence"
    if text[0].islower():
        yield "starts in lower case"
    if is_name(text) or len(parse_byline(f"By {text}")) > 1:
        yield "looks like a person's name"
    if describes(text) and not ends_sentence(text):
        yield "opens like a picture's description"


def _in_menu(lines: Sequence[Line], index: int) -> bool:
    if lines[index].text.count(" ") >= _MENU_WORDS:
        return False
    around = (*lines[max(0, index - 2) : index], *lines[index + 1 : index + 3])
    return len(around) == 4 and all(
        line.text.count(" ") < _MENU_WORDS and not parse_dateline(line.text) and not is_name(line.text)
        for line in around
    )
