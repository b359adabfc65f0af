"""Who wrote a page's story: what its metadata claim and each line that may be a byline, weighed by their features.

The weights are learned: ``bylines.json`` says how much each feature speaks for a claim, or against it.
``benchmarks/extraction/bylines.py`` makes it from public corpora. Claims of the same names count together.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from artfmt.formats.html.byline_zones import NAMES_AUTHOR, BylineZones
from artfmt.formats.html.learned_claims import score_of, shares_of, weights_of
from artfmt.formats.html.line_features import feature_of_link, features_of_element, features_of_place
from artfmt.formats.html.scores import text_tokens
from artfmt.formats.html.segments import Segment, names_of
from artfmt.language.boilerplate import MENU_WORDS, is_boilerplate
from artfmt.language.byline_parts import OPENS_BY, names_in, without_dates
from artfmt.language.bylines import parse_byline, parse_dated_byline
from artfmt.language.dates import is_day, without_days
from artfmt.language.desks import DESKS
from artfmt.language.name_judge import NameJudge, plain_name
from artfmt.language.vocabulary import pattern
from artfmt.model.article import Author
from artfmt.model.prose import one_line

Element = etree._Element

_DECLARED_PERSON = "declared person"
# How likely a line must be to count against the persons that the metadata name, and where they name nobody.
_AGAINST_DECLARED, _ALONE, _UNSIGNED = 0.6, 0.35, 0.7
_MOST_PIECES = 12
_LONGEST_PSEUDONYM = 30
_BY = f"(?:{pattern('by_words')}|{pattern('by_words_elsewhere')})"
_OPENING = re.compile(rf"\W*((?:[^\W\d_]+\s+)?{_BY}|[^\W\d_]+(?:\s*[:：/]))", re.IGNORECASE)
_NO_NAMES = DESKS | MENU_WORDS
_AUTHOR_IS = re.compile(
    rf"\W*(?:{pattern('byline_verbs')}\s+)?(?:{pattern('by_words')}|{pattern('author_words')})(?:in|s|en|e)?\b"
    rf"|{pattern('author_marks')}",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\d:\d\d")
_LITTLE_ELSE = 8
_PUNCTUATION = ".,;:!?"


@dataclass(frozen=True, slots=True)
class Claim:
    """Who may have written the story, and the claim's features.

    ``declared`` claims are the metadata's, the others lines'; ``signed`` are lines that say that they are bylines.
    """

    authors: tuple[Author, ...]
    features: tuple[str, ...]
    declared: bool = False
    signed: bool = True

    @property
    def names(self) -> frozenset[str]:
        """The authors' names, for comparing."""
        return _plain(self.authors)


def weights() -> Mapping[str, float]:
    """What each feature adds to a claim's score."""
    return weights_of("bylines")


def shares_by_names(claims: Iterable[Claim], table: Mapping[str, float]) -> dict[frozenset[str], float]:
    """How likely the names that are claimed are to be the authors, by a table of weights; no names are "nobody"."""
    return shares_of(((claim.names, claim.features) for claim in claims), table, frozenset())


def likeliest(claims: Sequence[Claim], table: Mapping[str, float]) -> tuple[Author, ...]:
    """The authors whose claims are together the likeliest by a table of weights; none where that is likelier.

    Persons whom the metadata name give way only to lines that are much likelier, and organisations to lines that say
    that they are bylines; a line alone must be likely, the more so where it does not say that.
    """
    shares = shares_by_names(claims, table)
    names = max(shares, key=shares.__getitem__)
    mine = [claim for claim in claims if claim.names == names]
    persons = next((claim for claim in claims if claim.declared and _DECLARED_PERSON in claim.features), None)
    if persons and (shares[names] < _AGAINST_DECLARED or names <= persons.names):
        return persons.authors
    if not any(claim.declared for claim in mine):
        others = next((claim.authors for claim in claims if claim.declared), ())
        is_signed = any(claim.signed for claim in mine)
        if shares[names] < (_ALONE if is_signed else _UNSIGNED) or (others and not is_signed):
            return others
    return max(mine, key=lambda claim: (claim.declared, score_of(claim.features, table))).authors if mine else ()


def parted(authors: tuple[Author, ...], claims: Iterable[Claim]) -> tuple[Author, ...]:
    """The authors; a single name that is those of another claim run together is parted as that claim has them."""
    if len(authors) != 1:
        return authors
    whole = plain_name(authors[0].name).replace(" ", "")
    for claim in claims:
        if len(claim.authors) > 1 and "".join(plain_name(a.name).replace(" ", "") for a in claim.authors) == whole:
            return claim.authors
    return authors


