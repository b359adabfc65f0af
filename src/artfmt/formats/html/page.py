"""A page of the web -> its article."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from lxml import etree

from artfmt.formats.html.article import StoryReader
from artfmt.formats.html.content import judge
from artfmt.formats.html.embedded import embedded_body
from artfmt.formats.html.judgement import judge_page
from artfmt.formats.html.segments import Page
from artfmt.model.article import Article
from artfmt.model.schema import violations
from artfmt.reading.document import Report
from artfmt.reading.structured import metadata_of
from artfmt.source.controls import without_controls
from artfmt.source.diagnostics import Severity
from artfmt.source.errors import ReadError

Element = etree._Element

_EMPTY: dict[str, Any] = {
    **dict.fromkeys(("url", "language", "deck", "section", "published", "updated", "publisher", "image")),
    **dict.fromkeys(("tags", "authors", "related", "notes"), ()),
}


def read_page(root: Element, url: str | None, report: Report) -> Article:
    """The article that a page of the web holds.

    Raises ReadError where the page holds no story, or no headline for it.
    """
    reading = judge_page(root, url)
    claims = reading.claims
    whole = embedded_body(root, claims, reading.content)
    if whole is not None:
        shown = without_controls(" ".join(segment.text for segment in reading.page.segments))
        report.notice("embedded", Severity.INFO, "took the text from the page's data, which alone has it", root, shown)
        inner = Page(whole)
        content = judge(inner, [1.0] * len(inner.segments), None)
        reading = replace(reading, page=inner, content=content)
    content = reading.content
    if content is None:
        raise ReadError("holds no article: no text on the page reads like a story")
    if not reading.headline:
        raise ReadError("has no headline: neither its metadata nor its text name one")
    reader = StoryReader(reading, content, report)
    return _fitting(reader.article(root, url))


def _fitting(article: Article) -> Article:
    """The article without those optional fields of its metadata that the schema does not admit."""
    broken = {each.pointer.split("/")[1] for each in violations(metadata_of(article)) if each.pointer}
    unfit: dict[str, Any] = {name: _EMPTY[name] for name in broken if name in _EMPTY}
    return replace(article, **unfit) if unfit else article
