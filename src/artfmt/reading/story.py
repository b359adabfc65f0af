"""The article that the lines of one story make, each with its role: what a role tells of is parsed and put together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from artfmt.language.boilerplate import is_boilerplate, opens_sponsor
from artfmt.language.bylines import author_on_the_spot, lone_author, names_nobody, parse_byline, parse_dated_byline
from artfmt.language.labels import OTHER, Lead, leads_to_related, split_lead, typed_lead
from artfmt.language.names import is_role
from artfmt.language.notes import note_lead
from artfmt.language.pictures import names_picture
from artfmt.language.reading_time import is_read_time
from artfmt.language.sentences import sentences
from artfmt.language.timestamp import Timestamp, parse_timestamp
from artfmt.language.vocabulary import listed
from artfmt.model.article import Article, Author, Axiom, Block, Note, Paragraph, Quote, Related
from artfmt.model.prose import Span, Spans, canonical
from artfmt.reading.agreement import RoleLine, agreed, is_prose, may_be_label
from artfmt.reading.bullets import parse_bullet, read_bullets
from artfmt.reading.document import Report
from artfmt.reading.draft_fields import value_of
from artfmt.reading.head import Head, leave_out_run, leftover, read_note
from artfmt.reading.line import Line
from artfmt.reading.pictures import pictures
from artfmt.reading.sections import Start, assemble
from artfmt.reading.tables import table_at
from artfmt.reading.timestamp import (
    is_weekday,
    names_section_alone,
    take_section,
    take_timestamp,
    wire_date,
)
from artfmt.source.diagnostics import Severity
from artfmt.source.errors import ReadError

_URL_AT_END = re.compile(r"\(?(https?://[^\s\"<>\\`()]+)\)?")
_DASHED = re.compile(r'(?:—|–|--|-)\s*(?=[\w@"“])')
_SIGN = re.compile(r"[^\w\s\"“‘'«„¿¡(\[#@$€£]+\s*(?=[\w¿¡])")  # an emoji or a mark before a label
_RULE = re.compile(r"[-–—*_=~#•·.\s]+")
# What stands before a name on a line of its own that goes on a byline: ", Luis Ortega", "and Luis Ortega".
_JOINED_NAME = re.compile(rf"(?:[,&]\s*|(?:{'|'.join(listed('joins_alone'))})(?:\s+|$))+", re.IGNORECASE)
NO_HEADLINE = "has no headline: put one on the first line, and at least one paragraph beneath it"
NO_BODY = "has a headline but no body: put at least one paragraph beneath it, on a line of its own"
_AROUND = "around the story, and not part of the article"
_MANY = 3
_MOST_AUTHORS = 50
_NEAR_TOP = 8


def build(lines: Sequence[RoleLine], head: Head, report: Report, *, newsletter: bool) -> Article:
    """The article of a story's lines; ``head`` is what a draft's fields say. Raises ReadError where it has no body."""
    builder = _Builder(head, report, newsletter=newsletter)
    builder.run(agreed(lines))
    if head.headline is None:
        raise ReadError(NO_HEADLINE)
    sections = assemble(builder.flow, report)
    if not sections:
        raise ReadError(NO_BODY)
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
        related=tuple(builder.related),
        notes=tuple(builder.notes),
        extra=head.extra,
    )


class _Builder:
    def __init__(self, head: Head, report: Report, *, newsletter: bool) -> None:
        self.report = report
        self.newsletter = newsletter
        self.head = head
        self.flow: list[Start | Block] = []
        self.related: list[Related] = []
        self.notes: list[Note] = []
        self._names_above: list[Line] = []  # the lines above the headline that name somebody
        # What is read line by line, and what its lines make together.
        self._of_line: dict[str, Callable[[RoleLine], None]] = {
            "headline": self._headline,
            "deck": self._deck,
            "section": self._section,
            "byline": self._byline,
            "timestamp": self._timestamp,
            "label": self._label,
            "heading": self._heading,
            "item": self._heading,
            "attribution": self._attribution,
            "related": self._related,
            "note": self._note,
        }
        self._of_run: dict[str, Callable[[Sequence[RoleLine]], None]] = {
            "leftover": self._leave_out,
            "alt": self._pictures,
            "caption": self._pictures,
            "bullet": self._bullets,
            "block": self._blocks,
            "row": self._rows,
            "quotation": self._quotation,
        }

    def run(self, lines: Sequence[RoleLine]) -> None:
        """Read the lines in order."""
        for read, run in groupby(lines, lambda line: self._of_run.get(line.role)):
            if read:
                read(list(run))
            else:
                for line in run:
                    self._of_line.get(line.role, self._paragraph)(line)

    def _headline(self, line: RoleLine) -> None:
        text = self._value(line)
        bullet = parse_bullet(text)
        self.head.headline = text[bullet.start :].lstrip() if bullet and bullet.number is None else text
        self.report.place_field("/headline", line.line.place)

    def _value(self, line: RoleLine) -> str:
        """What a line says behind the name of a field, if it has one, which is told."""
        text = line.line.text.lstrip("> ") or line.line.text
        value = value_of(text)
        if value:
            self.report.read_as(text[: len(text) - len(value)].rstrip(), line.line.place, "the name of a field")
        return value or text

    def _deck(self, line: RoleLine) -> None:
        text = self._value(line)
        self.head.deck = f"{self.head.deck} {text}" if self.head.deck else text
        self.report.place_field("/deck", line.line.place)

    def _section(self, line: RoleLine) -> None:
        take_section(self.head, line.line, self.report)

    def _byline(self, line: RoleLine) -> None:
        text, head, report = line.line.text, self.head, self.report
        if head.authors and not head.authors[-1].role and is_role(text):
            *others, last = head.authors
            head.authors = (*others, replace(last, role=text))
            self._names_above += [line.line] if head.headline is None else []
            report.place(head.authors[-1], line.line.place)
            return
        signature = parse_dated_byline(text)
        joined_by = _JOINED_NAME.match(text)
        bare = text[joined_by.end() if joined_by else 0 :].rstrip(",")
        authors = signature.authors if signature else parse_byline(text) or _authors(bare)
        if not bare:
            report.read_as(text, line.line.place, "what stands between two authors")
            return
        if not authors and (timestamp := parse_timestamp(text, report.at)):
            self._take_timestamp(line, timestamp)
            return
        if self._may_be_deck(line, authors):
            self._deck(line)
            return
        if not authors:
            why = "a byline that names no person" if names_nobody(text) else "no byline that artfmt can read"
            report.left_out(text, line.line.place, why)
            return
        if len(head.authors) >= _MOST_AUTHORS:
            report.left_out(text, line.line.place, f"a byline beyond {_MOST_AUTHORS} authors", "debris")
            return
        self._prefer_beneath(line)
        names = {author.name for author in head.authors}
        if names and names.intersection(author.name for author in authors):
            if not any(author.role for author in head.authors) and len(authors) >= len(head.authors):
                head.authors = authors
            report.read_as(text, line.line.place, "the byline again")
        else:
            head.authors = (*head.authors, *authors)
            report.read_as(text, line.line.place, "the byline")
        for author in authors:
            report.place(author, line.line.place)
        if signature and signature.section and not head.section:
            head.section = signature.section
            report.place_field("/section", line.line.place)
        if signature and signature.date and (timestamp := parse_timestamp(signature.date, report.at)):
            take_timestamp(head, line.line, timestamp, report)

    def _may_be_deck(self, line: RoleLine, authors: Sequence[Author]) -> bool:
        """Whether a line right beneath the headline that was taken for a byline is a deck in title case, or another."""
        head, text = self.head, line.line.text
        if head.headline is None or head.deck or head.authors or line.in_body or self.flow:
            return False
        is_named = bool(parse_byline(text) or parse_dated_byline(text)) or names_nobody(text) or is_role(text)
        if is_named or names_picture(text) or "," in text:
            return False
        words = text.split()
        return len(words) > 1 and (not authors or (len(words) > 3 and text == text.title()))

    def _prefer_beneath(self, byline: RoleLine) -> None:
        """Let a byline beneath the headline stand for names above it, but for a byline that says that it is one."""
        if self.head.headline is None:
            self._names_above.append(byline.line)
        elif self._names_above and not parse_byline(self._names_above[0].text):
            for line in self._names_above:
                self.report.left_out(line.text, line.place, "a name above a headline with one beneath it", "debris")
            self.head.authors = ()
            self._names_above = []

    def _timestamp(self, line: RoleLine) -> None:
        text = line.line.text
        timestamp = parse_timestamp(text, self.report.at)
        if timestamp:
            self._take_timestamp(line, timestamp)
        elif parse_dated_byline(text) or parse_byline(text):
            self._byline(line)
        elif is_weekday(text):
            self.report.left_out(text, line.line.place, "the day of the week beside the date")
        elif day := wire_date(text):
            self.head.published = day
            self.report.read_as(text, line.line.place, f"published {day}")
        else:
            message = f'left out "{text}", which is not a date that artfmt can read: write it like 2031-05-04'
            self.report.notice("date-not-read", Severity.WARNING, message, line.line.place, text)

    def _take_timestamp(self, line: RoleLine, timestamp: Timestamp) -> None:
        if names_section_alone(timestamp):
            take_section(self.head, line.line, self.report)
        elif not take_timestamp(self.head, line.line, timestamp, self.report):
            if line.in_body and self.flow:
                self._paragraph(line)
            else:
                self.report.left_out(line.line.text, line.line.place, "another timestamp", "debris")

    def _paragraph(self, line: RoleLine) -> None:
        text = line.line.text
        if _RULE.fullmatch(text):
            self.flow.append(Start(place=line.line.place))
            self.report.read_as(text, line.line.place, "a break")
            return
        is_near_top = len(self.flow) < _NEAR_TOP
        if is_near_top and not (self.head.published or self.head.extra) and (day := wire_date(text)):
            self.head.published = day
            self.report.place_field("/published", line.line.place)
        is_told_of = self.newsletter and ("word" in text or "min" in text)
        content = self._without_length(line) if is_told_of else line.line.prose()
        self._add(line.line, content)

    def _without_length(self, line: RoleLine) -> Spans:
        """A paragraph's text without the sentences that say how long the letter is, which are told."""
        text = line.line.text
        if any(isinstance(part, Start) for part in self.flow):
            return line.line.prose()
        rest: list[Span] = []
        for start, end in sentences(text):
            if is_read_time(text[start:end].strip("()[] ")):
                self.report.left_out(text[start:end], line.line.place, "how long the newsletter is", "leftover-widget")
            else:
                rest += [*line.line.prose(start, end), Span(" ")]
        return canonical(rest)

    def _add(self, line: Line, content: Spans) -> None:
        if content:
            paragraph = Paragraph(content)
            self.report.place(paragraph, line.place)
            self.flow.append(paragraph)

    def _label(self, line: RoleLine) -> None:
        sign = _SIGN.match(line.line.text)
        labelled = line.line.without(sign.end()) if sign else line.line
        text = labelled.text
        lead = label_lead(text)
        if leads_to_related(lead) and not is_prose(text[lead.start :].strip()):
            self._related(line)
            return
        known_kind = self.report.labels.known_kind(lead.label)
        if not known_kind and note_lead(text):
            self._note(line)
            return
        if not known_kind and not may_be_label(lead.label, text[lead.start :].lstrip()):
            self._paragraph(line)
            return
        if sign:
            self.report.read_as(sign[0].rstrip(), line.line.place, "the sign before a label")
        kind = known_kind or OTHER
        self.flow.append(Start(axiom=Axiom(kind, lead.label), place=line.line.place))
        self.report.links_of_label(labelled.prose(0, len(lead.label)), line.line.place)
        self._add(line.line, labelled.prose(lead.start))
        between = text[len(lead.label) : lead.start].strip()
        if between not in ("", ":"):
            self.report.read_as(between, line.line.place, "the end of a label")

    def _heading(self, line: RoleLine) -> None:
        level = 2 if self.newsletter and line.role == "heading" else 1
        self.flow.append(Start(heading=line.line.prose(), level=level, place=line.line.place))

    def _bullets(self, lines: Sequence[RoleLine]) -> None:
        bullets = [line.line if parse_bullet(line.line.text) else _marked(line.line) for line in lines]
        start = 0
        while start < len(bullets):
            lists, end = read_bullets(bullets, start, self.report.place)
            self.flow.extend(lists)
            if end == start:
                self._add(bullets[start], bullets[start].prose())
                end += 1
            start = end

    def _rows(self, lines: Sequence[RoleLine]) -> None:
        rows = [line.line if line.line.cells else _with_cells(line.line) for line in lines]
        start = 0
        while start < len(rows):
            first = rows[start]
            table, count = table_at(rows, start) if len(first.cells) > 1 else (None, 0)
            if table:
                self.report.place(table, first.place)
                self.flow.append(table)
            else:
                self._add(first, first.prose())
            start += count or 1

    def _blocks(self, lines: Sequence[RoleLine]) -> None:
        self.flow.extend(line.line.block for line in lines if line.line.block)

    def _quotation(self, lines: Sequence[RoleLine]) -> None:
        blocks = tuple(Paragraph(content) for content in _quoted([line.line for line in lines]))
        if blocks:
            quote = Quote(blocks)
            self.report.place(quote, lines[0].line.place)
            self.flow.append(quote)

    def _attribution(self, line: RoleLine) -> None:
        text = line.line.text.lstrip("> \t")
        dash = _DASHED.match(text)
        words = line.line.prose(len(line.line.text) - len(text) + (dash.end() if dash else 0))
        above = self.flow[-1] if self.flow else None
        if isinstance(above, Paragraph):
            above_quote = Quote((above,))
            self.report.move(above, above_quote)
            above = above_quote
        if not isinstance(above, Quote) or above.attribution:
            self._add(line.line, line.line.prose())
            return
        quote = replace(above, attribution=words)
        self.report.move(above, quote)
        self.flow[-1] = quote

    def _related(self, line: RoleLine) -> None:
        text, report = line.line.text, self.report
        lead = split_lead(text) or (Lead(text, len(text)) if leads_to_related(Lead(text, len(text))) else None)
        if lead and not leads_to_related(lead):
            if is_prose(text[lead.start :].strip()):
                self._label(line)
                return
            lead = None
        if lead:
            report.read_as(text[: lead.start].rstrip(), line.line.place, "the lead-in to related stories")
            text = text[lead.start :].strip()
        elif (bullet := parse_bullet(text)) is not None:
            if bullet.number is not None:
                report.read_as(f"{bullet.number}.", line.line.place, "the number of a related story")
            text = text[bullet.start :].strip()
        if text:
            href = next((span.href for span in line.line.spans if span.href), None)
            words, _, last = text.rpartition(" ")
            link = None if href else _URL_AT_END.fullmatch(last)
            related = Related(words or link[1], link[1]) if link else Related(text, href)
            self.related.append(related)
            report.place(related, line.line.place)

    def _note(self, line: RoleLine) -> None:
        text = line.line.text
        within = line.line
        if (text[0], text[-1]) == ("[", "]"):
            within = within._replace(text=text[1:-1], spans=within.prose(1, len(text) - 1) if within.spans else ())
        note = read_note(within, self.report)
        if note:
            self.notes.append(note)
        else:
            self._add(line.line, line.line.prose())

    def _pictures(self, lines: Sequence[RoleLine]) -> None:
        for image in pictures(lines, self.report):
            if not self.flow and not self.head.image:
                self.head.image = image
            else:
                self.flow.append(image)

    def _leave_out(self, lines: Sequence[RoleLine]) -> None:
        report = self.report
        plain = [line.line for line in lines]
        if len(plain) > _MANY:
            leave_out_run(plain, _AROUND, report)
            return
        for line in plain:
            if opens_sponsor(line.text):
                report.left_out(line.text, line.place, "a sponsor's words, not the article", "leftover-widget")
            elif is_boilerplate(line.text):
                leftover(line, report)
            else:
                leave_out_run([line], _AROUND, report)


