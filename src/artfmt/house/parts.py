"""The parts of an article that a house rule may be about, by the names that configurations and Vale's styles use."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from artfmt.language.sentences import sentences
from artfmt.rules.core.passages import VISIBLE, Passage, Passages, Role

# What is read, without what others said: a quotation stays as it was spoken.
DEFAULT = ("headline", "deck", "caption", "credit", "label", "body", "related", "alt", "note")


class Stretch(NamedTuple):
    """Some characters of a passage, which a rule looks at as one text."""

    passage: Passage
    start: int
    end: int

    @property
    def text(self) -> str:
        """The characters."""
        return self.passage.text[self.start : self.end]


# The parts, in the order in which an article is read, and the passages that each is made of.
PARTS: dict[str, frozenset[Role]] = {
    "headline": frozenset({"headline"}),
    "deck": frozenset({"deck"}),
    "byline": frozenset({"name"}),
    "section": frozenset({"section"}),
    "tag": frozenset({"tag"}),
    "label": frozenset({"label"}),
    "heading": frozenset({"heading"}),
    "body": frozenset({"heading", "paragraph", "item", "cell"}),
    "paragraph": frozenset({"paragraph"}),
    "item": frozenset({"item"}),
    "quote": frozenset({"quote"}),
    "attribution": frozenset({"attribution"}),
    "table": frozenset({"cell"}),
    "caption": frozenset({"caption"}),
    "credit": frozenset({"credit"}),
    "alt": frozenset({"alt"}),
    "related": frozenset({"related"}),
    "note": frozenset({"note"}),
}
# Parts that are less, or more, than a passage.
_WITHIN = ("link", "strong", "emphasis", "sentence")
NAMES = (*PARTS, *_WITHIN)

# Vale's scopes, by Vale's names: https://vale.sh/docs/topics/scoping. A label is bold in Markdown, and text.
OF_VALE: dict[str, tuple[str, ...]] = {
    "text": (*DEFAULT, "quote", "attribution"),
    "summary": ("paragraph", "item", "quote"),
    "heading": ("headline", "heading", "deck"),
    "heading.h1": ("headline",),
    **{f"heading.h{level}": ("heading",) for level in range(2, 7)},
    "paragraph": ("paragraph", "quote", "deck", "note"),
    "sentence": ("sentence",),
    "list": ("item",),
    "blockquote": ("quote",),
    "table": ("table",),
    "table.header": ("table",),
    "table.cell": ("table",),
    "table.caption": ("caption",),
    "figure.caption": ("caption",),
    "alt": ("alt",),
    "link": ("link",),
    "strong": ("strong", "label"),
    "emphasis": ("emphasis",),
}


class Scope(NamedTuple):
    """What a rule looks at: parts by their names, without some others."""

    parts: tuple[str, ...] = DEFAULT
    without: tuple[str, ...] = ()

    @property
    def roles(self) -> frozenset[Role]:
        """The passages that are looked at whole."""
        roles = _roles(self.parts) if set(self.parts) & PARTS.keys() else frozenset[Role]()
        return roles - _roles(self.without)

    def stretches(self, passages: Passages) -> Iterator[Stretch]:
        """The texts that are looked at, in the order in which the article is read."""
        roles = self.roles
        cutters = [_CUTTERS[part] for part in self.parts if part in _CUTTERS]
        left_out = _roles(self.without)
        for passage in passages.all:
            if passage.role in roles:
                yield Stretch(passage, 0, len(passage.text))
            elif cutters and passage.role in VISIBLE and passage.role not in left_out:
                for cutter in cutters:
                    yield from (Stretch(passage, start, end) for start, end in cutter(passage))


def _roles(parts: Iterable[str]) -> frozenset[Role]:
    return frozenset[Role]().union(*(PARTS[part] for part in parts if part in PARTS))


def _of_spans(counts: Callable[[frozenset[str], str | None], bool]) -> Callable[[Passage], Iterator[tuple[int, int]]]:
    """What cuts the runs of a passage whose marks or address count."""

    def cut(passage: Passage) -> Iterator[tuple[int, int]]:
        offset, start = 0, -1
        for span in passage.spans:
            if counts(frozenset(span.marks), span.href):
                start = offset if start < 0 else start
            elif start >= 0:
                yield start, offset
                start = -1
            offset += len(span.text)
        if start >= 0:
            yield start, offset

    return cut


_CUTTERS: dict[str, Callable[[Passage], Iterator[tuple[int, int]]]] = {
    "sentence": lambda passage: sentences(passage.text),
    "link": _of_spans(lambda _, href: href is not None),
    "strong": _of_spans(lambda marks, _: "bold" in marks),
    "emphasis": _of_spans(lambda marks, _: "italic" in marks),
}
