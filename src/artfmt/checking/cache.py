"""A cache of what checking told, keyed by content, configuration and version; one SQLite file.

A file that has lain unchanged, by its inode, size and times, is not read again to learn its content. The cache may be
lost, damaged, locked by another run or unwritable at any time: then it holds nothing, and the work is done.
"""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any, NamedTuple, TypeAlias

from artfmt._version import __version__
from artfmt.source.digests import blake2b
from artfmt.source.git import is_tracked

_TABLES = {"records": "key BLOB PRIMARY KEY, record TEXT", "files": "file BLOB PRIMARY KEY, status BLOB, key BLOB"}
_MOST_RECORDS = 500_000
_PATIENCE = 2.0  # seconds to wait for another run's writing
Key: TypeAlias = bytes


def default_folder() -> str:
    """``ARTFMT_CACHE_DIR``, or the folder ``artfmt`` beneath ``XDG_CACHE_HOME`` or ``~/.cache``."""
    folder = os.environ.get("ARTFMT_CACHE_DIR")
    above = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return folder or os.path.join(above, "artfmt")


def key_of(*parts: bytes) -> Key:
    """The key of what depends on these parts and on this version of artfmt."""
    digest = blake2b(_version(), digest_size=20)
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.digest()


_VERSIONS: list[bytes] = []


def _version() -> bytes:
    """The version of artfmt that runs: its number and when it was installed, or last changed in a checkout."""
    if not _VERSIONS:
        package = os.path.dirname(__file__)
        newest = os.stat(__file__).st_mtime_ns
        if os.path.basename(os.path.dirname(package)) == "src":
            for folder, below, names in os.walk(package):
                below[:] = [name for name in below if name != "__pycache__"]
                newest = max([newest, *(os.stat(os.path.join(folder, name)).st_mtime_ns for name in names)])
        _VERSIONS.append(f"{__version__} {newest}".encode())
    return _VERSIONS[0]


def _is_own(path: str) -> bool:
    """Whether a file is this user's, and none that a repository brought along: what it says is believed."""
    try:
        status = os.lstat(path)
    except OSError:
        return False
    is_users = not hasattr(os, "getuid") or status.st_uid == os.getuid()
    return is_users and stat.S_ISREG(status.st_mode) and not is_tracked(path)


class Seen(NamedTuple):
    """A file as it lies there: which one it is, for what it is asked, and its size and times."""

    file: bytes
    status: bytes


class Cache:
    """Texts by their keys, and the keys of files by their status, in one file in a folder; made with the first text."""

    def __init__(self, folder: str) -> None:
        self._path = os.path.join(folder, "check.sqlite")
        self._file: sqlite3.Connection | None = None
        self._new: dict[Key, str] = {}
        self._seen: dict[bytes, tuple[bytes, Key]] = {}
        self._usable = True
        if os.path.lexists(self._path):
            self._usable = _is_own(self._path)
            if self._usable:
                self._open()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to be found."""
        return self._file is None

    def get(self, keys: Iterable[Key]) -> Mapping[Key, str]:
        """The texts of those keys that have one; at most some hundred keys."""
        rows = self._selected("SELECT key, record FROM records WHERE key", tuple(keys))
        return {key: str(record) for key, record in rows}

    def unchanged(self, files: Iterable[Seen]) -> Mapping[bytes, Key]:
        """The keys of those files that lie there as they did when they were seen last; at most some hundred files."""
        status_of = dict(files)
        rows = self._selected("SELECT file, status, key FROM files WHERE file", tuple(status_of))
        return {file: key for file, status, key in rows if status_of[file] == status}

    def _selected(self, query: str, values: Sequence[bytes]) -> list[tuple[Any, ...]]:
        """The rows whose column, with which a query ends, has one of some values."""
        if self._file is None or not values:
            return []
        try:
            return self._file.execute(f"{query} IN ({','.join('?' * len(values))})", values).fetchall()
        except sqlite3.Error:
            self._damaged()
            return []

    def see(self, file: Seen, key: Key) -> None:
        """Remember the key of a file as it lies there; it is written with ``save``."""
        self._seen[file.file] = file.status, key

    def put(self, key: Key, record: str) -> None:
        """Remember a text; it is written with ``save``."""
        self._new[key] = record

    def save(self) -> None:
        """Write what was put in, all of it or nothing."""
        new, self._new = self._new, {}
        files, self._seen = self._seen, {}
        if not (new or files) or not self._usable:
            return
        try:
            if self._file is None:
                self._create()
            if self._file is not None:
                with self._file:
                    self._file.executemany("INSERT OR REPLACE INTO records VALUES (?, ?)", new.items())
                    rows = ((file, status, key) for file, (status, key) in files.items())
                    self._file.executemany("INSERT OR REPLACE INTO files VALUES (?, ?, ?)", rows)
        except (sqlite3.Error, OSError):
            self._damaged()

    def close(self) -> None:
        """Write what is left, and let go of the file."""
        self.save()
        if self._file is not None:
            self._file.close()
            self._file = None

    def _create(self) -> None:
        os.makedirs(os.path.dirname(self._path), exist_ok=True)
        self._open()
        if self._file is None and self._usable:
            raise sqlite3.DatabaseError

    def _open(self) -> None:
        try:
            # Nothing is lost with the file, so no writing waits for the disk.
            self._file = sqlite3.connect(self._path, timeout=_PATIENCE)
            self._file.execute("PRAGMA synchronous = OFF")
            for table, columns in _TABLES.items():
                self._file.execute(f"CREATE TABLE IF NOT EXISTS {table} ({columns}) WITHOUT ROWID")
                query = f"SELECT count(*) FROM (SELECT 1 FROM {table} LIMIT ?)"  # noqa: S608
                (count,) = self._file.execute(query, (_MOST_RECORDS,)).fetchone()
                if count >= _MOST_RECORDS:
                    self._file.execute(f"DELETE FROM {table}")  # noqa: S608
        except (sqlite3.Error, OSError):
            self._damaged()

    def _damaged(self) -> None:
        """Do without the cache, and take a file away that is none, so that the next run has one."""
        self._usable = False
        is_damaged = True
        if self._file is not None:
            with suppress(sqlite3.Error):
                is_damaged = self._file.execute("PRAGMA quick_check").fetchone() != ("ok",)
            self._file.close()
            self._file = None
        if is_damaged:
            with suppress(OSError):
                os.unlink(self._path)
