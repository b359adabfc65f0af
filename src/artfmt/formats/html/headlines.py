"""The headline of a page: every source's claim weighed, the outlet's tail cut."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any

from artfmt.formats.html.linked_data import Node, text_of, types_of
from artfmt.formats.html.metadata import LONGEST_TITLE, Claims, alike
from artfmt.language.dates import without_days
from artfmt.language.desks import DESKS
from artfmt.language.name_judge import plain_name
from artfmt.language.sentences import opening_words
from artfmt.reading.document import Place, Report
from artfmt.source.diagnostics import Severity

_SEPARATOR = re.compile(r"\s+[-|–—»«·•:/~>]{1,2}\s+|\s*\|\s*|\s*::\s*|\s*—\s+|\s*--\s*|:\s+(?=[^:]*$)")
# What stands before a headline and is not part of it.
_LABELS = DESKS | {"blog", "title", "press release", "post"}
_WORD = re.compile(r"\w+")
# How much a source of the headline is believed.
_BELIEF = {"news": 9.0, "ld": 2.1, "h1": 6.0, "og": 1.5, "twitter": 0.8, "title": 1.0, "itemprop": 1.6, "heading": 2.5}
_MOST_PARTS, _MOST_MARKED = 12, 8


def guessed_headline(opening: str, place: Place, report: Report) -> str:
    """A headline out of the first words of a text that names none, which is told."""
    headline = opening_words(opening)
    message = f'names no headline; took "{headline}" for it: state it with --headline, or headline= in read'
    report.notice("headline-guessed", Severity.WARNING, message, place)
    return headline


@dataclass(frozen=True, slots=True)
class Heading:
    """What may be the headline: its text, its tag, its place among the segments, whether it links home.

    ``ends`` are its text without the first of its inline elements, the first two, and so on.
    """

    text: str
    tag: str
    place: int
    home: bool = False
    ends: tuple[str, ...] = ()


class _Votes:
    """What the sources' claims amount to; equal claims count together."""

    def __init__(self) -> None:
        self.sums: dict[str, float] = defaultdict(float)
        self._written: dict[str, tuple[float, str]] = {}

    def add(self, source: str, text: str, share: float = 1.0) -> None:
        """Count a source's claim, by as much of its belief as ``share`` says."""
        key = alike(text)
        if key:
            belief = _BELIEF[source] * share
            self.sums[key] += belief
            self._written[key] = max(self._written.get(key, (0.0, "")), (belief, text))

    def written(self, key: str) -> str:
        """A claim as the source that is believed most writes it."""
        return self._written[key][1]


def choose_headline(
    claims: Claims, headings: list[Heading], microdata: Iterable[str] = ()
) -> tuple[str | None, Heading | None]:
    """The headline and, where the page shows it, the heading that it is.

    Every source's claim counts with its belief, equal claims together; tails of the outlet are cut first.
    """
    declared = [
        (_kind_of_node(claims.node), text_of(claims.node.get("headline")) or ""),
        ("og", claims.by_name.get("og:title", "")),
        ("twitter", claims.by_name.get("twitter:title", "")),
        ("title", claims.title),
        *(("itemprop", outlet) for outlet in islice(microdata, _MOST_MARKED)),
    ]
    headings_by_key: dict[str, Heading] = {}
    for heading in headings:
        headings_by_key.setdefault(alike(heading.text), heading)
    votes = _Votes()
    _count_told(
        votes, declared, claims.outlets, {key: outlet for key, outlet in headings_by_key.items() if not outlet.home}
    )
    _count_shown(votes, declared, headings_by_key)
    sums = votes.sums
    if not sums:
        return None, None
    outlets = {plain_name(outlet) for outlet in claims.outlets}
    best = max(sums, key=lambda key: sums[key] - (3.0 if plain_name(key) in outlets and len(sums) > 1 else 0.0))
    heading_shown = headings_by_key.get(best)
    first = next((heading for heading in headings if heading.tag == "h1"), None)
    return (
        heading_shown.text if heading_shown and heading_shown.tag == "h1" else votes.written(best)
    ), heading_shown or first


