"""The known lead-in labels ("Why it matters") and the kind each one is.

The kinds and their spellings are those in steady use in Axios-style articles; a label outside them is of kind
``other``. They stand in ``data/<language>.yaml``, under ``labels``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import takewhile
from types import MappingProxyType
from typing import NamedTuple
from unicodedata import category

from artfmt.language.vocabulary import by_language, listed, texts, words
from artfmt.model.prose import Spans, plain_text
from artfmt.source.lazy import lazy
from artfmt.source.nearest import nearest

OTHER = "other"
# Lead-ins to other stories, as kinds are spelled: "Go deeper: …", "Read more: …".
RELATED_LEADS = words("related_leads")

# kind -> further labels that mean it, beside the one that spells its own slug: in English, and elsewhere
_KINDS: dict[str, list[str]] = by_language("labels")["en"]

_LOCAL: list[dict[str, list[str]]] = [kinds for tag, kinds in by_language("labels").items() if tag != "en"]

_KIND = lazy(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_WORD = lazy(r"[^\W_]+")
_APOSTROPHES = str.maketrans("", "", "'\u2019\u2018\u02bc")
_ARTICLES = listed("label_articles")
_SPELLINGS = [
    (re.compile(rf"\b{word}\b"), with_apostrophe) for word, with_apostrophe in texts("label_spellings").items()
]
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
# Every kind with the labels that mean it beside the one that spells it, in all languages.
LABELS_OF: dict[str, tuple[str, ...]] = {
    kind: (*_KINDS[kind], *(label for kinds in _LOCAL for label in kinds.get(kind, ()))) for kind in _KINDS
}
_ENGLISH = {kind: kind for kind in _KINDS} | {slug(label): kind for kind in _KINDS for label in _KINDS[kind]}
_THOUGHT_BUBBLE = "thought-bubble"
# What a slip of the pen leaves of a label: its first letter, if it is one word, or one of its words.
_BEGINNINGS = frozenset(kind[0] for kind in _ENGLISH if "-" not in kind)
_WORDS_OF_LENGTH = {
    count: frozenset(word for kind in _ENGLISH if kind.count("-") == count - 1 for word in kind.split("-"))
    for count in range(2, 6)
}
_KIND_OF_SLUG = {slug(label): kind for kinds in _LOCAL for kind, labels in kinds.items() for label in labels} | _ENGLISH


def known_kind(label: str) -> str | None:
    """The kind of a label in the tables, in any case and with any apostrophes; None for another label."""
    name = slug(label)
    kind = _KIND_OF_SLUG.get(name)
    if kind is None and name.startswith("what-") and name.endswith("s-saying"):
        return "what-theyre-saying"
    if kind is None and (name.startswith(f"{_THOUGHT_BUBBLE}-") or f"-{_THOUGHT_BUBBLE}" in name):
        return _THOUGHT_BUBBLE  # of somebody: "Thought bubble from Ida Brandt", "Ida's thought bubble"
    return kind


def is_english(label: str) -> bool:
    """Whether a label is in the table of English ones."""
    return slug(label) in _ENGLISH


def is_kind(text: str) -> bool:
    """Whether text has the form of a kind: lower-case words joined by hyphens."""
    return _KIND.fullmatch(text) is not None


def kind_of(label: str) -> str:
    """The kind of any label: that of the tables, or ``other``."""
    return known_kind(label) or OTHER


class Labels(NamedTuple):
    """The labels that a reader knows: those of the tables, and a house's own, which come first.

    ``house`` has the kinds of the house's labels by their slugs.
    """

    house: Mapping[str, str] = MappingProxyType({})

    def known_kind(self, label: str) -> str | None:
        """The kind of a label that is known; None for another."""
        return (self.house.get(slug(label)) if self.house else None) or known_kind(label)

    def kind_of(self, label: str) -> str:
        """The kind of any label: that of a known one, or ``other``."""
        return self.known_kind(label) or OTHER

    @classmethod
    def of(cls, labels: Mapping[str, str]) -> Labels:
        """The labels of a house as it writes them, with their kinds ("Our take": "takeaway")."""
        return cls({slug(label): kind for label, kind in labels.items()})


@lru_cache(maxsize=4096)
def misspelled(label: str) -> str | None:
    """The label of the table that another one nearly is, or None: one that differs by a slip."""
    name = slug(label)
    if len(name) < _SHORTEST_MISSPELLED or known_kind(label) or not _may_be_slip(name):
        return None
    near = nearest(name, _ENGLISH, 0.85)
    if not near or near.count("-") != name.count("-") or _other_word(name, near):
        return None
    return _as_written(near, label)


def _may_be_slip(name: str) -> bool:
    """Whether a slug can be near one of the table: it has a word of one as long, or is a word with such a beginning."""
    words = name.split("-")
    if len(words) == 1:
        return name[0] in _BEGINNINGS
    return not _WORDS_OF_LENGTH.get(len(words), frozenset()).isdisjoint(words)


def _other_word(name: str, near: str) -> bool:
    """Whether a word differs in more than a slip of the pen, as in "the other time" and "the other side"."""
    from difflib import SequenceMatcher

    pairs = zip(name.split("-"), near.split("-"), strict=True)
    return any(mine != word and SequenceMatcher(None, mine, word).ratio() < _CLOSE for mine, word in pairs)


def usual_label(kind: str, *, with_article: bool = False) -> str:
    """The usual spelling in English of the label of a kind ("whats-next": "What's next")."""
    return _as_written(kind, "The " if with_article else "")


def _as_written(kind: str, label: str) -> str:
    """The usual spelling of a label of the table, with the article that another spelling of it starts with."""
    words = kind.replace("-", " ")
    for word, with_apostrophe in _SPELLINGS:
        words = word.sub(with_apostrophe, words)
    first = label.split(" ", 1)[0]
    if first.lower() in _ARTICLES:
        return f"{first} {words}"
    return words[:1].upper() + words[1:]


class Lead(NamedTuple):
    """A paragraph cut after the colon of what may be its label; ``start`` is where the rest begins."""

    label: str
    start: int


def _opens_with_sign(text: str) -> bool:
    """Whether a text opens with an emoji and a capital: "⚡ Situational awareness: …"."""
    sign, space, rest = text[:4].partition(" ")
    return bool(space) and rest[:1].isupper() and category(sign[:1] or " ") == "So"


def split_lead(text: str) -> Lead | None:
    """The opening words of ``text`` up to a colon that ends a word, if they are short and start with a capital.

    This is the shape of a label, not yet a label: "He said: …" has it too.
    """
    colon = text.find(":", 1, _LONGEST)
    if colon < 0 or not (text[0].isupper() or (text[0] == "¿" and text[1:2].isupper()) or _opens_with_sign(text)):
        return None
    start = colon + 1
    if start < len(text):
        if not text[start].isspace():
            return None
        start += 1
    label = text[:colon].rstrip()
    return Lead(label, start) if label else None


# How people end a label where they type no colon and space: "Why it matters:Fares", "Why it matters — Fares".
_TYPED_END = lazy(r"([^\W\d_][^:.?!—–]{1,58}?)(?:(?<=\w)(:)(?=\S)|\s+([—–])\s+|([.?!])\s+|([:.?!—–])$)")


def typed_lead(text: str) -> Lead | None:
    """The opening words of ``text`` up to another end than a colon and a space, as people type it.

    A colon that nothing parts from what follows, a dash, a stop or a question mark, which is the label's own.
    """
    match = _TYPED_END.match(text)
    if not match or not text[0].isupper():
        return None
    own = "?" if "?" in (match[4], match[5]) else ""
    return Lead(match[1].rstrip() + own, match.end())


def leads_to_related(lead: Lead) -> bool:
    """Whether a paragraph's opening words are those before related stories."""
    return slug(lead.label) in RELATED_LEADS


