"""Arguments -> documents, in one order, each with its place: what a run reads, and where it goes on after a stop."""

from __future__ import annotations

import bz2
import gzip
import io
import os
import re
import sys
import zlib
from collections.abc import Collection, Iterable, Iterator
from importlib import import_module
from itertools import chain, dropwhile, islice
from typing import Any, BinaryIO, NamedTuple

from artfmt.batch.columns import DocumentRow, Failure
from artfmt.batch.containers import SINGLE, Container, containers
from artfmt.batch.rows import Fields, too_large
from artfmt.formats.table import sole_format_of_path
from artfmt.source.errors import ConfigError
from artfmt.source.files import STANDARD_INPUT, open_file, told

DEFAULT_MAX_SIZE = 64 << 20
MOST_MAX_SIZE = 1 << 30  # a column of Arrow's binary holds 2 GB
_FEED = re.compile(rb"(?s:\s|<\?.*?\?>|<!--.*?-->)*<(?:rss|feed|rdf:RDF)\b")
_PIECE, _SIP = 1 << 16, 1 << 12
_MAGIC = ((b"\x1f\x8b", "gzip"), (b"\x28\xb5\x2f\xfd", "zstd"), (b"BZh", "bz2"), (b"\x04\x22\x4d\x18", "lz4"))


class InputPlace(NamedTuple):
    """Where a document stands: its container's path and its number in it, from 1."""

    container: str
    number: int


class Item(NamedTuple):
    """A document on its way.

    ``output`` is what a file of its result is named, without suffix; ``read`` counts the bytes of the input that were
    read for it.
    """

    document: DocumentRow
    place: InputPlace
    output: str
    read: int


class Reading(NamedTuple):
    """How documents are taken from the inputs.

    ``format`` is that of all of them, if told; ``max_size`` what a document may have, in bytes; ``shard`` the part of
    the inputs that is meant, as (3, 16) for the third of sixteen; ``limit`` the most documents.
    """

    fields: Fields = Fields()
    format: str | None = None
    max_size: int = DEFAULT_MAX_SIZE
    shard: tuple[int, int] | None = None
    limit: int | None = None


class Opened(NamedTuple):
    """A container that was opened: ``raw`` as it lies there, ``stream`` uncompressed and buffered."""

    container: Container
    raw: BinaryIO
    stream: Any


def items(
    arguments: Iterable[str], reading: Reading, after: InputPlace | None = None, passed_over: Collection[str] = ()
) -> Iterator[Item]:
    """The documents that arguments name, in order; those after a place where one is given.

    Raises ConfigError for arguments that name nothing, for records without the fields that are told, and where
    ``after`` is not found any more.
    """
    sources, reading = files(arguments, reading, passed_over)
    stream = _after(sources, reading, after) if after else items_of(sources, reading)
    if reading.shard is None:
        return stream
    shard, of = reading.shard
    return (item for item in stream if item.place.number % of == shard % of)


def files(
    arguments: Iterable[str], reading: Reading, passed_over: Collection[str] = ()
) -> tuple[Iterator[Container], Reading]:
    """The files of the shard that is meant, and how to read them: where there is but one, its documents are divided."""
    sources = containers(arguments, passed_over)
    first = list(islice(sources, 2))
    if reading.shard is None or len(first) < 2:
        return chain(first, sources), reading
    shard, of = reading.shard
    mine = (source for number, source in enumerate(chain(first, sources), 1) if number % of == shard % of)
    return mine, reading._replace(shard=None)


def items_of(sources: Iterable[Container], reading: Reading, *, resumes: bool = False) -> Iterator[Item]:
    """The documents of containers. Raises ConfigError where the first of all has not the fields that were told."""
    for container in sources:
        try:
            for item in _items(container, reading):
                resumes = True
                yield item
        except ConfigError as error:
            if not resumes:
                raise
            failure = DocumentRow.failed(container.path, Failure("wrong-type", str(error)))
            yield Item(failure, InputPlace(container.path, 1), _output(container, 1), 0)


def _after(sources: Iterator[Container], reading: Reading, after: InputPlace) -> Iterator[Item]:
    for container in sources:
        if container.path == after.container:
            rest = items_of(chain([container], sources), reading, resumes=True)
            return dropwhile(lambda item: item.place.container == after.container and item.place <= after, rest)
    raise ConfigError(f"{after.container}: the run stopped there, and it is gone: start anew with --force")


