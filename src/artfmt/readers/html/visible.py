"""What a page shows of its metadata: bylines, datelines, marked-up names and dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from artfmt.article import Author
from artfmt.prose import one_line
from artfmt.readers.html.authors import NameJudge, authors_of, plain_name
from artfmt.readers.html.body import words_of
from artfmt.readers.html.dates import rfc3339, spoken_day
from artfmt.readers.html.segments import Page

Element = etree._Element

_NAMES_AUTHOR = re.compile(r"author|byline|vcard|autor|auteur|writer|reporter|verfasser", re.IGNORECASE)
_NAMES_DATE = re.compile(r"date|publish|time|datum|meta|fecha|byline|posted|entry-info", re.IGNORECASE)
_MARKED: Any = etree.XPath("//*[@itemprop]")
_ELSEWHERE = re.compile(
    r"comment|respond|sidebar|related|recommend|footer|widget|teaser|promo|popular|trending|more-|card|avatar-list|reply|next-|prev|nav\b|menu|disqus",
    re.IGNORECASE,
)
_BIO = re.compile(
    r"bio\b|about|description|desc\b|image|img|avatar|photo|social|follow|title|role|job|count|date|time|link-all",
    re.IGNORECASE,
)
_STARTS_BY = re.compile(
    r"^\W*(?:(?:written|posted|published|reported|words|story|text)\s+)?(?:by|von|par|por|di|door|av|af|od)\s*:?\s+\S|^(?:autor|auteur|text|words|author)(?:in|s|en)?\s*:\s*\S",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"updat|modif|aktualis|stand\b|mis à jour|actualizad|aggiornat|bijgewerkt|oppdatert|uppdaterad", re.IGNORECASE
)
_NOT_NAMES = frozenset(
    {
        "by",
        "written by",
        "about",
        "author",
        "authors",
        "share",
        "follow",
        "posted",
        "published",
        "view all posts",
        "read more",
    }
)
_NO_BYLINES = frozenset({"meta", "link", "script", "img", "body", "html", "article", "input"})
_NO_DATES = frozenset({"meta", "body", "html", "article", "main", "script", "link", "form", "input"})
_MOST_TRIED = 6
_LONGEST_BYLINE = 160
_NEAR = 40
_LINES_BEFORE, _LINES_AFTER = 15, 45
_LONGEST_LINE = 240


@dataclass(frozen=True, slots=True)
class Seen:
    """An element that may name authors: how much speaks for it, and how far from the headline it stands."""

    belief: float
    distance: int
    element: Element
    text: str


def elements_around(page: Page, headline_at: int | None) -> dict[Element, int]:
    """The elements that hold the lines around the headline, or are right around them, each with its distance."""
    at = headline_at or 0
    found: dict[Element, int] = {}
    for place in range(max(0, at - _LINES_BEFORE), min(len(page.segments), at + _LINES_AFTER)):
        segment = page.segments[place]
        if len(segment.text) > _LONGEST_LINE:
            continue
        for piece, is_tail in segment.pieces:
            above: Element | None = piece.getparent() if is_tail else piece
            steps = 0
            while above is not None and steps < 6 and above not in found:
                found[above] = abs(place - at)
                above, steps = above.getparent(), steps + 1
    return found


def _names(element: Element) -> str:
    return " ".join(
        filter(
            None,
            (
                element.get("class"),
                element.get("id"),
                element.get("itemprop"),
                element.get("rel"),
                element.get("data-testid"),
                element.get("property"),
            ),
        )
    )


def _stands_elsewhere(element: Element) -> bool:
    """Whether an element lies in a part of the page that is about other things."""
    above: Element | None = element
    steps = 0
    while above is not None and steps < 12 and above.tag not in ("body", "html", "main"):
        if above.tag in ("footer", "nav", "aside") or (
            steps and above.tag not in ("article",) and _ELSEWHERE.search(_names(above))
        ):
            return True
        above = above.getparent()
        steps += 1
    return False


def shown_authors(around: dict[Element, int], judge: NameJudge, near: list[str]) -> list[Author]:
    """The persons that the page's byline names; ``around`` are elements near the headline, each with its distance.

    The most believable of the marked-up bylines; several elements of equal standing beside each other name several
    authors. Else a line that opens with "By" among ``near``, the short lines around the headline.
    """
    seen = sorted(_bylines(around), key=lambda each: min(each.distance, _NEAR) / 20 - each.belief)
    for best in seen[:_MOST_TRIED]:
        if persons := _persons(best.element, best.text, judge):
            fellows = sorted((each for each in seen if _is_fellow(each, best)), key=lambda each: each.distance)
            found = {plain_name(person.name): person for person in persons}
            for each in fellows if best.distance <= min((each.distance for each in fellows), default=0) else ():
                for person in _persons(each.element, each.text, judge):
                    found.setdefault(plain_name(person.name), person)
            return list(found.values())
    for line in near:
        if len(line) <= _LONGEST_BYLINE and _STARTS_BY.match(line):
            persons = [each for each in authors_of([line], judge)[0] if _looks_named(each.name) and " " in each.name]
            if persons:
                return persons
    return []


def _bylines(around: dict[Element, int]) -> Iterator[Seen]:
    """The elements that may name authors."""
    for element, distance in around.items():
        if element.tag in _NO_BYLINES or not _NAMES_AUTHOR.search(_names(element)):
            continue
        text = words_of(element)
        if text and len(text) <= _LONGEST_BYLINE:
            belief = _belief(element, text)
            if belief > 0 and not _stands_elsewhere(element):
                yield Seen(belief, distance, element, text)


def _is_fellow(seen: Seen, best: Seen) -> bool:
    """Whether an element names an author beside another: called alike, believed alike, and close by."""
    return (
        seen is not best
        and seen.belief == best.belief
        and abs(seen.distance - best.distance) <= 4
        and _names(seen.element) == _names(best.element)
    )


def _belief(element: Element, text: str) -> float:
    names = _names(element)
    lower = names.lower()
    belief = 0.0
    if element.get("rel") == "author":
        belief += 3
    if "author" in (element.get("itemprop") or ""):
        belief += 2.5
    if "name" in lower and ("author" in lower or "byline" in lower):
        belief += 2.5
    if "byline" in lower:
        belief += 2
    elif "author" in lower or "autor" in lower or "auteur" in lower:
        belief += 1.5
    elif "writer" in lower or "reporter" in lower:
        belief += 1
    if "vcard" in lower or " fn" in " " + lower:
        belief += 1
    if _STARTS_BY.match(text):
        belief += 1.5
    if _BIO.search(lower) and "byline" not in lower:
        belief -= 2
    if len(text) > 60:
        belief -= 1
    return belief


def _persons(element: Element, text: str, judge: NameJudge) -> list[Author]:
    """The persons that an element names: those of its links to authors' pages, else those of its words."""
    named = [
        {"name": words, "url": link.get("href")}
        for link in element.iter("a")
        if link is not element
        and (words := words_of(link))
        and judge.is_person(words)
        and (link.get("rel") == "author" or "auth" in (link.get("href") or "") or "auth" in _names(link))
    ]
    if named:
        return authors_of(named, judge)[0]
    value: Any = {"name": text, "url": element.get("href")} if element.tag == "a" else text
    return [each for each in authors_of([value], judge)[0] if _looks_named(each.name)]


