"""The fields of front matter as Hugo, Jekyll, Ghost and houses name and write them, under the schema's names."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from artfmt.language.bylines import parse_byline
from artfmt.language.timestamp import parse_timestamp
from artfmt.model.prose import one_line
from artfmt.model.schema import load_schema
from artfmt.reading.document import Report
from artfmt.reading.places import PlaceTree
from artfmt.source.diagnostics import Severity
from artfmt.source.location import Location

_TIME = re.compile(
    r"(\d{4}-\d{2}-\d{2})(?:[Tt ]\s*(\d{1,2}:\d{2})(:\d{2}(?:\.\d+)?)?\s*(Z|z|UTC|[+-]\d{1,2}(?::?\d{2})?)?)?"
)

# What others call the fields of an article.
_NAMES = {
    "title": "headline",
    "date": "published",
    "pubdate": "published",
    "publishdate": "published",
    "publish_date": "published",
    "published_at": "published",
    "date_published": "published",
    "date_updated": "updated",
    "lastmod": "updated",
    "modified": "updated",
    "updated_at": "updated",
    "last_modified_at": "updated",
    "author": "authors",
    "byline": "authors",
    "primary_author": "authors",
    "subtitle": "deck",
    "summary": "deck",
    "description": "deck",
    "excerpt": "deck",
    "custom_excerpt": "deck",
    "lang": "language",
    "locale": "language",
    "keywords": "tags",
    "category": "section",
    "categories": "section",
    "canonical_url": "url",
    "canonicalurl": "url",
    "cover": "image",
    "feature_image": "image",
    "featured_image": "image",
    "thumbnail": "image",
    "feature_image_alt": "image.alt",
    "image_alt": "image.alt",
    "feature_image_caption": "image.caption",
}


def path_of(key: str, house: Mapping[str, str]) -> str | None:
    """The field that a key of front matter stands for ("published", "image.alt"); None for a key of the site's own.

    ``house`` are the keys that a house has for fields, which count before those that everybody has.
    """
    return house.get(key) or (key if key in load_schema()["properties"] else _NAMES.get(key.lower()))


def renamed(data: Mapping[str, Any], report: Report, places: PlaceTree[Location]) -> dict[str, Any]:
    """The fields of front matter under the schema's names; those that have none go to ``extra``."""
    house = report.front_matter
    is_own = "headline" in data  # artfmt's own names, which the schema judges
    taker = _Taker(report, places)
    for key in sorted(data, key=lambda key: key not in house):
        path = path_of(key, house)
        if is_own and key not in house:
            taker.fields.setdefault(key, data[key])
        elif path:
            taker.take(key, data[key], path)
        else:
            taker.keep(key, data[key])
    return taker.whole(list(data))


class _Taker:
    """Gathers fields, parts of fields, and what has no place in either."""

    def __init__(self, report: Report, places: PlaceTree[Location]) -> None:
        self.fields: dict[str, Any] = {}
        self._parts: dict[str, dict[str, Any]] = {}
        self._extra: dict[str, Any] = {}
        self._report = report
        self._places = places

    def keep(self, key: str, value: Any) -> None:
        """Keep a field of the site's own."""
        self._extra[key] = value
        self._report.read_as(f"{key}:", self._places.below(key).key_at, f"extra.{key}")

    def take(self, key: str, value: Any, path: str) -> None:
        """Take a value for a field, or for a part of one, where it can be it and nothing else is yet."""
        name, _, part = path.partition(".")
        into = self._parts.setdefault(name, {}) if part else self.fields
        if value in (None, "", []):
            return
        convert: Callable[[Any], Any] = _FIELDS.get(path, _line if part else _same)
        field_value = convert(value) if (part or name) not in into else None
        if field_value is None:
            self.keep(key, value)
            if name in ("published", "updated") and convert(value) is None:
                message = f'"{value}" is not a date that can be told: write it like 2031-05-04'
                self._report.notice("date-not-read", Severity.SUGGESTION, message, self._places.below(key).key_at)
            return
        into[part or name] = field_value
        self._tell(key, value, path, field_value)

    def _tell(self, key: str, value: Any, path: str, field_value: Any) -> None:
        name, _, part = path.partition(".")
        place = self._places.below(key)
        field = self._places.below(name)
        field = field.below(part) if part else field
        field.at = field.at or place.at or Location(1)
        if path != key:
            self._report.read_as(f"{key}:", place.key_at, path)
        if name in ("published", "updated") and len(str(value)) > len(field_value):
            _tell_of_time(str(value), field_value, name, place.key_at, self._report)
        if not part and says_more(name, value):
            self._extra[key] = value
            self._report.read_as(f"{key}:", place.key_at, f"extra.{key}, for what {name} cannot hold")

    def whole(self, order: list[str]) -> dict[str, Any]:
        """All fields, ``extra`` in the order of the source's keys; parts that are nothing alone are kept there too."""
        fields, extra = self.fields, self._extra
        for name, parts in self._parts.items():
            value = {**parts, **fields.get(name, {})}
            if load_schema()["$defs"][name].get("required", ()) and "name" not in value:
                extra[name] = value
            elif value:
                fields[name] = value
        places = {key: place for place, key in enumerate(order)}
        extra = {key: extra[key] for key in sorted(extra, key=lambda key: places.get(key, -1))}
        for key in extra.keys() & places.keys():
            self._places.below("extra").moved(key, self._places.below(key))
        if extra:
            own = fields.get("extra")
            fields["extra"] = {**extra, **own} if isinstance(own, dict) else extra
        return fields


