"""An article as the rules see it: its passages of text, its sections, images and lists, each with its JSON Pointer."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol, TypeAlias, assert_never

from artfmt.language.labels import OTHER, known_kind, slug
from artfmt.model.article import Article, Block, Code, Embed, Image, List, Paragraph, Quote, Section, Table
from artfmt.model.prose import Spans, plain_text

if TYPE_CHECKING:
    from artfmt.model.diff import Change

Role = Literal[
    "headline", "deck", "name", "tag", "section", "related", "alt", "caption", "credit", "label", "heading",
    "paragraph", "item", "quote", "attribution", "cell", "note",
]  # fmt: skip
Roles: TypeAlias = tuple[Role, ...] | frozenset[Role]
# What readers read as running text.
PROSE: frozenset[Role] = frozenset({"paragraph", "item", "quote", "note", "caption", "deck"})
# What is written in sentences.
RUNNING: frozenset[Role] = frozenset({"paragraph", "item", "quote"})
# What readers read at all.
VISIBLE: frozenset[Role] = PROSE | {"headline", "heading", "label", "cell", "attribution", "credit", "related", "alt"}

_COUNTED: frozenset[Role] = frozenset({"label", "heading", "paragraph", "item", "quote", "attribution", "cell"})


# Stands between two passages: no article can hold it, and no pattern takes it for white space.
_BETWEEN = "\0"


class Passage(NamedTuple):
    """One run of text: a field that is a string, or the plain text of one that is a list of spans.

    ``spans`` is empty for a string.
    """

    role: Role
    pointer: str
    text: str
    spans: Spans = ()


class Hit(NamedTuple):
    """Where a pattern was found: the characters from ``start`` to ``end`` of a passage."""

    passage: Passage
    start: int
    end: int
    match: re.Match[str]


class PlacedSection(NamedTuple):
    """A section with its pointer, how deep it lies (1 for the top), and the kind of its axiom under house labels."""

    pointer: str
    section: Section
    depth: int
    kind: str | None


class Link(NamedTuple):
    """A run of text that leads somewhere: the spans from ``first`` to ``last``, the characters ``start`` to ``end``."""

    passage: Passage
    first: int
    last: int
    start: int
    end: int
    href: str

    @property
    def pointers(self) -> list[str]:
        """The JSON Pointers of its address, one for each span."""
        return [f"{self.passage.pointer}/{span}/href" for span in range(self.first, self.last + 1)]


class PictureData(NamedTuple):
    """What a picture's file says of itself; ``source_type`` is a term of IPTC's digital source types."""

    credit: str | None = None
    creator: str | None = None
    source_type: str | None = None


class Around(Protocol):
    """What rules may ask of the files around an article, by relative addresses."""

    def is_there(self, address: str) -> bool | None: ...

    def places(self, address: str) -> frozenset[str] | None: ...

    def picture(self, address: str) -> PictureData | None: ...


class Version(NamedTuple):
    """An article as it was before its file was changed; ``renamed_from`` is the file's name then, if another."""

    article: Article
    renamed_from: str | None = None


Placed: TypeAlias = tuple[str, Block]


class Written(Protocol):
    """What rules may ask of a source's format: facts that the table of formats has."""

    @property
    def links(self) -> bool: ...

    @property
    def spaces_as_typed(self) -> bool: ...

    @property
    def of_the_web(self) -> bool: ...


class Spelled(Protocol):
    """How the source spells the article: facts of its format, the text, and the text behind some characters."""

    @property
    def format(self) -> Written: ...

    @property
    def text(self) -> str: ...

    def raw(self, pointer: str, start: int, end: int) -> str | None: ...


