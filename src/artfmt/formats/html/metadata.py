"""What a page says of its story: JSON-LD, OpenGraph and meta elements, microdata and RDFa, each claim weighed.

What is seen of authors and days is in ``bylines`` and ``days``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import etree

from artfmt.formats.html.authors import authors_of
from artfmt.formats.html.footnotes import NONE, Footnotes, find_footnotes
from artfmt.formats.html.linked_data import Node, article_node, by_id, image_of, read_nodes, resolved, text_of, types_of
from artfmt.language.dates import day_in_address
from artfmt.language.name_judge import NameJudge, plain_name
from artfmt.model.article import Author
from artfmt.model.prose import one_line
from artfmt.model.urls import safe_address

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
# Meta elements that tell a story's day of publication and nothing else; what others tell may be the page's.
CERTAIN_DAYS = META["published"][:8]
_DAY = re.compile(r"\s*(?:19|20)\d\d-\d\d-\d\d")
_TELLS = {name: kind for kind, names in META.items() for name in names}
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|\d{3}))?")
_QUOTES = re.compile("[\u2018\u2019\u201c\u201d\"'`´]")

_MARKED: Any = etree.XPath("//*[@itemprop]")
_OF_DAYS = ("published", "updated")
_LONGEST_TAG, _LONGEST_VALUE, _LONGEST_DAY = 60, 400, 60
LONGEST_TITLE = 1000
_MOST_TAGS = 40


@dataclass(slots=True)
class Claims:
    """What the page declares, raw: JSON-LD nodes, the story's own node, meta contents by kind, link elements.

    ``dated`` are the contents of meta elements that tell a day, by their names or by what they are.
    """

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
    dated: dict[str, str] = field(default_factory=dict)
    footnotes: Footnotes = NONE

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
        bodies = [body for node in (self.node, *self.nodes) if isinstance(body := node.get("articleBody"), str)]
        return max(bodies, key=len) if bodies else None

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
    dated: dict[str, str] = {}
    for element in root.iter("meta", "link", "title", "base"):
        tag = element.tag
        if tag == "meta":
            content = element.get("content")
            name = (
                element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
            )
            name = (name or "").strip().lower()
            kind = _TELLS.get(name)
            if content and (kind in _OF_DAYS or _DAY.match(content)):
                dated.setdefault(name, content[:_LONGEST_DAY])
            if content and kind and (text := text_of(content)):
                by_name.setdefault(name, text)
                meta[kind].append(text)
        elif tag == "link":
            if (element.get("rel") or "").lower() == "canonical":
                canonical = canonical or element.get("href")
        elif tag == "title":
            titles.append(one_line(" ".join(map(str, element.itertext()))[:LONGEST_TITLE]))
        else:
            base = base or element.get("href")
    nodes = read_nodes(root)
    og_url = by_name.get("og:url")
    page = absolute(url, None) or absolute(canonical, None) or absolute(og_url, None)
    base = absolute(base, page) if base else page
    if not base or "//" not in base:
        base = page
    title = next(filter(None, titles), "")
    node = article_node(nodes, title or by_name.get("og:title", "")) or {}
    claims = Claims(nodes, node, dict(meta), by_name, base if base and "//" in base else None, title=title)
    claims.dated = dated
    claims.canonical = claims.address(canonical) or claims.address(og_url)
    claims.language = _language(root, claims)
    claims.named = by_id(nodes)
    claims.outlets = list(_outlets(claims, page))
    claims.footnotes = find_footnotes(root)
    return claims


def _language(root: Element, claims: Claims) -> str | None:
    language_of_data = text_of(claims.node.get("inLanguage"))
    body = root.find("body")
    inner = body.get("lang") if body is not None else None
    for raw in (
        root.get("lang"),
        root.get("{http://www.w3.org/XML/1998/namespace}lang"),
        inner,
        language_of_data,
        claims.first("language"),
    ):
        tag = (raw or "").strip().replace("_", "-")
        if _LANGUAGE.fullmatch(tag):
            return tag
    return None


def _outlets(claims: Claims, page: str | None) -> Iterator[str]:
    for node in (claims.node, *claims.nodes):
        for outlet in resolved(node.get("publisher"), claims.named):
            if name := text_of(outlet):
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


def alike(text: str) -> str:
    """A headline for comparing: without quotation marks, case and doubled space."""
    return " ".join(
        _QUOTES.sub("", text).casefold().replace("\u2013", "-").replace("\u2014", "-").replace("\u200b", "").split()
    )


def declared_authors(claims: Claims, judge: NameJudge, microdata: Iterable[Any]) -> Iterator[tuple[str, list[Author]]]:
    """Whom JSON-LD, meta elements and microdata each name as authors: persons, or else organisations."""
    node = claims.node
    nodes_of_authors = [
        *resolved(node.get("author"), claims.named),
        *([] if node.get("author") else resolved(node.get("creator"), claims.named)),
    ]
    if not node and not nodes_of_authors:
        nodes_of_authors = [
            other_author
            for other in claims.nodes
            if "Article" in " ".join(types_of(other))
            for other_author in resolved(other.get("author"), claims.named)
        ]
    for source, values in (
        ("json-ld", nodes_of_authors),
        ("meta", list(_meta_authors(claims))),
        ("microdata", list(microdata)),
    ):
        persons, organisations = authors_of(values, judge, claims.address)
        if persons or organisations:
            yield source, persons or organisations


def _meta_authors(claims: Claims) -> Iterator[str]:
    """The names of the meta elements that name authors: all of the first kind of element that has fit ones."""
    values = [value for value in claims.meta.get("author", ()) if not re.match(r"https?:|@|www\.", value)]
    names_before: set[str] = set()
    for value in values:
        if plain_name(value) not in names_before:
            names_before.add(plain_name(value))
            yield value


def marked_values(root: Element) -> dict[str, list[str]]:
    """The headlines and authors of the page's microdata, in order."""
    values: dict[str, list[str]] = {}
    for element in _MARKED(root):
        name = element.get("itemprop")
        if name in ("headline", "author"):
            value = element.get("content") or element.get("datetime") or one_line("".join(map(str, element.itertext())))
            if value and len(value) < _LONGEST_VALUE:
                values.setdefault(name, []).append(one_line(value))
    return values


