"""What is seen of a line that may tell something of a page's story: where it stands, and what its elements are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache, partial

from lxml import etree

from artfmt.formats.html.byline_zones import BylineZones
from artfmt.formats.html.scores import name_tokens
from artfmt.formats.html.segments import FLAGS, HIDDEN, Box, Segment, boxes_above, flag_of, names_of
from artfmt.language.vocabulary import pattern

Element = etree._Element

_DISTANCES = ((-4, "far before"), (-1, "before"), (0, "at"), (1, "1"), (2, "2"), (4, "3-4"), (8, "5-8"), (20, "9-20"))
_AUTHORS_PAGE = re.compile(rf"/{pattern('author_paths')}", re.IGNORECASE)
_tokens = lru_cache(maxsize=20_000)(partial(name_tokens, shortest=2))  # "by" is a name of bylines


def features_of_place(where: BylineZones, place: int) -> Iterator[str]:
    """How far from the headline and from the story's ends a line stands, and whether it is likely of the story."""
    away = place - where.at
    yield "distance " + next((name for upto, name in _DISTANCES if away <= upto), "far")
    if 0 <= where.first - place <= 3:
        yield "start"
    if 0 < place - where.last <= 3:
        yield "end"
    elif 0 <= where.last - place < 3:
        yield "last lines"
    if where.scores[place] >= 0.5:
        yield "story"


def features_of_element(segment: Segment, element: Element) -> Iterator[str]:
    """What the elements of a line, or of an element within it, are, and how they and those around are called."""
    box = segment.box
    yield "tag " + box.tag
    own: set[str] = set()
    above_element: Element | None = element
    while above_element is not None:
        own |= _tokens(names_of(above_element))
        above_element = above_element.getparent() if above_element is not box.element else None
    around: set[str] = set()
    for above in _three_above(box):
        around |= _tokens(above.names)
    yield from (f"named {token}" for token in sorted(own))
    yield from (f"within {token}" for token in sorted(around - own))
    yield from (f"in {name}" for name, tags in FLAGS if box.flags & flag_of(tags.split()[0]))
    if box.flags & HIDDEN:
        yield "hidden"
    if element is not box.element:
        yield "part"
        yield f"inline {element.tag}"


def feature_of_link(link: Element) -> str:
    """Where a link leads: to its author by what it says, to a page of authors, to a mailbox or elsewhere."""
    address = link.get("href") or ""
    if link.get("rel") == "author":
        return "rel author"
    if _AUTHORS_PAGE.search(address):
        return "authors' page"
    return "mail" if address.startswith("mailto:") else "link"


def _three_above(box: Box) -> Iterator[Box]:
    for steps, above in enumerate(boxes_above(box.above)):
        if steps == 3:
            return
        yield above
