"""JSON of content systems: values of any shape where others are meant, and text that no article can hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from artfmt.formats.json.reader import load_json
from artfmt.source.controls import without_controls
from artfmt.source.errors import ReadError
from artfmt.source.source import Source

Fields: TypeAlias = Mapping[str, Any]


def load_fields(source: Source) -> Any:
    """The value of a source of JSON, its strings without control characters and halves of characters.

    Raises ReadError with line and column where it is none.
    """
    try:
        return _cleaned(load_json(source))
    except RecursionError:
        raise ReadError("is nested too deeply to be an article", format="json") from None


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return value if value.isprintable() else without_controls(value)
    if isinstance(value, dict):
        return {name: _cleaned(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_cleaned(inner) for inner in value]
    return value


def text_in(data: Any, name: str) -> str:
    """The string under a name, trimmed; empty where there is none."""
    value = data.get(name) if isinstance(data, dict) else None
    return value.strip() if isinstance(value, str) else ""


def string_in(data: Any, name: str) -> str | None:
    """The string under a name, trimmed; None where there is none, or an empty one."""
    return text_in(data, name) or None


def filled(**values: Any) -> dict[str, Any]:
    """An object of the fields that have a value."""
    return {name: value for name, value in values.items() if value}


def moment_of(date: str | None) -> str | None:
    """A date as a moment, for formats that have nothing else: a day is its midnight in Greenwich."""
    return date and (date if "T" in date else f"{date}T00:00:00Z")


def objects_in(data: Any, name: str) -> list[Fields]:
    """The objects in the list under a name; none where there is no list."""
    value = data.get(name) if isinstance(data, dict) else None
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def object_in(data: Any, name: str) -> Fields:
    """The object under a name; an empty one where there is none."""
    value = data.get(name) if isinstance(data, dict) else None
    return value if isinstance(value, dict) else {}
