"""Bylines: lines that say who wrote the story, alone or beside the date, the section, the time it takes to read.

"By Ida Brandt | May 4, 2031", "Ida Brandt · Staff Writer · May 4, 2031 · 4 min read", "Agriculture · 4 min read".
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from artfmt.language.boilerplate import is_boilerplate
from artfmt.language.desks import DESKS, is_desk_name
from artfmt.language.names import (
    LONGEST_ROLE,
    PAPERS,
    ROLE,
    is_full_name,
    is_name,
    is_name_word,
    is_outlet,
    is_post,
    is_role,
)
from artfmt.language.timestamp import parse_timestamp
from artfmt.language.vocabulary import by_language, listed, pattern, words
from artfmt.model.article import Author
from artfmt.source.lazy import lazy

_BY = lazy(pattern("byline_openings"), re.IGNORECASE)
# The same where the words start other lines, too ("Von Miller signs", "Interview by phone"): each name is a given name
# and a surname then.
_BY_OF_OTHERS = lazy(pattern("byline_openings_of_full_names"), re.IGNORECASE)
_JOIN = by_language("name_joins")["en"][0]
_BETWEEN = lazy(rf"\s*,\s+(?:{_JOIN}|&)\s+|\s+{_JOIN}\s+|\s*&\s*|\s*,\s*")
_LOCAL_JOINS = "|".join(join for join in listed("name_joins") if join != _JOIN)
_BETWEEN_LOCAL = lazy(rf"\s+(?:{_LOCAL_JOINS})\s+|\s*,\s*")
# What else one who writes may be, behind the name: "Ji-woo Berg, Head of Infrastructure".
_OFFICE = lazy(rf"(?!{pattern('says')}\b)(?:[\w-]+ ){{0,2}}{pattern('offices')}$", re.IGNORECASE)
_DEPARTMENT = lazy(rf", [A-Z][\w&' ]+ {pattern('departments')}$", re.IGNORECASE)
_NO_SINGLE_NAMES = words("not_single_names")
_HANDLE = lazy(r"@?[a-z][a-z0-9_.-]{5,24}")
_CLOCK = lazy(rf"(?:,| {pattern('clock_openings')})? \d{{1,2}}[:.]\d{{2}}(?: ?[ap]\.?m\.?)?$", re.IGNORECASE)
_LONGEST = 200
_BETWEEN_PIECES = lazy(r"\s*[·|•∙]\s*|\s+[-–—/]\s+")
_MAY_BE_DATED = lazy(r"[\d·|•∙]|\s[-–—/]\s")  # a line with a byline and more cannot do without
_ONE_OF_TWO = lazy(
    r"\s+(?:on|at|el)\s+|\s*[,|·•–—]\s+|\s+-\s+|"
    r"\s+(?=by\s|(?:published|posted|updated)\s|[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4})"
)
_ON_THE_SPOT = lazy(rf"([^,]{{3,60}}?),? {pattern('place_openings')} [A-ZÀ-Þ][^.!?,]{{1,40}}")
_ISSUE = lazy(r"(?:no|nr|issue|vol|volume|edition|week)\.?\s*#?\d{1,4}|#\d{1,4}|\d+ comments?", re.IGNORECASE)
_DASHES = frozenset("-–—/")
_MOST_PIECES, _MOST_PARTS = 6, 8


def names_nobody(line: str) -> bool:
    """Whether a line is a byline that names an outlet or its staff alone: "By Harbor Wire Staff", "Staff report"."""
    by = _BY.match(line)
    name = line[by.end() :] if by else line
    return len(name) <= LONGEST_ROLE and is_outlet(name) and (bool(by) or name.lower() in ("staff report", "staff"))


def parse_byline(line: str) -> tuple[Author, ...]:
    """The authors that ``line`` names, whole, where it says that it is a byline: "By A and B", "A, author of C".

    Empty where it is something else; a name alone says nothing of the kind. An outlet beside the persons is none of
    the authors.
    """
    if len(line) > _LONGEST:
        return ()
    if line[-1:].isdigit() or line[-2:].lower() in ("am", "pm", "m."):
        line = _CLOCK.sub("", line)  # "Posted by Casimir Lund at 9:14 PM"
    return () if line.endswith((".", "!", "?", ":")) else _parsed(line)


@lru_cache(maxsize=2048)  # a line is looked at from several sides
def _parsed(line: str) -> tuple[Author, ...]:
    by = _BY.match(line)
    if not by and (other := _BY_OF_OTHERS.match(line)):
        persons = _persons(_cut_role(line[other.end() :])[0], in_capitals=False)
        by = other if persons and all(map(is_full_name, persons)) else None
    names, role = _cut_role(line[by.end() :] if by else line)
    if not role and names.count(", ") == 1 and _DEPARTMENT.search(names):
        names, _, role = names.partition(", ")
    if not by and not role and not _ends_with_paper(names):
        return ()
    names_found = _persons(names, in_capitals=by is not None)
    if not names_found:
        single_word = (
            by and role is None and (is_name_word(names or "x") or _HANDLE.fullmatch(names)) and " " not in names
        )
        if not single_word or is_outlet(names) or names.lower() in _NO_SINGLE_NAMES:
            return ()
        names_found = [names]
    return tuple(Author(name, role if name is names_found[-1] else None) for name in names_found)


def _persons(names: str, *, in_capitals: bool) -> list[str]:
    """The names that a byline's words are, outlets left out; empty where they are anything else."""
    for between in (_BETWEEN_LOCAL, _BETWEEN):
        parts = [part.strip() for part in between.split(names)]
        persons = [name for name in parts if not is_outlet(name)]
        if all(is_name(name) or (in_capitals and name.isupper() and is_name(name.title())) for name in persons):
            return persons
    return []


