"""Raw text, as people get it by copying a page or a mail.

Lines are cleaned, numbered and freed of what a mail put around them (``lines``, ``mail``); a draft's fields are taken.
Each line then gets one role from all of the text at once ([`artfmt.reading.roles`][artfmt.reading.roles]), and what
the roles of a story's lines tell is put together. What has no role in the article is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from artfmt.formats.text.lines import clean, prepared, split_lines
from artfmt.language.boilerplate import is_boilerplate
from artfmt.language.labels import split_lead
from artfmt.model.article import Article
from artfmt.reading.agreement import RoleLine, may_be_label
from artfmt.reading.document import Report
from artfmt.reading.draft_fields import body_of, take_fields
from artfmt.reading.features import features
from artfmt.reading.head import Head
from artfmt.reading.line import Line
from artfmt.reading.roles import CERTAIN, HEADLINE, Labelled, is_body, is_letter, label, role_of, starts_of
from artfmt.reading.story import NO_BODY, NO_HEADLINE, build
from artfmt.source.diagnostics import Severity
from artfmt.source.errors import ReadError
from artfmt.source.source import Source

_SHOWN = 60
LONGEST_HEADLINE = 200


def read(source: Source, report: Report) -> Article:
    """The article that a raw text holds; of several stories the first, the others being told.

    Every word of the text is in the article or in a notice of the report. Raises ReadError where the text
    has no headline or no body.
    """
    first, *others = stories(source, report)
    article = article_of(first, report)
    for story in others:
        text = "\n".join(line.text for line in story.lines)
        headline = story.lines[story.headline].text
        message = f'left out another story, "{headline[:_SHOWN]}": read all of them with --all, or read_all'
        report.notice("more-stories", Severity.WARNING, message, story.lines[0].place, text)
    return article


def read_all(source: Source, report_of: Callable[[], Report]) -> Iterator[tuple[Article, Report]]:
    """Every story of a raw text in order, each with a report of its own, which ``report_of`` makes.

    Raises ReadError like ``read`` for a text whose first story is none.
    """
    report = report_of()
    for story in stories(source, report):
        yield article_of(story, report), report
        report = report_of()


_PICTURE = re.compile(r"<https?://\S+\.(?:avif|gif|jpe?g|png|svg|webp)(?:\?\S*)?>", re.IGNORECASE)
_CERTAIN = 8  # log odds


class Story(NamedTuple):
    """The lines of one story, their features, and what they are; ``head`` is what a draft's fields say."""

    lines: Sequence[Line]
    features: Sequence[Sequence[str]]
    labelled: Labelled
    head: Head

    @property
    def headline(self) -> int:
        """The index of the line that is the headline; that of the first line where a draft's field is."""
        return next((index for index, role in enumerate(self.labelled.roles) if role == HEADLINE), 0)


def stories(source: Source, report: Report) -> list[Story]:
    """The stories that a text holds, each line with its role. Raises ReadError where it holds none."""
    text, encoding = source.lenient_text
    if encoding:
        report.notice(
            "encoding-guessed",
            Severity.WARNING,
            f"is not UTF-8 text; it was read as {encoding}: save it as UTF-8",
        )
    lines = prepared(split_lines(clean(text)), report)
    if not lines:
        raise ReadError("holds no text: an article needs a headline and at least one paragraph")
    head = Head()
    count = take_fields(head, lines, report)
    lines = _without_name_of_body(lines[count:], report) if count else lines
    head.headline = head.headline or report.headline
    if not head.headline and all(is_boilerplate(line.text) for line in lines):
        raise ReadError(NO_HEADLINE)
    if not lines[0 if head.headline else 1 :]:
        raise ReadError(NO_BODY)
    of_lines = features(lines, report.labels)
    labelled = label(of_lines, has_headline=head.headline is not None, evidence=_evidence(lines))
    starts = starts_of(labelled.states)
    heads = [head, *(Head() for _ in starts[1:])]
    return [
        Story(lines[start:end], of_lines[start:end], labelled.between(start, end), head)
        for start, end, head in zip(starts, [*starts[1:], len(lines)], heads, strict=True)
    ]


def _evidence(lines: Sequence[Line]) -> list[dict[str, int]]:
    """What speaks for a line's role beside its words: right above the address of a picture stands what it shows."""
    above = [index - 1 for index, line in enumerate(lines) if index and not line.gap and _PICTURE.fullmatch(line.text)]
    if not above:
        return []
    evidence: list[dict[str, int]] = [{} for _ in lines]
    for index in above:
        evidence[index] = {"alt": _CERTAIN}
    return evidence


def _without_name_of_body(lines: list[Line], report: Report) -> list[Line]:
    """The lines, the name of the field that holds a draft's text taken off the first."""
    if lines and (text := body_of(lines[0])):
        report.read_as(lines[0].text[: -len(text)], lines[0].place, "the field that holds the text")
        return [lines[0]._replace(text=text), *lines[1:]]
    return lines


def article_of(story: Story, report: Report) -> Article:
    """The article that the lines of a story are. Raises ReadError where they have no headline or no body."""
    article = made_of(story.lines, story.labelled.states, story.head, report)
    if HEADLINE in story.labelled.roles:
        _tell_doubt(story, report)
    _tell_doubtful_labels(story, report)
    return article


def made_of(lines: Sequence[Line], states: Sequence[str], head: Head, report: Report) -> Article:
    """The article that the lines of a story make in some states. Raises ReadError where it has no headline or body."""
    rows = [RoleLine(line, role_of(state), is_body(state)) for line, state in zip(lines, states, strict=True)]
    return build(rows, head, report, newsletter=any(map(is_letter, states)))


def _tell_doubtful_labels(story: Story, report: Report) -> None:
    """Say where opening words that are no known label are hardly one, or nearly one."""
    for index, (line, role) in enumerate(zip(story.lines, story.labelled.roles, strict=True)):
        other = {"label": "paragraph", "paragraph": "label"}.get(role)
        lead = split_lead(line.text) if other and ":" in line.text else None
        if not other or not lead or report.labels.known_kind(lead.label):
            continue
        if not may_be_label(lead.label, line.text[lead.start :].lstrip()):
            continue
        worth = story.labelled.worth[index]
        rival = max((value for state, value in worth.items() if role_of(state) == other), default=float("-inf"))
        if max(worth.values()) - rival < CERTAIN:
            words = f'"{short(lead.label)}:"'
            choice = f"took {words} for a label; the alternative is text"
            if role != "label":
                choice = f"kept {words} as text; the alternative is a label"
            message = f"{choice}: labels: in .artfmt.yaml settles it"
            report.notice("label-guessed", Severity.SUGGESTION, message, line.place)


def _tell_doubt(story: Story, report: Report) -> None:
    """Say where another line is nearly as good a headline, or none is good."""
    at = story.headline
    line = story.lines[at]
    rivals = {index: worth for index, worth in enumerate(story.labelled.worth_as(HEADLINE)) if index != at}
    rival = max(rivals, key=rivals.__getitem__, default=None)
    doubt = ""
    if rival is not None and max(story.labelled.worth[at].values()) - rivals[rival] < CERTAIN:
        other = story.lines[rival]
        doubt = f'the other line that it could be is line {other.number}, "{short(other.text)}"'
    elif len(line.text) > LONGEST_HEADLINE:
        doubt = "no line above the body reads like a headline: put one on the first line"
    if doubt:
        message = f'took "{short(line.text)}" for the headline; {doubt}'
        report.notice("headline-guessed", Severity.SUGGESTION, message, line.place)


def short(text: str) -> str:
    """The beginning of a line, to be shown in a message."""
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1].rstrip()}…"
