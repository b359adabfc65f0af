"""JSON Lines -> documents: each line an article, or a record with the content in one of its fields."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from artfmt.batch.columns import Document, Failure
from artfmt.batch.records import document_of, too_large

if TYPE_CHECKING:
    from artfmt.batch.inputs import Opened, Reading

_PIECE = 1 << 16
_MOST_ESCAPES = 1 << 20


def documents(opened: Opened, reading: Reading) -> Iterator[Document]:
    """The documents of a file of JSON Lines (https://jsonlines.org); blank lines are none, nor is a byte order mark.

    Raises OSError where the file cannot be read on.
    """
    longest = 2 * reading.max_size + _MOST_ESCAPES  # JSON spells some characters longer than they are
    number = 0
    for line in _lines(opened.stream, longest):
        if line is None or line.strip():
            number += 1
            yield _document(line, f"{opened.container.path}#{number}", reading)


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


def _document(line: bytes | None, id: str, reading: Reading) -> Document:
    if line is None:
        return Document.failed(id, too_large(None, reading.max_size))
    if reading.fields.data is None:
        if len(line) > reading.max_size:
            return Document.failed(id, too_large(len(line), reading.max_size))
        return Document(id, line, reading.format or "json")
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Document.failed(id, Failure("damaged", f"is no JSON: {error}"))
    if not isinstance(record, dict):
        return Document.failed(id, Failure("wrong-type", "is no record: a line must hold a JSON object"))
    return document_of(record, reading.fields, id, reading.format, reading.max_size)
