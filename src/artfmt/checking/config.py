"""The configuration, ``.artfmt.yaml``: which files are checked, by which rules, how gravely, with which limits.

The file nearest above an article counts, and it alone. Its shape is ``schemas/config.schema.json``; its paths and
patterns are those of ``.gitignore``, relative to its folder.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol, TypedDict

from artfmt.house.sections import holds_house_rules, is_house_name, spelled
from artfmt.source.beside import Beside
from artfmt.source.errors import ConfigError
from artfmt.source.files import lies_in, read_small
from artfmt.source.repository import repository

if TYPE_CHECKING:
    from artfmt.checking.settings import Overrides, Settings
    from artfmt.house.configured import Styled
    from artfmt.house.rules import HouseRule

FILE_NAMES = (".artfmt.yaml", ".artfmt.yml")
FILE_NAME = FILE_NAMES[0]
_LEAD_ALT = "missing-lead-alt"  # on where the house has a key for it
_MOST_BYTES = 1_000_000


class Config:
    """One configuration: what ``.artfmt.yaml`` says, or what holds where there is none.

    ``folder`` is what its paths are relative to; ``path`` is its file, None where there is none; ``data`` are
    valid under the configuration's schema.
    """

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        folder: str = ".",
        path: str | None = None,
        beside: Beside | None = None,
    ) -> None:
        self.data: Mapping[str, Any] = data or {}
        self.folder = os.path.realpath(folder)
        self.path = path
        self._beside = beside or Beside(self.folder)
        self._settings: dict[tuple[int, ...], Settings] = {}
        self._real: dict[str, str] = {}

    def wants(self, path: str) -> bool:
        """Whether a file found in a folder is to be checked."""
        if self._files is None and not self.data.get("ignore"):
            return True
        below = self._below(path)
        return (self._files is None or self._files(below)) and not self._ignored(below)

    def names(self, path: str) -> bool:
        """Whether the configuration says itself that a file is an article, by its patterns of files."""
        return self._files is not None and self._files(self._below(path))

    def names_alone(self, path: str) -> bool:
        """Whether one of these patterns is the file's own path."""
        return any(pattern.lstrip("/") == self._below(path) for pattern in self.data.get("files", ()))

    def ignores(self, path: str) -> bool:
        """Whether a file is to be passed over although it was named."""
        return bool(self.data.get("ignore")) and self._ignored(self._below(path))

    def settings_for(self, path: str) -> Settings:
        """What is asked of the article at a path."""
        indexes: tuple[int, ...] = ()
        if self._paths:
            below = self._below(path)
            indexes = tuple(index for index, (matches, _) in enumerate(self._paths) if matches(below))
        if indexes not in self._settings:
            self._settings[indexes] = self._merged([self._paths[index][1] for index in indexes])
        return self._settings[indexes]

    @cached_property
    def baseline(self) -> str | None:
        """The file of findings that are known and forgiven.

        Raises ConfigError where it lies outside the repository, or, where there is none, outside the configuration's
        folder: whoever can change the configuration may not be one who may read or write other files.
        """
        path = self.data.get("baseline")
        if not path:
            return None
        try:
            return self._beside.path(path)
        except ConfigError as error:
            raise ConfigError(f"{self.path}: the baseline {error}; --baseline may name it instead") from None

    @property
    def unread(self) -> list[str]:
        """What is not read of the house's styles, and the names of rules of theirs that there are not, in words."""
        if not self.styled:
            return []
        names = {rule.name for rule in self.styled.rules}
        parts = [self.data, *self.data.get("paths", ())]
        in_house = (name for part in parts for name in part.get("rules", {}) if is_house_name(name))
        unknown = (name for name in in_house if name not in names)
        return [*self.styled.unread, *(f'{self.path}: there is no rule "{name}" in the house' for name in unknown)]

    def _below(self, path: str) -> str:
        folder, name = os.path.split(path)
        if folder not in self._real:
            self._real[folder] = os.path.realpath(folder or os.curdir)
        return os.path.relpath(os.path.join(self._real[folder], name), self.folder).replace(os.sep, "/")

    def _merged(self, parts: Sequence[Mapping[str, Any]]) -> Settings:
        from artfmt.checking.settings import Setting, Settings

        rules = {_LEAD_ALT: Setting()} if "image.alt" in self.front_matter.values() else {}
        rules |= {name: Setting.of(value) for name, value in self.data.get("rules", {}).items()}
        preset = self.data.get("preset", "default")
        for part in parts:
            preset = part.get("preset", preset)
            rules |= {name: Setting.of(value) for name, value in part.get("rules", {}).items()}
        house_rules = self._house_rules([part["fields"] for part in parts if "fields" in part])
        locked = tuple(self.data.get("locked", ()))
        return Settings(preset, rules, self.labels, self.front_matter, house_rules, self._ignore_if, locked)

    @cached_property
    def _ignore_if(self) -> dict[str, tuple[str, ...]]:
        conditions: Mapping[str, Any] = self.data.get("ignore_if", {})
        return {
            key: tuple(spelled(value) for value in (values if isinstance(values, list) else [values]))
            for key, values in conditions.items()
        }

    def _house_rules(self, more_fields: Iterable[Mapping[str, Any]]) -> tuple[HouseRule, ...]:
        """The house's rules, with what it asks of the fields of some files beside."""
        rules = self.styled.rules if self.styled else ()
        fields = dict(self.data.get("fields", {}))
        for some in more_fields:
            fields |= some
        if fields == self.data.get("fields", {}):
            return rules
        from artfmt.house.configured import field_rules
        from artfmt.house.fields import Fields

        others = tuple(rule for rule in rules if not isinstance(rule.judge, Fields))
        return (*field_rules(fields, self._beside, self.front_matter), *others)

    @cached_property
    def styled(self) -> Styled | None:
        """The house's own rules, None where it has none. Raises ConfigError where a file of theirs cannot be used."""
        if not holds_house_rules(self.data):
            return None
        from artfmt.house.configured import rules_in

        try:
            return rules_in(self.data, self._beside, self.front_matter)
        except ConfigError as error:
            raise ConfigError(f"{self.path}: {error}") from None

    @cached_property
    def labels(self) -> dict[str, str]:
        """The house's own lead-in labels: their kinds by their slugs."""
        return _labels(self.data.get("labels", {}))

    @property
    def front_matter(self) -> Mapping[str, str]:
        """The house's own keys of front matter, with the fields that they stand for."""
        keys: Mapping[str, str] = self.data.get("front_matter", {})
        return keys

    @cached_property
    def _files(self) -> Callable[[str], bool] | None:
        return _matcher(self.data["files"]) if "files" in self.data else None

    @cached_property
    def _ignored(self) -> Callable[[str], bool]:
        return _matcher(self.data.get("ignore", ()))

    @cached_property
    def _paths(self) -> list[tuple[Callable[[str], bool], Mapping[str, Any]]]:
        return [(_matcher(part["files"]), part) for part in self.data.get("paths", ())]


