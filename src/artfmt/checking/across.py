"""Checking articles against each other: what the rules that compare them say, as findings with places."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from artfmt.checking.config import house_of
from artfmt.checking.settings import Settings
from artfmt.rules import Rule, rule_named
from artfmt.rules.core.entries import COMPARING, Entry, Remark
from artfmt.source.diagnostics import Diagnostic, in_order
from artfmt.source.errors import ArtfmtError
from artfmt.source.location import Location


def compare(entries: Collection[Entry], settings_for: Callable[[str], Settings]) -> list[Diagnostic]:
    """What the rules that compare articles say of those that were asked for, each by the settings of its path."""
    remarks = [(rule, remark) for rule in map(rule_named, COMPARING) for remark in _told(rule, entries, settings_for)]
    paths = {remark.path for _, remark in remarks}
    wanted_paths = {remark.path for remark in entries if remark.asked and remark.path in paths} if paths else paths
    return in_order(
        _finding(rule, remark, settings_for(remark.path)) for rule, remark in remarks if remark.path in wanted_paths
    )


def _told(rule: Rule, entries: Collection[Entry], settings_for: Callable[[str], Settings]) -> Iterable[Remark]:
    """What one rule says of the articles that it is on for, by the options of the first of them."""

    def is_on(entry: Entry) -> bool:
        return settings_for(entry.path).has(rule.name, rule.on_by_default)

    judged_entries = entries if all(map(is_on, entries)) else list(filter(is_on, entries))
    first = next(iter(judged_entries), None)
    return rule.compare(judged_entries, **settings_for(first.path).options(rule.name)) if first and rule.compare else ()


def _finding(rule: Rule, remark: Remark, settings: Settings) -> Diagnostic:
    severity = settings.severity(rule.name, rule.severity)
    place = _place_in(remark.path, remark.pointer, settings)
    return Diagnostic(rule.name, severity, remark.message, remark.path, place, remark.pointer)


def _place_in(path: str, pointer: str, settings: Settings) -> Location | None:
    """Where a part of an article stands in a file that was read before; None if it cannot be read any more."""
    from pathlib import Path

    from artfmt.formats.read import read

    try:
        return read(Path(path), **house_of(settings)).locate(pointer)
    except (OSError, ArtfmtError):
        return None