def signed_beneath(
    where: BylineZones, judge: NameJudge, address: Callable[[str | None], str | None]
) -> tuple[Author, ...]:
    """Whom a line right beneath the headline names as one who signs a text does, or links as its author by any name."""
    for segment in where.lines_beneath_headline:
        line = one_line(segment.text)
        undated = without_days(line, "|").split("|")[0].strip()
        dated = parse_dated_byline(line)
        authors = (dated.authors if dated else ()) or parse_byline(line) or parse_byline(undated)
        if authors and all(judge.is_person(author.name) for author in authors):
            return authors
        for element, _ in segment.pieces:
            name = one_line("".join(map(str, element.itertext())))
            if element.tag == "a" and _is_author_link(element) and 1 < len(name) <= _LONGEST_PSEUDONYM:
                return (Author(name, None, address(element.get("href"))),)
    return ()


def _is_author_link(element: Element) -> bool:
    names = {*(element.get("class") or "").lower().split(), element.get("rel"), element.get("itemprop")}
    return "author" in names


def claims_of(
    where: BylineZones,
    judge: NameJudge,
    declared: Sequence[tuple[str, Sequence[Author]]],
    address: Callable[[str | None], str | None],
) -> list[Claim]:
    """What the metadata and the page's lines claim; the metadata alone where the page shows the persons they name.

    ``declared`` are the metadata's sources, in the order of trust, each with the authors it names; ``address`` makes
    a link's address absolute.
    """
    persons = next(
        (claim_of_source for claim_of_source in declared if _shape(claim_of_source[1][0].name, judge) == "person"), None
    )
    if persons and _shows(where, persons[1]):
        return [Claim(tuple(persons[1]), (_DECLARED_PERSON,), declared=True)]
    lines = _Lines(where, judge, address)
    names_by_source = {source: _plain(authors) for source, authors in declared}
    claims = [
        Claim(tuple(authors), tuple(_features_of_metadata(source, authors, names_by_source, lines)), declared=True)
        for source, authors in declared
    ]
    for line in lines.found:
        beside = (_beside(source, names, line.names) for source, names in names_by_source.items() if names & line.names)
        claims.append(Claim(line.authors, (*lines.features(line), *beside), signed=line.signed))
    return claims


def _shows(where: BylineZones, authors: Sequence[Author]) -> bool:
    """Whether each author's name stands where bylines do."""
    text = "\n".join(plain_name(segment.text) for _, segment in where.byline_segments)
    return all(plain_name(author.name) in text for author in authors)


def _plain(authors: Sequence[Author]) -> frozenset[str]:
    return frozenset(plain_name(author.name) for author in authors)


def _beside(source: str, names: frozenset[str], mine: frozenset[str]) -> str:
    return f"as {source}" if names == mine else f"more than {source}" if names < mine else f"less than {source}"


def _shape(name: str, judge: NameJudge) -> str:
    """What a name is: a person's, the outlet's, or another one."""
    if judge.is_outlet(name):
        return "outlet"
    if judge.is_generic(name):
        return "generic"
    return "person" if judge.is_person(name) else "organisation"


def _features_of_metadata(
    source: str, authors: Sequence[Author], names_by_source: dict[str, frozenset[str]], lines: _Lines
) -> Iterator[str]:
    shape = _shape(authors[0].name, lines.judge)
    count = sum(plain_name(author.name) in lines.said for author in authors)
    if shape == "person":
        yield _DECLARED_PERSON
    yield f"{source} says"
    yield f"{source}: {shape}"
    yield f"{source}: {min(len(authors), 3)}"
    yield f"{source}: " + ("all shown" if count == len(authors) else "some shown" if count else "none shown")
    for other, names in names_by_source.items():
        if other != source and names == names_by_source[source]:
            yield f"{source}: as {other}"


@dataclass(frozen=True, slots=True)
class _Line:
    """A segment, or an element within it, that names somebody."""

    place: int
    segment: Segment
    element: Element
    text: str
    link: Element | None
    authors: tuple[Author, ...]
    signed: bool

    @property
    def names(self) -> frozenset[str]:
        return _plain(self.authors)


