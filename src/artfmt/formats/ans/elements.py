"""The content elements of an ANS story as the elements of artfmt's own HTML."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from artfmt.formats.html.figures import provider_of
from artfmt.formats.html.markup import text_of_markup
from artfmt.formats.html.metadata import absolute
from artfmt.formats.html.writer import FOOTNOTE
from artfmt.formats.json.fields import object_in, objects_in
from artfmt.model.article import NOTE_KINDS
from artfmt.model.prose import one_line
from artfmt.reading.document import Report
from artfmt.source.controls import without_controls

Element = etree._Element
Data = Mapping[str, Any]

_BLOCK = re.compile(r"<(?:p|div|ul|ol|table|blockquote|iframe|figure|h[1-6]|pre)\b", re.IGNORECASE)
_FRAME = re.compile(r"""<(?:iframe|a)\b[^<>]{0,500}?\b(?:src|href)\s*=\s*["']([^"'<>]+)["']""", re.IGNORECASE)
_DEEPEST = 12
_MOST_ROWS = 100_000


class Elements:
    """Builds the ``<div class="body">`` and the notes of a story's page out of its elements."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self.body = etree.Element("div", {"class": "body"})
        self.notes: list[Element] = []
        self.related: list[tuple[str, str | None]] = []
        self._open: list[tuple[int, Element]] = []
        self._levels: list[int] = []
        self._readers: dict[str, Callable[[Data], Iterator[Element]]] = {
            "text": self._text,
            "header": self._header,
            "list": self._list,
            "quote": self._quote,
            "blockquote": self._blockquote,
            "image": self._image,
            "gallery": self._gallery,
            "table": self._table,
            "raw_html": self._raw,
            "code": self._code,
            "correction": self._correction,
            "custom_embed": self._embed,
            "oembed_response": self._oembed,
            "video": self._video,
            "divider": self._divider,
            "interstitial_link": self._link,
            "link_list": self._links,
            "element_group": self._group,
            "story": self._story,
            "reference": self._reference,
        }

    def read(self, elements: Any, depth: int = 0) -> None:
        """Add some elements to the body, in order; what has no place in an article is told."""
        for data in elements if isinstance(elements, list) and depth < _DEEPEST else ():
            if not isinstance(data, dict):
                self._elsewhere(data)
                continue
            own = own_of(data)
            if isinstance(own.get("section"), int):
                section = self._start(max(1, own["section"]))
                section.set("data-id", _string(own, "id"))
            for element in self._blocks(data):
                self._here().append(element)

    def _blocks(self, data: Data) -> Iterator[Element]:
        kind = str(data.get("type"))
        reader = self._readers.get(kind)
        if reader is None:
            self._elsewhere(data)
            return
        yield from reader(data)

    def note(self, kind: str, text: str) -> None:
        """Add a note of the editors, plain text."""
        note = etree.Element("p", {"class": "note", "data-kind": kind})
        etree.SubElement(note, "span", {"class": "content"}).text = text
        self.notes.append(note)

    def footnotes(self, footnotes: Any) -> None:
        """Add the footnotes that artfmt wrote beside the story."""
        group = etree.Element("div", {"class": "footnotes"})
        for data in objects_in({"footnotes": footnotes}, "footnotes"):
            element = etree.SubElement(group, "p", {"class": "footnote", "id": f"{FOOTNOTE}{_string(data, 'id')}"})
            element.append(_filled("span", _string(data, "content"), "content"))
        if len(group):
            self.notes.append(group)

    def _objects(self, data: Data, name: str) -> list[Data]:
        """The objects of a list; what else stands in it is told."""
        value = data.get(name)
        for item in value if isinstance(value, list) else ():
            if not isinstance(item, dict):
                self._elsewhere(item)
        return objects_in(data, name)

    def _elsewhere(self, data: Any) -> str:
        """Tell what words stand where no article has a place for them; none of them are given."""
        words = " ".join(_words_in(data))
        kind = str(data.get("type")) if isinstance(data, dict) else type(data).__name__
        if words:
            self._report.left_out(words, None, f"an element of type {kind}, which has no place in an article")
        return ""

    def _tell_about(self, data: Data) -> None:
        """Tell the words that stand about a group of elements, of which only the elements have a place."""
        words = " ".join(_words_in({name: data.get(name) for name in _ABOUT}))
        if words:
            self._report.left_out(words, None, f"the words about an element of type {data.get('type')}")

    def _start(self, depth: int) -> Element:
        """Begin a section of a depth, ending those that are as deep."""
        while self._open and self._open[-1][0] >= depth:
            self._open.pop()
        section = etree.SubElement(self._open[-1][1] if self._open else self.body, "section")
        self._open.append((depth, section))
        return section

    def _here(self) -> Element:
        return self._open[-1][1] if self._open else self._start(1)

    def _text(self, data: Data) -> Iterator[Element]:
        own = own_of(data)
        paragraph = _filled("p", _string(data, "content"))
        label = None if own.get("plain") else self._label(paragraph, own)
        if label is not None:
            if "section" not in own:
                self._start(len(self._levels) + 1)
            section = self._here()
            kind = own.get("kind") or self._report.labels.kind_of(label)
            section.set("class", "axiom")
            section.set("data-kind", str(kind))
        if len(paragraph) or (paragraph.text or "").strip():
            yield paragraph

    def _label(self, paragraph: Element, own: Data) -> str | None:
        """The label that a paragraph begins with, which is marked up as artfmt has it."""
        first = paragraph[0] if len(paragraph) and not (paragraph.text or "").strip() else None
        if first is None or first.tag not in ("b", "strong"):
            return None
        words, tail = one_line("".join(map(str, first.itertext()))), first.tail or ""
        if own.get("label"):
            words = f"{one_line(str(own['label']))}:"
        elif not words.endswith(":"):
            if not tail.lstrip().startswith(":"):
                return None
            words, tail = f"{words}:", tail.lstrip()[1:]
        if not own.get("label") and not self._report.labels.known_kind(words[:-1]):
            return None
        for child in [*first]:
            first.remove(child)
        first.tag, first.text, first.tail = "strong", words, tail
        first.set("class", "label")
        return words[:-1]

    def _header(self, data: Data) -> Iterator[Element]:
        raw = data.get("level")
        level = raw if isinstance(raw, int) else 2
        if "section" not in own_of(data):
            while self._levels and self._levels[-1] >= level:
                self._levels.pop()
            self._levels.append(level)
            self._start(len(self._levels))
        yield _filled("h2", _string(data, "content"))

    def _divider(self, data: Data) -> Iterator[Element]:
        if "section" not in own_of(data):
            self._start(len(self._levels) + 1 if self._levels else 1)
        yield from ()

    def _list(self, data: Data) -> Iterator[Element]:
        kind = str(data.get("list_type"))
        element = etree.Element("ol" if kind in ("ordered", "ol", "numbered") else "ul")
        for item in self._objects(data, "items"):
            if item.get("type") == "list":
                inner = element[-1] if len(element) else etree.SubElement(element, "li")
                inner.extend(self._list(item))
            else:
                element.append(_filled("li", _string(item, "content") or self._elsewhere(item)))
        if len(element):
            yield element

    def _quote(self, data: Data) -> Iterator[Element]:
        quote = etree.Element("blockquote")
        for inner in self._objects(data, "content_elements"):
            if inner.get("type") == "text":
                quote.append(_filled("p", _string(inner, "content")))
            elif inner.get("type") == "list":
                quote.extend(self._list(inner))
            else:
                if len(quote):
                    yield quote
                    quote = etree.Element("blockquote")
                yield from self._blocks(inner)
        if text := _string(data, "content"):
            quote.append(_filled("p", text))
        citation = data.get("citation")
        said_by = _string(citation, "content") if isinstance(citation, dict) else ""
        if not said_by:
            if len(quote):
                yield quote
            return
        figure = etree.Element("figure", {"class": "quote"})
        figure.append(quote)
        etree.SubElement(figure, "figcaption").append(_filled("span", said_by, "attribution"))
        yield figure

    def _blockquote(self, data: Data) -> Iterator[Element]:
        quote = etree.Element("blockquote")
        quote.append(_filled("p", _string(data, "content")))
        yield quote

    def _image(self, data: Data) -> Iterator[Element]:
        yield picture_of(data)

    def _gallery(self, data: Data) -> Iterator[Element]:
        self._tell_about(data)
        for image in self._objects(data, "content_elements"):
            yield from self._blocks(image)

    def _table(self, data: Data) -> Iterator[Element]:
        figure = etree.Element("figure", {"class": "table"})
        table = etree.SubElement(figure, "table")
        raw_rows = data.get("rows")
        rows = [(cells, "td") for cells in raw_rows if isinstance(cells, list)] if isinstance(raw_rows, list) else []
        header = data.get("header")
        if isinstance(header, list) and header:
            rows.insert(0, (header, "th"))
        for cells, tag in rows[:_MOST_ROWS]:
            group = table if tag == "td" else etree.SubElement(table, "thead")
            row = etree.SubElement(group, "tr")
            for cell in cells:
                row.append(_filled(tag, _string(cell, "content") if isinstance(cell, dict) else str(cell)))
        figure.extend(_beneath(own_of(data)))
        yield figure

    def _raw(self, data: Data) -> Iterator[Element]:
        content = _string(data, "content")
        if not _BLOCK.search(content):
            yield _filled("p", content)
            return
        holder = _filled("div", content)
        loose = [holder.text or "", *(child.tail or "" for child in holder)]
        if text := one_line(" ".join(loose)):
            yield _filled("p", html.escape(text, quote=False))
        for child in [*holder]:
            child.tail = None
            yield child

    def _code(self, data: Data) -> Iterator[Element]:
        pre = etree.Element("pre")
        code = etree.SubElement(pre, "code")
        code.text = _plain(_string(data, "content"))
        if language := _string(data, "language"):
            code.set("data-language", language)
        yield pre

    def _correction(self, data: Data) -> Iterator[Element]:
        own = own_of(data)
        kind = own.get("kind") or _string(data, "correction_type")
        note = etree.Element("p", {"class": "note", "data-kind": kind if kind in NOTE_KINDS else "correction"})
        content = own.get("content")
        note.append(_filled("span", content if isinstance(content, str) else _string(data, "text"), "content"))
        if isinstance(date := own.get("date"), str):
            etree.SubElement(note, "time", {"datetime": date})
        self.notes.append(note)
        yield from ()

    def _embed(self, data: Data) -> Iterator[Element]:
        embed, own = data.get("embed"), own_of(data)
        config = embed.get("config") if isinstance(embed, dict) else None
        address = own.get("url") or (config.get("url") if isinstance(config, dict) else None)
        if not address and isinstance(embed, dict):
            address = f"{_string(embed, 'url')}{_string(embed, 'id')}"
        yield _embedded(str(address), own.get("provider"), own.get("title"), own)

    def _oembed(self, data: Data) -> Iterator[Element]:
        raw = data.get("raw_oembed")
        oembed: Data = raw if isinstance(raw, dict) else {}
        frame = _FRAME.search(_string(oembed, "html"))
        address = _string(oembed, "url") or _string(oembed, "_id") or (html.unescape(frame[1]) if frame else "")
        yield _embedded(address, _string(oembed, "provider_name") or None, _string(oembed, "title") or None, {})

    def _video(self, data: Data) -> Iterator[Element]:
        headlines = data.get("headlines")
        title = _string(headlines, "basic") if isinstance(headlines, dict) else ""
        streams = [item for item in objects_in(data, "streams") if _string(item, "url")]
        address = _string(data, "canonical_url") or (str(streams[-1]["url"]) if streams else "")
        if absolute(address, None):
            yield _embedded(address, None, title or None, {})
        elif title:
            self._report.left_out(title, None, "a video without an address")

    def _link(self, data: Data) -> Iterator[Element]:
        title = text_of_markup(_string(data, "content"))
        if title:
            self.related.append((title, _string(data, "url") or None))
        yield from ()

    def _links(self, data: Data) -> Iterator[Element]:
        self._tell_about(data)
        for item in self._objects(data, "items"):
            yield from self._link(item)

    def _story(self, data: Data) -> Iterator[Element]:
        headlines = data.get("headlines")
        title = _string(headlines, "basic") if isinstance(headlines, dict) else ""
        if title:
            self.related.append((text_of_markup(title), _string(data, "canonical_url") or None))
        yield from ()

    def _reference(self, data: Data) -> Iterator[Element]:
        referent = object_in(data, "referent")
        name = _string(referent, "id")
        if "://" in name:
            yield _embedded(name, None, None, {})
        elif name:
            self._report.left_out(name, None, f"a reference to a {_string(referent, 'type') or 'document'} elsewhere")

    def _group(self, data: Data) -> Iterator[Element]:
        for inner in self._objects(data, "content_elements"):
            if inner.get("type") == "element_group":
                self._elsewhere(inner)
            else:
                yield from self._blocks(inner)


