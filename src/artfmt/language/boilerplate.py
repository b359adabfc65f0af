"""What a copied page leaves in a text that is not part of the article: buttons, players, sign-up lines.

Three tables: whole lines, lines by their first word, and lines by words anywhere in them.
"""

from __future__ import annotations

import re
from functools import lru_cache

from artfmt.language.reading_time import is_read_time
from artfmt.language.vocabulary import pattern, table, texts, words
from artfmt.source.lazy import lazy

# Whole lines, in lower case, without a final stop.
_LINES = words("boilerplate_lines")
# By the first word in lower case, "0" for any number, or the sign that a line starts with: how such a line begins.
_BY_FIRST: dict[str, tuple[str, ...]] = table("boilerplate_openings")
# Words anywhere in a line, in lower case, and what must stand around them.
_WITHIN = texts("boilerplate_words")
# The networks that a row of share buttons names.
_NETWORKS = words("networks")
# A sponsor's block: "A message from Alder Bank", a name and nothing that is said of it.
_NAME = r"(?:[A-Z0-9][\w.&'’-]*|the|of|and|&)"
_SPONSOR = lazy(
    r"(?:A )?(?:MESSAGE|[Mm]essage|[Ww]ord) (?:FROM|[Ff]rom)(?: our (?:sponsor|partner)s?[:,]?)?"
    rf"(?: {_NAME}){{0,6}}:?"
    rf"|(?:Presented|PRESENTED|Sponsored|SPONSORED|Brought to you) (?:BY|by)(?: {_NAME}){{1,6}}:?"
)
_OPENS_SPONSOR = words("sponsor_openings")
# Words that pages are called by in a menu, and how a menu that starts with its first page begins.
MENU_WORDS = words("menu_words")
_HOME = words("home_words")
# A path to a page: "Home > News"; but "Home prices fall" is a heading.
_HOME_PATH = lazy(rf"(?:{'|'.join(sorted(_HOME))})(?:\s*[|>»›·•]|\s+/\s)")
_MENU_BETWEEN = lazy(r"[\s|>»›·•/]+")
_ARROWS = "←‹«<↑→ "
_FIRST = lazy(r"(\W*)(\w*)")
_OPENS_ELSEWHERE = "(opens in new window)"
_SAYS = lazy(
    r",[”\"']? (?:(?:he|she|they|who|[\w’'-]+) )?(?:said|says?|adds?|told)\b|\b(?:she|he|they) (?:said|says?)\b"
)
_TO_THE_READER = lazy(
    r"\b(?:you|your|us|our|here|now|free|newsletters?|inbox|e-?mails?|stories|newsroom|journalism|unsubscribe|reply|forward|"
    r"friends?|donate|readers|sign up|apps?)\b|[’']re\b|[>›»·?]"
)
_LONG_WORDS = 8
_LONGEST = 120


def is_boilerplate(line: str) -> bool:
    """Whether a whole line of a copied page is a button, a player's control, a share link or a sign-up line."""
    return len(line) <= _LONGEST and _is_boilerplate(line)


@lru_cache(maxsize=2048)  # a line is looked at from several sides
def _is_boilerplate(line: str) -> bool:
    lower = line.lower()
    words = lower.rstrip(".…!→›»> ").lstrip(_ARROWS)
    if words in _LINES or words.endswith(_OPENS_ELSEWHERE):
        return True
    return _has_signs(line, lower, words) and not _is_prose(lower)


def _has_signs(line: str, lower: str, words: str) -> bool:
    """Whether a line, also given in lower case and without its arrows and stops, has what only debris has."""
    match = _FIRST.match(lower)
    assert match
    signs, first = match.groups()
    if _begins(line, signs, first) or is_read_time(line):
        return True
    if first in MENU_WORDS or first in _HOME or first in _NETWORKS:
        return _is_row(words)
    for word, around in _WITHIN.items():
        if word in lower and _compiled(around).search(line):
            return True
    parts = [part.strip() for part in line.strip("| ").split("|")] if "|" in line else []
    return 2 * sum(map(is_boilerplate, parts)) > len(parts) and all(len(part.split()) < _LONG_WORDS for part in parts)


def _is_prose(lower: str) -> bool:
    """Whether a line in lower case is a sentence of a story: somebody says it, or it is long and speaks to nobody."""
    if _SAYS.search(lower):
        return True
    return lower.count(" ") >= _LONG_WORDS and not (
        _TO_THE_READER.search(lower) or any(map(str.isdigit, lower)) or "|" in lower
    )


