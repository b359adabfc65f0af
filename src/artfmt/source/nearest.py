"""The name that somebody may have meant."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(name: str, names: Iterable[str], least: float = 0.6) -> str | None:
    """The name most like another, None where none is like it by ``least`` (0 to 1)."""
    import difflib

    return next(iter(difflib.get_close_matches(name, list(names), n=1, cutoff=least)), None)
