"""WordPress: posts as the REST API gives them, one or a list, best with ``_embed`` (names instead of numbers).

https://developer.wordpress.org/rest-api/reference/posts/
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from artfmt.formats.html.markup import article_of_markup, text_of_markup
from artfmt.formats.html.metadata import absolute
from artfmt.formats.json.fields import load_fields, object_in, objects_in, text_in
from artfmt.formats.several import each_of, first_of
from artfmt.formats.wordpress.posts import deck_of, markup_of
from artfmt.language.dates import rfc3339
from artfmt.model.article import Article, Author, Image, Publisher
from artfmt.model.prose import Span
from artfmt.reading.document import Report
from artfmt.reading.metadata import Metadata, change_of
from artfmt.source.diagnostics import Severity
from artfmt.source.source import Source

Post = Mapping[str, Any]


def read(source: Source, report: Report) -> Article:
    """The article of the first post; the others are told. Raises ReadError where there is none."""
    return first_of(_posts(source), _article, _title, report)


def read_all(source: Source, report_of: Callable[[], Report]) -> Iterator[tuple[Article, Report]]:
    """The article of every post. Raises ReadError where none of them is one."""
    return each_of(_posts(source), _article, _title, report_of)


def _posts(source: Source) -> list[Post]:
    data = load_fields(source)
    return [post for post in (data if isinstance(data, list) else [data]) if isinstance(post, dict)]


def _title(post: Post) -> str:
    return text_of_markup(_rendered(post, "title"))


def _rendered(post: Post, name: str) -> str:
    value = post.get(name)
    rendered = value.get("rendered", value.get("raw")) if isinstance(value, dict) else value
    return rendered if isinstance(rendered, str) else ""


def _article(post: Post, report: Report) -> Article:
    content = _rendered(post, "content")
    address = absolute(text_in(post, "link"), None)
    embedded_data = object_in(post, "_embedded")
    authors = tuple(_authors(embedded_data))
    if not authors and post.get("author"):
        message = f"left out author {post['author']}, of whom only the number is told: ask the API with _embed"
        report.notice("left-out", Severity.INFO, message)
    groups = embedded_data.get("wp:term")
    terms = [term for group in groups if isinstance(group, list) for term in group] if isinstance(groups, list) else []
    metadata = Metadata(
        id=text_in(post, "slug") or None,
        url=address,
        headline=_title(post) or None,
        deck=deck_of(_rendered(post, "excerpt"), content),
        section=next(iter(_names(terms, "category")), None),
        tags=tuple(dict.fromkeys(_names(terms, "post_tag"))),
        published=_moment(post, "date"),
        updated=_changed(post),
        authors=authors,
        publisher=_publisher(post),
        image=_image(embedded_data, address),
    )
    return article_of_markup(markup_of(content), metadata, report, base=address)


def _moment(post: Post, name: str) -> str | None:
    """A moment of a post: in Greenwich's time if that is told, else the day at the site."""
    greenwich = text_in(post, f"{name}_gmt")
    return rfc3339(f"{greenwich}Z") if greenwich else rfc3339(text_in(post, name))


def _changed(post: Post) -> str | None:
    """When a post was changed on another day than it was published."""
    changed, published = _moment(post, "modified"), _moment(post, "date")
    return change_of(published, changed)


def _authors(embedded_data: Post) -> Iterator[Author]:
    for author in objects_in(embedded_data, "author"):
        if name := text_in(author, "name"):
            yield Author(name, None, absolute(text_in(author, "link"), None))


def _names(terms: list[Any], taxonomy: str) -> Iterator[str]:
    for term in terms:
        if text_in(term, "taxonomy") == taxonomy and (name := text_in(term, "name")):
            yield text_of_markup(name)


def _publisher(post: Post) -> Publisher | None:
    name = text_in(object_in(post, "yoast_head_json"), "og_site_name")
    return Publisher(name) if name else None


def _image(embedded_data: Post, base: str | None) -> Image | None:
    for media in objects_in(embedded_data, "wp:featuredmedia"):
        if address := absolute(text_in(media, "source_url"), base):
            caption = text_of_markup(_rendered(media, "caption"))
            return Image(address, text_in(media, "alt_text") or None, (Span(caption),) if caption else ())
    return None
