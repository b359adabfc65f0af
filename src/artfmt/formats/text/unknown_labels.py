"""Whether a paragraph's opening words before a colon are a label that no table has, by what speaks for and against."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from artfmt.formats.text.bullets import MARKERS, parse_bullet
from artfmt.formats.text.line import Line
from artfmt.formats.text.scores import LABEL, Judgement, judge
from artfmt.formats.text.trace import Trace
from artfmt.language.labels import OTHER, misspelled, slug
from artfmt.language.names import is_name
from artfmt.language.vocabulary import pattern, words
from artfmt.model.article import Axiom, Block, Paragraph
from artfmt.model.prose import Span
from artfmt.reading.document import Report
from artfmt.reading.sections import Start
from artfmt.source.diagnostics import Severity

# How far a sum may be from the threshold and leave a doubt.
_DOUBT_OF_LABEL, _DOUBT_OF_PARAGRAPH = 1.0, 2.0
_LONGEST_WORDS = 5
_LONGEST = 44
_NO_LABEL = re.compile(rf"[.;!?\"“”()/…]|\b{pattern('no_label_ends')}$", re.IGNORECASE)
_GREETING = re.compile(pattern("label_greetings"), re.IGNORECASE)
_COUNTED = re.compile(rf"{pattern('counted_things')} \w+$", re.IGNORECASE)
_QUESTION = re.compile(r"(?:what|how|where|why|who)(?:'s|’s|'re|’re)? [\w'’ -]+$", re.IGNORECASE)
# Labels that open as other sentences do.
_HOUSE_LABELS = words("house_labels")
_DAY = re.compile(rf"(?:(?:{'|'.join(words('weekdays'))})s?|{pattern('day_words')})(?!\w)", re.IGNORECASE)
_CLOCK = re.compile(
    r"\d\s?[ap]\.?m|\d[:.]\d|^\d+$|^(?:at|by|from|on|in|after|before|since|until|around)\b.*\d", re.IGNORECASE
)
# What starts a sentence that goes on after a colon, or stands before a colon in other uses.
_OPENS_OTHERWISE = words("sentence_openings")
_OPENS_LABELS = words("label_openings")
# Words that are a label alone, and hardly ever a speaker or a place.
_ALONE = words("lone_labels")
_OFFICE = re.compile(rf"\b{pattern('speaker_roles')}\b", re.IGNORECASE)


class Candidate(NamedTuple):
    """A paragraph that starts with what has the shape of a label, but is in no table."""

    line: Line
    label: str
    start: int
    following: Line | None


def may_be_label(label: str) -> bool:
    """Whether words have the shape of a label: short, and neither a clause nor a clock, an address or a name."""
    if len(label) > _LONGEST or label.count(" ") >= _LONGEST_WORDS or _CLOCK.search(label):
        return False
    if slug(label) in _HOUSE_LABELS:
        return True
    if _NO_LABEL.search(label) and not _QUESTION.match(label):
        return False
    if _GREETING.match(label) or _DAY.match(label) or _COUNTED.match(label):
        return False
    first = label.split(" ", 1)[0].lower()
    return first not in _OPENS_OTHERWISE and not is_name(label) and any(map(str.isalpha, label))


def judge_label(candidate: Candidate, count: int, times: int) -> Judgement:
    """How much speaks for a label, beside ``count`` labels of the tables, where its words stand ``times`` times."""
    return judge(LABEL, _features(candidate, count, times))


def _features(candidate: Candidate, count: int, times: int) -> Iterator[str]:
    label = candidate.label
    if count >= 3:
        yield "three known labels stand beside it"
    else:
        yield "a known label stands beside it" if count else "no known label stands beside it"
    yield "stands once" if times == 1 else "stands again, as a speaker does"
    words = label.split(" ")
    if misspelled(label):
        yield "nearly a known label"
    if words[0].lower().replace("’", "'").strip("¿,") in _OPENS_LABELS:
        yield "opens as labels do"
    if len(words) == 1:
        yield "1 word"
        if label.lower() in _ALONE:
            yield "a word that labels are made of"
    elif len(words) <= 4:
        yield "2 to 4 words"
    if _OFFICE.search(label):
        yield "an office or a title"
    elif any(word[:1].isupper() and not word.isupper() for word in words[1:]):
        yield "names somebody or something"
    yield from _rest_features(candidate)


def _rest_features(candidate: Candidate) -> Iterator[str]:
    rest = candidate.line.text[candidate.start :].strip()
    if not rest:
        beneath = candidate.following.text if candidate.following else ""
        if beneath[:1] in MARKERS and beneath and parse_bullet(beneath):
            yield "alone above bullets"
        elif beneath:
            yield "alone above a paragraph"
    elif rest[0] in '"“«':
        yield "what follows is quoted"
    elif rest[0].isupper() or rest[0].isdigit() or rest[0] in "$€£¿¡#":
        yield "what follows starts a sentence"
    elif _QUESTION.match(candidate.label):
        yield "what follows goes on from its question"
    else:
        yield "what follows does not start a sentence"


def settled(flow: Sequence[Start | Block | Candidate], report: Report, trace: Trace) -> Iterator[Start | Block]:
    """The run with each candidate settled: a label, or a paragraph; what stays in doubt is told."""
    times = Counter(slug(item.label) for item in flow if isinstance(item, Candidate))
    count = sum(isinstance(item, Start) and item.axiom is not None for item in flow)
    for item in flow:
        if isinstance(item, Candidate):
            yield from _settle(item, judge_label(item, count, times[slug(item.label)]), report, trace)
        else:
            yield item


def _settle(candidate: Candidate, judgement: Judgement, report: Report, trace: Trace) -> Iterator[Start | Block]:
    line, label = candidate.line, candidate.label
    text = line.text
    trace.tell([line], "label" if judgement.holds else "paragraph", judgement)
    if -_DOUBT_OF_PARAGRAPH <= judgement.total - judgement.scores.threshold < _DOUBT_OF_LABEL:
        message = (
            f'took "{label}:" for a label that no table has; the alternative is the start of a paragraph'
            if judgement.holds
            else f'kept "{label}:" as the start of a paragraph; the alternative is a label that artfmt does not know'
        )
        hint = f"{message}: put a house's own labels into its configuration"
        report.notice("label-guessed", Severity.SUGGESTION, hint, line.place)
    if judgement.holds:
        yield Start(axiom=Axiom(OTHER, label), place=line.place)
        text = text[candidate.start :].lstrip()
    if text:
        paragraph = Paragraph((Span(text),))
        report.place(paragraph, line.place)
        yield paragraph
