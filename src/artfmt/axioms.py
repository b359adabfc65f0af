"""The known lead-in labels ("Why it matters") and the kind each one is.

The kinds and their spellings are those in steady use in Axios-style articles; a label outside the table
is of kind ``other``. To add a label: one line in ``_KINDS``.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

OTHER = "other"

# kind -> further labels that mean it, beside the one that spells its own slug
_KINDS: dict[str, tuple[str, ...]] = {
    "why-it-matters": ("Why this matters", "Why it matters now"),
    "big-picture": (),
    "bottom-line": (),
    "latest": (),
    "intrigue": (),
    "other-side": (),
    "catch": (),
    "backdrop": (),
    "impact": (),
    "driving-the-news": (),
    "state-of-play": (),
    "between-the-lines": (),
    "by-the-numbers": (),
    "reality-check": (),
    "yes-but": (),
    "worth-noting": (),
    "be-smart": (),
    "go-deeper": (),
    "threat-level": (),
    "how-it-works": (),
    "zoom-in": (),
    "zoom-out": (),
    "flashback": (),
    "context": (),
    "background": (),
    "details": (),
    "catch-up-quick": (),
    "what-happened": (),
    "whats-new": (),
    "whats-next": (),
    "whats-happening": (),
    "what-to-watch": (),
    "behind-the-scenes": (),
    "case-in-point": (),
    "of-note": (),
    "quick-take": (),
    "whos-next": (),
    "by-the-way": (),
    "for-the-record": (),
    "what-theyre-saying": (),
    "what-were-watching": (),
    "what-were-hearing": (),
    "what-were-reading": (),
    "thought-bubble": (),
    "takeaway": ("His big takeaway", "Her big takeaway", "Our big takeaway", "The big takeaway"),
}

_KIND = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = str.maketrans("", "", "'\u2019\u2018\u02bc")
_ARTICLES = ("the", "our", "my")
_LONGEST = 80
_SHORTEST_MISSPELLED = 6
_CLOSE = 0.7


@lru_cache(maxsize=4096)
def slug(label: str) -> str:
    """The label in lower case with hyphens, without apostrophes, a leading "the", "our" or "my", or a tail.

    The tail is what follows ", from": "Our thought bubble, from Newsdesk's Ola Brandt" gives
    "thought-bubble".
    """
    words = _WORD.findall(label.partition(", from ")[0].translate(_APOSTROPHES).lower())
    if len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    return "-".join(words)


KINDS: tuple[str, ...] = tuple(_KINDS)
_KIND_OF_SLUG = {kind: kind for kind in _KINDS} | {slug(label): kind for kind in _KINDS for label in _KINDS[kind]}


def known_kind(label: str) -> str | None:
    """The kind of a label in the table, in any case and with any apostrophes; None for another label."""
    name = slug(label)
    kind = _KIND_OF_SLUG.get(name)
    if kind is None and name.startswith("what-") and name.endswith("s-saying"):
        return "what-theyre-saying"
    return kind


def is_kind(text: str) -> bool:
    """Whether text has the form of a kind: lower-case words joined by hyphens."""
    return _KIND.fullmatch(text) is not None


def kind_of(label: str) -> str:
    """The kind of any label: that of the table, or ``other``."""
    return known_kind(label) or OTHER


@lru_cache(maxsize=4096)
def misspelled(label: str) -> str | None:
    """The label of the table that another one nearly is, or None: one that differs by a slip."""
    import difflib

    name = slug(label)
    if len(name) < _SHORTEST_MISSPELLED or name in _KIND_OF_SLUG or known_kind(label):
        return None
    near = difflib.get_close_matches(name, _KIND_OF_SLUG, n=1, cutoff=0.85)
    if not near or near[0].count("-") != name.count("-") or _other_word(name, near[0]):
        return None
    return _as_written(near[0], label)


def _other_word(name: str, near: str) -> bool:
    """Whether a word differs in more than a slip of the pen, as in "the other time" and "the other side"."""
    from difflib import SequenceMatcher

    pairs = zip(name.split("-"), near.split("-"), strict=True)
    return any(mine != known and SequenceMatcher(None, mine, known).ratio() < _CLOSE for mine, known in pairs)


def _as_written(kind: str, label: str) -> str:
    """The usual spelling of a label of the table, with the article that another spelling of it starts with."""
    words = kind.replace("-", " ")
    for bare, spelled in (("whats", "what's"), ("whos", "who's"), ("theyre", "they're"), ("were", "we're")):
        words = re.sub(rf"\b{bare}\b", spelled, words)
    first = label.split(" ", 1)[0]
    if first.lower() in _ARTICLES:
        return f"{first} {words}"
    return words[:1].upper() + words[1:]


class Lead(NamedTuple):
    """A paragraph cut after the colon of what may be its label; ``start`` is where the rest begins."""

    label: str
    start: int


def split_lead(text: str) -> Lead | None:
    """The opening words of ``text`` up to a colon that ends a word, if they are short and start with a capital.

    This is the shape of a label, not yet a label: "He said: …" has it too.
    """
    colon = text.find(":", 1, _LONGEST)
    if colon < 0 or not text[0].isupper():
        return None
    start = colon + 1
    if start < len(text):
        if not text[start].isspace():
            return None
        start += 1
    label = text[:colon].rstrip()
    return Lead(label, start) if label else None
