"""Files that are read: which ones the arguments name, and what is no file to read."""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, Protocol

from artfmt.source.errors import ConfigError

if TYPE_CHECKING:
    from artfmt.source.git import Earlier
    from artfmt.source.source import Source

STANDARD_INPUT = "-"
_LARGEST = 256 << 20  # bytes
# Folders of what programs made or fetched, which nobody wrote.
_MADE_FOLDERS = frozenset({"__pycache__", "bower_components", "node_modules", "site-packages", "venv"})


class Input(NamedTuple):
    """One document to read: a file or standard input.

    ``path`` is as the user would write it; ``root`` is the folder, or that of the glob, which named it, "" where it was
    named itself; ``data`` is its content where it was read already, as that of standard input; ``walked`` tells that it
    was found in a folder and not named; ``passed_over`` that it is not to be checked although it was handed in;
    ``before`` is the file as Git has it from before a change, where that is known.
    """

    path: str
    root: str = ""
    data: bytes | None = None
    walked: bool = False
    passed_over: bool = False
    before: Earlier | None = None

    @property
    def below(self) -> str:
        """Its path below the folder or glob that named it, its name where it was named itself."""
        if self.path == STANDARD_INPUT:
            return "article"
        if not self.root:
            return os.path.basename(self.path)
        above = "" if self.root == os.curdir else os.path.join(self.root, "")
        return self.path[len(above) :] if self.path.startswith(above) else os.path.relpath(self.path, self.root)

    def content(self) -> bytes:
        """The bytes of the file. Raises ConfigError where it cannot be read."""
        if self.data is not None:
            return self.data
        try:
            with open_file(self.path, self.root) as file:
                data = file.read(_LARGEST + 1)
        except OSError as error:
            raise ConfigError(f"{self.path}: cannot be read: {told(error)}") from None
        if len(data) > _LARGEST:
            raise ConfigError(f"{self.path}: is larger than {_LARGEST >> 20} MB: that is not an article")
        return data

    def source(self) -> Source:
        """The content with its name. Raises ConfigError where it cannot be read."""
        from artfmt.source.source import Source

        return Source(self.content(), self.path)


_CURES = {
    errno.EACCES: "permission denied; may you read and write there?",
    errno.EPERM: "permission denied; may you read and write there?",
    errno.ENOSPC: "no space left on the disk; make room or choose another place",
    errno.EISDIR: "it is a folder; name a file",
    errno.ENOTDIR: "a file stands where a folder must be; choose another place",
    errno.ENOENT: "the file no longer exists",
    errno.EXDEV: "it is a link out of the folder; name what it leads to",
    errno.ESPIPE: "it is a named pipe, which may wait for ever; send what it gives to standard input",
}


def open_file(path: str, root: str = "") -> BinaryIO:
    """A file to read; ``root`` is the folder in which it was found, "" where somebody named it.

    Raises OSError where it cannot be opened, for a named pipe, and where a link below ``root`` leads out of it. The
    pipes of a shell's ``<(command)`` lie in ``/dev`` or ``/proc`` and are read.
    """
    if root and _has_link(path, root) and not lies_in(os.path.realpath(path), os.path.realpath(root)):
        raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))
    # Without O_NONBLOCK, opening a named pipe waits until somebody writes into it.
    anonymous = path.startswith(("/dev/", "/proc/"))
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | (0 if anonymous else getattr(os, "O_NONBLOCK", 0))
    file = open(os.open(path, flags), "rb")  # noqa: SIM115
    if not anonymous and stat.S_ISFIFO(os.fstat(file.fileno()).st_mode):
        file.close()
        raise OSError(errno.ESPIPE, os.strerror(errno.ESPIPE))
    return file


def _has_link(path: str, folder: str) -> bool:
    while path not in (folder, above := os.path.dirname(path)):  # the top of all folders is its own folder
        if os.path.islink(path):
            return True
        path = above
    return False


