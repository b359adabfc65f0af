"""What a page says of its story: JSON-LD, OpenGraph and meta elements, microdata and RDFa, each claim weighed.

What is seen (byline, dateline, headline) is in ``visible``; it is asked where what is declared does not suffice.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import etree

from artfmt.addresses import safe_address
from artfmt.article import Author
from artfmt.characters import without_controls
from artfmt.prose import one_line
from artfmt.readers.html.authors import NameJudge, authors_of, plain_name
from artfmt.readers.html.dates import day_in_address, rfc3339
from artfmt.readers.html.linked_data import Node, article_node, by_id, image_of, read_nodes, resolved, text_of, types_of

Element = etree._Element

# The names of meta elements, in lower case, by what they tell; the first that is there counts.
META = {
    "title": (
        "og:title",
        "twitter:title",
        "dc.title",
        "dcterms.title",
        "parsely-title",
        "sailthru.title",
        "citation_title",
        "title",
    ),
    "published": (
        "article:published_time",
        "og:published_time",
        "article:published",
        "datepublished",
        "date.published",
        "parsely-pub-date",
        "sailthru.date",
        "dc.date.issued",
        "dcterms.created",
        "dcterms.date",
        "dc.date.created",
        "dc.date",
        "dc.created",
        "citation_publication_date",
        "citation_date",
        "pubdate",
        "publishdate",
        "publish-date",
        "publish_date",
        "publication_date",
        "published_date",
        "published_at",
        "release_date",
        "article_date_original",
        "originalpublicationdate",
        "cxenseparse:recs:publishtime",
        "cxenseparse:publishtime",
        "og:article:published_time",
        "article.published",
        "date",
        "created",
    ),
    "updated": (
        "article:modified_time",
        "og:updated_time",
        "article:modified",
        "datemodified",
        "lastmod",
        "last-modified",
        "dcterms.modified",
        "dc.date.modified",
        "modified",
        "revised",
    ),
    "author": (
        "author",
        "article:author",
        "parsely-author",
        "sailthru.author",
        "dc.creator",
        "dcterms.creator",
        "citation_author",
        "byl",
        "cxenseparse:author",
        "article:author_name",
        "og:article:author",
        "article.author",
        "author_name",
        "byline",
    ),
    "section": (
        "article:section",
        "og:article:section",
        "parsely-section",
        "section",
        "cxenseparse:section",
        "dc.subject.section",
    ),
    "tags": ("article:tag", "og:article:tag", "news_keywords", "parsely-tags", "keywords"),
    "description": ("og:description", "description", "twitter:description", "dc.description", "dcterms.description"),
    "publisher": (
        "og:site_name",
        "application-name",
        "dc.publisher",
        "dcterms.publisher",
        "citation_journal_title",
        "publisher",
    ),
    "url": ("og:url",),
    "image": ("og:image", "og:image:secure_url", "og:image:url", "twitter:image", "twitter:image:src"),
    "language": ("og:locale", "content-language", "dc.language", "dcterms.language", "language"),
    "issn": ("citation_issn",),
    "type": ("og:type",),
}
_TELLS = {name: kind for kind, names in META.items() for name in names}
_SEPARATOR = re.compile(r"\s+[-|–—»«·•:/~>]{1,2}\s+|\s*\|\s*|\s*::\s*|\s*—\s+|\s*--\s*|:\s+(?=[^:]*$)")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|\d{3}))?")
_QUOTES = re.compile("[\u2018\u2019\u201c\u201d\"'`´]")
_WORD = re.compile(r"\w+")

# How much a source of the headline is believed.
_BELIEF = {"news": 9.0, "ld": 2.1, "h1": 6.0, "og": 1.5, "twitter": 0.8, "title": 1.0, "itemprop": 1.6, "heading": 1.2}
_LONGEST_TAG = 60
_LONGEST_TITLE, _MOST_PARTS = 1000, 12
_MOST_TAGS = 40


@dataclass(slots=True)
class Claims:
    """What the page declares, raw: JSON-LD nodes, the story's own node, meta contents by kind, link elements."""

    nodes: list[Node]
    node: Node
    meta: dict[str, list[str]]
    by_name: dict[str, str]
    base: str | None
    canonical: str | None = None
    language: str | None = None
    title: str = ""
    outlets: list[str] = field(default_factory=list)
    named: dict[str, Node] = field(default_factory=dict)

    def first(self, kind: str) -> str | None:
        """The first meta content of a kind, by the order of the table."""
        return next((self.by_name[name] for name in META[kind] if name in self.by_name), None)

    @property
    def description(self) -> str | None:
        """What the page says in a sentence or two."""
        return self.first("description") or text_of(self.node.get("description"))

    @property
    def article_body(self) -> str | None:
        """The whole text, where JSON-LD holds it."""
        found = [body for node in (self.node, *self.nodes) if isinstance(body := node.get("articleBody"), str)]
        return max(found, key=len) if found else None

    def address(self, raw: str | None) -> str | None:
        """An address made absolute; None where it is unfit."""
        return absolute(raw, self.base)


