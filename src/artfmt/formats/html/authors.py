"""Who wrote it: names as metadata and bylines give them -> authors, without outlets, addresses and "Staff"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from artfmt.formats.html.linked_data import text_of, types_of
from artfmt.model.article import Author
from artfmt.model.prose import one_line
from artfmt.model.urls import safe_address

_BY = re.compile(
    r"^\W*(?:(?:written|posted|published|reported|words|story|text|texte|publié|escrito|scritto|geschrieben|skrevet|"
    r"article|reviewed|medically reviewed|fact checked)\s+)?"
    r"(?:by|von|par|por|da|di|door|av|af|od|fra|autor(?:in|en|es|a)?|auteure?|autore|author[s(]{0,3}\)?|text|tekst|"
    r"verfasst von|écrit par|작성자|文|記者|作者)"
    r"(?:\s*[:：/|]\s*|\s+)",
    re.IGNORECASE,
)
_AND = re.compile(
    r"\s*(?:[;|/•·\n]|&|\+|、|\s(?:and|und|et|og|och|ja|with|mit|And|AND)\s)\s*|\s+(?:y|e|en|i)\s+(?=[^\W\d_a-z])"
)
_AFTER_NAME = re.compile(
    r"\s+(?:\S+\s+\d.*|\d.*|[|•·–—-]\s.*|(?:on|am|le|el|il|op|den)\s+\d.*|\(.*\)|updated\b.*|published\b.*|posted\b.*|\d{1,2}[./:\s].*|"
    r"(?:is|was|has)\s+.*)$",
    re.IGNORECASE,
)
_VIEW_ALL = re.compile(
    r"^(?:view|see|show) all (?:posts|articles|stories) (?:by|from)\s+|^(?:posts|articles|more) by\s+", re.IGNORECASE
)
_ROLE_AFTER = re.compile(
    r"(?<=\S\s)(?:(?:senior|staff|deputy|contributing|associate)\s)?(?:editor|writer|reporter|correspondent|columnist|"
    r"contributor|chefredakteur\w*|redakteur\w*|redaktion|mon|tues|wednes|thurs|fri|satur|sun)(?:day)?\b.*$",
    re.IGNORECASE,
)
_NO_NAME = re.compile(r"https?:|www\.|@|\.(?:com|org|net|de|co|uk|fr|it|es|info)\b|[<>{}=_\[\]]|\d{2,}", re.IGNORECASE)
# Whole words that say that a name is not a person's.
_GENERIC = re.compile(
    r"\b(?:staff|admin(?:istrator)?|editors?|editorial|newsroom|news\s?desk|web\s?desk|desk|team|redaktion|redactie|redaktionen|"
    r"redakcja|redakce|rédaction|redacci[oó]n|redazione|redação|guest|contributors?|wire|watermark|feed|unknown|anonymous|"
    r"author|webmaster|administrator|user|writer|reporter|correspondent|agencies|agency|press release|bot|none|null)\b",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\b(?:editors?|writers?|reporters?|correspondents?|columnists?|contributors?|producers?|journalists?|analysts?|"
    r"director|manager|founder|president|officer|chief|head|senior|staff|professor|fellow|expert|specialist|author|host|"
    r"redakteur(?:in)?|korrespondent(?:in)?|reporterin|rédact\w+|redactor\w*|journalist\w*|periodista)\b",
    re.IGNORECASE,
)
_ENDS_AS_ROLE = re.compile(
    r"\s(?:editor|writer|reporter|correspondent|columnist|producer|journalist|analyst|director|manager|founder|officer|"
    r"professor|expert|specialist|educator|attorney|strategist|consultant|executive|redakteur(?:in)?)$",
    re.IGNORECASE,
)
_ORGANISATION = re.compile(
    r"\b(?:news|times|post|daily|press|media|magazine|journal|network|group|inc|llc|ltd|gmbh|ag|co|company|corp|online|"
    r"university|institute|association|center|centre|clinic|foundation|department|council|tv|radio|zeitung|verlag|presse|"
    r"nachrichten|agence|agencia|blog|today|herald|tribune|gazette|review|digital|studio|society|school|bank|office)\b",
    re.IGNORECASE,
)
_ODD = re.compile(r"[()\[\]{}:;\"“”!?%$#*<>|/\\]")
_NOT_NAMES = frozenset(
    {
        "by",
        "written by",
        "about",
        "share",
        "follow",
        "posted",
        "published",
        "view all posts",
        "read more",
        "von",
        "par",
        "por",
        "di",
        "text",
        "autor",
    }
)
_ADDRESS = re.compile(r"\s*(?:\w+://|www\.|@)")
_CREDENTIAL = re.compile(r"(?:[A-Z][A-Za-z]{0,4}\.?){1,4}(?:[-/ ][A-Z0-9]{1,6})*®?")
_WORD = re.compile(r"\w+")
_LONGEST = 60
_MOST = 24
_LONGEST_BYLINE = 600
_AFTER_BAR = re.compile(r"\s+(?:\||[-–—])\s.*$", re.DOTALL)
# In a name that is sure to be one, "von" and "de" are part of it.
_BY_IN_NAME = re.compile(r"^\s*(?i:by):?\s+(?=[^\Wa-z])")
_BREAK = re.compile(r"<br\s*/?>|\n", re.IGNORECASE)


def plain_name(text: str) -> str:
    """A name for comparing: letters and digits only, in lower case."""
    return "".join(_WORD.findall(text.casefold()))


class NameJudge:
    """Tells persons' names from what else stands where names should; ``outlets`` are names of the publisher."""

    def __init__(self, outlets: Iterable[str]) -> None:
        self._outlets = {plain_name(each).removeprefix("the") for each in outlets if each} - {""}

    def is_outlet(self, name: str) -> bool:
        """Whether a name is that of the outlet itself."""
        bare = plain_name(name.partition("(")[0]).removeprefix("the")
        return bool(bare) and bare in self._outlets

    def is_fit(self, name: str) -> bool:
        """Whether somebody or something may be called so."""
        return 1 < len(name) <= _LONGEST and not _NO_NAME.search(name) and any(map(str.isalpha, name))

    def is_person(self, name: str) -> bool:
        """Whether a name may be a person's."""
        if not self.is_fit(name) or self.is_outlet(name) or _GENERIC.search(name) or _ORGANISATION.search(name):
            return False
        return name.count(" ") < 6 and not _ODD.search(name) and name.casefold() not in _NOT_NAMES

    def is_named(self, name: str) -> bool:
        """Whether what is said to be a person has a name of its own: two words or more, not the outlet's."""
        first, *others = name.split() or [""]
        return (
            self.is_fit(name)
            and not self.is_outlet(name)
            and not _ODD.search(name)
            and bool(others)
            and not _GENERIC.fullmatch(first)
            and not _ORGANISATION.search(name)
        )

    def may_sign(self, name: str) -> bool:
        """Whether a byline may name a person or a body of people so: "Moe Staff", not "Staff"."""
        words = name.split()
        return (
            self.is_fit(name)
            and not (self.is_outlet(name) and (_ORGANISATION.search(name) or name.casefold().startswith("the ")))
            and not _ODD.search(name)
            and name.casefold() not in _NOT_NAMES
            and not all(_GENERIC.fullmatch(word) for word in words)
        )

    def is_generic(self, name: str) -> bool:
        """Whether a name says what somebody is ("Staff"), not who."""
        return _GENERIC.search(name) is not None


