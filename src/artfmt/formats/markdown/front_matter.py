"""The front matter of a Markdown text: artfmt's own fields, or those of Hugo, Jekyll, Ghost and their like."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from artfmt.formats.json.reader import strict_json
from artfmt.formats.markdown.fields import renamed
from artfmt.formats.markdown.inline import read_line
from artfmt.formats.yaml.reader import load_yaml
from artfmt.model.prose import Span
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


class FrontMatter(NamedTuple):
    """What the front matter says, in the schema's shape, and the text beneath it.

    ``places`` tells where each value and its key stand; ``rest_line`` is how many lines are above the rest.
    """

    data: dict[str, Any]
    places: PlaceTree[Location]
    rest: str
    rest_line: int


class Fenced(NamedTuple):
    """The text of front matter, without its fences, and what stands beneath it.

    ``kind`` is "yaml", "toml" or "json"; ``above`` and ``rest_line`` are how many lines stand above each text.
    """

    kind: str
    inside: str
    rest: str
    above: int
    rest_line: int


def read_front_matter(text: str, report: Report) -> FrontMatter:
    """The front matter at the head of a text; empty where there is none.

    Raises ReadError, with line and column, where it does not end, cannot be read or is not a mapping.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    front = fenced(text, report)
    places: PlaceTree[Location] = PlaceTree()
    if not front:
        return FrontMatter({}, places, text, 0)
    data = data_within(front, report, places)
    return FrontMatter(_in_fields(data, report, places), places, front.rest, front.rest_line)


def fenced(text: str, report: Report) -> Fenced | None:
    """The front matter of a text whose lines end with line feeds; None where it has none.

    Raises ReadError where it does not end.
    """
    if text[:1] == "{" and (json_front := _json(text)):
        return json_front
    fence = _FENCE.match(text)
    if not fence:
        return None
    is_yaml = fence[2] == "---"
    end = (_YAML_END if is_yaml else _TOML_END).search(text, fence.end())
    above = text.count("\n", 0, fence.end())
    if not end:
        if is_yaml and "\n\n" not in text[: fence.end() + 1] and ":" not in text[fence.end() :].partition("\n\n")[0]:
            return None  # a mere rule
        raise _error(f"the front matter has no end: put {fence[2]} on a line beneath it", report, Location(above))
    inside = text[fence.end() : end.start()]
    if fence[1] and not (is_yaml and _FIELD.match(inside)):  # beneath empty lines it may be two rules
        return None
    line = text[: end.end()].count("\n") + 1
    return Fenced("yaml" if is_yaml else "toml", inside, text[end.end() + 1 :], above, line)


def data_within(front: Fenced, report: Report, places: PlaceTree[Location]) -> dict[str, Any]:
    """The data that front matter holds, under its own keys.

    Raises ReadError, with line and column, where it cannot be read or is not a mapping.
    """
    if front.kind == "json":
        data: dict[str, Any] = strict_json(front.inside)
        return data
    if front.kind == "toml":
        return _toml(front.inside, report, places)
    # Empty lines stand for those above, so that every line has its own number.
    return _yaml("\n" * front.above + front.inside, report, places)


def _in_fields(data: dict[str, Any], report: Report, places: PlaceTree[Location]) -> dict[str, Any]:
    """The data under the schema's names, which artfmt's own have already."""
    return data if "headline" in data and not report.front_matter else renamed(data, report, places)


def _json(text: str) -> Fenced | None:
    """JSON front matter, as Hugo has it; None where the text starts with no JSON object."""
    try:
        _, end = json.JSONDecoder().raw_decode(text)
        strict_json(text[:end])
    except (ValueError, RecursionError):
        return None
    return Fenced("json", text[:end], text[end:].partition("\n")[2], 0, text[:end].count("\n") + 1)


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
