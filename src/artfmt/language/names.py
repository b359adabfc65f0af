"""Names of people: what one looks like, and what stands where names do and is none: outlets, roles."""

from __future__ import annotations

import re

from artfmt.language.vocabulary import listed, pattern, words

# What the name of a paper or a station ends with, and no person's does; and that of another outlet or of its staff.
PAPERS = words("papers")
_OUTLETS = words("papers", "organizations")
# Those that end as names of persons do, without their article.
_OUTLETS_WITH_ARTICLE = words("papers_with_article")
ROLE = re.compile(rf"(?:[\w-]+\s+){{0,2}}(?:co-)?{pattern('roles')}\b", re.IGNORECASE)
_POSTS = words("posts")
_SUFFIXES = words("name_suffixes")
_PARTICLES = words("name_particles") | _SUFFIXES
_SUFFIX = re.compile(r", (?:jr|sr|ii|iii|iv|ph\.?d|m\.?d)\.?$", re.IGNORECASE)
_NEVER_FIRST = tuple(f"{word} " for word in listed("name_openings"))
_MOST_WORDS = 4
LONGEST_ROLE = 60


def is_name(text: str) -> bool:
    """Whether ``text`` has the shape of a person's name: two to four capitalised words and particles, no digit."""
    if len(text) > 50 or text.startswith(_NEVER_FIRST):
        return False
    if ", " in text:
        text = _SUFFIX.sub("", text)
    words = text.split()
    if not 2 <= len(words) <= _MOST_WORDS and not (
        words and 2 <= sum(word.lower() not in _PARTICLES for word in words) <= _MOST_WORDS
    ):
        return False
    return all(map(is_name_word, words)) and words[0][0].isupper() and (len(words[0]) <= 2 or not words[0].isupper())


def is_name_word(word: str) -> bool:
    """Whether a word may be one of a name's: capitalised, an initial, or a particle."""
    if word.lower() in _PARTICLES:
        return True
    if word.endswith(("'s", "\u2019s")):  # "Today's Paper"
        return False
    if word[:2].lower() in ("d'", "d\u2019", "l'", "o'") and len(word) > 3:
        word = word[2:]
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
    return len(text) <= LONGEST_ROLE and ROLE.match(text) is not None and not text.endswith((".", "!", "?", ":"))


def is_post(text: str) -> bool:
    """Whether a line names nothing but the post of one who writes: "Staff Writer"."""
    return is_role(text) and text.rpartition(" ")[2].lower() in _POSTS


def is_outlet(name: str) -> bool:
    """Whether a name is that of an outlet or its staff, by its last word: "Harbor Wire Staff", "The Quill Star"."""
    last = name.rpartition(" ")[2].lower()
    return last in _OUTLETS or (last in _OUTLETS_WITH_ARTICLE and name.startswith("The "))


def is_full_name(name: str) -> bool:
    """Whether a name is a given name and a surname, with what stands between or behind them."""
    words = [word.lower() for word in name.split()]
    return (
        len([word for word in words if word not in _PARTICLES and len(word.rstrip(".")) > 1]) == 2 and "zu" not in words
    )
