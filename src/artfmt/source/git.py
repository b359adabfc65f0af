"""What Git knows of the files: which of them it ignores, and which differ from a base. Without Git, nothing."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence

from artfmt.source.errors import ConfigError

_EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"  # what a repository without a commit differs from


def tracked_or_new(folder: str) -> list[str] | None:
    """The files below a folder that Git does not ignore, relative to it; None where the folder is in no repository."""
    paths = _git(folder, "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--deduplicate")
    return None if paths is None else paths


def changed_since(folder: str, base: str | None) -> list[str]:
    """The files below a folder's repository that differ from where its branch left ``base``; absolute paths.

    Changes that are not committed count, and new files that Git does not ignore. ``base`` is a branch or commit;
    left out, it is the target of the merge request that a CI runs for, or else the last commit. Raises
    ConfigError where Git cannot tell.
    """
    top = _git(folder, "rev-parse", "--show-toplevel", separator="\n")
    if not top:
        raise ConfigError(f"{folder}: is not in a Git repository, so nothing tells what changed; leave --changed out")
    root = top[0]
    revision = base or _target() or "HEAD"
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
    return sorted({os.path.join(root, name) for name in (*paths, *new)})


def _target() -> str | None:
    """The base of the pull or merge request that a CI runs for."""
    if branch := os.environ.get("GITHUB_BASE_REF"):
        return f"origin/{branch}"
    return os.environ.get("CI_MERGE_REQUEST_DIFF_BASE_SHA") or None


def _git(folder: str, *arguments: str, separator: str = "\0") -> list[str] | None:
    """What Git prints, split; None where it fails or is missing."""
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