class _Lines:
    """The lines of a page that may be bylines, and what their features are told by."""

    def __init__(self, where: BylineZones, judge: NameJudge, address: Callable[[str | None], str | None]) -> None:
        self._where, self.judge, self._address = where, judge, address
        self.found = [line for place, segment in where.byline_segments for line in self._parts(place, segment)]
        self.said = Counter(name for line in self.found for name in line.names)

    def _parts(self, place: int, segment: Segment) -> Iterator[_Line]:
        """A segment as a whole, and each element within it that has words of its own, where they name somebody."""
        inner = _words_within(segment)
        links = {plain_name(text): inner_element for inner_element, text in inner.items() if inner_element.tag == "a"}
        names_before: list[list[tuple[str, str | None]]] = []
        parts = {segment.box.element: one_line(segment.text), **inner}
        for element, text in parts.items():
            if not text or is_boilerplate(text) or text.lower() in _NO_NAMES:
                continue
            if text == segment.text and element in inner and len(inner) > 1:
                continue
            people = names_in(text, self.judge)
            if not people or people in names_before:
                continue
            names_before.append(people)
            authors = tuple(Author(name, role, self._page_of(links.get(plain_name(name)))) for name, role in people)
            link = next(
                (inner_element for key, inner_element in links.items() if key and key in plain_name(text)), None
            )
            is_signed = _says_so(segment, element, text, link)
            if is_signed or _may_stand_alone(text, authors, self.judge):
                yield _Line(place, segment, element, text, link, authors, is_signed)

    def _page_of(self, link: Element | None) -> str | None:
        return self._address(link.get("href")) if link is not None else None

    @cached_property
    def _common(self) -> frozenset[str]:
        """The words that the page writes without a capital."""
        return frozenset(
            word.strip(_PUNCTUATION)
            for segment in self._where.segments
            for word in segment.text.split()
            if word[:1].islower()
        )

    def features(self, line: _Line) -> Iterator[str]:
        """What speaks for a line, and against it."""
        yield from self._features_of_place(line)
        yield from features_of_element(line.segment, line.element)
        if line.link is not None:
            yield feature_of_link(line.link)
        yield from self._features_of_words(line)

    def _features_of_place(self, line: _Line) -> Iterator[str]:
        yield from features_of_place(self._where, line.place)
        segments = self._where.segments
        if is_day(line.text):
            yield "day"
        elif line.place + 1 < len(segments) and is_day(segments[line.place + 1].text):
            yield "day after"
        elif line.place and is_day(segments[line.place - 1].text):
            yield "day before"

    def _features_of_words(self, line: _Line) -> Iterator[str]:
        text, name = line.text, line.authors[0].name
        words = name.split()
        yield _shape(name, self.judge)
        if name[0].islower():
            yield "small"
        if name.isupper():
            yield "capitals"
        yield f"persons {min(len(line.authors), 3)}"
        yield f"words {min(len(words), 4)}"
        rest = len(text) - sum(len(author.name) for author in line.authors)
        half = len(text) * 0.6
        yield "nothing else" if rest <= 1 else "little else" if rest < 8 else "half" if rest < half else "much else"
        if opening := _OPENING.match(text):
            yield "opens " + opening[1].lower()
        yield from (f"says {token}" for token in sorted(text_tokens(text)))
        common = sum(word.lower() in self._common for word in words)
        yield "common words" if common == len(words) else "a common word" if common else "no common word"
        if self.said[plain_name(name)] > 1:
            yield "said again"


def _says_so(segment: Segment, element: Element, text: str, link: Element | None) -> bool:
    """Whether a line says that it is a byline: by its words, by what it is called, or by where it leads."""
    if OPENS_BY.match(without_dates(text)) or _AUTHOR_IS.match(text):
        return True
    if link is not None and feature_of_link(link) in ("rel author", "authors' page", "mail"):
        return True
    box = segment.box
    called = (box.names, box.above.names if box.above else "", names_of(element))
    return any(NAMES_AUTHOR.search(names) for names in called)


def _may_stand_alone(text: str, authors: Sequence[Author], judge: NameJudge) -> bool:
    """Whether a line may be a byline though it says so by nothing: hardly more than persons' whole names and a day."""
    if text.count(":") > len(_CLOCK.findall(text)):
        return False
    names = [author.name for author in authors]
    rest = len(without_dates(text).replace("|", "").replace(" ", "")) - len("".join(names).replace(" ", ""))
    return rest < _LITTLE_ELSE and all(" " in name and not name.isupper() and judge.is_person(name) for name in names)


def _words_within(segment: Segment) -> dict[Element, str]:
    """The elements within a segment, as far as its first text nodes lie in them, each with what it says there."""
    words: dict[Element, str] = {}
    for piece, is_tail in segment.pieces[:_MOST_PIECES]:
        element = piece.getparent() if is_tail else piece
        while element is not None and element is not segment.box.element:
            words[element] = words.get(element, "") + ((piece.tail if is_tail else piece.text) or "")
            element = element.getparent()
    return {element: one_line(text) for element, text in words.items()}