def split_names(text: str, *, certain: bool = False) -> Iterator[tuple[str, str | None]]:
    """The names in a byline, each with the role that the byline gives it; ``certain`` where it is nothing but names."""
    text = text[:_LONGEST_BYLINE]
    text = _BY_IN_NAME.sub("", text) if certain else _BY.sub("", _VIEW_ALL.sub("", text.strip()), count=1)
    if certain:
        text = _AFTER_BAR.sub("", text)
    found: list[tuple[str, str | None]] = []
    for part in _AND.split(text)[:_MOST]:
        for piece in re.split(r"\s*[,，]\s*", part or ""):
            name = one_line(piece if certain else _without_ends(piece))
            if not name:
                continue
            later = bool(found) and part != piece
            role = _role_in(piece, name, later=later) if found else None
            if role:
                known, told = found[-1]
                found[-1] = known, f"{told}, {role}" if told else role
                continue
            if later and " " not in name and (_CREDENTIAL.fullmatch(name) or " " in found[-1][0]):
                continue  # "Ana Moe, PhD", "Ana Moe, Lisbon"
            found.append((name, None))
    if any(not name.isupper() for name, _ in found):
        found = [(name, role) for name, role in found if not name.isupper() or len(name) < 4]
    yield from found


def _role_in(piece: str, name: str, *, later: bool) -> str | None:
    """What a part of a byline says of the person before it: "harbour reporter"; None where it names somebody."""
    said = one_line(piece)
    if _ENDS_AS_ROLE.search(said):
        return said
    return name if later and (_ROLE.search(name) or name[0].islower()) else None