def address_day(claims: Claims, url: str | None) -> str | None:
    """The day that the page's own address tells."""
    return day_in_address(url) or day_in_address(claims.canonical)


def section_of(claims: Claims, headline: str | None) -> str | None:
    """The section of the outlet: as declared, or the last but one step of the breadcrumbs."""
    declared = text_of(claims.node.get("articleSection")) or claims.first("section")
    if not declared:
        declared = _crumb(claims, headline)
    if not declared or len(declared) > _LONGEST_TAG or "://" in declared:
        return None
    return declared


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
        for tag in value if isinstance(value, list) else [value]:
            if text := text_of(tag):
                raw += re.split(r"\s*[,;]\s*", text) if isinstance(value, str) else [text]
    if not raw:
        several = [tag for name in META["tags"][:2] if name in claims.by_name for tag in claims.meta["tags"]]
        texts = several or [text for name in META["tags"][2:] if (text := claims.by_name.get(name))][:1]
        raw = [part for tag in texts for part in re.split(r"\s*[,;]\s*", tag)]
    by_key: dict[str, str] = {}
    for tag in raw:
        if 1 < len(tag) <= _LONGEST_TAG and not re.search(r"[=:]{1}\S|https?:", tag):
            by_key.setdefault(tag.casefold(), tag)
    return tuple(by_key.values())[:_MOST_TAGS]


def publisher_of(claims: Claims) -> tuple[str, str | None, str | None] | None:
    """The outlet's name, address and ISSN."""
    url = None
    name = None
    for node in resolved(claims.node.get("publisher"), claims.named):
        name = text_of(node)
        url = claims.address(node.get("url")) if isinstance(node, dict) and isinstance(node.get("url"), str) else None
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
