"""When a page's story was published: what its data, its address and its lines claim, weighed by their features.

The weights are learned: ``days.json`` says how much each feature speaks for a claim, or against it.
``benchmarks/extraction/days.py`` makes it from public corpora. Claims of the same day count together.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from artfmt.formats.html.byline_zones import BylineZones
from artfmt.formats.html.learned_claims import score_of, shares_of, weights_of
from artfmt.formats.html.line_features import features_of_element, features_of_place
from artfmt.formats.html.metadata import CERTAIN_DAYS, META, Claims, address_day
from artfmt.formats.html.segments import Segment
from artfmt.language.dates import rfc3339, spoken_day, without_days
from artfmt.language.vocabulary import pattern
from artfmt.model.prose import one_line

Element = etree._Element

_UPDATING = re.compile(pattern("updating_words"), re.IGNORECASE)
_PUBLISHING = re.compile(pattern("publishing_openings"), re.IGNORECASE)
_TOKEN = re.compile(r"[a-z]+|[A-Z][a-z]*")
_WORD = re.compile(r"\w+")
_LITTLE_ELSE = 16
_MARKS = " |·•-–—"
_MOST_PIECES = 8
# The attributes that state a day of an element: of ``time``, of what has an ``itemprop``, of ``abbr``.
_STAMPS = ("datetime", "content", "title")
_CERTAIN, _CHANGE = "owndatePublished", "owndateModified"
_FAR = {"distance far", "distance far before"}
_DAY = len("2024-05-06")


@dataclass(frozen=True, slots=True)
class DayClaim:
    """A day, or a moment, as RFC 3339 writes it, on which the story may have been published, and what is seen of it.

    ``is_certain`` tells that data say of the story itself when it was published, ``says_update`` that the day is one of
    a change by what is said of it.
    """

    when: str
    source: str
    features: tuple[str, ...]
    is_certain: bool = False
    says_update: bool = False

    @property
    def day(self) -> str:
        """The day, for comparing."""
        return self.when[:_DAY]


def weights() -> Mapping[str, float]:
    """What each feature adds to a claim's score."""
    return weights_of("days")


def shares_by_day(claims: Iterable[DayClaim], table: Mapping[str, float]) -> dict[str, float]:
    """How likely each day that is claimed is the right one, by a table of weights; the empty day is "none"."""
    return shares_of(((claim.day, claim.features) for claim in claims), table, "")


def certain_day(claims: Iterable[DayClaim]) -> str | None:
    """The day that all certain claims agree on, as the first of them writes it; None where there is none such."""
    certain = [claim for claim in claims if claim.is_certain]
    return certain[0].when if len({claim.day for claim in certain}) == 1 else None


def likeliest_day(claims: Sequence[DayClaim], table: Mapping[str, float]) -> str | None:
    """The day whose claims are together the likeliest by a table of weights, as the likeliest of them writes it.

    None where it is likelier that none is right.
    """
    shares = shares_by_day(claims, table)
    day = max(shares, key=shares.__getitem__)
    mine = [claim for claim in claims if claim.day == day]
    return max(mine, key=lambda claim: score_of(claim.features, table)).when if mine else None


def day_of_change(claims: Iterable[DayClaim]) -> str | None:
    """The first day of which data, or else a line near the headline or the end, say that the story was changed."""
    return next((claim.when for claim in claims if claim.says_update), None)


def declared_days(declared: Claims) -> list[DayClaim]:
    """Every day that the page's data and meta elements declare, in the order of trust."""
    return [*_of_data(declared), *_of_meta(declared)]


def day_claims(declared: Claims, url: str | None, where: BylineZones) -> list[DayClaim]:
    """Every day that the page declares or shows as the story's own, in the order of trust."""
    claims = [
        *declared_days(declared),
        *_of_address(declared, url),
        *_of_lines(where, declared.language),
    ]
    return [*_compared(claims)]


def _compared(claims: Sequence[DayClaim]) -> Iterator[DayClaim]:
    """The claims with what their agreement tells."""
    sources: dict[str, Counter[str]] = {}
    for claim in claims:
        sources.setdefault(claim.day, Counter())[claim.source] += 1
    lines = {day for day, by in sources.items() if by["line"]}
    latest = max((claim.day for claim in claims), default="")
    for claim in claims:
        by = sources[claim.day]
        features = [*claim.features, *(f"{claim.source} as {other}" for other in by if other != claim.source)]
        if by[claim.source] > 1:
            features.append(f"{claim.source} again")
        if len(sources) > 1 and claim.day == latest:
            features.append("latest")
        if claim.source == "line" and len(lines) == 1:
            features.append("the only line")
        yield replace(claim, features=tuple(features))


def _of_data(declared: Claims) -> Iterator[DayClaim]:
    for node in (declared.node, *(node for node in declared.nodes if node is not declared.node)):
        whose = "own" if node is declared.node else "other"
        for name in ("datePublished", "dateCreated", "uploadDate", "dateModified"):
            if when := rfc3339(_text(node.get(name)), language=declared.language):
                yield DayClaim(when, "data", (f"{whose} {name}",), whose + name == _CERTAIN, whose + name == _CHANGE)


