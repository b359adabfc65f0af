"""What all readers of pages of the web share: addresses as pages write them; what is left out is mere information."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from artfmt.formats.html.body import BlockReader, words_of
from artfmt.formats.html.figures import picture_address
from artfmt.formats.html.metadata import absolute
from artfmt.formats.html.segments import BLOCK_TAGS
from artfmt.model.article import Block
from artfmt.reading.document import Report
from artfmt.reading.sections import Start
from artfmt.source.diagnostics import Severity

Element = etree._Element

LONGEST_HEADING = 120
_SENTENCE_ENDS = (".", ":", ",", ";", "…", "。")


class PageReader(BlockReader):
    """Reads the blocks of a page; ``base`` is what its addresses are relative to, where that is known."""

    def __init__(self, base: str | None, report: Report) -> None:
        super().__init__(report, lambda element: element)
        self._base = base
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

    def picture_address(self, element: Element) -> str | None:
        return picture_address(element)


def may_be_heading(text: str) -> bool:
    """Whether a text may stand for a heading where no element says so: a short line that ends no sentence."""
    return len(text) <= LONGEST_HEADING and "\n" not in text and not text.endswith(_SENTENCE_ENDS)
