"""ANS 0.10 (https://github.com/washingtonpost/ans-schema): a story, or a list of them; nothing in it is judged.

Its elements become those of artfmt's own HTML, which is read as such: a header begins a section, bold text with a colon
before a paragraph is a label where it is a known one, or where artfmt wrote it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from lxml import etree

from artfmt.formats.ans.elements import Elements, own_of, picture_of
from artfmt.formats.html.markup import in_language, text_of_markup
from artfmt.formats.html.metadata import absolute
from artfmt.formats.html.own import OwnReader
from artfmt.formats.json.fields import load_fields, object_in, objects_in, string_in
from artfmt.formats.json.unread import tell_unread
from artfmt.formats.several import each_of, first_of
from artfmt.language.dates import rfc3339
from artfmt.model.article import Article, Author, Publisher, Related, Rights
from artfmt.model.urls import safe_address
from artfmt.reading.document import Report
from artfmt.reading.metadata import Metadata
from artfmt.reading.structured import fitting
from artfmt.source.errors import ReadError
from artfmt.source.source import Source

Story = Mapping[str, Any]

_NO_TEXT = "has no text: content_elements holds none that an article has a place for"
# What readers are meant to see, and what is about something else (ANS 0.10).
_SAYS = frozenset(
    (
        *("basic", "byline", "caption", "content", "description", "endorsement", "html", "name", "native", "print"),
        *("subtitle", "text", "title", "web"),
    )
)
_OTHERS = frozenset(
    (
        *("additional_properties", "content_restrictions", "distributor", "label_display", "owner", "planning"),
        *("publishing", "related_content", "revision", "source", "streams", "syndication", "taxonomy", "tracking"),
        *("websites", "workflow"),
    )
)
_NO_HEADLINE = "has no headline: put one into headlines.basic, or state it with --headline"
_DATES = {
    "published": ("first_publish_date", "publish_date", "display_date", "created_date"),
    "updated": ("last_updated_date",),
}


def read(source: Source, report: Report) -> Article:
    """The article of the first story; the others are told. Raises ReadError where there is none."""
    return first_of(_stories(source), _article, _title, report)


def read_all(source: Source, report_of: Callable[[], Report]) -> Iterator[tuple[Article, Report]]:
    """The article of every story. Raises ReadError where none of them is one."""
    return each_of(_stories(source), _article, _title, report_of)


def _stories(source: Source) -> Sequence[Story]:
    data = load_fields(source)
    if isinstance(data, dict) and isinstance(data.get("content_elements"), list) and data.get("type") != "story":
        stories = [data for data in data["content_elements"] if isinstance(data, dict) and data.get("type") == "story"]
        return stories or [data]
    return [data for data in (data if isinstance(data, list) else [data]) if isinstance(data, dict)]


def _basic(story: Story, name: str) -> str | None:
    text = string_in(story.get(name), "basic")
    return text if text is None or own_of(story) else text_of_markup(text) or None


def _title(story: Story) -> str:
    return _basic(story, "headlines") or ""


def _article(story: Story, report: Report) -> Article:
    headline = report.headline or _title(story)
    if not headline:
        raise ReadError(_NO_HEADLINE)
    elements = Elements(report)
    elements.read(story.get("content_elements"))
    elements.read(objects_in(story, "corrections"))
    if note := string_in(story, "editor_note"):
        elements.note("editors-note", note)
    if not len(elements.body):
        raise ReadError(_NO_TEXT)
    own = own_of(story)
    elements.footnotes(own.get("footnotes"))
    root, page = _page(headline, elements, story)
    article = OwnReader(root, page, report).article()
    fields = _metadata(story, elements).of(article)
    if own.get("type") == "newsletter":
        fields["type"] = "newsletter"
    if isinstance(own.get("extra"), dict):
        fields["extra"] = own["extra"]
    article = replace(article, **fields)
    if not own:
        tell_unread(story, article, report, _SAYS, _OTHERS)
    return fitting(article if own else in_language(article, report), report)


def _page(headline: str, elements: Elements, story: Story) -> tuple[etree._Element, etree._Element]:
    """A page of artfmt's own with the story's elements."""
    root = etree.Element("html")
    page = etree.SubElement(etree.SubElement(root, "body"), "article", {"class": "artfmt"})
    header = etree.SubElement(page, "header")
    etree.SubElement(header, "h1").text = headline
    promoted = object_in(story, "promo_items")
    leads = [lead for name in ("basic", "lead_art") if (lead := object_in(promoted, name)).get("type") == "image"]
    if leads:
        picture = picture_of(leads[0])
        picture.set("class", "lead-image")
        header.append(picture)
    page.append(elements.body)
    etree.SubElement(page, "footer").extend(elements.notes)
    return root, page


def _metadata(story: Story, elements: Elements) -> Metadata:
    own = own_of(story)
    taxonomy = story.get("taxonomy")
    section = _section(taxonomy)
    label = story.get("label")
    flag = string_in(label.get("basic"), "text") if isinstance(label, dict) else None
    related = [Related(title, absolute(address, None)) for title, address in elements.related]
    related += [
        Related(title, safe_address(string_in(data, "url") or ""))
        for data in objects_in(own, "related")
        if (title := string_in(data, "title"))
    ]
    published, updated = _date(story, "published"), _date(story, "updated")
    return Metadata(
        id=string_in(own, "id") if own else string_in(story, "_id"),
        url=safe_address(string_in(story, "canonical_url") or string_in(story, "website_url") or ""),
        language=string_in(story, "language"),
        deck=_basic(story, "subheadlines") or (None if own else _basic(story, "description")),
        section=section or flag,
        tags=tuple(_tags(taxonomy) if own else dict.fromkeys(_tags(taxonomy))),
        published=published,
        updated=updated if "updated" in own or (not own and (updated or "")[:10] > (published or "")[:10]) else None,
        authors=tuple(_authors(story)),
        dateline=string_in(own if own else story, "dateline" if own else "location"),
        publisher=_publisher(own.get("publisher") if own else story.get("distributor")),
        rights=_rights(story),
        related=tuple(related),
    )


def _section(taxonomy: Any) -> str | None:
    """The name of the first section: its own, or that of the section that a reference leads to."""
    primary = object_in(taxonomy, "primary_section")
    target = string_in(primary, "_id") or string_in(object_in(primary, "referent"), "id")
    names = (string_in(data, "name") for data in objects_in(taxonomy, "sections") if string_in(data, "_id") == target)
    return string_in(primary, "name") or next(filter(None, names), None)


def _publisher(data: Any) -> Publisher | None:
    name = string_in(data, "name")
    return Publisher(name, safe_address(string_in(data, "url") or ""), string_in(data, "issn")) if name else None


def _rights(story: Story) -> Rights | None:
    own = own_of(story)
    if own:
        data = object_in(own, "rights")
        fields = {name: text for name in ("statement", "holder", "license") if (text := string_in(data, name))}
    else:
        fields = {"statement": text} if (text := string_in(story, "copyright")) else {}
    return Rights(**fields) if fields else None


def _date(story: Story, name: str) -> str | None:
    own = own_of(story)
    if own:
        return string_in(own, name)
    return rfc3339(next(filter(None, (string_in(story, data) for data in _DATES[name])), None))


def _tags(taxonomy: Any) -> Iterator[str]:
    for data in objects_in(taxonomy, "tags"):
        if tag := string_in(data, "text") or string_in(data, "slug"):
            yield tag


def _authors(story: Story) -> Iterator[Author]:
    for data in objects_in(object_in(story, "credits"), "by"):
        name = string_in(data, "byline") or string_in(data, "name")
        if name:
            yield Author(name, string_in(data, "role"), safe_address(string_in(data, "url") or ""))
