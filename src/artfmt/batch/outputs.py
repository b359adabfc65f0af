"""Where the results of a run go: JSON Lines, Parquet, or a tree of files; each up to a point that is safe.

An output grows under another name (``NAME.partial``) and gets its own when it is whole. ``checkpoint`` makes certain
that all up to here is on the disk and tells its state; ``resume`` brings the output back to such a state.
"""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any, BinaryIO, Protocol

from artfmt.batch.columns import Failure, failed_row, results_schema, whole
from artfmt.batch.containers import COMPRESSIONS
from artfmt.batch.inputs import Item
from artfmt.batch.journal import Journal
from artfmt.formats.table import format_named
from artfmt.source.errors import ConfigError
from artfmt.source.files import lies_in

PARTIAL = ".partial"
_ROWS, _ROWS_BYTES = 1000, 64 << 20  # in a row group of Parquet
# What is wrong with one name and not with the disk.
_OF_THE_NAME = (errno.ENAMETOOLONG, errno.EISDIR, errno.ENOTDIR, errno.EEXIST, errno.EINVAL, errno.EILSEQ)
_PART = re.compile(r"part-[0-9]{5,}\.(parquet|jsonl|ndjson)(\.gz|\.zst)?(\.[0-9a-f]{32})?(\.partial)?", re.IGNORECASE)
_GZIP = 31  # zlib's own name for a gzip member (zlib manual, deflateInit2)


class Output(Protocol):
    """Where results go. Its methods raise OSError where the disk does."""

    def write(self, items: Sequence[Item], results: Any) -> Any:
        """Write the results (a record batch) of some documents, and tell what became of them, as a record batch."""

    def checkpoint(self) -> str:
        """Have all that was written on the disk; what is told is for ``resume``."""

    def resume(self, state: str) -> None:
        """Go on where a checkpoint was."""

    def finish(self) -> None:
        """Give the output its name."""

    def close(self) -> None:
        """Let go of files; what is not finished stays as it is."""


_CONTROLS = re.compile("[\x7f-\x9f]")


def json_lines(results: Any) -> Iterator[bytes]:
    """Results as lines of JSON: what is null is left out."""
    for row in results.to_pylist():
        article = row.pop("article", None)
        line = json.dumps({key: _filled(value) for key, value in row.items() if value is not None}, ensure_ascii=False)
        if article is not None:  # which is JSON already
            line = f'{line[:-1]}, "article": {article}}}'
        yield line.encode() + b"\n"


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


def _filled(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: item for key, item in value.items() if item is not None}
    return [_filled(item) for item in value] if isinstance(value, list) else value


class Compressor:
    """What is written, compressed member by member: each checkpoint starts one, so that a file can be cut there."""

    def __init__(self, file: BinaryIO, compression: str | None) -> None:
        self._file = file
        self._compression = compression
        self._member: Any = None

    def write(self, data: bytes) -> None:
        """Write some bytes."""
        if self._compression is None:
            self._file.write(data)
            return
        if self._member is None:
            self._member = zlib.compressobj(wbits=_GZIP) if self._compression == "gzip" else _Zstandard()
        self._file.write(self._member.compress(data))

    def end_member(self) -> None:
        """Write what is still held back."""
        if self._member is not None:
            self._file.write(self._member.flush())
            self._member = None


class _Zstandard:
    """A frame of Zstandard, as zlib's objects are."""

    def __init__(self) -> None:
        import pyarrow as pa

        self._held = pa.BufferOutputStream()
        self._stream = pa.CompressedOutputStream(self._held, "zstd")

    def compress(self, data: bytes) -> bytes:
        self._stream.write(data)
        return b""

    def flush(self) -> bytes:
        self._stream.close()
        pending: bytes = self._held.getvalue().to_pybytes()
        return pending


