"""Credits of pictures: telling "Photo: Pia Lund/Harbor Wire" from the caption before it."""

from __future__ import annotations

import re
from functools import lru_cache

from artfmt.language.vocabulary import pattern
from artfmt.model.prose import Spans, cut, plain_text
from artfmt.source.lazy import lazy

# Words that start a credit wherever they stand.
_CERTAIN = pattern("credit_words")
# Words that start one at the head of a short line only: each is an everyday word too.
_LIKELY = pattern("credit_words_at_head")
_OWNER = r"(?-i:[^\Wa-z_]|by\b|via\b|courtesy\b|[@©])"  # a name, not the rest of a sentence
_STARTS = lazy(
    rf"(?:^|(?<=\s))\(?(?:{_CERTAIN})\s?:\s*{_OWNER}|(?<=[.!?”\")]\s)\(?(?:photos?\s+by|(?:photos?\s+)?courtesy\s+of(?:\s+the)?)\s+(?-i:[A-Z@])",
    re.IGNORECASE,
)
# After a short caption's full stop the everyday words start one too; so does an owner in brackets that ends the line.
_AFTER_CAPTION = lazy(
    rf"(?<=[.!?”\"]\s)\(?(?:{_LIKELY}):\s*{_OWNER}"
    r"|(?<=[.!?”\"]\s)(?-i:\([A-Z][^()/]{1,40}/[^()]{1,40}\)$)"
    r"|(?<=[.!?”\"]\s)(?-i:[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3}/[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,4}$)"
    r"|(?<=\s)data:\s*(?-i:[A-Z])(?=.{0,160}\b(?:chart|graphic|map|table|illustration):)"
    r"|(?<=[.!?”\"]\s)(?:photos?\s+)?courtesy\s+of\s+[^.!?]{2,60}$"
    r"|(?<=[.!?”\"]\s)via\s+(?-i:[A-Z][\w'’&/ -]{2,50}$)"
    r"|(?<=\s)©\s*(?-i:[A-Z])",
    re.IGNORECASE,
)
_AT_HEAD = lazy(
    rf"\(?(?:(?:{_CERTAIN}|{_LIKELY})\s?:\s*{_OWNER}|image\s+(?:source|copyright),\s+(?-i:[A-Z])|{pattern('credit_courtesy')}|via\s+(?-i:[A-Z@])|"
    r"©\s*(?-i:[A-Z0-9])|\((?-i:[A-Z])[^()/]{1,40}/[^()]{1,40}\)$)",
    re.IGNORECASE,
)
# What the patterns cannot do without, so that most lines are searched for nothing else.
_START_MARKS = (":", "hoto", "HOTO", "ourtesy", "OURTESY")
_AFTER_MARKS = (":", "/", "©", "ia ", "IA ", "ourtesy", "OURTESY")
_LONGEST_WITH_CAPTION = 1200
_LONGEST_ALONE = 240
_LONGEST_SHORT_CAPTION = 420


def credit_start(text: str) -> int | None:
    """Where the credit begins in the text beneath a picture: 0 where it is a credit alone, None where there is none."""
    return None if len(text) > _LONGEST_WITH_CAPTION else _start(text)


@lru_cache(maxsize=512)  # a line is looked at as what stands beneath several others
def _start(text: str) -> int | None:
    if len(text) <= _LONGEST_ALONE and _AT_HEAD.match(text) and not _reads_as_prose(text):
        return 0
    match = _STARTS.search(text) if any(mark in text for mark in _START_MARKS) else None
    if not match and len(text) <= _LONGEST_SHORT_CAPTION and any(mark in text for mark in _AFTER_MARKS):
        match = _AFTER_CAPTION.search(text)
    return match.start() if match and len(text) - match.start() <= _LONGEST_ALONE else None


def split_credit(beneath: Spans) -> tuple[Spans, Spans]:
    """The caption and the credit in the prose beneath a picture."""
    start = credit_start(plain_text(beneath))
    return (beneath, ()) if start is None else (cut(beneath, 0, start), cut(beneath, start))


def _reads_as_prose(text: str) -> bool:
    """Whether the line goes on like a sentence: a long run of words that ends in a stop and names no owner."""
    if "/" in text or ";" in text or not text.endswith((".", "!", "?")):
        return False
    return text.count(" ") > 8 or not _STARTS.match(text)
