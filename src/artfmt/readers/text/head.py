"""The head of a copied page: headline, dateline, byline and lead image, in whatever order they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from artfmt.article import Author, Image
from artfmt.bylines import is_name, is_role, parse_byline
from artfmt.datelines import parse_dateline
from artfmt.diagnostics import Severity
from artfmt.document import Report
from artfmt.readers.text.bullets import parse_bullet
from artfmt.readers.text.images import ends_sentence, image_at, opens_body
from artfmt.readers.text.line import Line
from artfmt.widgets import is_widget

_LONGEST_HEADLINE = 200


@dataclass(slots=True)
class Head:
    """What the head says; ``end`` is the index of the first line of the body."""

    headline: str | None = None
    deck: str | None = None
    end: int = 0
    authors: tuple[Author, ...] = ()
    published: str | None = None
    updated: str | None = None
    section: str | None = None
    image: Image | None = None
    extra: dict[str, Any] = field(default_factory=dict)


def read_head(lines: Sequence[Line], report: Report) -> Head:
    """The head of the page: all lines before the first that belongs to the body."""
    head = Head()
    index = 0
    while index < len(lines):
        line = lines[index]
        taken = (
            _take_widget(line, report)
            or _take_dateline(line, head, report)
            or _take_byline(line, lines[index + 1 : index + 6], head, report)
            or _take_headline(line, head, report)
            or _take_deck(lines[index : index + 2], head, report)
            or _take_image(lines[index : index + 4], head, report)
        )
        if not taken:
            break
        index += taken
    head.end = index
    return head


def _take_widget(line: Line, report: Report) -> int:
    if not is_widget(line.text):
        return 0
    report.left_out(line.text, line.place, "a leftover of the page, not of the article", "leftover-widget")
    return 1


def _take_dateline(line: Line, head: Head, report: Report) -> int:
    found = parse_dateline(line.text)
    if not found or (found.section and head.section) or (found.updated and head.updated):
        return 0
    if found.relative and "dateline" in head.extra:
        return 0
    if found.date and not found.updated and head.published:
        return 0
    if found.date and found.updated:
        head.updated = found.date
        report.place_field("/updated", line.place)
    elif found.date:
        head.published = found.date
        report.place_field("/published", line.place)
    if found.section:
        head.section = found.section
        report.place_field("/section", line.place)
    if found.relative:
        head.extra["dateline"] = line.text
        report.place_field("/extra/dateline", line.place)
        report.notice(
            "relative-date",
            Severity.SUGGESTION,
            f'"{found.relative}" names no day; it is kept in extra.dateline: give the date itself',
            line.place,
        )
    elif found.date:
        kind = "updated" if found.updated else "published"
        report.read_as(line.text, line.place, f"{kind} {found.date}")
    return 1


def _take_byline(line: Line, following: Sequence[Line], head: Head, report: Report) -> int:
    authors, rest = _byline(line, following, head)
    if not authors:
        return _take_role(line, head, report)
    if rest and not _take_dateline(line._replace(text=rest), head, report):
        return 0
    names = {author.name for author in head.authors}
    if names and not names.intersection(author.name for author in authors):
        return 0
    if names:
        report.read_as(line.text, line.place, "the byline again")
    else:
        head.authors = authors
        for author in authors:
            report.place(author, line.place)
        if line.text != authors[0].name:
            report.read_as(line.text, line.place, "the byline")
    return 1


def _byline(line: Line, following: Sequence[Line], head: Head) -> tuple[tuple[Author, ...], str]:
    """The authors that a line names, and the dateline beside them."""
    names, _, rest = line.text.replace(" · ", " | ").partition(" | ")
    if rest and parse_dateline(rest) and (authors := parse_byline(names)):
        return authors, rest
    if authors := parse_byline(line.text):
        return authors, ""
    if is_name(line.text) and (head.headline is not None or _may_be_headline(following)):
        return (Author(line.text),), ""
    # Two names and more are a byline beneath the headline, unless they are a picture's alt text.
    several = parse_byline(f"By {line.text}") if head.headline is not None and not head.image else ()
    return (several, "") if len(several) > 1 else ((), "")


def _take_role(line: Line, head: Head, report: Report) -> int:
    """The line beneath the byline that says what its last author is: "author of Harbor Morning"."""
    if not head.authors or head.authors[-1].role or head.image or not is_role(line.text):
        return 0
    *others, last = head.authors
    head.authors = (*others, replace(last, role=line.text))
    report.place(head.authors[-1], line.place)
    return 1


def _may_be_headline(following: Sequence[Line]) -> bool:
    """Whether the next line can be the headline, so that a name before it is the byline."""
    start = next((index for index, line in enumerate(following) if not _is_furniture(line.text)), None)
    if start is None or image_at(following[start : start + 2]):  # or else a picture's alt text
        return False
    text = following[start].text
    return len(text) <= 120 and not ends_sentence(text) and not is_name(text) and not opens_body(text)


def _is_furniture(text: str) -> bool:
    """Whether a line of the head is neither the headline nor prose."""
    return is_widget(text) or bool(parse_dateline(text) or parse_byline(text))


def _take_headline(line: Line, head: Head, report: Report) -> int:
    words = line.text
    if head.headline is None:
        bullet = parse_bullet(words)
        head.headline = words[bullet.start :].lstrip() if bullet and bullet.number is None else words
        report.place_field("/headline", line.place)
        if len(words) > _LONGEST_HEADLINE or opens_body(words):
            report.notice(
                "headline-guessed",
                Severity.SUGGESTION,
                "took the first line for the headline, though it reads like the body: put a headline above it",
                line.place,
            )
        return 1
    if words == head.headline:
        report.read_as(line.text, line.place, "the headline again")
        return 1
    return 0


def _take_deck(window: Sequence[Line], head: Head, report: Report) -> int:
    """The line between the headline and the byline or dateline."""
    if head.headline is None or head.deck or head.image or len(window) < 2 or opens_body(window[0].text):
        return 0
    words, following = window[0].text, window[1].text
    named = is_name(following) and not ends_sentence(words)
    if len(words) > _LONGEST_HEADLINE or not (named or parse_dateline(following) or parse_byline(following)):
        return 0
    head.deck = words
    report.place_field("/deck", window[0].place)
    return 1


def _take_image(window: Sequence[Line], head: Head, report: Report) -> int:
    if head.image or head.headline is None:
        return 0
    found = image_at(window[:3])
    if not found:
        return 0
    taken = found[1]
    if taken == 2 and ends_sentence(window[0].text) and (len(window) < 3 or opens_body(window[2].text)):
        return 0  # the lede, which nothing else can be, above a credit
    head.image = found[0]
    report.place(head.image, window[0].place)
    return taken
