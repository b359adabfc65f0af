"""The names of months in the languages of most of the web's news."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from artfmt.language.vocabulary import by_language

# The beginnings of months' names that tell them apart, those of more letters first: of each language, and of all.
_STEMS_OF = {
    tag: sorted(
        ((stem, month) for month, stems in enumerate(months, 1) for stem in stems), key=lambda pair: -len(pair[0])
    )
    for tag, months in by_language("months").items()
}
_STEMS = sorted((pair for stems in _STEMS_OF.values() for pair in stems), key=lambda pair: -len(pair[0]))
_ENGLISH: dict[str, int] = {word: month for month, words in enumerate(by_language("months")["en"], 1) for word in words}


@lru_cache(maxsize=1024)
def month_of(word: str, language: str | None = None) -> int | None:
    """The number of the month that a word in lower case names or begins like; None for another word.

    ``language`` (a tag of BCP 47) settles what several languages read differently, and knows its abbreviations. A name
    of CLDR counts before a beginning that the language's file has.
    """
    from artfmt.language.data.months import LANGUAGES, NAMES

    if language:
        tag = language.lower().partition("-")[0]
        own = LANGUAGES.get(tag, {}).get(word) or _month_by_stem(word, _STEMS_OF.get(tag, ()))
        if own:
            return int(own)
    return NAMES.get(word) or _month_by_stem(word, _STEMS)


def _month_by_stem(word: str, stems: Iterable[tuple[str, int]]) -> int | None:
    return next((month for stem, month in stems if word.startswith(stem)), None)


def english_month(word: str) -> int | None:
    """The number of the month that a word names whole in English ("May", "Sept"), in any case."""
    return _ENGLISH.get(word.lower())


def english_name(month: int) -> str:
    """The English name of a month, by its number."""
    name: str = by_language("months")["en"][month - 1][0]
    return name.capitalize()