def absolute(raw: str | None, base: str | None) -> str | None:
    """An address, resolved against ``base``; None where artfmt accepts none such."""
    if not raw or not raw.strip() or "{" in raw:  # empty, or a template that nobody filled
        return None
    raw = raw.strip()
    if base and not raw.startswith("#"):
        try:
            raw = urljoin(base, raw)
        except ValueError:
            return None
    return safe_address(raw)


def read_claims(root: Element, url: str | None) -> Claims:
    """What the page's head and data declare; ``url`` is where it was found, if known."""
    meta: dict[str, list[str]] = defaultdict(list)
    by_name: dict[str, str] = {}
    canonical = base = None
    titles: list[str] = []
    for element in root.iter("meta", "link", "title", "base"):
        tag = element.tag
        if tag == "meta":
            content = element.get("content")
            name = (
                element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
            )
            if content and name and (kind := _TELLS.get(name.strip().lower())) and (text := text_of(content)):
                by_name.setdefault(name.strip().lower(), text)
                meta[kind].append(text)
        elif tag == "link":
            if (element.get("rel") or "").lower() == "canonical":
                canonical = canonical or element.get("href")
        elif tag == "title":
            titles.append(one_line(without_controls(" ".join(map(str, element.itertext()))[:_LONGEST_TITLE])))
        else:
            base = base or element.get("href")
    nodes = read_nodes(root)
    found = by_name.get("og:url")
    page = absolute(url, None) or absolute(canonical, None) or absolute(found, None)
    base = absolute(base, page) if base else page
    if not base or "//" not in base:
        base = page
    title = next(filter(None, titles), "")
    node = article_node(nodes, title or by_name.get("og:title", "")) or {}
    claims = Claims(nodes, node, dict(meta), by_name, base if base and "//" in base else None, title=title)
    claims.canonical = claims.address(canonical) or claims.address(found)
    claims.language = _language(root, claims)
    claims.named = by_id(nodes)
    claims.outlets = list(_outlets(claims, page))
    return claims


def _language(root: Element, claims: Claims) -> str | None:
    told = text_of(claims.node.get("inLanguage"))
    body = root.find("body")
    inner = body.get("lang") if body is not None else None
    for raw in (
        root.get("lang"),
        root.get("{http://www.w3.org/XML/1998/namespace}lang"),
        inner,
        told,
        claims.first("language"),
    ):
        tag = (raw or "").strip().replace("_", "-")
        if _LANGUAGE.fullmatch(tag):
            return tag
    return None


def _outlets(claims: Claims, page: str | None) -> Iterator[str]:
    for node in (claims.node, *claims.nodes):
        for each in resolved(node.get("publisher"), claims.named):
            if name := text_of(each):
                yield name
        if {"WebSite", "NewsMediaOrganization"} & set(types_of(node)) and (name := text_of(node.get("name"))):
            yield name
    yield from claims.meta.get("publisher", ())
    host = _host(page or claims.canonical or "")
    labels = [label for label in host.split(".")[:-1] if len(label) > 3 and label != "blog"]
    if host:
        yield host.removeprefix("www.")
    yield from labels


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


@dataclass(frozen=True, slots=True)
class Heading:
    """What may be the headline: its text, its tag, its place among the segments, whether it links home."""

    text: str
    tag: str
    place: int
    home: bool = False


def alike(text: str) -> str:
    """A headline for comparing: without quotation marks, case and doubled space."""
    return " ".join(
        _QUOTES.sub("", text).casefold().replace("\u2013", "-").replace("\u2014", "-").replace("\u200b", "").split()
    )


