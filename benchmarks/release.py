"""Set the version of the next release in every file that has it.

    python benchmarks/release.py 0.2.0

Nothing is committed or sent: read the diff, commit it, and tag it.
"""

from __future__ import annotations

import datetime
import re
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
_VERSION = re.compile(r"\d+\.\d+\.\d+(?:(?:a|b|rc)\d+)?")

# Each file, a pattern that it has once, and what comes in its place.
_PLACES: tuple[tuple[str, str, Callable[[str], str]], ...] = (
    ("src/artfmt/_version.py", r'__version__ = "[^"]*"', lambda version: f'__version__ = "{version}"'),
    ("CITATION.cff", r"^version: .*$", lambda version: f"version: {version}"),
    ("editors/vscode/package.json", r'^  "version": "[^"]*"', lambda version: f'  "version": "{version}"'),
    (
        "CHANGELOG.md",
        r"^## \S+ \(unreleased\)$",
        lambda version: f"## {version} ({datetime.datetime.now(datetime.UTC).date()})",
    ),
    ("docs/ci.md", r"rev: v\S+.*$", lambda version: f"rev: v{version}"),
    ("docs/ci/github-workflow.yml", r"artfmt/artfmt@v\S+", lambda version: f"artfmt/artfmt@v{version}"),
    ("docs/ci/github-workflow-private.yml", r"artfmt/artfmt@v\S+", lambda version: f"artfmt/artfmt@v{version}"),
)


def release(version: str, root: Path = ROOT) -> None:
    """Write a version into the files below a folder. Raises ValueError where one of them has no place for it."""
    if not _VERSION.fullmatch(version):
        raise ValueError(f'"{version}" is no version like 0.2.0')
    texts = {}
    for name, pattern, made in _PLACES:
        before = (root / name).read_text()
        count = len(re.findall(pattern, before, flags=re.MULTILINE))
        if count != 1:
            raise ValueError(f"{name} has {count} places for a version, not one")
        texts[name] = re.sub(pattern, made(version), before, flags=re.MULTILINE)
    for name, text in texts.items():
        (root / name).write_text(text)


if __name__ == "__main__":
    try:
        release(sys.argv[1] if len(sys.argv) > 1 else "")
    except ValueError as error:
        raise SystemExit(f"release: {error}") from None
