"""How deep the parts of an article may nest.

Far deeper than any story needs, and no deeper than every format, and every tool that reads it, can carry.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from artfmt.source.location import json_pointer

DEEPEST_SECTION = 32
DEEPEST_LIST = 16
DEEPEST_EXTRA = 32
# Each is told of with all the keys above it, which may be as long as the file.
MOST_TOLD = 100


def too_deep(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What nests too deeply in the data of an article: its JSON Pointer and what is wrong with it."""
    yield from _sections(data["body"], "/body", DEEPEST_SECTION)
    for parts in islice(_values(data.get("extra", {}), ("extra",), DEEPEST_EXTRA), MOST_TOLD):
        yield json_pointer(parts), f'nests more than {DEEPEST_EXTRA} values within each other in "extra"'


def _sections(sections: Iterable[Mapping[str, Any]], pointer: str, depth_left: int) -> Iterator[tuple[str, str]]:
    for index, section in enumerate(sections):
        at = f"{pointer}/{index}"
        if not depth_left:
            yield at, f"nests more than {DEEPEST_SECTION} sections within each other"
            return
        for number, block in enumerate(section["blocks"]):
            if "items" in block or "blocks" in block:
                yield from _lists(block, f"{at}/blocks/{number}", DEEPEST_LIST)
        if inner := section.get("sections"):
            yield from _sections(inner, f"{at}/sections", depth_left - 1)


def _lists(block: Mapping[str, Any], pointer: str, depth_left: int) -> Iterator[tuple[str, str]]:
    if "items" not in block:
        for index, inner in enumerate(block.get("blocks", ())):
            yield from _lists(inner, f"{pointer}/blocks/{index}", depth_left)
        return
    if not depth_left:
        yield pointer, f"nests more than {DEEPEST_LIST} lists within each other"
        return
    for index, item in enumerate(block["items"]):
        if "sublist" in item:
            yield from _lists(item["sublist"], f"{pointer}/items/{index}/sublist", depth_left - 1)


def _values(value: Any, parts: tuple[str | int, ...], depth_left: int) -> Iterator[tuple[str | int, ...]]:
    if not isinstance(value, Mapping | list):
        return
    if not depth_left:
        yield parts
        return
    inner = value.items() if isinstance(value, Mapping) else enumerate(value)
    for key, inner_value in inner:
        yield from _values(inner_value, (*parts, key), depth_left - 1)