def _without_ends(piece: str) -> str:
    """A name without "By" before it, and without the dates, roles and dots after it."""
    piece = _BY.sub("", piece.strip(" \t-–—:|•·*"), count=1)
    piece = _ROLE_AFTER.sub("", _AFTER_NAME.sub("", piece)).strip(" :-–—")
    return piece if re.search(r"(?:^|\s)(?:[^\W\d_]|Jr|Sr)\.$", piece) else piece.rstrip(".")


def authors_of(
    values: Iterable[Any], judge: NameJudge, address: Any = safe_address
) -> tuple[list[Author], list[Author]]:
    """The persons, and the organisations, that JSON-LD, meta elements or microdata name as authors.

    A value is a string ("A and B"), a node with a name, or a list of them.
    """
    persons: dict[str, Author] = {}
    others: dict[str, Author] = {}
    for value in values:
        if isinstance(value, list):
            more, rest = authors_of(value, judge, address)
            persons |= {plain_name(each.name): each for each in more if plain_name(each.name) not in persons}
            others |= {plain_name(each.name): each for each in rest if plain_name(each.name) not in others}
            continue
        node = value if isinstance(value, dict) else {}
        if isinstance(node.get("name"), list):
            more, rest = authors_of([{**node, "name": name} for name in node["name"][:_MOST]], judge, address)
            persons |= {plain_name(each.name): each for each in more}
            others |= {plain_name(each.name): each for each in rest}
            continue
        if isinstance(value, str):
            value = _BREAK.sub(";", value[:_LONGEST_BYLINE])
        url = role = None
        if node:
            raw = node.get("url") or node.get("sameAs")
            raw = raw[0] if isinstance(raw, list) and raw else raw
            url = address(raw) if isinstance(raw, str) else None
            role = text_of(node.get("jobTitle"))
        name = _name_of(node) if node else text_of(value)
        if not name or _ADDRESS.match(name):
            continue
        kinds = types_of(node)
        certain = "Person" in kinds
        organisation = not certain and (_is_organisation(name) or "Organization" in " ".join(kinds))
        for each, told in split_names(name, certain=certain) if not organisation else [(name, None)]:
            if organisation or not (judge.is_person(each) or (certain and judge.is_named(each))):
                if judge.is_fit(each) and not (judge.is_generic(each) and not judge.is_outlet(each)):
                    others.setdefault(plain_name(each), Author(each, None, url))
            else:
                persons.setdefault(plain_name(each), Author(each, told or role, url))
    return list(persons.values())[:_MOST], list(others.values())[:_MOST]


def _is_organisation(name: str) -> bool:
    """Whether a whole name is that of a body of people: "Centre for River Studies and Planning"."""
    return _ORGANISATION.search(name) is not None and "," not in name and not _BY.match(name) and name.count(" ") > 2


def _name_of(node: dict[str, Any]) -> str | None:
    if name := text_of(node.get("name")):
        return name
    parts = [text_of(node.get(part)) for part in ("givenName", "additionalName", "familyName")]
    return " ".join(part for part in parts if part) or None
