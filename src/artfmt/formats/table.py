"""The table of formats, and reading and writing by it.

To add a format: a module in ``readers/`` with ``read(source, report)`` and/or one in ``writers/`` with
``write(article)``, and a line in ``FORMATS``. The order of the table decides which format a content is taken
for when several fit.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module
from os import PathLike
from os.path import splitext
from typing import TYPE_CHECKING, NamedTuple

from artfmt.source.errors import ConfigError, ReadError, UnknownFormatError

# The table is asked for suffixes by runs that read nothing: what reading takes is imported when it does.
if TYPE_CHECKING:
    from datetime import datetime

    from artfmt.model.article import Article
    from artfmt.reading.document import Document
    from artfmt.source.source import Source

_SNIFFED = 65536
_FIRST_YEAR, _LAST_YEAR = 1583, 9000
_LARGE = 100_000  # bytes or characters


class Format(NamedTuple):
    """One format: what it is called, by what its files are told, what can be done with it.

    ``suffixes`` start with a dot, the first being the one that output gets; ``looks_like`` is a pattern that
    the beginning of a content has; ``lossless`` tells that reading what was written gives the article back.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    reads: bool
    writes: bool
    lossless: bool
    looks_like: str = ""


FORMATS: tuple[Format, ...] = (
    Format("json", "JSON under the article schema", (".json",), True, True, True, r"[{\[]"),
    Format(
        "jats",
        "JATS XML, Archiving and Interchange 1.1",
        (".xml",),
        True,
        True,
        True,
        r"<\?xml|<article[^>]*dtd-version",
    ),
    Format(
        "html",
        "HTML: a complete page; a fragment holds what is seen of it",
        (".html", ".htm"),
        True,
        True,
        True,
        r"(?i:<!doctype html|<html[\s>]|<article[\s>]|<head[\s>]|<body[\s>])",
    ),
    Format(
        "markdown",
        "Markdown with YAML front matter",
        (".md", ".markdown"),
        True,
        True,
        True,
        r"---\n(?:.*\n)+?---\n|\+\+\+\n|#{1,6} (?!yaml-language-server:)",
    ),
    Format(
        "yaml",
        "YAML under the article schema",
        (".yaml", ".yml"),
        True,
        True,
        True,
        r"(?:#.*\n|---\n|\s)*[\"']?(?:version|type|headline|body)[\"']?:(?:\s|$)",
    ),
    Format("text", "Text: copied from a page or a mail, and for people to read", (".txt",), True, True, False),
)
_BY_NAME = {each.name: each for each in FORMATS}


def format_named(name: str) -> Format:
    """The format of a name. Raises UnknownFormatError for a name that is not in the table."""
    if name not in _BY_NAME:
        raise UnknownFormatError(f'there is no format "{name}"; the formats are {", ".join(_BY_NAME)}')
    return _BY_NAME[name]


def format_of_path(path: str) -> Format | None:
    """The format that a file's name tells by its suffix, or None."""
    suffix = splitext(path)[1].lower()
    return next((each for each in FORMATS if suffix in each.suffixes), None)


def format_of_content(source: Source) -> Format:
    """The format that a content looks like; raw text where it looks like none."""
    text = source.beginning(_SNIFFED).lstrip("\ufeff \t\r\n").replace("\r\n", "\n")
    found = (each for each in FORMATS if each.looks_like and re.match(each.looks_like, text))
    return next(found, _BY_NAME["text"])


def format_of(source: Source) -> Format:
    """The format of a source: that of its name's suffix, else the one its content looks like."""
    return format_of_path(source.name) or format_of_content(source)


def read(
    source: bytes | str | PathLike[str] | Source,
    format: str | None = None,
    *,
    url: str | None = None,
    at: datetime | None = None,
    labels: Mapping[str, str] | None = None,
) -> Document:
    """Read one article.

    ``source`` is the content as bytes or str, or the Path of a file. ``format`` is a name from the table of
    formats; left out, it is told from the file's suffix, else from the content. ``url`` is where the article
    was found: the article's own address if the source names none. ``at`` is the time of reading, with its offset:
    dates that hang on it ("3 hours ago") are worked out by it, and stay as written without it. ``labels`` are a
    house's own lead-in labels and their kinds ({"Our take": "takeaway"}), beside those that artfmt knows.

    Returns a Document: the article, and notices of what the reader left out or guessed. Raises ReadError
    where there is no article to be had, UnknownFormatError for a format that cannot be read, ConfigError for a
    ``url`` that is no address or an ``at`` without an offset, and OSError for a Path that cannot be opened.
    """
    return _documents(source, format, url, at, labels, every=False)[0]


