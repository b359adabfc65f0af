"""What Git knows of the files: which of them it ignores, and which differ from a base. Without Git, nothing."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from artfmt.source.errors import ConfigError
from artfmt.source.repository import repository

_LINK = "120000 "
_EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"  # what a repository without a commit differs from


def tracked_or_new(folder: str) -> list[str] | None:
    """The files below a folder that Git does not ignore, relative to it; None where the folder is in no repository."""
    paths = _git(folder, "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--deduplicate")
    return None if paths is None else paths


class Earlier(NamedTuple):
    """A file as it was before it was changed; ``renamed_from`` is its path then, where that was another."""

    content: bytes
    renamed_from: str | None = None


@dataclass(frozen=True)
class Changes:
    """What differs in a repository from the commit where a branch left another.

    ``fork`` is that commit, ``tip`` the other branch as it is now; ``paths`` are absolute.
    """

    root: str
    fork: str
    tip: str
    paths: list[str]

    def before(self, paths: Iterable[str]) -> dict[str, Earlier]:
        """Some of the files as they were, by their absolute paths; none for a file that is new."""
        wanted_paths = [os.path.relpath(path, self.root).replace(os.sep, "/") for path in paths]
        if not wanted_paths:
            return {}
        old_names = self._renamed()
        contents = _contents(self.root, [f"{self.fork}:{old_names.get(name, name)}" for name in wanted_paths])
        return {
            os.path.join(self.root, name): Earlier(content, old_names.get(name))
            for name, content in zip(wanted_paths, contents, strict=True)
            if content is not None
        }

    def names(self) -> list[str]:
        """The names of the files of the other branch, from the repository's top."""
        return [line.partition("\t")[2] for line in self._listing]

    def contents(self, names: Sequence[str]) -> list[bytes | None]:
        """The contents of files of the other branch, of links what they lead to there; None for one that is not."""
        if not names:
            return []
        links = {line.partition("\t")[2] for line in self._listing if line.startswith(_LINK)}
        contents = _contents(self.root, [f"{self.tip}:{name}" for name in names])
        targets = [
            _target_of(name, content) if content is not None and name in links else name
            for name, content in zip(names, contents, strict=True)
        ]
        again = _contents(self.root, [f"{self.tip}:{name}" for name in targets]) if targets != list(names) else contents
        return [None if name in links else content for name, content in zip(targets, again, strict=True)]

    @cached_property
    def _listing(self) -> list[str]:
        """The files of the other branch, as Git lists them."""
        return _git(self.root, "ls-tree", "-r", "-z", "--full-tree", self.tip) or []

    def _renamed(self) -> dict[str, str]:
        """The former names of files that have another name now."""
        status = _git(self.root, "diff", "-z", "-M", "--diff-filter=R", "--name-status", self.fork) or []
        return dict(zip(status[2::3], status[1::3], strict=True))


def changed_since(folder: str, base: str | None) -> Changes:
    """The files below a folder's repository that differ from where its branch left ``base``.

    Changes that are not committed count, and new files that Git does not ignore. ``base`` is a branch or commit;
    left out, it is the target of the merge request that a CI runs for, or else the last commit. Raises
    ConfigError where Git cannot tell.
    """
    top = _git(folder, "rev-parse", "--show-toplevel", separator="\n")
    if not top:
        raise ConfigError(f"{folder}: is not in a Git repository, so nothing tells what changed; leave --changed out")
    root = top[0]
    revision = base or target() or "HEAD"
    if revision.startswith("-"):
        raise ConfigError(f'"{revision}" is not a branch or commit')
    unborn = revision == "HEAD" and _git(root, "rev-parse", "--verify", "HEAD") is None
    fork = [_EMPTY_TREE] if unborn else _git(root, "merge-base", revision, "HEAD", separator="\n")
    if not fork:
        raise ConfigError(
            f'Git knows no common ancestor of "{revision}" and HEAD: fetch it first (in CI, fetch the whole history)'
        )
    paths = _git(root, "diff", "-z", "--name-only", "--diff-filter=d", "--no-renames", fork[0])
    new = _git(root, "ls-files", "-z", "--others", "--exclude-standard")
    if paths is None or new is None:
        raise ConfigError(f'Git cannot compare with "{revision}"')
    tip = fork[0] if unborn else revision
    return Changes(root, fork[0], tip, sorted({os.path.join(root, name) for name in (*paths, *new)}))


def _target_of(name: str, content: bytes) -> str:
    """The file that a link leads to, as the repository names it."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), os.fsdecode(content)))


def _contents(root: str, objects: Sequence[str]) -> list[bytes | None]:
    """The contents of objects of a repository, None for one that is not there."""
    import subprocess

    names = "".join(f"{name}\n" for name in objects if "\n" not in name).encode("utf-8", "surrogateescape")
    command = ("git", "-C", root, "cat-file", "--batch")
    answer = subprocess.run(command, input=names, capture_output=True, check=False).stdout  # noqa: S603
    contents: list[bytes | None] = []
    start = 0
    for name in objects:
        if "\n" in name:
            contents.append(None)
            continue
        end = answer.find(b"\n", start)
        head = answer[start:end].rsplit(b" ", 2)
        start = end + 1
        if len(head) == 3 and head[1] == b"blob":
            size = int(head[2])
            contents.append(answer[start : start + size])
            start += size + 1
        else:
            contents.append(None)
    return contents


def is_tracked(path: str) -> bool:
    """Whether a repository has a file in its index or at its last commit, and so brought it along."""
    folder = os.path.realpath(os.path.dirname(path))
    if repository(folder) is None:
        return False
    name = os.path.basename(path)
    return bool(_git(folder, "ls-files", "--", name) or _git(folder, "ls-tree", "--name-only", "HEAD", "--", name))


def target() -> str | None:
    """The base of the pull or merge request that a CI runs for."""
    if branch := os.environ.get("GITHUB_BASE_REF"):
        return f"origin/{branch}"
    return os.environ.get("CI_MERGE_REQUEST_DIFF_BASE_SHA") or None


def _git(folder: str, *arguments: str, separator: str = "\0") -> list[str] | None:
    """What Git prints, split; None where it fails or is missing."""
    import subprocess

    command: Sequence[str] = ("git", "-C", folder or ".", *arguments)
    try:
        process = subprocess.run(command, capture_output=True, check=False)  # noqa: S603
    except OSError:
        return None
    if b"dubious ownership" in process.stderr:
        raise ConfigError(
            f"{folder}: Git does not trust the repository of another user: git config --global --add safe.directory "
            f"{os.path.abspath(folder)}"
        )
    if process.returncode:
        return None
    return [part for part in os.fsdecode(process.stdout).split(separator) if part]
