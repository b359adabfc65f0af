"""What goes into the work and what comes out of it, as Arrow schemas; rows of them, and failures."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

import pyarrow as pa

from artfmt.batch.article_type import article_type
from artfmt.model.article import Article
from artfmt.source.diagnostics import Diagnostic, Severity
from artfmt.source.location import Location

DOCUMENTS = pa.schema(
    [
        pa.field("id", pa.string(), nullable=False),
        pa.field("data", pa.binary()),
        pa.field("format", pa.string()),
        pa.field("url", pa.string()),
        pa.field("date", pa.string()),
        pa.field("charset", pa.string()),
        pa.field("record", pa.string()),
        pa.field("failure", pa.string()),
        pa.field("message", pa.string()),
    ]
)
"""The documents to work on: ``id`` names one among all and is repeated in its result; ``data`` is its content;
``format`` a name from the table of formats, told from the content where it is null; ``url`` where it was found;
``date`` when (RFC 3339), by which relative dates are read; ``charset`` what its server said of it; ``record`` the id of
its record in a WARC file. A document that could not be had has no ``data`` but a ``failure`` and a ``message``."""

_FINDING = pa.struct(
    [
        pa.field("rule", pa.string()),
        pa.field("severity", pa.string()),
        pa.field("message", pa.string()),
        pa.field("line", pa.int32()),
        pa.field("column", pa.int32()),
        pa.field("end_line", pa.int32()),
        pa.field("end_column", pa.int32()),
        pa.field("pointer", pa.string()),
    ]
)
_ERROR = pa.struct(
    [
        pa.field("kind", pa.string()),
        pa.field("message", pa.string()),
        pa.field("line", pa.int32()),
        pa.field("column", pa.int32()),
    ]
)

_FLAT = (
    pa.field("headline", pa.string()),
    pa.field("published", pa.timestamp("us", "UTC")),
    pa.field("authors", pa.list_(pa.string())),
    pa.field("publisher", pa.string()),
    pa.field("section", pa.string()),
    pa.field("words", pa.int32()),
)

# Why a document has no article.
FAILURES = {
    "no-article": "No article could be read from it.",
    "missing": "It could not be had: it vanished, may not be read, or is null.",
    "damaged": "The file that holds it is broken there.",
    "too-large": "It is larger than a document may be (--max-size).",
    "wrong-type": "Its column holds no text.",
    "too-slow": "It took longer than a document may take (--timeout).",
    "crashed": "It ended the process that read it, three times.",
    "out-of-memory": "It needs more memory than there is.",
    "fault": "artfmt itself failed on it.",
    "not-written": "Its output has the name of another's, or one that no file can have.",
}


def results_schema(*, typed: bool) -> Any:
    """The schema of the results (``pyarrow.Schema``), one row a document.

    ``id``, ``url``, ``date`` (when it was fetched), ``record`` (its WARC record) and ``format`` tell which document it
    is and how it was read; then there is either an ``article`` (with ``typed`` of ``article_type()``, else as JSON
    text) or, where another format was asked for, a ``text``; with ``notices`` and ``findings``; or there is an
    ``error``. With ``typed`` there are columns beside for queries: ``headline``, ``published`` (UTC; a day alone is its
    midnight), ``authors``, ``publisher``, ``section``, ``words`` and, of an article, its plain ``text``.
    """
    return pa.schema(
        [
            pa.field("id", pa.string(), nullable=False),
            pa.field("url", pa.string()),
            pa.field("date", pa.string()),
            pa.field("record", pa.string()),
            pa.field("format", pa.string()),
            pa.field("article", article_type() if typed else pa.string()),
            *(_FLAT if typed else ()),
            pa.field("text", pa.string()),
            pa.field("notices", pa.list_(_FINDING)),
            pa.field("findings", pa.list_(_FINDING)),
            pa.field("error", _ERROR),
        ]
    )


class Failure(NamedTuple):
    """Why a document has no article: ``kind`` is one of ``FAILURES``; line and column count from 1."""

    kind: str
    message: str
    line: int | None = None
    column: int | None = None


class DocumentRow(NamedTuple):
    """One document to work on: a row of ``DOCUMENTS``."""

    id: str
    data: bytes | None = None
    format: str | None = None
    url: str | None = None
    date: str | None = None
    charset: str | None = None
    record: str | None = None
    failure: str | None = None
    message: str | None = None

    @classmethod
    def failed(cls, id: str, failure: Failure, url: str | None = None) -> DocumentRow:
        """A document that could not be had."""
        return cls(id, url=url, failure=failure.kind, message=failure.message)


def whole(text: str) -> str:
    """A text that Arrow can hold: halves of surrogate pairs (in names of files that are no UTF-8) are spelled out."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "backslashreplace").decode()
    return text


