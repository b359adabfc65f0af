"""What stands in a text in runs of lines and is not part of the article: a sponsor's words, press contacts, cards."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from artfmt.formats.text.line import Line
from artfmt.formats.text.line_kinds import (
    LONGEST_HEADLINE,
    ends_sentence,
    is_card_like,
    is_dated_or_signed,
    is_prose,
    opens_body,
)
from artfmt.language.boilerplate import is_boilerplate
from artfmt.language.credits import credit_start
from artfmt.language.labels import Labels, split_lead
from artfmt.language.names import is_name
from artfmt.language.notes import note_lead
from artfmt.language.timestamp import parse_timestamp
from artfmt.language.vocabulary import pattern

CONTACT = re.compile(pattern("contact_lines"), re.IGNORECASE)
_OPEN_CONTACT = frozenset("mpncieofruzskMPNCIEOFRUZSK(")  # what the words of both patterns start with
REACHED = re.compile(r"@|\d{3}[-. )]{1,2}\d{3,4}|\+\d|https?://|www\.|\.(?:com|org|net|example)\b", re.IGNORECASE)
_RELEASE = re.compile(pattern("release_marks"), re.IGNORECASE)
_REMARK = re.compile(
    rf"\[{pattern('remark_openings')}(?: (?:from|to|for) [^\]:]{{1,40}})?\s?:[^\]]{{0,300}}\]", re.IGNORECASE
)
_END_MARK = re.compile(r"(?:#\s*){3,}|-\s?30\s?-|[-–—(]*\s?(?:ends?|fin|30)\s?[-–—)]+|ENDS?", re.IGNORECASE)
# A button above the cards of other stories.
HEADS_CARDS = re.compile(pattern("tail_headings"), re.IGNORECASE)
_LONGEST_CONTACT_LINE = 90
_MOST_CONTACT_LINES = 10
_MOST_SPONSOR_LINES = 8
_MOST_CARD_LINES = 40
_MOST_TAIL_LINES = 60
MAILING = re.compile(pattern("mailing_words"), re.IGNORECASE)
_MOST_LINES_BENEATH_END = 20
_MOST_LONE_CARD_LINES = 8
_TO_THE_READER = re.compile(r"\b(?:you|your|us|our|here|click)\b|sign up|subscribe|forward", re.IGNORECASE)
_LONGEST_PITCH = 60
_SHORTEST_TEXT = 30
THANKS = re.compile(rf"{pattern('thanks')}\b", re.IGNORECASE)


def is_release_mark(text: str) -> bool:
    """Whether a line only says that a press release may be printed, and when."""
    return len(text) <= _LONGEST_CONTACT_LINE and _RELEASE.fullmatch(text) is not None


def is_remark(text: str) -> bool:
    """Whether a line is what an editor says to another within a draft: "[Comment from Lev: can we say which?]"."""
    return text[0] == "[" and _REMARK.fullmatch(text) is not None


def is_end_mark(text: str) -> bool:
    """Whether a line is the mark at a story's end: "###", "-30-", "ENDS"."""
    return len(text) <= 12 and _END_MARK.fullmatch(text) is not None


def is_end(lines: Sequence[Line], index: int, labels: Labels) -> bool:
    """Whether a story ends at the mark at ``index``: a few lines stand beneath it, none of a story."""
    rest = lines[index + 1 : index + 2 + _MOST_LINES_BENEATH_END]
    return len(rest) <= _MOST_LINES_BENEATH_END and not any(
        (opens_body(line.text, labels) and not note_lead(line.text))
        or (is_prose(line.text) and not is_boilerplate(line.text))
        for line in rest
    )


def contact_lines(lines: Sequence[Line], index: int) -> int:
    """How many lines from ``index`` on mark a release or say whom to ask about it; 0 where they do not."""
    text = lines[index].text
    if text[0] not in _OPEN_CONTACT:
        return 0
    if is_release_mark(text):
        return 1
    if len(text) > _LONGEST_CONTACT_LINE or not CONTACT.fullmatch(text):
        return 0
    end = index + 1
    while end < min(len(lines), index + _MOST_CONTACT_LINES) and _tells_contact(lines[end], lines[index:end]):
        end += 1
    if end == index + 1 and not REACHED.search(text):
        return 0
    return end - index


