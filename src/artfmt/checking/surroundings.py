"""The files around an article, as the rules may ask for them: never any outside of its repository.

Where a file is in no repository, its own folder is the border. Files are looked at, never followed: an address of the
web leads nowhere here.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from urllib.parse import unquote, urlsplit

from artfmt.rules.core.passages import PictureData
from artfmt.source.errors import ArtfmtError, ConfigError
from artfmt.source.files import lies_in, read_small
from artfmt.source.repository import repository

# Where site generators keep the files that an address from the root of the site leads to.
_OF_ROOT = ("", "static", "public", "assets", "src", "source", "content", "_site")
_MOST_BYTES = 64 << 20


class Surroundings:
    """The files around the one at a path."""

    def __init__(self, path: str) -> None:
        self._folder = os.path.dirname(os.path.realpath(path))
        self._root = repository(self._folder) or self._folder

    def is_there(self, address: str) -> bool | None:
        """Whether the file that a relative address leads to is there; None where the address leads elsewhere."""
        candidates = list(self._candidates(address))
        return any(map(os.path.exists, candidates)) if candidates else None

    def places(self, address: str) -> frozenset[str] | None:
        """What fragments can name in the article that a relative address leads to; None where it cannot be read."""
        path = self.file(address)
        return _places(path) if path else None

    def picture(self, address: str) -> PictureData | None:
        """What a picture's file says of itself; None where there is none, or it says nothing."""
        path = self.file(address)
        return _picture(path) if path else None

    def file(self, address: str) -> str | None:
        """The path of the file that a relative address leads to; None where there is none within the repository."""
        return next((path for path in self._candidates(address) if os.path.isfile(path)), None)

    def _candidates(self, address: str) -> Iterator[str]:
        try:
            parts = urlsplit(address)
        except ValueError:
            return
        name = unquote(parts.path)
        if parts.scheme or parts.netloc or not name or "\0" in name or "{" in name:
            return
        folders = [os.path.join(self._root, folder) for folder in _OF_ROOT] if name[0] == "/" else [self._folder]
        for folder in folders:
            path = os.path.realpath(os.path.join(folder, name.lstrip("/")))
            if lies_in(path, self._root):
                yield path


@cache
def _places(path: str) -> frozenset[str] | None:
    from artfmt.checking.positions import Positions
    from artfmt.formats.read import read
    from artfmt.rules.broken_anchor import places
    from artfmt.source.source import Source

    try:
        document = read(Source(read_small(path, _MOST_BYTES, by_user=False), path))
    except (OSError, ArtfmtError):
        return None
    return frozenset(places(Positions(document).passages()))


@cache
def _picture(path: str) -> PictureData | None:
    from artfmt.checking.picture_data import picture_data

    try:
        return picture_data(read_small(path, _MOST_BYTES, by_user=False))
    except (OSError, ConfigError):
        return None
