"""HTML: pages of the web, and what artfmt writes (a page, or a fragment set into another page).

In artfmt's own the article is the element ``<article class="artfmt">``, and what nobody sees stands in
``<meta name="artfmt:…">``; it is read element by element. Any
other page is judged: each piece of its text by scores that were learned from public corpora, what it says of itself
by how far each source is to be believed. Pages are decoded by the WHATWG's rules; what is left out is told in notices
of severity ``info``, and ``artfmt convert --explain`` tells why.
"""

from __future__ import annotations

from artfmt.formats.html.body import parse_html
from artfmt.formats.html.own import OwnReader, find_own
from artfmt.formats.html.places import TagPlaces
from artfmt.model.article import Article
from artfmt.reading.document import Report, nearest
from artfmt.reading.structured import checked
from artfmt.source.diagnostics import Severity
from artfmt.source.errors import ReadError
from artfmt.source.source import Source


def read(source: Source, report: Report) -> Article:
    """The article that a page holds.

    Raises ReadError where the page holds no story; for a page of artfmt's own, with line and column, where it has
    no headline or no body, or breaks the schema.
    """
    text, encoding = decoded(source)
    if encoding != "utf-8":
        report.notice("encoding", Severity.INFO, f"read as {encoding}")
    root = parse_html(text, report)
    if root is None:
        raise ReadError("is empty: an article needs at least a headline and a body")
    report.resolve = TagPlaces(root, text)
    own = find_own(root)
    if own is None:
        from artfmt.formats.html.page import read_page

        return read_page(root, source.url, report)
    article = OwnReader(root, own, report).article()
    return checked(article, lambda pointer: nearest(report.places(article), pointer), "html", source.name)


def decoded(source: Source) -> tuple[str, str]:
    """The text of a page, and the name of the encoding that its bytes are in."""
    if isinstance(source.data, str):
        return source.text, "utf-8"
    from artfmt.formats.html.encodings import decode

    return decode(source.data, source.charset)
