"""Why each piece of a page was kept or left out, for ``artfmt convert --explain``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from lxml import etree

from artfmt.formats.html import days
from artfmt.formats.html.bylines import shares_by_names, weights
from artfmt.formats.html.days import certain_day, shares_by_day
from artfmt.formats.html.encodings import decoded
from artfmt.formats.html.features import FIRST, SECOND
from artfmt.formats.html.first_pass import Row
from artfmt.formats.html.judgement import JudgedPage, judge_page
from artfmt.formats.html.letters import is_fragment, is_letter_or_document, labelled_letter
from artfmt.formats.html.metadata import read_claims
from artfmt.formats.html.own import find_own
from artfmt.formats.html.places import TagPlaces
from artfmt.formats.html.scores import reasons, rows_of, trees
from artfmt.formats.html.tree import parse_html
from artfmt.language.labels import Labels
from artfmt.language.name_judge import plain_name
from artfmt.reading.document import Report
from artfmt.reading.roles import why
from artfmt.source.errors import ReadError
from artfmt.source.source import Source

Element = etree._Element

_MOST_REASONS, _MOST_CLAIMED = 3, 4
_SHOWN = 48


def explain(source: Source, labels: Mapping[str, str] | None = None) -> Iterator[str]:
    """A line for each piece of the page's text: its place, whether it was kept, its score, what told most, its words.

    What tells is what the trees that were learned looked at, with how much it moved the score up or down (log
    odds). Then those who may be the authors, with how likely that is. Raises ReadError where the page is empty.
    """
    text, _ = decoded(source)
    root = parse_html(text)
    if root is None:
        raise ReadError("is empty: an article needs at least a headline and a body")
    if find_own(root) is not None:
        yield f"{source.name}: a page that artfmt wrote: nothing is judged"
        return
    places = TagPlaces(root, text)
    if (whole := is_fragment(text)) or is_letter_or_document(root, text):
        yield from _explained_letter(root, source, places, Labels.of(labels or {}), whole=whole)
        return
    reading = judge_page(root, source.url)
    claims, page = reading.claims, reading.page
    title = reading.headline or claims.title
    first, second = rows_of(page, title, claims.description, claims.article_body)
    keeps = reading.content.kept if reading.content else [False] * len(page.segments)
    for number, segment in enumerate(page.segments):
        location = places(segment.box.element)
        because = _why(first[number], second[number])
        yield (
            f"{source.name}:{location.line}:{location.column}: {'kept' if keeps[number] else 'left out'} "
            f"{reading.scores[number]:.2f} <{segment.box.tag}> {because}: {_short(segment.text)}"
        )
    yield from (f"{source.name}: {line}" for line in (*_authors(reading), *_days(reading)))


def _explained_letter(
    root: Element, source: Source, places: TagPlaces, labels: Labels, *, whole: bool
) -> Iterator[str]:
    """What each line of a letter was read as and why."""
    report = Report(source.name, labels)
    letter = labelled_letter(root, read_claims(root, source.url), report, whole=whole)
    for index, (row, role) in enumerate(zip(letter.prose, letter.labelled.roles, strict=True)):
        element: Any = row.line.place
        location = places(element)
        because = why(letter.labelled, index, letter.features[index])
        yield f"{source.name}:{location.line}:{location.column}: {role} ({because}): {_short(row.line.text)}"


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1].rstrip()}…"


def _authors(reading: JudgedPage) -> Iterator[str]:
    """A line for each of the likeliest authors: whether they were chosen, how likely they are, what told most."""
    table = weights()
    chosen_names = frozenset(plain_name(item.name) for item in reading.authors)
    shares = sorted(shares_by_names(reading.bylines, table).items(), key=lambda item: -item[1])
    for names, share in shares[:_MOST_CLAIMED]:
        claims = [claim for claim in reading.bylines if claim.names == names]
        if not claims:
            continue
        why = _strongest((claim.features for claim in claims), table)
        who = "; ".join(item.name for item in claims[0].authors)
        yield f"{'authors' if names == chosen_names else 'not authors'} {share:.2f} ({why}): {who}"


def _days(reading: JudgedPage) -> Iterator[str]:
    """A line for each of the likeliest days of publication: whether it was chosen, how likely it is, what told most."""
    dates = reading.dates
    table = days.weights()
    if certain_day(dates.claims):
        yield f"published (data say so): {dates.published}"
        return
    shares = sorted(shares_by_day(dates.claims, table).items(), key=lambda item: -item[1])
    for day, share in shares[:_MOST_CLAIMED]:
        if claims := [claim for claim in dates.claims if claim.day == day]:
            why = _strongest((claim.features for claim in claims), table)
            is_chosen = (dates.published or "").startswith(day)
            yield f"{'published' if is_chosen else 'not published'} {share:.2f} ({why}): {day}"


def _strongest(of_claims: Iterable[Iterable[str]], table: Mapping[str, float]) -> str:
    """The features of claims that tell most, each with its weight."""
    features = {feature for features in of_claims for feature in features if feature in table}
    first = sorted(features, key=lambda feature: (-abs(table[feature]), feature))[:_MOST_REASONS]
    return ", ".join(f"{feature} {table[feature]:+.1f}" for feature in first)


def _why(first: Row | None, second: Row | None) -> str:
    if first is None:
        return "(a link of the page's own navigation)"
    of_first, of_second = trees()
    row, names, passes = (second, SECOND, of_second) if second is not None else (first, FIRST, of_first)
    strongest = sorted(reasons(passes, row).items(), key=lambda pair: -abs(pair[1]))[:_MOST_REASONS]
    return "(" + ", ".join(f"{names[place]} {row[place]:.3g} {change:+.1f}" for place, change in strongest) + ")"
