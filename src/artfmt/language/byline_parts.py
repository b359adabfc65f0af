"""Whom a line of a page names: dates, numbers and the words around names cut away, names parted, roles told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from artfmt.language.dates import without_days
from artfmt.language.months import month_of
from artfmt.language.name_judge import NameJudge
from artfmt.language.vocabulary import pattern, words
from artfmt.model.prose import one_line

OPENING = re.compile(
    rf"^\W*(?:(?:{pattern('page_byline_verbs')}\s+)?{pattern('page_byline_words')}(?:\s*[:：/|]\s*|\s+)"
    rf"|{pattern('byline_openings')})",
    re.IGNORECASE,
)
_AND = re.compile(
    rf"\s*(?:[;|/•·\n]|&|\+|、|\s{pattern('page_name_joins')}\s)\s*|"
    rf"\s+(?:{pattern('page_name_joins_before_capitals')}|{pattern('name_joins')})\s+(?=[^\W\d_a-z])"
)
_AFTER_NAME = re.compile(rf"\s+(?:\S+\s+\d.*|\d.*|[|•·–—-]\s.*|\(.*\)|{pattern('after_names')})$", re.IGNORECASE)
_VIEW_ALL = re.compile(rf"^{pattern('view_all')}", re.IGNORECASE)
_ROLE_AFTER = re.compile(rf"(?<=\S\s){pattern('roles_behind_names')}\b.*$", re.IGNORECASE)
_ROLE = re.compile(rf"\b{pattern('author_roles')}\b", re.IGNORECASE)
_ENDS_AS_ROLE = re.compile(rf"\s{pattern('author_roles_at_end')}$", re.IGNORECASE)
_CREDENTIAL = re.compile(r"(?:[A-Z][A-Za-z]{0,4}\.?){1,4}(?:[-/ ][A-Z0-9]{1,6})*®?")
MOST_NAMES = 24
LONGEST_BYLINE = 600
_AFTER_BAR = re.compile(r"\s+(?:\||[-–—])\s.*$", re.DOTALL)
# In a name that is sure to be one, "von" and "de" are part of it.
_BY_IN_NAME = re.compile(r"^\s*(?i:by):?\s+(?=[^\Wa-z])")
_MOST_WORDS, _MOST_SPACES = 5, 14
# Words that stand around names in a byline: cut in small letters, or beside a date or a number ("Theresa May" stays).
_AROUND = words("around_names")
_NETWORKS = frozenset(
    ("twitter", "facebook", "instagram", "linkedin", "whatsapp", "bluesky", "email", "e-mail", "mail")
)
OPENS_BY = re.compile(
    rf"[\W_]*(?:(?i:{pattern('by_words')})\b|(?i:{pattern('byline_openings')})|[Bb]y(?=[A-Z]))\s*:?\s*"
)
_PARTS = re.compile(r"\s*[|•·⋅●∙—–~\n]\s*|\s+[-/]+\s+|//")
# What follows is about others than the authors.
_OTHERS = re.compile(rf"\b(?:medically\s+)?{pattern('others_work')}\s*(?:{pattern('work_by')}|:|/)", re.IGNORECASE)
_MASHED = re.compile(r"(?<!\bMc)(?<!\bMac)(?<!\bDe)(?<!\bLa)(?<!\bLe)(?<!\bDi)(?<!\bVan)(?<=[a-z])[A-Z][a-z]")
_PARTICLES = words("name_particles", "small_words_in_names")


def split_names(text: str, *, certain: bool = False) -> Iterator[tuple[str, str | None]]:
    """The names in a byline, each with the role that the byline gives it; ``certain`` where it is nothing but names."""
    text = text[:LONGEST_BYLINE]
    text = _BY_IN_NAME.sub("", text) if certain else OPENING.sub("", _VIEW_ALL.sub("", text.strip()), count=1)
    if certain:
        text = _AFTER_BAR.sub("", text)
    people: list[tuple[str, str | None]] = []
    for part in _AND.split(text)[:MOST_NAMES]:
        for piece in re.split(r"\s*[,，]\s*", part or ""):
            name = one_line(piece if certain else _without_ends(piece))
            if not name:
                continue
            later = bool(people) and part != piece
            role = _role_in(piece, name, later=later) if people else None
            if role:
                last_name, last_role = people[-1]
                people[-1] = last_name, f"{last_role}, {role}" if last_role else role
                continue
            if later and " " not in name and (_CREDENTIAL.fullmatch(name) or " " in people[-1][0]):
                continue  # "Ana Moe, PhD", "Ana Moe, Lisbon"
            people.append((name, None))
    if any(not name.isupper() for name, _ in people):
        people = [(name, role) for name, role in people if not name.isupper() or len(name) < 4]
    yield from people


def _role_in(piece: str, name: str, *, later: bool) -> str | None:
    """What a part of a byline says of the person before it: "harbour reporter"; None where it names somebody."""
    words_said = one_line(piece)
    if _ENDS_AS_ROLE.search(words_said):
        return words_said
    return name if later and (_ROLE.search(name) or name[0].islower()) else None


def _without_ends(piece: str) -> str:
    """A name without "By" before it, and without the dates, roles and dots after it."""
    piece = OPENING.sub("", piece.strip(" \t-–—:|•·*"), count=1)
    piece = _ROLE_AFTER.sub("", _AFTER_NAME.sub("", piece)).strip(" :-–—")
    return piece if re.search(r"(?:^|\s)(?:[^\W\d_]|Jr|Sr)\.$", piece) else piece.rstrip(".")


def names_in(text: str, judge: NameJudge) -> list[tuple[str, str | None]]:
    """Those whom a line names, each with the role that it tells; dates and the like are passed over."""
    text = without_dates(text)
    by = OPENS_BY.match(text)
    if by is None and text.count(" ") > _MOST_SPACES:
        return []
    others = _OTHERS.search(text)
    text = text[by.end() if by else 0 : others.start() if others else len(text)]
    people: list[tuple[str, str | None]] = []
    for part in _PARTS.split(text):
        people_of_part = [
            (name, role)
            for name, role in split_names(part)
            if judge.may_sign(name) and not _MASHED.search(name) and _looks_named(name, after_by=by is not None)
        ]
        if people and not (by and people_of_part and _is_fellow(part, people_of_part, judge)):
            break
        people += people_of_part
    return people


def _is_fellow(part: str, people: list[tuple[str, str | None]], judge: NameJudge) -> bool:
    """Whether a later part of a byline is another author's whole name: "By Ane Lie | Jon Fossum"."""
    name = people[0][0]
    return len(people) == 1 and name == part.strip(" |") and " " in name and judge.is_person(name)


