"""The lines of a page as a browser would copy it: marks, links and pictures, and what the element of each tells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit

from lxml import etree

from artfmt.formats.html.body import words_of
from artfmt.formats.html.content import is_decoration
from artfmt.formats.html.footnotes import Footnotes
from artfmt.formats.html.page_reader import PageReader, may_be_heading
from artfmt.formats.html.segments import holds_blocks, is_hidden, is_unseen
from artfmt.model.article import Block, Image, List, Paragraph
from artfmt.model.prose import Mark, Span, Spans, canonical, cut, plain_text
from artfmt.reading.document import Report
from artfmt.reading.line import Line
from artfmt.reading.roles import ROLES
from artfmt.reading.sections import Start
from artfmt.source.diagnostics import Severity

Element = etree._Element
Evidence = Mapping[str, int]  # log odds by role

_REDIRECT = "https://www.google.com/url?"
_SHOWS_NOTHING = frozenset({"script", "style", "noscript", "template", "svg", "link", "meta", "title", "head", "o:p"})
_OF_HEADING = {"heading": 3, "item": 3, "headline": 1, "label": 1}
_OF_TAG: dict[str, Evidence] = {
    "h1": {"headline": 5, "item": 2, "heading": 2},
    **dict.fromkeys(("h2", "h3", "h4", "h5", "h6"), _OF_HEADING),
}
_OF_BOLD: Evidence = {"heading": 2, "item": 2, "headline": 2}
_OF_ITEM: Evidence = {role: -9 for role in ROLES if role not in ("bullet", "related", "leftover", "note")}
_OF_TITLE, _OF_SUBTITLE = {"headline": 9}, {"deck": 9}
# What word processors call the paragraphs of a document.
_OF_CLASS: dict[str, Evidence] = {
    **dict.fromkeys(("MsoTitle", "title"), _OF_TITLE),
    **dict.fromkeys(("MsoSubtitle", "subtitle"), _OF_SUBTITLE),
    "MsoCaption": {"caption": 9},
}
_NONE: Evidence = {}
# Lists as Word saves them are paragraphs; Docs makes a list of each level.
_OF_WORDS_LIST = "MsoListParagraph"
_WORDS_MARK = re.compile(r"(\S{1,4})[\s\xa0]+(?=\S)")
_NUMBER = re.compile(r"(\d{1,3})[.)]$")
_LEVEL_OF_WORD = re.compile(r"mso-list:[^;]*\blevel([1-9])")
_LEVEL_OF_DOCS = re.compile(r"\blst-kix_\w+-(\d)\b")
_STYLES: tuple[tuple[Mark, re.Pattern[str]], ...] = (
    ("bold", re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)")),
    ("italic", re.compile(r"font-style\s*:\s*italic")),
)
_NORMAL = re.compile(r"font-weight\s*:\s*(?:normal|400)")
_RULE = re.compile(r"\.([\w-]{1,40})\s*\{([^{}]{0,2000})\}")
_LONGEST_SHEET = 200_000


class PageLine(NamedTuple):
    """A line, what its element tells of its role, and the number of the paragraph that it is a part of."""

    line: Line
    evidence: Evidence
    paragraph: int


class LineReader(PageReader):
    """Reads all that a page shows as lines; what is never shown is told."""

    def __init__(self, root: Element, base: str | None, report: Report, footnotes: Footnotes) -> None:
        super().__init__(base, report, footnotes)
        self._lines: list[PageLine] = []
        self._paragraphs = 0
        self._elements: dict[int, Element] = {}
        self._root = self._last = root
        self._gap = True
        self._rules: dict[str, str] = {}

    def lines(self) -> list[PageLine]:
        """The lines of the page."""
        sheets = "".join(sheet.text or "" for sheet in self._root.iter("style"))[:_LONGEST_SHEET]
        self._rules = dict(_RULE.findall(sheets))
        for part in self.flow(self._root):
            self._add_part(part)
        return self._lines

    def _add_part(self, part: Start | Block) -> None:
        self._paragraphs += 1
        match part:
            case Start(heading=heading, place=element) if heading:
                self._add_prose(heading, element, _evidence_of(element, heading))
            case Start():
                self._gap = True
            case Paragraph(content):
                element = self._element_of(part)
                if _OF_WORDS_LIST in (element.get("class") or ""):
                    self._add_words_item(content, element)
                else:
                    self._add_prose(content, element, _evidence_of(element, content))
            case List():
                element = self._element_of(part)
                level = _LEVEL_OF_DOCS.search(element.get("class") or "")
                self._add_list(part, element, int(level[1]) if level else 0)
            case _:
                self._add_block(part)
        self._gap = True

    def _add_prose(self, content: Spans, element: Element, evidence: Evidence) -> None:
        """A line for each run of prose that no line break parts."""
        text = plain_text(content)
        start = 0
        for words in text.split("\n"):
            if line := cut(content, start, start + len(words)):
                self._add(Line(element, 0, plain_text(line), self._gap, spans=line), evidence)
            start += len(words) + 1

    def _add_list(self, block: List, element: Element, depth: int) -> None:
        for number, item in enumerate(block.items, 1):
            mark = f"{number}. " if block.ordered else "• "
            spans = canonical([Span(mark), *_without_breaks(item.content)])
            self._add(Line(element, 2 * depth, plain_text(spans), self._gap, spans=spans), _OF_ITEM)
            if item.sublist:
                self._add_list(item.sublist, element, depth + 1)

    def _add_words_item(self, content: Spans, element: Element) -> None:
        """An item of a list as Word saves it: a paragraph that begins with its mark and spaces."""
        mark = _WORDS_MARK.match(plain_text(content))
        number = _NUMBER.match(mark[1]) if mark else None
        rest = _without_breaks(cut(content, mark.end() if mark else 0))
        level = _LEVEL_OF_WORD.search(element.get("style") or "")
        spans = canonical([Span(f"{number[1]}. " if number else "• "), *rest])
        indent = 2 * (int(level[1]) - 1) if level else 0
        self._add(Line(element, indent, plain_text(spans), self._gap, spans=spans), _OF_ITEM)

    def _add_block(self, block: Block) -> None:
        name = block.alt or block.src if isinstance(block, Image) else None
        element = self._element_of(block)
        self._add(Line(element, 0, name or f"<{block.type}>", self._gap, block=block), _NONE)

    def _add(self, line: Line, evidence: Evidence) -> None:
        self._lines.append(PageLine(line, evidence, self._paragraphs))
        self._gap = False

    def _element_of(self, block: Block) -> Element:
        """The element that a block was made of; of one that was made of another block, the last that any was."""
        return self._elements.get(id(block), self._last)

    def _placed(self, block: Any, element: Element) -> Any:
        self._elements[id(block)] = self._last = element
        return super()._placed(block, element)

    def _paragraph(self, spans: list[Span], element: Element) -> Iterator[Start | Block]:
        if content := canonical(spans):
            yield self._placed(Paragraph(content), element)

    def _inner(self, child: Element, marks: Any, href: str | None) -> Iterator[Span | Element]:
        tag = child.tag
        if not isinstance(tag, str) or tag in _SHOWS_NOTHING:
            return
        if is_hidden(child) or is_unseen(child):
            if words := words_of(child):
                self.report.notice("debris", Severity.INFO, f"left out <{tag}>: hidden", child, words)
        elif tag == "a":
            yield from self._run(child, marks, self.safe(child.get("href")) or href)
        elif tag == "span":
            yield from self._run(child, tuple(dict.fromkeys((*marks, *self._styled(child)))), href)
        elif tag == "b" and _NORMAL.search(child.get("style") or ""):
            yield from self._run(child, marks, href)
        elif "-" in tag and holds_blocks(child):
            yield child
        else:
            yield from super()._inner(child, marks, href)

    def _styled(self, element: Element) -> tuple[Mark, ...]:
        """The marks that an element within a line has by its style, or by its class in the document's own."""
        names = (element.get("class") or "").split()
        styles = [element.get("style") or "", *(self._rules.get(name, "") for name in names)]
        return tuple(mark for mark, style in _STYLES if any(map(style.search, styles)))

    def _lone_image(self, element: Element) -> Iterator[Block]:
        return iter(()) if is_decoration(element) else super()._lone_image(element)

    def safe(self, raw: str | None) -> str | None:
        return super().safe(_followed(raw))


def _evidence_of(element: Element, content: Spans) -> Evidence:
    for name in (element.get("class") or "").split():
        if name in _OF_CLASS:
            return _OF_CLASS[name]
    if element.tag in _OF_TAG:
        return _OF_TAG[element.tag]
    text = plain_text(content)
    is_bold = all("bold" in span.marks or not span.text.strip() for span in content)
    return _OF_BOLD if is_bold and may_be_heading(text) else _NONE


def _followed(raw: str | None) -> str | None:
    """The address behind the one that Google Docs writes in its place."""
    if raw and raw.startswith(_REDIRECT):
        return next(iter(parse_qs(urlsplit(raw).query).get("q", ())), raw)
    return raw


def _without_breaks(content: Spans) -> Iterator[Span]:
    for span in content:
        yield Span(span.text.replace("\n", " "), span.marks, span.href) if "\n" in span.text else span
