"""What a run has done for certain, in a small database beside its output: ``NAME.journal``.

It holds what was asked for, the state of the last checkpoint, and the names that a tree of files has given away. All of
one checkpoint is written or none of it, and only one run at a time can have it open.
"""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import suppress
from typing import Any, NamedTuple, Self

from artfmt.batch.inputs import InputPlace
from artfmt.source.errors import ConfigError

_TABLES = """
CREATE TABLE IF NOT EXISTS told (name TEXT PRIMARY KEY, value TEXT);
CREATE TABLE IF NOT EXISTS names (name TEXT PRIMARY KEY) WITHOUT ROWID;
"""
SUFFIX = ".journal"


class LockedError(ConfigError):
    """Another run has the journal open."""


class Checkpoint(NamedTuple):
    """How far a run is: the last document, the output's state, the counts, and whether it is at its end."""

    place: InputPlace | None
    output: str
    counts: dict[str, Any]
    done: bool = False


class Journal:
    """The journal of one output.

    ``asked`` is what the run is to do: with ``check``, the journal of another run is refused.
    """

    def __init__(self, path: str | None, request: dict[str, Any], *, check: bool = True) -> None:
        self._path = path
        self._file = _connected(path or ":memory:")
        if check:
            self._check(json.loads(json.dumps(request)))

    def _check(self, request: dict[str, Any]) -> None:
        before = self.remembered("asked", request)
        other = next((name for name in request if before.get(name) != request[name]), None)
        if other:
            self.close()
            message = f"the run that stopped was asked for {other} {before.get(other)}, this one for {request[other]}"
            raise ConfigError(f"{self._path}: {message}: ask for the same, or start anew with --force")

    def remembered(self, name: str, value: Any) -> Any:
        """What was told under a name when the run began; ``value`` where it begins now."""
        stored = self._get(name)
        if stored is None:
            self._put(name, value)
            return value
        return stored

    @property
    def checkpoint(self) -> Checkpoint | None:
        """How far the run is for certain; None where it has just begun."""
        stored = self._get("checkpoint")
        if stored is None:
            return None
        place, *rest = stored
        return Checkpoint(InputPlace(*place) if place else None, *rest)

    def save(self, checkpoint: Checkpoint) -> None:
        """Make a checkpoint certain, with all names that were taken before it."""
        try:
            self._put("checkpoint", checkpoint)
            self._file.execute("COMMIT")
            self._file.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as error:
            raise ConfigError(f"{self._path}: {_told(error)}") from None

    def take(self, name: str) -> bool:
        """Whether a name was still free; it is taken now."""
        try:
            cursor = self._file.execute(
                "INSERT OR IGNORE INTO names VALUES (?)", (name.encode("utf-8", "surrogateescape"),)
            )
        except sqlite3.Error as error:
            raise ConfigError(f"{self._path}: {_told(error)}") from None
        return cursor.rowcount == 1

    def names(self) -> set[str]:
        """All names that were taken."""
        return {name.decode("utf-8", "surrogateescape") for (name,) in self._file.execute("SELECT name FROM names")}

    def close(self) -> None:
        """Let go; what was not made certain is forgotten."""
        self._file.close()

    def remove(self) -> None:
        """Remove the journal: the run is done."""
        self.close()
        if self._path:
            _unlink(self._path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _get(self, name: str) -> Any:
        try:
            row = self._file.execute("SELECT value FROM told WHERE name = ?", (name,)).fetchone()
            return json.loads(row[0]) if row else None
        except (sqlite3.Error, ValueError) as error:
            self.close()
            raise ConfigError(f"{self._path}: is damaged ({error}): start anew with --force") from None

    def _put(self, name: str, value: Any) -> None:
        self._file.execute("INSERT OR REPLACE INTO told VALUES (?, ?)", (name, json.dumps(value)))


def _connected(path: str) -> sqlite3.Connection:
    """The database at a path, open to nobody else. Raises ConfigError where it cannot be had so."""
    try:
        file = sqlite3.connect(path, timeout=0, isolation_level=None)
    except sqlite3.Error as error:
        raise ConfigError(f"{path}: {_told(error)}") from None
    try:
        file.executescript("PRAGMA synchronous = FULL; PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -4000;")
        file.execute("BEGIN EXCLUSIVE")
        file.executescript(_TABLES)
        file.execute("BEGIN EXCLUSIVE")
    except sqlite3.Error as error:
        file.close()
        if "locked" in str(error):
            raise LockedError(f"{path}: another run is writing this output") from None
        raise ConfigError(f"{path}: {_told(error)}") from None
    return file


def remove_journal(path: str) -> None:
    """Remove a journal, whole or damaged. Raises LockedError where a run has it open."""
    try:
        Journal(path, {}, check=False).remove()
    except LockedError:
        raise
    except ConfigError:
        _unlink(path)


def _unlink(path: str) -> None:
    for name in (path, f"{path}-journal"):  # the second is SQLite's own, which a kill may leave
        with suppress(FileNotFoundError):
            os.unlink(name)


def _told(error: sqlite3.Error) -> str:
    if "full" in str(error):
        return "no space left on the disk; make room and go on with --resume"
    return f"the journal cannot be used ({error}): start anew with --force"