_ABOUT = ("title", "headlines", "subheadlines", "description")
_SAID = frozenset(("content", "text", "caption", "basic", "title", "html", "subtitle", "endorsement"))


def _words_in(data: Any, depth: int = 0) -> Iterator[str]:
    """The words that an element of any shape has for readers."""
    if isinstance(data, str):
        yield text_of_markup(data)
    elif isinstance(data, list) and depth < _DEEPEST:
        for item in data:
            yield from _words_in(item, depth + 1)
    elif isinstance(data, dict) and depth < _DEEPEST:
        for name, value in data.items():
            if name in _SAID or isinstance(value, dict) or (isinstance(value, list) and not _is_of_strings(value)):
                yield from _words_in(value, depth + 1)


def _is_of_strings(value: list[Any]) -> bool:
    return all(isinstance(item, str) for item in value)


def own_of(data: Data) -> Data:
    """What artfmt wrote beside an element, or beside the story."""
    beside = data.get("additional_properties")
    own = beside.get("artfmt") if isinstance(beside, dict) else None
    return own if isinstance(own, dict) else {}


def picture_of(data: Data) -> Element:
    """A picture as artfmt's own HTML has it."""
    own = own_of(data)
    figure = etree.Element("figure", {"class": "image"})
    size = {name: str(data[name]) for name in ("width", "height") if isinstance(data.get(name), int)}
    alt = _string(data, "alt_text")
    address = _string(data, "url")
    term = _string(own, "source_type")
    if address:
        etree.SubElement(figure, "img", {"src": address, "alt": alt, **size, "data-source-type": term})
    else:
        figure.attrib.update({f"data-{name}": value for name, value in size.items()})
        if term:
            figure.set("data-source-type", term)
        if alt:
            etree.SubElement(figure, "div", {"class": "picture", "role": "img", "aria-label": alt})
    people = objects_in(object_in(data, "credits"), "by")
    names = [name for item in people if (name := _string(item, "name") or _string(item, "byline"))]
    caption = own.get("caption") or _escaped(_string(data, "caption"))
    credit = own.get("credit") or _escaped(", ".join(names))
    figure.extend(_beneath({"caption": caption, "credit": credit}))
    return figure


