"""The files that a configuration names: they lie in its repository, or, where there is none, in its folder.

Whoever can change a configuration, in a pull request, may not be one who may read or write other files.
"""

from __future__ import annotations

import os
from functools import cached_property

from artfmt.source.errors import ConfigError
from artfmt.source.files import lies_in, read_small, told
from artfmt.source.repository import repository

_MOST_BYTES = 2_000_000


class Beside:
    """The files around a configuration in a folder, whose real path is given."""

    def __init__(self, folder: str) -> None:
        self.folder = folder

    @cached_property
    def _root(self) -> str:
        return repository(self.folder) or self.folder

    def path(self, name: str) -> str:
        """The path of a file that is named from the configuration. Raises ConfigError where it lies elsewhere."""
        path = os.path.join(self.folder, name)
        if not lies_in(os.path.realpath(path), self._root):
            raise ConfigError(f"{name} lies outside {self._root}: a configuration names no other files")
        return path

    def read(self, name: str) -> bytes:
        """The content of a file. Raises ConfigError where it cannot be read, or lies elsewhere."""
        path = self._there(name, "file")
        try:
            return read_small(path, _MOST_BYTES, by_user=False)
        except OSError as error:
            raise ConfigError(f"{name}: cannot be read: {told(error)}") from None

    def names(self, folder: str) -> list[str]:
        """The names of the files in a folder, in order. Raises ConfigError as ``read`` does."""
        path = self._there(folder, "folder")
        try:
            return sorted(os.listdir(path))
        except OSError as error:
            raise ConfigError(f"{folder}: cannot be read: {told(error)}") from None

    def _there(self, name: str, kind: str) -> str:
        path = self.path(name)
        if not os.path.lexists(path):
            raise ConfigError(f'there is no {kind} "{name}" beside this configuration')
        return path