def _text(value: object) -> str | None:
    first = value[0] if isinstance(value, list) and value else value
    return first if isinstance(first, str) else None


def _of_meta(declared: Claims) -> Iterator[DayClaim]:
    for name, content in declared.dated.items():
        if when := rfc3339(content, language=declared.language):
            tokens = (f"meta named {token.lower()}" for token in _TOKEN.findall(name))
            features = ("meta", f"meta {name}", *tokens)
            yield DayClaim(when, "meta", features, name in CERTAIN_DAYS, name in META["updated"])


def _of_address(declared: Claims, url: str | None) -> Iterator[DayClaim]:
    if when := address_day(declared, url):
        yield DayClaim(when, "address", ("address",))


def _of_lines(where: BylineZones, language: str | None) -> Iterator[DayClaim]:
    dated = (line for place in where.dated_places() for line in _dated_pieces(place, where.segments[place], language))
    lines = [line for line in dated if line.place <= where.last or line.may_follow]
    alike = Counter((line.segment.box.tag, line.segment.box.names) for line in lines)
    after = [line for line in lines if line.place > where.at]
    for line in lines:
        box = line.segment.box
        same = alike[box.tag, box.names]
        rank = "first beneath" if after and line is after[0] else "later" if line.place > where.at else "above"
        features = (
            "line",
            rank,
            "alike " + ("1" if same == 1 else "2" if same == 2 else "3-5" if same < 6 else "many"),
            *features_of_place(where, line.place),
            *features_of_element(line.segment, line.element),
            *(("of others",) if where.is_of_others(box) else ()),
            *_features_of_words(line),
        )
        yield DayClaim(line.when, "line", features, says_update=line.is_update and not _FAR & {*features})


def _is_timed(segment: Segment) -> bool:
    return any(element.tag == "time" for element, _ in segment.pieces[:_MOST_PIECES])


@dataclass(frozen=True, slots=True, eq=False)
class _Line:
    """A piece of a segment that names a day; ``before`` is what stands in the segment before the piece's ``text``."""

    place: int
    segment: Segment
    element: Element
    when: str
    text: str
    before: str
    stated: bool

    @property
    def bare(self) -> str:
        """The piece without its days."""
        return without_days(self.text, "|")

    @property
    def head(self) -> str:
        """What the segment says before the day."""
        return one_line(f"{self.before} {self.bare.partition('|')[0]}")

    @property
    def rest(self) -> int:
        """How much the segment says beside the day, in characters."""
        return len(self.segment.text) - (len(self.text) - len(self.bare.replace("|", "")))

    @property
    def may_follow(self) -> bool:
        """Whether after a story it tells the story's day: by hardly more than a day, or "Posted on …"."""
        return self.rest <= _LITTLE_ELSE or _PUBLISHING.match(self.head.lstrip(_MARKS)) is not None

    @property
    def is_update(self) -> bool:
        about = f"{self.before[-40:]} {self.text[:60]} {self.element.get('class') or ''}"
        return _UPDATING.search(about) is not None and not self.before.strip().lower().startswith("publish")


def _dated_pieces(place: int, segment: Segment, language: str | None) -> Iterator[_Line]:
    """The pieces of a segment that name a day by themselves, or the segment where its pieces do so together."""
    if not (any(map(str.isdigit, segment.text)) or _is_timed(segment)):
        return
    before = ""
    is_found = False
    for element, is_tail in segment.pieces[:_MOST_PIECES]:
        text = one_line((element.tail if is_tail else element.text) or "")
        owner = element.getparent() if is_tail else element
        if owner is None:
            continue
        stamp = _stamp_of(owner, language)
        when = stamp or (spoken_day(text, language=language) if any(map(str.isdigit, text)) else None)
        if when:
            is_found = True
            yield _Line(place, segment, owner, when, text, before, stamp is not None)
        before += " " + text
    if not is_found and (when := spoken_day(segment.text, language=language)):
        yield _Line(place, segment, segment.box.element, when, segment.text, "", False)


def _stamp_of(element: Element, language: str | None) -> str | None:
    """The day that an attribute of an element tells of its text."""
    stamps = (rfc3339(element.get(name), language=language) for name in _STAMPS if name in element.attrib)
    return next(filter(None, stamps), None)


def _features_of_words(line: _Line) -> Iterator[str]:
    words = [word.lower() for word in _WORD.findall(line.head[-60:])]
    yield from (f"word {word}" for word in words[-3:])
    if words:
        yield f"opens {words[0]}"
    rest = line.rest
    yield "rest " + ("0" if rest < 4 else "some" if rest <= _LITTLE_ELSE else "half" if rest < 60 else "much")
    if line.stated:
        yield "stated"
    if line.is_update:
        yield "says update"
    elif _PUBLISHING.search(line.head):
        yield "says published"
    if any(map(str.isalpha, line.text)) and line.bare.strip("| ") == "":
        yield "month in words"
