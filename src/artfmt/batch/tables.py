"""Parquet and Arrow files -> documents: a row each, by the columns that are told."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from typing import IO, TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa

from artfmt.batch.article_type import article_type, from_arrow
from artfmt.batch.columns import DocumentRow, Failure
from artfmt.batch.rows import Unreadable, document_of
from artfmt.source.errors import ConfigError

if TYPE_CHECKING:
    from artfmt.batch.inputs import Opened, Reading
    from artfmt.batch.rows import Fields

_ROWS = 64
_PIECE = 1 << 20


def documents(container_stream: Opened, reading: Reading) -> Iterator[DocumentRow]:
    """The documents of a Parquet file, an Arrow file (Feather) or an Arrow stream, told apart by their beginning.

    Rows that a damaged part of a Parquet file held are failures each. Raises ConfigError where a column is not there,
    and OSError where the file is none of these.
    """
    number = 0
    try:
        for batch in _batches(_seekable(container_stream), reading.fields):
            if isinstance(batch, _Lost):
                for _ in range(batch.rows):
                    number += 1
                    yield DocumentRow.failed(
                        f"{container_stream.container.path}#{number}", Failure("damaged", batch.why)
                    )
                continue
            for row in rows(batch):
                number += 1
                id = f"{container_stream.container.path}#{number}"
                record = plain(row, reading.fields, batch.schema)
                yield document_of(record, reading.fields, id, reading.format, reading.max_size)
    except ConfigError as error:
        raise ConfigError(f"{container_stream.container.path}: {error}") from None
    except OSError:
        raise
    except Exception as error:  # what Arrow makes of a damaged file: errors of any kind
        raise OSError(f"{type(error).__name__}: {error}") from None


def rows(batch: Any) -> Iterator[dict[str, Any]]:
    """The rows of a record batch; values that cannot be had are told as such, one by one."""
    try:
        batch.validate(full=True)  # else a damaged one may end the process
        yield from batch.to_pylist()
    except Exception:
        for index in range(batch.num_rows):
            yield {name: _value(batch.column(place), index) for place, name in enumerate(batch.schema.names)}


def _value(column: Any, index: int) -> Any:
    try:
        one = column.slice(index, 1)
        one.validate(full=True)
        return one.to_pylist()[0]
    except Exception as error:
        return Unreadable(f"holds what cannot be read: {str(error).partition(chr(10))[0]}")


def _seekable(container_stream: Opened) -> IO[bytes]:
    """The file itself, or a copy of it that can be read in any order."""
    raw: IO[bytes] = container_stream.raw
    is_plain = container_stream.stream is raw
    if is_plain and raw.seekable():
        return raw
    copy = tempfile.TemporaryFile()  # noqa: SIM115
    while piece := container_stream.stream.read(_PIECE):
        copy.write(piece)
    copy.seek(0)
    return copy


class _Lost(NamedTuple):
    """Rows that cannot be read."""

    rows: int
    why: str


def _batches(file: IO[bytes], fields: Fields) -> Iterator[Any]:
    """Record batches of the columns that are wanted, and what was lost between them."""
    magic = file.read(6)
    file.seek(0)
    if magic.startswith(b"PAR1"):
        yield from _of_parquet(file, fields)
        return
    reader = pa.ipc.open_file(file) if magic == b"ARROW1" else pa.ipc.open_stream(file)
    columns = _wanted(reader.schema, fields)
    if magic == b"ARROW1":
        batches: Iterable[Any] = (reader.get_batch(index) for index in range(reader.num_record_batches))
    else:
        batches = reader
    for batch in batches:
        part = batch.select(columns)
        for start in range(0, part.num_rows, _ROWS):
            yield part.slice(start, _ROWS)


def _of_parquet(file: IO[bytes], fields: Fields) -> Iterator[Any]:
    import pyarrow.parquet as pq

    reader = pq.ParquetFile(file)
    columns = _wanted(reader.schema_arrow, fields)
    for group in range(reader.num_row_groups):
        rows_before = 0
        try:
            for batch in reader.iter_batches(_ROWS, row_groups=[group], columns=columns):
                yield batch
                rows_before += batch.num_rows
        except (OSError, pa.ArrowException) as error:  # the next group stands by itself
            message = f"cannot be read: row group {group} is damaged: {str(error).partition(chr(10))[0]}"
            yield _Lost(reader.metadata.row_group(group).num_rows - rows_before, message)


def _wanted(schema: Any, fields: Fields) -> list[str]:
    """The columns to read. Raises ConfigError where one that was told is not there, or none for the content."""
    names = schema.names
    if not fields.data:
        raise ConfigError(f"which column holds the documents? --data-column NAME; there are {', '.join(names)}")
    for name in fields.told:
        if name not in names:
            raise ConfigError(f'has no column "{name}"; there are {", ".join(names)}')
    return [name for name in dict.fromkeys([*fields.told, "url", "date", "id"]) if name in names]


def plain(row: dict[str, Any], fields: Fields, schema: Any) -> dict[str, Any]:
    """A row (of a table of that schema) whose article, where its column holds structures, is as the schema has it."""
    name = fields.data or ""
    data = row.get(name)
    if not isinstance(data, dict):
        return row
    own = schema.field(name).type == article_type()
    return {**row, name: from_arrow(data) if own else _without_nulls(data)}


def _without_nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_nulls(item) for key, item in value.items() if item is not None}
    return [_without_nulls(item) for item in value] if isinstance(value, list) else value
