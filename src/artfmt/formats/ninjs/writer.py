"""ninjs 3.1, valid under its schema: the body is artfmt's HTML, so that nothing of it is lost.

What ninjs has no place for stands nowhere: ``extra``, the widths of the lead picture where it has no address. Dates
without a time and the article's own address stand among the alternative identifiers, since ninjs has moments only.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from artfmt.formats.html import writer as html
from artfmt.formats.html.writer import SOURCE_TYPES
from artfmt.formats.json.fields import filled, moment_of
from artfmt.model.article import Article, Image, Rights
from artfmt.model.prose import plain_text
from artfmt.model.urls import whole_address

_SCHEMA = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json"


def write(article: Article) -> str:
    """The article as a ninjs item, JSON with a line end."""
    return json.dumps(_item(article), ensure_ascii=False, indent=2) + "\n"


def _item(article: Article) -> dict[str, Any]:
    authors = [
        filled(name=author.name, rel="author", uri=_uri(author.url), literal=author.role) for author in article.authors
    ]
    publisher = article.publisher
    sources = [filled(name=publisher.name, role="publisher", uri=_uri(publisher.url))] if publisher else []
    subjects = [{"name": article.section, "rel": "section"}] if article.section else []
    subjects += [{"name": tag, "rel": "keyword"} for tag in article.tags]
    rights = article.rights or Rights()
    address = whole_address(rights.license)
    moment = moment_of(article.published)
    return filled(
        uri=_uri(article.url) or article.id or "urn:artfmt:article",
        type="text",
        standard={"name": "ninjs", "version": "3.1", "schema": _SCHEMA},
        language=article.language,
        firstCreated=moment,
        contentCreated=moment,
        versionCreated=moment_of(article.updated) or moment,
        pubStatus="usable",
        by=", ".join(author.name for author in article.authors),
        headlines=[{"role": "main", "value": article.headline}],
        descriptions=[{"role": "deck", "value": article.deck}] if article.deck else [],
        bodies=[{"role": "main", "contentType": "text/html", "value": html.write_fragment(article)}],
        people=authors,
        infoSources=sources,
        subjects=subjects,
        altIds=[*_identifiers(article)],
        associations=[*_associations(article)],
        located=article.dateline,
        copyrightNotice=rights.statement,
        copyrightHolder=rights.holder,
        usageTerms=None if address else rights.license,
        rightsInfo={"linkedRights": address} if address else None,
    )


def _uri(url: str | None) -> str | None:
    """An address that is whole, as the schema asks for."""
    return url if url and "://" in url else None


def _identifiers(article: Article) -> Iterator[dict[str, str]]:
    for role, value in (
        ("id", article.id),
        ("url", article.url),
        ("type", article.type),
        ("published", article.published),
        ("updated", article.updated),
    ):
        if value:
            yield {"role": f"artfmt:{role}", "value": value}


def _associations(article: Article) -> Iterator[dict[str, Any]]:
    if article.image and _uri(article.image.src):
        yield _picture(article.image)
    for number, related in enumerate(article.related, start=1):
        yield {
            "name": f"related{number}",
            "rel": "related",
            "uri": _uri(related.url) or f"urn:artfmt:related:{number}",
            "type": "text",
            "headlines": [{"role": "main", "value": related.title}],
        }


def _picture(image: Image) -> dict[str, Any]:
    descriptions = [
        {"role": role, "value": value}
        for role, value in (("alt", image.alt), ("caption", plain_text(image.caption)))
        if value
    ]
    rendition = filled(name="original", href=image.src, width=image.width, height=image.height)
    return filled(
        name="lead",
        rel="picture",
        uri=image.src,
        type="picture",
        by=plain_text(image.credit),
        descriptions=descriptions,
        renditions=[rendition],
        digitalSourceType={"uri": f"{SOURCE_TYPES}{image.source_type}"} if image.source_type else None,
    )
