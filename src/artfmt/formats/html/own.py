"""artfmt's own HTML -> the article it was written from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from artfmt.formats.html.body import BlockReader, pixels, words_of
from artfmt.formats.html.figures import read_table
from artfmt.formats.html.footnotes import Footnotes
from artfmt.formats.html.writer import FOOTNOTE
from artfmt.formats.json.reader import strict_json
from artfmt.language.bylines import parse_byline
from artfmt.language.labels import OTHER, is_kind
from artfmt.model.article import (
    NOTE_KINDS,
    Article,
    Author,
    Axiom,
    Block,
    Embed,
    Footnote,
    Image,
    Note,
    Paragraph,
    Part,
    Publisher,
    Quote,
    Related,
    Rights,
    Section,
    Table,
)
from artfmt.model.footnotes import is_footnote_id
from artfmt.model.limits import DEEPEST_SECTION
from artfmt.model.prose import Span, Spans, canonical, one_line
from artfmt.model.urls import place_name
from artfmt.reading.document import Report
from artfmt.reading.sections import Start, unsectioned
from artfmt.reading.source_types import source_type_of
from artfmt.source.controls import visible, without_controls
from artfmt.source.errors import ReadError
from artfmt.source.location import Location

Element = etree._Element

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def find_own(root: Element) -> Element | None:
    """The element that artfmt wrote, in a page of its own or in another."""
    return next((element for element in root.iter("article") if "artfmt" in _classes(element)), None)


def _classes(element: Element) -> list[str]:
    return (element.get("class") or "").split()


def _kind(section: Element) -> str:
    kind = section.get("data-kind") or ""
    return kind if is_kind(kind) else OTHER


def _by_class(parent: Element, name: str) -> Element | None:
    return next((element for element in parent.iter(etree.Element) if name in _classes(element)), None)


def _footnote_id(element: Element) -> str | None:
    name = (element.get("id") or "").removeprefix(FOOTNOTE)
    return name if "footnote" in _classes(element) and is_footnote_id(name) else None


def _marked_id(mark: Element) -> str:
    link = mark.find("a")
    leads_to = (link.get("href") or "") if link is not None and "footnote" in _classes(mark) else ""
    return leads_to.removeprefix(f"#{FOOTNOTE}")


class OwnReader(BlockReader):
    """Reads what artfmt's HTML writer writes, element by element."""

    def __init__(self, root: Element, own: Element, report: Report) -> None:
        super().__init__(report, lambda element: element)
        self._root = root
        self._own = own
        self._fields: dict[str, Any] = {}
        self._footnotes = {name: element for element in own.iter("p") if (name := _footnote_id(element))}
        marks = own.iter("sup") if self._footnotes else ()
        self.footnotes = Footnotes({mark: (name,) for mark in marks if (name := _marked_id(mark)) in self._footnotes})

    def article(self) -> Article:
        """The article. Raises ReadError where it has no headline or no body."""
        self._metadata()
        body: tuple[Section, ...] = ()
        for child in self._own:
            if child.tag == "header":
                self._header(child)
            elif child.tag == "footer":
                self._footer(child)
            elif "body" in _classes(child):
                body = tuple(self._sections(child, 1, own=True))
            else:
                self._left_out(child, "it stands where artfmt writes nothing")
        if not self._fields.get("headline"):
            raise ReadError("has no headline: put an <h1> into the article's <header>")
        if not body:
            raise ReadError('has no body: put a <section> with a paragraph into <div class="body">')
        return Article(body=body, **self._fields)

    def _set(self, name: str, value: Any, element: Element) -> None:
        if value:
            self._fields[name] = value
            self.report.place_field(f"/{name}", element)

    def _metadata(self) -> None:
        self._set("language", self._own.get("lang"), self._own)
        extra: dict[str, Any] = {}
        for meta in self._root.iter("meta"):
            name, content = meta.get("name"), meta.get("content") or ""
            if name in ("artfmt:id", "artfmt:type"):
                self._set(name.partition(":")[2], one_line(content), meta)
            elif name == "artfmt:extra":
                try:
                    key, value = strict_json(content)
                    extra[str(key)] = value
                except (ValueError, TypeError):
                    raise self._error("this artfmt:extra is not a JSON list of a name and a value", meta) from None
        self._set("extra", extra, self._own)
        for link in self._root.iter("link"):
            if link.get("rel") == "canonical":
                self._set("url", self._address(link, "href"), link)

    def _error(self, message: str, element: Element) -> ReadError:
        place = self.report.resolve(element) if self.report.resolve else Location(1)
        return ReadError(message, line=place.line, column=place.column)

    def _header(self, header: Element) -> None:
        for child in header:
            classes = _classes(child)
            if child.tag == "h1":
                self._set("headline", words_of(child), child)
            elif name := next((name for name in ("section", "deck") if name in classes), None):
                self._set(name, words_of(child), child)
            elif "byline" in classes:
                self._byline(child)
            elif "dateline" in classes:
                self._dates(child)
            elif "lead-image" in classes:
                for image in self._figure(child):
                    self._set("image", image, child)
            else:
                self._left_out(child, "it stands where artfmt writes nothing")

    def _byline(self, element: Element) -> None:
        authors = [part for part in element if "author" in _classes(part)]
        if authors:
            self._set("authors", tuple(map(self._author, authors)), element)
        elif authors_of_line := parse_byline(words_of(element)) or parse_byline(f"By {words_of(element)}"):
            self._set("authors", authors_of_line, element)
        else:
            self._left_out(element, "it names nobody that artfmt can make out")

    def _dates(self, element: Element) -> None:
        if (place := _by_class(element, "place")) is not None:
            self._set("dateline", words_of(place), place)
        for time in element.iter("time"):
            name = next((name for name in ("published", "updated") if name in _classes(time)), None)
            if name:
                self._set(name, time.get("datetime"), time)
            else:
                self._left_out(time, "a date that is neither published nor updated")

    def _author(self, element: Element) -> Author:
        name, role = _by_class(element, "name"), _by_class(element, "role")
        author = Author(
            words_of(name) if name is not None else words_of(element),
            words_of(role) if role is not None else None,
            self._address(name, "href") if name is not None else None,
        )
        return self._put(author, element)  # type: ignore[return-value]

    def _put(self, part: Part, element: Element) -> Part:
        self.report.place(part, element)
        return part

    def _footer(self, footer: Element) -> None:
        notes = [part for part in footer if "note" in _classes(part)]
        self._set("notes", tuple(self._notes(notes)), notes[0] if notes else footer)
        for child in footer:
            classes = _classes(child)
            if "related" in classes:
                self._set("related", tuple(map(self._related, child.iter("li"))), child)
            elif "tags" in classes:
                self._set("tags", tuple(map(words_of, child.iter("li"))), child)
            elif "publisher" in classes:
                self._publisher(child)
            elif "rights" in classes:
                self._rights(child)
            elif "footnotes" in classes:
                self._set("footnotes", tuple(self._footnotes_read()), child)
            elif "note" not in classes:
                self._left_out(child, "it stands where artfmt writes nothing")

    def _footnotes_read(self) -> Iterator[Footnote]:
        for name, element in self._footnotes.items():
            content = _by_class(element, "content")
            words = self.inline(content) if content is not None else ()
            yield self._put(Footnote(name, words or (Span(name),)), element)  # type: ignore[misc]

    def _rights(self, element: Element) -> None:
        names = ("statement", "holder", "license")
        texts = {name: words_of(part) for name in names if (part := _by_class(element, name)) is not None}
        if fields := {name: text for name, text in texts.items() if text}:
            self._set("rights", Rights(**fields), element)
        else:
            self._left_out(element, "it says no right that artfmt can make out")

    def _notes(self, elements: list[Element]) -> Iterator[Note]:
        for element in elements:
            content, time = _by_class(element, "content"), element.find("time")
            kind: Any = element.get("data-kind")
            if content is None or kind not in NOTE_KINDS or not (spans := self.inline(content)):
                self._left_out(element, "a note needs its kind and its words")
                continue
            yield self._put(Note(kind, spans, time.get("datetime") if time is not None else None), element)  # type: ignore[misc]

    def _related(self, item: Element) -> Related:
        link = item.find("a")
        url = self._address(link, "href") if link is not None else None
        return self._put(Related(words_of(item), url), item)  # type: ignore[return-value]

    def _publisher(self, element: Element) -> None:
        name, issn = _by_class(element, "name"), _by_class(element, "issn")
        if name is None:
            self._left_out(element, "a publisher needs a name")
            return
        publisher = Publisher(words_of(name), self._address(name, "href"), words_of(issn) if issn is not None else None)
        self._set("publisher", publisher, element)

    def _sections(self, parent: Element, depth: int, *, own: bool = False) -> Iterator[Section]:
        """The sections within an element; with ``own``, what stands among them is one itself."""
        blocks: list[Block] = self._loose(parent.text, parent) if own else []
        for child in parent:
            if child.tag == "section":
                if blocks:
                    yield Section(tuple(blocks))
                blocks = []
                yield from self._section(child, depth)
            elif own:
                blocks += self._own_blocks(child)
            if own:
                blocks += self._loose(child.tail, child)
        if blocks:
            yield Section(tuple(blocks))

    def _loose(self, text: str | None, element: Element) -> list[Block]:
        """Text that stands where blocks should."""
        content = canonical((Span(one_line(text or "")),))
        return [self._placed(Paragraph(content), element)] if content else []

    def _section(self, element: Element, depth: int) -> Iterator[Section]:
        heading: Spans = ()
        axiom: Axiom | None = None
        blocks: list[Block] = self._loose(element.text, element)
        for child in element:
            if child.tag == "section":
                continue
            if child.tag in _HEADINGS and not heading and not axiom and not blocks:
                heading = self.inline(child)
            elif not heading and not axiom and not blocks and (label := self._label(child)) is not None:
                axiom = Axiom(_kind(element), one_line(words_of(label)).removesuffix(":"))
                self.report.place(axiom, element)
                rest = canonical((Span(without_controls(label.tail or "")), *self._after(child, label)))
                if rest:
                    blocks.append(self._placed(Paragraph(rest), child))
            else:
                blocks += self._own_blocks(child)
            blocks += self._loose(child.tail, child)
        sections = tuple(self._sections(element, depth + 1)) if depth < DEEPEST_SECTION else ()
        if depth >= DEEPEST_SECTION:
            for deeper in element.iterchildren("section"):
                self._left_out(deeper, "it is nested too deeply")
        if not blocks and not sections:
            if heading:
                blocks = [Paragraph(heading)]
            heading, axiom = (), None
        if blocks or sections:
            name = place_name(element.get("id") or element.get("data-id"))
            yield self._put(Section(tuple(blocks), heading, axiom, sections, name), element)  # type: ignore[misc]

    def _label(self, paragraph: Element) -> Element | None:
        first = paragraph[0] if len(paragraph) else None
        if first is None or paragraph.tag != "p" or first.tag != "strong" or (paragraph.text or "").strip():
            return None
        return first if "label" in _classes(first) and visible(words_of(first).removesuffix(":")) else None

    def _after(self, paragraph: Element, label: Element) -> Iterator[Span]:
        for child in paragraph:
            if child is label:
                continue
            for piece in self.references(child) if child in self.footnotes.marks else self._inner(child, (), None):
                if isinstance(piece, Span):
                    yield piece
            if child.tail:
                yield Span(without_controls(child.tail).replace("\n", " "))

    def _own_blocks(self, element: Element) -> list[Block]:
        if element.tag == "p" or element.tag in _HEADINGS:
            return list(self.paragraph(element))
        if element.tag in self._readers:
            return list(unsectioned(self._readers[element.tag](element)))
        self._left_out(element, "it stands where artfmt writes nothing")
        return []

    def _figure(self, element: Element) -> Iterator[Start | Block]:
        """A figure as artfmt writes it, told apart by its class."""
        classes = _classes(element)
        caption, credit = self.caption(element)
        block: Block | None
        if "embed" in classes and (link := element.find("a")) is not None and (url := self._address(link, "href")):
            title = words_of(link) if "title" in _classes(link) else None
            block = Embed(url, element.get("data-provider"), title, caption, credit)
        elif "table" in classes and (table := element.find(".//table")) is not None:
            table_read = read_table(table, self.inline, exact=True)
            block = table_read and Table(table_read.rows, table_read.header, caption, credit)
        elif "quote" in classes and (quote := element.find("blockquote")) is not None:
            attribution = _by_class(element, "attribution")
            blocks = tuple(self._quoted(quote)[0])
            block = Quote(blocks, self.inline(attribution) if attribution is not None else ()) if blocks else None
        elif "image" in classes or "lead-image" in classes:
            block = self._picture(element, caption, credit)
        else:
            yield from super()._figure(element)
            return
        if block:
            yield self._placed(block, element)

    def _picture(self, element: Element, caption: Spans, credit: Spans) -> Image | None:
        img = element.find("img")
        if img is not None:
            return self.image(img, caption, credit)
        picture = _by_class(element, "picture")
        alt = one_line(picture.get("aria-label") or "") if picture is not None else ""
        width, height = (pixels(element.get(f"data-{name}")) for name in ("width", "height"))
        source_type = source_type_of(element.get("data-source-type"))
        return (
            Image(None, alt or None, caption, credit, width, height, source_type) if alt or caption or credit else None
        )

    def caption(self, element: Element) -> tuple[Spans, Spans]:
        """The caption and the credit, each in an element of its own."""
        figcaption = element.find("figcaption")
        if figcaption is None:
            return (), ()
        parts = (_by_class(figcaption, "caption"), _by_class(figcaption, "credit"))
        if parts == (None, None):
            return super().caption(element)
        caption, credit = (self.inline(part) if part is not None else () for part in parts)
        return caption, credit