class Passages:
    """One article, walked once.

    ``labels`` are the house's own lead-in labels, their kinds by their slugs; ``today`` is the day of the check;
    ``spelled`` is the source, None where there is none; ``before`` is what the article was before a change to
    its file, None where nothing is known of that; ``around`` are the files around the source, None where it is
    no file.
    """

    def __init__(
        self,
        article: Article,
        labels: Mapping[str, str] | None = None,
        today: datetime.date | None = None,
        spelled: Spelled | None = None,
        before: Version | None = None,
        around: Around | None = None,
    ) -> None:
        self.spelled = spelled
        self.around = around
        self.before = before
        self.article = article
        self.labels = labels or {}
        self.today = today or datetime.datetime.now(datetime.UTC).date()
        self.all: list[Passage] = []
        self._code: dict[str, list[tuple[int, int]]] = {}
        self.sections: list[PlacedSection] = []
        self.blocks: list[Placed] = []
        self.images: list[tuple[str, Image]] = []
        self.lists: list[tuple[str, List]] = []
        self._of: dict[Roles, list[Passage]] = {}
        self._front()
        for index, section in enumerate(article.body):
            self._section(f"/body/{index}", section, 1)
        self._back()

    @cached_property
    def changes(self) -> list[Change]:
        """What differs from the version before; nothing where none is known."""
        from artfmt.model.diff import diff

        return diff(self.before.article, self.article) if self.before else []

    @property
    def is_english(self) -> bool:
        """Whether the article is in English, or says nothing of its language."""
        language = self.article.language
        return language is None or language.lower().startswith("en")

    def kind_of(self, label: str, kind: str) -> str:
        """The kind of an axiom: its own, or that of its label in the house's table where it has none."""
        return self.labels.get(slug(label), kind) if kind == OTHER else kind

    def is_known(self, label: str) -> bool:
        """Whether a label is in artfmt's table or in the house's."""
        return known_kind(label) is not None or slug(label) in self.labels

    def of(self, roles: Roles) -> list[Passage]:
        """The passages of some roles, in reading order."""
        if roles not in self._of:  # many rules ask for the same
            self._of[roles] = [passage for passage in self.all if passage.role in roles]
        return self._of[roles]

    @cached_property
    def words(self) -> int:
        """How many words the body has: headings, labels, prose, items, quotes and cells."""
        return sum([_words(passage.text) for passage in self.of(_COUNTED)])

    @cached_property
    def links(self) -> list[Link]:
        """The links within prose, in reading order."""
        links: list[Link] = []
        for passage in self.all:
            if len(passage.spans) == 1 and passage.spans[0].href is None:  # as most are
                continue
            start = 0
            for index, span in enumerate(passage.spans):
                end = start + len(span.text)
                before = links[-1] if links else None
                if before and before.passage is passage and before.last == index - 1 and before.href == span.href:
                    links[-1] = before._replace(last=index, end=end)
                elif span.href is not None:
                    links.append(Link(passage, index, index, start, end, span.href))
                start = end
        return links

    @cached_property
    def addresses(self) -> list[tuple[list[str], str]]:
        """Every address in the article with the pointers of its field; a link of several spans has it several times."""
        article = self.article
        fields = [("/url", article.url)]
        fields += [(f"/authors/{index}/url", part.url) for index, part in enumerate(article.authors)]
        fields += [(f"/related/{index}/url", part.url) for index, part in enumerate(article.related)]
        fields += [(f"{pointer}/src", image.src) for pointer, image in self.images]
        fields += [(f"{pointer}/url", part.url) for pointer, part in self.blocks if isinstance(part, Embed)]
        addresses = [([pointer], address) for pointer, address in fields if address]
        return addresses + [(link.pointers, link.href) for link in self.links]

    @cached_property
    def text(self) -> str:
        """The text of all passages, parted by a character that no article can hold."""
        return _BETWEEN.join([passage.text for passage in self.all])

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *accumulate(len(passage.text) + 1 for passage in self.all)]

    def search(
        self, pattern: re.Pattern[str], roles: frozenset[Role] = VISIBLE, hints: tuple[str, ...] = ()
    ) -> Iterator[Hit]:
        """Where a pattern stands in the passages of some roles, outside code.

        ``hints`` are strings one of which is in whatever the pattern matches: a text without any is not searched.
        """
        text = self.text
        if hints and not any(map(text.__contains__, hints)):
            return
        starts = self._starts
        for match in pattern.finditer(text):
            index = bisect_right(starts, match.start()) - 1
            passage, offset = self.all[index], starts[index]
            start, end = match.start() - offset, match.end() - offset
            if passage.role in roles and end <= len(passage.text) and not self.in_code(passage, start, end):
                yield Hit(passage, start, end, match)

    def in_code(self, passage: Passage, start: int, end: int) -> bool:
        """Whether some characters of a passage are code."""
        if len(passage.spans) < 2 and not (passage.spans and passage.spans[0].marks):
            return False
        if passage.pointer not in self._code:
            self._code[passage.pointer] = _code_of(passage.spans)
        ranges = self._code[passage.pointer]
        # The last range that starts before the end is the only one that can reach beyond the start.
        index = bisect_left(ranges, (max(end, start + 1), 0)) - 1
        return index >= 0 and ranges[index][1] > start

    def _add(self, role: Role, pointer: str, text: str | None) -> None:
        if text:
            self.all.append(Passage(role, pointer, text))

    def _prose(self, role: Role, pointer: str, spans: Spans) -> None:
        text = spans[0].text if len(spans) == 1 else plain_text(spans)
        if text:
            self.all.append(Passage(role, pointer, text, spans))

    def _front(self) -> None:
        article = self.article
        self._add("headline", "/headline", article.headline)
        self._add("deck", "/deck", article.deck)
        self._add("section", "/section", article.section)
        for index, tag in enumerate(article.tags):
            self._add("tag", f"/tags/{index}", tag)
        for index, author in enumerate(article.authors):
            self._add("name", f"/authors/{index}/name", author.name)
        if article.image:
            self._image("/image", article.image)

    def _back(self) -> None:
        for index, related in enumerate(self.article.related):
            self._add("related", f"/related/{index}/title", related.title)
        for index, note in enumerate(self.article.notes):
            self._prose("note", f"/notes/{index}/content", note.content)
        for index, footnote in enumerate(self.article.footnotes):
            self._prose("note", f"/footnotes/{index}/content", footnote.content)

    def _section(self, pointer: str, section: Section, depth: int) -> None:
        axiom = section.axiom
        self.sections.append(
            PlacedSection(pointer, section, depth, self.kind_of(axiom.label, axiom.kind) if axiom else None)
        )
        self._prose("heading", f"{pointer}/heading", section.heading)
        if axiom:
            self._add("label", f"{pointer}/axiom/label", axiom.label)
        for index, block in enumerate(section.blocks):
            self._block(f"{pointer}/blocks/{index}", block, "paragraph")
        for index, inner in enumerate(section.sections):
            self._section(f"{pointer}/sections/{index}", inner, depth + 1)

    def _block(self, pointer: str, block: Block, role: Role) -> None:
        self.blocks.append((pointer, block))
        match block:
            case Paragraph():
                self._prose(role, f"{pointer}/content", block.content)
            case List():
                self._list(pointer, block, "quote" if role == "quote" else "item")
            case Quote():
                for index, inner in enumerate(block.blocks):
                    self._block(f"{pointer}/blocks/{index}", inner, "quote")
                self._prose("attribution", f"{pointer}/attribution", block.attribution)
            case Image():
                self._image(pointer, block)
            case Table():
                self._table(pointer, block)
            case Embed():
                self._add("alt", f"{pointer}/title", block.title)
                self._beneath(pointer, block)
            case Code():
                pass
            case _:
                assert_never(block)

    def _list(self, pointer: str, block: List, role: Role) -> None:
        self.lists.append((pointer, block))
        for index, item in enumerate(block.items):
            self._prose(role, f"{pointer}/items/{index}/content", item.content)
            if item.sublist:
                self._list(f"{pointer}/items/{index}/sublist", item.sublist, role)

    def _image(self, pointer: str, image: Image) -> None:
        self.images.append((pointer, image))
        self._add("alt", f"{pointer}/alt", image.alt)
        self._beneath(pointer, image)

    def _table(self, pointer: str, table: Table) -> None:
        for column, cell in enumerate(table.header):
            self._prose("cell", f"{pointer}/header/{column}", cell)
        for number, row in enumerate(table.rows):
            for column, cell in enumerate(row):
                self._prose("cell", f"{pointer}/rows/{number}/{column}", cell)
        self._beneath(pointer, table)

    def _beneath(self, pointer: str, block: Image | Table | Embed) -> None:
        self._prose("caption", f"{pointer}/caption", block.caption)
        self._prose("credit", f"{pointer}/credit", block.credit)


def _words(text: str) -> int:
    """How many words a passage has, which has one space or line end between two."""
    return text.count(" ") + text.count("\n") + 1 if text.isascii() else len(text.split())


def _code_of(spans: Spans) -> list[tuple[int, int]]:
    """The ranges of characters that are code, in order."""
    ranges: list[tuple[int, int]] = []
    offset = 0
    for span in spans:
        if "code" in span.marks:
            ranges.append((offset, offset + len(span.text)))
        offset += len(span.text)
    return ranges
