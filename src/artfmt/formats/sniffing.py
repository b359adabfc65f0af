"""What the beginning of a content tells: where an XML document's first element begins, which keys JSON has."""

from __future__ import annotations

import re

# Each piece is taken whole or not at all, so that none is gone through again.
_PROLOG = re.compile(
    r"\s++|<\?(?:[^?]|\?(?!>))*+\?>|<!--(?:[^-]|-(?!->))*+-->|<!DOCTYPE[^>\[]*+(?:\[[^\]]*+\])?[^>\[]*+>"
)
_TOKEN = re.compile(r'[{}\[\],:]|"[^"\\]*+(?:\\.[^"\\]*+)*+"|[^\s{}\[\],:"]+')
_DEEPEST = 2


def without_prolog(text: str) -> str:
    """An XML document from its first element on; another text as it is."""
    start = 0
    while piece := _PROLOG.match(text, start):
        start = piece.end()
    return text[start:]


def paths_of(text: str) -> frozenset[str]:
    """The keys of the beginning of a JSON text, and those of the objects beneath them ("content.rendered").

    Lists count for nothing: the keys of their objects are those of the list.
    """
    paths: set[str] = set()
    open_keys: list[str] = []
    stack: list[str] = []  # the brackets that are open
    key: str | None = None
    waits = False  # whether a key may come next
    for token in _TOKEN.finditer(text):
        mark = token[0]
        if mark in "{[":
            stack.append(mark)
            if mark == "{":
                open_keys.append(key if key is not None else "")
                key, waits = None, True
            continue
        if mark in "}]":
            if stack and stack.pop() == "{" and open_keys:
                open_keys.pop()
            key, waits = None, False
            continue
        if mark == ",":
            waits = bool(stack) and stack[-1] == "{"
            key = key if stack and stack[-1] == "[" else None
            continue
        if waits and mark[0] == '"':
            key, waits = mark[1:-1], False
            way = [*filter(None, open_keys), key]
            if len(way) <= _DEEPEST:
                paths.add(".".join(way))
    return frozenset(paths)