def choose_headline(
    claims: Claims, headings: list[Heading], marked: Iterable[str] = ()
) -> tuple[str | None, Heading | None]:
    """The headline and, where the page shows it, the heading that it is.

    Every source's claim counts with its belief, equal claims together; tails of the outlet are cut first.
    """
    told = [
        (_kind_of_node(claims.node), text_of(claims.node.get("headline")) or ""),
        ("og", claims.by_name.get("og:title", "")),
        ("twitter", claims.by_name.get("twitter:title", "")),
        ("title", claims.title),
        *(("itemprop", each) for each in marked),
    ]
    shown = {alike(heading.text): heading for heading in reversed(headings)}
    votes: dict[str, float] = defaultdict(float)
    written: dict[str, tuple[float, str]] = {}

    def vote(source: str, text: str, share: float = 1.0) -> None:
        key = alike(text)
        if key:
            belief = _BELIEF[source] * share
            votes[key] += belief
            written[key] = max(written.get(key, (0.0, "")), (belief, text))

    for source, text in told:
        if text:
            text = text[:_LONGEST_TITLE]
            cut = without_tail(text, claims.outlets, shown)
            vote(source, cut, 1.0 if len(cut) < 400 else 0.1)
            if text.endswith(("…", "...")):
                votes[alike(cut)] -= _BELIEF[source] * 0.6
    known = set(votes)
    parts = [
        text[gap.end() :] for _, text in told[1:4] for gap in list(_SEPARATOR.finditer(text[:_LONGEST_TITLE]))[-1:]
    ]
    ends = {alike(part) for part in parts if len(part) > 1}
    words = set(_WORD.findall(" ".join(text for _, text in told).lower()))
    first = next((h for h in headings if h.tag == "h1"), None)
    for key, heading in shown.items():
        mine = _WORD.findall(heading.text.lower())
        overlap = sum(word in words for word in mine) / len(mine) if mine else 0.0
        if heading.tag == "h1":
            is_site = heading.home or (key in ends and key not in known)
            fits = key in known or (overlap >= 0.3 and len(mine) > 2)
            vote("h1", heading.text, 0.05 if is_site else 1.0 if fits else 0.3)
        elif key in known and len(mine) > 1:
            vote("heading", heading.text)
    if not votes:
        return None, None
    outlets = {plain_name(each) for each in claims.outlets}
    best = max(votes, key=lambda key: votes[key] - (3.0 if plain_name(key) in outlets and len(votes) > 1 else 0.0))
    seen = shown.get(best)
    return (seen.text if seen and seen.tag == "h1" else written[best][1]), seen or first


def _kind_of_node(node: Node) -> str:
    return "news" if any("News" in name for name in types_of(node)) else "ld"


def without_tail(title: str, outlets: Iterable[str], shown: dict[str, Any]) -> str:
    """A title without the outlet's name and what stands before it (" | Section | Outlet").

    ``shown`` holds the headings that the page shows, as ``alike`` writes them: a part that is one of them is all.
    """
    gaps = list(islice(_SEPARATOR.finditer(title), _MOST_PARTS))
    if not gaps or alike(title) in shown:
        return title
    for part in (*(title[: gap.start()] for gap in gaps), *(title[gap.end() :] for gap in gaps)):
        if part.count(" ") and alike(part) in shown:
            return part
    names = {plain_name(each) for each in outlets} - {""}
    for place, gap in enumerate(gaps):
        head = title[: gap.start()]
        tail = title[gap.end() : gaps[place + 1].start() if place + 1 < len(gaps) else None]
        if _is_outlet(tail, names) and not _is_outlet(head, names):
            return _without_section(head) if place else head
    if _is_outlet(title[: gaps[0].start()], names) and len(title) - gaps[0].end() > 12:
        return title[gaps[0].end() :]
    last = gaps[-1]
    head, tail = title[: last.start()], title[last.end() :]
    strong = any(mark in last[0] for mark in "|»•")
    return head if strong and tail.count(" ") <= 4 and head.count(" ") >= 2 else title


def _is_outlet(part: str, names: set[str]) -> bool:
    """Whether a part of a title is the outlet's name, or hardly more or less than it."""
    bare = plain_name(part)
    if not bare or bare in names:
        return bool(bare)
    return any(
        len(each) > 3 and len(bare) < 3 * len(each) and (each in bare or (len(bare) > 3 and bare in each))
        for each in names
    )


def _without_section(head: str) -> str:
    """A title without the section before the outlet's name, where a bar parts them."""
    cut = re.split(r"\s*\|\s*", head)
    return cut[0] if len(cut) > 1 and cut[0].count(" ") >= 2 else head