class JsonLines:
    """One file of JSON Lines; compressed, each stretch between checkpoints is a member of its own.

    Until it is whole ``partial`` is what its name ends with.
    """

    def __init__(self, path: str, partial: str = PARTIAL) -> None:
        self._path = path
        self._file = open(path + partial, "ab")  # noqa: SIM115
        self._compressor = Compressor(self._file, COMPRESSIONS.get(os.path.splitext(path)[1].lower()))

    def write(self, items: Sequence[Item], results: Any) -> Any:
        for line in json_lines(results):
            self._compressor.write(line)
        return results

    def checkpoint(self) -> str:
        self._compressor.end_member()
        _sync(self._file)
        return str(self._file.tell())

    def resume(self, state: str) -> None:
        if os.path.getsize(self._file.name) < int(state):
            raise ConfigError(f"{self._file.name}: is shorter than it was: start anew with --force")
        self._file.truncate(int(state))
        self._file.seek(int(state))

    def finish(self) -> None:
        if not self._file.tell():
            self._compressor.write(b"")  # a file that holds nothing is compressed too
        self.checkpoint()
        self.close()
        os.replace(self._file.name, self._path)

    def close(self) -> None:
        self._file.close()


class Stream:
    """JSON Lines to a stream, where nothing can be taken up again."""

    def __init__(self, stream: BinaryIO, *, on_terminal: bool = False) -> None:
        self._stream = stream
        self._on_terminal = on_terminal

    def write(self, items: Sequence[Item], results: Any) -> Any:
        lines = json_lines(results)
        if self._on_terminal:  # which obeys control characters beyond ASCII, and JSON has them as they are
            lines = (_CONTROLS.sub(_escaped, line.decode()).encode() for line in lines)
        self._stream.writelines(lines)
        self._stream.flush()
        return results

    def checkpoint(self) -> str:
        return ""

    def resume(self, state: str) -> None:
        pass

    def finish(self) -> None:
        self._stream.flush()

    def close(self) -> None:
        pass


