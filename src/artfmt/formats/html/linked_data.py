"""JSON-LD in a page: schema.org's nodes as pages really write them, broken JSON included."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, TypeAlias

from lxml import etree

from artfmt.language.dateline import place_in
from artfmt.language.dates import rfc3339, spoken_day
from artfmt.model.article import Rights
from artfmt.model.prose import one_line
from artfmt.reading.source_types import source_type_of

Node: TypeAlias = dict[str, Any]

# schema.org types of a whole story; the earlier, the more it says.
ARTICLE_TYPES = (
    "NewsArticle",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "OpinionNewsArticle",
    "BackgroundNewsArticle",
    "ReviewNewsArticle",
    "AskPublicNewsArticle",
    "LiveBlogPosting",
    "BlogPosting",
    "Article",
    "TechArticle",
    "ScholarlyArticle",
    "MedicalWebPage",
    "Report",
    "AdvertiserContentArticle",
    "SatiricalArticle",
    "SocialMediaPosting",
    "DiscussionForumPosting",
    "Recipe",
    "HowTo",
    "Review",
    "PodcastEpisode",
    "VideoObject",
    "CreativeWork",
    "WebPage",
)
_RANK = {name: rank for rank, name in enumerate(ARTICLE_TYPES)}
_WITHIN = ("@graph", "mainEntity", "mainEntityOfPage", "hasPart", "itemListElement", "item", "liveBlogUpdate")
_MOST_NODES = 2000
_DEEPEST = 12
_OPENINGS = ("<!--", "/*<![CDATA[*/", "//<![CDATA[", "// <![CDATA[", "<![CDATA[")
_CLOSINGS = ("-->", "/*]]>*/", "//]]>", "// ]]>", "]]>")
_COMMENTS = re.compile(r"^[ \t]*//[^\n]*$|/\*[^*]*\*/", re.MULTILINE)
_TRAILING = re.compile(r",(\s*[}\]])")
_FIELD = re.compile(
    r'"(headline|datePublished|dateModified|articleSection|description|articleBody)"\s*:\s*"((?:[^"\\]|\\.){1,100000})"'
)
_TAG = re.compile(r"<[^<>]{1,200}>")


def read_nodes(root: etree._Element) -> list[Node]:
    """Every node of the page's JSON-LD, outer ones first; a script that is no JSON gives what fields can be told."""
    nodes: list[Node] = []
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text and len(nodes) < _MOST_NODES:
            nodes += islice(_flat(_loaded(script.text), 0), _MOST_NODES - len(nodes))
    return nodes


def _loaded(text: str) -> Any:
    text = text.strip().rstrip("; \n")
    for opening in _OPENINGS:
        text = text.removeprefix(opening)
    for closing in _CLOSINGS:
        text = text.removesuffix(closing)
    for repair in (str, _repaired):
        try:
            return json.loads(repair(text), strict=False)
        except (ValueError, RecursionError):
            continue
    fields = {name: _unescaped(value) for name, value in reversed(_FIELD.findall(text))}  # the first of each name wins
    return {"@type": "Article", **fields} if "headline" in fields else None


def _unescaped(text: str) -> str:
    try:
        return str(json.loads(f'"{text}"', strict=False))
    except ValueError:
        return text


def _repaired(text: str) -> str:
    text = _TRAILING.sub(r"\1", _COMMENTS.sub("", text))
    return html.unescape(text) if "&quot;" in text else text


