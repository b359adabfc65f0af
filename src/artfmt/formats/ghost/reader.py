"""Ghost: posts as the Content and Admin API give them (``{"posts": [...]}``), a post alone, and exports of a site.

https://ghost.org/docs/content-api/#posts, https://ghost.org/docs/migration/custom/
"""

from __future__ import annotations

import html
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from artfmt.formats.html.markup import article_of_markup, paragraphs_of, text_of_markup
from artfmt.formats.html.metadata import absolute
from artfmt.formats.json.fields import load_fields, object_in, objects_in, text_in
from artfmt.formats.several import each_of, first_of
from artfmt.language.dates import rfc3339
from artfmt.model.article import Article, Author, Image, Publisher
from artfmt.model.prose import Span
from artfmt.reading.document import Report
from artfmt.reading.metadata import Metadata
from artfmt.source.errors import ReadError
from artfmt.source.source import Source

Post = Mapping[str, Any]

_NO_HTML = 'has no "html": ask the API with formats=html, or export the site with it'


def read(source: Source, report: Report) -> Article:
    """The article of the first post; the others are told. Raises ReadError where there is none."""
    return first_of(_posts(source), _article, _title, report)


def read_all(source: Source, report_of: Callable[[], Report]) -> Iterator[tuple[Article, Report]]:
    """The article of every post. Raises ReadError where none of them is one."""
    return each_of(_posts(source), _article, _title, report_of)


def _posts(source: Source) -> list[Post]:
    data = load_fields(source)
    if sites := objects_in(data, "db"):
        return [post for site in sites for post in _exported(object_in(site, "data"))]
    posts = data.get("posts", data) if isinstance(data, dict) else data
    return [post for post in (posts if isinstance(posts, list) else [posts]) if isinstance(post, dict)]


def _exported(tables: Post) -> Iterator[Post]:
    """The posts of an export, with their authors and tags, which stand in tables of their own."""
    joined: dict[tuple[str, str], list[Post]] = defaultdict(list)
    for link, of, key in (("posts_authors", "users", "author_id"), ("posts_tags", "tags", "tag_id")):
        by_id = {str(row.get("id")): row for row in objects_in(tables, of)}
        for row in sorted(objects_in(tables, link), key=_order):
            if other := by_id.get(str(row.get(key))):
                joined[of, str(row.get("post_id"))].append(other)
    for post in objects_in(tables, "posts"):
        ident = str(post.get("id"))
        yield {"authors": joined["users", ident], "tags": joined["tags", ident], **post}


def _order(row: Post) -> int:
    order = row.get("sort_order")
    return order if isinstance(order, int) else 0


def _title(post: Post) -> str:
    return text_in(post, "title")


def _article(post: Post, report: Report) -> Article:
    body = text_in(post, "html") or paragraphs_of(html.escape(text_in(post, "plaintext"), quote=False))
    if not body:
        raise ReadError(_NO_HTML)
    address = absolute(text_in(post, "canonical_url") or text_in(post, "url"), None)
    tags = [tag for tag in objects_in(post, "tags") if _public(tag)]
    primary = object_in(post, "primary_tag") or (tags[0] if tags else {})
    metadata = Metadata(
        id=text_in(post, "uuid") or text_in(post, "slug") or None,
        url=address,
        language=text_in(post, "locale") or None,
        headline=text_of_markup(_title(post)) or None,
        deck=text_of_markup(text_in(post, "custom_excerpt")) or None,
        section=text_in(primary, "name") or None,
        tags=tuple(dict.fromkeys(text_in(tag, "name") for tag in tags)),
        published=rfc3339(text_in(post, "published_at")),
        authors=tuple(_authors(post)),
        publisher=_publisher(post),
        image=_image(post, address),
    )
    return article_of_markup(body, metadata, report, base=address)


def _public(tag: Post) -> bool:
    return tag.get("visibility", "public") == "public" and not str(tag.get("name", "")).startswith("#")


def _authors(post: Post) -> Iterator[Author]:
    for author in objects_in(post, "authors") or [object_in(post, "primary_author")]:
        if name := text_in(author, "name"):
            yield Author(name, None, absolute(text_in(author, "url"), None))


def _publisher(post: Post) -> Publisher | None:
    name = text_in(post, "site_title")
    return Publisher(name) if name else None


def _image(post: Post, base: str | None) -> Image | None:
    address = absolute(text_in(post, "feature_image").replace("__GHOST_URL__", ""), base)
    if not address:
        return None
    caption = text_of_markup(text_in(post, "feature_image_caption"))
    return Image(address, text_in(post, "feature_image_alt") or None, (Span(caption),) if caption else ())
