"""Stories whose text stands only in the page's data: JSON-LD's ``articleBody``, a framework's state."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import Any

from lxml import etree

from artfmt.formats.html.content import Content
from artfmt.formats.html.metadata import Claims
from artfmt.formats.html.segments import size_of
from artfmt.formats.html.tree import parse_html

Element = etree._Element

_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_SHORTEST = 400
_TIMES_LONGER = 2.5
_LITTLE = 300
_BODIES = frozenset(
    {
        "articlebody",
        "body",
        "bodyhtml",
        "content",
        "contenthtml",
        "html",
        "text",
        "articletext",
        "bodytext",
        "markup",
        "copy",
    }
)
_DECODER = json.JSONDecoder(strict=False)
_ASSIGNED = re.compile(r"=\s{0,8}\{(?=\s{0,40}[\"}])")
_STRING = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\Z)', re.DOTALL)
_MOST_PIECES = 40
_DEEPEST = 40
_MOST_VALUES = 200_000


def embedded_body(root: Element, claims: Claims, content: Content | None) -> Element | None:
    """The tree of the text that the page's data hold, where the page itself shows no story or the start of one only."""
    length = 0
    if content is not None:
        length = sum(segment.size for segment, keep in zip(content.page.segments, content.kept, strict=True) if keep)
    declared = claims.article_body
    if declared and len(declared) >= _SHORTEST and size_of(declared) > _TIMES_LONGER * length:
        return _tree(declared)
    if length < _LITTLE and (longest := max(_state_bodies(root), key=len, default=None)):
        return _tree(longest)
    return None


def _tree(text: str) -> Element | None:
    if "&lt;p" in text:
        text = html.unescape(text)
    if not _MARKUP.search(text):
        text = "".join(f"<p>{html.escape(html.unescape(line))}</p>" for line in text.splitlines() if line.strip())
    return parse_html(text)


def _state_bodies(root: Element) -> Iterator[str]:
    """The texts in the page's templates, and those in its JSON that are called a body, that are long."""
    for script in root.iter("script"):
        if "template" in (script.get("type") or "") and script.text and len(script.text) > _SHORTEST:
            yield script.text
        elif script.text and len(script.text) > _SHORTEST:
            for data in _data_of(script.text, is_json="json" in (script.get("type") or "")):
                yield from _bodies(data)


def _data_of(script: str, *, is_json: bool) -> Iterator[Any]:
    """The JSON that a script is; of one that runs, what it assigns, and what its long strings hold."""
    if is_json:
        yield from _parsed(script)
        return
    for match in islice(_ASSIGNED.finditer(script), _MOST_PIECES):
        with suppress(ValueError, RecursionError):
            yield _DECODER.raw_decode(script, match.end() - 1)[0]
    strings = (match[0] for match in _STRING.finditer(script) if match.end() - match.start() > _SHORTEST)
    for string in islice(strings, _MOST_PIECES):
        for text in _parsed(string):
            yield from _parsed(text) if text[:1] in "{[" else [{"body": text}]


def _parsed(text: str) -> Iterator[Any]:
    with suppress(ValueError, RecursionError):
        yield json.loads(text, strict=False)


def _bodies(data: Any) -> Iterator[str]:
    waiting: list[tuple[str, Any, int]] = [("", data, 0)]
    count = 0
    while waiting and count < _MOST_VALUES:
        name, value, depth = waiting.pop()
        count += 1
        if isinstance(value, str):
            if (
                len(value) >= _SHORTEST
                and name.lower().replace("_", "") in _BODIES
                and value.count(" ") * 20 > len(value)
            ):
                yield value
        elif depth < _DEEPEST:
            if isinstance(value, dict):
                waiting.extend((str(key), inner, depth + 1) for key, inner in value.items())
            elif isinstance(value, list):
                waiting.extend((name, inner, depth + 1) for inner in value)
