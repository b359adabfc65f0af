"""Whom a line of a page names: dates, numbers and the words around names cut away, roles told."""

from __future__ import annotations

import re
from functools import lru_cache

from artfmt.formats.html.authors import NameJudge, split_names
from artfmt.language.dates import without_days
from artfmt.language.months import month_of

_MOST_WORDS, _MOST_SPACES = 5, 14
# Words that stand around names in a byline: cut in small letters, or beside a date or a number ("Theresa May" stays).
_AROUND_NAMES = """
on at in for updated update published publish posted created modified last comment comments share min mins minute
minutes minuten read reading time views uhr stand am pm a.m. p.m. et est edt pst pdt cst cdt bst cet cest gmt utc mez
mesz save story article follow listen print veröffentlicht publiziert aktualisiert erstellt geschrieben eingetragen
kommentar kommentare kommentieren lesedauer montag dienstag mittwoch donnerstag freitag samstag sonntag publié le
modifié mis commentaires publicado actualizado comentarios pubblicato aggiornato gepubliceerd publisert oppdatert
publicerad opublikowano monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun
"""
_AROUND = frozenset(_AROUND_NAMES.split())
_NETWORKS = frozenset(
    ("twitter", "facebook", "instagram", "linkedin", "whatsapp", "bluesky", "email", "e-mail", "mail")
)
OPENS_BY = re.compile(r"[\W_]*(?:(?i:by|von|par|por|door|av|af|od)\b|[Bb]y(?=[A-Z]))\s*:?\s*")
_PARTS = re.compile(r"\s*[|•·⋅●∙—–~\n]\s*|\s+[-/]+\s+|//")
# What follows is about others than the authors.
_OTHERS = re.compile(
    r"\b(?:medically\s+)?(?:reviewed|edited|fact[- ]?checked|updated|photo(?:graph)?s?|foto(?:s|grafie)?|illustrat\w+)"
    r"\s*(?:by|von|:|/)",
    re.IGNORECASE,
)
_MASHED = re.compile(r"(?<!\bMc)(?<!\bMac)(?<!\bDe)(?<!\bLa)(?<!\bLe)(?<!\bDi)(?<!\bVan)(?<=[a-z])[A-Z][a-z]")
_SMALL_IN_NAMES = "de la del der den van von da di du el al bin ibn af av ter ten y e zu zur of the"
_PARTICLES = frozenset(_SMALL_IN_NAMES.split())


def names_in(text: str, judge: NameJudge) -> list[tuple[str, str | None]]:
    """Those whom a line names, each with the role that it tells; dates and the like are passed over."""
    text = without_dates(text)
    by = OPENS_BY.match(text)
    if by is None and text.count(" ") > _MOST_SPACES:
        return []
    others = _OTHERS.search(text)
    text = text[by.end() if by else 0 : others.start() if others else len(text)]
    found: list[tuple[str, str | None]] = []
    for part in _PARTS.split(text):
        named = [
            (name, role)
            for name, role in split_names(part)
            if judge.may_sign(name) and not _MASHED.search(name) and _looks_named(name, opened=by is not None)
        ]
        if found and not (by and named and _is_fellow(part, named, judge)):
            break
        found += named
    return found


def _is_fellow(part: str, named: list[tuple[str, str | None]], judge: NameJudge) -> bool:
    """Whether a later part of a byline is another author's whole name: "By Ane Lie | Jon Fossum"."""
    name = named[0][0]
    return len(named) == 1 and name == part.strip(" |") and " " in name and judge.is_person(name)


@lru_cache(maxsize=4_000)
def without_dates(text: str) -> str:
    """A line with bars for its dates, its numbers and the words that stand around names."""
    words = without_days(text, "|").split(" ")
    cut = [word == "|" or any(map(str.isdigit, word)) for word in words]
    for at, word in enumerate(words):
        plain = word.lower().strip(".,:()")
        beside = range(max(0, at - 1), min(len(words), at + 2))
        is_around = plain in _AROUND and (word[0].islower() or at == 0 or any(cut[place] for place in beside))
        is_month = any(words[place] != "|" and cut[place] for place in beside) and month_of(plain) is not None
        cut[at] = cut[at] or plain in _NETWORKS or is_around or is_month
    return " ".join("|" if out else word for out, word in zip(cut, words, strict=True))


def _looks_named(name: str, *, opened: bool) -> bool:
    """Whether a name has the looks of one: capitals, and few words; after "by" one word of any kind will do."""
    words = name.split()
    first = words[0][0]
    has_no_case = first.isalpha() and not first.islower() and not first.isupper()
    has_capitals = any(word[0].isupper() for word in words) and all(
        not word[0].islower() or word in _PARTICLES for word in words
    )
    has_looks = has_no_case or has_capitals or (opened and len(words) == 1)
    return len(words) <= _MOST_WORDS and has_looks