def _flat(value: Any, depth: int) -> Iterator[Node]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value[:_MOST_NODES]:
            yield from _flat(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for name in _WITHIN:
            if isinstance(value.get(name), list | dict):
                yield from _flat(value[name], depth + 1)


def types_of(node: Node) -> list[str]:
    """The names of a node's types, without the vocabulary's address."""
    types = node.get("@type")
    return [
        str(type_name).rstrip("/").rsplit("/", 1)[-1] for type_name in (types if isinstance(types, list) else [types])
    ]


def article_node(nodes: list[Node], title: str) -> Node | None:
    """The node of the page's own story: of the most telling type, and with the page's title where several have it."""
    best: tuple[tuple[int, int, int], Node] | None = None
    words = _words(title)
    for place, node in enumerate(nodes):
        rank = min((_RANK.get(name, 99) for name in types_of(node)), default=99)
        if rank == 99 or not (node.get("headline") or node.get("author") or node.get("datePublished")):
            continue
        title_words = _words(text_of(node.get("headline") or node.get("name")) or "")
        alien = 1 if words and title_words and len(words & title_words) * 3 < min(len(words), len(title_words)) else 0
        key = (alien, rank if rank >= len(_RANK) - 6 else 0, place)
        if best is None or key < best[0]:
            best = (key, node)
    return best[1] if best and (not best[0][0] or best[0][1] == 0) else None


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


def text_of(value: Any, depth: int = 0) -> str | None:
    """A value as one line of text, character references and tags resolved; None where it has no text."""
    if depth > _DEEPEST:
        return None
    if isinstance(value, list):
        return next((text for item in value if (text := text_of(item, depth + 1))), None)
    if isinstance(value, dict):
        inner = value.get("@value") or value.get("name") or value.get("headline") or value.get("text")
        return text_of(inner, depth + 1)
    if not isinstance(value, str):
        return None
    if "&" in value:
        value = html.unescape(value)
        value = html.unescape(value) if "&" in value else value
    if "<" in value:
        value = _TAG.sub(" ", value)
    return one_line(value) or None


# What is read of a story's node, or says again what is.
_READ = frozenset(
    [
        "headline",
        "name",
        "alternativeHeadline",
        "author",
        "creator",
        "datePublished",
        "dateCreated",
        "dateModified",
        "uploadDate",
        "publisher",
        "image",
        "thumbnailUrl",
        "thumbnail",
        "articleSection",
        "keywords",
        "about",
        "description",
        "abstract",
        "articleBody",
        "text",
        "url",
        "sameAs",
        "mainEntityOfPage",
        "mainEntity",
        "isPartOf",
        "hasPart",
        "inLanguage",
        "dateline",
        "copyrightNotice",
        "copyrightHolder",
        "license",
        "liveBlogUpdate",
        "itemListElement",
    ]
)


def unread(node: Node) -> Iterator[tuple[str, str]]:
    """What a story's node says that no field of an article holds: each property with its text, or its address."""
    for name, value in node.items():
        if name not in _READ and not name.startswith("@") and name != "comment":
            first = value[0] if isinstance(value, list) and value else value
            text = text_of(value) or (
                text_of(first.get("@id") or first.get("url")) if isinstance(first, dict) else None
            )
            if text:
                yield name, text


def dateline_of(node: Node) -> str | None:
    """The place that a story's node says it was filed from (https://schema.org/dateline); None where it is a day."""
    line = text_of(node.get("dateline")) or ""
    return None if spoken_day(line) or rfc3339(line) else place_in(line)


def rights_of(node: Node) -> Rights | None:
    """Whose a story's node says it is, and what may be done with it (https://schema.org/copyrightNotice)."""
    license_node = node.get("license")
    license_address = license_node.get("url") if isinstance(license_node, dict) else None
    fields = {
        "statement": text_of(node.get("copyrightNotice")),
        "holder": text_of(node.get("copyrightHolder")),
        "license": text_of(license_address or license_node),
    }
    return Rights(**fields) if any(fields.values()) else None


def source_type_of_picture(value: Any) -> str | None:
    """How the picture came to be that a property names first (https://schema.org/digitalSourceType)."""
    first = next(iter(value), None) if isinstance(value, list) else value
    return source_type_of(first.get("digitalSourceType")) if isinstance(first, dict) else None


def by_id(nodes: list[Node]) -> dict[str, Node]:
    """The nodes that say more than their name, by their names."""
    return {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}


def resolved(value: Any, by_id: dict[str, Node]) -> list[Any]:
    """The values of a property as a list, references (``{"@id": …}``) replaced by the nodes they name."""
    values = value if isinstance(value, list) else [value] if value else []
    return [by_id.get(node["@id"], node) if _is_reference(node) else node for node in values]


def _is_reference(value: Any) -> bool:
    return isinstance(value, dict) and set(value) <= {"@id", "@type"} and isinstance(value.get("@id"), str)


def image_of(value: Any) -> str | None:
    """The address of the first image that a property names."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, str) and item:
            return item
        if isinstance(item, dict) and isinstance(address := item.get("url") or item.get("contentUrl"), str):
            return address
    return None
