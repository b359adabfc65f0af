"""What all readers of pages of the web share: addresses as pages write them; what is left out is mere information."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from lxml import etree

from artfmt.formats.html.body import BlockReader, words_of
from artfmt.formats.html.figures import picture_address
from artfmt.formats.html.footnotes import NONE, Footnotes
from artfmt.formats.html.metadata import Claims, absolute
from artfmt.formats.html.segments import BLOCK_TAGS
from artfmt.model.article import Article, Block, Footnote, Section
from artfmt.model.prose import Span, cut, plain_text
from artfmt.reading.document import Report
from artfmt.reading.sections import Start
from artfmt.source.diagnostics import Severity

Element = etree._Element

LONGEST_HEADING = 120
_SENTENCE_ENDS = (".", ":", ",", ";", "…", "。")


class PageReader(BlockReader):
    """Reads the blocks of a page; ``base`` is what its addresses are relative to, where that is known.

    ``footnotes`` are those of the page.
    """

    def __init__(self, base: str | None, report: Report, footnotes: Footnotes) -> None:
        super().__init__(report, lambda element: element)
        self._base = base
        self.footnotes = footnotes
        for tag in BLOCK_TAGS:
            self._readers.setdefault(tag, self._flow_of)

    def block(self, element: Element) -> Iterable[Start | Block]:
        return self._readers.get(element.tag, self._flow_of)(element)

    def _left_out(self, element: Element, why: str, rule: str = "html-left-out") -> None:
        self.report.notice(rule, Severity.INFO, f"left out <{element.tag}>: {why}", element, words_of(element))

    def _refused(self, raw: str, element: Element) -> None:
        self.report.refused(raw, element, Severity.INFO)

    def safe(self, raw: str | None) -> str | None:
        return absolute(raw, self._base)

    def footnote(self, name: str) -> Footnote:
        """A footnote of the page, without its sign and its way back."""
        element, copy = self.footnotes.notes[name]
        content = self.inline(copy)
        text = plain_text(content)
        start = _BEFORE_NOTE.match(text)
        rest = cut(content, start.end()) if start and start.end() else content
        footnote = Footnote(name, rest or content or (Span(name),))
        self.report.place(footnote, element)
        return footnote

    def picture_address(self, element: Element) -> str | None:
        return picture_address(element)


_BEFORE_NOTE = re.compile(r"[\s^↑↩.:\[\]()]*(?:\d{1,3}[.)\]]\s+)?")


def with_footnotes(article: Article, claims: Claims, report: Report) -> Article:
    """The article with the footnotes that it refers to, and with the ids of those sections that it links to.

    Notes of the page that nothing in the article refers to are told.
    """
    if claims.footnotes is NONE:
        return article
    reader = PageReader(claims.base, report, claims.footnotes)
    spans = [part for _, part in article.walk() if isinstance(part, Span)]
    linked = {span.href[1:] for span in spans if span.href and span.href.startswith("#")}
    pending = list(dict.fromkeys(span.footnote for span in spans if span.footnote is not None))
    notes_read: dict[str, Footnote] = {}
    while pending:
        name = pending.pop(0)
        if name not in notes_read:
            notes_read[name] = reader.footnote(name)
            pending += [span.footnote for span in notes_read[name].content if span.footnote is not None]
    for name, (element, copy) in claims.footnotes.notes.items():
        if name not in notes_read:
            message = f'left out "{words_of(copy)[:60]}": a footnote that nothing kept refers to'
            report.notice("left-out", Severity.INFO, message, element, words_of(copy))
    for title in claims.footnotes.titles if notes_read else ():
        report.read_as(words_of(title), title, "the heading of the footnotes")
    body = tuple(_linked_only(section, linked) for section in article.body)
    return replace(article, body=body, footnotes=tuple(notes_read[name] for name in sorted(notes_read, key=_in_order)))


def _in_order(name: str) -> tuple[int, str]:
    return (int(name) if name.isdigit() else 0, name)


def _linked_only(section: Section, linked: set[str]) -> Section:
    """A section and those within it, with the ids of those that links lead to."""
    inner = tuple(_linked_only(part, linked) for part in section.sections)
    if inner == section.sections and (section.id is None or section.id in linked):
        return section
    return replace(section, sections=inner, id=section.id if section.id in linked else None)


def may_be_heading(text: str) -> bool:
    """Whether a text may stand for a heading where no element says so: a short line that ends no sentence."""
    return len(text) <= LONGEST_HEADING and "\n" not in text and not text.endswith(_SENTENCE_ENDS)