def _beneath(beside: Data) -> Iterator[Element]:
    parts = [(name, value) for name in ("caption", "credit") if isinstance(value := beside.get(name), str) and value]
    if parts:
        figcaption = etree.Element("figcaption")
        for name, value in parts:
            figcaption.append(_filled("span", value, name))
        yield figcaption


def _embedded(address: str, provider: Any, title: Any, beside: Data) -> Element:
    figure = etree.Element("figure", {"class": "embed"})
    name = provider if isinstance(provider, str) else None if "url" in beside else provider_of(address)
    if name:
        figure.set("data-provider", name)
    link = etree.SubElement(figure, "a", {"href": address})
    link.text = title if isinstance(title, str) and title else address
    if isinstance(title, str) and title:
        link.set("class", "title")
    figure.extend(_beneath(beside))
    return figure


def _string(data: Any, name: str) -> str:
    value = data.get(name) if isinstance(data, dict) else None
    return value if isinstance(value, str) else ""


def _escaped(text: str) -> str:
    return text if "<" in text else text.replace("&", "&amp;") if "&" in text and ";" not in text else text


def _plain(text: str) -> str:
    """Text that XML can hold."""
    return without_controls(text)


def _filled(tag: str, markup: str, name: str | None = None) -> Element:
    """An element with some HTML within it."""
    element = etree.Element(tag, {"class": name} if name else {})
    if not markup.strip():
        return element
    try:
        parts = lxml_html.fragments_fromstring(_plain(markup))
    except (etree.ParserError, ValueError):
        return element
    for part in parts:
        if isinstance(part, str):
            element.text = part
        else:
            element.append(part)
    return element
