"""A page before its article is built: what it declares and shows of itself, and which of its text is the story."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from artfmt.formats.html import days
from artfmt.formats.html.byline_zones import BylineZones
from artfmt.formats.html.bylines import Claim, claims_of, likeliest, parted, signed_beneath, weights
from artfmt.formats.html.content import Content, judge
from artfmt.formats.html.days import (
    DayClaim,
    certain_day,
    day_claims,
    day_of_change,
    declared_days,
    likeliest_day,
)
from artfmt.formats.html.headlines import Heading, choose_headline
from artfmt.formats.html.linked_data import types_of
from artfmt.formats.html.metadata import Claims, declared_authors, marked_values, read_claims
from artfmt.formats.html.scores import scores_of
from artfmt.formats.html.segments import FLAGS, Page, Segment, flag_of
from artfmt.language.name_judge import NameJudge
from artfmt.model.article import Author, Image
from artfmt.model.prose import one_line

Element = etree._Element

_TITLE_NAMES = re.compile(r"title|headline|heading", re.IGNORECASE)
_LONGEST_TITLE = 300
_HARDLY_ANY = 200
_MOST_PIECES = 8


@dataclass(frozen=True, slots=True)
class Dates:
    """When a page's story was published and updated, as RFC 3339 writes it, and the claims that tell so."""

    published: str | None
    updated: str | None
    claims: list[DayClaim]


@dataclass(frozen=True, slots=True)
class JudgedPage:
    """A page that was judged, before its article is built; what ``--explain`` tells of."""

    page: Page
    scores: list[float]
    content: Content | None
    claims: Claims
    headline: str | None
    heading: Heading | None
    bylines: list[Claim]
    authors: tuple[Author, ...]
    dates: Dates
    image: Image | None = None  # the lead picture, where it is stated beside the text


def judge_page(root: Element, url: str | None) -> JudgedPage:
    """The page's segments, each with its score, and the story that they make."""
    claims = read_claims(root, url)
    page = Page(root)
    if page.boxes[0].chars < _HARDLY_ANY and root.find(".//noscript") is not None:
        for element in root.iter("noscript"):  # the whole page may stand in one
            element.tag = "div"
        page = Page(root)
    microdata = marked_values(root)
    headline, heading = choose_headline(claims, list(headings_of(page)), microdata.get("headline", ()))
    scores = scores_of(page, headline or claims.title, claims.description, claims.article_body)
    at = heading.place if heading else None
    where = BylineZones(page, at, scores)
    bylines = bylines_of(claims, microdata.get("author", []), where)
    dates = _dates(claims, url, where)
    authors = parted(likeliest(bylines, weights()), bylines) or signed_beneath(
        where, NameJudge(claims.outlets), claims.address
    )
    content = judge(page, scores, at, declared=is_declared(claims))
    return JudgedPage(page, scores, content, claims, headline, heading, bylines, authors, dates)


def is_declared(claims: Claims) -> bool:
    """Whether the page says of itself that it is an article: by its type, or by its date of publication."""
    kinds = types_of(claims.node)
    return (
        claims.by_name.get("og:type", "") == "article"
        or any(name.endswith(("Article", "Posting", "Report")) for name in kinds)
        or "article:published_time" in claims.by_name
    )


def bylines_of(claims: Claims, microdata: list[str], where: BylineZones) -> list[Claim]:
    """What the page declares and shows of its story's authors."""
    names = NameJudge(claims.outlets)
    return claims_of(where, names, list(declared_authors(claims, names, microdata)), claims.address)


def _dates(declared: Claims, url: str | None, where: BylineZones) -> Dates:
    """When the story was published and updated: as data say for certain, else by the likeliest of all claims."""
    claims = declared_days(declared)
    published = certain_day(claims)
    if not published:
        claims = day_claims(declared, url, where)
        published = likeliest_day(claims, days.weights())
    updated = day_of_change(claims)
    return Dates(published, updated if updated != published else None, claims)


def headings_of(page: Page) -> Iterator[Heading]:
    """What may be the page's headline: headings, and what is called a title."""
    for place, segment in enumerate(page.segments):
        box = segment.box
        if segment.size <= _LONGEST_TITLE and (
            box.tag in ("h1", "h2", "h3") or (box.names and _TITLE_NAMES.search(box.names))
        ):
            yield Heading(
                one_line(segment.text), box.tag, place, _links_home(segment), _ends(segment), _surroundings(segment)
            )


def _surroundings(segment: Segment) -> tuple[str, ...]:
    """What a heading stands in: a header, an article, an aside."""
    return tuple(f"in {name}" for name, tags in FLAGS if segment.box.flags & flag_of(tags.split()[0]))


def _ends(segment: Segment) -> tuple[str, ...]:
    """What is left of a heading without the first of its inline elements, the first two, and so on."""
    texts = [(element.tail if is_tail else element.text) or "" for element, is_tail in segment.pieces[:_MOST_PIECES]]
    return tuple(one_line("".join(texts[start:])) for start in range(1, len(texts)))


def _links_home(segment: Segment) -> bool:
    """Whether a segment is a link to the site's front page."""
    if segment.linked < segment.size:
        return False
    link: Element | None = segment.pieces[0][0]
    while link is not None and link.tag != "a":
        link = link.getparent()
    address = (link.get("href") or "").strip() if link is not None else ""
    return re.fullmatch(r"(?:https?:)?(?://[^/]+)?/?(?:index\.\w+)?", address) is not None