def _begins(line: str, signs: str, first: str) -> bool:
    """Whether a line begins as the tables have it, with or without the signs before its first word."""
    if first in _OPENS_SPONSOR and opens_sponsor(line):
        return True
    key = "0" if first[:1].isdigit() else first
    if key in _BY_FIRST and _compiled("|".join(_BY_FIRST[key])).match(line, len(signs)):
        return True
    return signs[:1] in _BY_FIRST and _compiled("|".join(_BY_FIRST[signs[:1]])).match(line) is not None


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _is_row(words: str) -> bool:
    """Whether a line in lower case is a menu ("Home > News") or a row of share buttons."""
    parts = [part for part in _MENU_BETWEEN.split(words) if part]
    if _HOME_PATH.match(words) or (len(parts) >= 2 and all(part in _NETWORKS for part in parts)):
        return True
    return len(parts) >= 3 and all(part in MENU_WORDS for part in parts)


def opens_sponsor(line: str) -> bool:
    """Whether a line names the sponsor whose own words follow: "A message from Alder Bank"."""
    return len(line) <= _LONGEST and line[:1] in "AMPSBW" and _SPONSOR.fullmatch(line) is not None


_RELEASE = lazy(pattern("release_marks"), re.IGNORECASE)
_REMARK = lazy(
    rf"\[{pattern('remark_openings')}(?: (?:from|to|for) [^\]:]{{1,40}})?\s?:[^\]]{{0,300}}\]", re.IGNORECASE
)
_END_MARK = lazy(r"(?:#\s*){3,}|-\s?30\s?-|[-–—(]*\s?(?:ends?|fin|30)\s?[-–—)]+|ENDS?", re.IGNORECASE)
_CONTACT = lazy(pattern("contact_lines"), re.IGNORECASE)
_REACHED = lazy(r"@|\d{3}[-. )]{1,2}\d{3,4}|\+\d|https?://|www\.|\.(?:com|org|net|example)\b", re.IGNORECASE)
_HEADS_CARDS = lazy(pattern("tail_headings"), re.IGNORECASE)
_THANKS = lazy(rf"{pattern('thanks')}\b", re.IGNORECASE)
_MAILING = lazy(pattern("mailing_words"))
_OF_PAGE = lazy(pattern("page_words"))
_OF_PAGE_HINTS = lazy(pattern("page_word_hints"))
_LONGEST_END_MARK = 12
_LONGEST_CONTACT = 90


def is_release_mark(text: str) -> bool:
    """Whether a line only says that a press release may be printed, and when."""
    return len(text) <= _LONGEST_CONTACT and _RELEASE.fullmatch(text) is not None


def is_remark(text: str) -> bool:
    """Whether a line is what an editor says to another within a draft: "[Comment from Lev: can we say which?]"."""
    return text[0] == "[" and _REMARK.fullmatch(text) is not None


def is_end_mark(text: str) -> bool:
    """Whether a line is the mark at a story's end: "###", "-30-", "ENDS"."""
    return len(text) <= _LONGEST_END_MARK and _END_MARK.fullmatch(text) is not None


def is_contact(text: str) -> bool:
    """Whether a line says whom to ask about a press release."""
    return len(text) <= _LONGEST_CONTACT and _CONTACT.fullmatch(text) is not None


def reaches(text: str) -> bool:
    """Whether a line has a number or an address by which somebody is reached."""
    return _REACHED.search(text) is not None


def heads_cards(text: str) -> bool:
    """Whether a line stands above the cards of other stories: "Read next"."""
    return _HEADS_CARDS.fullmatch(text.rstrip(":")) is not None


def thanks(text: str) -> bool:
    """Whether a line thanks somebody for their work on a letter."""
    return _THANKS.match(text) is not None


def is_of_mailing(text: str) -> bool:
    """Whether a line has words that a mailing has for itself: who gets it, and how one gets it no more."""
    return _MAILING.search(text.lower()) is not None


def is_of_page(text: str) -> bool:
    """Whether a line has words that pages have for their readers: to log in, to share, to listen."""
    lower = text.lower()
    return _OF_PAGE_HINTS.search(lower) is not None and _OF_PAGE.search(lower) is not None
