"""The names of months in the languages of most of the web's news."""

from __future__ import annotations

from functools import lru_cache

# The beginnings of months' names that tell them apart.
_STEMS_OF = {
    1: "jan janv ene gen jän leden stycz янв sty ocak tammi ιαν",
    2: "feb fév fev févr febr únor luty lut фев şub helmi φεβ",
    3: "mar mär mrz maart břez мар mart maalis μαρ",
    4: "apr avr abr dub kwi апр nisan huhti απρ",
    5: "may mai maj mei mag květ мая май mayıs touko μαΐ μάι",
    6: "jun juin giu červen cze июн haz kesä ιουν",
    7: "jul juil lug červenec lip июл tem heinä ιουλ",
    8: "aug aoû ago srp sie авг ağu elo αυγ",
    9: "sep set září wrz сен eyl syys σεπ",
    10: "oct oct okt ott out říj paź окт eki loka οκτ",
    11: "nov list lis ноя kas marras νοε",
    12: "dec déc dic dez pros gru дек ara joulu δεκ",
}
_STEMS = sorted(
    ((stem, month) for month, stems in _STEMS_OF.items() for stem in stems.split()), key=lambda each: -len(each[0])
)
ENGLISH: tuple[str, ...] = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
# Every way in which English writes a month before its full stop.
_ENGLISH_WORDS = {word: month for month, name in enumerate(ENGLISH, 1) for word in (name.lower(), name[:3].lower())} | {
    "sept": 9
}


@lru_cache(maxsize=1024)
def month_of(word: str) -> int | None:
    """The number of the month that a word in lower case names or begins like, in any of the languages."""
    return next((month for stem, month in _STEMS if word.startswith(stem)), None)


def english_month(word: str) -> int | None:
    """The number of the month that a word names whole in English ("May", "Sept"), in any case."""
    return _ENGLISH_WORDS.get(word.lower())