def _items(container: Container, reading: Reading) -> Iterator[Item]:
    """The documents of one container, whatever becomes of it."""
    number = bytes_read = 0
    try:
        with _open(container) as raw:
            container_stream = _opened(container, raw, of_records=bool(reading.fields.data))
            container = container_stream.container
            reader = import_module(f"artfmt.batch.{container.kind}") if container.kind != SINGLE else None
            documents = reader.documents(container_stream, reading) if reader else _single(container_stream, reading)
            for number, document in enumerate(documents, 1):
                before, bytes_read = bytes_read, _position(raw, container)
                yield Item(
                    document,
                    InputPlace(container.path, number),
                    _output(container, number),
                    max(bytes_read - before, 0),
                )
    except (OSError, EOFError, zlib.error) as error:
        error = error if isinstance(error, OSError) else OSError(str(error))
        kind = "damaged" if number or error.errno is None else "missing"
        failure = DocumentRow.failed(_id(container, number + 1), Failure(kind, f"cannot be read: {told(error)}"))
        yield Item(failure, InputPlace(container.path, number + 1), _output(container, number + 1), 0)


def _id(container: Container, number: int) -> str:
    return container.path if container.kind == SINGLE else f"{container.path}#{number}"


def _output(container: Container, number: int) -> str:
    return container.stem if container.kind == SINGLE else os.path.join(container.below, f"{number:08}")


def _position(raw: BinaryIO, container: Container) -> int:
    if container.kind == SINGLE:
        return os.fstat(raw.fileno()).st_size
    return raw.tell() if raw.seekable() else 0


def _open(container: Container) -> BinaryIO:
    if container.path == STANDARD_INPUT:
        return io.BufferedReader(io.FileIO(os.dup(sys.stdin.fileno())), _PIECE)
    return open_file(container.path, container.root)


def _opened(container: Container, raw: BinaryIO, *, of_records: bool) -> Opened:
    """The container with its stream; what standard input holds is told from its beginning.

    ``of_records`` tells that it must be records, of which a column was told.
    """
    if container.path != STANDARD_INPUT:
        stream = _uncompressed(raw, container.compression)
        if container.suffix == ".xml" and _FEED.search(stream.peek(1)[:_SIP]):
            container = container._replace(kind="feed")  # exports of sites are named so
        return Opened(container, raw, stream)
    head = raw.peek(1)  # type: ignore[attr-defined]
    compression = next((name for magic, name in _MAGIC if head.startswith(magic)), None)
    stream = _uncompressed(raw, compression)
    kind = _kind_of(stream.peek(1))
    return Opened(container._replace(kind="lines" if of_records and kind == SINGLE else kind), raw, stream)


def _uncompressed(raw: BinaryIO, compression: str | None) -> Any:
    if compression is None:
        return raw
    if compression in ("gzip", "bz2"):  # which, other than Arrow, give all that stands before a damage
        return gzip.GzipFile(fileobj=raw) if compression == "gzip" else bz2.BZ2File(raw)
    import pyarrow as pa

    return io.BufferedReader(_Sips(pa.CompressedInputStream(pa.PythonFile(raw, "r"), compression)), _PIECE)


class _Sips(io.RawIOBase):
    """A stream of Arrow's read a little at a time: what is asked of it and meets a damage is lost as a whole."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: Any) -> int:
        """The next few bytes."""
        data = self._stream.read(min(len(buffer), _SIP))
        buffer[: len(data)] = data
        return len(data)


def _kind_of(head: bytes) -> str:
    """The kind of container that begins so; a JSON object that ends with its line is the first of several."""
    if head.startswith(b"WARC/"):
        return "warc"
    if head.startswith(b"From "):
        return "mailbox"
    if _FEED.match(head.lstrip()):
        return "feed"
    if head.startswith((b"PAR1", b"ARROW1", b"\xff\xff\xff\xff")):
        return "tables"
    line, end, rest = head.partition(b"\n")
    # A line that is longer than what was looked at is not a line of an article that somebody laid out.
    if line.startswith(b"{") and (not end or (line.rstrip().endswith(b"}") and rest[:1] in (b"{", b""))):
        return "lines"
    return SINGLE


def _single(container_stream: Opened, reading: Reading) -> Iterator[DocumentRow]:
    container = container_stream.container
    data = container_stream.stream.read(reading.max_size + 1)
    if len(data) > reading.max_size:
        yield DocumentRow.failed(container.path, too_large(None, reading.max_size))
        return
    row = sole_format_of_path(f"a{container.suffix}")
    yield DocumentRow(container.path, data, reading.format or (row.name if row else None))