def _ends_with_paper(names: str) -> bool:
    """Whether names end with that of a paper or a station: "Thessaly Brandt, The Summit Post"."""
    before, comma, last = names.rpartition(", ")
    return (
        bool(before and comma) and is_outlet(last) and (last.startswith("The ") or last.split()[-1].lower() in PAPERS)
    )


def _cut_role(text: str) -> tuple[str, str | None]:
    name, comma, rest = text.partition(", ")
    while comma:
        if ROLE.match(rest) or _OFFICE.match(rest):
            return name, rest
        more, comma, rest = rest.partition(", ")
        name = f"{name}, {more}"
    return text, None


class DatedByline(NamedTuple):
    """What such a line says: the authors, its dates (the words of a timestamp), the section, and what is left over."""

    authors: tuple[Author, ...] = ()
    date: str = ""
    section: str | None = None
    rest: tuple[str, ...] = ()


def parse_dated_byline(text: str) -> DatedByline | None:
    """What a line says that names authors beside a date, or more than that; None where it is anything else."""
    return None if len(text) > _LONGEST else _parsed_with_date(text)


@lru_cache(maxsize=2048)  # a line is looked at from several sides
def _parsed_with_date(text: str) -> DatedByline | None:
    if not _MAY_BE_DATED.search(text):
        return None
    pieces = [piece for piece in _BETWEEN_PIECES.split(text) if piece]
    if 1 < len(pieces) <= _MOST_PIECES and (byline := _from_pieces(text, pieces)):
        return byline
    both = _author_and_date(text)
    return DatedByline(*both) if both else None


def lone_author(text: str) -> tuple[Author, ...]:
    """The author that a name alone is, or the two that it is in another language; empty for anything else."""
    if not is_name(text) or is_outlet(text) or is_post(text):
        return ()
    several = parse_byline(f"By {text}")  # "Ana Ruiz y Luis Mora" has the shape of one name, too
    return several if len(several) > 1 else (Author(text),)


def author_on_the_spot(text: str) -> tuple[Author, ...]:
    """The author of a line that tells where the story was written: "Teuila Marchbanks in Port Anselm"."""
    match = _ON_THE_SPOT.fullmatch(text)
    return lone_author(match[1]) if match else ()


def _author_and_date(text: str) -> tuple[tuple[Author, ...], str] | None:
    """The authors and the timestamp that a line parts by a comma, a dash, or "on"."""
    if not any(map(str.isdigit, text)):
        return None
    for between in islice(_ONE_OF_TWO.finditer(text), _MOST_PARTS):
        before, after = text[: between.start()], text[between.end() :]
        if parse_timestamp(after) and (authors := parse_byline(before) or lone_author(before)):
            return authors, after
        # After a dash a section stands, not a name: "May 4, 2031 - City Hall".
        alone = lone_author(after) if between[0].strip() not in _DASHES else ()
        if parse_timestamp(before) and (authors := parse_byline(after) or alone):
            return authors, before
    return None


def _from_pieces(text: str, pieces: list[str]) -> DatedByline | None:
    """What the pieces say, if each says something and one of them cannot be mistaken; a timestamp alone is none."""
    byline = DatedByline()
    certain = False
    for number, piece in enumerate(pieces):
        after_dash = number > 0 and text[text.find(piece) - 2 : text.find(piece)].strip() in _DASHES
        longer = _with_piece(byline, piece, after_dash=after_dash)
        if longer is None:
            return None
        certain = certain or bool(longer.date) or len(longer.rest) > len(byline.rest) or bool(parse_byline(piece))
        certain = certain or any(author.role for author in longer.authors)
        byline = longer
    return byline if certain and (byline.authors or byline.rest) else None


def _with_piece(byline: DatedByline, piece: str, *, after_dash: bool) -> DatedByline | None:
    if both := _author_and_date(piece):
        return None if byline.authors else byline._replace(authors=both[0], date=_joined(byline.date, both[1]))
    if authors := parse_byline(piece):
        return None if byline.authors else byline._replace(authors=authors)
    timestamp = parse_timestamp(piece)
    if timestamp and (timestamp.published or timestamp.updated or timestamp.relative):
        return byline._replace(date=_joined(byline.date, piece))
    if is_boilerplate(piece) or _ISSUE.fullmatch(piece):
        return byline._replace(rest=(*byline.rest, piece))
    if byline.authors and is_role(piece) and not byline.authors[-1].role:
        return byline._replace(authors=(*byline.authors[:-1], replace(byline.authors[-1], role=piece)))
    if not byline.authors and not after_dash and (alone := lone_author(piece)):
        return byline._replace(authors=alone)
    if is_outlet(piece) and piece.lower() not in DESKS:
        return byline._replace(rest=(*byline.rest, piece))
    if not byline.section and (is_desk_name(piece) or (after_dash and byline.date)):
        return byline._replace(section=piece)
    return None


def _joined(date: str, more: str) -> str:
    return f"{date} | {more}" if date else more
