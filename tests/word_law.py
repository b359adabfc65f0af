"""The word law: every word that a source shows is in the article, or in what its reader tells.

The words of a source are counted by tokenizers that are not the readers: a few lines a format, which know its markup
and nothing of what an article is.
"""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from html.parser import HTMLParser
from typing import Any
from xml.parsers import expat

import yaml

from artfmt import Document

_WORD = re.compile(r"[^\W_]+")
_OF_SPAN = {"text", "marks", "href", "footnote"}


def unaccounted(document: Document) -> Counter[str]:
    """The words of a document's source that are neither in its article nor in its notices, each as often."""
    shown_words = Counter(_words(_SHOWN[document.format](document.source_text)))
    kept = Counter(_words(_strings(document.article.to_dict())))
    told = Counter(_words(f"{notice.message} {notice.text}" for notice in document.notices))
    # Marks and addresses may join what the source parts: "foo*bar*" is read as one word.
    joined = [word for word in (kept + told) - shown_words if len(word) > 1]
    missing = shown_words - kept - told
    return Counter({word: count for word, count in missing.items() if not any(word in longer for longer in joined)})


def _words(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from _WORD.findall(html.unescape(text))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from map(str, value)
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list):
        # Spans of a prose may part a word.
        if value and all(isinstance(item, dict) and item.keys() <= _OF_SPAN for item in value):
            yield "".join(item.get("text", item.get("footnote")) for item in value)
            yield from (item["href"] for item in value if "href" in item)
        else:
            for inner in value:
                yield from _strings(inner)
    else:
        yield value if isinstance(value, str) else json.dumps(value)


_GLUED = frozenset(("a", "b", "em", "font", "i", "s", "small", "span", "strong", "sub", "sup", "u", "wbr"))


class _Shown(HTMLParser):
    """The text of a page that browsers show, with a space where anything but a mark parts it."""

    # What runs or shows nothing, and the controls of forms.
    _HIDDEN = frozenset(
        "script style template head noscript iframe object svg math select button textarea option".split(" ")  # noqa: SIM905
    )

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._hidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self._HIDDEN:
            self._hidden.append(tag)
        if tag not in _GLUED and not self._hidden:
            self.texts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag not in _GLUED:
            self.texts.append(" ")
        if tag in self._hidden:
            while self._hidden.pop() != tag:
                pass

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.texts.append(data)


def _of_html(text: str) -> Iterable[str]:
    parser = _Shown()
    parser.feed(text)
    parser.close()
    # What a page says twice, as its menus do, is told once.
    return dict.fromkeys(_words(["".join(parser.texts)]))


_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)
_DEFINITION = re.compile(r"^[ >]{0,3}\[(?!\^)(?:\\.|[^\]\\])+\]:[ \t]*\n?.*$", re.MULTILINE)
_REFERENCE = re.compile(r"(?<=\])\[[^\]\n]*\]")
_DESTINATION = re.compile(r"(?<=\])\((?:[^()\n]|\([^()\n]*\))*\)")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"""</?[a-zA-Z](?:"[^"]*"|'[^']*'|[^<>"'])*>""")
_AUTHORS = re.compile(r"(?<=^author: )By |(?<=^author: ).*\band\b", re.MULTILINE)
_DATE = re.compile(r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}([ T][\d:.]+ ?([+-][\d:]+|Z|[A-Z]{3})?)?")
_NUMBER = re.compile(r"^([ >*+-]*)(?:\d{1,9}[.)]\s[ >*+-]*)+", re.MULTILINE)


def _of_markdown(text: str) -> Iterable[str]:
    front = _FRONT_MATTER.match(text)
    if front:
        yield from _of_yaml(front[1])
        text = text[front.end() :]
    for pattern in (_COMMENT, _DEFINITION, _REFERENCE, _TAG):
        text = pattern.sub(" ", text)
    # Neighbours with one address are one link.
    yield from dict.fromkeys(_words(_DESTINATION.findall(text)))
    text = _DESTINATION.sub("", text)
    yield _NUMBER.sub(r"\1 ", text)


def _of_jats(text: str) -> Iterable[str]:
    parser = expat.ParserCreate()
    texts: list[str] = []
    parser.CharacterDataHandler = texts.append
    parser.buffer_text = True
    parser.StartElementHandler = lambda *_: texts.append(" ")
    parser.EndElementHandler = lambda _: texts.append(" ")
    with suppress(expat.ExpatError):
        parser.Parse(text.encode("utf-8", "replace"), True)
    return texts


def _of_yaml(text: str) -> Iterable[str]:
    # Dates are written in one way in an article, however they are written in its source.
    return _strings(list(yaml.load_all(_DATE.sub("", text), yaml.BaseLoader)))


def _of_json(text: str) -> Iterable[str]:
    return _strings(json.loads(text))


# The fields of content systems that hold what readers see, in HTML or as text.
_SEEN = frozenset(
    [
        "title",
        "headline",
        "basic",
        "html",
        "rendered",
        "content",
        "articleBody",
        "plaintext",
        "value",
        "name",
        "caption",
        "alt_text",
        "custom_excerpt",
    ]
)


def _of_fields(text: str) -> Iterable[str]:
    waiting: list[Any] = [("", json.loads(text))]
    texts = []
    while waiting:
        name, value = waiting.pop()
        if isinstance(value, dict):
            waiting += [*value.items()]
        elif isinstance(value, list):
            waiting += [(name, inner) for inner in value]
        elif isinstance(value, str) and name in _SEEN:
            texts.append(value)
    return dict.fromkeys(word for seen in texts for word in _of_html(seen))


def _of_feed(text: str) -> Iterable[str]:
    """The first entry of a feed, whose text is HTML that XML spells."""
    first = re.split(r"(?<=</item>)|(?<=</entry>)", text)[0]
    seen = re.findall(r"<(title|content:encoded|content|summary|description)\b[^>]*>(.*?)</\1>", first, re.DOTALL)
    whole = (html.unescape(re.sub(r"<!\[CDATA\[(.*?)\]\]>", r"\1", value, flags=re.DOTALL)) for _, value in seen)
    return dict.fromkeys(word for each in whole for word in _of_html(each))


_SHOWN: dict[str, Callable[[str], Iterable[str]]] = {
    "text": lambda text: [_NUMBER.sub(r"\1 ", text)],
    "markdown": _of_markdown,
    "html": _of_html,
    "jats": _of_jats,
    "yaml": _of_yaml,
    "json": _of_json,
    "nitf": lambda text: dict.fromkeys(_words(_of_jats(text))),
    "newsml": lambda text: dict.fromkeys(_words(_of_jats(text))),
    "schema_org": _of_fields,
    **dict.fromkeys(("ans", "ninjs", "ghost", "wordpress"), _of_fields),
    **dict.fromkeys(("rss", "atom"), _of_feed),
    # Their text stands in MIME, in a zip, or between the fields of a site.
    **dict.fromkeys(("mail", "docx", "wxr"), lambda _: ()),
}