def _tell_of_time(value: str, day: str, name: str, place: Location | None, report: Report) -> None:
    if ":" in value and "T" not in day:
        message = f'read "{value}" as {name} {day}: a time needs its offset, like 16:15:00-04:00'
        report.notice("time-left-out", Severity.SUGGESTION, message, place, value)


# What is read of the maps that others put where a name or an address would do.
_READ_INSIDE = {
    "authors": frozenset({"name", "role", "title", "url", "website"}),
    "image": frozenset({"src", "url", "path", "image", "alt", "caption", "credit", "width", "height", "source_type"}),
}


def says_more(name: str, value: Any) -> bool:
    """Whether a field's map, or one of its maps, holds more than is read of it."""
    values = value if isinstance(value, list) else [value]
    return any(isinstance(part, dict) and not part.keys() <= _READ_INSIDE.get(name, part.keys()) for part in values)


def _same(value: Any) -> Any:
    return value


def _date(value: Any) -> str | None:
    """A date or time as others write it, under RFC 3339; a time without an offset gives its day only."""
    match = _TIME.fullmatch(str(value).strip())
    if not match:
        timestamp = parse_timestamp(str(value).strip())
        return (timestamp.published or timestamp.updated) if timestamp else None
    day, time, seconds, offset = match.groups()
    if not time or not offset:
        return day
    if offset in ("Z", "z", "UTC"):
        return f"{day}T{time.zfill(5)}{seconds or ':00'}Z"
    hours, minutes = (offset[1:-2], offset[-2:]) if len(offset) > len("+00") else (offset[1:], "00")
    offset = f"{offset[0]}{hours.rstrip(':').zfill(2)}:{minutes}"
    return f"{day}T{time.zfill(5)}{seconds or ':00'}{offset}"


def _authors(value: Any) -> list[dict[str, Any]] | None:
    authors: list[dict[str, Any]] = []
    for entry in value if isinstance(value, list) else [value]:
        if isinstance(entry, str):
            byline = parse_byline(entry if entry.lower().startswith("by ") else f"By {entry}")
            authors += [
                {key: part for key, part in (("name", author.name), ("role", author.role)) if part} for author in byline
            ] or [{"name": one_line(entry)}]
        elif isinstance(entry, dict) and isinstance(entry.get("name"), str):
            url = entry.get("url") or entry.get("website")
            role = entry.get("role") or entry.get("title")
            authors.append({"name": entry["name"], **({"role": role} if role else {}), **({"url": url} if url else {})})
        else:
            return None
    return authors


def _line(value: Any) -> str | None:
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else None


def _tags(value: Any) -> list[str] | None:
    if isinstance(value, str):
        value = [part.strip() for part in value.split(",") if part.strip()]
    return [str(tag) for tag in value] if isinstance(value, list) and all(map(_line, value)) else None


def _image(value: Any) -> dict[str, Any] | None:
    if isinstance(value, dict):
        if value.keys() <= set(load_schema()["$defs"]["image"]["properties"]):
            return value
        src = value.get("src") or value.get("url") or value.get("image") or value.get("path")
        texts = {key: str(value[key]) for key in ("alt", "caption", "credit") if value.get(key)}
        return {"src": src, **texts} if isinstance(src, str) else None
    return {"src": value} if isinstance(value, str) else None


def _rights(value: Any) -> dict[str, Any] | None:
    if isinstance(value, str):
        return {"statement": value}
    return value if isinstance(value, dict) and value.keys() <= {"statement", "holder", "license"} else None


def _elsewhere(_: Any) -> None:
    """What stands in the body when artfmt reads it is another tool's here."""


def _type(value: Any) -> str | None:
    """Hugo's ``type: post`` is not an article's."""
    return value if value in ("article", "newsletter") else None


_FIELDS: dict[str | None, Callable[[Any], Any]] = {
    "type": _type,
    "headline": _line,
    "deck": _line,
    "section": _line,
    "published": _date,
    "updated": _date,
    "authors": _authors,
    "tags": _tags,
    "image": _image,
    "rights": _rights,
    "footnotes": _elsewhere,
}
