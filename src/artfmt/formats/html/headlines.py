"""The headline of a page: what its data, its title and its headings claim, weighed by their features.

The weights are learned: ``headlines.json`` says how much each feature speaks for a claim, or against it.
``benchmarks/extraction/headlines.py`` makes it from public corpora. Claims of the same text count together.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from artfmt.formats.html.learned_claims import score_of, shares_of, weights_of
from artfmt.formats.html.linked_data import Node, text_of, types_of
from artfmt.formats.html.metadata import LONGEST_TITLE, Claims, alike
from artfmt.formats.html.segments import size_of
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
_END = "end of h1"  # which claims what another source writes
_MOST_PARTS, _MOST_MARKED, _SHORTEST_HEADING = 12, 8, 10


def guessed_headline(opening: str, place: Place, report: Report) -> str:
    """A headline out of the first words of a text that names none, which is told."""
    headline = opening_words(opening)
    message = f'names no headline; took "{headline}" for it: state it with --headline, or headline= in read'
    report.notice("headline-guessed", Severity.WARNING, message, place)
    return headline


@dataclass(frozen=True, slots=True)
class Heading:
    """What may be the headline: its text, its tag, its place among the segments, whether it links home.

    ``ends`` are its text without the first of its inline elements, the first two, and so on; ``about`` names what it
    stands in.
    """

    text: str
    tag: str
    place: int
    home: bool = False
    ends: tuple[str, ...] = ()
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HeadlineClaim:
    """What may be the headline, the source that tells it, and what is seen of it; ``heading`` is where it stands."""

    text: str
    source: str
    features: tuple[str, ...]
    heading: Heading | None = None

    @property
    def key(self) -> str:
        """The text for comparing."""
        return alike(self.text)


def choose_headline(
    declared: Claims, headings: Sequence[Heading], microdata: Iterable[str] = ()
) -> tuple[str | None, Heading | None]:
    """The headline and, where the page shows it, the heading that it is; else the first ``h1``."""
    claims = headline_claims(declared, headings, microdata)
    best = likeliest_headline(claims, weights_of("headlines"))
    first = next((heading for heading in headings if heading.tag == "h1"), None)
    if best is None:
        return None, first
    heading = next((claim.heading for claim in claims if claim.heading and claim.key == best.key), None)
    return best.text, heading or first


def likeliest_headline(claims: Sequence[HeadlineClaim], table: Mapping[str, float]) -> HeadlineClaim | None:
    """The claim whose text is the likeliest by a table of weights, as an ``h1`` writes it, else as the best source."""
    shares = shares_of(((claim.key, claim.features) for claim in claims), table, "")
    shares.pop("")
    if not shares:
        return None
    key = max(shares, key=shares.__getitem__)
    mine = (claim for claim in claims if claim.key == key)
    return max(mine, key=lambda claim: (claim.source == "h1", claim.source != _END, score_of(claim.features, table)))


def headline_claims(declared: Claims, headings: Sequence[Heading], microdata: Iterable[str]) -> list[HeadlineClaim]:
    """Every headline that a page declares, whole and without the outlet's tail, and each heading that may be it."""
    titles = [
        (_kind_of_node(declared.node), text_of(declared.node.get("headline")) or ""),
        ("og", declared.by_name.get("og:title", "")),
        ("twitter", declared.by_name.get("twitter:title", "")),
        ("title", declared.title),
        *(("itemprop", title) for title in islice(microdata, _MOST_MARKED)),
    ]
    titles = [(source, text[:LONGEST_TITLE]) for source, text in titles if text]
    by_key: dict[str, Heading] = {}
    for heading in headings:
        by_key.setdefault(alike(heading.text), heading)
    own = {key: heading for key, heading in by_key.items() if not heading.home}
    of_titles = [claim for source, text in titles for claim in _of_title(source, text, declared.outlets, own)]
    of_headings = _of_headings(by_key, titles, {claim.key for claim in of_titles})
    return [*_compared([claim for claim in (*of_titles, *of_headings) if claim.key], declared.outlets)]


def _of_title(source: str, text: str, outlets: Iterable[str], own: Mapping[str, Heading]) -> Iterator[HeadlineClaim]:
    """A declared title without the outlet's tail, and what else may be meant: it whole, or parts of it."""
    short = without_tail(text, outlets, own)
    yield HeadlineClaim(short, source, (source, f"{source} {'whole' if short == text else 'short'}"))
    gaps = list(islice(_SEPARATOR.finditer(text), _MOST_PARTS))
    parts = {"uncut": text}
    if gaps:
        parts |= {"first part": text[: gaps[0].start()], "without the last part": text[: gaps[-1].start()]}
        parts |= {"last part": text[gaps[-1].end() :], "without the first part": text[gaps[0].end() :]}
    texts = {short}
    for name, part in parts.items():
        if part not in texts:
            texts.add(part)
            yield HeadlineClaim(part, f"part of {source}", (f"{source}: {name}",))


def _of_headings(
    by_key: Mapping[str, Heading], titles: Sequence[tuple[str, str]], declared: Collection[str]
) -> Iterator[HeadlineClaim]:
    """The page's headings: each ``h1``, and others where a title says the same; their ends where a title says that."""
    words = set(_WORD.findall(" ".join(text for _, text in titles).lower()))
    tops = [heading for heading in by_key.values() if heading.tag == "h1" and not heading.home]
    for key, heading in by_key.items():
        mine = _WORD.findall(heading.text.lower())
        is_top = heading.tag == "h1"
        if not is_top and (key not in declared or size_of(heading.text) < _SHORTEST_HEADING):
            continue
        source = "h1" if is_top else "heading"
        share = sum(word in words for word in mine) / max(1, len(mine))
        rank = "home" if heading.home else "alone" if len(tops) < 2 else "first" if heading is tops[0] else "later"
        fits = "all" if share == 1 else "most" if share >= 0.6 else "some" if share >= 0.3 else "few"
        end = _told_at_the_end(key, declared) or _told_behind_kicker(heading, declared)
        features = (
            source,
            f"{source} {rank}",
            f"{source} shares {fits}",
            *(f"{source} {name}" for name in heading.about),
        )
        yield HeadlineClaim(heading.text, source, (*features, *((f"{source} has more",) if end else ())), heading)
        if end and is_top:
            yield HeadlineClaim(end, _END, (_END,), heading)


def _compared(claims: Sequence[HeadlineClaim], outlets: Iterable[str]) -> Iterator[HeadlineClaim]:
    """The claims with what their texts and their agreement tell."""
    names = {plain_name(outlet) for outlet in outlets}
    sources: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        sources[claim.key].add(claim.source)
    for claim in claims:
        words = claim.text.count(" ") + 1
        size = "1" if words == 1 else "2-3" if words < 4 else "4-6" if words < 7 else "7-15" if words < 16 else "many"
        others = sorted(sources[claim.key] - {claim.source})
        features = [*claim.features, f"words {size}", *(f"{claim.source} as {other}" for other in others)]
        if claim.text.endswith(("…", "...")):
            features.append("cut off")
        if plain_name(claim.key) in names:
            features.append("the outlet")
        yield replace(claim, features=tuple(features))


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


def without_tail(title: str, outlets: Iterable[str], headings_by_key: Collection[str]) -> str:
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
