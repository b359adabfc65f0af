"""Where the Git repository is that a folder lies in."""

from __future__ import annotations

import os


def repository(folder: str) -> str | None:
    """The Git repository that a folder, given as its real path, lies in."""
    while not os.path.lexists(os.path.join(folder, ".git")):
        folder, below = os.path.dirname(folder), folder
        if folder == below:
            return None
    return folder
