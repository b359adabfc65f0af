"""Front matter under the names that site generators have for its fields, so that a written post goes home.

Hugo: https://gohugo.io/content-management/front-matter/. Jekyll: https://jekyllrb.com/docs/front-matter/. Eleventy:
https://www.11ty.dev/docs/data-frontmatter/. Astro: https://docs.astro.build/en/guides/content-collections/. Ghost's
names are those of its API. The reader knows them all; what has no name there keeps that of the schema.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from artfmt.formats.markdown.fields import path_of

_OF_SCHEMA = frozenset(("version", "$schema"))
_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})(?:\.\d+)?(Z|[+-]\d{2}:\d{2})")
_PLAIN_NAME = re.compile(r"[^\W\d_][\w.'’-]*(?: [\w.'’-]+)*")
_OF_IMAGE = frozenset(("src", "alt"))


class Dialect(NamedTuple):
    """How a tool spells front matter: its names for the schema's fields, and the forms of some values.

    ``spoken_time`` writes a moment with a space and its offset, ``lists_section`` the section as a list of one.
    ``image_alt`` is the field beside the image's address that holds its alternative text; without one the image stays a
    map. ``also`` are further names that the tool reads for a field, which stay where a post has them.
    """

    names: Mapping[str, str]
    spoken_time: bool = False
    lists_section: bool = False
    image_alt: str | None = None
    also: Mapping[str, tuple[str, ...]] = {}


_TITLE = {"headline": "title", "published": "date"}
DIALECTS: dict[str, Dialect] = {
    "plain": Dialect({**_TITLE, "deck": "subtitle"}),
    "hugo": Dialect(
        {**_TITLE, "deck": "description", "updated": "lastmod", "section": "categories", "url": "canonicalURL"},
        lists_section=True,
        also={
            "published": ("publishDate", "publishdate", "pubdate"),
            "updated": ("modified",),
            "deck": ("summary",),
            "section": ("section", "category"),
            "authors": ("author",),
        },
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


class Entry(NamedTuple):
    """One key of front matter with its value, and the field that it stands for ("published", "image.alt")."""

    path: str
    key: str
    value: Any


# artfmt's own names.
OWN = Dialect({})


def spelled(data: Mapping[str, Any], dialect: Dialect, house: Mapping[str, str]) -> Iterator[Entry]:
    """The metadata of an article, in the schema's shape, as a tool and a house spell them.

    ``house`` are the house's own keys and the fields that they stand for. What the article has in ``extra`` are keys
    of the site's own, but for those that would be read as fields.
    """
    keys = {**dialect.names, **{path: key for key, path in reversed([*house.items()])}}
    if dialect.image_alt and data.get("image", {}).keys() <= _OF_IMAGE:
        keys.setdefault("image.alt", dialect.image_alt)
    for name, value in data.items():
        if dialect is not OWN and (name in _OF_SCHEMA or (name == "type" and value == "article")):
            continue
        if name == "extra" and dialect is not OWN:
            yield from _extra(value, house)
        elif isinstance(value, dict):
            yield from _parts(name, value, keys)
        else:
            yield Entry(name, keys.get(name, name), _value(name, value, dialect))


def _extra(extra: Mapping[str, Any], house: Mapping[str, str]) -> Iterator[Entry]:
    rest = {}
    for key, value in extra.items():
        if path_of(key, house):
            rest[key] = value
        else:
            yield Entry(f"extra.{key}", key, value)
    if rest:
        yield Entry("extra", "extra", rest)


def _parts(name: str, value: Mapping[str, Any], keys: Mapping[str, str]) -> Iterator[Entry]:
    """A map, without the parts that have keys of their own; an image that has no more than an address is that."""
    apart = {part: keys[f"{name}.{part}"] for part in value if f"{name}.{part}" in keys}
    rest = {part: part_value for part, part_value in value.items() if part not in apart}
    if rest.keys() == {"src"} and any(path.startswith("image") for path in keys):
        yield Entry(name, keys.get(name, name), rest["src"])
    elif rest:
        yield Entry(name, name, rest)
    for part, key in apart.items():
        yield Entry(f"{name}.{part}", key, value[part])


def _value(name: str, value: Any, dialect: Dialect) -> Any:
    if name in ("published", "updated") and dialect.spoken_time:
        return _TIME.sub(_spoken, value)
    if name == "section" and dialect.lists_section:
        return [value]
    if (
        name == "authors"
        and dialect is not OWN
        and all(author.keys() == {"name"} and _PLAIN_NAME.fullmatch(author["name"]) for author in value)
    ):
        names = [author["name"] for author in value]
        return names[0] if len(names) == 1 and dialect.names.get(name) == "author" else names
    return value


def _spoken(moment: re.Match[str]) -> str:
    offset = "+0000" if moment[3] == "Z" else moment[3].replace(":", "")
    return f"{moment[1]} {moment[2]} {offset}"
