"""From data to an article, or to every fault in the data with its place; shared by all readers but the text reader."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from artfmt.model.article import Article, Paragraph, Section
from artfmt.model.prose import Span
from artfmt.model.schema import violations
from artfmt.reading.document import Report, nearest
from artfmt.reading.places import Places
from artfmt.source.diagnostics import Diagnostic, Severity, in_order
from artfmt.source.errors import ReadError
from artfmt.source.location import Location


class _Values(Places):
    """Where values stand, keys standing where their values do."""

    def __init__(self, locate: Callable[[str], Location | None]) -> None:
        self._locate = locate

    def value(self, pointer: str) -> Location | None:
        return self._locate(pointer)


def article_of(data: Any, places: Places, format: str, path: str) -> Article:
    """The article that a structured source's data describe.

    Raises ReadError with a diagnostic, line and column for each violation of the schema.
    """
    broken_rules = violations(data)
    if not broken_rules:
        try:
            return Article.from_dict(data)
        except ValueError as error:
            raise ReadError(str(error), format=format) from None
    diagnostics = []
    for violation in broken_rules:
        location = places.key(violation.pointer) if violation.of_key else places.value(violation.pointer)
        diagnostics.append(
            Diagnostic(violation.rule, Severity.ERROR, violation.message, path, location, violation.pointer)
        )
    diagnostics = in_order(diagnostics)
    first = diagnostics[0]
    raise ReadError(
        first.message if len(diagnostics) == 1 else f"breaks the schema in {len(diagnostics)} places; {first.message}",
        format=format,
        line=first.location.line if first.location else None,
        column=first.location.column if first.location else None,
        diagnostics=tuple(diagnostics),
    )


_FILLER = (Section((Paragraph((Span("x"),)),)),)


def metadata_of(article: Article) -> dict[str, Any]:
    """The data of an article with a filler for its body: what is to be judged where a reader vouches for the body."""
    return replace(article, body=_FILLER).to_dict()


def checked(article: Article, locate: Callable[[str], Location | None], format: str, path: str) -> Article:
    """The same article, if its metadata are valid under the schema; a reader vouches for the body it made itself.

    Raises ReadError with a diagnostic, line and column for each violation.
    """
    article_of(metadata_of(article), _Values(locate), format, path)
    return article


# What a part is nothing without: where it is unfit, the part is.
_NEEDED = frozenset(("name", "title", "kind", "content"))


def fitting(article: Article, report: Report, severity: Severity = Severity.WARNING) -> Article:
    """The article without what the schema does not admit in its optional metadata, which is told.

    Raises ReadError where the headline is not admitted.
    """
    broken_rules = violations(metadata_of(article))
    if not broken_rules:
        return article
    data = metadata_of(article)
    places = report.places(article)
    for violation in sorted(broken_rules, key=lambda violation: violation.pointer, reverse=True):
        way = violation.pointer.split("/")[1:]
        if not way or way[0] in ("headline", "version", "type", "body"):
            raise ReadError(violation.message)
        value = _taken_out(data, way)
        if value is not None:
            message = f"left out {str(value)[:60]!r}: {violation.message}"
            report.notice("left-out", severity, message, nearest(places, violation.pointer), str(value))
    if violations(data):  # what is left of a part may be none
        names = {violation.pointer.split("/")[1] for violation in violations(data)}
        data = {name: value for name, value in data.items() if name not in names}
    fixed = Article.from_dict(data)
    changed = {violation.pointer.split("/")[1] for violation in broken_rules}
    return replace(article, **{name: getattr(fixed, name) for name in changed})


def _taken_out(data: Any, way: list[str]) -> Any:
    """What stood where a way of keys leads, which is taken out with the part that is nothing without it."""
    if way[-1] in _NEEDED and len(way) > 1:
        way = way[:-1]
    for key in way[:-1]:
        data = data[int(key)] if isinstance(data, list) else data.get(key) if isinstance(data, dict) else None
        if data is None:
            return None
    if isinstance(data, list) and int(way[-1]) < len(data):
        return data.pop(int(way[-1]))
    return data.pop(way[-1], None) if isinstance(data, dict) else None
