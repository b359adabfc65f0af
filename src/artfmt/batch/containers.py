"""The files that the arguments of a batch name, found as it goes, and what kind of container each is."""

from __future__ import annotations

import glob
import os
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from artfmt.formats.table import READABLE_SUFFIXES
from artfmt.source.errors import ConfigError
from artfmt.source.files import STANDARD_INPUT, fixed_root, is_pattern, is_walked, walk

# What holds many documents, by suffix; the modules that read them are named for the kinds.
KINDS = {
    ".jsonl": "lines",
    ".ndjson": "lines",
    ".warc": "warc",
    ".parquet": "tables",
    ".arrow": "tables",
    ".arrows": "tables",
    ".feather": "tables",
    ".mbox": "mailbox",
    ".rss": "feed",
    ".atom": "feed",
    ".wxr": "feed",
}
SINGLE = "single"
COMPRESSIONS = {".gz": "gzip", ".zst": "zstd", ".bz2": "bz2", ".lz4": "lz4"}


class Container(NamedTuple):
    """A file (or standard input) that holds documents.

    ``path`` is as the user would write it, ``below`` its path below the argument that named it; ``kind`` is one of
    ``KINDS``, or ``SINGLE`` for a document by itself; ``compression`` is a name that ``pyarrow`` knows, or None;
    ``suffix`` tells the format of a single document, without that of the compression; ``root`` is the folder, or that
    of the glob, in which it was found, "" where it was named itself.
    """

    path: str
    below: str
    kind: str = SINGLE
    compression: str | None = None
    suffix: str = ""
    root: str = ""

    @classmethod
    def of(cls, path: str, below: str, root: str = "") -> Container:
        """The container at a path, by its name."""
        stem, suffix = os.path.splitext(path.lower())
        compression = COMPRESSIONS.get(suffix)
        inner = os.path.splitext(stem)[1] if compression else suffix
        return cls(path, below, KINDS.get(inner, SINGLE), compression, inner, root)

    @property
    def stem(self) -> str:
        """``below`` without its suffixes: what an output of a single document is named after."""
        name = os.path.splitext(self.below)[0] if self.compression else self.below
        return os.path.splitext(name)[0]


def containers(arguments: Iterable[str], passed_over: Collection[str] = ()) -> Iterator[Container]:
    """The files that arguments name, each once, those of a folder by name, found as they are asked for.

    An argument is a file, a folder (all files below it that can be read or hold documents, but hidden ones), a glob, or
    "-". ``passed_over`` are real paths of files and folders that are not meant: those of the output. What a folder
    holds and nobody can look into is a container too, which its opening will tell. Raises ConfigError for an argument
    that names nothing: at once, but for a folder, which is looked through when its turn comes.
    """
    expanded = [_expanded(argument, passed_over) for argument in arguments]
    seen_paths: set[str] = set()
    folders: list[str] = []
    for some, folder in expanded:
        for container in some:
            path = os.path.abspath(container.path)
            if path not in seen_paths and not any(_is_found(path, above) for above in folders):
                yield container
                if folder is None:
                    seen_paths.add(path)
        if folder is not None:
            folders.append(os.path.abspath(folder))


def _expanded(argument: str, passed_over: Collection[str]) -> tuple[Iterator[Container], str | None]:
    """The files of an argument, and the folder that it is."""
    if argument == STANDARD_INPUT:
        return iter([Container(STANDARD_INPUT, "standard-input")]), None
    if os.path.isdir(argument):
        return _in_folder(argument, passed_over), argument
    if not os.path.lexists(argument) and is_pattern(argument):
        paths = sorted(path for path in glob.iglob(argument, recursive=True) if os.path.isfile(path))
        paths = [path for path in paths if not _is_passed_over(path, passed_over)]
        if not paths:
            raise ConfigError(f"{argument}: no file matches this pattern")
        root = fixed_root(argument)
        return (Container.of(path, os.path.relpath(path, root), root) for path in paths), None
    if not os.path.exists(argument):
        raise ConfigError(f"{argument}: there is no such file or folder; is the path right?")
    return iter([Container.of(argument, os.path.basename(argument))]), None


def _in_folder(folder: str, passed_over: Collection[str]) -> Iterator[Container]:
    any_found = False
    for path in walk(folder, _is_meant, passed_over, with_lost=True):
        if not _is_passed_over(path, passed_over):
            any_found = True
            yield Container.of(path, os.path.relpath(path, folder), folder)
    if not any_found:
        raise ConfigError(f"{folder}: holds no file that artfmt reads")


def _is_passed_over(path: str, passed_over: Collection[str]) -> bool:
    if not passed_over:
        return False
    real = os.path.realpath(path)
    return real in passed_over or real.startswith(tuple(folder + os.sep for folder in passed_over))


def _is_found(path: str, folder: str) -> bool:
    """Whether looking through a folder finds the file at a path; both are absolute."""
    if not path.startswith(folder.rstrip(os.sep) + os.sep):
        return False
    *above, name = os.path.relpath(path, folder).split(os.sep)
    if not _is_meant(name) or not all(is_walked(place) for place in (*above, name)):
        return False
    within = folder
    for place in above:
        within = os.path.join(within, place)
        if os.path.islink(within):
            return False
    return True


def _is_meant(name: str) -> bool:
    container = Container.of(name, name)
    return container.kind != SINGLE or container.suffix in READABLE_SUFFIXES
