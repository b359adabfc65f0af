"""The ids of footnotes: every reference leads to a footnote, and no two footnotes have the same id.

No JSON Schema can say so.
"""

from __future__ import annotations

import marshal
import re
from collections.abc import Iterator, Mapping
from itertools import count, islice
from typing import Any

from artfmt.model.limits import MOST_TOLD
from artfmt.source.location import json_pointer

_REFERENCE = b"footnote"
_Way = tuple[str | int, ...]
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")


def is_footnote_id(name: str) -> bool:
    """Whether a footnote of an article can have an id."""
    return _ID.fullmatch(name) is not None


class Names:
    """Gives the footnotes of a source ids of their own."""

    def __init__(self) -> None:
        self._names: set[str] = set()
        self._numbers = count(1)

    def taken(self, given_name: str) -> str:
        """The name that is given, if an article can have it and no footnote has it; else the next number."""
        name = given_name
        while name in self._names or not is_footnote_id(name):
            name = str(next(self._numbers))
        self._names.add(name)
        return name


def misreferred(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What is wrong with the footnotes in the data of an article: its JSON Pointer and a message."""
    ids: set[str] = set()
    for index, footnote in enumerate(data.get("footnotes", ())):
        if footnote["id"] in ids:
            yield f"/footnotes/{index}/id", f'is the second footnote "{footnote["id"]}": give it an id of its own'
        ids.add(footnote["id"])
    if _REFERENCE not in marshal.dumps(dict(data)):  # as most articles are, which need no walk
        return
    for way, name in islice(_references(data, ()), MOST_TOLD):
        if name not in ids:
            yield json_pointer(way), f'refers to the footnote "{name}", which is not there'


def _references(data: Mapping[str, Any], way: _Way) -> Iterator[tuple[_Way, str]]:
    """The references among an article's data, with the keys that lead to each."""
    for key, value in data.items():
        if type(value) is list and key != "marks":
            yield from _among((*way, key), value)
        elif type(value) is dict and key != "extra":
            yield from _references(value, (*way, key))


def _among(way: _Way, values: list[Any]) -> Iterator[tuple[_Way, str]]:
    for index, value in enumerate(values):
        if type(value) is dict:
            if "footnote" in value:
                yield (*way, index, "footnote"), value["footnote"]
            elif "text" not in value:
                yield from _references(value, (*way, index))
        elif type(value) is list:
            yield from _among((*way, index), value)