def declared_authors(claims: Claims, judge: NameJudge, marked: Iterable[Any]) -> tuple[list[Author], list[Author]]:
    """The persons, and the organisations, that JSON-LD, else meta elements, else microdata name."""
    node = claims.node
    linked = [
        *resolved(node.get("author"), claims.named),
        *([] if node.get("author") else resolved(node.get("creator"), claims.named)),
    ]
    if not node and not linked:
        linked = [
            each
            for other in claims.nodes
            if "Article" in " ".join(types_of(other))
            for each in resolved(other.get("author"), claims.named)
        ]
    persons, organisations = authors_of(linked, judge, claims.address)
    if persons:
        return persons, organisations
    for values in (list(_meta_authors(claims)), list(marked)):
        more, others = authors_of(values, judge, claims.address)
        organisations = organisations or others
        if more:
            return more, organisations
    return [], organisations


def _meta_authors(claims: Claims) -> Iterator[str]:
    """The names of the meta elements that name authors: all of the first kind of element that has fit ones."""
    told = [each for each in claims.meta.get("author", ()) if not re.match(r"https?:|@|www\.", each)]
    seen: set[str] = set()
    for each in told:
        if plain_name(each) not in seen:
            seen.add(plain_name(each))
            yield each


def declared_dates(claims: Claims) -> tuple[str | None, str | None]:
    """When the story was published and when it was updated, by JSON-LD, else by meta elements."""
    node = claims.node
    nodes = [node, *(each for each in claims.nodes if each is not node)]
    published = next(
        (
            day
            for each in nodes
            for name in ("datePublished", "dateCreated", "uploadDate")
            if (day := rfc3339(text_of(each.get(name))))
        ),
        None,
    )
    updated = rfc3339(text_of(node.get("dateModified")))
    published = published or next(
        (day for name in META["published"] if (day := rfc3339(claims.by_name.get(name)))), None
    )
    updated = updated or next((day for name in META["updated"] if (day := rfc3339(claims.by_name.get(name)))), None)
    return published, updated


def address_day(claims: Claims, url: str | None) -> str | None:
    """The day that the page's own address tells."""
    return day_in_address(url) or day_in_address(claims.canonical)


def section_of(claims: Claims, headline: str | None) -> str | None:
    """The section of the outlet: as declared, or the last but one step of the breadcrumbs."""
    told = text_of(claims.node.get("articleSection")) or claims.first("section")
    if not told:
        told = _crumb(claims, headline)
    if not told or len(told) > _LONGEST_TAG or "://" in told:
        return None
    return told


def _crumb(claims: Claims, headline: str | None) -> str | None:
    for node in claims.nodes:
        if "BreadcrumbList" in types_of(node) and isinstance(steps := node.get("itemListElement"), list):
            names = [
                name
                for step in steps
                if isinstance(step, dict) and (name := text_of(step.get("name") or step.get("item")))
            ]
            names = [name for name in names if not headline or alike(name) != alike(headline)]
            return names[-1] if len(names) > 1 else None
    return None


def tags_of(claims: Claims) -> tuple[str, ...]:
    """The topics that JSON-LD or meta elements name, each once, in order."""
    raw: list[str] = []
    for value in (claims.node.get("keywords"), claims.node.get("about")):
        for each in value if isinstance(value, list) else [value]:
            if text := text_of(each):
                raw += re.split(r"\s*[,;]\s*", text) if isinstance(value, str) else [text]
    if not raw:
        several = [each for name in META["tags"][:2] if name in claims.by_name for each in claims.meta["tags"]]
        told = several or [text for name in META["tags"][2:] if (text := claims.by_name.get(name))][:1]
        raw = [part for each in told for part in re.split(r"\s*[,;]\s*", each)]
    kept: dict[str, str] = {}
    for each in raw:
        if 1 < len(each) <= _LONGEST_TAG and not re.search(r"[=:]{1}\S|https?:", each):
            kept.setdefault(each.casefold(), each)
    return tuple(kept.values())[:_MOST_TAGS]


def publisher_of(claims: Claims) -> tuple[str, str | None, str | None] | None:
    """The outlet's name, address and ISSN."""
    url = None
    name = None
    for each in resolved(claims.node.get("publisher"), claims.named):
        name = text_of(each)
        url = claims.address(each.get("url")) if isinstance(each, dict) and isinstance(each.get("url"), str) else None
        break
    name = claims.by_name.get("og:site_name") or name or claims.first("publisher")
    issn = claims.first("issn")
    if not name or len(name) > 120:
        return None
    return name, url, issn if issn and re.fullmatch(r"\d{4}-\d{3}[\dX]", issn) else None


def lead_image_of(claims: Claims) -> str | None:
    """The address of the picture that stands for the story."""
    return claims.address(image_of(resolved(claims.node.get("image"), claims.named))) or claims.address(
        claims.first("image")
    )
