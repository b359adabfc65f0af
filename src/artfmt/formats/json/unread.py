"""What the data of a content system say to readers that the article does not have: it is told."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

from artfmt.model.article import Article
from artfmt.reading.document import Report

_TAG = re.compile(r"<[^<>]{0,2000}>")
_WORD = re.compile(r"\w+")
_FEWEST = 2  # words: one alone is a code
_DEEPEST = 20


def tell_unread(data: Any, article: Article, report: Report, says: frozenset[str], others: frozenset[str]) -> None:
    """Tell each string of some data that has words which neither the article has nor a notice told.

    ``says`` are the names of what readers are meant to see; what stands under the names ``others`` is about something
    else than the article, and is not looked at.
    """
    known_words = {word for text in _strings(article.to_dict()) for word in _words(text)}
    known_words.update(word for text in report.said_texts() for word in _words(text))
    for name, text in _said_in(data, says, others, 0):
        words = _words(text)
        if len(words) >= _FEWEST and not known_words.issuperset(words):
            report.left_out(" ".join(_plain(text).split()), None, f'"{name}", which has no place in an article')
            known_words.update(words)


def _plain(text: str) -> str:
    return html.unescape(_TAG.sub(" ", text))


def _words(text: str) -> list[str]:
    return _WORD.findall(_plain(text).casefold())


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _strings(inner)


def _said_in(value: Any, says: frozenset[str], others: frozenset[str], depth: int) -> Iterator[tuple[str, str]]:
    if isinstance(value, list) and depth < _DEEPEST:
        for inner in value:
            yield from _said_in(inner, says, others, depth + 1)
    elif isinstance(value, dict) and depth < _DEEPEST:
        for name, inner in value.items():
            if name in says and isinstance(inner, str):
                yield name, inner
            elif name not in others:
                yield from _said_in(inner, says, others, depth + 1)
