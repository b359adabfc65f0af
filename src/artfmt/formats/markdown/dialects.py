"""Front matter under the names that site generators have for its fields, so that a written post goes home.

Hugo: https://gohugo.io/content-management/front-matter/. Jekyll: https://jekyllrb.com/docs/front-matter/. Eleventy:
https://www.11ty.dev/docs/data-frontmatter/. Astro: https://docs.astro.build/en/guides/content-collections/. Ghost's
names are those of its API. The reader knows them all; what has no name there keeps that of the schema.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

_OF_SCHEMA = frozenset(("version", "$schema"))
_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})(?:\.\d+)?(Z|[+-]\d{2}:\d{2})")
_PLAIN_NAME = re.compile(r"[^\W\d_][\w.'’-]*(?: [\w.'’-]+)*")
_OF_IMAGE = frozenset(("src", "alt"))


class Dialect(NamedTuple):
    """How a tool spells front matter: its names for the schema's fields, and the forms of some values.

    ``spoken_time`` writes a moment with a space and its offset, ``lists_section`` the section as a list of one.
    ``image_alt`` is the field beside the image's address that holds its alternative text; without one the image stays a
    map.
    """

    names: Mapping[str, str]
    spoken_time: bool = False
    lists_section: bool = False
    image_alt: str | None = None


_TITLE = {"headline": "title", "published": "date"}
DIALECTS: dict[str, Dialect] = {
    "plain": Dialect({**_TITLE, "deck": "subtitle"}),
    "hugo": Dialect(
        {**_TITLE, "deck": "description", "updated": "lastmod", "section": "categories", "url": "canonicalURL"},
        lists_section=True,
    ),
    "jekyll": Dialect(
        {
            **_TITLE,
            "deck": "description",
            "updated": "last_modified_at",
            "section": "categories",
            "url": "canonical_url",
            "language": "lang",
            "authors": "author",
        },
        spoken_time=True,
        lists_section=True,
        image_alt="image_alt",
    ),
    "eleventy": Dialect({**_TITLE, "deck": "description", "authors": "author", "section": "category"}),
    "astro": Dialect({"headline": "title", "deck": "description", "published": "pubDate", "updated": "lastmod"}),
    "ghost": Dialect(
        {
            "headline": "title",
            "deck": "custom_excerpt",
            "published": "published_at",
            "updated": "updated_at",
            "url": "canonical_url",
            "image": "feature_image",
        },
        image_alt="feature_image_alt",
    ),
}


def spelled(data: Mapping[str, Any], dialect: Dialect) -> dict[str, Any]:
    """The metadata of an article, in the schema's shape, as a tool spells them."""
    fields: dict[str, Any] = {}
    for name, value in data.items():
        if name in _OF_SCHEMA or (name == "type" and value == "article"):
            continue
        if name == "image" and dialect.image_alt and "src" in value and value.keys() <= _OF_IMAGE:
            fields[dialect.names.get(name, name)] = value["src"]
            if "alt" in value:
                fields[dialect.image_alt] = value["alt"]
        else:
            fields[_key(name, value, dialect)] = _value(name, value, dialect)
    return fields


def _key(name: str, value: Any, dialect: Dialect) -> str:
    is_map = name == "image" and isinstance(value, dict)
    return name if is_map else dialect.names.get(name, name)


def _value(name: str, value: Any, dialect: Dialect) -> Any:
    if name in ("published", "updated") and dialect.spoken_time:
        return _TIME.sub(_spoken, value)
    if name == "section" and dialect.lists_section:
        return [value]
    if name == "authors" and all(
        author.keys() == {"name"} and _PLAIN_NAME.fullmatch(author["name"]) for author in value
    ):
        names = [author["name"] for author in value]
        return names[0] if len(names) == 1 and dialect.names.get(name) == "author" else names
    return value


def _spoken(moment: re.Match[str]) -> str:
    offset = "+0000" if moment[3] == "Z" else moment[3].replace(":", "")
    return f"{moment[1]} {moment[2]} {offset}"
