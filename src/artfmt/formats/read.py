"""Reading: a source in any format -> a document, or each document that it holds."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from os import PathLike
from typing import NamedTuple

from artfmt.formats.table import Format, format_of, format_of_path, readable
from artfmt.language.dates import rfc3339
from artfmt.language.labels import Labels
from artfmt.model.article import Article, UnfitError
from artfmt.model.prose import one_line
from artfmt.model.urls import safe_address
from artfmt.reading.document import Document, Report
from artfmt.source.errors import ConfigError, ReadError
from artfmt.source.source import Source

_FIRST_YEAR, _LAST_YEAR = 1583, 9000
_LARGE = 100_000  # bytes or characters


def read(
    source: bytes | str | PathLike[str] | Source,
    format: str | None = None,
    *,
    url: str | None = None,
    at: datetime | None = None,
    labels: Mapping[str, str] | None = None,
    headline: str | None = None,
    charset: str | None = None,
    published: str | None = None,
    front_matter: Mapping[str, str] | None = None,
) -> Document:
    """Read one article.

    ``source`` is the content as bytes or str, or the Path of a file. ``format`` is a name from the table of
    formats; left out, it is told from the file's suffix, else from the content. ``url`` is where the article
    was found: the article's own address if the source names none; a notice tells where it is no address. ``at`` is
    the time of reading, with its offset: dates that hang on it ("3 hours ago") are worked out by it, and stay as
    written without it. ``labels`` are a
    house's own lead-in labels and their kinds ({"Our take": "takeaway"}), beside those that artfmt knows. ``headline``
    is that of a text, a page or a piece of one, or of Markdown which names none: a body alone is an article with it.
    ``charset`` is what a server said the bytes are in, which counts for pages that do not say it themselves;
    ``published`` is the day or the moment (RFC 3339) of an article that names none. ``front_matter`` are a house's own
    keys in the front matter of Markdown, with the fields that they stand for ({"hero_alt": "image.alt"}).

    Returns a Document: the article, and notices of what the reader left out or guessed. Raises ReadError
    where no article can be read, UnknownFormatError for a format that cannot be read, ConfigError for an
    ``at`` without an offset, and OSError for a Path that cannot be opened.
    """
    statement = _Stated(url, at, labels, headline, charset, published, front_matter)
    return _documents(source, format, statement, every=False)[0]


def read_all(
    source: bytes | str | PathLike[str] | Source,
    format: str | None = None,
    *,
    url: str | None = None,
    at: datetime | None = None,
    labels: Mapping[str, str] | None = None,
    headline: str | None = None,
    charset: str | None = None,
    published: str | None = None,
    front_matter: Mapping[str, str] | None = None,
) -> list[Document]:
    """Read every article of a source that may hold several (a paste, a mailbox, a feed): a Document for each, in order.

    Takes and raises what ``read`` does.
    """
    statement = _Stated(url, at, labels, headline, charset, published, front_matter)
    return _documents(source, format, statement, every=True)


class _Stated(NamedTuple):
    """What the caller says of a source."""

    url: str | None
    at: datetime | None
    labels: Mapping[str, str] | None
    headline: str | None
    charset: str | None
    published: str | None
    front_matter: Mapping[str, str] | None


def refuse_time(at: datetime) -> None:
    """Raise ConfigError for a time of reading that no date can be worked out by."""
    offset = at.utcoffset()
    if offset is None or offset.seconds % 60:
        raise ConfigError(f"{at.isoformat()}: needs an offset in hours and minutes, as in 2031-05-04T16:15:00-04:00")
    if not _FIRST_YEAR <= at.year <= _LAST_YEAR:
        raise ConfigError(f"{at.isoformat()}: must be a time between the years {_FIRST_YEAR} and {_LAST_YEAR}")


def _documents(
    content: bytes | str | PathLike[str] | Source,
    format: str | None,
    statement: _Stated,
    *,
    every: bool,
) -> list[Document]:
    source = Source.of(content, url=statement.url)
    if statement.charset and not source.charset:
        source = Source(source.data, source.name, source.url, statement.charset)
    at, labels = statement.at, statement.labels
    if at is not None:
        refuse_time(at)
    published = rfc3339(statement.published)
    if statement.published and not published:
        raise ConfigError(f"{statement.published!r}: is no date; write it like 2031-05-04")
    row = readable(format) if format else format_of(source)
    known_labels = Labels.of(labels) if labels else Labels()
    own_headline = one_line(statement.headline or "") or None
    keys = statement.front_matter
    pairs = _read(source, row, lambda: Report(source.name, known_labels, at, own_headline, keys), every=every)
    if source.url:
        pairs = [(_at_address(source.url, article, report), report) for article, report in pairs]
    if published:
        pairs = [(replace(article, published=article.published or published), report) for article, report in pairs]
    return [Document(article, source, row.name, report) for article, report in pairs]


def _read(source: Source, row: Format, report_of: Callable[[], Report], *, every: bool) -> list[tuple[Article, Report]]:
    try:
        with _collector_resting(len(source.data) >= _LARGE):
            if every and row.several:
                return list(row.reader.read_all(source, report_of))
            report = report_of()
            return [(row.reader.read(source, report), report)]
    except ReadError as error:
        error.format = row.name
        if isinstance(source.data, str) and "\n" not in source.data and format_of_path(source.data):
            error.message += f"; to read the file, hand in Path({source.data[:200]!r})"
            error.args = (error.message,)
        raise
    except UnfitError as error:
        raise ReadError(str(error), format=row.name) from None


def _at_address(url: str, article: Article, report: Report) -> Article:
    """The article, found at an address, which is its own where it names none; an unfit one is told."""
    address = safe_address(url)
    if not address:
        report.refused(url, None)
    return replace(article, url=address) if address and not article.url else article


@contextmanager
def _collector_resting(rest: bool) -> Iterator[None]:
    """Hold the garbage collector while a large tree grows: nothing in it is garbage, and it walks all of it."""
    rest = rest and gc.isenabled()
    if rest:
        gc.disable()
    try:
        yield
    finally:
        if rest:
            gc.enable()
