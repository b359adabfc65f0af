"""What is known of each article of a run, for the rules that compare articles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from os.path import dirname, realpath, relpath, splitext
from typing import NamedTuple

# The rules that compare articles.
COMPARING = ("duplicate-headline", "duplicate-id", "related-missing")


class Entry(NamedTuple):
    """One article of a run; ``related`` are the addresses of its related stories, None for one without."""

    path: str
    type: str
    headline: str
    id: str | None = None
    url: str | None = None
    related: tuple[str | None, ...] = ()


class Told(NamedTuple):
    """What a rule that compares has to say of a part of one article."""

    path: str
    pointer: str
    message: str


def twice(entries: Iterable[Entry], key: Callable[[Entry], str | None]) -> Iterator[tuple[Entry, str]]:
    """Each entry whose key one before it has, with the path of that one.

    Files that differ in their suffix only are one story in several formats, and no pair.
    """
    first: dict[str, str] = {}
    for entry in entries:
        found = key(entry)
        if found is None:
            continue
        other = first.setdefault(found, entry.path)
        if other != entry.path and splitext(realpath(other))[0] != splitext(realpath(entry.path))[0]:
            # As the file itself would name it, so that the message does not hang on where artfmt runs.
            yield entry, relpath(other, dirname(entry.path) or ".")