def _count_told(
    votes: _Votes, declared: list[tuple[str, str]], outlets: list[str], headings_by_key: dict[str, Heading]
) -> None:
    """Count what the metadata say."""
    for source, text in declared:
        if text:
            text = text[:LONGEST_TITLE]
            short_title = without_tail(text, outlets, headings_by_key)
            votes.add(source, short_title, 1.0 if len(short_title) < 400 else 0.1)
            if text.endswith(("…", "...")):
                votes.sums[alike(short_title)] -= _BELIEF[source] * 0.6


def _count_shown(votes: _Votes, declared: list[tuple[str, str]], headings_by_key: dict[str, Heading]) -> None:
    """Count the page's headings: an ``h1`` by what it shares with what was told, another one where it was told."""
    claimed = set(votes.sums)
    parts = [
        text[gap.end() :] for _, text in declared[1:4] for gap in list(_SEPARATOR.finditer(text[:LONGEST_TITLE]))[-1:]
    ]
    ends = {alike(part) for part in parts if len(part) > 1}
    words = set(_WORD.findall(" ".join(text for _, text in declared).lower()))
    rivals = max(1, sum(heading.tag == "h1" and not heading.home for heading in headings_by_key.values()))
    for key, heading in headings_by_key.items():
        mine = _WORD.findall(heading.text.lower())
        if heading.tag != "h1":
            if key in claimed and len(mine) > 1:
                votes.add("heading", heading.text)
            continue
        if key in claimed:
            votes.add("h1", heading.text, 0.05 if heading.home else 1.0)
        elif claim := _told_at_the_end(key, claimed) or _told_behind_kicker(heading, claimed):
            votes.sums[claim] += _BELIEF["h1"]
        else:
            fits = len(mine) > 2 and sum(word in words for word in mine) / len(mine) >= 0.3
            share = 0.05 if heading.home or key in ends else 1.0 if fits else 0.3
            votes.add("h1", heading.text, share / rivals)


def _told_at_the_end(key: str, claimed: Iterable[str]) -> str | None:
    """The claim that a heading ends with, a date or a label before it: "22 Aug 2019 Harbour opens", "Blog: Harbour"."""

    def has_label(claim: str) -> bool:
        before = key.removesuffix(claim).strip()
        if before == key or not before or len(claim) <= len(before):
            return False
        return before.removesuffix(":") in _LABELS or without_days(before, "") == ""

    return max(filter(has_label, claimed), key=len, default=None)


def _told_behind_kicker(heading: Heading, claimed: Collection[str]) -> str | None:
    """The claim that a heading is but for an element that it begins with."""
    return next((key for end in heading.ends if (key := alike(end)) in claimed and key.count(" ")), None)


def _kind_of_node(node: Node) -> str:
    return "news" if any("News" in name for name in types_of(node)) else "ld"


def without_tail(title: str, outlets: Iterable[str], headings_by_key: dict[str, Any]) -> str:
    """A title without the outlet's name and what stands before it (" | Section | Outlet").

    ``headings_by_key`` are the headings that the page shows, as ``alike`` writes them: a part that is one of them
    is all.
    """
    gaps = list(islice(_SEPARATOR.finditer(title), _MOST_PARTS))
    if not gaps or alike(title) in headings_by_key:
        return title
    for part in (*(title[: gap.start()] for gap in gaps), *(title[gap.end() :] for gap in gaps)):
        if part.count(" ") and alike(part) in headings_by_key:
            return part
    names = {plain_name(outlet) for outlet in outlets} - {""}
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
        len(name) > 3 and len(bare) < 3 * len(name) and (name in bare or (len(bare) > 3 and bare in name))
        for name in names
    )


def _without_section(head: str) -> str:
    """A title without the section before the outlet's name, where a bar parts them."""
    parts = re.split(r"\s*\|\s*", head)
    return parts[0] if len(parts) > 1 and parts[0].count(" ") >= 2 else head
