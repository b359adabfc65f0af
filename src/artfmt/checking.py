"""Checking: what a reader noticed and what the schema demands, as one sorted list."""

from __future__ import annotations

from collections.abc import Iterable

from artfmt.diagnostics import Diagnostic, Severity
from artfmt.document import Document
from artfmt.errors import ReadError
from artfmt.formats import read
from artfmt.schema import validate
from artfmt.source import Source


def check(document: Document) -> list[Diagnostic]:
    """All findings about a document, sorted by place: the reader's notices and violations of the schema.

    What a reader merely tells about its work (severity ``info``) is no finding and stays in
    ``document.notices``.
    """
    notices = [notice for notice in document.notices if notice.severity is not Severity.INFO]
    return _sorted([*notices, *_violations(document)])


def _violations(document: Document) -> list[Diagnostic]:
    found = validate(document.article)
    return [each.at(document.source.name, document.locate(each.pointer or "")) for each in found]


def _sorted(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    return sorted(found, key=lambda each: each.sort_key)


def check_source(source: Source, format: str | None = None, *, schema_only: bool = False) -> list[Diagnostic]:
    """All findings about a source, with those that keep it from being read at all.

    ``schema_only`` leaves the reader's notices out. Raises ReadError where the source could not be read and
    no finding with a place says why, and UnknownFormatError as ``read`` does.
    """
    try:
        document = read(source, format)
    except ReadError as error:
        if not error.diagnostics:
            raise
        return _sorted(error.diagnostics)
    return _sorted(_violations(document)) if schema_only else check(document)
