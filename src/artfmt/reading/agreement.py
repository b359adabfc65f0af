"""Roles of lines that agree with each other: what neighbours and signs settle, whatever the weights say of one line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from artfmt.language.labels import Lead, leads_to_related
from artfmt.language.notes import note_lead
from artfmt.model.prose import Span, canonical
from artfmt.reading.bullets import parse_bullet
from artfmt.reading.line import Line

_MAY_BE_RELATED = ("bullet", "heading", "related")
_MOST_RELATED = 8
_MOST_WORDS_OF_LABEL = 8
_QUOTATION_MARKS = frozenset('"“”«»„‘')
_SENTENCE_ENDS = (".", ".”", '."', "”.", '".')
_LONGEST_TITLE = 160


class RoleLine(NamedTuple):
    """A line with its role; ``in_body`` tells that it stands within the body or beneath it."""

    line: Line
    role: str
    in_body: bool


def agreed(lines: Sequence[RoleLine]) -> list[RoleLine]:
    """The lines of a story with roles that agree, each line that goes on from the one above put to it."""
    return list(_numbered(_with_related(list(_signed(joined(lines))))))


def joined(lines: Sequence[RoleLine]) -> list[RoleLine]:
    """The lines, each that goes on from the one above put to it; what a mail's mark opens is a quotation's."""
    whole: list[RoleLine] = []
    for line in lines:
        before = whole[-1] if whole else None
        is_marked = line.line.text[0] == ">"
        if before and is_marked and before.role == "quotation":
            whole.append(line._replace(role="quotation"))
        elif before and line.role == "rest":
            whole[-1] = before._replace(line=_joined(before.line, line.line))
        elif is_marked and line.role == "paragraph":
            whole.append(line._replace(role="quotation"))
        else:
            whole.append(line)
    return whole


def _joined(line: Line, rest: Line) -> Line:
    """A line with the one that goes on from it."""
    spans = canonical((*line.prose(), Span(" "), *rest.prose())) if line.spans or rest.spans else ()
    return line._replace(text=f"{line.text} {rest.text}", spans=spans, cells=())


def _signed(lines: Sequence[RoleLine]) -> Iterator[RoleLine]:
    """The lines; a bullet without a mark among none, and a quotation without marks or a speaker, are paragraphs.

    What has a mark and a list within is no heading, and a note in brackets is one.
    """
    for index, line in enumerate(lines):
        beside = {other.role for other in (*lines[max(0, index - 1) : index], *lines[index + 1 : index + 2])}
        text = line.line.text
        is_lone = line.role == "bullet" and parse_bullet(text) is None and "bullet" not in beside
        is_said = not _QUOTATION_MARKS.isdisjoint(text) or text[0] == ">"
        is_unsaid = line.role == "quotation" and not is_said and beside.isdisjoint({"attribution", "quotation"})
        if text[0] == "[" and note_lead(text.strip("[]")):
            yield line._replace(role="note")
        elif is_lone or is_unsaid:
            yield line._replace(role="paragraph")
        elif line.role == "heading" and parse_bullet(text) and _has_list_within(lines, index):
            yield line._replace(role="bullet")
        else:
            yield line


def _has_list_within(lines: Sequence[RoleLine], index: int) -> bool:
    """Whether a bullet stands right beneath a line, and further in."""
    beneath = lines[index + 1] if index + 1 < len(lines) else None
    return beneath is not None and beneath.role == "bullet" and beneath.line.indent > lines[index].line.indent


def _with_related(lines: Sequence[RoleLine]) -> list[RoleLine]:
    """The lines, those beneath words that lead to related stories being such stories, up to prose or another label."""
    more: list[RoleLine] = []
    left = 0
    allowed: tuple[str, ...] = ()
    for above, line in zip([*lines[:1], *lines[:-1]], lines, strict=True):
        text = line.line.text
        if left == _MOST_RELATED:  # right beneath the lead: what stands among leftovers goes on as leftovers
            allowed = (line.role,) if line.role == above.role else _MAY_BE_RELATED
        if line.in_body and _leads(line):
            role, left = "related", _MOST_RELATED
        elif left and line.role in allowed and not is_prose(text):
            role, left = "related", left - 1
        else:
            role, left = line.role, 0
        more.append(line._replace(role=role))
    return more


def _leads(line: RoleLine) -> bool:
    """Whether a line is nothing but words that lead to related stories; among what is left over, with their colon."""
    text = line.line.text
    leads = leads_to_related(Lead(text.rstrip(": "), len(text)))
    return leads and (line.role in ("label", "related") or text[-1] == ":")


def _numbered(lines: Sequence[RoleLine]) -> Iterator[RoleLine]:
    """The lines, those that count up with text between being headings."""
    headings: set[int] = set()
    for index, (line, beneath) in enumerate(pairwise(lines)):
        bullet = parse_bullet(line.line.text) if line.role in ("bullet", "heading") else None
        if bullet and bullet.number == len(headings) + 1 and beneath.role in ("paragraph", "label", "quotation", "alt"):
            headings.add(index)
    for index, line in enumerate(lines):
        yield line._replace(role="heading") if index in headings and len(headings) > 1 else line


def is_prose(title: str) -> bool:
    """Whether what stands behind "Go deeper:" is prose of the story, and no title of another."""
    return title.endswith(_SENTENCE_ENDS) or len(title) > _LONGEST_TITLE or " said " in title


def may_be_label(words: str, behind: str) -> bool:
    """Whether words that are no known label may be one of a writer's own: few, not quoted, and nobody's who speaks."""
    is_short = words.count(" ") < _MOST_WORDS_OF_LABEL
    return is_short and _QUOTATION_MARKS.isdisjoint(words) and behind[:1] not in _QUOTATION_MARKS
