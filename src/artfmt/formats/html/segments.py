"""One pass over a page: its boxes (elements that stand as blocks) and the segments of text within them.

A **segment** is a run of text that nothing parts: no block begins or ends in it, and no doubled line break
stands in it. It is the smallest thing that is kept or left out.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any, TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element

_BLOCK, _SKIP, _BREAK, _LINK, _BOLD, _MEDIA = range(1, 7)
_BLOCKS = """
address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption figure
footer form frame frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup p pre search
section summary table tbody td tfoot th thead tr ul
"""
_NEVER_SHOWN = """
script style noscript template svg select head math object option textarea canvas datalist map applet noframes title
link meta input
"""
_KINDS: dict[object, int] = {
    **dict.fromkeys(_BLOCKS.split(), _BLOCK),
    **dict.fromkeys(_NEVER_SHOWN.split(), _SKIP),
    **dict.fromkeys(
        ("img", "iframe", "video", "audio", "embed", "picture", "amp-img", "amp-iframe", "amp-video"), _MEDIA
    ),
    "amp-youtube": _MEDIA,
    "br": _BREAK,
    "a": _LINK,
    "b": _BOLD,
    "strong": _BOLD,
}
# What a segment can stand in, each a bit of ``Box.flags``.
FLAGS = (
    ("list", "ul ol dl menu"),
    ("table", "table"),
    ("figure", "figure"),
    ("quotation", "blockquote"),
    ("aside", "aside"),
    ("nav", "nav"),
    ("header", "header"),
    ("footer", "footer"),
    ("form", "form"),
    ("article", "article"),
    ("main", "main"),
    ("button", "button"),
    ("figcaption", "figcaption"),
    ("section", "section"),
    ("details", "details dialog"),
)
_FLAG_OF = {tag: 1 << place for place, (_, tags) in enumerate(FLAGS) for tag in tags.split()}
IN_LINK, HIDDEN = 1 << len(FLAGS), 1 << len(FLAGS) + 1
_HIDES = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
# What elements are called that are there for screen readers alone, or lead to a heading and from a note.
_UNSEEN = re.compile(
    r"(?:^|\s)(?:sr[-_]?only|visually-?hidden|screen-reader(?:-text|-only)?|mw-editsection|mw-cite-backlink|headerlink|"
    r"anchor-?link|anchorjs-link)(?:\s|$)",
    re.IGNORECASE,
)
# Chinese, Japanese and Korean, of which a sign says about as much as three letters of an alphabet.
_WORD_SIGNS = re.compile("[\u2e80-\ud7ff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
# What the attributes that name an element are marked with in its names.
_MARK_OF = {"class": "", "id": "#", "itemprop": "@", "role": "!", "data-testid": "", "data-component": ""}
_HIDING = frozenset({"style", "hidden", "aria-hidden"})


class Box:
    """An element that stands as a block; what holds for all text within it.

    ``chars`` (the size of the text), ``linked`` (that of links), ``plain`` (that of long text with few links),
    ``count`` of segments and ``media`` are of the whole subtree.
    """

    __slots__ = (
        "above",
        "chars",
        "count",
        "depth",
        "element",
        "feature",
        "flags",
        "kept",
        "linked",
        "mass",
        "media",
        "names",
        "plain",
        "score",
        "signature",
        "tag",
    )

    def __init__(self, element: Element, tag: str, above: Box | None, flags: int) -> None:
        self.element = element
        self.tag = tag
        self.above = above
        self.depth: int = above.depth + 1 if above else 0
        self.flags = flags
        self.chars = self.linked = self.count = self.media = self.plain = self.kept = 0
        self.names = self.signature = ""
        self.feature: tuple[tuple[float, float, float], float, float, float] = _NO_CUES
        self.score = self.mass = 0.0


_NO_CUES = ((0.0, 0.0, 0.0), 0.0, 0.0, 0.0)


class Segment:
    """A run of text: its box, its text nodes (an element, and whether it is its tail), and what marks it.

    ``size`` is its length, ``bold`` and ``linked`` parts of that (``size_of``); ``within`` is the first inline element
    around its beginning.
    """

    __slots__ = ("bold", "box", "linked", "pieces", "size", "text", "within")

    def __init__(
        self,
        box: Box,
        pieces: list[tuple[Element, bool]],
        text: str,
        link_length: int,
        bold: int,
        within: Element | None,
    ) -> None:
        self.box = box
        self.pieces = pieces
        self.text = text
        self.size = size_of(text)
        self.linked = link_length
        self.bold = bold
        self.within = within


class Page:
    """What one pass over a page gathers.

    ``boxes`` are those that hold text, outer ones first; ``media`` are pictures and frames, each with its box and
    the place of the segment after it; ``unseen`` is what stands in a line and is not seen.
    """

    def __init__(self, root: Element) -> None:
        self.segments: list[Segment] = []
        self.media: list[tuple[Element, Box, int]] = []
        self.unseen: list[Element] = []
        self._all: list[Box] = []
        self._parts: list[str] = []
        self._pieces: list[tuple[Element, bool]] = []
        self._linked = self._bold = self._breaks = 0
        self._within: Element | None = None
        top = Box(root, str(root.tag), None, 0)
        self._all.append(top)
        self._walk(root, top, False, False)
        self._close(top)
        self._sum()
        self.boxes = [box for box in self._all if box.count or box is top]
        self._name()

    def _close(self, box: Box) -> None:
        """End the segment that is being gathered, if there is one."""
        parts = self._parts
        if parts:
            text = " ".join("".join(parts).split())
            if text:
                self.segments.append(Segment(box, self._pieces, text, self._linked, self._bold, self._within))
            self._parts = []
            self._pieces = []
            self._linked = self._bold = 0
        self._within = None
        self._breaks = 0

    def _add(self, text: str, element: Element, tail: bool, link: bool, bold: bool, box: Box) -> None:
        if self._breaks > 1 and self._parts:
            self._close(box)
        self._breaks = 0
        self._parts.append(text)
        self._pieces.append((element, tail))
        if link or bold:
            size = size_of(text.strip())
            if link:
                self._linked += size
            if bold:
                self._bold += size

    def _walk(self, element: Element, box: Box, link: bool, bold: bool) -> None:  # noqa: C901 - the hot loop
        text = element.text
        if text:
            if not text.isspace():
                self._add(text, element, False, link, bold, box)
            elif self._parts:
                self._parts.append(" ")
        for child in element:
            tag = child.tag
            kind = _KINDS.get(tag)
            if kind == _BLOCK or (kind is None and "-" in tag and holds_blocks(child)):
                if self._parts or self._breaks or self._within is not None:
                    self._close(box)
                inner = Box(child, tag, box, box.flags | _FLAG_OF.get(tag, 0) | (IN_LINK if link else 0))
                self._all.append(inner)
                self._walk(child, inner, link, bold)
                if self._parts or self._breaks or self._within is not None:
                    self._close(inner)
            elif kind is None or kind in (_BOLD, _LINK):
                if is_unseen(child):
                    self.unseen.append(child)
                else:
                    if not self._parts and self._within is None:
                        self._within = child
                    self._walk(child, box, link or kind == _LINK, bold or kind == _BOLD)
            elif kind == _BREAK:
                self._breaks += 1
                if self._parts:
                    self._parts.append("\n")
            elif kind == _MEDIA:
                box.media += 1
                self.media.append((child, box, len(self.segments)))
                if tag == "picture":
                    self._walk(child, box, link, bold)
            tail = child.tail
            if tail:
                if not tail.isspace():
                    self._add(tail, child, True, link, bold, box)
                elif self._parts:
                    self._parts.append(" ")

    def _sum(self) -> None:
        for segment in self.segments:
            box, size = segment.box, segment.size
            box.chars += size
            box.linked += segment.linked
            box.count += 1
            if size >= 80 and segment.linked * 3 < size:
                box.plain += size
        for box in reversed(self._all):
            above = box.above
            if above is not None:
                above.media += box.media
                if box.count:
                    above.chars += box.chars
                    above.linked += box.linked
                    above.count += box.count
                    above.plain += box.plain

    def _name(self) -> None:
        """Note what the boxes with text call themselves, and whether they are hidden."""
        for box in self.boxes:
            attributes = box.element.items()
            names = box.names = _named(attributes) if attributes else ""
            above = box.above
            if above is None:
                box.signature = box.tag
            else:
                box.signature = f"{box.tag}.{names}<{above.tag}.{above.names}"
                if above.flags & HIDDEN or (attributes and _hides(attributes)):
                    box.flags |= HIDDEN


BLOCK_TAGS = frozenset(_BLOCKS.split())


def holds_blocks(element: Element) -> bool:
    """Whether an element that HTML does not know stands as a block: blocks or other such elements stand in it."""
    return any(child.tag in BLOCK_TAGS or "-" in str(child.tag) for child in element)


def size_of(text: str) -> int:
    """How long a text is, in letters of scripts that write sounds: a sign of a word counts as three of them."""
    return len(text) if text.isascii() else len(text) + 2 * len(_WORD_SIGNS.findall(text))


def boxes_above(box: Box | None) -> Iterator[Box]:
    """A box and those around it, inner ones first."""
    while box is not None:
        yield box
        box = box.above


def stands_in(box: Box, elements: Collection[Element]) -> bool:
    """Whether a box is one of some elements, or lies within one."""
    if elements:
        above: Box | None = box
        while above is not None:
            if above.element in elements:
                return True
            above = above.above
    return False


def flag_of(tag: str) -> int:
    """The bit of ``Box.flags`` that tells of an element around a segment."""
    return _FLAG_OF[tag]


def names_of(element: Element) -> str:
    """What an element calls itself: class, id (marked ``#``), itemprop (``@``), role (``!``) and test names."""
    return _named(element.items())


def _named(attributes: Iterable[tuple[Any, Any]]) -> str:
    names = ""
    for attribute, value in attributes:
        if value and (mark := _MARK_OF.get(attribute)) is not None:
            names = f"{names} {mark}{value}" if names else mark + value
    return names


def is_hidden(element: Element) -> bool:
    """Whether an element says of itself that it is not shown."""
    return _hides(element.items())


def _hides(attributes: Iterable[tuple[Any, Any]]) -> bool:
    return any(
        name in _HIDING and (name == "hidden" or (_hides_by_style(value) if name == "style" else value == "true"))
        for name, value in attributes
    )


def _hides_by_style(style: str) -> bool:
    return ("none" in style or "hidden" in style) and _HIDES.search(style) is not None


def is_unseen(element: Element) -> bool:
    """Whether an element within a line is not seen: nowhere drawn, there for screen readers alone, or a mere sign."""
    attributes: Iterable[tuple[Any, Any]] = element.items()
    for name, value in attributes:
        if name == "class":
            if _UNSEEN.search(value):
                return True
        elif name in _HIDING:
            if name == "hidden" or (name == "style" and _hides_by_style(value)):
                return True
            if value == "true" and not any(map(str.isalnum, "".join(map(str, element.itertext())))):
                return True
    return False
