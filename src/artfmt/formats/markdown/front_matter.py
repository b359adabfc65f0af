"""The front matter of a Markdown text: artfmt's own fields, or those of Hugo, Jekyll, Ghost and their like."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from artfmt.formats.json.reader import strict_json
from artfmt.formats.markdown.inline import read_line
from artfmt.formats.yaml.reader import load_yaml
from artfmt.language.bylines import parse_byline
from artfmt.language.timestamp import parse_timestamp
from artfmt.model.prose import Span, one_line
from artfmt.model.schema import load_schema
from artfmt.reading.document import Report
from artfmt.reading.places import PlaceTree
from artfmt.source.diagnostics import Diagnostic, Severity
from artfmt.source.errors import ReadError
from artfmt.source.location import Location

_FENCE = re.compile(r"(\n*)(---|\+\+\+)[ \t]*\n")
_FIELD = re.compile(r"(?:(?:#.*+|[ \t]*+)\n)*+[\w-]++:(?:\s|$)")
_YAML_END = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_TOML_END = re.compile(r"^\+\+\+[ \t]*$", re.MULTILINE)
_TOML_KEY = re.compile(r"\[{0,2}([\w-]+)\]{0,2}\s*(?:=|$)")
_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[Tt ]\s*(\d{1,2}:\d{2})(:\d{2}(?:\.\d+)?)?\s*(Z|z|UTC|[+-]\d{2}:?\d{2})?)?")

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
}
# What others say of the image in fields of its own.
_OF_IMAGE = {"feature_image_alt": "alt", "image_alt": "alt", "feature_image_caption": "caption"}


class FrontMatter(NamedTuple):
    """What the front matter says, in the schema's shape, and the text beneath it.

    ``places`` tells where each value and its key stand; ``rest_line`` is how many lines are above the rest.
    """

    data: dict[str, Any]
    places: PlaceTree[Location]
    rest: str
    rest_line: int


def read_front_matter(text: str, report: Report) -> FrontMatter:
    """The front matter at the head of a text; empty where there is none.

    Raises ReadError, with line and column, where it does not end, cannot be read or is not a mapping.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text[:1] == "{" and (json_front := _json(text, report)):
        return json_front
    fence = _FENCE.match(text)
    if not fence:
        return FrontMatter({}, PlaceTree(), text, 0)
    is_yaml = fence[2] == "---"
    end = (_YAML_END if is_yaml else _TOML_END).search(text, fence.end())
    above = text.count("\n", 0, fence.end())
    if not end:
        if is_yaml and "\n\n" not in text[: fence.end() + 1] and ":" not in text[fence.end() :].partition("\n\n")[0]:
            return FrontMatter({}, PlaceTree(), text, 0)  # a mere rule
        raise _error(f"the front matter has no end: put {fence[2]} on a line beneath it", report, Location(above))
    inside = text[fence.end() : end.start()]
    if fence[1] and not (is_yaml and _FIELD.match(inside)):  # beneath empty lines it may be two rules
        return FrontMatter({}, PlaceTree(), text, 0)
    places: PlaceTree[Location] = PlaceTree()
    # Empty lines stand for those above, so that every line has its own number.
    data = _yaml("\n" * above + inside, report, places) if is_yaml else _toml(inside, report, places)
    rest = text[end.end() + 1 :]
    line = text[: end.end()].count("\n") + 1
    if "headline" not in data:
        data = _renamed(data, report, places)
    return FrontMatter(data, places, rest, line)


def _json(text: str, report: Report) -> FrontMatter | None:
    """JSON front matter, as Hugo has it; None where the text starts with no JSON object."""
    try:
        data, end = json.JSONDecoder().raw_decode(text)
        data = strict_json(text[:end])
    except (ValueError, RecursionError):
        return None
    line = text[:end].count("\n") + 1
    places: PlaceTree[Location] = PlaceTree()
    data = data if "headline" in data else _renamed(data, report, places)
    return FrontMatter(data, places, text[end:].partition("\n")[2], line)


def _error(message: str, report: Report, location: Location) -> ReadError:
    finding = Diagnostic("invalid-front-matter", Severity.ERROR, message, report.path, location)
    return ReadError(message, line=location.line, column=location.column, diagnostics=(finding,))


def _yaml(text: str, report: Report, places: PlaceTree[Location]) -> dict[str, Any]:
    if not text.strip():
        return {}
    value = load_yaml(text, report.path, places)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise _error("the front matter must be fields with values, like headline: Fares fall", report, Location(2))
    return value


