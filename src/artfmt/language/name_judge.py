"""Telling persons' names from what else stands where pages have names: outlets, bodies, addresses, "Staff"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from artfmt.language.vocabulary import pattern, words

_NO_NAME = re.compile(r"https?:|www\.|@|\.(?:com|org|net|de|co|uk|fr|it|es|info)\b|[<>{}=_\[\]]|\d{2,}", re.IGNORECASE)
# Whole words that say that a name is not a person's.
_GENERIC = re.compile(rf"\b{pattern('no_person_words')}\b", re.IGNORECASE)
ORGANIZATION = re.compile(rf"\b{pattern('organization_words')}\b", re.IGNORECASE)
_ODD = re.compile(r"[()\[\]{}:;\"“”!?%$#*<>|/\\]")
_NOT_NAMES = words("not_names")
_WORD = re.compile(r"\w+")
_LONGEST = 60


def plain_name(text: str) -> str:
    """A name for comparing: letters and digits only, in lower case."""
    return "".join(_WORD.findall(text.casefold()))


class NameJudge:
    """Tells persons' names from what else stands where names should; ``outlets`` are names of the publisher."""

    def __init__(self, outlets: Iterable[str]) -> None:
        self._outlets = {plain_name(outlet).removeprefix("the") for outlet in outlets if outlet} - {""}

    def is_outlet(self, name: str) -> bool:
        """Whether a name is that of the outlet itself."""
        bare = plain_name(name.partition("(")[0]).removeprefix("the")
        return bool(bare) and bare in self._outlets

    def is_fit(self, name: str) -> bool:
        """Whether somebody or something may be called so."""
        return 1 < len(name) <= _LONGEST and not _NO_NAME.search(name) and any(map(str.isalpha, name))

    def is_person(self, name: str) -> bool:
        """Whether a name may be a person's."""
        if not self.is_fit(name) or self.is_outlet(name) or _GENERIC.search(name) or ORGANIZATION.search(name):
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
            and not ORGANIZATION.search(name)
        )

    def may_sign(self, name: str) -> bool:
        """Whether a byline may name a person or a body of people so: "Moe Staff", not "Staff"."""
        words = name.split()
        return (
            self.is_fit(name)
            and not (self.is_outlet(name) and (ORGANIZATION.search(name) or name.casefold().startswith("the ")))
            and not _ODD.search(name)
            and name.casefold() not in _NOT_NAMES
            and not all(_GENERIC.fullmatch(word) for word in words)
        )

    def is_generic(self, name: str) -> bool:
        """Whether a name says what somebody is ("Staff"), not who."""
        return _GENERIC.search(name) is not None
