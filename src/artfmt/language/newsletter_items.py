"""The items of a newsletter: "1 big thing: …", "🎧 1 fun thing", "Bonus: …"; then "2. …" counts on from it."""

from __future__ import annotations

import re

from artfmt.language.vocabulary import pattern

_ITEM = re.compile(
    r"(?:[^\w\s\"'“‘(•◦▪‣●○■*>–-]{1,3}\s?)?"
    r"(?:(?P<number>\d{1,2}) "
    rf"(?:(?:{pattern('item_adjectives')}|[^\w\s]{{1,3}}) )?{pattern('item_nouns')}\b(?::\s.*|$)"
    rf"|{pattern('item_headings')})",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?:[^\w\s]{1,4}\s)?(\d{1,2})\. (?=\S)")


def is_item(text: str) -> bool:
    """Whether a line is the heading of a newsletter's item by its own words ("1 big thing: …", "Bonus: …")."""
    return _ITEM.fullmatch(text) is not None


def item_number(text: str) -> int | None:
    """The number that an item's heading gives it, in words of its own or as "2. …"; None where it gives none."""
    match = _ITEM.fullmatch(text)
    if match:
        return int(match["number"]) if match["number"] else None
    match = _NUMBERED.match(text)
    return int(match[1]) if match else None
