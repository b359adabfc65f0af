"""JATS XML: artfmt's own, read back whole, and that of others, read as far as it has a place in an article.

What has no place is told in a notice: an element that is left out, one whose words are kept without it, and
attributes that say more than an article can.
"""

from __future__ import annotations

from artfmt.formats.jats.body import BodyReader
from artfmt.formats.jats.elements import Element, Teller, tag
from artfmt.formats.jats.footnotes import Footnotes
from artfmt.formats.jats.front import FrontReader
from artfmt.formats.xml import ElementPlaces, parse_xml
from artfmt.model.article import Article, Section
from artfmt.reading.document import Report
from artfmt.reading.structured import fitting
from artfmt.source.errors import ReadError
from artfmt.source.source import Source


def read(source: Source, report: Report) -> Article:
    """The article that a JATS document holds.

    Raises ReadError, with line and column, where the source is not well-formed XML, its root is not an article, or it
    has no headline or no body. What the schema does not admit elsewhere (a date that is none, an odd ISSN) is told.
    """
    root = parse_xml(source)
    report.resolve = ElementPlaces(root, source)
    tell = Teller(report)
    if root.tag != "article":
        raise tell.error(f"is XML, but its root is <{tag(root)}>: a JATS article starts with <article>", root)
    article = _article(root, tell)
    return fitting(article, report)


def _article(root: Element, tell: Teller) -> Article:
    tell.attributes(root)
    body_reader = BodyReader(tell, Footnotes(root), is_news=root.get("article-type") == "news")
    front = FrontReader(root, tell, body_reader.prose)
    body: list[Section] = []
    for child in tell.children(root):
        match tag(child):
            case "front":
                front.front(child)
            case "body":
                body += body_reader.body(child)
            case "floats-group":
                body += body_reader.floats(child)
            case "back":
                front.back(child)
            case _:
                tell.left_out(child)
    front.footnotes()
    fields = front.gathered()
    if not fields.get("headline"):
        raise ReadError("has no headline: put an <article-title> into the <title-group>")
    if not body:
        raise ReadError("has no body: put at least one paragraph into <body>")
    return Article(body=tuple(body), image=body_reader.lead_image, **fields)
