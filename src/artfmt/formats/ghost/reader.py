"""Ghost: posts as the Content and Admin API give them (``{"posts": [...]}``), a post alone, and exports of a site.

https://ghost.org/docs/content-api/#posts, https://ghost.org/docs/migration/custom/
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from artfmt.formats.html.markup import article_of_markup, paragraphs_of, text_of_markup
from artfmt.formats.html.metadata import absolute
from artfmt.formats.json.reader import load_json
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
    data = load_json(source)
    if isinstance(data, dict) and isinstance(data.get("db"), list):
        return [post for site in data["db"] if isinstance(site, dict) for post in _exported(site.get("data"))]
    posts = data.get("posts", data) if isinstance(data, dict) else data
    return [post for post in (posts if isinstance(posts, list) else [posts]) if isinstance(post, dict)]


def _exported(tables: Any) -> Iterator[Post]:
    """The posts of an export, with their authors and tags, which stand in tables of their own."""
    if not isinstance(tables, dict):
        return
    rows = {
        name: [row for row in tables.get(name) or [] if isinstance(row, dict)]
        for name in ("posts", "users", "tags", "posts_authors", "posts_tags")
    }
    joined: dict[tuple[str, Any], list[Post]] = defaultdict(list)
    for link, of, key in (("posts_authors", "users", "author_id"), ("posts_tags", "tags", "tag_id")):
        by_id = {row.get("id"): row for row in rows[of]}
        for row in sorted(rows[link], key=lambda row: row.get("sort_order") or 0):
            if row.get(key) in by_id:
                joined[of, row.get("post_id")].append(by_id[row.get(key)])
    for post in rows["posts"]:
        yield {"authors": joined["users", post.get("id")], "tags": joined["tags", post.get("id")], **post}


def _title(post: Post) -> str:
    return str(post.get("title") or "")


def _article(post: Post, report: Report) -> Article:
    body = post.get("html")
    if not isinstance(body, str) or not body.strip():
        plain = post.get("plaintext")
        if not isinstance(plain, str) or not plain.strip():
            raise ReadError(_NO_HTML)
        body = paragraphs_of(plain)
    address = absolute(_string(post, "canonical_url") or _string(post, "url"), None)
    tags = [tag for tag in post.get("tags") or [] if isinstance(tag, dict) and _public(tag)]
    primary = post.get("primary_tag") or (tags[0] if tags else None)
    metadata = Metadata(
        id=_string(post, "uuid") or _string(post, "slug"),
        url=address,
        language=_string(post, "locale"),
        headline=text_of_markup(_title(post)) or None,
        deck=text_of_markup(_string(post, "custom_excerpt") or "") or None,
        section=primary.get("name") if isinstance(primary, dict) else None,
        tags=tuple(dict.fromkeys(str(tag.get("name")) for tag in tags if tag.get("name"))),
        published=rfc3339(_string(post, "published_at")),
        authors=tuple(_authors(post)),
        publisher=_publisher(post),
        image=_image(post, address),
    )
    return article_of_markup(body, metadata, report, base=address)


def _string(data: Post, name: str) -> str | None:
    value = data.get(name)
    return value if isinstance(value, str) and value.strip() else None


def _public(tag: Post) -> bool:
    return tag.get("visibility", "public") == "public" and not str(tag.get("name", "")).startswith("#")


def _authors(post: Post) -> Iterator[Author]:
    authors = post.get("authors") or ([post["primary_author"]] if post.get("primary_author") else [])
    for author in authors if isinstance(authors, list) else []:
        if isinstance(author, dict) and _string(author, "name"):
            yield Author(str(author["name"]), None, absolute(_string(author, "url"), None))


def _publisher(post: Post) -> Publisher | None:
    name = _string(post, "site_title")
    return Publisher(name) if name else None


def _image(post: Post, base: str | None) -> Image | None:
    address = absolute((_string(post, "feature_image") or "").replace("__GHOST_URL__", ""), base)
    if not address:
        return None
    caption = text_of_markup(_string(post, "feature_image_caption") or "")
    return Image(address, _string(post, "feature_image_alt"), (Span(caption),) if caption else ())
