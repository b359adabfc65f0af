"""NewsML-G2: one article a news item with inline text, XHTML or NITF (https://iptc.org/std/NewsML-G2/guidelines/)."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator

from lxml import etree

from artfmt.formats.html.markup import article_of_markup, paragraphs_of
from artfmt.formats.html.metadata import absolute
from artfmt.formats.nitf.reader import article_of_nitf
from artfmt.formats.rss.reader import children, local_name, text_of, words_of
from artfmt.formats.several import each_of, first_of
from artfmt.formats.xml import parse_xml
from artfmt.language.dates import rfc3339
from artfmt.model.article import Article, Author, Publisher
from artfmt.model.prose import one_line
from artfmt.reading.document import Report
from artfmt.reading.metadata import Metadata
from artfmt.source.errors import ReadError
from artfmt.source.source import Source

Element = etree._Element

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_NO_TEXT = "has no text of its own in <contentSet>: artfmt reads inlineXML (NITF or XHTML) and inlineData"


def read(source: Source, report: Report) -> Article:
    """The article of the first news item; the others are told. Raises ReadError where there is none."""
    return first_of(_items(source), _article, _title, report)


def read_all(source: Source, report_of: Callable[[], Report]) -> Iterator[tuple[Article, Report]]:
    """The article of every news item. Raises ReadError where none of them is one."""
    return each_of(_items(source), _article, _title, report_of)


def _items(source: Source) -> list[Element]:
    root = parse_xml(source)
    return [element for element in root.iter(etree.Element) if local_name(element) == "newsItem"]


def _below(element: Element, *way: str) -> Element | None:
    """The first element that a way of local names leads to."""
    for name in way:
        inner = next(children(element, name), None)
        if inner is None:
            return None
        element = inner
    return element


def _title(item: Element) -> str:
    meta = _below(item, "contentMeta")
    return one_line(text_of(meta, "headline") or "") if meta is not None else ""


def _article(item: Element, report: Report) -> Article:
    metadata = _metadata(item)
    content = _below(item, "contentSet")
    for inline in content if content is not None else ():
        name = local_name(inline)
        if name == "inlineData":
            text = "".join(map(str, inline.itertext()))
            return article_of_markup(paragraphs_of(html.escape(text, quote=False)), metadata, report)
        elements = [inner for inner in inline if isinstance(inner.tag, str)] if name == "inlineXML" else []
        for inner in elements[:1]:
            bare = _without_namespaces(inner)
            if bare.tag == "nitf":
                return article_of_nitf(bare, report, metadata)
            markup = etree.tostring(bare, encoding="unicode", method="html")
            return article_of_markup(html.escape(inline.text or "", quote=False) + markup, metadata, report)
    raise ReadError(_NO_TEXT)


def _without_namespaces(root: Element) -> Element:
    for element in root.iter(etree.Element):
        element.tag = etree.QName(element).localname
    etree.cleanup_namespaces(root)
    return root


def _metadata(item: Element) -> Metadata:
    about, content_meta = _below(item, "itemMeta"), _below(item, "contentMeta")
    provider = _below(item, "itemMeta", "provider")
    if content_meta is None:
        return Metadata(headline=_title(item) or None)
    lines = [words_of(child) for child in children(content_meta, "by")]
    creators = [
        name for child in children(content_meta, "creator") if (name := text_of(child, "name") or child.get("literal"))
    ]
    return Metadata(
        id=item.get("guid"),
        language=next((child.get("tag") for child in children(content_meta, "language")), None) or item.get(_LANGUAGE),
        headline=_title(item) or None,
        deck=one_line(text_of(content_meta, "description") or "") or None,
        section=next((text for child in children(content_meta, "subject") if (text := text_of(child, "name"))), None),
        tags=tuple(dict.fromkeys(words_of(child) for child in children(content_meta, "keyword"))),
        published=rfc3339(
            (text_of(about, "firstCreated", "versionCreated") if about is not None else None)
            or text_of(content_meta, "contentCreated")
        ),
        authors=tuple(Author(one_line(name)) for name in filter(None, creators or lines)),
        publisher=_publisher(provider) if provider is not None else None,
    )


def _publisher(provider: Element) -> Publisher | None:
    name = text_of(provider, "name") or provider.get("literal") or provider.get("qcode")
    return Publisher(one_line(name), absolute(provider.get("uri"), None)) if name else None