def read_small(path: str, most: int, *, by_user: bool) -> bytes:
    """The bytes of a file that says how artfmt is to work, which another's pull request may have changed.

    One that is named ``by_user`` may be a pipe. Raises OSError where it cannot be read, and ConfigError where it is
    not a regular file or holds more than ``most`` bytes.
    """
    try:
        file = open_file(path)
    except OSError as error:
        if error.errno == errno.ESPIPE:
            raise ConfigError(f"{path}: is not a regular file") from None
        raise
    with file:
        if not by_user and not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise ConfigError(f"{path}: is not a regular file")
        data = file.read(most + 1)
    if len(data) > most:
        raise ConfigError(f"{path}: is larger than {most // 1_000_000} MB, which is too much for such a file")
    return data


def told(error: OSError) -> str:
    """What went wrong with a file, and what to do."""
    if error.errno is None:
        return str(error)
    return _CURES.get(error.errno or 0) or f"{error.strerror or error}; is the place what it should be?"


class Choice(Protocol):
    """Which files are meant: of those found in folders, and of those that were named."""

    def wants(self, path: str) -> bool: ...

    def ignores(self, path: str) -> bool: ...


def find_inputs(
    arguments: Iterable[str],
    suffixes: Collection[str],
    *,
    passed_over: str | None = None,
    choice: Choice | None = None,
) -> tuple[list[Input], list[str]]:
    """The documents that arguments name, each once, and a sentence for each argument that names none.

    An argument is a file, a folder (all files below it with one of the ``suffixes``, but hidden ones), a glob, or "-".
    ``passed_over`` is a folder whose files are meant only where they are named: that of the outputs. ``choice``
    leaves out files that a configuration or Git ignores.
    """
    apart = os.path.realpath(passed_over) if passed_over else None
    groups: list[list[Input]] = []
    problems: list[str] = []
    for argument in arguments or (STANDARD_INPUT,):
        try:
            groups.append(_expand(argument, suffixes, apart, choice))
        except ConfigError as error:
            problems.append(str(error))
    if len(groups) == 1:  # which names no file twice
        return groups[0], problems
    once: dict[str, Input] = {}
    for input in chain.from_iterable(groups):
        once.setdefault(os.path.normpath(input.path), input)
    return list(once.values()), problems


_ADDRESS = re.compile(r"https?://", re.IGNORECASE)


def _expand(argument: str, suffixes: Collection[str], passed_over: str | None, choice: Choice | None) -> list[Input]:
    if argument == STANDARD_INPUT:
        return [Input(STANDARD_INPUT)]
    if os.path.isdir(argument):
        inputs = list(_below(argument, suffixes, passed_over))
        if choice and inputs:
            return _meant(argument, inputs, choice)
        if not inputs:
            raise ConfigError(f"{argument}: holds no file that artfmt reads ({', '.join(sorted(suffixes))})")
        return inputs
    if not os.path.lexists(argument) and is_pattern(argument):
        import glob

        root = fixed_root(argument)
        # A set, as "**/**" gives a file several times.
        matches = sorted({path for path in glob.iglob(argument, recursive=True) if os.path.isfile(path)})
        if not matches:
            raise ConfigError(f"{argument}: no file matches this pattern")
        return [Input(path, root) for path in matches if not (choice and choice.ignores(path))]
    if _ADDRESS.match(argument):
        how = f"curl -sSL {argument} | artfmt convert -f html -t markdown"
        raise ConfigError(f"{argument}: is an address, and artfmt fetches nothing; download it first: {how}")
    if not os.path.exists(argument):
        raise ConfigError(f"{argument}: there is no such file or folder; is the path right?")
    return [] if choice and choice.ignores(argument) else [Input(argument)]


