"""The names of months in the languages of most of the web's news."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

from artfmt.language.vocabulary import by_language, load

# The beginnings of months' names that tell them apart.
_STEMS = sorted(
    (
        (stem, month)
        for months in by_language("months").values()
        for month, stems in enumerate(months, 1)
        for stem in stems
    ),
    key=lambda pair: -len(pair[0]),
)


@lru_cache(maxsize=1024)
def month_of(word: str, language: str | None = None) -> int | None:
    """The number of the month that a word in lower case names or begins like; None for another word.

    ``language`` (a tag of BCP 47) settles what several languages read differently, and knows its abbreviations. The
    names are those of CLDR.
    """
    names = _cldr()
    if language:
        own = names["languages"].get(language.lower().partition("-")[0], {})
        if word in own:
            return int(own[word])
    if word in names["names"]:
        return int(names["names"][word])
    return next((month for stem, month in _STEMS if word.startswith(stem)), None)


@cache
def _cldr() -> dict[str, Any]:
    compiled: dict[str, Any] = load("months.json")
    return compiled


def english_month(word: str) -> int | None:
    """The number of the month that a word names whole in English ("May", "Sept"), in any case."""
    number: int | None = _cldr()["languages"]["en"].get(word.lower())
    return number


def english_months() -> Iterable[str]:
    """Every way in which English writes a month, in lower case, without a full stop."""
    words: dict[str, int] = _cldr()["languages"]["en"]
    return words


def english_name(month: int) -> str:
    """The English name of a month, by its number."""
    names = _cldr()["languages"]["en"].items()
    return str(max((name for name, number in names if number == month), key=len)).capitalize()
