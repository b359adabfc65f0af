"""Atom: one article an entry (RFC 4287); its body is ``content``, or else ``summary``."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator
from typing import NamedTuple

from lxml import etree

from artfmt.formats.html.markup import article_of_markup, deck_beside, text_of_markup
from artfmt.formats.html.metadata import absolute
from artfmt.formats.several import each_of, first_of
from artfmt.formats.xml import LANGUAGE, children, inner_text, local_name, parse_xml, text_of
from artfmt.language.dates import rfc3339
from artfmt.model.article import Article, Author, Publisher
from artfmt.reading.document import Report
from artfmt.reading.metadata import Metadata, change_of
from artfmt.source.source import Source

Element = etree._Element


class Entry(NamedTuple):
    """An entry and what its feed says of all of them."""

    entry: Element
    publisher: Publisher | None
    authors: tuple[Author, ...]
    language: str | None


def read(source: Source, report: Report) -> Article:
    """The article of the first entry; the others are told. Raises ReadError where there is none."""
    return first_of(_entries(source), _article, _title, report)


def read_all(source: Source, report_of: Callable[[], Report]) -> Iterator[tuple[Article, Report]]:
    """The article of every entry. Raises ReadError where none of them is one."""
    return each_of(_entries(source), _article, _title, report_of)


def _entries(source: Source) -> list[Entry]:
    feed = parse_xml(source, lenient=True)
    if local_name(feed) == "entry":
        return [Entry(feed, None, (), None)]
    name = text_of_markup(_markup(feed, "title"))
    publisher = Publisher(name, absolute(_link(feed), None)) if name else None
    authors, language = tuple(_authors(feed)), feed.get(LANGUAGE)
    return [Entry(entry, publisher, authors, language) for entry in children(feed, "entry")]


def _markup(element: Element, name: str) -> str:
    """A text construct as HTML (section 3.1): text, escaped HTML, or XHTML within a ``div``."""
    for child in children(element, name):
        kind = child.get("type") or "text"
        if kind == "xhtml" or kind.endswith(("/xml", "+xml")):
            etree.cleanup_namespaces(child)
            inner_markup = (etree.tostring(inner, encoding="unicode", method="html") for inner in child)
            return html.escape(child.text or "", quote=False) + "".join(inner_markup)
        text = inner_text(child)
        if not text.strip():
            continue
        return text if kind in ("html", "text/html") else html.escape(text, quote=False)
    return ""


def _title(entry: Entry) -> str:
    return text_of_markup(_markup(entry.entry, "title"))


def _link(element: Element) -> str | None:
    links = {child.get("rel") or "alternate": child.get("href") for child in reversed([*children(element, "link")])}
    return links.get("alternate")


def _article(of: Entry, report: Report) -> Article:
    entry = of.entry
    identifier = text_of(entry, "id")
    address = absolute(_link(entry), None) or absolute(identifier, None)
    content, summary = _markup(entry, "content"), _markup(entry, "summary")
    published = rfc3339(text_of(entry, "published", "issued")) or rfc3339(text_of(entry, "updated"))
    updated = rfc3339(text_of(entry, "updated", "modified"))
    tags = filter(None, (child.get("label") or child.get("term") for child in children(entry, "category")))
    metadata = Metadata(
        id=identifier,
        url=address,
        language=entry.get(LANGUAGE) or of.language,
        headline=_title(of) or None,
        deck=deck_beside(summary, content),
        tags=tuple(dict.fromkeys(tags)),
        published=published,
        updated=change_of(published, updated),
        authors=tuple(_authors(entry)) or of.authors,
        publisher=of.publisher,
    )
    return article_of_markup(content or summary, metadata, report, base=address)


def _authors(element: Element) -> Iterator[Author]:
    for author in children(element, "author"):
        if name := text_of(author, "name"):
            yield Author(name, None, absolute(text_of(author, "uri"), None))
