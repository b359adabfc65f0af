"""The footnotes of a page: a short link leads to a note, and the note back to where the link stands.

That two lead to each other is what Word, Docs, wikis, renderers of Markdown and content systems have in common; their
class names differ. The elements stay where they are, so that a page is judged as it stands.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import islice
from types import MappingProxyType
from typing import NamedTuple

from lxml import etree

from artfmt.model.footnotes import Names

Element = etree._Element

_SIGN = re.compile(r"[\s\[(]*((?:note\s)?\d{1,3}|[a-z]|[ivxl]{1,5}|[*†‡§]{1,3})[\s\])]*\Z", re.IGNORECASE)
_WAY_BACK = re.compile(
    r"[\s\[(^]*(?:[↩↑⤴⏎⮌^]\ufe0e?|back|return|jump up\W*|[a-z]|\d{1,3}|[*†‡§]{1,3})?[\s\])^]*\Z", re.IGNORECASE
)
_BOXES = frozenset(("li", "p", "div", "dd", "aside", "section", "td"))
_GROWS = frozenset(("div", "aside"))
_AROUND_SIGN = frozenset(("sup", "span", "b", "small", "strong", "em", "i", "font"))
_OVER_NOTES = frozenset(("hr", "h1", "h2", "h3", "h4", "h5", "h6"))
# What programs call notes in classes and addresses, in whatever language the page is.
_NAME = re.compile(
    r"(?:^|[\s#_-])_?(?:(?:foot|end)?notes?(?:ref)?|fn(?:ref)?|ftn(?:t|ref)?|cite|sdfootnote)(?:$|[\s:_\d-])",
    re.IGNORECASE,
)
_NEAR = 3  # elements above a link that its id may stand on
_LONGEST, _LONGEST_SIGN = 4000, 40  # letters of a note, and of what shows a sign with the white space around it
_MOST = 2000  # of the marks of a page


class Mark(NamedTuple):
    """A link to a note: the element that shows its sign, the link, and the sign without brackets."""

    element: Element
    link: Element
    sign: str


@dataclass(frozen=True, slots=True)
class Footnotes:
    """The footnotes of a page.

    ``marks`` gives the ids that each element of the text marks; ``notes`` the element of each, with a copy that stays
    as it was when the page is cut to its story; ``apart`` are the elements that are no part of the text: the notes,
    ways back, and ``titles``, which stand over nothing but notes. ``targets`` are the names of all places that the
    page's own links lead to.
    """

    marks: Mapping[Element, tuple[str, ...]] = field(default_factory=dict)
    notes: Mapping[str, tuple[Element, Element]] = field(default_factory=dict)
    apart: frozenset[Element] = frozenset()
    titles: tuple[Element, ...] = ()
    targets: frozenset[str] = frozenset()


NONE = Footnotes(MappingProxyType({}), MappingProxyType({}))


def find_footnotes(root: Element) -> Footnotes:
    """The footnotes of a page, with ids in the order of their marks."""
    links = [link for link in root.iter("a") if len(_fragment(link)) > 0]
    if not links:
        return NONE
    targets = frozenset(map(_fragment, links))
    marks = [mark for link in links[:_MOST] if (mark := _mark(link))]
    if not marks:
        return Footnotes(targets=targets)
    places = _Places(root, targets)
    pairs = [(mark, note) for mark in marks if (note := places.note_of(mark)) is not None]
    names = Names()
    ids: dict[Element, str] = {}
    signs: dict[Element, tuple[str, ...]] = {}
    for mark, note in _proven(pairs, places):
        if note not in ids:
            ids[note] = names.taken(mark.sign if mark.sign.isdigit() else "")
        signs[mark.element] = (*signs.get(mark.element, ()), ids[note])
    notes = {name: (note, deepcopy(note)) for note, name in ids.items()}
    ways_back = (link for both in notes.values() for note in both for link in _ways_back(note))
    titles = tuple(_titles(ids))
    return Footnotes(signs, notes, frozenset((*ids, *ways_back, *titles)), titles, targets)


def _fragment(link: Element) -> str:
    """The place on the page itself that a link leads to; empty for one that leads elsewhere."""
    address = link.get("href") or ""
    return address[1:] if address.startswith("#") else ""


def _text(element: Element, most: int) -> str | None:
    """The text of an element; None where it is longer than that, which is found out without reading it all."""
    text = ""
    for part in element.itertext():
        text += str(part)
        if len(text) > most:
            return None
    return text


def _sign_in(element: Element, pattern: re.Pattern[str]) -> re.Match[str] | None:
    text = _text(element, _LONGEST_SIGN)
    return pattern.match(text) if text is not None else None


def _mark(link: Element) -> Mark | None:
    sign = _sign_in(link, _SIGN)
    if not sign:
        return None
    element = link
    while (outer := element.getparent()) is not None and outer.tag in _AROUND_SIGN and _sign_in(outer, _SIGN):
        element = outer
    return Mark(element, link, sign[1])


class _Places:
    """The elements that links of the page lead to, by their names, and what stands before and within what."""

    def __init__(self, root: Element, targets: frozenset[str]) -> None:
        self._by_name: dict[str, Element] = {}
        self._order: dict[Element, int] = {}
        for number, element in enumerate(root.iter(etree.Element)):
            if element.tag == "a":
                self._order[element] = number
            for name in (element.get("id"), element.get("name")):
                if name and name in targets:
                    self._by_name.setdefault(name, element)
                    self._order[element] = number
        self._held: Counter[Element] = Counter()  # how many places stand in a box, or are it
        for place in frozenset(self._by_name.values()):
            self._held.update((place, *place.iterancestors()))
        self._fits: dict[Element, bool] = {}

    def led_to(self, link: Element) -> Element | None:
        """The element that a link leads to."""
        return self._by_name.get(_fragment(link))

    def note_of(self, mark: Mark) -> Element | None:
        """The box that a mark leads to, where it can be a note: behind the mark, not around it, and not long."""
        target = self.led_to(mark.link)
        if target is None or self._order[target] < self._order[mark.link]:
            return None
        box: Element | None = target
        while box is not None and box.tag not in _BOXES:
            box = box.getparent()
        around = {mark.link, *mark.link.iterancestors()}
        if box is None or box in around or not self._may_be_note(box):
            return None
        if box is target and box.tag not in ("p", "div"):
            return box
        outer = box.getparent()
        while outer is not None and outer.tag in _GROWS and self._held[outer] == 1 and outer not in around:
            box, outer = outer, outer.getparent()
        return box

    def _may_be_note(self, box: Element) -> bool:
        """Whether a box is short, and holds no more than words."""
        if box not in self._fits:
            others = next(box.iter("table", "figure", "img", "h1", "h2", "h3", "h4", "h5", "h6"), None)
            self._fits[box] = others is None and _text(box, _LONGEST) is not None
        return self._fits[box]


def _proven(pairs: list[tuple[Mark, Element]], places: _Places) -> list[tuple[Mark, Element]]:
    """The marks whose notes lead back to one of their marks, or stand beside notes that do."""
    back = {note: {places.led_to(link) for link in _ways_back(note)} for note in {note for _, note in pairs}}
    sure = {note for mark, note in pairs if _is_sign_of_note(mark) and not back[note].isdisjoint(_places_at(mark))}
    groups = {note.getparent() for note in sure}
    return [(mark, note) for mark, note in pairs if note in sure or note.getparent() in groups]


def _places_at(mark: Mark) -> set[Element | None]:
    """The elements at a mark that a way back may lead to."""
    above = [mark.link, *islice(mark.link.iterancestors(), _NEAR)]
    before = mark.element.getprevious()
    return {*above, *mark.element.iter(), *([before] if before is not None else [])}


def _is_sign_of_note(mark: Mark) -> bool:
    """Whether a link shows that it marks a note: set high or in square brackets, by a sign, or by what it is named.

    The numbers of pages, answers and equations, which lead to each other too, are none of that.
    """
    element, link = mark.element, mark.link
    if element.tag == "sup" or link.find(".//sup") is not None or not mark.sign.isalnum():
        return True
    if (_text(element, _LONGEST_SIGN) or "").strip().startswith("["):
        return True
    return any(_NAME.search(value) for value in (*link.attrib.values(), *element.attrib.values()))


def _ways_back(note: Element) -> Iterator[Element]:
    """The links within a note that lead elsewhere on the page and show no more than a sign."""
    for link in note.iter("a"):
        if _fragment(link) and _sign_in(link, _WAY_BACK):
            yield link


def _titles(notes: Mapping[Element, str]) -> Iterator[Element]:
    """The rules and headings that stand right over lists which hold nothing but notes."""
    for group in {note.getparent() for note in notes}:
        if group is None or group.tag == "body" or not all(child in notes or _is_empty(child) for child in group):
            continue
        above = group
        while above.getprevious() is None and above.getnext() is None and (outer := above.getparent()) is not None:
            above = outer
        before = above.getprevious()
        while before is not None and before.tag in _OVER_NOTES:
            yield before
            before = before.getprevious()


def _is_empty(element: Element) -> bool:
    text = _text(element, _LONGEST_SIGN)
    return text is not None and not text.strip()