def read_all(
    source: bytes | str | PathLike[str] | Source,
    format: str | None = None,
    *,
    url: str | None = None,
    at: datetime | None = None,
    labels: Mapping[str, str] | None = None,
) -> list[Document]:
    """Read every story of a source, which only raw text has several of: a Document for each, in order.

    Takes and raises what ``read`` does.
    """
    return _documents(source, format, url, at, labels, every=True)


def refuse_time(at: datetime) -> None:
    """Raise ConfigError for a time of reading that no date can be worked out by."""
    offset = at.utcoffset()
    if offset is None or offset.seconds % 60:
        raise ConfigError(f"{at.isoformat()}: needs an offset in hours and minutes, as in 2031-05-04T16:15:00-04:00")
    if not _FIRST_YEAR <= at.year <= _LAST_YEAR:
        raise ConfigError(f"{at.isoformat()}: must be a time between the years {_FIRST_YEAR} and {_LAST_YEAR}")


def _documents(
    source: bytes | str | PathLike[str] | Source,
    format: str | None,
    url: str | None,
    at: datetime | None,
    labels: Mapping[str, str] | None,
    *,
    every: bool,
) -> list[Document]:
    from artfmt.source.source import Source

    source = Source.of(source)
    source.url = url
    if at is not None:
        refuse_time(at)
    chosen = format_named(format) if format else format_of(source)
    if not chosen.reads:
        readable = ", ".join(each.name for each in FORMATS if each.reads)
        raise UnknownFormatError(f"{chosen.name} cannot be read; formats that can are {readable}")
    module = import_module(f"artfmt.formats.{chosen.name}.reader")
    from artfmt.language.labels import Labels
    from artfmt.model.article import UnfitError
    from artfmt.reading.document import Document, Report

    known = Labels.of(labels) if labels else Labels()

    def report_of() -> Report:
        return Report(source.name, known, at)

    try:
        with _collector_resting(len(source.data) >= _LARGE):
            if every and hasattr(module, "read_all"):
                made = list(module.read_all(source, report_of))
            else:
                report = report_of()
                made = [(module.read(source, report), report)]
    except ReadError as error:
        error.format = chosen.name
        if isinstance(source.data, str) and "\n" not in source.data and format_of_path(source.data):
            error.message += f"; to read the file, hand in Path({source.data[:200]!r})"
            error.args = (error.message,)
        raise
    except UnfitError as error:
        raise ReadError(str(error), format=chosen.name) from None
    if url:
        made = [(article if article.url else replace(article, url=_own_address(url)), told) for article, told in made]
    return [Document(article, source, chosen.name, told) for article, told in made]


def _own_address(url: str) -> str:
    from artfmt.model.urls import safe_address

    address = safe_address(url)
    if not address:
        raise ConfigError(f"{url[:200]}: is no address that an article can have")
    return address


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


def write(article: Article, format: str, *, fragment: bool = False) -> str:
    """The article as text in a format (a name from the table).

    ``fragment`` leaves out what is around the article: for HTML, the ``<article>`` element alone.

    Raises UnknownFormatError for a format that cannot be written, or has no fragments.
    """
    chosen = writable(format)
    module = import_module(f"artfmt.formats.{chosen.name}.writer")
    writer = getattr(module, "write_fragment", None) if fragment else module.write
    if writer is None:
        raise UnknownFormatError(f"{chosen.name} has no fragments; html has")
    text: str = writer(article)
    return text


def writable(name: str) -> Format:
    """The format of a name, which can be written. Raises UnknownFormatError for one that is not or cannot."""
    chosen = format_named(name)
    if not chosen.writes:
        names = ", ".join(each.name for each in FORMATS if each.writes)
        raise UnknownFormatError(f"{chosen.name} cannot be written; formats that can are {names}")
    return chosen


def convert(source: bytes | str | PathLike[str] | Source, to: str, format: str | None = None) -> str:
    """Read a source (as ``read`` does) and write its article in the format ``to``."""
    return write(read(source, format).article, to)
