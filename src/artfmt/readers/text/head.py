"""The head of a copied page: headline, dateline, byline and lead image, in whatever order they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from artfmt.article import Author, Image, Note
from artfmt.bylines import is_name, is_outlet, is_role, names_nobody, parse_byline
from artfmt.datelines import Dateline, parse_dateline
from artfmt.diagnostics import Severity
from artfmt.document import Report
from artfmt.editor_notes import note_lead
from artfmt.prose import Span, plain_text
from artfmt.readers.text.bullets import parse_bullet
from artfmt.readers.text.debris import contact_lines
from artfmt.readers.text.headline import Found, find_headline
from artfmt.readers.text.images import picture_at
from artfmt.readers.text.line import Line
from artfmt.readers.text.scores import HEADLINE
from artfmt.readers.text.shapes import (
    LONGEST_HEADLINE,
    byline_and_dateline,
    ends_sentence,
    is_dated_or_signed,
    is_prose,
    lone_author,
    opens_body,
    word_set,
)
from artfmt.readers.text.trace import Trace
from artfmt.widgets import is_widget

_LONGEST_DECK = 300
_DECK_WORDS = 3
_LONGEST_WEEKDAY = 12
_WEEKDAY = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:lun|mart|miércol|juev|viern)es|sábado|domingo", re.IGNORECASE
)


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
    notes: list[Note] = field(default_factory=list)
    extra: dict[str, Any] = field(default_factory=dict)


class HeadReader:
    """Reads lines of a head, wherever they stand; the body asks it for a byline or a dateline at the text's end."""

    def __init__(self, lines: Sequence[Line], report: Report, trace: Trace, *, newsletter: bool) -> None:
        self.lines = lines
        self.report = report
        self.trace = trace
        self._newsletter = newsletter
        self.head = Head()
        self._gapped = any(line.gap for line in lines[1:40])
        self._below_picture = False
        self._bare_section: Line | None = None

    def run(self) -> None:
        """Read all lines before the first of the body."""
        lines, head = self.lines, self.head
        found = find_headline(lines, self.report.labels, newsletter=self._newsletter)
        at = (
            found.line if found else next((at for at, line in enumerate(lines) if not is_widget(line.text)), len(lines))
        )
        index = 0
        while index < len(lines):
            taken = self._headline(index, found) if index == at else self.meta(index) or self._contact(index)
            if not taken:
                taken = self._before(index, at) if index < at else self._beneath(index)
            if not taken:
                break
            index += taken
        head.end = index

    def meta(self, index: int) -> int:
        """Take a leftover, a dateline or a byline; how many lines that were, 0 where it is something else."""
        line = self.lines[index]
        if is_widget(line.text):
            leftover(line, self.report)
            return self._tell(index, "leftover")
        if len(line.text) <= _LONGEST_WEEKDAY and _WEEKDAY.fullmatch(line.text.rstrip(",")):
            self.report.left_out(line.text, line.place, "the day of the week beside the date")
            return self._tell(index, "day of the week")
        if found := parse_dateline(line.text, self.report.at):
            if self._is_bare(found):
                return self._section(index, line)
            return self._tell(index, "dateline") if self.dateline(line, found) else 0
        return self._byline(index)

    def _tell(self, index: int, role: str, why: object = "by its shape", taken: int = 1) -> int:
        if self.trace.remembers:
            self.trace.tell(self.lines[index : index + taken], role, why)
        return taken

    @staticmethod
    def _is_bare(found: Dateline) -> bool:
        return not (found.published or found.updated or found.relative)

    def _section(self, index: int, line: Line) -> int:
        """A section's name alone: the article's own is the last one above or right beneath the headline."""
        if self._bare_section:
            before, self._bare_section = self._bare_section, None
            self.head.section = None
            self.report.left_out(before.text, before.place, "another section's name", "debris")
        if self.head.section:
            self.report.read_as(line.text, line.place, "the section again")
            return self._tell(index, "section's name, once more")
        self._bare_section = line
        self.head.section = line.text
        self.report.place_field("/section", line.place)
        return self._tell(index, "section")

    def dateline(self, line: Line, found: Dateline) -> bool:
        """Take what a dateline says, unless it says what another has said."""
        head, report = self.head, self.report
        if found.section and self._bare_section and not self._is_bare(found):
            report.left_out(self._bare_section.text, self._bare_section.place, "another section's name", "debris")
            head.section, self._bare_section = None, None
        if (found.section and head.section and found.section != head.section) or (found.updated and head.updated):
            return False
        if (found.relative and "dateline" in head.extra) or (found.published and head.published):
            return False
        for name, date in (("published", found.published), ("updated", found.updated)):
            if date:
                setattr(head, name, date)
                report.place_field(f"/{name}", line.place)
        if found.section:
            head.section = found.section
            report.place_field("/section", line.place)
        if found.relative:
            self._relative(line, found.relative)
        elif found.published or found.updated:
            told = ", ".join(
                filter(
                    None,
                    (found.published and f"published {found.published}", found.updated and f"updated {found.updated}"),
                )
            )
            report.read_as(line.text, line.place, told)
        if found.clock:
            report.notice(
                "time-left-out",
                Severity.SUGGESTION,
                f'left out the time "{found.clock}", which names no zone; the day is kept: write it like '
                f"{(found.updated or found.published or '')[:10]}T16:15:00-04:00",
                line.place,
                found.clock,
            )
        return True

    def _relative(self, line: Line, words: str) -> None:
        self.head.extra["dateline"] = line.text
        self.report.place_field("/extra/dateline", line.place)
        self.report.notice(
            "relative-date",
            Severity.SUGGESTION,
            f'"{words}" names no day of one year; it is kept in extra.dateline: give the date itself, or the time of '
            "reading with --at",
            line.place,
        )

    def _byline(self, index: int) -> int:
        line, head, report = self.lines[index], self.head, self.report
        if names_nobody(line.text) and not parse_byline(line.text):
            report.left_out(line.text, line.place, "a byline that names no person")
            return self._tell(index, "byline of nobody")
        authors, date = self._authors(index)
        if not authors:
            return self._role(index)
        found = parse_dateline(date, report.at) if date else None
        names = {author.name for author in head.authors}
        if (names and not names.intersection(author.name for author in authors)) or (
            found and not self.dateline(line, found)
        ):
            return 0
        if names:
            report.read_as(line.text, line.place, "the byline again")
            if not any(author.role for author in head.authors):
                head.authors = authors
        else:
            head.authors = authors
            if line.text != authors[0].name:
                report.read_as(line.text, line.place, "the byline")
        for author in authors:
            report.place(author, line.place)
        return self._tell(index, "byline")

    def _authors(self, index: int) -> tuple[tuple[Author, ...], str]:
        """The authors that a line names, and the dateline beside them."""
        text, head = self.lines[index].text, self.head
        if both := byline_and_dateline(text):
            return both
        if authors := parse_byline(text):
            return authors, ""
        if (author := lone_author(text)) and self._may_be_byline(index):
            return author, ""
        # Two names and more are a byline beneath the headline, unless they are a picture's alt text.
        several = parse_byline(f"By {text}") if head.headline is not None and not head.image else ()
        return (several, "") if len(several) > 1 and not picture_at(self.lines, index, self.report.labels) else ((), "")

    def _may_be_byline(self, index: int) -> bool:
        """Whether a name alone is the byline: the headline stands elsewhere, and the line is no picture's alt text."""
        following = self.lines[index + 1 : index + 3]
        if self.head.authors:
            return any(author.name == self.lines[index].text for author in self.head.authors)
        if self.head.headline is not None:
            return not self._is_alt_text(index)
        return bool(following)

    def _is_alt_text(self, index: int) -> bool:
        """Whether a name is the alt text of the picture beneath, whose caption names the same person."""
        found = picture_at(self.lines, index, self.report.labels)
        words = word_set(self.lines[index].text)
        return found is not None and bool(words & word_set(plain_text(found.image.caption)))

    def _role(self, index: int) -> int:
        """The line beneath the byline that says what its last author is: "author of Harbor Morning"."""
        line, head = self.lines[index], self.head
        if not head.authors or head.authors[-1].role or head.image or not is_role(line.text):
            return 0
        *others, last = head.authors
        head.authors = (*others, replace(last, role=line.text))
        self.report.place(head.authors[-1], line.place)
        return self._tell(index, "role of the author")

    def _contact(self, index: int) -> int:
        """The press contact above a release."""
        taken = contact_lines(self.lines, index)
        for line in self.lines[index : index + taken]:
            self.report.left_out(line.text, line.place, "whom to ask, not the article", "debris")
        return self._tell(index, "press contact", taken=taken) if taken else 0

    def _headline(self, index: int, found: Found | None) -> int:
        line, head, report = self.lines[index], self.head, self.report
        words = line.text
        bullet = parse_bullet(words)
        head.headline = words[bullet.start :].lstrip() if bullet and bullet.number is None else words
        report.place_field("/headline", line.place)
        rival = self.lines[found.rival] if found and found.rival is not None else None
        doubt = None
        if found is None or not found.judgement.holds or len(words) > LONGEST_HEADLINE:
            doubt = "no line above the body reads like a headline: put one on the first line"
        elif rival is not None:
            doubt = f'the other line that it could be is line {_number(rival)}, "{_short(rival.text)}"'
        if doubt:
            message = f'took "{_short(words)}" for the headline; {doubt}'
            report.notice("headline-guessed", Severity.SUGGESTION, message, line.place)
        return self._tell(index, "headline", found.judgement if found else f"{HEADLINE.role}: the first line of all")

    def _before(self, index: int, at: int) -> int:
        """A line above the headline that nothing else is: a note, the picture's, or a leftover of the page."""
        line = self.lines[index]
        if note := read_note(line, self.report):
            self.head.notes.append(note)
            return self._tell(index, "note")
        if line.text == self.lines[at].text:
            self.report.read_as(line.text, line.place, "the headline")
            return self._tell(index, "headline, once more")
        if taken := self._picture(index, least=at):
            return taken
        self.report.left_out(line.text, line.place, "above the headline, and no part of the article", "debris")
        return self._tell(index, "leftover", "above the headline, and nothing else that is known")

    def _beneath(self, index: int) -> int:
        """A line beneath the headline: the headline again, the deck, or the lead image."""
        line = self.lines[index]
        if line.text == self.head.headline:
            self.report.read_as(line.text, line.place, "the headline again")
            return self._tell(index, "headline, once more")
        if taken := self._outlet(index) or self._deck(index):
            return taken
        self._below_picture = True
        return self._picture(index)

    def _outlet(self, index: int) -> int:
        """The line right beneath a byline that names the outlet."""
        line = self.lines[index]
        if not (self.head.authors and not line.gap and is_outlet(line.text) and is_name(line.text)):
            return 0
        self.report.left_out(line.text, line.place, "the outlet, beneath the byline")
        return self._tell(index, "outlet")

    def _deck(self, index: int) -> int:
        """The line that sums the story up, above the byline, the dateline, the picture or the lede."""
        head, line = self.head, self.lines[index]
        words = line.text
        following = self.lines[index + 1].text if index + 1 < len(self.lines) else ""
        if (
            head.deck
            or self._below_picture
            or not following
            or words.count(" ") < _DECK_WORDS - 1
            or len(words) > _LONGEST_DECK
        ):
            return 0
        labels = self.report.labels
        if opens_body(words, labels) or words.endswith(":") or picture_at(self.lines, index, labels):
            return 0
        if is_name(following) and not ends_sentence(words):
            why = "above the byline"
        elif is_dated_or_signed(following) or len(parse_byline(f"By {following}")) > 1:
            why = "above the byline or the dateline"
        elif ends_sentence(words):
            if not picture_at(self.lines, index + 1, labels) or not self._prose_after(index + 1):
                return 0
            why = "above the picture"
        elif is_prose(following) or picture_at(self.lines, index + 1, labels):
            why = "no sentence, between the headline and what follows"
        else:
            return 0
        head.deck = words
        self.report.place_field("/deck", line.place)
        return self._tell(index, "deck", why)

    def _prose_after(self, index: int) -> bool:
        """Whether a paragraph that can be the lede stands beneath the picture at ``index``."""
        found = picture_at(self.lines, index, self.report.labels, before_lede=True, gapped=self._gapped)
        after = index + found.taken if found else index
        return after < len(self.lines) and is_prose(self.lines[after].text)

    def _picture(self, index: int, least: int | None = None) -> int:
        if self.head.image:
            return 0
        found = picture_at(self.lines, index, self.report.labels, before_lede=True, gapped=self._gapped)
        if not found or (least is not None and index + found.taken > least):
            return 0
        self.head.image = found.image
        self.report.place(found.image, self.lines[index].place)
        for line in self.lines[index : index + found.taken]:
            if is_widget(line.text):
                leftover(line, self.report)
        return self._tell(index, "lead image", found.why, found.taken)


def leftover(line: Line, report: Report) -> None:
    """Tell that a line is a leftover of the page."""
    report.left_out(line.text, line.place, "a leftover of the page, not of the article", "leftover-widget")


def read_note(line: Line, report: Report) -> Note | None:
    """The note that a line is, its lead-in told; None where it is none."""
    lead = note_lead(line.text)
    if not lead:
        return None
    note = Note(lead.kind, (Span(line.text[lead.start :]),))
    report.place(note, line.place)
    if lead.start:
        report.read_as(line.text[: lead.start], line.place, f"a note of kind {lead.kind}")
    return note


def _number(line: Line) -> int:
    return line.place if isinstance(line.place, int) else line.place.line


def _short(text: str, longest: int = 60) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
