"""The words of natural languages: what ``data/<language>.yaml`` say, compiled into one file that loads at once.

A field is described in ``schemas/language.schema.json``. All languages count together unless a caller asks for one:
a page seldom says which it is in, and quotes others.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from artfmt.language.data.vocabulary import FIELDS


def by_language(field: str) -> Mapping[str, Any]:
    """What each language says of a field, by the language's tag (BCP 47), English first."""
    languages: Mapping[str, Any] = FIELDS[field]
    return languages


def words(*fields: str) -> frozenset[str]:
    """The words of some fields in all languages."""
    return frozenset(word for field in fields for some in by_language(field).values() for word in some)


def listed(field: str) -> tuple[str, ...]:
    """The words of a field in all languages, in the order of the files."""
    return tuple(word for some in by_language(field).values() for word in some)


def pattern(field: str) -> str:
    """A regular expression that matches any of a field's patterns, as one group without a number."""
    return f"(?:{'|'.join(listed(field))})"


def table(field: str) -> dict[str, tuple[str, ...]]:
    """The lists of a field by their keys, those of all languages joined."""
    lists_joined: dict[str, tuple[str, ...]] = {}
    for lists in by_language(field).values():
        for key, some in lists.items():
            lists_joined[key] = (*lists_joined.get(key, ()), *some)
    return lists_joined


def texts(field: str) -> dict[str, str]:
    """The texts of a field by their keys; of two languages with the same key the first counts."""
    return {key: text for some in reversed([*by_language(field).values()]) for key, text in some.items()}
