"""The work itself, a pure function: a record batch of documents in, a record batch of results out, row by row.

No document can stop it: what one raises is its own result. What ends the whole process is the business of ``workers``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from artfmt.batch.article_type import to_arrow
from artfmt.batch.columns import DOCUMENTS, Failure, failed_row, finding_row, flat, results_batch, told_of
from artfmt.checking.config import house_of
from artfmt.checking.settings import Settings
from artfmt.formats.read import read, refuse_time
from artfmt.formats.write import write
from artfmt.model.urls import safe_address
from artfmt.reading.document import Document
from artfmt.source.diagnostics import Diagnostic, Severity
from artfmt.source.errors import ArtfmtError, ConfigError, ReadError, fault
from artfmt.source.source import Source


class Task(NamedTuple):
    """What is to be done with each document.

    ``to`` is the format that its article is written in; left out, the result is the article itself, ``typed`` telling
    whether as an Arrow structure or as JSON text. ``check`` has the rules of ``settings`` judge it, dates by the day
    ``today`` (that of UTC if left out). ``verbose`` keeps notices that merely inform.
    """

    to: str | None = None
    check: bool = False
    settings: Settings = Settings()
    today: date | None = None
    typed: bool = False
    verbose: bool = False


def process(batch: Any, task: Task, begin: Callable[[], None] | None = None) -> Any:
    """The results of a record batch of documents.

    ``batch`` is a ``pyarrow.RecordBatch`` with the columns of ``DOCUMENTS``, of which only ``id`` and ``data`` must be
    there; ``begin`` is called before each document. Returns a ``pyarrow.RecordBatch`` of
    ``results_schema(typed=task.typed)`` with a row for each document, in order. It works in the process that calls it:
    a document that ends that is the caller's to survive. Raises ConfigError for a batch without these columns, and
    UnknownFormatError where ``task.to`` cannot be written.
    """
    if task.to:
        from artfmt.formats.table import writable

        writable(task.to)
    for name in ("id", "data"):
        if name not in batch.schema.names:
            raise ConfigError(f'the batch has no column "{name}"; there are {", ".join(batch.schema.names)}')
    return results_batch(_rows(batch.to_pylist(), task, begin), typed=task.typed)


_NOTHING_TOLD = dict.fromkeys(DOCUMENTS.names)


def _rows(
    documents: Iterable[Mapping[str, Any]], task: Task, begin: Callable[[], None] | None
) -> Iterable[dict[str, Any]]:
    for document in documents:
        if begin:
            begin()
        yield result_row({**_NOTHING_TOLD, **document}, task)


def result_row(document: Mapping[str, Any], task: Task) -> dict[str, Any]:
    """The result of one document: rows of ``DOCUMENTS`` and of ``results_schema``."""
    if document["failure"]:
        return failed_row(document, Failure(document["failure"], document["message"] or ""))
    if document["data"] is None:
        return failed_row(document, Failure("missing", "holds nothing: null"))
    try:
        return _read_and_written(document, task)
    except ReadError as error:
        return failed_row(document, Failure("no-article", error.message, error.line, error.column))
    except MemoryError as error:
        return failed_row(document, Failure("out-of-memory", fault(error)))
    except ArtfmtError as error:
        return failed_row(document, Failure("no-article", str(error)))
    except Exception as error:
        return failed_row(document, Failure("fault", fault(error)))


def _read_and_written(document: Mapping[str, Any], task: Task) -> dict[str, Any]:
    url, moment = safe_address(document["url"]), _moment(document["date"])
    source = Source(document["data"], document["id"], charset=document["charset"])
    read_as = read(source, document["format"], url=url, at=moment, **house_of(task.settings))
    row: dict[str, Any] = {**told_of(document), "format": read_as.format}
    if task.to:
        row["text"] = write(read_as.article, task.to)
    else:
        data = read_as.article.to_dict()
        row["article"] = to_arrow(data) if task.typed else json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        row |= flat(read_as.article) if task.typed else {}
    noticed = read_as.noticed(lambda _, severity: task.verbose or severity is not Severity.INFO)
    row["notices"] = [*map(finding_row, [*noticed, *_unused(document, url, moment)])]
    row["findings"] = [*map(finding_row, _findings(read_as, task))] if task.check else []
    return row


def _moment(text: str | None) -> datetime | None:
    """The time of reading that a date tells, as UTC's where it names no offset; None for one that tells no time."""
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        refuse_time(moment)
    except (ValueError, ConfigError):
        return None
    return moment


def _unused(document: Mapping[str, Any], url: str | None, moment: datetime | None) -> Iterable[Diagnostic]:
    """What was told beside a document and could not be used."""
    if document["url"] and not url:
        yield _told(document, f'left out "{document["url"][:200]}": it is not an address that artfmt accepts')
    if document["date"] and not moment:
        yield _told(document, f'left out "{document["date"][:200]}": it is not a time by which dates can be read')


def _told(document: Mapping[str, Any], message: str) -> Diagnostic:
    return Diagnostic("left-out", Severity.WARNING, message, document["id"])


def _findings(document: Document, task: Task) -> list[Diagnostic]:
    from artfmt.checking.document import check_document
    from artfmt.checking.suppressions import forgive

    record = check_document(document, task.settings, task.today)
    faults = [Diagnostic("fault", Severity.WARNING, fault, document.source.name) for fault in record.faults]
    return forgive(record.findings, record.suppressions, task.settings) + faults
