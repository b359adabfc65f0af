"""The byline of a copied page: the names of the authors and what it says of them."""

from __future__ import annotations

import re

from artfmt.article import Author

_BY = re.compile(r"(?:written\s+)?by:?\s+", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*,\s+(?:and|&)\s+|\s+and\s+|\s*&\s*|\s*,\s*")
_ROLE = re.compile(
    r"(?:[\w-]+\s+){0,2}(?:co-)?(?:authors?|editors?|writers?|reporters?|correspondents?|hosts?|columnists?|producers?|photographers?|"
    r"chief|staff|senior|contributor|contributing|managing|deputy|executive|founder|analyst)\b",
    re.IGNORECASE,
)
_PARTICLES = frozenset(
    [
        "de",
        "da",
        "do",
        "dos",
        "du",
        "del",
        "della",
        "di",
        "la",
        "le",
        "van",
        "von",
        "der",
        "den",
        "ten",
        "ter",
        "el",
        "al",
        "bin",
        "ibn",
        "y",
        "e",
        "af",
        "zu",
        "ii",
        "iii",
        "jr",
        "jr.",
        "sr",
        "sr.",
        "st.",
    ]
)
_SUFFIXES = frozenset({"ii", "iii", "jr", "jr.", "sr", "sr."})
_LONGEST = 200
_LONGEST_ROLE = 60


def is_name(text: str) -> bool:
    """Whether ``text`` has the shape of a person's name: two to four capitalised words, no digit, no stop."""
    words = text.split()
    if not 2 <= len(words) <= 4 or len(text) > 50:
        return False
    return all(map(_is_name_word, words)) and words[0][0].isupper() and (len(words[0]) <= 2 or not words[0].isupper())


def _is_name_word(word: str) -> bool:
    if word.lower() in _PARTICLES:
        return True
    letters = word.replace("-", "").replace("'", "").replace("\u2019", "")
    initial = len(word) == 2 and word[1] == "."
    return word[0].isupper() and (initial or (letters.isalpha() and (not word.isupper() or len(word) == 1)))


def split_name(name: str) -> tuple[str, str] | None:
    """Given names and surname, particles with the surname; None where ``name`` has not the shape of a person's."""
    if not is_name(name):
        return None
    words = name.split(" ")
    start = len(words) - 1
    while start > 1 and (words[start - 1].lower() in _PARTICLES or words[start].lower() in _SUFFIXES):
        start -= 1
    return (" ".join(words[:start]), " ".join(words[start:])) if start else None


def is_role(text: str) -> bool:
    """Whether a line says what somebody is: "author of Harbor Morning", "Senior editor"."""
    return len(text) <= _LONGEST_ROLE and _ROLE.match(text) is not None and not text.endswith((".", "!", "?", ":"))


def parse_byline(line: str) -> tuple[Author, ...]:
    """The authors that ``line`` names, whole, where it says that it is a byline: "By A and B", "A, author of C".

    Empty where it is something else; a name alone says nothing of the kind.
    """
    if len(line) > _LONGEST or line.endswith((".", "!", "?", ":")):
        return ()
    by = _BY.match(line)
    names, role = _cut_role(line[by.end() :] if by else line)
    if not by and not role:
        return ()
    found = _BETWEEN.split(names)
    if not all(map(is_name, found)):
        single_word = by and role is None and len(found) == 1 and _is_name_word(found[0] or "x")
        if not single_word:
            return ()
    return tuple(Author(name, role if name is found[-1] else None) for name in found)


def _cut_role(text: str) -> tuple[str, str | None]:
    name, comma, rest = text.partition(", ")
    while comma:
        if _ROLE.match(rest):
            return name, rest
        more, comma, rest = rest.partition(", ")
        name = f"{name}, {more}"
    return text, None
