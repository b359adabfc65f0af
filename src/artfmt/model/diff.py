"""What differs between two articles, field by field and block by block, whatever formats they came from."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, NamedTuple, assert_never

from artfmt.model.article import Article, Block, Code, Embed, Image, List, Note, Paragraph, Quote, Section, Table
from artfmt.model.prose import Spans, marked_text
from artfmt.source.location import json_pointer

_MOST_PAIRS = 4_000_000
_NEAR = 8
_PLAIN = ("type", "id", "url", "language", "headline", "deck", "section", "published", "updated", "dateline")


@dataclass(frozen=True, slots=True)
class Change:
    """One difference.

    ``what`` names the thing ("headline", "paragraph", "author"); ``before`` and ``after`` are its text (prose with
    its marks and links in the manner of Markdown), None where it is not there; ``pointer_before`` and
    ``pointer_after`` are its JSON Pointers.
    """

    what: str
    before: str | None
    after: str | None
    pointer_before: str | None
    pointer_after: str | None


class _Unit(NamedTuple):
    """One thing that can differ: what it is, its text, and where it stands."""

    what: str
    text: str
    pointer: str

    @property
    def key(self) -> tuple[str, str]:
        return self.what, self.text


def diff(before: Article, after: Article) -> list[Change]:
    """The differences between two articles, in reading order; none where, and only where, they are equal."""
    changes = [change for name in _PLAIN for change in _compared(_plain(before, name), _plain(after, name))]
    for units in (_tags, _authors, _publisher, _lead_image, _related, _notes, _rights, _extra, _body, _footnotes):
        changes += _compared(list(units(before)), list(units(after)))
    return changes


def _compared(before: Sequence[_Unit], after: Sequence[_Unit]) -> Iterator[Change]:
    """The changes between two runs of units; what is the same at both ends is passed over first."""
    start = 0
    while start < min(len(before), len(after)) and before[start].key == after[start].key:
        start += 1
    end, other_end = len(before), len(after)
    while min(end, other_end) > start and before[end - 1].key == after[other_end - 1].key:
        end, other_end = end - 1, other_end - 1
    yield from _changes(before[start:end], after[start:other_end])


def _changes(before: Sequence[_Unit], after: Sequence[_Unit]) -> Iterator[Change]:
    if not (before and after):
        yield from _replaced(before, after)
        return
    # Exact as far as that is cheap: many units that are the same cost their square.
    exact = len(before) * len(after) <= _MOST_PAIRS
    keys = [unit.key for unit in before], [unit.key for unit in after]
    for kind, start, end, other_start, other_end in SequenceMatcher(None, *keys, autojunk=not exact).get_opcodes():
        if kind != "equal":
            yield from _replaced(before[start:end], after[other_start:other_end])


def _replaced(before: Sequence[_Unit], after: Sequence[_Unit]) -> Iterator[Change]:
    """Changes between two runs: a unit is one that was changed where a near one of its kind is much like it."""
    rest = list(after)
    for unit in before:
        partner = next((index for index, other in enumerate(rest[:_NEAR]) if _alike(unit, other)), None)
        if partner is None and len(before) == len(after) == 1 and rest[0].what == unit.what:
            partner = 0
        if partner is None:
            yield Change(unit.what, unit.text, None, unit.pointer, None)
            continue
        yield from (Change(other.what, None, other.text, None, other.pointer) for other in rest[:partner])
        other = rest[partner]
        del rest[: partner + 1]
        yield Change(unit.what, unit.text, other.text, unit.pointer, other.pointer)
    yield from (Change(other.what, None, other.text, None, other.pointer) for other in rest)


def _alike(unit: _Unit, other: _Unit) -> bool:
    """Whether two units are of one kind and share half of their words."""
    if unit.what != other.what:
        return False
    words, others = Counter(unit.text.split()), Counter(other.text.split())
    return (words & others).total() * 2 >= max(words.total(), others.total())


def _plain(article: Article, name: str) -> list[_Unit]:
    value = getattr(article, name)
    return [] if value is None else [_Unit(name, value, f"/{name}")]


def _tags(article: Article) -> Iterator[_Unit]:
    for index, tag in enumerate(article.tags):
        yield _Unit("tag", tag, f"/tags/{index}")


def _told(part: Any, pointer: str, what: str, *names: str) -> Iterator[_Unit]:
    """A unit for each plain field of a part that is set."""
    for name in names:
        value = getattr(part, name)
        if value is not None:
            yield _Unit(f"{what} {name}", str(value), f"{pointer}/{name}")


def _prose(spans: Spans) -> str:
    return marked_text(spans)


def _authors(article: Article) -> Iterator[_Unit]:
    for index, author in enumerate(article.authors):
        yield from _told(author, f"/authors/{index}", "author", "name", "role", "url")


def _publisher(article: Article) -> Iterator[_Unit]:
    if article.publisher:
        yield from _told(article.publisher, "/publisher", "publisher", "name", "url", "issn")


def _lead_image(article: Article) -> Iterator[_Unit]:
    if article.image:
        yield from _image(article.image, "/image", "lead image")


def _related(article: Article) -> Iterator[_Unit]:
    for index, related in enumerate(article.related):
        yield from _told(related, f"/related/{index}", "related", "title", "url")


def _notes(article: Article) -> Iterator[_Unit]:
    for index, note in enumerate(article.notes):
        yield from _note(note, f"/notes/{index}")


def _note(note: Note, pointer: str) -> Iterator[_Unit]:
    yield _Unit(note.kind, _prose(note.content), pointer)
    yield from _told(note, pointer, note.kind, "date")


def _rights(article: Article) -> Iterator[_Unit]:
    if article.rights:
        yield from _told(article.rights, "/rights", "rights", "statement", "holder", "license")


def _footnotes(article: Article) -> Iterator[_Unit]:
    for index, footnote in enumerate(article.footnotes):
        yield _Unit("footnote", f"[^{footnote.id}]: {_prose(footnote.content)}", f"/footnotes/{index}")


def _extra(article: Article) -> Iterator[_Unit]:
    for key, value in sorted(article.extra.items()):
        yield _Unit(f"extra.{key}", json.dumps(value, ensure_ascii=False, sort_keys=True), json_pointer(("extra", key)))


def _body(article: Article) -> Iterator[_Unit]:
    for index, section in enumerate(article.body):
        yield from _section(section, f"/body/{index}", 1)


def _section(section: Section, pointer: str, depth: int) -> Iterator[_Unit]:
    level = "" if depth == 1 else f" of level {depth}"
    if section.axiom:
        yield _Unit(f"label{level}", f"{section.axiom.label}:", pointer)
        yield _Unit("kind of label", section.axiom.kind, f"{pointer}/axiom/kind")
    elif section.heading:
        yield _Unit(f"heading{level}", _prose(section.heading), pointer)
    else:
        yield _Unit(f"section{level}", "", pointer)
    yield from _told(section, pointer, "section", "id")
    for index, block in enumerate(section.blocks):
        yield from _block(block, f"{pointer}/blocks/{index}", "")
    for index, inner in enumerate(section.sections):
        yield from _section(inner, f"{pointer}/sections/{index}", depth + 1)


def _block(block: Block, pointer: str, inside: str) -> Iterator[_Unit]:
    match block:
        case Paragraph():
            yield _Unit(f"{inside}paragraph", _prose(block.content), pointer)
        case List():
            yield from _list(block, pointer, inside)
        case Quote():
            yield _Unit("quote", "", pointer)
            for index, inner in enumerate(block.blocks):
                yield from _block(inner, f"{pointer}/blocks/{index}", "quoted ")
            if block.attribution:
                yield _Unit("attribution", _prose(block.attribution), f"{pointer}/attribution")
        case Image():
            yield _Unit("image", "", pointer)
            yield from _image(block, pointer, "image")
        case Table():
            yield from _table(block, pointer)
        case Embed():
            yield _Unit("embed", block.url, pointer)
            yield from _told(block, pointer, "embed", "provider", "title")
            yield from _beneath(block, pointer, "embed")
        case Code():
            yield _Unit("code", block.text, pointer)
            yield from _told(block, pointer, "code", "language")
        case _:
            assert_never(block)


def _list(block: List, pointer: str, inside: str) -> Iterator[_Unit]:
    kind = "numbered item" if block.ordered else "item"
    yield _Unit(f"{inside}{'numbered ' if block.ordered else ''}list", "", pointer)
    for index, item in enumerate(block.items):
        at = f"{pointer}/items/{index}"
        yield _Unit(f"{inside}{kind}", _prose(item.content), at)
        if item.sublist:
            yield from _list(item.sublist, f"{at}/sublist", f"{inside}nested ")


def _image(image: Image, pointer: str, what: str) -> Iterator[_Unit]:
    yield from _told(image, pointer, what, "src", "alt", "source_type", "width", "height")
    yield from _beneath(image, pointer, what)


def _beneath(part: Image | Embed | Table, pointer: str, what: str) -> Iterator[_Unit]:
    for name, spans in (("caption", part.caption), ("credit", part.credit)):
        if spans:
            yield _Unit(f"{what} {name}", _prose(spans), f"{pointer}/{name}")


def _table(table: Table, pointer: str) -> Iterator[_Unit]:
    yield _Unit("table", "", pointer)
    if table.header:
        yield _Unit("table header", _row(table.header), f"{pointer}/header")
    for index, row in enumerate(table.rows):
        yield _Unit("table row", _row(row), f"{pointer}/rows/{index}")
    yield from _beneath(table, pointer, "table")


def _row(cells: Sequence[Spans]) -> str:
    return "| " + " | ".join(_prose(cell).replace("|", "\\|") for cell in cells) + " |"
