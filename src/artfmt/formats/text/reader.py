"""Raw text, as people get it by copying a page or a mail.

Lines are cleaned and numbered and freed of what a mail put around them (``lines``, ``mail``). The story is found
among the menus of a page that was copied whole (``page``), or several stories in one paste are parted (``stories``).
Each line is told by its own words (``line_kinds``) and, where these leave it open, by the tables of ``scores``: the
headline among the lines of the head or the fields of a draft (``headline``, ``draft_fields``), with timestamp and
byline around it (``head_reader``, ``timestamp``, ``byline``); then the body (``body``), its labels, headings,
pictures, lists, quotations, tables and related stories (``unknown_labels``, ``subheads``, ``images``, ``bullets``,
``quotes``, ``tables``, ``related``) and what is not part of it (``boilerplate``). What comes of it, a run of section
starts and blocks, is assembled into sections.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from artfmt.formats.text.body import TextBody, read_body
from artfmt.formats.text.head import Head, leave_out_run
from artfmt.formats.text.head_reader import HeadReader
from artfmt.formats.text.headline import HeadlineChoice
from artfmt.formats.text.line import Line
from artfmt.formats.text.line_kinds import wire_date
from artfmt.formats.text.lines import clean, prepared, split_lines
from artfmt.formats.text.newsletter import judge_newsletter
from artfmt.formats.text.page import find_page_headline, story_region
from artfmt.formats.text.stories import stories_of
from artfmt.formats.text.trace import Trace
from artfmt.language.credits import credit_start
from artfmt.language.dates import spoken_day, without_days
from artfmt.model.article import Article
from artfmt.reading.document import Report
from artfmt.reading.sections import assemble
from artfmt.source.diagnostics import Severity
from artfmt.source.errors import ReadError
from artfmt.source.source import Source

_NO_HEADLINE = "has no headline: put one on the first line, and at least one paragraph beneath it"
_NEAR_TOP, _BELOW, _LONGEST_DATED, _LITTLE_ELSE = 8, 4, 100, 30


def read(source: Source, report: Report) -> Article:
    """The article that a raw text holds; of several stories the first, the others being told.

    Every word of the text is in the article or in a notice of the report. Raises ReadError where the text
    has no headline or no body.
    """
    first, *others = stories(source, report, Trace())
    article = article_of(first, report, Trace())
    for lines, *_ in others:
        text = "\n".join(line.text for line in lines)
        message = f'left out another story, "{lines[0].text[:60]}": read all of them with --all, or read_all'
        report.notice("more-stories", Severity.WARNING, message, lines[0].place, text)
    return article


def read_all(source: Source, report_of: Callable[[], Report]) -> Iterator[tuple[Article, Report]]:
    """Every story of a raw text in order, each with a report of its own, which ``report_of`` makes.

    Raises ReadError like ``read`` for a text whose first story is none.
    """
    report = report_of()
    for story in stories(source, report, Trace()):
        yield article_of(story, report, Trace()), report
        report = report_of()


class StoryLines(NamedTuple):
    """The lines of one story; where it stood among the menus of a page, its first paragraph and its headline too."""

    lines: Sequence[Line]
    start: int | None = None
    found: HeadlineChoice | None = None


def stories(source: Source, report: Report, trace: Trace) -> list[StoryLines]:
    """The lines of each story that a text holds. Raises ReadError where it holds none."""
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
    region = story_region(lines, report.labels)
    if region:
        leave_out_run(lines[: region.begin], "above the story, on a page that was copied whole", report)
        leave_out_run(lines[region.end :], "beneath the story, on a page that was copied whole", report)
        trace.tell(lines[: region.begin], "leftover", "above the story, on a page that was copied whole")
        trace.tell(lines[region.end :], "leftover", "beneath the story, on a page that was copied whole")
        choice = find_page_headline(lines, region)
        within = choice.shifted(-region.begin) if choice else None
        return [StoryLines(lines[region.begin : region.end], region.start - region.begin, within)]
    return [StoryLines(part) for part in stories_of(lines, report.labels, trace)]


def article_of(story: StoryLines, report: Report, trace: Trace) -> Article:
    """The article that the lines of a story are. Raises ReadError where they have no headline or no body."""
    lines = story.lines
    kind = judge_newsletter(lines)
    newsletter = kind.judgement.holds
    trace.tell([lines[0]], "of a newsletter" if newsletter else "of no newsletter", kind.judgement)
    reader = HeadReader(lines, report, trace, newsletter=newsletter, start=story.start, choice=story.found)
    reader.run()
    head = reader.head
    if head.headline is None:
        raise ReadError(_NO_HEADLINE)
    if not (head.published or head.extra):
        _find_day(story, head, report)
    body = read_body(reader.lines, reader, kind, report, trace)
    return article_from(head, body, report, newsletter=newsletter)


def article_from(head: Head, body: TextBody, report: Report, *, newsletter: bool) -> Article:
    """The article of a head and a body. Raises ReadError where one has no headline or the other nothing."""
    if head.headline is None:
        raise ReadError(_NO_HEADLINE)
    sections = assemble(body.flow, report)
    if not sections:
        raise ReadError("has a headline but no body: put at least one paragraph beneath it, on a line of its own")
    return Article(
        type="newsletter" if newsletter else "article",
        url=head.url,
        headline=head.headline,
        deck=head.deck,
        section=head.section,
        tags=head.tags,
        published=head.published,
        updated=head.updated,
        authors=head.authors,
        image=head.image,
        body=sections,
        related=tuple(body.related),
        notes=tuple(body.notes),
        extra=head.extra,
    )


def _find_day(story: StoryLines, head: Head, report: Report) -> None:
    """Take the day from the wire's own line, or on a page that was copied whole from a short line by the headline."""
    for line, day in _days(story, head):
        if day:
            head.published = day
            report.place_field("/published", line.place)
            return


def _days(story: StoryLines, head: Head) -> Iterator[tuple[Line, str | None]]:
    for line in story.lines[head.end : head.end + _NEAR_TOP]:
        yield line, wire_date(line.text)
    if story.found:
        at = story.found.line
        for line in story.lines[at : max(at, story.start or 0) + _BELOW]:
            yield line, _day_in(line.text)


def _day_in(text: str) -> str | None:
    """The day that a line tells which hardly tells more, and nothing of a picture."""
    if len(text) > _LONGEST_DATED or "©" in text or credit_start(text) is not None:
        return None
    return spoken_day(text) if len(without_days(text, "")) <= _LITTLE_ELSE else None
