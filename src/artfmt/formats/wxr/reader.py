"""WXR, the export of a WordPress site: an article for each post and each page that somebody wrote.

https://developer.wordpress.org/cli/commands/export/; the format is RSS 2.0 with elements of WordPress' own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from artfmt.formats.html.markup import article_of_markup, text_of_markup
from artfmt.formats.html.metadata import absolute
from artfmt.formats.rss.reader import channel_of, title_of
from artfmt.formats.several import each_of, first_of
from artfmt.formats.wordpress.posts import deck_of, markup_of
from artfmt.formats.xml import children, inner_text, text_of, words_of
from artfmt.language.dates import rfc3339
from artfmt.model.article import Article, Author, Image, Publisher
from artfmt.reading.document import Report
from artfmt.reading.metadata import Metadata, change_of
from artfmt.source.source import Source

Element = etree._Element

_KINDS, _THROWN_AWAY = ("post", "page"), ("trash", "auto-draft", "inherit")
_NO_DATE = "0000-00-00"
_PICTURE = "_thumbnail_id"


class Entry(NamedTuple):
    """A post and what the site says of all: the names of its authors by their logins, its pictures by their ids."""

    item: Element
    publisher: Publisher | None
    language: str | None
    names: Mapping[str, str]
    pictures: Mapping[str, Image]


def read(source: Source, report: Report) -> Article:
    """The article of the first post; the others are told. Raises ReadError where there is none."""
    return first_of(_entries(source), _article, _title, report)


def read_all(source: Source, report_of: Callable[[], Report]) -> Iterator[tuple[Article, Report]]:
    """The article of every post. Raises ReadError where none of them is one."""
    return each_of(_entries(source), _article, _title, report_of)


def _entries(source: Source) -> list[Entry]:
    channel = channel_of(source)
    names = {
        text_of(author, "author_login") or "": text_of(author, "author_display_name") or ""
        for author in children(channel.element, "author")
    }
    pictures = dict(_pictures(channel.items))
    return [
        Entry(item, channel.publisher, channel.language, names, pictures)
        for item in channel.items
        if (text_of(item, "post_type") or "post") in _KINDS and text_of(item, "status") not in _THROWN_AWAY
    ]


def _pictures(items: list[Element]) -> Iterator[tuple[str, Image]]:
    for item in items:
        if text_of(item, "post_type") == "attachment" and (address := absolute(text_of(item, "attachment_url"), None)):
            alt = next((value for name, value in _fields(item) if name == "_wp_attachment_image_alt"), None)
            yield text_of(item, "post_id") or "", Image(address, alt)


def _fields(item: Element) -> Iterator[tuple[str, str]]:
    """The fields of a post's own, each with its value."""
    for child in children(item, "postmeta"):
        yield text_of(child, "meta_key") or "", text_of(child, "meta_value") or ""


def _title(entry: Entry) -> str:
    return title_of(entry.item)


def _article(entry: Entry, report: Report) -> Article:
    item = entry.item
    address = absolute(text_of(item, "link"), None)
    content, excerpt = (_encoded(item, kind) for kind in ("content", "excerpt"))
    terms = [(child.get("domain"), text_of_markup(words_of(child))) for child in children(item, "category")]
    login = text_of(item, "creator") or ""
    author = entry.names.get(login) or login
    picture = next((value for name, value in _fields(item) if name == _PICTURE), "")
    published, changed = _moment(item, "post_date"), _moment(item, "post_modified")
    metadata = Metadata(
        id=text_of(item, "post_name") or text_of(item, "post_id"),
        url=address,
        language=entry.language,
        headline=_title(entry) or None,
        deck=deck_of(excerpt, content),
        section=next((name for domain, name in terms if domain == "category"), None),
        tags=tuple(dict.fromkeys(name for domain, name in terms if domain == "post_tag")),
        published=published,
        updated=change_of(published, changed),
        authors=(Author(author),) if author else (),
        publisher=entry.publisher,
        image=entry.pictures.get(picture),
    )
    return article_of_markup(markup_of(content), metadata, report, base=address)


def _encoded(item: Element, kind: str) -> str:
    """The content or the excerpt: two elements of one name, told apart by their namespaces."""
    for child in children(item, "encoded"):
        if kind in str(child.tag):
            return inner_text(child)
    return ""


def _moment(item: Element, name: str) -> str | None:
    greenwich = text_of(item, f"{name}_gmt")
    if greenwich and not greenwich.startswith(_NO_DATE):
        return rfc3339(f"{greenwich}Z")
    return rfc3339(text_of(item, name))
