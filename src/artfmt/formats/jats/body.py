"""The body of a JATS document: sections and blocks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from lxml import etree

from artfmt.formats.jats.elements import HREF, Element, Teller, address_in, parts_of, tag, words
from artfmt.formats.jats.footnotes import Footnotes
from artfmt.formats.jats.own import LEAD_IMAGE, PLACE
from artfmt.formats.jats.prose import ProseReader
from artfmt.language.labels import is_kind
from artfmt.model.article import (
    Axiom,
    Block,
    Code,
    Embed,
    Image,
    List,
    ListItem,
    Paragraph,
    Quote,
    Section,
    Table,
    rectangular,
)
from artfmt.model.grid import Cell, grid, span_of
from artfmt.model.limits import DEEPEST_LIST, DEEPEST_SECTION
from artfmt.model.prose import Span, Spans, canonical, one_line, plain_text
from artfmt.model.urls import safe_address
from artfmt.reading.sections import title_of
from artfmt.source.controls import without_controls
from artfmt.source.diagnostics import Severity

# What is told beneath a figure or a table.
_BENEATH = ("label", "caption", "attrib", "permissions")
_CELLS = ("td", "th")
_SIZE = re.compile(r"(?=.*\d)([1-9][0-9]{0,8})?x([1-9][0-9]{0,8})?")
_TERM = re.compile(r"[A-Za-z]+")


class BodyReader:
    """Reads sections and blocks; ``is_news`` tells that the type of a titled section is an axiom's."""

    def __init__(self, tell: Teller, footnotes: Footnotes, *, is_news: bool) -> None:
        self.tell = tell
        self.is_news = is_news
        self.lead_image: Image | None = None
        self.blocks: dict[str, Callable[[Element], Iterable[Block]]] = {
            "p": self._paragraph,
            "list": self._list,
            "disp-quote": self._quote,
            "fig": self._figure,
            "table-wrap": self._table,
            "media": self._embed,
            "code": self._code,
            "preformat": self._code,
            "fn-group": self._beside_footnotes,
        }
        self.prose = ProseReader(tell, self.blocks, footnotes)

    def body(self, body: Element) -> Iterator[Section]:
        children = parts_of(body)
        lead = children[0] if children else ""
        if not isinstance(lead, str) and tag(lead) == "fig" and lead.get("fig-type") == LEAD_IMAGE:
            children = children[1:]
            if image := self._image(lead):
                self.lead_image = self.tell.placed(image, lead)
        blocks, sections = self._content(children, 1)
        if blocks:
            yield Section(tuple(blocks))
        yield from sections

    def floats(self, group: Element) -> Iterator[Section]:
        blocks = tuple(self._blocks(parts_of(group)))
        if blocks:
            yield Section(blocks)

    def _content(self, children: Iterable[Element | str], depth: int) -> tuple[list[Block], list[Section]]:
        blocks: list[Block] = []
        sections: list[Section] = []
        for child in children:
            if not isinstance(child, str) and child.tag == "sec":
                if section := self._section(child, depth):
                    sections.append(section)
            elif sections:  # blocks after sections: a section of their own
                if blocks_after := tuple(self._block(child)):
                    after = Section(blocks_after)
                    sections.append(after if isinstance(child, str) else self.tell.placed(after, child))
            else:
                blocks += self._block(child)
        return blocks, sections

    def _section(self, sec: Element, depth: int) -> Section | None:
        titles = [child for child in sec if child.tag in ("label", "title")]
        place = sec.get("id") or (sec.get("specific-use") or "").removeprefix(PLACE) or None
        heading = self.prose.of_all(titles)
        axiom = self._axiom(sec, titles, heading)
        rest = [part for part in parts_of(sec) if isinstance(part, str) or part.tag not in ("label", "title")]
        blocks, sections = self._content(rest, depth + 1)
        if depth >= DEEPEST_SECTION and sections:
            self.tell.kept(sec)
            blocks += [block for section in sections for block in _flat(section)]
            sections = []
        if not blocks and not sections:
            if not heading:
                return None
            blocks, heading, axiom = [Paragraph(heading)], (), None
        whole = Section(tuple(blocks), () if axiom else heading, axiom, tuple(sections), place)
        if axiom:
            self.tell.report.place(axiom, sec)
        self.tell.report.place(whole, sec)
        return whole

    def _axiom(self, sec: Element, titles: list[Element], heading: Spans) -> Axiom | None:
        """The axiom that a titled section is: in a news article, by its type."""
        kind = sec.get("sec-type")
        if kind is None:
            return None
        if self.is_news and heading and not any(map(len, titles)) and is_kind(kind):
            return Axiom(kind, one_line(plain_text(heading)))
        self.tell.report.notice("attribute-left-out", Severity.INFO, f'left out sec-type="{kind}"', sec, kind)
        return None

    def _blocks(self, parts: Iterable[Element | str]) -> Iterator[Block]:
        for part in parts:
            yield from self._block(part)

    def _block(self, element: Element | str) -> Iterable[Block]:
        if isinstance(element, str):
            content = canonical((Span(element),))
            return (Paragraph(content),) if content else ()
        take = self.blocks.get(element.tag)
        if take:
            return take(element)
        return self._stranger(element)

    def _stranger(self, element: Element) -> Iterable[Block]:
        """An element that artfmt does not write: the blocks within it, or else its words."""
        if element.tag is etree.Entity:
            return ()
        own_words = (element.text or "").strip() or any((child.tail or "").strip() for child in element)
        holds_blocks = any(child.tag in self.blocks or len(child) for child in element)
        if not own_words and not holds_blocks and not words(element):
            self.tell.left_out(element)
            return ()
        self.tell.kept(element)
        return self._blocks(parts_of(element)) if holds_blocks and not own_words else self._paragraph(element)

    def _paragraph(self, element: Element) -> Iterator[Block]:
        """A paragraph; blocks within it stand beside it, in their order."""
        if not len(element):
            if content := self.prose.content(element):
                yield self.tell.placed(Paragraph(content), element)
            return
        spans: list[Span] = []
        for span in self.prose.inline(element, parting=True):
            if isinstance(span, Span):
                spans.append(span)
                continue
            if content := canonical(spans):
                yield self.tell.placed(Paragraph(content), element)
            spans = []
            yield from self._block(span)
        if content := canonical(spans):
            yield self.tell.placed(Paragraph(content), element)

    def _beside_footnotes(self, element: Element) -> Iterator[Block]:
        self.prose.beside_footnotes(element)
        yield from ()

    def _list(self, element: Element, depth: int = 1) -> Iterator[List]:
        items: list[ListItem] = []
        for child in self.tell.children(element):
            if child.tag == "list-item":
                items += self._items(child, depth)
            else:
                self.tell.left_out(child)
        if items:
            yield self.tell.placed(List(tuple(items), element.get("list-type") == "order"), element)

    def _items(self, element: Element, depth: int) -> list[ListItem]:
        """A list item, and the items of lists in it that have no place beneath it."""
        content: list[Span] = []
        sublists: list[List] = []
        for child in parts_of(element):
            if isinstance(child, str):
                content += [Span(child), Span(" ")]
            elif child.tag == "list":
                sublists += self._list(child, depth + 1)
            elif child.tag == "p":
                for inner in self.prose.inline(child, parting=True):
                    if isinstance(inner, Span):
                        content.append(inner)
                    elif inner.tag == "list":
                        sublists += self._list(inner, depth + 1)
                    else:
                        content += [Span(" "), *self.prose.inline(inner)]
                        self.tell.kept(inner)
                content.append(Span(" "))
            elif child.tag != etree.Entity:
                content += [*self.prose.inline(child), Span(" ")]
                self.tell.kept(child)
        prose = canonical(content)
        if prose and len(sublists) <= 1 and depth < DEEPEST_LIST:
            return [self.tell.placed(ListItem(prose, sublists[0] if sublists else None), element)]
        own = [self.tell.placed(ListItem(prose), element)] if prose else []
        return own + [item for sublist in sublists for item in sublist.items]

    def _quote(self, element: Element) -> Iterator[Block]:
        attribution = self.prose.of_all([child for child in element if child.tag == "attrib"])
        blocks: list[Paragraph | List] = []
        for child in parts_of(element):
            for block in () if not isinstance(child, str) and child.tag == "attrib" else self._block(child):
                if isinstance(block, Paragraph | List):
                    blocks.append(block)
                else:
                    yield block
        if blocks:
            yield self.tell.placed(Quote(tuple(blocks), attribution), element)
        elif attribution:
            yield self.tell.placed(Paragraph(attribution), element)

    def _figure(self, element: Element) -> Iterator[Block]:
        image = self._image(element)
        if image:
            yield self.tell.placed(image, element)

    def _image(self, element: Element) -> Image | None:
        fields: dict[str, Any] = self._beneath(element)
        pictures: list[Element] = []
        for child in self.tell.children(element):
            match child.tag:
                case name if name in _BENEATH:
                    pass
                case "alt-text" if "alt" not in fields:
                    fields["alt"] = words(child)
                case "graphic":
                    pictures.append(child)
                case "alternatives":
                    pictures += self.tell.children(child)
                case _:
                    self.tell.left_out(child)
        for picture in pictures:
            self._picture(picture, fields)
        for word in (element.get("specific-use") or "").split():
            if size := _SIZE.fullmatch(word):
                fields |= {
                    name: int(value) for name, value in zip(("width", "height"), size.groups(), strict=True) if value
                }
            elif _TERM.fullmatch(word):
                fields["source_type"] = word
        fields = {name: value for name, value in fields.items() if value}
        return Image(**fields) if fields.keys() & {"src", "alt", "caption", "credit"} else None

    def _picture(self, graphic: Element, fields: dict[str, Any]) -> None:
        """The address of a picture, and the alt text that stands within it."""
        address = safe_address(address_in(graphic)) if graphic.tag == "graphic" else None
        if address and "src" not in fields:
            fields["src"] = address
        else:
            self.tell.left_out(graphic, "a second picture" if address else "it has no place in an article")
            return
        for inner in self.tell.children(graphic):
            if inner.tag == "alt-text" and "alt" not in fields:
                fields["alt"] = words(inner)
            else:
                self.tell.left_out(inner)

    def _beneath(self, element: Element) -> dict[str, Spans]:
        """The caption, with the label before it, and the credit of a figure, a table or the like."""
        captions = [child for child in element if child.tag in ("label", "caption")]
        credits = [child for child in element if child.tag in ("attrib", "permissions")]
        return {"caption": self.prose.of_all(captions), "credit": self.prose.of_all(credits)}

    def _table(self, element: Element) -> Iterator[Block]:
        grids = [
            child for child in element.iter("table") if child.getparent() in (element, element.find("alternatives"))
        ]
        if not grids:  # a picture of a table
            yield from self._figure(element)
            return
        beneath = self._beneath(element)
        header: list[tuple[Spans, ...]] = []
        rows: list[tuple[Spans, ...]] = []
        for rows_of_grid in grids:
            self._grid(rows_of_grid, header, rows)
        feet = [rows_of_grid for foot in element.iter("table-wrap-foot") for rows_of_grid in foot]
        names = (*_BENEATH, "table", "alternatives", "table-wrap-foot", "fn", "fn-group")
        holders = (element, *element.iterfind("alternatives"), *element.iter("table-wrap-foot"))
        for child in (child for holder in holders for child in self.tell.children(holder)):
            if child.tag not in names:
                self.tell.left_out(child)
        credit = beneath["credit"] or self.prose.of_all(
            [rows_of_grid for rows_of_grid in feet if rows_of_grid.tag == "attrib"]
        )
        rows = header[1:] + rows
        if not rows and header:
            rows, header = header, []
        if rows:
            table = rectangular(Table(tuple(rows), header[0] if header else (), beneath["caption"], credit))
            yield self.tell.placed(table, element)
        elif beneath["caption"] or credit:
            yield self.tell.placed(Image(caption=beneath["caption"], credit=credit), element)

    def _grid(self, table: Element, header: list[tuple[Spans, ...]], rows: list[tuple[Spans, ...]]) -> None:
        """The rows of a table, those of its head apart."""
        loose_rows: list[Element] = []
        for part in self.tell.children(table):
            match part.tag:
                case "thead":
                    header += self._rows(self.tell.children(part))
                case "tbody" | "tfoot":
                    rows += self._rows(self.tell.children(part))
                case "col" | "colgroup" if not words(part):
                    pass
                case _:
                    loose_rows.append(part)
        rows += self._rows(loose_rows)

    def _rows(self, children: Iterable[Element]) -> list[tuple[Spans, ...]]:
        """The rows of a part of a table; cells that stand in no row are one."""
        rows: list[Iterable[Element]] = []
        stray: list[Element] = []
        for child in children:
            if child.tag == "tr":
                rows.append(self.tell.children(child))
            elif child.tag in _CELLS:
                stray.append(child)
            else:
                self.tell.left_out(child)
        if stray:
            rows.insert(0, stray)
        return [row for row in grid(map(self._cells, rows)) if row]

    def _cells(self, cells: Iterable[Element]) -> Iterator[Cell]:
        for cell in cells:
            if cell.tag not in _CELLS:
                self.tell.kept(cell)
            yield Cell(self.prose.content(cell), span_of(cell.get("colspan")), span_of(cell.get("rowspan")))

    def _embed(self, element: Element) -> Iterator[Block]:
        url = safe_address(element.get(HREF))
        if not url:
            self.tell.left_out(element, "it has no address that artfmt accepts")
            return
        parts = [part for caption in element.iterchildren("caption") for part in self.tell.children(caption)]
        titles = [part for part in parts if part.tag == "title"]
        captions = [part for part in parts if part.tag != "title"]
        for child in self.tell.children(element):
            if child.tag not in ("caption", "attrib"):
                self.tell.left_out(child)
        title = " ".join(map(words, titles)) or None
        credit = self.prose.of_all([child for child in element if child.tag == "attrib"])
        provider = one_line(element.get("content-type") or "") or None
        yield self.tell.placed(Embed(url, provider, title, self.prose.of_all(captions), credit), element)

    def _code(self, element: Element) -> Iterator[Block]:
        text = without_controls("".join(map(str, element.itertext())))
        if text.strip():
            yield self.tell.placed(Code(text, one_line(element.get("language") or "") or None), element)


def _flat(section: Section) -> Iterator[Block]:
    if words := title_of(section):
        yield Paragraph(words)
    yield from section.blocks
    for inner in section.sections:
        yield from _flat(inner)