@lru_cache(maxsize=4_000)
def without_dates(text: str) -> str:
    """A line with bars for its dates, its numbers and the words that stand around names."""
    words = without_days(text, "|").split(" ")
    is_cut = [word == "|" or any(map(str.isdigit, word)) for word in words]
    for at, word in enumerate(words):
        plain = word.lower().strip(".,:()")
        beside = range(max(0, at - 1), min(len(words), at + 2))
        is_around = plain in _AROUND and (word[0].islower() or at == 0 or any(is_cut[place] for place in beside))
        is_month = any(words[place] != "|" and is_cut[place] for place in beside) and month_of(plain) is not None
        is_cut[at] = is_cut[at] or plain in _NETWORKS or is_around or is_month
    return " ".join("|" if out else word for out, word in zip(is_cut, words, strict=True))


def _looks_named(name: str, *, after_by: bool) -> bool:
    """Whether a name has the looks of one: capitals, and few words; after "by" one word of any kind will do."""
    words = name.split()
    first = words[0][0]
    has_no_case = first.isalpha() and not first.islower() and not first.isupper()
    has_capitals = any(word[0].isupper() for word in words) and all(
        not word[0].islower() or word in _PARTICLES for word in words
    )
    has_looks = has_no_case or has_capitals or (after_by and len(words) == 1)
    return len(words) <= _MOST_WORDS and has_looks
