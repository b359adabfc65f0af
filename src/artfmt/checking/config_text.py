"""The text of a configuration: the data that it holds, and each of its faults with line and column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from artfmt.house.sections import holds_house_rules
from artfmt.reading.places import PlaceTree
from artfmt.source.diagnostics import Diagnostic, Severity, in_order
from artfmt.source.errors import ConfigError, ReadError
from artfmt.source.location import Location
from artfmt.source.nearest import nearest

# What a pattern's stars cost is their number's power of the name's length.
_MOST_STARS, _MOST_DOUBLE_STARS = 3, 2


def parse_config(text: bytes, path: str) -> dict[str, Any]:
    """The data of a configuration, as its schema has them.

    Raises ConfigError with the line and column of each fault.
    """
    from artfmt.formats.yaml.reader import load_yaml
    from artfmt.source.source import Source

    places: PlaceTree[Location] = PlaceTree()
    try:
        content = Source(text, path).text
        says_nothing = all(line.lstrip().startswith(("#", "---")) for line in content.splitlines() if line.strip())
        data = {} if says_nothing else load_yaml(content, path, places)
    except ReadError as error:
        raise ConfigError(_placed(path, Location(error.line or 1, error.column or 1), error.message)) from None
    if data is None:
        return {}
    if not isinstance(data, dict):
        raise ConfigError(f"{path}:1:1: a configuration is fields with values, like preset: strict")
    data = {name: value for name, value in data.items() if value is not None}  # nothing stands beneath its name
    if faults := _faults(data, path, places):
        raise ConfigError("\n".join(_placed(path, fault.location, fault.message) for fault in faults))
    return data


def _placed(path: str, location: Location | None, message: str) -> str:
    place = f":{location.line}:{location.column}" if location else ""
    return f"{path}{place}: {message}"


def _faults(data: dict[str, Any], path: str, places: PlaceTree[Location]) -> list[Diagnostic]:
    from artfmt.model.schema import explained, is_valid

    if is_valid(data, "config"):
        return (
            [
                Diagnostic("wrong-value", Severity.ERROR, message, path, places.below("labels").value(f"/{label}"))
                for label, message in _doubtful_kinds(data.get("labels", {}))
            ]
            + [
                Diagnostic("wrong-value", Severity.ERROR, fault, path, places.value(pointer))
                for pointer, pattern in _patterns(data)
                if (fault := _pattern_fault(pattern))
            ]
            + [
                Diagnostic("wrong-value", Severity.ERROR, fault, path, places.value(pointer))
                for pointer, fault in _of_house(data)
            ]
        )
    diagnostics = [
        Diagnostic(
            violation.rule,
            Severity.ERROR,
            violation.message.replace("unknown field", "unknown rule")
            if re.search(r"/rules/[^/]+$", violation.pointer)
            else violation.message,
            path,
            places.key(violation.pointer) if violation.of_key else places.value(violation.pointer),
        )
        for violation in explained(data, "config")
    ]
    return in_order(diagnostics)


def _of_house(data: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The faults of the house's own rules."""
    if not holds_house_rules(data):
        return []
    from artfmt.house.configured import faults

    return list(faults(data))


def _patterns(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The patterns of files in the data of a configuration, each with its JSON Pointer."""
    lists = [(f"/{name}", data.get(name, ())) for name in ("files", "ignore")]
    lists += [(f"/paths/{index}/files", part["files"]) for index, part in enumerate(data.get("paths", ()))]
    for pointer, patterns in lists:
        yield from ((f"{pointer}/{index}", pattern) for index, pattern in enumerate(patterns))


def _doubtful_kinds(labels: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The labels whose kind nearly is one of the table, and what is to be said of it."""
    from artfmt.language.labels import KINDS

    for label, kind in labels.items():
        if kind not in KINDS and (close := nearest(kind, KINDS, 0.9)):
            yield label, f'"{kind}" is not a kind of label that artfmt knows: did you mean "{close}"?'


def _pattern_fault(pattern: str) -> str | None:
    """What is wrong with a pattern of files: one may change them who may not have the machine for a minute a path."""
    import pathspec

    try:
        pathspec.GitIgnoreSpec.from_lines([pattern])
    except (ValueError, re.error):
        return f'"{pattern}" is not a pattern of .gitignore'
    parts = pattern.split("/")
    if any(part.replace("**", "*").count("*") > _MOST_STARS for part in parts):
        return f'"{pattern[:60]}" has more than {_MOST_STARS} stars in a name: write more of the name'
    if parts[:-1].count("**") > _MOST_DOUBLE_STARS:
        return f'"{pattern[:60]}" has "**" more than {_MOST_DOUBLE_STARS} times before its end: name the folders'
    return None
