"""The article: plain, frozen, typed data in the shape that ``schemas/article.schema.json`` describes.

Readers make these parts, writers and rules read them. Every field has the name it has in the schema;
the schema says what each one means.

Its prose is in the canonical form of ``prose``, and the rows of a table are equally long: ``from_dict`` and
readers yield that, and writers assume it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from functools import partial
from itertools import chain
from typing import Any, ClassVar, Literal, TypeAlias, assert_never, get_args

from artfmt.model.footnotes import misreferred
from artfmt.model.limits import too_deep
from artfmt.model.prose import Span, Spans, canonical, one_line, plain_text
from artfmt.model.versions import VERSIONS, SchemaVersion, lowest_version
from artfmt.source.errors import ArtfmtError

NoteKind = Literal["editors-note", "correction", "clarification", "update", "disclosure"]
ArticleType = Literal["article", "newsletter"]
NOTE_KINDS: tuple[NoteKind, ...] = get_args(NoteKind)
_MOST_ADDED_CELLS = 100_000
# What says something of the data, not of the article.
_NOT_KEPT = frozenset(("$schema", "version"))


class UnfitError(ArtfmtError, ValueError):
    """Data are not an article, or would be one but for their size or depth."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of prose."""

    type: ClassVar[str] = "paragraph"
    content: Spans


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item of a list, with the list within it if there is one."""

    content: Spans
    sublist: List | None = None


@dataclass(frozen=True, slots=True)
class List:
    """A bulleted list, or one numbered from 1."""

    type: ClassVar[str] = "list"
    items: tuple[ListItem, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation set apart from the text."""

    type: ClassVar[str] = "quote"
    blocks: tuple[Paragraph | List, ...]
    attribution: Spans = ()


@dataclass(frozen=True, slots=True)
class Image:
    """A picture with what is said of it; the lead image of an article, or a block."""

    type: ClassVar[str] = "image"
    src: str | None = None
    alt: str | None = None
    caption: Spans = ()
    credit: Spans = ()
    width: int | None = None
    height: int | None = None
    source_type: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table of data; ``header`` and each row hold cells, each cell spans."""

    type: ClassVar[str] = "table"
    rows: tuple[tuple[Spans, ...], ...]
    header: tuple[Spans, ...] = ()
    caption: Spans = ()
    credit: Spans = ()


@dataclass(frozen=True, slots=True)
class Embed:
    """Something from elsewhere that the page shows in a frame."""

    type: ClassVar[str] = "embed"
    url: str
    provider: str | None = None
    title: str | None = None
    caption: Spans = ()
    credit: Spans = ()


@dataclass(frozen=True, slots=True)
class Code:
    """Text that is shown as it is."""

    type: ClassVar[str] = "code"
    text: str
    language: str | None = None


Block: TypeAlias = Paragraph | List | Quote | Image | Table | Embed | Code


@dataclass(frozen=True, slots=True)
class Axiom:
    """A lead-in label ("Why it matters") and the stable slug of its kind."""

    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class Section:
    """A run of blocks under a heading, under an axiom, or under neither; then the sections within it."""

    blocks: tuple[Block, ...] = ()
    heading: Spans = ()
    axiom: Axiom | None = None
    sections: tuple[Section, ...] = ()
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Author:
    """One person of the byline."""

    name: str
    role: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Publisher:
    """The outlet that publishes the article."""

    name: str
    url: str | None = None
    issn: str | None = None


@dataclass(frozen=True, slots=True)
class Related:
    """Another story that the article sends its readers to."""

    title: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """One statement of the editors about the article."""

    kind: NoteKind
    content: Spans
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote; spans refer to it by its ``id``, which no other footnote has."""

    id: str
    content: Spans


