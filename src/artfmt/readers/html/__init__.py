"""HTML as artfmt writes it: a page, or a fragment set into another page.

The article is the element ``<article class="artfmt">``; what nobody sees stands in ``<meta name="artfmt:…">``.
"""

from __future__ import annotations

from artfmt.article import Article
from artfmt.document import Report, nearest
from artfmt.errors import ReadError
from artfmt.readers.html.body import parse_html
from artfmt.readers.html.own import OwnReader, find_own
from artfmt.readers.html.places import TagPlaces
from artfmt.readers.structured import checked
from artfmt.source import Source


def read(source: Source, report: Report) -> Article:
    """The article that a page of artfmt's own holds.

    Raises ReadError, with line and column, where the page holds none, has no headline or no body, or breaks
    the schema.
    """
    text = source.text
    root = parse_html(text)
    if root is None:
        raise ReadError("is empty: an article needs at least a headline and a body")
    report.resolve = TagPlaces(root, text)
    own = find_own(root)
    if own is None:
        raise ReadError(
            'holds no <article class="artfmt">: only HTML that artfmt wrote can be read; '
            "copy the page's text and read that"
        )
    article = OwnReader(root, own, report).article()
    return checked(article, lambda pointer: nearest(report.places(article), pointer), "html", source.name)
