"""Lines that say several things at once: who wrote the story, when, in which section, how long it takes to read.

"By Ida Brandt | May 4, 2031", "Ida Brandt · Staff Writer · May 4, 2031 · 4 min read", "Agriculture · 4 min read".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import islice

from artfmt.language.boilerplate import is_widget
from artfmt.language.bylines import is_name, is_outlet, is_post, is_role, parse_byline
from artfmt.language.desks import SECTIONS, section_name
from artfmt.language.timestamp import parse_dateline
from artfmt.model.article import Author

_BETWEEN = re.compile(r"\s*[·|•∙]\s*|\s+[-–—/]\s+")
_ONE_OF_TWO = re.compile(
    r"\s+(?:on|at|el)\s+|\s*[,|·•–—]\s+|\s+-\s+|"
    r"\s+(?=by\s|(?:published|posted|updated)\s|[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4})"
)
_ON_THE_SPOT = re.compile(r"([^,]{3,60}?),? (?:in|reporting from|reports from|aus|à|en|em) [A-ZÀ-Þ][^.!?,]{1,40}")
_ISSUE = re.compile(r"(?:no|nr|issue|vol|volume|edition|week)\.?\s*#?\d{1,4}|#\d{1,4}|\d+ comments?", re.IGNORECASE)
_DASHES = frozenset("-–—/")
_MOST_PIECES, _MOST_PARTS = 6, 8
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Signature:
    """What such a line says: the authors, its dates (the words of a dateline), the section, and what is left over."""

    authors: tuple[Author, ...] = ()
    date: str = ""
    section: str | None = None
    rest: tuple[str, ...] = field(default=())


def parse_signature(text: str) -> Signature | None:
    """What a line says that names authors beside a date, or more than that; None where it is anything else."""
    return None if len(text) > _LONGEST else _parsed(text)


@lru_cache(maxsize=2048)  # a line is looked at from several sides
def _parsed(text: str) -> Signature | None:
    pieces = [piece for piece in _BETWEEN.split(text) if piece]
    if 1 < len(pieces) <= _MOST_PIECES and (found := _from_pieces(text, pieces)):
        return found
    both = _author_and_date(text)
    return Signature(*both) if both else None


def lone_author(text: str) -> tuple[Author, ...]:
    """The author that a name alone is, or the two that it is in another language; empty for anything else."""
    if not is_name(text) or is_outlet(text) or is_post(text):
        return ()
    several = parse_byline(f"By {text}")  # "Ana Ruiz y Luis Mora" has the shape of one name, too
    return several if len(several) > 1 else (Author(text),)


def author_on_the_spot(text: str) -> tuple[Author, ...]:
    """The author of a line that tells where the story was written: "Teuila Marchbanks in Port Anselm"."""
    found = _ON_THE_SPOT.fullmatch(text)
    return lone_author(found[1]) if found else ()


def _author_and_date(text: str) -> tuple[tuple[Author, ...], str] | None:
    """The authors and the dateline that a line parts by a comma, a dash, or "on"."""
    if not any(map(str.isdigit, text)):
        return None
    for between in islice(_ONE_OF_TWO.finditer(text), _MOST_PARTS):
        before, after = text[: between.start()], text[between.end() :]
        if parse_dateline(after) and (authors := parse_byline(before) or lone_author(before)):
            return authors, after
        # After a dash a section stands, not a name: "May 4, 2031 - City Hall".
        alone = lone_author(after) if between[0].strip() not in _DASHES else ()
        if parse_dateline(before) and (authors := parse_byline(after) or alone):
            return authors, before
    return None


def _from_pieces(text: str, pieces: list[str]) -> Signature | None:
    """What the pieces say, if each says something and one of them cannot be mistaken; a dateline alone is none."""
    found = Signature()
    certain = False
    for number, piece in enumerate(pieces):
        after_dash = number > 0 and text[text.find(piece) - 2 : text.find(piece)].strip() in _DASHES
        added = _with_piece(found, piece, after_dash=after_dash)
        if added is None:
            return None
        certain = certain or bool(added.date) or len(added.rest) > len(found.rest) or bool(parse_byline(piece))
        certain = certain or any(author.role for author in added.authors)
        found = added
    return found if certain and (found.authors or found.rest) else None


def _with_piece(found: Signature, piece: str, *, after_dash: bool) -> Signature | None:
    if both := _author_and_date(piece):
        return None if found.authors else replace(found, authors=both[0], date=_joined(found.date, both[1]))
    if authors := parse_byline(piece):
        return None if found.authors else replace(found, authors=authors)
    dateline = parse_dateline(piece)
    if dateline and (dateline.published or dateline.updated or dateline.relative):
        return replace(found, date=_joined(found.date, piece))
    if is_widget(piece) or _ISSUE.fullmatch(piece):
        return replace(found, rest=(*found.rest, piece))
    if found.authors and is_role(piece) and not found.authors[-1].role:
        return replace(found, authors=(*found.authors[:-1], replace(found.authors[-1], role=piece)))
    if not found.authors and not after_dash and (alone := lone_author(piece)):
        return replace(found, authors=alone)
    if is_outlet(piece) and piece.lower() not in SECTIONS:
        return replace(found, rest=(*found.rest, piece))
    if not found.section and (section_name(piece) or (after_dash and found.date)):
        return replace(found, section=piece)
    return None


def _joined(date: str, more: str) -> str:
    return f"{date} | {more}" if date else more
