"""Which files of a repository are articles: by what their names say, and by what they hold.

A repository holds more than articles: a README, lists of requirements, the settings of a hundred tools. None of them is
an article because its suffix is one that articles have.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from typing import Any

from artfmt.house.sections import spelled
from artfmt.source.errors import ReadError
from artfmt.source.lazy import lazy

_HEAD = 65536  # bytes of a file that are looked at

# What projects keep beside their articles, by names that hosts, package tools and agents look for; words that may be a
# story's count in capitals only.
_ENDS = r"(?:\.[a-z]{2,3})?\.(?:md|markdown|mdx|txt|text|html?)\Z"
_OF_PROJECT = lazy(
    r"(?i:readme|changelog|contributing|contributors|licen[cs]e|copying|code[-_]of[-_]conduct|pull_request_template|"
    r"issue_template|(?:\w+[-_.])?requirements(?:[-_.]\w+)*|constraints(?:[-_.]\w+)*|robots|humans|ads|cmakelists)"
    + _ENDS
)
_IN_CAPITALS = lazy(
    r"(?:NEWS|HISTORY|SECURITY|SUPPORT|CHANGES|AUTHORS|TODO|NOTICE|INSTALL|GOVERNANCE|ROADMAP|MAINTAINERS|AGENTS|CLAUDE)"
    + _ENDS
)
_OF_HOST = lazy(r"(?:^|/)(?:\.github|\.gitlab|\.vscode|node_modules|vendor)/")
_FRONT_MATTER = lazy(r"\s*(?:---|\+\+\+)[ \t]*\r?\n(.*?)^(?:---|\+\+\+|\.\.\.)[ \t]*\r?$", re.DOTALL | re.MULTILINE)
# Pages of a site that are no posts: lists of sections, and what is laid out as a page.
_OF_LIST = lazy(r"(?:^|/)_index(?:\.[a-z]{2,3}(?:-[A-Za-z]+)?)?\.(?:md|markdown|html?)\Z")
_LAID_OUT = lazy(
    r"""^(?:type|layout)\s*[:=]\s*["']?(?:page|home|default|index|list|landing|redirect|archive)["']?\s*\r?$""",
    re.MULTILINE,
)
_SENTENCE = lazy(r"(?:\S+[ \t]+){5,}\S+[.!?…。]")
_TEMPLATE = lazy(
    r"\{%-?\s*(?:block|extends|include|for|if|layout)\b|\{\{-?\s*(?:content|define|block|partial|template)\b"
)
# What only an article's own data have, of which two are enough: one that has lost its body is one.
_OF_DATA = (
    re.compile(r"""["']?\$schema["']?\s*[:=]\s*["']?\S*artfmt"""),
    re.compile(r"""(?:^|[{,]\s*)["']?version["']?\s*:\s*["']?1\.[01]["']?\s*(?:,|$)""", re.MULTILINE),
    re.compile(r"""(?:^|[{,]\s*)["']?type["']?\s*:\s*["']?(?:article|newsletter)["']?\s*(?:,|$)""", re.MULTILINE),
    re.compile(r"""(?:^|[{,]\s*)["']?headline["']?\s*:""", re.MULTILINE),
    re.compile(r"""(?:^|[{,]\s*)["']?body["']?\s*:""", re.MULTILINE),
)
_ARTICLE_ROOT = lazy(r"<(?:\w+:)?(?:article|nitf|newsItem|newsMessage|rss|feed|rdf|RDF)[\s>]")
_PLAIN = frozenset(("json", "yaml", "text"))


def why_none(
    path: str, content: bytes, ignore_if: Mapping[str, tuple[str, ...]] | None = None, *, by_house: bool = False
) -> str | None:
    """Why a file is no article, in words; None for one that is, or may be.

    ``path`` tells by its names and its suffix, ``content`` by its beginning; ``ignore_if`` are keys of front matter and
    the values under which the house passes a file over; ``by_house`` tells that its patterns name the file: data and
    text that hold no article are one that is broken then.
    """
    place = path.replace(os.sep, "/")
    name = place.rpartition("/")[2]
    if _OF_PROJECT.match(name) or _IN_CAPITALS.match(name) or _OF_HOST.search(place):
        return "is the project's own"
    if _OF_LIST.search(place):
        return "lists a section of the site"
    text = content[:_HEAD].decode("utf-8", "replace")
    suffix = os.path.splitext(name)[1].lower()
    judges = [judge for suffixes, judge in _JUDGES if suffix in suffixes and not (by_house and judge in _OF_CONTENT)]
    why = next((why for judge in judges if (why := judge(text))), None)
    return why or (_condition(_head_of(suffix, text), ignore_if) if ignore_if else None)


def _condition(head: Mapping[str, Any], ignore_if: Mapping[str, tuple[str, ...]]) -> str | None:
    """Which condition of the house a file meets, in words."""
    for key, values in ignore_if.items():
        value = head.get(key)
        texts = [spelled(one) for one in (value if isinstance(value, list) else [value])]
        if hit := next((one for one in texts if one in values), None):
            return f'has "{key}: {hit}" (ignore_if)'
    return None


def _head_of(suffix: str, text: str) -> dict[str, Any]:
    """The front matter of a file, or the fields of one that has nothing else; nothing where it cannot be read."""
    front = _FRONT_MATTER.match(text)
    try:
        if front and text.lstrip().startswith("+++"):
            import tomllib

            data: Any = tomllib.loads(front[1])
        elif front or suffix in (".yaml", ".yml", ".json"):
            from artfmt.formats.yaml.reader import load_yaml

            data = load_yaml(front[1] if front else text, "-")
        else:
            return {}
    except (ReadError, ValueError):
        return {}
    if not isinstance(data, dict):
        return {}
    extra = data.get("extra")
    return {**data, **(extra if isinstance(extra, dict) else {})}


def _data(text: str) -> str | None:
    if sum(1 for pattern in _OF_DATA if pattern.search(text)) >= 2 or _is_of_others(text):
        return None
    return "holds other data"


def _is_of_others(text: str) -> bool:
    """Whether JSON is of a format that holds articles, by what its keys say."""
    if text.lstrip()[:1] not in ("{", "["):
        return False
    from artfmt.formats.table import format_of_content
    from artfmt.source.source import Source

    return format_of_content(Source(text)).name not in _PLAIN


def _xml(text: str) -> str | None:
    return None if _ARTICLE_ROOT.search(text) else "holds other data"


def _markdown(text: str) -> str | None:
    front = _FRONT_MATTER.match(text)
    return "is a page of the site, not a post" if front and _LAID_OUT.search(front[1]) else None


def _text(text: str) -> str | None:
    return None if _SENTENCE.search(text) else "holds no sentence"


def _page(text: str) -> str | None:
    return "is a template" if _TEMPLATE.search(text) else None


_JUDGES: tuple[tuple[frozenset[str], Callable[[str], str | None]], ...] = (
    (frozenset((".json", ".yaml", ".yml")), _data),
    (frozenset((".xml", ".nxml", ".jats")), _xml),
    (frozenset((".md", ".markdown", ".mdx", ".mdown")), _markdown),
    (frozenset((".txt", ".text")), _text),
    (frozenset((".html", ".htm", ".xhtml")), _page),
)
_OF_CONTENT = (_data, _xml, _text)
