"""The configuration, ``.artfmt.yaml``: which files are checked, by which rules, how gravely, with which limits.

The file nearest above an article counts, and it alone. Its shape is ``schemas/config.schema.json``; its paths and
patterns are those of ``.gitignore``, relative to its folder.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Protocol, TypedDict

from artfmt.checking.presets import OF_FILES, OF_PUBLISHED
from artfmt.house.sections import holds_house_rules, is_house_name, spelled
from artfmt.source.beside import Beside
from artfmt.source.diagnostics import Severity
from artfmt.source.errors import ConfigError
from artfmt.source.files import lies_in, read_small
from artfmt.source.git import repository

if TYPE_CHECKING:
    from artfmt.house.configured import Styled
    from artfmt.house.rules import HouseRule

FILE_NAMES = (".artfmt.yaml", ".artfmt.yml")
FILE_NAME = FILE_NAMES[0]
Preset = Literal["default", "published", "strict", "none"]
PRESETS: dict[Preset, str] = {
    "default": "the rules that are on by default",
    "published": "these, and those that compare a story with the version that was published (with --changed)",
    "strict": "every rule but those that look at other files",
    "none": "no rule but those that the configuration names",
}
_OFF = "off"
_LEAD_ALT = "missing-lead-alt"  # on where the house has a key for it
_MOST_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Setting:
    """How one rule is applied: how gravely, None for its own severity, and with which options."""

    severity: Severity | None = None
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Settings:
    """What is asked of one article.

    ``rules`` are the rules and notices that were set by name, None for one that is off; all others are as
    ``preset`` has them. ``labels`` are the house's lead-in labels and their kinds, ``front_matter`` its own keys of
    front matter and the fields they stand for, ``house_rules`` its rules of fields, terms, patterns and styles;
    ``ignore_if`` are keys of front matter and the values under which a file is passed over; ``locked`` are rules that
    nothing in an article or a baseline forgives.
    """

    preset: Preset = "default"
    rules: Mapping[str, Setting | None] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    front_matter: Mapping[str, str] = field(default_factory=dict)
    house_rules: tuple[HouseRule, ...] = ()
    ignore_if: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    locked: tuple[str, ...] = ()

    @cached_property
    def digest(self) -> bytes:
        """A digest of these settings, for the key of what was found under them."""
        from artfmt.source.digests import blake2b

        text = repr(
            (self.preset, self.rules, self.labels, self.front_matter, self.house_rules, self.ignore_if, self.locked)
        )
        return blake2b(text.encode(), digest_size=16).digest()

    def has(self, name: str, on_by_default: bool) -> bool:
        """Whether a rule is on."""
        if name in self.rules:
            return self.rules[name] is not None
        of_preset = on_by_default or (self.preset == "published" and name in OF_PUBLISHED)
        if self.preset == "strict":
            return name not in OF_FILES
        return self.preset != "none" and of_preset

    def has_house(self, name: str) -> bool:
        """Whether a rule of the house is on, as it is where nothing turns it off."""
        return self.rules.get(name, True) is not None

    def severity(self, name: str, own: Severity) -> Severity:
        """How grave what a rule finds is."""
        setting = self.rules.get(name)
        return setting.severity or own if setting else own

    def options(self, name: str) -> Mapping[str, Any]:
        """The options that were set for a rule."""
        setting = self.rules.get(name)
        return setting.options if setting else {}


class Overrides(NamedTuple):
    """What the command line says of rules, which counts more than any configuration.

    ``select`` are the only rules that are on then, ``ignore`` those that are off.
    """

    preset: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def of(self, settings: Settings) -> Settings:
        """The settings of a configuration under these."""
        rules = dict(settings.rules)
        preset: Any = self.preset or settings.preset
        if self.preset:
            rules = {name: setting for name, setting in rules.items() if setting is not None and setting.options}
        if self.select:
            preset = "none"
            rules = {name: rules.get(name) or Setting() for name in self.select}
            rules |= {rule.name: None for rule in settings.house_rules if rule.name not in self.select}
        rules |= dict.fromkeys(self.ignore)
        return replace(settings, preset=preset, rules=rules)


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
        rules = {_LEAD_ALT: Setting()} if "image.alt" in self.front_matter.values() else {}
        rules |= {name: _setting(value) for name, value in self.data.get("rules", {}).items()}
        preset = self.data.get("preset", "default")
        for part in parts:
            preset = part.get("preset", preset)
            rules |= {name: _setting(value) for name, value in part.get("rules", {}).items()}
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


def _setting(value: str | Mapping[str, Any]) -> Setting | None:
    if isinstance(value, str):
        return None if value == _OFF else Setting(None if value == "on" else Severity(value))
    severity = value.get("severity", "on")
    if severity == _OFF:
        return None
    options = {name.replace("-", "_"): value_of_option for name, value_of_option in value.items() if name != "severity"}
    return Setting(None if severity == "on" else Severity(severity), options)


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
        self._overrides = overrides or Overrides()
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
            self._settings[key] = self._overrides.of(self._hold.hold(own, base) if self._hold and base else own)
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