class _NoPandas:
    """A finder of modules (``sys.meta_path``) that says of pandas that there is none."""

    @staticmethod
    def find_spec(name: str, *_: object) -> None:
        if name == "pandas":
            raise ModuleNotFoundError(name=name)


def forgo_pandas() -> None:
    """Let Arrow find no pandas in this process, which must be one of our own.

    Arrow looks for it before it makes its first array: where it is installed, a run would wait a quarter of a second
    for what it never uses. It looks again where something is to become a pandas frame.
    """
    sys.meta_path.insert(0, _NoPandas)
    try:
        pa.array(())
    finally:
        sys.meta_path.remove(_NoPandas)


def documents_batch(documents: Sequence[DocumentRow]) -> Any:
    """Documents as a ``pyarrow.RecordBatch`` of ``DOCUMENTS``."""
    columns = zip(*([whole(cell) if isinstance(cell, str) else cell for cell in row] for row in documents), strict=True)
    return pa.record_batch(
        [pa.array(column, field.type) for column, field in zip(columns, DOCUMENTS, strict=True)], schema=DOCUMENTS
    )


def results_batch(rows: Iterable[Mapping[str, Any]], *, typed: bool) -> Any:
    """Results as a ``pyarrow.RecordBatch`` of ``results_schema``."""
    return pa.RecordBatch.from_pylist(list(rows), results_schema(typed=typed))


def failed_row(document: Mapping[str, Any], failure: Failure) -> dict[str, Any]:
    """The result of a document that has no article."""
    error = failure._replace(message=whole(failure.message))._asdict()
    return {**told_of(document), "error": error}


def told_of(document: Mapping[str, Any]) -> dict[str, Any]:
    """What a result tells of its document."""
    return {
        "id": document["id"],
        "url": document["url"],
        "date": document.get("date"),
        "record": document.get("record"),
    }


def flat(article: Article) -> dict[str, Any]:
    """What queries ask most of an article, as values of plain columns."""
    text = article.text
    return {
        "headline": article.headline,
        "published": _moment(article.published),
        "authors": [author.name for author in article.authors],
        "publisher": article.publisher.name if article.publisher else None,
        "section": article.section,
        "words": len(text.split()),
        "text": text,
    }


def _moment(date: str | None) -> datetime | None:
    """A date or a time of an article (RFC 3339) as a moment; None for one that no calendar has."""
    if not date:
        return None
    try:
        moment = datetime.fromisoformat(date.upper())
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def finding_row(finding: Diagnostic) -> dict[str, Any]:
    """A finding or a notice as a value of a result."""
    start, end = finding.location, finding.end
    return {
        "rule": finding.rule,
        "severity": str(finding.severity),
        "message": whole(finding.message),
        "line": start and start.line,
        "column": start and start.column,
        "end_line": end and end.line,
        "end_column": end and end.column,
        "pointer": finding.pointer and whole(finding.pointer),
    }


def finding_of(row: Mapping[str, Any], path: str) -> Diagnostic:
    """The finding or notice that a value of a result describes."""
    start = Location(row["line"], row["column"]) if row["line"] else None
    end = Location(row["end_line"], row["end_column"]) if row["end_line"] else None
    return Diagnostic(row["rule"], Severity(row["severity"]), row["message"], path, start, row["pointer"], end=end)