def _meant(folder: str, inputs: list[Input], choice: Choice) -> list[Input]:
    """The files of a folder that neither Git nor the configuration ignores."""
    from artfmt.source.git import tracked_or_new

    tracked = tracked_or_new(folder)
    if tracked is not None:
        paths = {os.path.normpath(name) for name in tracked}
        inputs = [input for input in inputs if input.below in paths or _is_within(input.below, paths)]
    inputs = [input._replace(walked=True) for input in inputs if choice.wants(input.path)]
    if not inputs:
        raise ConfigError(
            f"{folder}: holds no file that is to be checked: what do files and ignore of .artfmt.yaml say?"
        )
    return inputs


def _is_within(path: str, paths: set[str]) -> bool:
    """Whether a file lies in what Git names by its folder alone: a repository within the repository."""
    while path := os.path.dirname(path):
        if path in paths:
            return True
    return False


def _below(folder: str, suffixes: Collection[str], passed_over: str | None) -> Iterator[Input]:
    for path in walk(folder, lambda name: os.path.splitext(name)[1].lower() in suffixes, {passed_over or ""}):
        yield Input(path, folder)


def other_files(folders: Iterable[str], is_meant: Callable[[str], bool]) -> Iterator[str]:
    """The paths of the files in those of some arguments that are folders, whose names are meant."""
    for folder in filter(os.path.isdir, folders):
        yield from walk(folder, is_meant)


def walk(
    folder: str, is_meant: Callable[[str], bool], passed_over: Collection[str] = (), *, with_lost: bool = False
) -> Iterator[str]:
    """The paths of the files below a folder whose names are meant, in the order of their names.

    Hidden files and folders, those that programs made, and folders at ``passed_over`` (real paths) are left out.
    ``with_lost`` gives the paths of links that lead nowhere and of folders that cannot be looked into, too.
    """
    waiting = ["" if folder == os.curdir else folder]
    while waiting:
        parent = waiting.pop()
        folders = []
        # Names alone, not os.walk: of a million files the first is to be had before all were looked at.
        names = _names(parent or os.curdir)
        if names is None and with_lost:
            yield parent
        for name in names or ():
            path = os.path.join(parent, name)
            if is_meant(name) and (os.path.isfile(path) or (with_lost and not os.path.exists(path))):
                yield path
            elif is_walked(name) and os.path.isdir(path) and not os.path.islink(path):
                folders.append(path)
        waiting += [
            folder_below
            for folder_below in reversed(folders)
            if not passed_over or os.path.realpath(folder_below) not in passed_over
        ]


def is_walked(name: str) -> bool:
    """Whether a folder of a name is looked into, or a file of it found: no hidden one, none that programs made."""
    return not name.startswith(".") and name not in _MADE_FOLDERS


def _names(folder: str) -> list[str] | None:
    """The names in a folder that are not hidden, in order; None where it cannot be looked into."""
    try:
        return sorted(name for name in os.listdir(folder) if not name.startswith("."))
    except OSError:
        return None


def lies_in(path: str, folder: str) -> bool:
    """Whether a path is a folder's or lies below it; both are absolute, and real where links are not to lead out."""
    return os.path.commonpath([path, folder]) == folder


def path_from(path: str, base: str) -> str:
    """A path from a folder, where it lies below it; else as it is."""
    absolute, root = os.path.abspath(path), os.path.abspath(base)
    return os.path.relpath(absolute, root) if lies_in(absolute, root) else path


def shown_path(path: str, base: str) -> str:
    """A path as other programs get it: from ``base`` where it lies below, with slashes, odd bytes spelled out."""
    name = path if path == STANDARD_INPUT else path_from(path, base)
    return os.fsencode(name).decode("utf-8", "backslashreplace").replace(os.sep, "/")


def is_pattern(part: str) -> bool:
    """Whether a path, or a part of one, is a glob."""
    return any(mark in part for mark in "*?[")


def fixed_root(pattern: str) -> str:
    """The folders of a glob before the first part that is a pattern."""
    parts = []
    for part in os.path.dirname(pattern).split(os.sep):
        if is_pattern(part):
            break
        parts.append(part)
    return os.sep.join(parts) or (os.sep if pattern.startswith(os.sep) else ".")
