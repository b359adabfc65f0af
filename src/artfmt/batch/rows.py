"""Records (rows of a table, lines of JSON) -> documents: which field is the content, which tell of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from artfmt.batch.columns import DocumentRow, Failure


class Fields(NamedTuple):
    """The names of the fields of a record.

    ``data`` is the content: text, bytes, or an article under the schema as a structure; ``url`` where it was found,
    ``date`` when (a time or text), ``id`` what its result is called. None of them need be there but ``data``; where the
    others are left out, fields of the names ``url``, ``date`` and ``id`` are taken.
    """

    data: str | None = None
    url: str | None = None
    date: str | None = None
    id: str | None = None

    @property
    def told(self) -> list[str]:
        """The names that were told, which a table must have."""
        return [name for name in self if name]


class Unreadable(NamedTuple):
    """A value of a record that its table holds and Python cannot."""

    why: str


def document_of(record: Mapping[str, Any], fields: Fields, id: str, format: str | None, max_size: int) -> DocumentRow:
    """The document that a record describes; one with a failure where its content cannot be had.

    ``id`` is what it is called where no field tells; ``max_size`` is in bytes.
    """
    own = record.get(fields.id or "id")
    document = DocumentRow(
        (str(own) if isinstance(own, int) else _text(own)) or id,
        url=_text(record.get(fields.url or "url")),
        date=_time(record.get(fields.date or "date")),
        format=format,
    )
    data = record.get(fields.data or "")
    if data is None:
        why = "null" if fields.data in record else "not there"
        return _failed(document, Failure("missing", f"holds nothing: {fields.data} is {why}"))
    if isinstance(data, Unreadable):
        return _failed(document, Failure("damaged", data.why))
    if isinstance(data, Mapping):
        try:
            data = json.dumps(data, ensure_ascii=False, default=_as_text)
        except (TypeError, ValueError, RecursionError) as error:
            return _failed(document, Failure("wrong-type", f"{fields.data} is not an article: {error}"))
        document = document._replace(format=format or "json")
    if isinstance(data, str):
        data = data.encode("utf-8", "surrogatepass")
    if not isinstance(data, bytes):
        message = f'"{fields.data}" is {type(data).__name__}, not text, bytes or an article'
        return _failed(document, Failure("wrong-type", message))
    if len(data) > max_size:
        return _failed(document, too_large(len(data), max_size))
    return document._replace(data=data)


def too_large(size: int | None, max_size: int) -> Failure:
    """The failure of a document that is larger than it may be; sizes are in bytes."""
    what = "is" if size is None else f"is {size:,} bytes,"
    return Failure("too-large", f"{what} larger than {max_size:,} bytes (--max-size)")


def _failed(document: DocumentRow, failure: Failure) -> DocumentRow:
    return document._replace(failure=failure.kind, message=failure.message)


def _text(value: Any) -> str | None:
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    return value if isinstance(value, str) and value else None


def _as_text(value: Any) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    raise TypeError(f"it holds {type(value).__name__}")


def _time(value: Any) -> str | None:
    return value.isoformat() if isinstance(value, datetime | date) else _text(value)
