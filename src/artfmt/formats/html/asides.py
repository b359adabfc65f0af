"""What stands in a story but is not of it: links to related stories, the editors' notes, its own headline again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from artfmt.formats.html.metadata import alike
from artfmt.language.bylines import parse_byline
from artfmt.language.labels import RELATED_LEADS, slug
from artfmt.language.notes import note_lead
from artfmt.language.timestamp import parse_timestamp
from artfmt.model.article import Block, Image, List, Note, Paragraph, Related
from artfmt.model.prose import Spans, cut, one_line, plain_text
from artfmt.reading.document import Report
from artfmt.reading.sections import Start

_LONGEST_NOTE = 1500
_LONGEST_HEAD = 300


class Asides:
    """Takes asides out of a run of blocks; ``related`` and ``notes`` are what it took."""

    def __init__(self, headline: str, report: Report) -> None:
        self._headline = alike(headline)
        self._report = report
        self.related: list[Related] = []
        self.notes: list[Note] = []

    def settled(self, flow: Iterable[Start | Block]) -> Iterator[Start | Block]:
        """The run without the headline, with related stories and the editors' notes taken out of it."""
        waiting: Start | None = None
        opening = True
        for item in flow:
            if opening and isinstance(item, Paragraph) and self._is_head(item):
                continue
            opening = opening and isinstance(item, Image | Start)
            if isinstance(item, Start):
                if waiting is not None:
                    yield waiting
                waiting = None
                if item.heading and alike(plain_text(item.heading)) == self._headline:
                    continue
                label = item.axiom.label if item.axiom else plain_text(item.heading)
                if slug(label.rstrip(":")) in RELATED_LEADS:
                    waiting = item
                else:
                    yield item
                continue
            if waiting is not None:
                if self._take_related(item):
                    self._tell_lead(waiting)
                    continue
                yield waiting
                waiting = None
            if isinstance(item, Paragraph) and self._take(item):
                continue
            yield item
        if waiting is not None and waiting.axiom and not self.related:
            yield waiting

    def _tell_lead(self, start: Start) -> None:
        words = f"{start.axiom.label}:" if start.axiom else plain_text(start.heading)
        self._report.read_as(words, start.place, "the lead-in to related stories")

    def _is_head(self, block: Paragraph) -> bool:
        """Whether a paragraph before the story is its headline, byline or timestamp, which are known already."""
        text = plain_text(block.content)
        if len(text) > _LONGEST_HEAD:
            return False
        if alike(text) == self._headline:
            return True
        lines = text.split("\n")
        if not all(parse_byline(line) or parse_timestamp(line) for line in lines):
            return False
        self._report.read_as(text, None, "a byline or a timestamp")
        return True

    def _take_related(self, block: Block) -> bool:
        """Take a paragraph or a list that is links, and little else, for related stories."""
        match block:
            case Paragraph():
                prose = [block.content]
            case List():
                prose = [item.content for item in block.items]
            case _:
                return False
        if not all(_is_link(content) for content in prose):
            return False
        for content in prose:
            self._add_related(content, block)
        return True

    def _add_related(self, content: Spans, block: Block) -> None:
        """A related story for each link; the words between them are told."""
        for href, spans in groupby(content, lambda span: span.href):
            title = one_line(plain_text(spans))
            if href and title:
                related = Related(title, href)
                self.related.append(related)
                self._report.move(block, related)
            elif title:
                self._report.read_as(title, None, "what stands beside a related story")

    def _take(self, block: Paragraph) -> bool:
        text = plain_text(block.content)
        lead = note_lead(text) if len(text) < _LONGEST_NOTE else None
        if lead:
            note = Note(lead.kind, cut(block.content, lead.start))
            self.notes.append(note)
            self._report.move(block, note)
            if lead.start:
                self._report.read_as(text[: lead.start], None, f"a note of kind {lead.kind}")
            return True
        colon = text.find(":", 0, 30)
        if colon > 0 and slug(text[:colon]) in RELATED_LEADS and _is_link(rest := cut(block.content, colon + 1)):
            self._add_related(rest, block)
            self._report.read_as(text[: colon + 1], None, "the lead-in to a related story")
            return True
        return False


def _is_link(content: Spans) -> bool:
    length = sum(len(span.text) for span in content if span.href)
    return length * 10 >= 7 * len(plain_text(content)) > 0
