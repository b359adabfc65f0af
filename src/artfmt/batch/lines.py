"""JSON Lines -> documents: each line an article, or a record with the content in one of its fields."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from artfmt.batch.columns import DocumentRow, Failure
from artfmt.batch.rows import document_of, too_large
from artfmt.source.errors import ConfigError

if TYPE_CHECKING:
    from artfmt.batch.inputs import Opened, Reading
    from artfmt.batch.rows import Fields

_PIECE = 1 << 16
_OF_ARTICLES = {"version", "headline", "body"}
_MOST_ESCAPES = 1 << 20


def documents(container_stream: Opened, reading: Reading) -> Iterator[DocumentRow]:
    """The documents of a file of JSON Lines (https://jsonlines.org); blank lines are none, nor is a byte order mark.

    Raises OSError where the file cannot be read on, ConfigError where its first line is no article and nothing tells
    where one is.
    """
    longest = 2 * reading.max_size + _MOST_ESCAPES  # JSON spells some characters longer than they are
    number = 0
    for line in _lines(container_stream.stream, longest):
        if line is None or line.strip():
            if line and not number:
                _refuse_others(line, container_stream.container.path, reading.fields)
            number += 1
            yield _document(line, f"{container_stream.container.path}#{number}", reading)


def _refuse_others(line: bytes, path: str, fields: Fields) -> None:
    """Raise ConfigError where the first line is a record without what was told, or no article and nothing was told."""
    try:
        keys = list(json.loads(line))
    except (ValueError, TypeError, RecursionError):
        return  # which its own failure will tell
    there = ", ".join(map(str, keys[:20]))
    if not fields.data and keys and not _OF_ARTICLES & set(keys):
        raise ConfigError(f"{path}: which key holds the documents? --data-column NAME; the first line has {there}")
    for name in (fields.data, fields.id):
        if name and keys and name not in keys:
            raise ConfigError(f'{path}: the first line has no "{name}"; it has {there}')


def _lines(stream: BinaryIO, longest: int) -> Iterator[bytes | None]:
    """The lines; None for one that is longer than it may be."""
    first = True
    while line := stream.readline(longest + 1):
        if first:
            line, first = line.removeprefix(b"\xef\xbb\xbf"), False
        if len(line) <= longest:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(_PIECE)
        yield None


def _document(line: bytes | None, id: str, reading: Reading) -> DocumentRow:
    if line is None:
        return DocumentRow.failed(id, too_large(None, reading.max_size))
    if reading.fields.data is None:
        if len(line) > reading.max_size:
            return DocumentRow.failed(id, too_large(len(line), reading.max_size))
        return DocumentRow(id, line, reading.format or "json")
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        return DocumentRow.failed(id, Failure("damaged", f"is not valid JSON: {error}"))
    if not isinstance(record, dict):
        return DocumentRow.failed(id, Failure("wrong-type", "is not a record: a line must hold a JSON object"))
    return document_of(record, reading.fields, id, reading.format, reading.max_size)