@dataclass(frozen=True, slots=True)
class Rights:
    """Whose something is and what others may do with it."""

    statement: str | None = None
    holder: str | None = None
    license: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article or newsletter."""

    type: ArticleType = "article"
    id: str | None = None
    url: str | None = None
    language: str | None = None
    headline: str
    deck: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    published: str | None = None
    updated: str | None = None
    dateline: str | None = None
    authors: tuple[Author, ...] = ()
    publisher: Publisher | None = None
    image: Image | None = None
    body: tuple[Section, ...]
    related: tuple[Related, ...] = ()
    notes: tuple[Note, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    rights: Rights | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def version(self) -> SchemaVersion:
        """The lowest version of the schema that has all fields of the article."""
        return lowest_version(self)

    @property
    def text(self) -> str:
        """The words of the body and the footnotes: labels, prose, items, cells; no headline, captions and credits."""
        lines = [line for section in self.body for line in _section_text(section)]
        lines += [plain_text(footnote.content) for footnote in self.footnotes]
        return "\n\n".join(filter(None, lines))

    def axiom(self, kind: str) -> Section | None:
        """The first section whose axiom is of this kind ("why-it-matters"), or None."""
        for _, part in self.walk():
            if isinstance(part, Section) and part.axiom and part.axiom.kind == kind:
                return part
        return None

    def walk(self) -> Iterator[tuple[str, Part]]:
        """Every part with its JSON Pointer (RFC 6901) in ``to_dict()``, from the article down, in reading order."""
        return _walk("", self)

    def to_dict(self) -> dict[str, Any]:
        """The article as the schema describes it: dicts, lists, strings and numbers; what is empty is left out."""
        return {"version": self.version, **_plain_fields(self)}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Article:
        """The article, in canonical form, that ``data`` describes.

        ``data`` is a mapping that is valid under the schema (``artfmt.validate`` tells); a ``$schema`` key
        is passed over. Raises UnfitError where the data are not an article, nest too deeply, refer to footnotes that
        are not there or hold a table that is mostly holes.
        """
        try:
            for _, message in chain(too_deep(data), misreferred(data)):
                raise UnfitError(message)
            article: Article = _build(cls, {key: value for key, value in data.items() if key not in _NOT_KEPT})
            return article
        except (TypeError, KeyError, AttributeError) as error:
            raise UnfitError(f"not an article of schema version {VERSIONS[-1]}: {error}") from error


Part: TypeAlias = (
    Article
    | Author
    | Publisher
    | Related
    | Note
    | Footnote
    | Rights
    | Section
    | Axiom
    | Paragraph
    | List
    | ListItem
    | Quote
    | Image
    | Table
    | Embed
    | Code
    | Span
)

BLOCK_TYPES: dict[str, type[Block]] = {block.type: block for block in get_args(Block)}


def _section_text(section: Section) -> Iterator[str]:
    if section.heading:
        yield plain_text(section.heading)
    lines = [line for block in section.blocks for line in _block_text(block)]
    if section.axiom:
        lines[:1] = [f"{section.axiom.label}: {lines[0]}" if lines else f"{section.axiom.label}:"]
    yield from lines
    for inner in section.sections:
        yield from _section_text(inner)


def _quote_text(quote: Quote) -> Iterator[str]:
    for block in quote.blocks:
        yield from _block_text(block)
    if quote.attribution:
        yield plain_text(quote.attribution)


def _block_text(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield plain_text(block.content)
        case List():
            for item in block.items:
                yield plain_text(item.content)
                if item.sublist:
                    yield from _block_text(item.sublist)
        case Quote():
            yield from _quote_text(block)
        case Table():
            yield from ("\t".join(map(plain_text, row)) for row in (block.header, *block.rows) if row)
        case Code():
            yield block.text
        case Image() | Embed():
            pass
        case _:
            assert_never(block)


_REQUIRED = object()
_FieldRows: TypeAlias = tuple[tuple[str, object], ...]


def _fields(cls: type[Any]) -> _FieldRows:
    """Name and default of each field of a part, in order; the default of a required one is ``_REQUIRED``."""
    if cls not in _FIELDS:
        _FIELDS[cls] = _OUTPUT_ORDER.get(cls) or tuple((field_.name, _default(field_)) for field_ in fields(cls))
    return _FIELDS[cls]


def _default(field_: Field[Any]) -> object:
    if field_.name in ("type", "blocks"):
        return _REQUIRED
    if field_.default_factory is not MISSING:
        return field_.default_factory()
    return _REQUIRED if field_.default is MISSING else field_.default


def _plain_fields(part: Any) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for name, default in _fields(type(part)):
        value = getattr(part, name)
        if default is _REQUIRED or value != default:
            out[name] = _plain_blocks(value) if name == "blocks" else _plain(value)
    return out


def _plain_blocks(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    return [{"type": block.type, **_plain_fields(block)} for block in blocks]


def _plain(value: Any) -> Any:
    if isinstance(value, str | int | float | None):
        return value
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    return _plain_fields(value)


# Where reading order is not the order of the fields in the class (defaults must come last there).
_OUTPUT_ORDER: dict[type, _FieldRows] = {
    Section: (("id", None), ("heading", ()), ("axiom", None), ("blocks", _REQUIRED), ("sections", ())),
    Span: (("text", ""), ("marks", ()), ("href", None), ("footnote", None)),
    List: (("ordered", False), ("items", _REQUIRED)),
    Table: (("caption", ()), ("header", ()), ("rows", _REQUIRED), ("credit", ())),
}

_FIELDS: dict[type, _FieldRows] = {}


def _walk(pointer: str, part: Part) -> Iterator[tuple[str, Part]]:
    yield pointer, part
    for name, _ in _fields(type(part)):
        if name != "extra":
            yield from _walk_value(f"{pointer}/{name}", getattr(part, name))


def _walk_value(pointer: str, value: Any) -> Iterator[tuple[str, Part]]:
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _walk_value(f"{pointer}/{index}", item)
    elif value is not None and not isinstance(value, str | int):
        yield from _walk(pointer, value)


_Convert: TypeAlias = Callable[[Any], Any]


def _build(cls: type, data: Mapping[str, Any]) -> Any:
    converters, passed_over = _CONVERTERS[cls], _PASSED_OVER[cls]
    return cls(**{name: converters[name](value) for name, value in data.items() if name not in passed_over})


def _one(cls: type) -> _Convert:
    return partial(_build, cls)


def _each(convert: _Convert) -> _Convert:
    return lambda items: tuple(map(convert, items))


def _block(data: Mapping[str, Any]) -> Block:
    block: Block = _build(BLOCK_TYPES[data["type"]], data)
    return rectangular(block) if isinstance(block, Table) else block


def _span(data: Mapping[str, Any]) -> Span:
    if "footnote" in data:
        return Span(footnote=data["footnote"])
    return Span(data["text"], tuple(data.get("marks", ())), data.get("href")) if len(data) > 1 else Span(data["text"])


def _prose(items: Iterable[Mapping[str, Any]]) -> Spans:
    return canonical([_span(item) for item in items])


def _kept(value: Any) -> Any:
    return value


def _code_text(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def rectangular(table: Table) -> Table:
    """The table with all rows equally long, and without a header that says nothing.

    Raises UnfitError where that would take many times the cells that the table has.
    """
    header = table.header if any(table.header) else ()
    width = max(map(len, (header, *table.rows)))
    if width * len(table.rows) > _MOST_ADDED_CELLS + 2 * sum(map(len, table.rows)):
        raise UnfitError(f"holds a table of {len(table.rows)} rows, few of which have its {width} columns")
    rows = tuple(row + ((),) * (width - len(row)) for row in table.rows)
    if header:
        header += ((),) * (width - len(header))
    return Table(rows, header, table.caption, table.credit)


_CONVERTERS: dict[type, dict[str, _Convert]] = {
    Article: {
        "type": _kept,
        "id": one_line,
        "url": _kept,
        "language": _kept,
        "headline": one_line,
        "deck": one_line,
        "section": one_line,
        "tags": _each(one_line),
        "published": _kept,
        "updated": _kept,
        "dateline": one_line,
        "authors": _each(_one(Author)),
        "publisher": _one(Publisher),
        "image": _one(Image),
        "body": _each(_one(Section)),
        "related": _each(_one(Related)),
        "notes": _each(_one(Note)),
        "footnotes": _each(_one(Footnote)),
        "rights": _one(Rights),
        "extra": _plain,
    },
    Author: {"name": one_line, "role": one_line, "url": _kept},
    Publisher: {"name": one_line, "url": _kept, "issn": _kept},
    Related: {"title": one_line, "url": _kept},
    Note: {"kind": _kept, "content": _prose, "date": _kept},
    Footnote: {"id": _kept, "content": _prose},
    Rights: {"statement": one_line, "holder": one_line, "license": one_line},
    Section: {
        "id": _kept,
        "heading": _prose,
        "axiom": _one(Axiom),
        "blocks": _each(_block),
        "sections": _each(_one(Section)),
    },
    Axiom: {"kind": _kept, "label": one_line},
    Paragraph: {"content": _prose},
    List: {"ordered": _kept, "items": _each(_one(ListItem))},
    ListItem: {"content": _prose, "sublist": _one(List)},
    Quote: {"blocks": _each(_block), "attribution": _prose},
    Image: {
        "src": _kept,
        "alt": one_line,
        "caption": _prose,
        "credit": _prose,
        "source_type": _kept,
        "width": int,
        "height": int,
    },
    Table: {"header": _each(_prose), "rows": _each(_each(_prose)), "caption": _prose, "credit": _prose},
    Embed: {"url": _kept, "provider": one_line, "title": one_line, "caption": _prose, "credit": _prose},
    Code: {"text": _code_text, "language": one_line},
}
_PASSED_OVER: dict[type, frozenset[str]] = {
    cls: frozenset({"type"} if cls in BLOCK_TYPES.values() else ()) for cls in _CONVERTERS
}