class Parquet:
    """A folder of Parquet files, one for each stretch between checkpoints, as ``part-00000.parquet``."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._folder = path + PARTIAL
        self._part = 0
        self._file: ParquetFile | None = None
        os.makedirs(self._folder, exist_ok=True)

    def write(self, items: Sequence[Item], results: Any) -> Any:
        if self._file is None:
            self._file = ParquetFile(os.path.join(self._folder, f"part-{self._part:05}.parquet"))
        self._file.write(results)
        return results

    def checkpoint(self) -> str:
        if self._file:
            self._file.finish()
            self._file = None
            self._part += 1
        _sync_folder(self._folder)
        return str(self._part)

    def resume(self, state: str) -> None:
        self._part = int(state)
        whole = {f"part-{number:05}.parquet" for number in range(self._part)}
        there = set(os.listdir(self._folder))
        if not whole <= there:
            raise ConfigError(f"{self._folder}: lacks {min(whole - there)}: start anew with --force")
        _refuse_others(self._folder)
        for name in there - whole:
            os.unlink(os.path.join(self._folder, name))

    def finish(self) -> None:
        if self._part == 0:  # no document: an empty table still tells its columns
            self._file = ParquetFile(os.path.join(self._folder, "part-00000.parquet"))
            self.checkpoint()
        replace(self._folder, self._path)

    def close(self) -> None:
        if self._file:
            self._file.abandon()


class ParquetFile:
    """One Parquet file of results, in row groups of a thousand; it gets its name when it is whole.

    Until then ``partial`` is what its name ends with.
    """

    def __init__(self, path: str, partial: str = PARTIAL) -> None:
        import pyarrow.parquet as pq

        self._path = path
        self._partial = path + partial
        self._sink = open(self._partial, "wb")  # noqa: SIM115
        self._writer = pq.ParquetWriter(self._sink, results_schema(typed=True), compression="zstd")
        self._held: list[Any] = []

    def write(self, results: Any) -> None:
        """Write a record batch of results."""
        self._held.append(results)
        rows, size = sum(batch.num_rows for batch in self._held), sum(batch.nbytes for batch in self._held)
        if rows >= _ROWS or size >= _ROWS_BYTES:
            self._write_held()

    def _write_held(self) -> None:
        import pyarrow as pa

        if self._held:
            table = pa.Table.from_batches(self._held)
            self._writer.write_table(table, row_group_size=table.num_rows)
            self._held = []

    def finish(self) -> None:
        """Write what is held back and the footer, and give the file its name."""
        self._write_held()
        self._writer.close()
        _sync(self._sink)
        self._sink.close()
        os.replace(self._partial, self._path)

    def abandon(self) -> None:
        """Leave the file as it is, without a footer."""
        self._writer.is_open = False  # it would write one when it is collected
        self._sink.close()


class Tree:
    """A file for each article in a folder, and ``results.jsonl`` with what else there is to tell of each document.

    Two documents never share a file: the second is told as a failure. ``journal`` remembers the names.
    """

    RESULTS = "results.jsonl"

    def __init__(self, folder: str, format: str, journal: Journal) -> None:
        self._folder = folder
        self._suffix = format_named(format).suffixes[0]
        self._journal = journal
        os.makedirs(folder, exist_ok=True)
        self._root = os.path.realpath(folder)
        self._results = JsonLines(os.path.join(folder, self.RESULTS))
        self._writing = os.path.join(folder, f".artfmt{PARTIAL}")

    def write(self, items: Sequence[Item], results: Any) -> Any:
        import pyarrow as pa

        rows = [self._written(item, row) for item, row in zip(items, results.to_pylist(), strict=True)]
        report = pa.RecordBatch.from_pylist([row for row, _ in rows], results.schema)
        names = pa.array([name and whole(name) for _, name in rows], pa.string())
        self._results.write(items, report.drop_columns(["text"]).append_column("file", names))
        return report

    def _written(self, item: Item, row: dict[str, Any]) -> tuple[dict[str, Any], str | None]:
        """The row of a document, without its text, and the name of the file that holds it."""
        text = row["text"]
        if text is None:
            return row, None
        name = item.output + self._suffix
        path = os.path.join(self._folder, name)
        if not lies_in(os.path.realpath(path), self._root):
            return failed_row(row, Failure("not-written", f"its output {name} would lie outside the folder")), None
        if name.split(os.sep)[0] in (self.RESULTS, self.RESULTS + PARTIAL):
            return failed_row(row, Failure("not-written", f"its output {name} would lie where the results go")), None
        if not self._journal.take(name):
            return failed_row(row, Failure("not-written", f"its output {name} is that of another document too")), None
        try:
            self._put(path, text)
        except OSError as error:
            if error.errno not in _OF_THE_NAME:
                raise
            return failed_row(
                row, Failure("not-written", f"its output {name} cannot be written: {error.strerror}")
            ), None
        return row, name

    def _put(self, path: str, text: str) -> None:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(self._writing, "wb") as file:
            file.write(text.encode())
        os.replace(self._writing, path)

    def checkpoint(self) -> str:
        return self._results.checkpoint()

    def resume(self, state: str) -> None:
        self._results.resume(state)

    def finish(self) -> None:
        with suppress(FileNotFoundError):
            os.unlink(self._writing)
        self._results.finish()

    def close(self) -> None:
        self._results.close()


def refuse_others(path: str) -> None:
    """Raise ConfigError where an output that is to be replaced, or what an unfinished run left, holds other files."""
    _refuse_others(path)
    _refuse_others(path + PARTIAL)


def replace(folder: str, output: str) -> None:
    """Give a folder the name of an output; that of an earlier run, where there is one, is removed."""
    _remove(output)
    os.replace(folder, output)


def remove_partial(path: str) -> None:
    """Remove what an unfinished run left of the output at a path."""
    _remove(path + PARTIAL)


def _refuse_others(path: str) -> None:
    names = os.listdir(path) if os.path.isdir(path) else []
    if others := [name for name in names if not _PART.fullmatch(name)]:
        raise ConfigError(f"{path}: holds other files than a run writes ({others[0]}): remove it yourself")


def _remove(path: str) -> None:
    _refuse_others(path)
    if os.path.isdir(path):
        shutil.rmtree(path)
    else:
        with suppress(FileNotFoundError):
            os.unlink(path)


def _sync(file: Any) -> None:
    file.flush()
    os.fsync(file.fileno())


def _sync_folder(folder: str) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