def _looks_named(name: str) -> bool:
    """Whether a name from running text has the looks of one: capitals, and few words."""
    words = name.split()
    if any(map(str.isdigit, name)) or ":" in name or '"' in name or "(" in name:
        return False
    capitals = sum(word[0].isupper() for word in words)
    return (
        len(words) <= 4 and (not words[0][0].isascii() or capitals * 2 > len(words)) and name.lower() not in _NOT_NAMES
    )


def marked_values(root: Element) -> dict[str, list[str]]:
    """The values of the page's microdata by property, in order."""
    values: dict[str, list[str]] = {}
    for element in _MARKED(root):
        name = element.get("itemprop")
        if name in ("headline", "author"):
            value = element.get("content") or element.get("datetime") or words_of(element)
            if value and len(value) < 400:
                values.setdefault(name, []).append(one_line(value))
    return values


def _words_before(element: Element) -> str:
    """What stands right before an element, and what the one around it is called."""
    above, before = element.getparent(), element.getprevious()
    told = before.tail if before is not None else above.text if above is not None else None
    return f"{_names(above) if above is not None else ''} {(told or '')[-40:]}"


def shown_dates(around: dict[Element, int], near: list[str]) -> tuple[str | None, str | None]:
    """The days of publication and of the last update that the page shows nearest to its headline.

    Marked-up ones first, then those in ``near``, the short lines around the headline.
    """
    published: tuple[float, str] | None = None
    updated: tuple[float, str] | None = None
    for element in around:
        if not (element.tag == "time" or _NAMES_DATE.search(_names(element))) or element.tag in _NO_DATES:
            continue
        told = element.get("datetime") or element.get("content")
        text = words_of(element)
        if len(text) > 200 and not told:
            continue
        day = (rfc3339(told) if told else None) or spoken_day(text)
        if not day or _stands_elsewhere(element):
            continue
        cost = float(min(around[element], 2 * _NEAR))
        names = _names(element).lower()
        if element.get("itemprop") == "datePublished" or "published" in names or element.get("pubdate") is not None:
            cost -= 20
        elif element.tag == "time":
            cost -= 6
        about = f"{names} {text} {_words_before(element)}"
        if _UPDATED.search(about) and "publish" not in about.lower():
            updated = min(updated, (cost, day)) if updated else (cost, day)
        else:
            published = min(published, (cost, day)) if published else (cost, day)
    for line in near if not published else ():
        if day := spoken_day(line):
            if _UPDATED.search(line):
                updated = updated or (0, day)
            else:
                published = (0, day)
                break
    return published[1] if published else None, updated[1] if updated else None
