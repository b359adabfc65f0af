"""JSON: the article as the schema has it (RFC 8259; duplicate keys, NaN and infinities are refused)."""

from __future__ import annotations

import json
import math
import re
from typing import Any

from artfmt.model.article import Article
from artfmt.reading.document import Report
from artfmt.reading.places import Places, PlaceTree
from artfmt.reading.structured import article_of
from artfmt.source.diagnostics import Diagnostic, Severity
from artfmt.source.errors import ReadError
from artfmt.source.location import Location
from artfmt.source.source import Source

_TOKEN = re.compile(r'[{}\[\],:]|"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\Z)|[^\s{}\[\],:"]+', re.DOTALL)

# What the parser of the standard library says -> what to do about it.
_CURES = {
    "Expecting property name enclosed in double quotes": (
        "a key in double quotes must stand here; is there a comma too many?"
    ),
    "Illegal trailing comma": "a comma must not stand before a closing bracket: take it out",
    "Expecting ',' delimiter": "a comma or a closing bracket is missing before this",
    "Expecting ':' delimiter": "a colon is missing between a key and its value",
    "Expecting value": "a value is missing here",
    "Unterminated string": "this text has no closing quote",
    "Invalid control character": "a tab or line end stands inside a text: write it as \\t or \\n",
    "Invalid \\": "a backslash stands before a character that needs none: write it as \\\\",
    "Extra data": "the JSON value ends before this: take out what follows",
}


class _KeyTwiceError(Exception):
    """A key stands twice in an object."""


class _NoNumberError(Exception):
    """A number that JSON cannot hold; its digits."""


def read(source: Source, report: Report) -> Article:
    """The article that JSON text describes.

    Raises ReadError with line and column where the text is no JSON or breaks the schema.
    """
    text = source.text
    if not text.strip():
        raise ReadError("is empty: an article needs at least version, type, headline and body")
    places = _Places(source)
    article = article_of(load_json(source), places, "json", source.name)
    report.locate = places.value
    return article


def strict_json(text: str) -> Any:
    """The value of JSON text that another format holds.

    Raises ValueError where it is no JSON, has a key twice, a number that JSON cannot hold, or nests too deeply.
    """
    try:
        return _loads(text)
    except (_KeyTwiceError, _NoNumberError, RecursionError) as error:
        raise ValueError(str(error)) from None


def _loads(text: str) -> Any:
    return json.loads(
        text, object_pairs_hook=_unique, parse_constant=_refuse_number, parse_float=_finite, parse_int=_whole
    )


def load_json(source: Source) -> Any:
    """The value of a source of JSON. Raises ReadError with line and column where it is none."""
    try:
        return _loads(source.text)
    except json.JSONDecodeError as error:
        message, offset = error.msg, error.pos
        before = source.text[:offset].rstrip()
        if before.endswith(",") and source.text[offset : offset + 1] in ("]", "}"):
            # Python before 3.13 does not say so.
            message, offset = "Illegal trailing comma", len(before) - 1
        cure = next((cure for start, cure in _CURES.items() if message.startswith(start)), message)
        raise _syntax_error(cure, source, source.location(offset)) from None
    except _KeyTwiceError:
        key, place = _Places(source).duplicate()
        raise _syntax_error(f'the key "{key}" stands twice: keep one', source, place) from None
    except _NoNumberError as error:
        digits = str(error)
        place = source.location(_token_start(source.text, digits))
        number = f"{digits[:40]} is not a number that JSON can hold: write a finite number, or text in quotes"
        raise _syntax_error(number, source, place) from None
    except RecursionError:
        raise ReadError("is nested too deeply to be an article", format="json") from None


def _syntax_error(message: str, source: Source, location: Location) -> ReadError:
    finding = Diagnostic("invalid-json", Severity.ERROR, message, source.name, location)
    return ReadError(message, format="json", line=location.line, column=location.column, diagnostics=(finding,))


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    mapping = dict(pairs)
    if len(mapping) < len(pairs):
        raise _KeyTwiceError
    return mapping


def _refuse_number(name: str) -> float:
    raise _NoNumberError(name)


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise _NoNumberError(digits)
    return number


def _whole(digits: str) -> int:
    try:
        return int(digits)
    except ValueError:  # longer than Python reads at a sensible cost
        raise _NoNumberError(digits) from None


class _Places(Places):
    """Where each value and key of JSON text stands, worked out when first asked for."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._tree: PlaceTree[int] | None = None
        self._twice: tuple[str, int] | None = None

    def value(self, pointer: str) -> Location | None:
        return self._location(self._scanned().value(pointer))

    def key(self, pointer: str) -> Location | None:
        return self._location(self._scanned().key(pointer))

    def _location(self, offset: int | None) -> Location | None:
        return None if offset is None else self._source.location(offset)

    def duplicate(self) -> tuple[str, Location]:
        """The first key that stands twice in an object, and where it does so."""
        self._scanned()
        key, offset = self._twice or ("", 0)
        return key, self._source.location(offset)

    def _scanned(self) -> PlaceTree[int]:
        if self._tree is None:
            self._tree = PlaceTree()
            self._scan(self._tree)
        return self._tree

    def _scan(self, root: PlaceTree[int]) -> None:
        """One pass over the tokens, with each open bracket on a stack."""
        stack: list[tuple[PlaceTree[int], int]] = []  # the value, and the next index (-1 in an object)
        value: PlaceTree[int] | None = root  # None where a key must come first
        for token in _TOKEN.finditer(self._source.text):
            mark, offset = token[0], token.start()
            if mark in ",:":
                continue
            if mark in "}]":
                if stack:
                    stack.pop()
                continue
            if value is None and stack and stack[-1][1] < 0:
                try:
                    name = mark[1:-1] if "\\" not in mark else str(json.loads(mark, strict=False))
                except ValueError:
                    return  # what follows is no JSON: the parser did not come this far
                value = stack[-1][0].below(name)
                if value.key_at is not None:
                    self._twice = (name, offset)
                    return
                value.key_at = offset
                continue
            value = value or _next_item(stack)
            value.at = offset
            if mark in "{[":
                stack.append((value, -1 if mark == "{" else 0))
            value = None


def _token_start(text: str, digits: str) -> int:
    """Where a number stands as a token of its own, not within text."""
    return next((token.start() for token in _TOKEN.finditer(text) if token[0] == digits), 0)


def _next_item(stack: list[tuple[PlaceTree[int], int]]) -> PlaceTree[int]:
    if not stack:
        return PlaceTree()  # what follows the value, and is no part of it
    array, index = stack[-1]
    stack[-1] = array, index + 1
    return array.below(str(index))
