"""Many documents for the library: any iterable in, an outcome for each out, in order and as they are asked for."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from os import PathLike, fspath
from typing import NamedTuple

from artfmt.batch.columns import DocumentRow, Failure, finding_of
from artfmt.batch.inputs import DEFAULT_MAX_SIZE, MOST_MAX_SIZE, InputPlace, Item
from artfmt.batch.process import Task
from artfmt.batch.rows import too_large
from artfmt.batch.run import packs
from artfmt.batch.workers import DEFAULT_TIMEOUT, run
from artfmt.checking.document import refuse_unknown
from artfmt.checking.settings import Settings
from artfmt.formats.table import format_named, format_of_path, sole_format_of_path, writable
from artfmt.model.article import Article
from artfmt.source.diagnostics import Diagnostic
from artfmt.source.errors import ConfigError
from artfmt.source.files import told
from artfmt.source.source import Source

_NO_PARTS = 1 << 62


class Outcome(NamedTuple):
    """What came of one document.

    ``id`` is its path, or its number from 1. There is an ``article``, or the ``text`` that ``convert_many`` made of it;
    or there is an ``error``, whose ``kind`` is one of "no-article", "missing", "too-large", "too-slow", "crashed",
    "out-of-memory" and "fault". ``notices`` say what the reader left out or guessed, ``findings`` what ``check_many``
    found.
    """

    id: str
    article: Article | None
    text: str | None
    notices: tuple[Diagnostic, ...]
    findings: tuple[Diagnostic, ...]
    error: Failure | None


def read_many(
    sources: Iterable[bytes | str | PathLike[str] | Source],
    format: str | None = None,
    *,
    settings: Settings | None = None,
    workers: int | None = None,
    timeout: float | None = DEFAULT_TIMEOUT,
    max_size: int = DEFAULT_MAX_SIZE,
) -> Iterator[Outcome]:
    """Read many documents, on all cores and apart from this process: nothing that one does can stop the others.

    ``sources`` are what ``read`` takes; they are asked for as the work goes on, a few hundred ahead. ``format`` is that
    of all of them, told one by one if left out; the labels of ``settings`` are known. ``workers`` is the number of
    processes, one a core if left out; ``timeout`` is in seconds a document, None for any; ``max_size`` in bytes.

    Yields an Outcome for each, in order. Raises UnknownFormatError for an unknown format, and ConfigError
    where no worker can be started.
    """
    if format:
        format_named(format)
    return _outcomes(sources, format, Task(settings=settings or Settings()), workers, timeout, max_size)


def check_many(
    sources: Iterable[bytes | str | PathLike[str] | Source],
    settings: Settings | None = None,
    format: str | None = None,
    *,
    workers: int | None = None,
    timeout: float | None = DEFAULT_TIMEOUT,
    max_size: int = DEFAULT_MAX_SIZE,
) -> Iterator[Outcome]:
    """Read and check many documents, as ``check`` does each; rules that compare articles are left out.

    Takes, yields and raises what ``read_many`` does, and ConfigError for settings that name what does not exist.
    """
    settings = settings or Settings()
    refuse_unknown(settings)
    if format:
        format_named(format)
    return _outcomes(sources, format, Task(check=True, settings=settings), workers, timeout, max_size)


def convert_many(
    sources: Iterable[bytes | str | PathLike[str] | Source],
    to: str,
    format: str | None = None,
    *,
    settings: Settings | None = None,
    workers: int | None = None,
    timeout: float | None = DEFAULT_TIMEOUT,
    max_size: int = DEFAULT_MAX_SIZE,
) -> Iterator[Outcome]:
    """Read many documents and write each in the format ``to``: the outcomes have a ``text`` and no ``article``.

    Takes, yields and raises what ``read_many`` does, and UnknownFormatError for a ``to`` that cannot be written.
    """
    writable(to)
    if format:
        format_named(format)
    return _outcomes(sources, format, Task(to=to, settings=settings or Settings()), workers, timeout, max_size)


def _outcomes(
    sources: Iterable[bytes | str | PathLike[str] | Source],
    format: str | None,
    task: Task,
    workers: int | None,
    timeout: float | None,
    max_size: int,
) -> Iterator[Outcome]:
    if not 0 < max_size <= MOST_MAX_SIZE:
        raise ConfigError(f"max_size must be from 1 byte to {MOST_MAX_SIZE:,}")
    return _worked_on(sources, format, task, workers, timeout, max_size)


def _worked_on(
    sources: Iterable[bytes | str | PathLike[str] | Source],
    format: str | None,
    task: Task,
    workers: int | None,
    timeout: float | None,
    max_size: int,
) -> Iterator[Outcome]:
    items = (
        Item(_document(source, number, format, max_size), InputPlace("", number), "", 0)
        for number, source in enumerate(sources, 1)
    )
    for _, results in run(packs(items, _NO_PARTS), lambda pack: pack.batch, task, workers=workers, timeout=timeout):
        for row in results.to_pylist():
            article = row["article"]
            yield Outcome(
                row["id"],
                Article.from_dict(json.loads(article)) if article else None,
                row["text"],
                tuple(finding_of(finding, row["id"]) for finding in row["notices"] or ()),
                tuple(finding_of(finding, row["id"]) for finding in row["findings"] or ()),
                Failure(**row["error"]) if row["error"] else None,
            )


def _document(
    source: bytes | str | PathLike[str] | Source, number: int, format: str | None, max_size: int
) -> DocumentRow:
    id, url, charset, data = str(number), None, None, b""
    if isinstance(source, str) and "\n" not in source and format_of_path(source):
        return DocumentRow.failed(id, Failure("no-article", f"is the name of a file: hand in Path({source[:200]!r})"))
    if isinstance(source, Source):
        id, url, charset, source = source.name if source.name != "-" else id, source.url, source.charset, source.data
    if isinstance(source, str):
        data = source.encode("utf-8", "surrogatepass")
    elif isinstance(source, bytes):
        data = source
    elif not isinstance(source, PathLike):
        told_type = f"is {type(source).__name__}, not bytes, str, a Path or a Source"
        return DocumentRow.failed(id, Failure("wrong-type", told_type))
    else:
        id = fspath(source)
        try:
            with open(source, "rb") as file:
                data = file.read(max_size + 1)
        except (OSError, ValueError) as error:  # a name that no file can have
            why = told(error) if isinstance(error, OSError) else str(error)
            return DocumentRow.failed(id, Failure("missing", f"cannot be read: {why}"))
    if len(data) > max_size:
        return DocumentRow.failed(id, too_large(None, max_size), url)
    row = sole_format_of_path(id)
    return DocumentRow(id, data, format or (row.name if row else None), url, charset=charset)