LONGEST_LABEL = 80


class Label(NamedTuple):
    """The label a paragraph starts with: its words, and where its colon stands in the paragraph's plain text."""

    words: str
    colon: int


def label_of(content: Spans, labels: Labels, bold_end: int | None = None) -> Label | None:
    """The label that a paragraph starts with, or None.

    Bold opening words with a colon, inside the bold or right after it, are a label; plain ones only where
    they are ``labels``. A colon within code, or one with a footnote, ends no label. ``bold_end`` is where the first
    run of bold ends in the plain text, if the source tells; else it ends with the bold or its link.
    """
    text = plain_text(content)
    if ":" not in text[: LONGEST_LABEL + 1]:
        return None
    if bold_end is None:
        href = content[0].href
        bold_end = len(plain_text(takewhile(lambda span: "bold" in span.marks and span.href == href, content)))
    bold = text[:bold_end].rstrip()
    label = _bold_label(text, bold) if bold else _known_label(text, labels)
    if not label or _in_code(content, label.colon) or _refers_within(content, label.colon + 1):
        return None
    return label


def starts_with_dash(content: Spans) -> bool:
    """Whether prose starts with the dash that stands before a quotation's attribution."""
    return content[0].text.startswith("—") and "code" not in content[0].marks


def _bold_label(text: str, bold: str) -> Label | None:
    colon = len(bold) - 1 if bold.endswith(":") else len(bold)
    words = text[:colon].strip()
    after = text[colon + 1 : colon + 2]
    if not words or "\n" in words or colon > LONGEST_LABEL or text[colon : colon + 1] != ":":
        return None
    return Label(words, colon) if not after or after.isspace() else None


def _known_label(text: str, labels: Labels) -> Label | None:
    lead = split_lead(text)
    if not lead or "\n" in lead.label or not labels.known_kind(lead.label):
        return None
    return Label(lead.label, text.index(":"))


def _refers_within(content: Spans, end: int) -> bool:
    """Whether a footnote is referred to within the first characters of some prose, or right behind them."""
    if not any(span.footnote is not None for span in content):
        return False
    place = 0
    for span in content:
        if span.footnote is not None and place <= end:
            return True
        place += len(span.text)
    return False


def _in_code(content: Spans, place: int) -> bool:
    for span in content:
        if place < len(span.text):
            return "code" in span.marks
        place -= len(span.text)
    return False
