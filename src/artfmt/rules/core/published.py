"""What was changed in a story since it was published, for the rules that look at that."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from artfmt.language.notes import note_lead
from artfmt.model.diff import Change
from artfmt.rules import Finding
from artfmt.rules.core.passages import Passages
from artfmt.source.lazy import lazy

# What readers do not read as the story: its record, and what is beside it.
_OF_RECORD = frozenset({"type", "id", "url", "language", "section", "published", "updated", "tag", "kind of label"})
_BESIDE = ("extra.", "related", "publisher", "rights", "author url", "section id")
_TELLING = ("correction", "clarification", "update", "editors-note")
_TRUE, _FALSE = (True, "true", "yes"), (False, "false", "no")


def changes(passages: Passages) -> list[Change]:
    """What differs from the version before; nothing where there is none, or where that was not published yet."""
    return passages.changes if was_published(passages) else []


def of_story(some: list[Change]) -> list[Change]:
    """The changes of what readers read."""
    return [change for change in some if change.what not in _OF_RECORD and not change.what.startswith(_BESIDE)]


def is_told(some: list[Change]) -> bool:
    """Whether a note among the changes tells readers that something was corrected, cleared up or updated."""
    return any(change.after and (change.what in _TELLING or _opens_note(change.after)) for change in some)


def _opens_note(text: str) -> bool:
    """Whether a text is a note by its first words, or a label that opens one."""
    plain = _MARKS.sub("", text).strip(" []()")
    lead = note_lead(f"{plain} …" if plain.endswith(":") else plain)
    return lead is not None and lead.kind in _TELLING


def was_published(passages: Passages) -> bool:
    """Whether there is a version before that stood on the site: no draft, and its day, where it has one, had come."""
    if passages.before is None:
        return False
    article = passages.before.article
    is_draft = article.extra.get("draft") in _TRUE or article.extra.get("published") in _FALSE
    return not is_draft and (article.published is None or article.published[:10] <= passages.today.isoformat())


class Fact(NamedTuple):
    """A number, name or quotation that stands otherwise now: where its new form stands."""

    kind: str
    before: str
    after: str
    pointer: str


_NUMBER = lazy(r"(?<![\w.,])[$€£¥]?\d[\d.,:/]*\d%?|(?<![\w.,])[$€£¥]?\d%?")
_NAME = lazy(r"\b[^\W\d_a-z][\w’'-]+(?:\s+(?:[^\W\d_a-z]\.|[^\W\d_a-z][\w’'-]+))+")
_QUOTATION = lazy(r"[“\"„«]([^“”\"„«»]{8,})[”\"“»]")
_KINDS = (("number", _NUMBER), ("name", _NAME), ("quotation", _QUOTATION))
_MARKS = lazy(r"[*_`\\]|\]\([^)]*\)|\[")


def facts(passages: Passages) -> Iterator[Fact]:
    """The facts that were changed, not added nor taken out: in one change, some of a kind are gone and others there."""
    for change in of_story(changes(passages)):
        if change.before is None or change.after is None or change.pointer_after is None:
            continue
        before, after = (_MARKS.sub("", text) for text in (change.before, change.after))
        kinds = [("quotation", None)] if change.what.startswith("quoted") else _KINDS
        for kind, pattern in kinds:
            gone, new = _counted(pattern, before, after)
            if gone and new:
                yield Fact(kind, ", ".join(gone), ", ".join(new), change.pointer_after)
                break  # what a quotation says may hold numbers


def _counted(pattern: re.Pattern[str] | None, before: str, after: str) -> tuple[list[str], list[str]]:
    """What stands in one text more often than in the other, and the other way round."""
    if pattern is None:
        return [before], [after]
    one, other = (
        Counter(match[pattern.groups].strip(" .,:/") for match in pattern.finditer(text)) for text in (before, after)
    )
    return list((one - other).elements()), list((other - one).elements())


def placed(passages: Passages, pointer: str, words: str, message: str) -> Finding:
    """A finding at some words beneath a pointer, or at the whole of it where they do not stand there."""
    for passage in passages.all:
        if passage.pointer == pointer or passage.pointer.startswith(f"{pointer}/"):
            start = passage.text.find(words)
            if start >= 0:
                return Finding(passage.pointer, message, start, start + len(words))
    return Finding(pointer, message)
