"""Locked rules: what the base of a branch locks, no change of the branch can silence.

A configuration that stood at the base counts for the rules that it names as ``locked``: whether they are on, how
gravely, with which options, and for which files; its labels and keys of front matter say how articles are read. No
other configuration, suppression or baseline forgives them, and an article that was one cannot say that it is none.
"""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterable
from dataclasses import replace

from artfmt.checking.config import FILE_NAMES, Config
from artfmt.checking.config_text import parse_config
from artfmt.checking.settings import Setting, Settings
from artfmt.rules import rule_named, rule_names
from artfmt.source.beside import Beside
from artfmt.source.errors import ConfigError
from artfmt.source.git import Changes


class Locks:
    """The configurations at the bases of branches, each of a repository of its own, as far as they lock rules.

    Raises ConfigError for a broken one.
    """

    def __init__(self, branches: Iterable[Changes]) -> None:
        self._configs: dict[str, Config] = {}
        for changes in branches:
            self._configs |= _configs_at_base(changes)

    def of(self, path: str) -> Config | None:
        """The configuration that locks rules for the file at a path; None where none does."""
        folder = os.path.dirname(os.path.realpath(path))
        while folder not in self._configs:
            folder, below = os.path.dirname(folder), folder
            if folder == below:
                return None
        config = self._configs[folder]
        return config if config.data.get("locked") and config.wants(path) else None

    def hold(self, settings: Settings, base: Settings) -> Settings:
        """Settings in which the rules that the base locks are as they are there."""
        own = {rule.name: rule for rule in base.house_rules if rule.name in base.locked}
        rules: dict[str, Setting | None] = {**settings.rules}
        rules |= {name: _setting(name, base) for name in base.locked}
        others = tuple(rule for rule in settings.house_rules if rule.name not in own)
        return replace(
            settings,
            rules=rules,
            house_rules=(*others, *own.values()),
            labels=base.labels,
            front_matter=base.front_matter,
            ignore_if=base.ignore_if,
            locked=tuple(dict.fromkeys((*settings.locked, *base.locked))),
        )


def _configs_at_base(changes: Changes) -> dict[str, Config]:
    """The configurations of the other branch, by their folders' real paths."""
    names = [name for name in changes.names() if posixpath.basename(name) in FILE_NAMES]
    root = os.path.realpath(changes.root)
    configs: dict[str, Config] = {}
    for name, content in zip(names, changes.contents(names), strict=True):
        folder = os.path.normpath(os.path.join(root, posixpath.dirname(name)))
        if content is not None and (folder not in configs or posixpath.basename(name) == FILE_NAMES[0]):
            data = parse_config(content, f"{name} at the base")
            configs[folder] = Config(data, folder, os.path.join(root, name), beside=_AtBase(folder, changes))
    return configs


def _setting(name: str, base: Settings) -> Setting | None:
    """How a locked rule is set at the base, None where it is off there."""
    if name in base.rules:
        return base.rules[name]
    is_on = name not in rule_names() or base.has(name, rule_named(name).on_by_default)
    return Setting() if is_on else None


class _AtBase(Beside):
    """The files that a configuration names, as they stood at the base."""

    def __init__(self, folder: str, changes: Changes) -> None:
        super().__init__(folder)
        self._changes = changes

    def read(self, name: str) -> bytes:
        """The content of a file. Raises ConfigError where there was none."""
        (content,) = self._changes.contents([self._name(name)])
        if content is None:
            raise ConfigError(f"{name}: was not there at the base")
        return content

    def names(self, folder: str) -> list[str]:
        """The names of the files in a folder, in order."""
        inside = self._name(folder).rstrip("/") + "/"
        return sorted(name[len(inside) :] for name in self._changes.names() if name.startswith(inside))

    def _name(self, name: str) -> str:
        return os.path.relpath(self.path(name), os.path.realpath(self._changes.root)).replace(os.sep, "/")
