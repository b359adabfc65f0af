"""Whether a text is a newsletter: items that count up, a word on how long it is, a sponsor, a sign-up line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from artfmt.formats.text.line import Line
from artfmt.formats.text.line_kinds import ends_sentence
from artfmt.formats.text.scores import NEWSLETTER, Judgement, judge
from artfmt.language.boilerplate import is_boilerplate, opens_sponsor
from artfmt.language.newsletter_items import is_item, item_number
from artfmt.language.reading_time import is_read_time
from artfmt.language.sentences import sentences
from artfmt.language.vocabulary import pattern

_GREETING = re.compile(rf"\W{{0,4}}{pattern('greetings')}", re.IGNORECASE)
_MAILED = re.compile(pattern("mailed_words"), re.IGNORECASE)
_SIGN_UP = re.compile(r"subscribe|sign up", re.IGNORECASE)
_THANKS = re.compile(rf"\W{{0,4}}{pattern('newsletter_thanks')}\b", re.IGNORECASE)
_MAY_BE_NUMBERED = re.compile(r"\W{0,5}\d")
_LONGEST_LINE = 140
_AT_TOP, _AT_END = 60, 40
_LONGEST_BUTTON = 50
_NEAR_TOP = 12


class Kind(NamedTuple):
    """Whether a text is a newsletter, why, and whether its items count up from "1."."""

    judgement: Judgement
    counts: bool


def judge_newsletter(lines: Sequence[Line]) -> Kind:
    """How much speaks for a text's being a newsletter."""
    counts = counts_up(lines)
    return Kind(judge(NEWSLETTER, _features(lines, counts=counts)), counts)


def counts_up(lines: Sequence[Line]) -> bool:
    """Whether lines "1. …", "2. …" stand apart from each other with text between, as items do and lists do not."""
    next_number = 1
    for line, beneath in pairwise(lines):
        text = line.text
        if not _MAY_BE_NUMBERED.match(text):
            continue
        if len(text) > _LONGEST_LINE or ends_sentence(text.rstrip("?")) or item_number(text) != next_number:
            continue
        if item_number(beneath.text) != next_number + 1:
            next_number += 1
            if next_number > 2:
                return True
    return False


def _features(lines: Sequence[Line], *, counts: bool) -> Iterator[str]:
    ends = (*lines[:_AT_TOP], *lines[max(_AT_TOP, len(lines) - _AT_END) :])
    short = [line.text for line in ends if len(line.text) <= _LONGEST_LINE]
    items = [index for index, line in enumerate(lines) if _is_numbered_item(line.text)]
    if len(items) > 1:
        yield "an item by its own words"
    elif items:
        yield "a line like an item"
    if counts:
        yield "items that count up"
    if any(is_read_time(text) for text in short) or any(map(_tells_length, lines[:_NEAR_TOP])):
        yield "says how long it is"
    if any(opens_sponsor(line.text) for line in lines):
        yield "a sponsor's block"
    short_lines = "\n".join(text for text in short if is_boilerplate(text) or len(text) <= _LONGEST_BUTTON)
    if _MAILED.search(short_lines):
        yield "lines that a mailing has"
    elif _SIGN_UP.search(short_lines):
        yield "a sign-up line"
    if any(_GREETING.match(line.text) for line in lines[1:_NEAR_TOP]):
        yield "greets its readers"
    if any(_THANKS.match(line.text) for line in lines[-6:]):
        yield "thanks at its end"


def _is_numbered_item(text: str) -> bool:
    if len(text) > _LONGEST_LINE or not _MAY_BE_NUMBERED.match(text):
        return False
    return is_item(text) and item_number(text) is not None


def _tells_length(line: Line) -> bool:
    text = line.text
    if not ("word" in text or "min" in text):
        return False
    return any(is_read_time(text[start:end].strip("()[] ")) for start, end in sentences(text))
