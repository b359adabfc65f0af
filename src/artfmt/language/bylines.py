"""The byline of a copied page: the names of the authors and what it says of them."""

from __future__ import annotations

import re
from functools import lru_cache

from artfmt.model.article import Author

_BY = re.compile(
    r"(?:(?:written|posted|published|reported|story|text|words)\s+)?by:?\s+|(?:escrito\s+|texto\s+)?por:?\s+",
    re.IGNORECASE,
)
# The same where the words start other lines, too ("Von Miller signs", "Interview by phone"): each name is a given name
# and a surname then.
_BY_OF_OTHERS = re.compile(
    r"(?:(?:ein )?(?:text|interview|kommentar) )?von:? |(?:propos recueillis )?par ?:? |"
    r"(?:an )?(?:interview|analysis) by:? ",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*,\s+(?:and|&)\s+|\s+and\s+|\s*&\s*|\s*,\s*")
_BETWEEN_LOCAL = re.compile(r"\s+(?:y|e|et|und)\s+|\s*,\s*")
# What the name of a paper or a station ends with, and no person's does; and that of another outlet or of its staff.
_PAPERS = frozenset(
    {
        *(
            "chronicle",
            "courier",
            "dispatch",
            "examiner",
            "gazette",
            "herald",
            "journal",
            "ledger",
            "magazine",
            "media",
        ),
        *("news", "observer", "post", "radio", "register", "sentinel", "times", "tribune", "tv", "wire"),
    }
)
_OUTLETS = _PAPERS | {
    *("agency", "association", "authority", "blog", "board", "bureau", "center", "centre", "club", "college"),
    *("commission", "committee", "communications", "company", "council", "daily", "department", "desk"),
    *("editors", "engineering", "foundation", "group", "hospital", "inc", "institute", "ministry", "museum"),
    *("network", "newsletters", "newsroom", "office", "press", "release", "report", "reports", "service"),
    *("services", "society", "staff", "statement", "team", "university"),
}
# Those that end as names of persons do, without their article.
_OUTLETS_WITH_ARTICLE = frozenset(
    {
        *("advocate", "argus", "beacon", "bulletin", "citizen", "eagle", "echo", "enterprise", "globe", "guardian"),
        *("independent", "leader", "mail", "mirror", "monitor", "pioneer", "record", "reporter", "review", "standard"),
        *("star", "sun", "telegraph", "union", "voice", "world"),
    }
)
_ROLE = re.compile(
    r"(?:[\w-]+\s+){0,2}(?:co-)?(?:authors?|editors?|writers?|reporters?|correspondents?|hosts?|columnists?|producers?|photographers?|"
    r"chief|staff|senior|contributor|contributing|managing|deputy|executive|founder|analyst)\b",
    re.IGNORECASE,
)
_POSTS = frozenset(
    {"columnist", "contributor", "correspondent", "editor", "photographer", "producer", "reporter", "staff", "writer"}
)
# What else one who writes may be, behind the name: "Ji-woo Berg, Head of Infrastructure".
_OFFICE = re.compile(
    r"(?!(?:says?|said|warns?|tells?)\b)(?:[\w-]+ ){0,2}(?:head of .{2,50}|"
    r"(?:(?:vice |vice-)?president|vp|ceo|cto|director|"
    r"engineer|manager|scientist|designer|professor|fellow|researcher|lecturer|critic|co-founder|intern)"
    r"(?: (?:of|for|at|and|&) .{2,50})?)$",
    re.IGNORECASE,
)
_PARTICLES = frozenset(
    {
        *("af", "al", "bin", "da", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "e", "el", "ibn"),
        *("ii", "iii", "jr", "jr.", "la", "le", "sr", "sr.", "st.", "ten", "ter", "van", "von", "y", "zu"),
    }
)
_SUFFIXES = frozenset({"ii", "iii", "jr", "jr.", "sr", "sr."})
_DEPARTMENT = re.compile(r", [A-Z][\w&' ]+ (?:communications|department|office|desk|bureau|team)$", re.IGNORECASE)
_NO_SINGLE_NAMES = frozenset(
    {
        *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march"),
        *("april", "may", "june", "july", "august", "september", "october", "november", "december", "noon", "midnight"),
        *("tomorrow", "design", "default", "hand", "popular", "request", "degrees", "accident", "tonight", "proxy"),
    }
)
_SUFFIX = re.compile(r", (?:jr|sr|ii|iii|iv|ph\.?d|m\.?d)\.?$", re.IGNORECASE)
_HANDLE = re.compile(r"@?[a-z][a-z0-9_.-]{5,24}")
_CLOCK = re.compile(r"(?:,| at| um| à| às)? \d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?$", re.IGNORECASE)
_LONGEST = 200
_MOST_WORDS = 4
_LONGEST_ROLE = 60


def is_name(text: str) -> bool:
    """Whether ``text`` has the shape of a person's name: two to four capitalised words and particles, no digit."""
    if len(text) > 50 or text.startswith(("The ", "A ", "By ", "In ", "On ", "At ")):
        return False
    if ", " in text:
        text = _SUFFIX.sub("", text)
    words = text.split()
    if not 2 <= len(words) <= _MOST_WORDS and not (
        words and 2 <= sum(word.lower() not in _PARTICLES for word in words) <= _MOST_WORDS
    ):
        return False
    return all(map(_is_name_word, words)) and words[0][0].isupper() and (len(words[0]) <= 2 or not words[0].isupper())


def _is_name_word(word: str) -> bool:
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
    return len(text) <= _LONGEST_ROLE and _ROLE.match(text) is not None and not text.endswith((".", "!", "?", ":"))


def is_post(text: str) -> bool:
    """Whether a line names nothing but the post of one who writes: "Staff Writer"."""
    return is_role(text) and text.rpartition(" ")[2].lower() in _POSTS


def is_outlet(name: str) -> bool:
    """Whether a name is that of an outlet or its staff, by its last word: "Harbor Wire Staff", "The Quill Star"."""
    last = name.rpartition(" ")[2].lower()
    return last in _OUTLETS or (last in _OUTLETS_WITH_ARTICLE and name.startswith("The "))


def names_nobody(line: str) -> bool:
    """Whether a line is a byline that names an outlet or its staff alone: "By Harbor Wire Staff", "Staff report"."""
    by = _BY.match(line)
    name = line[by.end() :] if by else line
    return len(name) <= _LONGEST_ROLE and is_outlet(name) and (bool(by) or name.lower() in ("staff report", "staff"))


def parse_byline(line: str) -> tuple[Author, ...]:
    """The authors that ``line`` names, whole, where it says that it is a byline: "By A and B", "A, author of C".

    Empty where it is something else; a name alone says nothing of the kind. An outlet beside the persons is none of
    the authors.
    """
    if len(line) > _LONGEST:
        return ()
    if line[-1:].isdigit() or line[-2:].lower() in ("am", "pm", "m."):
        line = _CLOCK.sub("", line)  # "Posted by Casimir Lund at 9:14 PM"
    return () if line.endswith((".", "!", "?", ":")) else _parsed(line)


@lru_cache(maxsize=2048)  # a line is looked at from several sides
def _parsed(line: str) -> tuple[Author, ...]:
    by = _BY.match(line)
    if not by and (other := _BY_OF_OTHERS.match(line)):
        persons = _persons(_cut_role(line[other.end() :])[0], in_capitals=False)
        by = other if persons and all(map(_is_full_name, persons)) else None
    names, role = _cut_role(line[by.end() :] if by else line)
    if not role and names.count(", ") == 1 and _DEPARTMENT.search(names):
        names, _, role = names.partition(", ")
    if not by and not role and not _ends_with_paper(names):
        return ()
    found = _persons(names, in_capitals=by is not None)
    if not found:
        single_word = (
            by and role is None and (_is_name_word(names or "x") or _HANDLE.fullmatch(names)) and " " not in names
        )
        if not single_word or is_outlet(names) or names.lower() in _NO_SINGLE_NAMES:
            return ()
        found = [names]
    return tuple(Author(name, role if name is found[-1] else None) for name in found)


def _persons(names: str, *, in_capitals: bool) -> list[str]:
    """The names that a byline's words are, outlets left out; empty where they are anything else."""
    for between in (_BETWEEN_LOCAL, _BETWEEN):
        found = between.split(names)
        persons = [name for name in found if not is_outlet(name)]
        if all(is_name(name) or (in_capitals and name.isupper() and is_name(name.title())) for name in persons):
            return persons
    return []


def _ends_with_paper(names: str) -> bool:
    """Whether names end with that of a paper or a station: "Thessaly Brandt, The Summit Post"."""
    before, comma, last = names.rpartition(", ")
    return (
        bool(before and comma) and is_outlet(last) and (last.startswith("The ") or last.split()[-1].lower() in _PAPERS)
    )


def _is_full_name(name: str) -> bool:
    """Whether a name is a given name and a surname, with what stands between or behind them."""
    words = [word.lower() for word in name.split()]
    return (
        len([word for word in words if word not in _PARTICLES and len(word.rstrip(".")) > 1]) == 2 and "zu" not in words
    )


def _cut_role(text: str) -> tuple[str, str | None]:
    name, comma, rest = text.partition(", ")
    while comma:
        if _ROLE.match(rest) or _OFFICE.match(rest):
            return name, rest
        more, comma, rest = rest.partition(", ")
        name = f"{name}, {more}"
    return text, None
