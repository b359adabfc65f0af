"""RSS 2.0 and 1.0: one article an item; its body is ``content:encoded``, or else the description.

https://www.rssboard.org/rss-specification, https://web.resource.org/rss/1.0/modules/content/
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from lxml import etree

from artfmt.formats.html.authors import authors_of
from artfmt.formats.html.markup import article_of_markup, deck_beside, text_of_markup
from artfmt.formats.html.metadata import absolute
from artfmt.formats.several import each_of, first_of
from artfmt.formats.xml import children, inner_text, parse_xml, text_of
from artfmt.language.dates import rfc3339
from artfmt.language.name_judge import NameJudge
from artfmt.model.article import Article, Author, Image, Publisher
from artfmt.reading.document import Report
from artfmt.reading.metadata import Metadata
from artfmt.source.source import Source

Element = etree._Element

_PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif")
_LONGEST_SECTION = 60


class Channel(NamedTuple):
    """The items of a feed and what it says of all of them."""

    element: Element
    items: list[Element]
    publisher: Publisher | None
    language: str | None


class Entry(NamedTuple):
    """An item and what its channel says of all of them."""

    item: Element
    publisher: Publisher | None
    language: str | None


def read(source: Source, report: Report) -> Article:
    """The article of the first item; the others are told. Raises ReadError where there is none."""
    return first_of(_entries(source), _article, _title, report)


def read_all(source: Source, report_of: Callable[[], Report]) -> Iterator[tuple[Article, Report]]:
    """The article of every item. Raises ReadError where none of them is one."""
    return each_of(_entries(source), _article, _title, report_of)


def channel_of(source: Source) -> Channel:
    """What a feed holds. Raises ReadError where it is no XML."""
    root = parse_xml(source, lenient=True)
    channel = next(children(root, "channel"), root)
    name = text_of_markup(text_of(channel, "title") or "")
    publisher = Publisher(name, absolute(text_of(channel, "link"), None)) if name else None
    items = [*children(channel, "item"), *(children(root, "item") if channel is not root else ())]
    return Channel(channel, items, publisher, text_of(channel, "language"))


def title_of(item: Element) -> str:
    """The title of an item, on one line."""
    return text_of_markup(text_of(item, "title") or "")


def _entries(source: Source) -> list[Entry]:
    channel = channel_of(source)
    return [Entry(item, channel.publisher, channel.language) for item in channel.items]


def _title(entry: Entry) -> str:
    return title_of(entry.item)


def _article(entry: Entry, report: Report) -> Article:
    item = entry.item
    address = absolute(text_of(item, "link") or _permalink(item), None)
    description, content = text_of(item, "description") or "", text_of(item, "encoded") or ""
    categories = [text_of_markup(inner_text(child)) for child in children(item, "category")]
    tags = tuple(dict.fromkeys(filter(None, categories)))
    metadata = Metadata(
        id=text_of(item, "guid", "identifier"),
        url=address,
        language=entry.language,
        headline=_title(entry) or None,
        deck=deck_beside(description, content),
        section=next((tag for tag in tags if len(tag) <= _LONGEST_SECTION), None),
        tags=tags,
        published=rfc3339(text_of(item, "pubDate", "date", "published")),
        updated=rfc3339(text_of(item, "modified", "updated")),
        authors=tuple(_authors(item, entry.publisher)),
        publisher=entry.publisher,
        image=_image(item, address),
    )
    return article_of_markup(content or description, metadata, report, base=address)


def _permalink(item: Element) -> str | None:
    return next((child.text for child in children(item, "guid") if child.get("isPermaLink", "true") == "true"), None)


def _authors(item: Element, publisher: Publisher | None) -> Iterator[Author]:
    names = [text for name in ("creator", "author") for child in children(item, name) if (text := child.text)]
    # RSS 2.0 has a mailbox with the name in brackets: "ana@wire.example (Ana Lie)".
    bare = [name.partition("(")[2].rstrip(") ") if "@" in name and "(" in name else name for name in names]
    judge = NameJudge([publisher.name] if publisher else [])
    persons, organisations = authors_of(bare, judge, lambda raw: absolute(raw, None))
    yield from persons or organisations


def _image(item: Element, base: str | None) -> Image | None:
    for name in ("content", "enclosure", "thumbnail"):
        for child in children(item, name):
            raw, kind = child.get("url"), f"{child.get('type') or ''} {child.get('medium') or ''}"
            is_picture = "image" in kind or (raw or "").partition("?")[0].lower().endswith(_PICTURES)
            if raw and (is_picture or name == "thumbnail") and (address := absolute(raw, base)):
                return Image(address)
    return None
