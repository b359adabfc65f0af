"""What a page shows of its metadata: timestamps, and marked-up names and headlines; bylines are in ``bylines``."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from artfmt.formats.html.body import words_of
from artfmt.formats.html.segments import Page
from artfmt.language.dates import rfc3339, spoken_day
from artfmt.language.vocabulary import pattern
from artfmt.model.prose import one_line

Element = etree._Element

_NAMES_DATE = re.compile(pattern("date_boxes"), re.IGNORECASE)
_MARKED: Any = etree.XPath("//*[@itemprop]")
_ELSEWHERE = re.compile(
    r"comment|respond|sidebar|related|recommend|footer|widget|teaser|promo|popular|trending|more-|card|avatar-list|reply|next-|prev|nav\b|menu|disqus",
    re.IGNORECASE,
)
_UPDATED = re.compile(pattern("updating_words"), re.IGNORECASE)
_NO_DATES = frozenset({"meta", "body", "html", "article", "main", "script", "link", "form", "input"})
_NEAR = 40
_LINES_BEFORE, _LINES_AFTER = 15, 45
_LONGEST_LINE = 240


def elements_around(page: Page, at: int) -> dict[Element, int]:
    """The elements that hold the lines around a place, or are right around them, each with its distance."""
    distances: dict[Element, int] = {}
    for place in range(max(0, at - _LINES_BEFORE), min(len(page.segments), at + _LINES_AFTER)):
        segment = page.segments[place]
        if len(segment.text) > _LONGEST_LINE:
            continue
        for piece, is_tail in segment.pieces:
            above: Element | None = piece.getparent() if is_tail else piece
            steps = 0
            while above is not None and steps < 6 and above not in distances:
                distances[above] = abs(place - at)
                above, steps = above.getparent(), steps + 1
    return distances


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
        if above.tag in ("footer", "nav", "aside", "blockquote") or (
            steps and above.tag not in ("article",) and _ELSEWHERE.search(_names(above))
        ):
            return True
        above = above.getparent()
        steps += 1
    return False


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
    text = before.tail if before is not None else above.text if above is not None else None
    return f"{_names(above) if above is not None else ''} {(text or '')[-40:]}"


def shown_dates(
    around: dict[Element, int], near: list[str], *, language: str | None = None
) -> tuple[str | None, str | None]:
    """The days of publication and of the last update that the page shows nearest to its headline.

    Marked-up ones (``around``) first, then those in the short lines ``near`` it; ``language`` is the page's.
    """
    published: tuple[float, str] | None = None
    updated: tuple[float, str] | None = None
    for element in around:
        if not (element.tag == "time" or _NAMES_DATE.search(_names(element))) or element.tag in _NO_DATES:
            continue
        declared = element.get("datetime") or element.get("content")
        text = words_of(element)
        if len(text) > 200 and not declared:
            continue
        day = (rfc3339(declared, language=language) if declared else None) or spoken_day(text, language=language)
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
        if day := spoken_day(line, language=language):
            if _UPDATED.search(line):
                updated = updated or (0, day)
            else:
                published = (0, day)
                break
    return published[1] if published else None, updated[1] if updated else None
