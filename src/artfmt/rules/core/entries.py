"""What is known of each article of a run, for the rules that compare articles."""

from __future__ import annotations

import marshal
import re
import zlib
from collections.abc import Callable, Collection, Iterator
from os.path import dirname, realpath, relpath
from typing import NamedTuple

# The rules that compare articles.
COMPARING = ("duplicate-headline", "duplicate-id", "related-missing")


class Entry(NamedTuple):
    """One article of a run.

    ``related`` are the addresses of its related stories, None for one without; ``asked`` tells that findings are wanted
    of it, and that it is not only there to be compared with.
    """

    path: str
    type: str
    headline: str
    id: str | None = None
    url: str | None = None
    related: tuple[str | None, ...] = ()
    published: str | None = None
    asked: bool = True


class Entries(Collection[Entry]):
    """The articles of a run as they come, packed where they are many, so that they need a tenth of the memory."""

    _MOST_PLAIN = 4096

    def __init__(self) -> None:
        self._plain: list[Entry] = []
        self._packed: list[bytes] = []

    def add(self, entry: Entry) -> None:
        """Add an article."""
        self._plain.append(entry)
        if len(self._plain) == self._MOST_PLAIN:
            self._packed.append(zlib.compress(marshal.dumps([tuple(some) for some in self._plain]), 1))
            self._plain = []

    def __iter__(self) -> Iterator[Entry]:
        for pack in self._packed:
            yield from map(Entry._make, marshal.loads(zlib.decompress(pack)))  # noqa: S302
        yield from self._plain

    def __len__(self) -> int:
        return self._MOST_PLAIN * len(self._packed) + len(self._plain)

    def __contains__(self, entry: object) -> bool:
        return any(other == entry for other in self)


class Remark(NamedTuple):
    """What a rule that compares has to say of a part of one article."""

    path: str
    pointer: str
    message: str


_SUFFIX = re.compile(r"(?:\.(?:ans|ninjs))?\.[^.]*\Z")  # ".ans.json" is one


def _stem(path: str) -> str:
    return _SUFFIX.sub("", realpath(path))


def twice(entries: Collection[Entry], key: Callable[[Entry], str | None]) -> Iterator[tuple[Entry, str]]:
    """Each entry whose key another one has that comes before it, with the path of the first of them.

    Those that are only compared with come before those that were asked for, else the paths decide. Files that differ in
    their suffix only are one story in several formats, and no pair.
    """
    numbers, again = set[int](), set[int]()  # of very many articles, no more than numbers is held
    for number in (hash(key(entry)) for entry in entries):
        (again if number in numbers else numbers).add(number)
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        value = key(entry)
        if value is not None and hash(value) in again:
            groups.setdefault(value, []).append(entry)
    for group in groups.values():
        group.sort(key=lambda entry: (entry.asked, entry.path))
        other = group[0].path
        for entry in group[1:]:
            if other != entry.path and _stem(other) != _stem(entry.path):
                # As the file itself would name it, so that the message does not hang on where artfmt runs.
                yield entry, relpath(other, dirname(entry.path) or ".")
