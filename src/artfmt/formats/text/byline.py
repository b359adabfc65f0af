"""The byline of a head: who wrote the story, in whatever shape a page or a mail says it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from artfmt.formats.text.head import Head
from artfmt.formats.text.images import picture_at
from artfmt.formats.text.line import Line
from artfmt.formats.text.line_kinds import is_prose, word_set
from artfmt.formats.text.timestamp import take_timestamp
from artfmt.language.bylines import (
    DatedByline,
    author_on_the_spot,
    lone_author,
    names_nobody,
    parse_byline,
    parse_dated_byline,
)
from artfmt.language.names import is_role
from artfmt.language.timestamp import parse_timestamp
from artfmt.language.vocabulary import listed, words
from artfmt.model.article import Author
from artfmt.model.prose import plain_text
from artfmt.reading.document import Report

# What stands on a line of its own between the names of two authors.
_JOINS = (", and ", ", ", "& ", *(f"{join} " for join in listed("joins_alone")))
_ADDRESS = re.compile(r"[\w.+-]{1,60}@[\w.-]{1,60}|@\w{2,30}")
_LEDE_REACH, _LEDE_LINES = 20, 2
_BETWEEN = frozenset({",", "&", *words("joins_alone")})


def take_byline(head: Head, lines: Sequence[Line], index: int, report: Report) -> str:
    """Take the byline that a line is; what it was read as, "" where it is none."""
    line = lines[index]
    if names_nobody(line.text) and not parse_byline(line.text):
        report.left_out(line.text, line.place, "a byline that names no person")
        return "byline of nobody"
    if head.authors and _ADDRESS.fullmatch(line.text):
        report.left_out(line.text, line.place, "the author's address", "debris")
        return "address of the author"
    if line.text in _BETWEEN and head.authors:
        report.read_as(line.text, line.place, "what stands between two authors")
        return "between two authors"
    if role := _take_further(head, lines, index, report):
        return role
    signature, alone = _signature(head, lines, index, report)
    if signature is None:
        return _take_role(head, line, report)
    authors = signature.authors
    timestamp = parse_timestamp(signature.date, report.at) if signature.date else None
    if authors and not _agrees(head, lines, index, authors, alone=alone):
        return ""
    if timestamp and not take_timestamp(head, line, timestamp, report):
        return ""
    if signature.section and not head.section:
        head.section = signature.section
        report.place_field("/section", line.place)
    if not authors:
        report.read_as(line.text, line.place, "the section, and what the page says beside it")
        return "section"
    return _take(head, line, authors, report, alone=alone, goes_on=_goes_on(lines, index))


def _take_further(head: Head, lines: Sequence[Line], index: int, report: Report) -> str:
    """Take a name that a comma or "and" joins to the names above: ", Luis Ortega", or "Dana Whitcomb," above it."""
    text = lines[index].text
    opening = next((mark for mark in _JOINS if text.startswith(mark)), "")
    further = lone_author(text[len(opening) :].rstrip(",")) if opening or text.endswith(",") else ()
    above = lines[index - 1] if index else None
    if not further and above and head.authors and (above.text.endswith(",") or _stands_in_a_row(head, lines, index)):
        further = lone_author(text)
    if not further or (opening and not head.authors):
        return ""
    head.authors = (*head.authors, *(author for author in further if author not in head.authors))
    head.lone_author = None
    report.read_as(text, lines[index].place, "the byline")
    report.place(further[0], lines[index].place)
    return "byline"


def _stands_in_a_row(head: Head, lines: Sequence[Line], index: int) -> bool:
    """Whether a name right beneath another, without a blank line between, is that of a second author."""
    names = {author.name for author in head.authors}
    line, above = lines[index], lines[index - 1]
    dated = index + 1 < len(lines) and parse_timestamp(lines[index + 1].text) is not None
    is_placed = head.headline is not None or dated
    return is_placed and head.lone_author is above and not line.gap and line.text not in names


def _agrees(head: Head, lines: Sequence[Line], index: int, authors: tuple[Author, ...], *, alone: bool) -> bool:
    """Whether a byline may stand beside what is known: it names the same, more than a lone name did, or goes on."""
    if not head.authors or _goes_on(lines, index):
        return True
    names = {author.name for author in head.authors}
    replaces = head.lone_author is not None and (not alone or _stands_beneath_alone(head))
    return bool(names.intersection(author.name for author in authors)) or replaces


def _stands_beneath_alone(head: Head) -> bool:
    """Whether the only name so far stood above the headline: one beneath it is the author's rather."""
    return head.lone_is_above and head.headline is not None


