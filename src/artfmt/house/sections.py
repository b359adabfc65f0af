"""What a configuration has of a house's own rules; apart, so that who has none loads no more."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_OF_HOUSE = frozenset(("fields", "extra_schema", "terms", "patterns", "styles"))


def holds_house_rules(data: Mapping[str, Any]) -> bool:
    """Whether the data of a configuration hold rules of the house's own."""
    return any(part.keys() & _OF_HOUSE for part in (data, *data.get("paths", ())))


def is_house_name(name: str) -> bool:
    """Whether a rule has a name of a house's own, which has a full stop."""
    return "." in name


def spelled(value: object) -> str:
    """A value as front matter spells it."""
    return str(value).lower() if isinstance(value, bool) else str(value)
