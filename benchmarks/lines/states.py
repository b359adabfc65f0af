"""The states that are right for the lines of a text whose roles are known: what the weights are learned from."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from artfmt.reading.roles import (
    ABOVE,
    BENEATH,
    BODY,
    HEAD,
    HEADLINE,
    LETTER,
    LETTER_BODY,
    LETTER_HEAD,
    OF_BODY,
)

_ABOVE_HEADLINE = frozenset({"section", "byline", "timestamp", "alt", "caption", "note", "deck", "field", "leftover"})
_BODY_ROLES = OF_BODY - {"related", "note"}


def states_of(roles: Sequence[str]) -> list[str]:
    """The states of lines whose roles are known, one of which at least is a headline."""
    headlines = [index for index, role in enumerate(roles) if role == HEADLINE]
    starts = [0]
    for before, headline in pairwise(headlines):
        start = headline
        while start - 1 > before and roles[start - 1] in _ABOVE_HEADLINE:
            start -= 1
        while start < headline and roles[start] in ("leftover", "note"):
            start += 1
        starts.append(start)
    states: list[str] = []
    for start, end, headline in zip(starts, [*starts[1:], len(roles)], headlines, strict=True):
        states += _states_of_story(roles[start:end], headline - start)
    return states


def _states_of_story(roles: Sequence[str], headline: int) -> list[str]:
    is_newsletter = "item" in roles
    name, head, body = (LETTER, LETTER_HEAD, LETTER_BODY) if is_newsletter else (HEADLINE, HEAD, BODY)
    of_body = [index for index in range(headline + 1, len(roles)) if roles[index] in _BODY_ROLES]
    first, last = (of_body[0], of_body[-1]) if of_body else (len(roles), headline)
    while last + 1 < len(roles) and roles[last + 1] == "rest":
        last += 1
    parts = (
        ABOVE if index < headline else head if index < first else body if index <= last else BENEATH
        for index in range(len(roles))
    )
    return [
        name if index == headline else f"{part}:{role}"
        for index, (part, role) in enumerate(zip(parts, roles, strict=True))
    ]
