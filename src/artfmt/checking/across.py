"""Checking articles against each other: what the rules that compare them say, as findings with places."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from artfmt.checking.config import Settings
from artfmt.rules import Rule, rule_named
from artfmt.rules.core.entries import COMPARING, Entry, Remark
from artfmt.source.diagnostics import Diagnostic, in_order
from artfmt.source.errors import ArtfmtError
from artfmt.source.location import Location


def compare(entries: Collection[Entry], settings_for: Callable[[str], Settings]) -> list[Diagnostic]:
    """What the rules that compare articles say of those that were asked for, each by the settings of its path."""
    told = [(rule, each) for rule in map(rule_named, COMPARING) for each in _told(rule, entries, settings_for)]
    paths = {each.path for _, each in told}
    asked = {each.path for each in entries if each.asked and each.path in paths} if paths else paths
    return in_order(_finding(rule, each, settings_for(each.path)) for rule, each in told if each.path in asked)


def _told(rule: Rule, entries: Collection[Entry], settings_for: Callable[[str], Settings]) -> Iterable[Remark]:
    """What one rule says of the articles that it is on for, by the options of the first of them."""

    def is_on(entry: Entry) -> bool:
        return settings_for(entry.path).has(rule.name, rule.on_by_default)

    meant = entries if all(map(is_on, entries)) else list(filter(is_on, entries))
    first = next(iter(meant), None)
    return rule.compare(meant, **settings_for(first.path).options(rule.name)) if first and rule.compare else ()


def _finding(rule: Rule, told: Remark, settings: Settings) -> Diagnostic:
    severity = settings.severity(rule.name, rule.severity)
    place = _place_in(told.path, told.pointer, settings)
    return Diagnostic(rule.name, severity, told.message, told.path, place, told.pointer)


def _place_in(path: str, pointer: str, settings: Settings) -> Location | None:
    """Where a part of an article stands in a file that was read before; None if it cannot be read any more."""
    from pathlib import Path

    from artfmt.formats.read import read

    try:
        return read(Path(path), labels=settings.labels).locate(pointer)
    except (OSError, ArtfmtError):
        return None
