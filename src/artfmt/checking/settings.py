"""What is asked of one article: its rules, how gravely and with which options each is applied, and the house's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from artfmt.checking.presets import OF_FILES, OF_PUBLISHED, Preset
from artfmt.source.diagnostics import Severity

if TYPE_CHECKING:
    from artfmt.house.rules import HouseRule


@dataclass(frozen=True, slots=True)
class Setting:
    """How one rule is applied: how gravely, None for its own severity, and with which options."""

    severity: Severity | None = None
    options: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, value: str | Mapping[str, Any]) -> Setting | None:
        """The setting that a configuration writes as a severity, "on", "off" or as options; None for off."""
        if isinstance(value, str):
            value = {"severity": value}
        severity = value.get("severity", "on")
        if severity == "off":
            return None
        options = {name.replace("-", "_"): option for name, option in value.items() if name != "severity"}
        return cls(None if severity == "on" else Severity(severity), options)


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
