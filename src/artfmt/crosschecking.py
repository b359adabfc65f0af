"""Checking articles against each other: what the rules that compare them say, as findings with places."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from artfmt.comparing import COMPARING, Entry, Told
from artfmt.config import Settings
from artfmt.diagnostics import Diagnostic, in_order
from artfmt.errors import ArtfmtError
from artfmt.location import Location
from artfmt.rules import Rule, rule_named


def compare(entries: Sequence[Entry], settings_for: Callable[[str], Settings]) -> list[Diagnostic]:
    """What the rules that compare articles say of some, each asked by the settings of its path."""
    settings = {each.path: settings_for(each.path) for each in entries}
    told: list[tuple[Rule, Told]] = []
    for name in COMPARING:
        rule = rule_named(name)
        asked = [each for each in entries if settings[each.path].has(name, rule.on_by_default)]
        if asked and rule.compare:
            told += [(rule, each) for each in rule.compare(asked, **settings[asked[0].path].options(name))]
    return in_order(_finding(rule, each, settings[each.path]) for rule, each in told)


def _finding(rule: Rule, told: Told, settings: Settings) -> Diagnostic:
    severity = settings.severity(rule.name, rule.severity)
    place = _place_in(told.path, told.pointer, settings)
    return Diagnostic(rule.name, severity, told.message, told.path, place, told.pointer)


def _place_in(path: str, pointer: str, settings: Settings) -> Location | None:
    """Where a part of an article stands in a file that was read before; None if it cannot be read any more."""
    from pathlib import Path

    from artfmt.formats import read

    try:
        return read(Path(path), labels=settings.labels).locate(pointer)
    except (OSError, ArtfmtError):
        return None
