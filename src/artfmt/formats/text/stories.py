"""Several stories in one paste: where each begins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from artfmt.formats.text.line import Line
from artfmt.formats.text.line_kinds import LONGEST_HEADLINE, ends_sentence, is_prose, opens_body
from artfmt.formats.text.scores import STORY, judge
from artfmt.formats.text.trace import Trace
from artfmt.language.boilerplate import is_boilerplate
from artfmt.language.bylines import parse_byline
from artfmt.language.credits import credit_start
from artfmt.language.labels import Labels
from artfmt.language.names import is_name
from artfmt.language.newsletter_items import is_item
from artfmt.language.notes import note_lead
from artfmt.language.timestamp import parse_timestamp
from artfmt.language.vocabulary import listed

_MAY_BE_META = re.compile(r"\d{4}\b| ago\b|^(?:By|BY|Por) |^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*, ")
_LONGEST_META = 120
_LONGEST_DATE = 60  # of those that end in a stop: "Published Aug. 22, 2031 at 4:15 p.m."
_RULE = re.compile(r"(?:[-–—*_=~#•]\s*){3,}")
_MOST_META = 4
_REACH = 10
_RELATED = listed("related_openings")


def stories_of(lines: Sequence[Line], labels: Labels, trace: Trace) -> list[Sequence[Line]]:
    """The lines of each story of a text, in order; one where the text is one story."""
    starts = [0]
    for index, last_item in _candidates(lines):
        if index <= starts[-1]:
            continue
        start = _first_line(lines, index, starts[-1])
        if start > starts[-1]:
            within = ("within a newsletter",) if last_item >= starts[-1] else ()
            judgement = judge(STORY, (*_features(lines, starts[-1], start, labels), *within))
            if judgement.holds:
                trace.tell([lines[start]], "the first line of another story", judgement)
                starts.append(start)
    return [lines[start:end] for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)]


def _candidates(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """The lines that say when or by whom a story was written, each with the last newsletter's item before it, or -1."""
    last_item = -1
    for index, line in enumerate(lines):
        text = line.text
        if len(text) > _LONGEST_META or (len(text) > _LONGEST_DATE and text[-1] == "."):
            continue
        if is_item(text):
            last_item = index
        elif _MAY_BE_META.search(text) and (parse_timestamp(text) or parse_byline(text)):
            yield index, last_item


def _is_meta(text: str) -> bool:
    return len(text) <= _LONGEST_META and bool(parse_timestamp(text) or parse_byline(text) or is_name(text))


def _first_line(lines: Sequence[Line], index: int, least: int) -> int:
    """The first line of the head that a timestamp or byline stands in: a headline above it, if there is one."""
    start = index
    while start - 1 > least and index - start < _MOST_META and _is_meta(lines[start - 1].text):
        start -= 1
    above = start - 1
    if above > least and _like_headline(lines[above].text):
        if (
            above - 1 > least
            and not lines[above].gap
            and _like_headline(lines[above - 1].text)
            and lines[above - 1].gap
        ):
            return above - 1  # a deck between the headline and the timestamp
        return above
    return start


def _like_headline(text: str) -> bool:
    return (
        len(text) <= LONGEST_HEADLINE
        and " " in text
        and not ends_sentence(text.rstrip("?!"))
        and not text.endswith(":")
        and not is_boilerplate(text)
        and credit_start(text) is None
        and not text.lower().startswith(_RELATED)
        and not _RULE.fullmatch(text)
        and text[0] not in "•◦▪-–*>"
    )


def _features(lines: Sequence[Line], story_start: int, start: int, labels: Labels) -> Iterator[str]:
    head = lines[start : start + _REACH]
    above = lines[start - 1]
    if _RULE.fullmatch(above.text):
        yield "a line of signs above"
    if head[0].gap:
        yield "a blank line above"
    if is_boilerplate(above.text) or above.text.lower().startswith(_RELATED):
        yield "a related story or a leftover right above"
    meta = [line.text for line in head[: _MOST_META + 1] if _is_meta(line.text)]
    if any(parse_timestamp(text) for text in meta):
        yield "a timestamp"
    if any(parse_byline(text) for text in meta):
        yield "a byline"
    first = next((line.text for line in head if not _is_meta(line.text) and not is_boilerplate(line.text)), "")
    if first and _like_headline(first) and not opens_body(first, labels):
        yield "a line like a headline"
    else:
        yield "no line like a headline"
    beneath = sum(_is_text(line.text, labels) for line in head)
    if beneath:
        yield "text beneath" if beneath > 1 else "one paragraph beneath"
    else:
        yield "no text beneath"
    before = lines[max(story_start, start - 3 * _REACH) : start]
    texts = sum(_is_text(line.text, labels) and not note_lead(line.text) for line in before)
    if texts < 2:
        yield "hardly any text above" if texts else "no text above"


def _is_text(text: str, labels: Labels) -> bool:
    return is_prose(text) or opens_body(text, labels)
