"""Where the characters of a passage stand in a source, and how a format spells characters.

A source spells an article's text with escapes, entities, tags, marks and line breaks between. A passage is found by
walking both at once from where its part starts: a character of the passage must come next in the source, as it is
or as the format escapes it; what the format uses as markup is passed over. How a format spells is in its folder.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import NamedTuple

Range = tuple[int, int]

_SPACE = re.compile(r"\s+")
_MOST_STARTS = 500
_FAR = 20_000
_LONGEST_ESCAPE = 40
NEVER = re.compile(r"(?!)")

# What several formats share. A line's end with the indent after it may stand where the passage has no space.
FOLD = r"[ \t]*\r?\n\s*"
TAG = r"<!--(?:[^-]|-(?!->))*+-->|<!\[CDATA\[|\]\]>|<[/!?A-Za-z](?:[^<>\"']|\"[^\"]*+\"|'[^']*+')*+>"
UNSEEN = "\u200b\u200c\u2060\ufeff\u00ad"
COMMENT = ("<!--", "-->")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
# What an address starts with that no format escapes, and what tells that it goes on.
_HEAD = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:?|[./#?][\w-]+|[\w.-]+")
_GOES_ON = re.compile(r"[\w/?&=%#+@~-]|[.,;:!](?=[\w/])")


class Spelling(NamedTuple):
    """How a format spells text.

    ``markup`` matches what stands between characters and is none, where no character fits; ``between`` matches what
    parts two runs of text whatever character comes next; ``escape`` matches one escaped character, and ``decode``
    gives it; ``encode`` spells text for the place of other text; ``opening`` is the mark that text in this spelling
    starts with.
    """

    markup: re.Pattern[str]
    between: re.Pattern[str] | None = None
    escape: re.Pattern[str] | None = None
    decode: Callable[[str], str] = str
    encode: Callable[[str], str] = str
    opening: str = ""


class Notation(NamedTuple):
    """All ways in which the sources of a format spell an article.

    ``spellings`` are those of text, the likeliest first; ``address_markup`` matches what may stand within an address
    and is none of it; ``alt_opening`` matches what an alternative text stands behind, where it is within what is
    markup for all other passages; ``spans_apart`` tells that each span of a link has its address beside it.
    ``comment`` is what a comment stands between; ``code`` matches what holds none although it has the looks of one.
    ``front`` matches a beginning of the source that is spelled by ``front_notation``. ``names_encoding`` tells that a
    source may name its own encoding.
    """

    spellings: tuple[Spelling, ...]
    address_markup: re.Pattern[str] = NEVER
    alt_opening: re.Pattern[str] | None = None
    spans_apart: bool = False
    comment: tuple[str, str] | None = None
    code: re.Pattern[str] | None = None
    front: re.Pattern[str] | None = None
    front_notation: Notation | None = None
    names_encoding: bool = False


def with_entities(markup: str, encode: Callable[[str], str] = str) -> Spelling:
    """A spelling with the character references of HTML and XML; ``markup`` is a pattern."""
    return Spelling(re.compile(markup), None, _ENTITY, html.unescape, encode)


def xml_encode(text: str) -> str:
    """Text as XML and HTML spell it between tags."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def spell(text: str, passage: str, start: int, notation: Notation) -> tuple[list[Range], Spelling] | None:
    """Where each character of a passage stands in a source text, and how other text is spelled there.

    ``start`` is where the passage's part starts; ``notation`` is that of the source there. None where the passage
    cannot be found.
    """
    limit = min(len(text), start + _FAR + 4 * len(passage))
    for spelling in notation.spellings:  # at once, or the same words in other quotes further on would be taken
        first = start + len(spelling.opening)
        if text.startswith(spelling.opening, start) and (ranges := _walk(text, passage, first, spelling)):
            return ranges, spelling
    for spelling in notation.spellings:
        position = _next_start(text, passage[0], start, spelling, limit)
        for _ in range(_MOST_STARTS):
            if position >= limit:
                break
            is_opened = text.endswith(spelling.opening, max(start, position - len(spelling.opening)), position)
            if is_opened and (ranges := _walk(text, passage, position, spelling)):
                return ranges, spelling
            position = _next_start(text, passage[0], position + 1, spelling, limit)
    return None


def _next_start(text: str, first: str, position: int, spelling: Spelling, limit: int) -> int:
    """The next place where the first character may stand, as it is or escaped."""
    plain = text.find(first, position, limit)
    plain = limit if plain < 0 else plain
    escaped = spelling.escape.search(text, position, plain + _LONGEST_ESCAPE) if spelling.escape else None
    return min(plain, escaped.start()) if escaped else plain


def _walk(text: str, passage: str, position: int, spelling: Spelling) -> list[Range] | None:
    end = position + len(passage)
    if text.startswith(passage, position) and not (spelling.opening and spelling.opening in passage):
        return [*zip(range(position, end), range(position + 1, end + 1), strict=True)]  # as most passages are spelled
    ranges: list[Range] = []
    after_space = True
    for char in passage:
        step = _step(text, char, position, spelling, after_space)
        after_space = char.isspace()
        if step is None:
            return None
        ranges.append(step)
        position = step[1]
    return ranges


def _step(text: str, char: str, position: int, spelling: Spelling, after_space: bool) -> Range | None:
    """The range of the next character (or run of white space), which must be ``char``; markup before is passed over.

    ``after_space`` tells that white space came before, which more of it behind markup only repeats.
    """
    start = position
    while position < len(text):
        if spelling.between and (between := spelling.between.match(text, position)):
            position = between.end()
            continue
        if spelling.escape and (escape := spelling.escape.match(text, position)):
            character = spelling.decode(escape[0])
            if character == char or (character.isspace() and char.isspace()):
                return position, escape.end()
        elif text[position] == char and not char.isspace():
            return position, position + 1
        elif char.isspace() and (run := _SPACE.match(text, position)):
            return position, run.end()
        markup = spelling.markup.match(text, position)
        if not markup and after_space and position > start:
            markup = _SPACE.match(text, position)
        if not markup or markup.end() == position:
            return None
        position = markup.end()
    return None


def find_address(text: str, address: str, start: int, notation: Notation) -> tuple[list[Range], Spelling] | None:
    """Where each character of an address first stands in a source text from ``start`` on, and how it is spelled there.

    An address that goes on is another one.
    """
    head = _HEAD.match(address)
    for spelling in notation.spellings:
        bare = spelling._replace(markup=notation.address_markup, between=None)
        position, limit = start, min(len(text), start + _FAR)
        for _ in range(_MOST_STARTS):
            place = _next_start(text, head[0] if head else address[0], position, bare, limit)
            if place >= limit:
                break
            is_opened = text.endswith(spelling.opening, max(start, place - len(spelling.opening)), place)
            ranges = _walk(text, address, place, bare) if is_opened else None
            if ranges and not _GOES_ON.match(text, ranges[-1][1]):
                return ranges, spelling
            position = place + 1
    return None