def label_lead(text: str) -> Lead:
    """Where the label ends that a line starts with, however its end was typed; all of it where none is seen."""
    return split_lead(text) or typed_lead(text) or Lead(text, len(text))


def _quoted(lines: Sequence[Line]) -> Iterator[Spans]:
    """The paragraphs of a quotation; lines that a mail marked are one paragraph up to an empty one or a blank line."""
    group: list[Span] = []
    for line in lines:
        words = line.text.lstrip("> \t")
        is_marked = line.text[0] == ">"
        if group and (not words or not is_marked or line.gap):
            yield canonical(group)
            group = []
        if words:
            group += [Span(" "), *line.prose(len(line.text) - len(words))]
        if group and not is_marked:
            yield canonical(group)
            group = []
    if group:
        yield canonical(group)


def _authors(text: str) -> tuple[Author, ...]:
    return lone_author(text) or author_on_the_spot(text) or parse_byline(f"By {text}") if text else ()


def _marked(line: Line) -> Line:
    return line._replace(text=f"• {line.text}", spans=(Span("• "), *line.spans) if line.spans else ())


def _with_cells(line: Line) -> Line:
    parts = tuple(part.strip() for part in line.text.strip("|").split("|"))
    return line._replace(cells=parts) if len(parts) > 1 else line
