"""HTML elements -> a run of section starts and blocks; whatever runs, submits or is hidden is left out and told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from lxml import etree

from artfmt.formats.html.figures import (
    cells_of,
    code_language,
    is_layout,
    is_of_embed,
    read_table,
    with_caption,
    without_dash,
)
from artfmt.formats.html.footnotes import NONE
from artfmt.formats.html.tree import parse_html
from artfmt.language.credits import split_credit
from artfmt.language.labels import label_of
from artfmt.model.article import Axiom, Block, Code, Embed, Image, List, ListItem, Paragraph, Quote
from artfmt.model.limits import DEEPEST_LIST
from artfmt.model.prose import Mark, Span, Spans, canonical, cut, one_line, plain_text
from artfmt.model.urls import place_name, safe_address
from artfmt.reading.document import Place, Report
from artfmt.reading.sections import Start, unsectioned
from artfmt.reading.source_types import source_type_of
from artfmt.source.controls import without_controls

Element = etree._Element

_MARKS: dict[str, Mark] = {
    "strong": "bold",
    "b": "bold",
    "em": "italic",
    "i": "italic",
    "cite": "italic",
    "s": "strike",
    "del": "strike",
    "strike": "strike",
    "code": "code",
    "tt": "code",
    "kbd": "code",
    "samp": "code",
    "sub": "sub",
    "sup": "sup",
}
_ACTIVE = frozenset({"script", "style", "template", "object", "applet", "link", "meta", "base", "title", "noscript"})
_CONTROLS = frozenset({"form", "input", "button", "select", "textarea", "option", "dialog", "nav", "menu"})
_FRAMES = frozenset({"iframe", "video", "audio", "embed"})
_CONTAINERS = frozenset(
    [
        "html",
        "body",
        "div",
        "section",
        "article",
        "main",
        "aside",
        "header",
        "footer",
        "address",
        "center",
        "details",
        "summary",
        "dl",
        "dt",
        "dd",
        "fieldset",
        "figcaption",
        "hgroup",
        "picture",
        "td",
        "th",
        "tr",
        "tbody",
        "thead",
        "tfoot",
        "caption",
        "li",
    ]
)
# What browsers take for a comment (HTML, section 13.2.5.6), and a tag that the text ends within.
_UNSEEN = re.compile(r"<!--(.*?)(?:--!?>|\Z)|<[!?]([^>]*+)(?:>|\Z)|(<[A-Za-z/][^>]*+)\Z", re.DOTALL)
_NUMBERS_OF_LINES = re.compile(r"\s*+\d{1,6}(?:\s++\d{1,6})*+\s*+")
_WHITE_SPACE = re.compile(r"[ \t\n\r\f\u2028\u2029]+")


def read_fragment(html: str, report: Report, place: Place) -> list[Start | Block]:
    """The starts and blocks that a piece of HTML within another format makes; all of them stand at ``place``."""
    seen_until = 0
    for match in _UNSEEN.finditer(html):
        if words := (match[1] or match[2] or "").strip():
            report.comment(words, place)
        elif match[3]:
            report.left_out(match[3], place, "a tag that does not end")
        seen_until = match.end() if not html[seen_until : match.start()].strip() else seen_until
    if not html[seen_until:].strip():
        return []
    root = parse_html(html)
    return [] if root is None else BlockReader(report, lambda _: place).flow(root)


class BlockReader:
    """Reads the blocks within elements; ``place_of`` gives an element's place."""

    def __init__(self, report: Report, place_of: Callable[[Element], Place]) -> None:
        self.report = report
        self.place_of = place_of
        self.footnotes = NONE
        self._readers: dict[str, Callable[[Element], Iterable[Start | Block]]] = {
            "p": self._flow_of,
            "ul": self._list,
            "ol": self._list,
            "blockquote": self._quote,
            "figure": self._figure,
            "img": self._lone_image,
            "table": self._table,
            "pre": self._code,
            "hr": self._rule,
            **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), self._heading),
            **dict.fromkeys(_FRAMES, self._frame),
            **dict.fromkeys(_CONTAINERS, self._flow_of),
        }

    def flow(self, container: Element) -> list[Start | Block]:
        """The starts and blocks within an element."""
        return list(self._flow_of(container))

    def inline(self, element: Element) -> Spans:
        """The prose within an element, blocks in it and all."""
        return self._prose(element, Span(" "))

    def cell(self, element: Element) -> Spans:
        """The prose of a table's cell, with line breaks between the blocks and the items in it."""
        return self._prose(element, Span("\n"))

    def _prose(self, element: Element, gap: Span) -> Spans:
        """The prose within an element, with ``gap`` around each block; pictures and frames are told of."""
        spans: list[Span] = []
        for piece in self._run(element, (), None):
            if isinstance(piece, Span):
                spans.append(piece)
            elif piece.tag in ("img", *_FRAMES):
                if words := piece.get("alt") or piece.get("title") or self.picture_address(piece):
                    self.report.left_out(words, self.place_of(piece), f"<{piece.tag}>: only prose has a place here")
            else:
                spans += [gap, *self._prose(piece, gap), gap]
        return canonical(spans)

    def _placed(self, block: Any, element: Element) -> Any:
        self.report.place(block, self.place_of(element))
        return block

    def _left_out(self, element: Element, why: str, rule: str = "html-left-out") -> None:
        words = words_of(element) or element.get("src") or element.get("href") or f"<{element.tag}>"
        self.report.left_out(words, self.place_of(element), f"<{element.tag}>: {why}", rule)

    def _flow_of(self, container: Element, without: str | None = None) -> Iterator[Start | Block]:
        """A container's prose as paragraphs, parted by the blocks within it and by doubled line breaks.

        ``without`` names an element that is read elsewhere.
        """
        spans: list[Span] = []
        breaks = 0
        for piece in self._run(container, (), None):
            if isinstance(piece, Span):
                breaks = breaks + 1 if piece.text == "\n" else breaks if not piece.text.strip() else 0
                if breaks == 2:
                    yield from self._paragraph(spans, container)
                    spans, breaks = [], 0
                else:
                    spans.append(piece)
                continue
            yield from self._paragraph(spans, container)
            spans, breaks = [], 0
            if piece.tag != without:
                yield from self.block(piece)
        yield from self._paragraph(spans, container)

    def block(self, element: Element) -> Iterable[Start | Block]:
        """The starts and blocks that an element which stands as a block makes."""
        return self._readers[element.tag](element)

    def _paragraph(self, spans: list[Span], element: Element) -> Iterator[Start | Block]:
        content = canonical(spans)
        label = label_of(content, self.report.labels) if content else None
        if label:
            place = self.place_of(element)
            yield Start(axiom=Axiom(self.report.labels.kind_of(label.words), label.words), place=place)
            self.report.links_of_label(cut(content, 0, label.colon), element)
            content = cut(content, label.colon + 1)
        if content:
            yield self._placed(Paragraph(content), element)

    def paragraph(self, element: Element) -> Iterator[Block]:
        """An element's prose as one paragraph, its label, if it has one, within it."""
        if content := self.inline(element):
            yield self._placed(Paragraph(content), element)

    def _run(self, element: Element, marks: tuple[Mark, ...], href: str | None) -> Iterator[Span | Element]:
        """The spans within an element, and the blocks among them as elements."""
        if element.text:
            yield Span(_flowing(element.text), marks, href)
        for child in element:
            if child in self.footnotes.marks:
                yield from self.references(child)
            elif child not in self.footnotes.apart:
                yield from self._inner(child, marks, href)
            if child.tail:
                yield Span(_flowing(child.tail), marks, href)

    def references(self, mark: Element) -> Iterator[Span]:
        """The references to footnotes that an element marks."""
        return (Span(footnote=name) for name in self.footnotes.marks[mark])

    def _inner(self, child: Element, marks: tuple[Mark, ...], href: str | None) -> Iterator[Span | Element]:
        tag = child.tag
        if tag in _MARKS:
            mark = _MARKS[tag]
            yield from self._run(child, marks if mark in marks else (*marks, mark), href)
        elif tag == "br":
            yield Span("\n", marks, href)
        elif tag == "a":
            address = self._address(child, "href")
            if address and not words_of(child) and child.find(".//img") is not None:
                self.report.left_out(address, self.place_of(child), "a picture's link: it has no place in an article")
            yield from self._run(child, marks, address or href)
        elif tag in self._readers:
            yield child
        elif tag in _ACTIVE:
            if is_of_embed(child):
                self._left_out(child, "the script of an embed, which stays")
            else:
                self._left_out(child, "it shows nothing, or runs", "active-element")
        elif tag in _CONTROLS:
            self._left_out(child, "a control of the page, not of the article")
        elif isinstance(tag, str):
            yield from self._run(child, marks, href)

    def _address(self, element: Element, attribute: str) -> str | None:
        raw = element.get(attribute)
        address = self.safe(raw)
        if raw and raw.strip() and not address:
            self._refused(raw, element)
        return address

    def safe(self, raw: str | None) -> str | None:
        """An address as the article may hold it; None where it may not."""
        return safe_address(raw)

    def _refused(self, raw: str, element: Element) -> None:
        self.report.refused(raw, self.place_of(element))

    def _heading(self, element: Element) -> Iterator[Start | Block]:
        images = list(element.iter("img"))
        if content := canonical(self.inline_without_blocks(element)):
            yield Start(
                content, int(element.tag[1]), place=self.place_of(element), name=self._place_of_heading(element)
            )
        for image in images:
            yield from self._lone_image(image)

    def _place_of_heading(self, heading: Element) -> str | None:
        """The id of a heading, of what stands in it or of the box that it opens, where a link leads to it."""
        box = heading.getparent()
        places = [*heading.iter(etree.Element)] if self.footnotes.targets else []
        places += [box] if box is not None and heading.getprevious() is None and not (box.text or "").strip() else []
        names = (place.get("id") or place.get("name") for place in places)
        return next((name for name in names if name in self.footnotes.targets and place_name(name)), None)

    def inline_without_blocks(self, element: Element) -> Spans:
        """The prose within an element whose pictures are read elsewhere."""
        spans: list[Span] = []
        for piece in self._run(element, (), None):
            if isinstance(piece, Span):
                spans.append(piece)
            elif piece.tag != "img":
                spans += [Span(" "), *self.inline(piece), Span(" ")]
        return canonical(spans)

    def _rule(self, element: Element) -> Iterator[Start]:
        yield Start(place=self.place_of(element))

    def _list(self, element: Element) -> Iterator[Block]:
        beside: list[Block] = []
        items = self._items(element, 1, beside)
        start = element.get("start", "1").strip()
        if element.tag == "ol" and start != "1" and start.isascii() and start.isdigit() and len(start) < 10:
            # Numbers that do not count from one mean something: they stay, as text.
            for number, item in enumerate(items, int(start)):
                yield self._placed(Paragraph(canonical((Span(f"{number}. "), *item.content))), element)
                if item.sublist:
                    yield self._placed(item.sublist, element)
        elif items:
            yield self._placed(List(tuple(items), element.tag == "ol"), element)
        yield from beside

    def _items(self, element: Element, depth: int, beside: list[Block]) -> list[ListItem]:
        items: list[ListItem] = []
        if words := canonical((Span(_flowing(element.text or "")),)):
            items.append(ListItem(words))
        for child in element:
            if child.tag in ("ul", "ol"):  # a list right within a list is the sublist of the item before it
                inner = self._items(child, depth + 1, beside)
                if items and not items[-1].sublist and inner and depth < DEEPEST_LIST:
                    items[-1] = ListItem(items[-1].content, List(tuple(inner), child.tag == "ol"))
                else:
                    items += inner
            elif isinstance(child.tag, str):
                items += self._item(child, depth, beside)
            if child.tail and (words := canonical((Span(_flowing(child.tail)),))):
                items.append(ListItem(words))
        return items

    def _item(self, element: Element, depth: int, beside: list[Block]) -> list[ListItem]:
        """A list item; pictures and other blocks that an item cannot hold stand after the list."""
        if element in self.footnotes.apart:
            return []
        content: list[Span] = []
        inner: list[ListItem] = []
        is_ordered = False
        for piece in self._run(element, (), None):
            if isinstance(piece, Span):
                content.append(piece)
            elif piece.tag in ("ul", "ol"):
                is_ordered = is_ordered or piece.tag == "ol"
                inner += self._items(piece, depth + 1, beside)
                content.append(Span(" "))
            elif piece.tag in ("img", "figure", "table", "pre", *_FRAMES):
                self.report.moved(f"<{piece.tag}>", self.place_of(piece))
                beside += unsectioned(self.block(piece))
            else:
                inner_lists = [child for child in piece.iter("ul", "ol") if child is not piece]
                content += [Span("\n" if content else " "), *self.inline(piece), Span("\n" if not inner_lists else " ")]
        prose = canonical(content)
        if not prose:
            return inner
        if not inner or depth >= DEEPEST_LIST:
            return [self._placed(ListItem(prose), element), *inner]
        return [self._placed(ListItem(prose, List(tuple(inner), is_ordered)), element)]

    def _quote(self, element: Element) -> Iterator[Block]:
        classes = (element.get("class") or "").split()
        if any(name.endswith(("-tweet", "-media", "-post", "-embed")) for name in classes):
            yield from self._post(element)
            return
        blocks, others = self._quoted(element)
        attribution: Spans = ()
        for inner in element.iter("footer", "cite"):
            is_last = inner.getparent() is element and inner.getnext() is None and not (inner.tail or "").strip()
            if inner.tag == "footer" or (is_last and len(element) > 1):
                attribution = without_dash(self.inline(inner))
        if attribution and blocks and isinstance(blocks[-1], Paragraph):
            words = plain_text(blocks[-1].content).lstrip("—–- ")
            if words == plain_text(attribution):
                blocks.pop()
        if blocks:
            yield self._placed(Quote(tuple(blocks), attribution), element)
        elif attribution:
            yield self._placed(Paragraph(attribution), element)
        yield from others

    def _quoted(self, element: Element) -> tuple[list[Paragraph | List], list[Block]]:
        """The paragraphs and lists of a quotation, and the blocks that it cannot hold."""
        blocks: list[Paragraph | List] = []
        others: list[Block] = []
        spans: list[Span] = []

        def close() -> None:
            if content := canonical(spans):
                blocks.append(self._placed(Paragraph(content), element))
            spans.clear()

        for piece in self._run(element, (), None):
            if isinstance(piece, Span):
                spans.append(piece)
                continue
            close()
            if piece.tag in ("ul", "ol"):
                for block in self._list(piece):
                    (blocks if isinstance(block, List) else others).append(block)  # type: ignore[arg-type]
            elif piece.tag in ("img", "figure", "table", "pre", *_FRAMES):
                others += unsectioned(self.block(piece))
            else:
                inner, more = self._quoted(piece)
                blocks += inner
                others += more
        close()
        return blocks, others

    def _post(self, element: Element) -> Iterator[Block]:
        """A post of a social network, which a script would have drawn: an embed of what it links to last."""
        links = [address for link in element.iter("a") if (address := self.safe(link.get("href")))]
        caption = self.inline(element)
        if links:
            yield self._placed(Embed(links[-1], caption=caption), element)
        elif caption:
            yield self._placed(Quote((Paragraph(caption),)), element)

    def _frame(self, element: Element) -> Iterator[Block]:
        source = element.find("source")
        url = self._address(element, "src") or self.safe(element.get("data-src"))
        url = url or (self.safe(source.get("src")) if source is not None else None)
        title = one_line(element.get("title") or "") or None
        if url:
            self._fallback(element)
            yield self._placed(Embed(url, None, title), element)
        else:
            words = title or words_of(element) or "<" + str(element.tag) + ">"
            self.report.left_out(words, self.place_of(element), "it has no address that artfmt accepts")

    def _fallback(self, element: Element) -> None:
        if words_of(element):
            self._left_out(element, "what is shown in its place where it cannot be")

    def _lone_image(self, element: Element) -> Iterator[Block]:
        image = self.image(element)
        self._fallback(element)
        if image:
            yield self._placed(image, element)

    def image(self, element: Element, caption: Spans = (), credit: Spans = ()) -> Image | None:
        """The image of an ``<img>``; None where it says nothing."""
        raw = self.picture_address(element)
        src = self.safe(raw)
        if raw and not src:
            self.report.refused(raw, self.place_of(element))
        alt = one_line(element.get("alt") or "") or None
        width, height = (pixels(element.get(name)) for name in ("width", "height"))
        source_type = source_type_of(element.get("data-source-type"))
        return Image(src, alt, caption, credit, width, height, source_type) if src or alt or caption or credit else None

    def picture_address(self, element: Element) -> str | None:
        """The address of an ``<img>``'s picture, raw."""
        return next((element.get(name) for name in ("data-src", "data-lazy-src", "src") if element.get(name)), None)

    def _figure(self, element: Element) -> Iterator[Start | Block]:
        """A figure: all that it shows, with its caption and credit on the first thing that can have them."""
        caption, credit = self.caption(element)
        blocks = list(unsectioned(self._flow_of(element, without="figcaption")))
        if caption or credit:
            blocks = with_caption(blocks, caption, credit)
        for block in blocks:
            yield self._placed(block, element)

    def caption(self, element: Element) -> tuple[Spans, Spans]:
        """The caption and the credit of a figure."""
        figcaption = element.find(".//figcaption")
        if figcaption is None:
            return (), ()
        return split_credit(self.inline(figcaption))

    def _table(self, element: Element) -> Iterator[Start | Block]:
        if is_layout(element):
            for cell in cells_of(element):
                yield from self._flow_of(cell)
            return
        table = read_table(element, self.cell)
        if table:
            yield self._placed(table, element)

    def _code(self, element: Element) -> Iterator[Code]:
        for line_break in element.iter("br"):
            line_break.tail = f"\n{line_break.tail or ''}"
        text = without_controls("".join(map(str, element.itertext())))
        if _NUMBERS_OF_LINES.fullmatch(text) and _is_gutter(element):
            self.report.read_as(" ".join(text.split()), self.place_of(element), "the numbers of lines")
        elif text.strip():
            yield self._placed(Code(text, code_language(element)), element)


def _is_gutter(code: Element) -> bool:
    """Whether code stands in a table beside other code."""
    table = next(code.iterancestors("table"), None)
    return table is not None and len(list(islice(table.iter("pre"), 2))) > 1


def words_of(element: Element) -> str:
    """All words within an element, on one line."""
    return one_line(" ".join(map(str, element.itertext())))


def _flowing(text: str) -> str:
    return _WHITE_SPACE.sub(" ", without_controls(text))


def pixels(text: str | None) -> int | None:
    """The width or height that an attribute tells; None where it is not a whole number of pixels."""
    digits = (text or "").strip().removesuffix("px")
    return int(digits) if digits.isascii() and digits.isdigit() and 0 < len(digits) < 10 and int(digits) else None
