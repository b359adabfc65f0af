"""ninjs 3.1, 2 and 1: news in JSON (https://iptc.org/std/ninjs/); the body is XHTML, or else text."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from artfmt.formats.html.markup import article_of_markup, paragraphs_of, text_of_markup
from artfmt.formats.html.metadata import absolute
from artfmt.formats.json.fields import load_fields, object_in, string_in
from artfmt.formats.json.unread import tell_unread
from artfmt.language.byline_parts import OPENING, names_in
from artfmt.language.bylines import parse_byline
from artfmt.language.dates import rfc3339
from artfmt.language.name_judge import NameJudge
from artfmt.language.vocabulary import words
from artfmt.model.article import Article, Author, Image, Publisher, Related, Rights
from artfmt.model.prose import Span, plain_text
from artfmt.model.urls import safe_address
from artfmt.reading.document import Report
from artfmt.reading.metadata import Metadata
from artfmt.reading.source_types import source_type_of
from artfmt.source.errors import ReadError
from artfmt.source.source import Source

Item = Mapping[str, Any]

_NO_BODY = 'has no text: artfmt reads "bodies" (ninjs 2 and 3), "body_xhtml" and "body_text" (ninjs 1)'
_MARKUP = ("text/html", "application/xhtml+xml")
_SECTION, _TAG, _AUTHOR = "section", "keyword", "author"
_CREATED = ("contentCreated", "firstCreated", "firstcreated", "versionCreated", "versioncreated")
_OWN_URN = "urn:artfmt:"
_VERSION = ("versionCreated", "versioncreated")
_PICTURES = ("picture", "graphic")
_CAPTIONS = ("caption", None, "text", "main", "summary")
# Who publishes, by the name of the list: in infoSources an entry without a role, among organisations none.
_PUBLISHERS: Mapping[str, tuple[str | None, ...]] = {
    "infoSources": ("publisher", None),
    "infosources": ("publisher", None),
    "organisations": ("publisher",),
    "organisation": ("publisher",),
}
_SOURCE = re.compile(r"""\bsrc\s*=\s*["']([^"'<>]+)["']""", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_AROUND_NAMES = words("around_names", "name_joins")
# What readers are meant to see, and what is about something else (ninjs 3.1).
_SAYS = frozenset(
    ("value", "headline", "title", "description_text", "description_xhtml", "edNote", "ednote", "by", "byline")
)
_OTHERS = frozenset(
    ("subjects", "subject", "places", "place", "objects", "events", "altIds", "altids", "genres", "renditions")
)


def read(source: Source, report: Report) -> Article:
    """The article of an item. Raises ReadError where it has no text."""
    item = load_fields(source)
    if not isinstance(item, dict):
        raise ReadError("is JSON, but no ninjs item: that is an object")
    uri = string_in(item, "uri") or ""
    address = absolute(uri, None) if "://" in uri else None
    is_own = _own(item, "type") is not None
    if is_own:  # artfmt's own: what it does not say is not there
        address, uri = absolute(_own(item, "url"), None), ""
    publisher = _publisher(item)
    metadata = Metadata(
        type="newsletter" if _own(item, "type") == "newsletter" else None,
        id=_own(item, "id") or (None if address or uri.startswith(_OWN_URN) else uri or None),
        url=safe_address(_own(item, "url") or "") or address,
        language=string_in(item, "language"),
        headline=_headline(item),
        deck=_deck(item),
        section=next(iter(_named(item, "subjects", _SECTION)), None),
        tags=tuple(dict.fromkeys([*_named(item, "subjects", _TAG), *_named(item, "subject", None)])),
        published=_own(item, "published") or (None if is_own else _created(item)),
        updated=_own(item, "updated") or (None if is_own else _updated(item)),
        dateline=string_in(item, "located"),
        authors=tuple(_authors(item, publisher)),
        publisher=publisher,
        rights=_rights(item),
        image=next(_pictures(item), None),
        related=tuple(_related(item)),
    )
    body = _body(item)
    if is_own:
        return article_of_markup(body, metadata, report, base=address)
    article = article_of_markup(body + _later_pictures(item, body), metadata, report, base=address)
    tell_unread(item, article, report, _SAYS, _OTHERS)
    return article


def _later_pictures(item: Item, body: str) -> str:
    """The pictures behind the first, which leads the story, as HTML; what the text shows is not taken again."""
    sources = {html.unescape(source) for source in _SOURCE.findall(body)}
    later_images = (image for image in islice(_pictures(item), 1, None) if image.src not in sources)
    return "".join(
        f'<figure><img src="{html.escape(image.src or "")}" alt="{html.escape(image.alt or "")}">'
        f"<figcaption>{html.escape(plain_text(image.caption), quote=False)}"
        f'<span class="credit">{html.escape(plain_text(image.credit), quote=False)}</span></figcaption></figure>'
        for image in later_images
    )


def _objects(item: Item, name: str) -> Iterator[Item]:
    """The objects of a list, or those of an object that has them by name, as ninjs 1 has its associations."""
    value = item.get(name)
    if isinstance(value, dict):
        yield from ({"name": key, **entry} for key, entry in value.items() if isinstance(entry, dict))
    elif isinstance(value, list):
        yield from (entry for entry in value if isinstance(entry, dict))


def _role(item: Item, name: str, roles: tuple[str | None, ...]) -> str | None:
    """The value of the first of some roles among headlines, descriptions or bodies."""
    by_role: dict[Any, str] = {}
    for entry in _objects(item, name):
        if value := string_in(entry, "value"):
            by_role.setdefault(str(entry.get("role")) if entry.get("role") else None, value)
    return next((by_role[role] for role in roles if role in by_role), None)


def _headline(item: Item) -> str | None:
    value = _role(item, "headlines", ("main", None)) or next(
        (text for entry in _objects(item, "headlines") if (text := string_in(entry, "value"))), None
    )
    return text_of_markup(value or string_in(item, "headline") or string_in(item, "title") or "") or None


def _body(item: Item) -> str:
    """The text as HTML, of the bodies the first that has some."""
    bodies = [
        (entry.get("contentType") or entry.get("contenttype"), text)
        for entry in _objects(item, "bodies")
        if (text := string_in(entry, "value"))
    ]
    bodies += [("text/html", text) for name in ("body_xhtml", "body_html") if (text := string_in(item, name))]
    bodies += [("text/plain", text) for name in ("body_text",) if (text := string_in(item, name))]
    for kind, text in sorted(bodies, key=lambda pair: pair[0] not in _MARKUP):
        if kind in _MARKUP or (kind is None and "<p" in text):
            return text
        return paragraphs_of(html.escape(text, quote=False))
    raise ReadError(_NO_BODY)


def _own(item: Item, name: str) -> str | None:
    """What artfmt writes among the alternative identifiers, since ninjs has no other place for it."""
    return next(
        (string_in(entry, "value") for entry in _objects(item, "altIds") if entry.get("role") == f"artfmt:{name}"), None
    )


def _created(item: Item) -> str | None:
    stamps = (string_in(item, name) for name in _CREATED)
    return rfc3339(next(filter(None, stamps), None))


def _updated(item: Item) -> str | None:
    """When the version was made, where that was on a later day than the first."""
    created = _created(item)
    version = rfc3339(next(filter(None, (string_in(item, name) for name in _VERSION)), None))
    return version if version and created and version[:10] > created[:10] else None


def _deck(item: Item) -> str | None:
    deck = _role(item, "descriptions", ("deck", "summary", None, "main", "text")) or string_in(item, "description_text")
    return deck or text_of_markup(string_in(item, "description_xhtml") or "") or None


def _named(item: Item, name: str, rel: str | None) -> Iterator[str]:
    for entry in _objects(item, name):
        if (rel is None or entry.get("rel") == rel) and (text := string_in(entry, "name")):
            yield text


def _authors(item: Item, publisher: Publisher | None) -> Iterator[Author]:
    people = [entry for entry in _objects(item, "people") if entry.get("rel") == _AUTHOR and string_in(entry, "name")]
    for entry in people:
        yield Author(str(entry["name"]), string_in(entry, "literal"), absolute(string_in(entry, "uri"), None))
    by = string_in(item, "by") or string_in(item, "byline")
    if by and not people:
        yield from _named_by(by, NameJudge([publisher.name] if publisher else []))


def _named_by(by: str, judge: NameJudge) -> Iterator[Author]:
    """Whom a byline names: as pages have it, else as lines have it, else the whole line, so that no word goes."""
    pairs = names_in(by, judge)
    name_words = [word for name, role in pairs for word in _WORD.findall(f"{name} {role or ''}")]
    if pairs and set(_WORD.findall(OPENING.sub("", by))) - set(name_words) <= _AROUND_NAMES:
        yield from (Author(name, role) for name, role in pairs)
    else:
        yield from parse_byline(f"By {by}") or (Author(by),)


def _publisher(item: Item) -> Publisher | None:
    for name, roles in _PUBLISHERS.items():
        for entry in _objects(item, name):
            if entry.get("role", entry.get("rel")) in roles and (text := string_in(entry, "name")):
                return Publisher(text, absolute(string_in(entry, "uri"), None))
    source = string_in(item, "source")
    return Publisher(source) if source else None


def _pictures(item: Item) -> Iterator[Image]:
    for entry in _objects(item, "associations"):
        address = _rendition(entry)
        if entry.get("type") not in _PICTURES or not address:
            continue
        caption = _role(entry, "descriptions", _CAPTIONS) or string_in(entry, "description_text") or ""
        credit = string_in(entry, "by") or string_in(entry, "copyrightNotice") or string_in(entry, "byline") or ""
        yield Image(
            address,
            _role(entry, "descriptions", ("alt",)),
            (Span(text_of_markup(caption)),) if caption else (),
            (Span(credit),) if credit else (),
            source_type=_source_type(entry),
        )


def _source_type(item: Item) -> str | None:
    data = object_in(item, "digitalSourceType")
    return next(filter(None, (source_type_of(data.get(name)) for name in ("uri", "literal", "name"))), None)


def _rights(item: Item) -> Rights | None:
    """The rights of an item; ninjs 1 and 2 spell their names in small letters."""
    fields_of_item = {name.lower(): value for name, value in item.items()}
    license_address = string_in(object_in(item, "rightsInfo"), "linkedRights")
    fields = {
        "statement": string_in(fields_of_item, "copyrightnotice"),
        "holder": string_in(fields_of_item, "copyrightholder"),
        "license": license_address or string_in(fields_of_item, "usageterms"),
    }
    return Rights(**fields) if any(fields.values()) else None


def _rendition(item: Item) -> str | None:
    hrefs = ((entry.get("width") or 0, string_in(entry, "href")) for entry in _objects(item, "renditions"))
    widest = max((pair for pair in hrefs if pair[1] and isinstance(pair[0], int)), default=(0, None))
    return absolute(widest[1] or string_in(item, "href"), None)


def _related(item: Item) -> Iterator[Related]:
    for entry in _objects(item, "associations"):
        if entry.get("rel") == "related" and (title := _headline(entry)):
            address = absolute(string_in(entry, "uri"), None)
            yield Related(title, address)
