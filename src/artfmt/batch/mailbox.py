"""Mailboxes (RFC 4155) -> documents: each message by itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from artfmt.batch.columns import DocumentRow
from artfmt.batch.rows import too_large

if TYPE_CHECKING:
    from artfmt.batch.inputs import Opened, Reading

_LONGEST_LINE = 1 << 20


def documents(container_stream: Opened, reading: Reading) -> Iterator[DocumentRow]:
    """The messages of a mailbox; a line "From …" after an empty one begins the next."""
    path = container_stream.container.path
    number, size = 0, 0
    lines: list[bytes] = []
    after_empty = True
    while line := container_stream.stream.readline(_LONGEST_LINE):
        if after_empty and line.startswith(b"From "):
            if size:
                number += 1
                yield _message(lines, size, f"{path}#{number}", reading)
            lines, size = [], 0
        else:
            size += len(line)
            if size <= reading.max_size:
                lines.append(line)
        after_empty = not line.strip()
    if size:
        yield _message(lines, size, f"{path}#{number + 1}", reading)


def _message(lines: list[bytes], size: int, id: str, reading: Reading) -> DocumentRow:
    if size > reading.max_size:
        return DocumentRow.failed(id, too_large(size, reading.max_size))
    return DocumentRow(id, b"".join(lines), reading.format or "mail")
