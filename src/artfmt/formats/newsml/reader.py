"""NewsML-G2: one article a news item with inline text, XHTML or NITF (https://iptc.org/std/NewsML-G2/guidelines/)."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator

from lxml import etree

from artfmt.formats.html.markup import article_of_markup, paragraphs_of
from artfmt.formats.html.metadata import absolute
from artfmt.formats.nitf.reader import article_of_nitf
from artfmt.formats.several import each_of, first_of
from artfmt.formats.xml import LANGUAGE, children, inner_text, local_name, parse_xml, text_of, words_of
from artfmt.language.dateline import place_in
from artfmt.language.dates import rfc3339
from artfmt.model.article import Article, Author, Publisher, Rights
from artfmt.model.prose import one_line
from artfmt.reading.document import Report
from artfmt.reading.metadata import Metadata
from artfmt.source.errors import ReadError
from artfmt.source.source import Source

Element = etree._Element

# Elements with words, and the parts of an item (NewsML-G2 2.34) in which they are about it.
_ABOUT = frozenset(("headline", "description", "creditline", "edNote"))
_PARTS = frozenset(("itemMeta", "contentMeta"))
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
    content_set = _below(item, "contentSet")
    contents = [*content_set.iterchildren(etree.Element)] if content_set is not None else []
    content = next(filter(_is_read, contents), None)
    if content is None:
        raise ReadError(_NO_TEXT)
    _tell_the_rest(item, report, f"{metadata.headline} {metadata.deck}")
    for other in contents:
        if other is not content:
            words = words_of(other) or other.get("href") or ""
            report.left_out(words, None, f"another content of the item, <{local_name(other)}>")
    return _of_content(content, metadata, report)


def _is_read(content: Element) -> bool:
    name = local_name(content)
    return name == "inlineData" or (name == "inlineXML" and next(content.iterchildren(etree.Element), None) is not None)


def _of_content(content: Element, metadata: Metadata, report: Report) -> Article:
    if local_name(content) == "inlineData":
        text = inner_text(content)
        return article_of_markup(paragraphs_of(html.escape(text, quote=False)), metadata, report)
    bare = _without_namespaces(next(content.iterchildren(etree.Element)))
    if bare.tag == "nitf":
        return article_of_nitf(bare, report, metadata)
    markup = etree.tostring(bare, encoding="unicode", method="html")
    return article_of_markup(html.escape(content.text or "", quote=False) + markup, metadata, report)


def _tell_the_rest(item: Element, report: Report, read_already: str) -> None:
    """Tell the words about the item that no field holds: a note to editors, a line of credit."""
    for element in item.iter(etree.Element):
        name = local_name(element)
        words = words_of(element) if name in _ABOUT and _is_about(element) else ""
        if words and words not in read_already:
            report.left_out(words, None, f"<{name}>, for which an article has no field")


def _is_about(element: Element) -> bool:
    """Whether an element stands in the parts of an item that are about it, not in its content."""
    parent = element.getparent()
    return parent is not None and local_name(parent) in _PARTS


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
        language=next((child.get("tag") for child in children(content_meta, "language")), None) or item.get(LANGUAGE),
        headline=_title(item) or None,
        deck=one_line(text_of(content_meta, "description") or "") or None,
        section=next((text for child in children(content_meta, "subject") if (text := text_of(child, "name"))), None),
        tags=tuple(dict.fromkeys(words_of(child) for child in children(content_meta, "keyword"))),
        published=rfc3339(
            (text_of(about, "firstCreated", "versionCreated") if about is not None else None)
            or text_of(content_meta, "contentCreated")
        ),
        dateline=place_in(text_of(content_meta, "dateline") or ""),
        authors=tuple(Author(one_line(name)) for name in filter(None, creators or lines)),
        rights=_rights(item),
        publisher=_publisher(provider) if provider is not None else None,
    )


def _rights(item: Element) -> Rights | None:
    rights = _below(item, "rightsInfo")
    if rights is None:
        return None
    holder = next(children(rights, "copyrightHolder"), None)
    fields = {
        "statement": text_of(rights, "copyrightNotice"),
        "holder": (text_of(holder, "name") or holder.get("literal")) if holder is not None else None,
        "license": text_of(rights, "usageTerms"),
    }
    return Rights(**fields) if any(fields.values()) else None


def _publisher(provider: Element) -> Publisher | None:
    name = text_of(provider, "name") or provider.get("literal") or provider.get("qcode")
    return Publisher(one_line(name), absolute(provider.get("uri"), None)) if name else None