def _labels(labels: Mapping[str, str]) -> dict[str, str]:
    """The kinds of labels by their slugs."""
    if not labels:
        return {}
    from artfmt.language.labels import slug

    return {slug(label): kind for label, kind in labels.items()}


def _matcher(patterns: Iterable[str]) -> Callable[[str], bool]:
    patterns = list(patterns)
    if not patterns:
        return lambda _: False
    import pathspec

    return pathspec.GitIgnoreSpec.from_lines(patterns).match_file


class Hold(Protocol):
    """What is locked, as ``artfmt.checking.locks`` has it."""

    def of(self, path: str) -> Config | None: ...

    def hold(self, settings: Settings, base: Settings) -> Settings: ...


class Configs:
    """The configurations of a run: for each file the one in the nearest folder above it, or one for all.

    ``parse`` gives the data of a configuration's text, as ``parse_config`` does; ``overrides`` count more than any, and
    ``hold`` gives the settings at a path under what is locked.
    """

    def __init__(
        self,
        path: str | None = None,
        parse: Callable[[bytes, str], dict[str, Any]] | None = None,
        overrides: Overrides | None = None,
        hold: Hold | None = None,
    ) -> None:
        self._overrides = overrides
        self._hold = hold
        self._settings: dict[tuple[bytes, bytes], Settings] = {}
        self._parse = parse or _parsed
        self._of_name: dict[str, Config] = {}  # by the folder's name as it was written
        self._of_folder: dict[str, Config] = {}
        self._of_path: dict[str, Config] = {}
        self._only = self._load(path, by_user=True) if path else None

    def of(self, path: str) -> Config:
        """The configuration of the file at a path. Raises ConfigError where it is broken."""
        if self._only:
            return self._only
        folder = path[: path.rfind(os.sep) + 1]
        if folder not in self._of_name:
            self._of_name[folder] = self.of_folder(folder or os.curdir)
        return self._of_name[folder]

    def settings_for(self, path: str) -> Settings:
        """What is asked of the article at a path. Raises ConfigError where its configuration is broken."""
        own = self.of(path).settings_for(path)
        config = self._base(path)
        base = config.settings_for(path) if config else None
        key = own.digest, base.digest if base else b""
        if key not in self._settings:
            settings = self._hold.hold(own, base) if self._hold and base else own
            self._settings[key] = self._overrides.of(settings) if self._overrides else settings
        return self._settings[key]

    def wants(self, path: str) -> bool:
        """Whether a file found in a folder is to be checked."""
        return self.of(path).wants(path) or self._base(path) is not None

    def ignores(self, path: str) -> bool:
        """Whether a file is to be passed over although it was named: one that is ignored, or a configuration."""
        return os.path.basename(path) in FILE_NAMES or (self.of(path).ignores(path) and self._base(path) is None)

    def _base(self, path: str) -> Config | None:
        return self._hold.of(path) if self._hold else None

    @property
    def unread(self) -> list[str]:
        """What is not read of the styles that the configurations seen so far name, in words."""
        return [sentence for config in self._of_path.values() for sentence in config.unread]

    def of_folder(self, folder: str) -> Config:
        """The configuration of the files in a folder. Raises ConfigError where it is broken."""
        if self._only:
            return self._only
        folder = os.path.realpath(folder)
        if folder not in self._of_folder:
            self._of_folder[folder] = self._found(folder)
        return self._of_folder[folder]

    def _found(self, folder: str) -> Config:
        for name in FILE_NAMES:
            path = os.path.join(folder, name)
            if os.path.lexists(path):
                return self._load(path)
        above = os.path.dirname(folder)
        return self.of_folder(above) if above != folder else Config(folder=os.getcwd())

    def _load(self, path: str, *, by_user: bool = False) -> Config:
        if path not in self._of_path:
            root = None if by_user else repository(os.path.realpath(os.path.dirname(path)))
            if root and not lies_in(os.path.realpath(path), root):
                raise ConfigError(f"{path}: is a link out of the repository; name what it leads to with --config")
            try:
                text = read_small(path, _MOST_BYTES, by_user=by_user)
            except OSError as error:
                raise ConfigError(f"{path}: cannot be read: {error.strerror}") from None
            name = os.path.relpath(path) if len(os.path.relpath(path)) < len(path) else path
            self._of_path[path] = Config(self._parse(text, name), os.path.dirname(os.path.abspath(path)), path)
        return self._of_path[path]


def _parsed(text: bytes, path: str) -> dict[str, Any]:
    from artfmt.checking.config_text import parse_config

    return parse_config(text, path)


class House(TypedDict, total=False):
    """What readers are told of a house, as arguments of ``read``."""

    labels: Mapping[str, str]
    front_matter: Mapping[str, str]


def house_of(settings: Settings | Config | None) -> House:
    """What readers are told of the house that settings are those of."""
    return House(labels=settings.labels, front_matter=settings.front_matter) if settings else House()


def settings_for(path: str | os.PathLike[str], config: str | os.PathLike[str] | None = None) -> Settings:
    """What is asked of the article at a path: by the ``.artfmt.yaml`` nearest above it, or by the file ``config``.

    Raises ConfigError, with the line and column of each fault, where the configuration is broken.
    """
    path = os.fspath(path)
    return Configs(os.fspath(config) if config else None).settings_for(path)
