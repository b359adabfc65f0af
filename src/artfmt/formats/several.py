"""Sources that hold several articles: which one is read, and what is said of the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from artfmt.model.article import Article
from artfmt.reading.document import Report
from artfmt.source.diagnostics import Severity
from artfmt.source.errors import ReadError

Entry = TypeVar("Entry")


def first_of(
    entries: Sequence[Entry], read: Callable[[Entry, Report], Article], title: Callable[[Entry], str], report: Report
) -> Article:
    """The article of the first entry; that the others are left out is told, by their titles.

    Raises ReadError where there are none, or the first is no article.
    """
    if not entries:
        raise ReadError("holds no article")
    article = read(entries[0], report)
    for entry in entries[1:]:
        message = f'left out another story, "{title(entry)[:60]}": read all of them with --all, or read_all'
        report.notice("more-stories", Severity.WARNING, message, None, title(entry))
    return article


def each_of(
    entries: Sequence[Entry],
    read: Callable[[Entry, Report], Article],
    title: Callable[[Entry], str],
    report_of: Callable[[], Report],
) -> Iterator[tuple[Article, Report]]:
    """The article of each entry with a report of its own; an entry that is none is told in the next one's report.

    Raises ReadError where none is an article.
    """
    why: list[tuple[str, str]] = []
    count = 0
    for entry in entries:
        report = report_of()
        try:
            article = read(entry, report)
        except ReadError as error:
            why.append((title(entry), error.message))
            continue
        for name, message in why if not count else ():
            report.left_out(name or "an entry", None, message)
        count += 1
        yield article, report
    if not count:
        raise ReadError(f"holds no article: {why[0][0]!r} {why[0][1]}" if why else "holds no article")