def _toml(text: str, report: Report, places: PlaceTree[Location]) -> dict[str, Any]:
    import tomllib

    for number, line in enumerate(text.split("\n"), 2):
        if match := _TOML_KEY.match(line):
            field = places.below(match[1])
            field.key_at = field.key_at or Location(number)
    try:
        return {name: _plain(value) for name, value in tomllib.loads(text).items()}
    except (ValueError, RecursionError) as error:
        match = re.search(r"line (\d+), column (\d+)", str(error))
        place = Location(int(match[1]) + 1, int(match[2])) if match else Location(2)
        raise _error(f"the front matter is not valid TOML: {str(error).partition(' (at')[0]}", report, place) from None


def _plain(value: Any) -> Any:
    """A TOML value with its dates as text."""
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError(f"{value} is not a number that an article can hold")
    return value if isinstance(value, str | int | float | bool) else str(value)


def _renamed(data: dict[str, Any], report: Report, places: PlaceTree[Location]) -> dict[str, Any]:
    """Another tool's fields under the schema's names; those that have none go to ``extra``."""
    properties = load_schema()["properties"]
    fields: dict[str, Any] = {}
    extra: dict[str, Any] = {}
    of_image = {_OF_IMAGE[key]: data[key] for key in data if key in _OF_IMAGE and isinstance(data[key], str)}
    for key, value in data.items():
        if key in _OF_IMAGE and of_image.get(_OF_IMAGE[key]) == value:
            report.read_as(f"{key}:", places.below(key).key_at, f"image.{_OF_IMAGE[key]}")
            continue
        name = key if key in properties else _NAMES.get(key.lower())
        place = places.below(key).key_at
        field_value = (
            _FIELDS.get(name, _same)(value) if name and name not in fields and value not in (None, "", []) else None
        )
        if name and field_value is not None:
            fields[name] = field_value
            field = places.below(name)
            field.at = field.at or places.below(key).at or Location(1)
            if name != key:
                report.read_as(f"{key}:", place, name)
            if name in ("published", "updated") and len(str(value)) > len(field_value):
                _tell_of_time(str(value), field_value, name, place, report)
            if _says_more(name, value):
                extra[key] = value
                report.read_as(f"{key}:", place, f"extra.{key}, for what {name} cannot hold")
        elif name and value in (None, "", []):
            continue
        else:
            extra[key] = value
            report.read_as(f"{key}:", place, f"extra.{key}")
            if name in ("published", "updated"):
                message = f'"{value}" is not a date that can be told: write it like 2031-05-04'
                report.notice("date-not-read", Severity.SUGGESTION, message, place)
    if of_image:
        fields["image"] = {**of_image, **fields.get("image", {})}
    if extra:
        fields["extra"] = {**extra, **fields["extra"]} if isinstance(fields.get("extra"), dict) else extra
    return fields


def _tell_of_time(value: str, day: str, name: str, place: Location | None, report: Report) -> None:
    if ":" in value and "T" not in day:
        message = f'read "{value}" as {name} {day}: a time needs its offset, like 16:15:00-04:00'
        report.notice("time-left-out", Severity.SUGGESTION, message, place, value)


# What is read of the maps that others put where a name or an address would do.
_READ_INSIDE = {
    "authors": frozenset({"name", "role", "title", "url", "website"}),
    "image": frozenset({"src", "url", "path", "image", "alt", "caption", "credit", "width", "height"}),
}


def _says_more(name: str, value: Any) -> bool:
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
    offset = "Z" if offset in ("Z", "z", "UTC") else offset if ":" in offset else f"{offset[:3]}:{offset[3:]}"
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


def prose_read(front: FrontMatter, report: Report, footnotes: Mapping[str, str]) -> dict[str, Any]:
    """The fields with the prose among them, which is Markdown, as spans; it may refer to footnotes of the body."""
    data, places = dict(front.data), front.places

    def spans(markdown: Any, pointer: str) -> Any:
        if not isinstance(markdown, str):
            return markdown
        return [_span(span) for span in read_line(markdown, report, places.exactly(pointer), footnotes)] or [
            {"text": ""}
        ]

    image, notes = data.get("image"), data.get("notes")
    if isinstance(image, dict):
        prose = {name: spans(image[name], f"/image/{name}") for name in ("caption", "credit") if name in image}
        data["image"] = {**image, **prose}
    if isinstance(notes, list):
        data["notes"] = [
            {**note, "content": spans(note["content"], f"/notes/{index}/content")}
            if isinstance(note, dict) and "content" in note
            else note
            for index, note in enumerate(notes)
        ]
    return data


def _span(span: Span) -> dict[str, Any]:
    if span.footnote is not None:
        return {"footnote": span.footnote}
    mapping: dict[str, Any] = {"text": span.text}
    if span.marks:
        mapping["marks"] = list(span.marks)
    if span.href:
        mapping["href"] = span.href
    return mapping