def _tells_contact(line: Line, above: Sequence[Line]) -> bool:
    """Whether a line goes on saying whom to ask: a name, an office, a number, an address."""
    text = line.text
    if len(text) > _LONGEST_CONTACT_LINE or parse_timestamp(text) or is_release_mark(text):
        return False
    if REACHED.search(text):
        return not (ends_sentence(text) and text.count(" ") > 8)
    is_reached = any(REACHED.search(line_above.text) for line_above in above)
    return not line.gap and not is_reached and not ends_sentence(text) and text.count(" ") < 8


def sponsor_lines(lines: Sequence[Line], index: int, ends: Callable[[int], bool], *, in_newsletter: bool) -> int:
    """How many lines the sponsor whose name stands at ``index`` has, the name's line among them.

    In a newsletter up to the next item (where ``ends`` says so) or heading, or to the thanks beneath the last one;
    elsewhere the name alone.
    """
    end = index + 1
    most = _MOST_SPONSOR_LINES if in_newsletter else 0
    while end < len(lines) and end - index <= most:
        text = lines[end].text
        if ends(end) or note_lead(text) or THANKS.match(text) or _forwarded(text):
            break
        if end > index + 1 and lines[end].gap and _heads_section(lines, end):
            break
        end += 1
    else:
        if in_newsletter and end - index > most:
            return _first_block(lines, index)
    return end - index


def _heads_section(lines: Sequence[Line], index: int) -> bool:
    """Whether a short line with text beneath can be the heading of what follows the sponsor's words."""
    text = lines[index].text
    beneath = lines[index + 1].text if index + 1 < len(lines) else ""
    stands = len(text) <= _LONGEST_CONTACT_LINE and not ends_sentence(text) and not is_boilerplate(text)
    return stands and len(beneath) >= _SHORTEST_TEXT and ends_sentence(beneath)


def _forwarded(text: str) -> bool:
    return text.lower().startswith(("was this", "were you forwarded"))


def _first_block(lines: Sequence[Line], index: int) -> int:
    """The name's line and the lines up to the second blank one."""
    end = index + 1
    while end < len(lines) and end - index <= _MOST_SPONSOR_LINES and not (lines[end].gap and end > index + 1):
        end += 1
    return end - index


def tail_start(lines: Sequence[Line], start: int, labels: Labels) -> int:
    """Where the leftovers at the text's end begin: the first button beneath the last line that is the story's own."""
    first = len(lines)
    for index in range(len(lines) - 1, max(start, len(lines) - 1 - _MOST_TAIL_LINES), -1):
        line = lines[index]
        if is_boilerplate(line.text):
            first = index
        elif _is_own(line, labels):
            break
    # Counts of likes, and who wrote it once more, above a button.
    while start < first < len(lines) and _stands_above_buttons(lines[first - 1].text):
        first -= 1
    return first


def _stands_above_buttons(text: str) -> bool:
    return not any(map(str.isalpha, text)) or is_dated_or_signed(text)


def _is_own(line: Line, labels: Labels) -> bool:
    """Whether a line near the text's end is the story's own: a sentence, unless of the mailing, or what has a shape."""
    text = line.text
    if opens_body(text, labels) or note_lead(text) or line.cells or credit_start(text) is not None:
        return True
    if len(text) > LONGEST_HEADLINE:
        return True
    if ends_sentence(text):
        return MAILING.search(text) is None or (len(text) > _LONGEST_PITCH and _TO_THE_READER.search(text) is None)
    return ":" in text[:40] and split_lead(text) is not None and not is_boilerplate(text)


def tail_lines(lines: Sequence[Line], index: int, labels: Labels) -> int:
    """How many lines from ``index`` to the text's end are cards of other stories; 0 where they are not."""
    if len(lines) - index > _MOST_CARD_LINES + 1:
        return 0
    rest = lines[index + 1 : index + 2 + _MOST_CARD_LINES]
    text = lines[index].text
    if len(rest) > _MOST_CARD_LINES or index + 1 + len(rest) != len(lines) or not rest:
        return 0
    if HEADS_CARDS.fullmatch(text.rstrip(":")):
        return 1 + len(rest) if is_card_like(rest, labels) else 0
    if len(rest) > _MOST_LONE_CARD_LINES or ends_sentence(text) or is_prose(text) or opens_body(text, labels):
        return 0
    timestamp = parse_timestamp(rest[0].text)
    dated = timestamp and (timestamp.section or timestamp.relative or any(is_name(line.text) for line in rest))
    return 1 + len(rest) if dated and not is_boilerplate(text) and is_card_like(rest, labels) else 0