def _goes_on(lines: Sequence[Line], index: int) -> bool:
    return index > 0 and lines[index - 1].text in _BETWEEN


def _take(head: Head, line: Line, authors: tuple[Author, ...], report: Report, *, alone: bool, goes_on: bool) -> str:
    names_before = {author.name for author in head.authors}
    if goes_on and not names_before.intersection(author.name for author in authors):
        head.authors = (*head.authors, *authors)
    elif names_before and not names_before.intersection(author.name for author in authors):
        assert head.lone_author
        report.left_out(head.lone_author.text, head.lone_author.place, "a name above the byline", "debris")
        for role in filter(None, (author.role for author in head.authors)):
            report.left_out(role, head.lone_author.place, "what a name above the byline is", "debris")
        head.authors = authors
    elif names_before:
        if not any(author.role for author in head.authors) and len(authors) >= len(head.authors):
            head.authors = authors
    else:
        head.authors = authors
    head.lone_author = line if alone else None
    head.lone_is_above = head.headline is None
    if names_before or line.text != authors[0].name:
        report.read_as(line.text, line.place, "the byline again" if names_before else "the byline")
    for author in head.authors:
        report.place(author, line.place)
    return "byline"


def _signature(head: Head, lines: Sequence[Line], index: int, report: Report) -> tuple[DatedByline | None, bool]:
    """Whom a line names, with what it says beside that, and whether it is a name and nothing else."""
    text = lines[index].text
    if dated_byline := parse_dated_byline(text):
        return dated_byline, False
    if authors := parse_byline(text):
        return DatedByline(authors), False
    if (
        (author := lone_author(text))
        and _may_be_byline(head, lines, index, report)
        and not (head.headline is None and _is_told_of(lines, index))
    ):
        return DatedByline(author), True
    if (author := author_on_the_spot(text)) and _stands_by_date(head, lines, index):
        return DatedByline(author), False
    # Two names and more are a byline beneath the headline, unless they are a picture's alt text.
    several = parse_byline(f"By {text}") if head.headline is not None else ()
    if len(several) > 1 and not _is_alt_text(lines, index, report):
        return DatedByline(several), False
    return None, False


def _stands_by_date(head: Head, lines: Sequence[Line], index: int) -> bool:
    """Whether a timestamp stands above a line, or beneath one that is not the deck, and the headline above it."""
    beside = (*lines[max(0, index - 1) : index], *(lines[index + 1 : index + 2] if head.deck else ()))
    return head.headline is not None and any(parse_timestamp(line.text) for line in beside)


def _is_told_of(lines: Sequence[Line], index: int) -> bool:
    """Whether the first paragraphs tell of what a line names, as none tells of its author, but by "I'm Ida Brandt"."""
    prose = [line.text for line in lines[index + 1 : index + 1 + _LEDE_REACH] if is_prose(line.text)][:_LEDE_LINES]
    name = re.compile(rf"(?<!I'm )(?<!I’m )(?<!I am )(?<!\w){re.escape(lines[index].text)}(?!\w)")
    return any(map(name.search, prose))


def _may_be_byline(head: Head, lines: Sequence[Line], index: int, report: Report) -> bool:
    """Whether a name alone is the byline: the headline stands elsewhere, and the line is not a picture's alt text."""
    if _goes_on(lines, index):
        return True
    if head.authors and not _stands_beneath_alone(head):
        return any(author.name == lines[index].text for author in head.authors)
    return index + 1 < len(lines) and not _is_alt_text(lines, index, report)


def _is_alt_text(lines: Sequence[Line], index: int, report: Report) -> bool:
    """Whether a name is the alt text of the picture beneath, whose caption names the same person."""
    picture = picture_at(lines, index, report.labels)
    words = word_set(lines[index].text)
    return picture is not None and bool(words & word_set(plain_text(picture.image.caption)))


def _take_role(head: Head, line: Line, report: Report) -> str:
    """Take the line beneath the byline that says what its last author is: "author of Harbor Morning"."""
    text, _, date = line.text.partition(" · ")
    if not head.authors or head.authors[-1].role or not is_role(text):
        return ""
    timestamp = parse_timestamp(date, report.at) if date else None
    if date and not (timestamp and take_timestamp(head, line, timestamp, report)):
        return ""
    *others, last = head.authors
    head.authors = (*others, replace(last, role=text))
    report.place(head.authors[-1], line.place)
    return "role of the author"
