"""Related stories: "Go deeper: Title", or such words above bullets or above titles, one a line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from artfmt.formats.text.bullets import read_bullets
from artfmt.formats.text.line import Line
from artfmt.formats.text.line_kinds import ends_sentence, opens_body
from artfmt.language.boilerplate import is_boilerplate
from artfmt.language.labels import RELATED_LEADS, Labels, Lead, slug
from artfmt.language.notes import note_lead
from artfmt.model.article import Related
from artfmt.reading.document import Place

_URL_AT_END = re.compile(r"\(?(https?://[^\s\"<>\\`()]+)\)?")
_SENTENCE_ENDS = (".", ".”", '."', "”.", '".')
_MOST_TITLES = 6
_LONGEST_TITLE = 160


class RelatedLink(NamedTuple):
    """One related story, where it stands, and the number that a list gives it."""

    related: Related
    place: Place
    number: int | None = None


def leads_to_related(lead: Lead) -> bool:
    """Whether a paragraph's opening words are those before related stories."""
    return slug(lead.label) in RELATED_LEADS


def related_at(lines: Sequence[Line], index: int, lead: Lead, labels: Labels) -> tuple[list[RelatedLink], int]:
    """The stories that the words at ``index`` lead to, and how many lines that takes; none where prose follows them."""
    line = lines[index]
    title = line.text[lead.start :].strip()
    if title:
        return ([], 0) if is_prose(title) else ([RelatedLink(related_story(title), line.place)], 1)
    if titles := _titles(lines, index + 1, labels):
        return [RelatedLink(related_story(list_found.text), list_found.place) for list_found in titles], 1 + len(titles)
    place_of: dict[int, Place] = {}
    lists, after = read_bullets(lines, index + 1, lambda part, place: place_of.update({id(part): place}))
    if not lists or any(item.sublist for list_found in lists for item in list_found.items):
        return [], 0
    links = [
        RelatedLink(related_story(item.content[0].text), place_of[id(item)], number if list_found.ordered else None)
        for list_found in lists
        for number, item in enumerate(list_found.items, 1)
    ]
    return links, after - index


def _titles(lines: Sequence[Line], index: int, labels: Labels) -> list[Line]:
    """The lines from ``index`` on that are titles without bullets, one a line."""
    titles: list[Line] = []
    for line in lines[index : index + 1 + _MOST_TITLES]:
        text = line.text
        is_something_else = opens_body(text, labels) or note_lead(text) or is_boilerplate(text)
        if is_something_else or len(text) > _LONGEST_TITLE or ends_sentence(text.rstrip("?")) or (titles and line.gap):
            break
        titles.append(line)
    return titles if len(titles) <= _MOST_TITLES else []


def is_prose(title: str) -> bool:
    """Whether what stands behind "Go deeper:" is prose of the story, and no title of another."""
    return title.endswith(_SENTENCE_ENDS) or len(title) > _LONGEST_TITLE or " said " in title


def related_story(title: str) -> Related:
    """The story that a title names, with the address that may stand at its end."""
    words, _, last = title.rpartition(" ")
    link = _URL_AT_END.fullmatch(last)
    return Related(words or link[1], link[1]) if link else Related(title)
