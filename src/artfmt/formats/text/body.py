"""The body of a copied page: lines -> a run of section starts and blocks, with related stories and notes apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from artfmt.formats.text.boilerplate import (
    THANKS,
    contact_lines,
    is_end,
    is_end_mark,
    is_remark,
    sponsor_lines,
    tail_lines,
    tail_start,
)
from artfmt.formats.text.bullets import MARKERS, parse_bullet, read_bullets
from artfmt.formats.text.head import leftover, read_note
from artfmt.formats.text.head_reader import HeadReader
from artfmt.formats.text.images import Picture, picture_at, tell_picture
from artfmt.formats.text.line import Line
from artfmt.formats.text.line_kinds import ends_sentence, has_gaps
from artfmt.formats.text.newsletter import Kind
from artfmt.formats.text.quotes import OPENINGS, pull_quote_at, quote_at
from artfmt.formats.text.related import leads_to_related, related_at
from artfmt.formats.text.subheads import judge_heading, may_be_heading
from artfmt.formats.text.tables import table_at
from artfmt.formats.text.timestamp import take_timestamp
from artfmt.formats.text.trace import Trace
from artfmt.formats.text.unknown_labels import Candidate, may_be_label, settled
from artfmt.language.boilerplate import is_boilerplate, opens_sponsor
from artfmt.language.bylines import parse_byline
from artfmt.language.credits import credit_start
from artfmt.language.labels import OTHER, Lead, slug, split_lead
from artfmt.language.names import is_name
from artfmt.language.newsletter_items import is_item, item_number
from artfmt.language.notes import note_lead
from artfmt.language.reading_time import is_read_time
from artfmt.language.sentences import sentences
from artfmt.language.timestamp import parse_timestamp
from artfmt.language.vocabulary import listed
from artfmt.model.article import Axiom, Block, Note, Paragraph, Related
from artfmt.model.prose import Span
from artfmt.reading.document import Report
from artfmt.reading.sections import Start

# Kinds whose labels nobody writes as a heading: one of them alone on its line is a label without further evidence.
_NEVER_HEADINGS = frozenset(
    {
        *("why-it-matters", "big-picture", "yes-but", "between-the-lines", "by-the-numbers", "driving-the-news"),
        *("zoom-in", "zoom-out", "reality-check", "state-of-play", "what-theyre-saying", "be-smart", "catch-up-quick"),
        *("bottom-line", "other-side", "threat-level", "what-were-watching"),
    }
)
_RULE = re.compile(r"[-–—*_=~#•·.\s]+")
_LONGEST_LABEL = 40
_SHORT = 120
_LEAST_RULE = 3
_LABEL_WORDS = 5
_DASHES = frozenset("—–-")
_COPYRIGHT = re.compile(r"©|Copyright (?:© ?|\(c\) ?)?(?:19|20)\d\d\b")
_BYLINE_STARTS = frozenset({f"{word} "[:3] for word in listed("by_words")} | {"pos", "wri"})
_REACH = 4
_LONGEST_FOOTER = 5
_MOST_GREETING = 6


class TextBody(NamedTuple):
    """What the body says."""

    flow: list[Start | Block]
    related: list[Related]
    notes: list[Note]


def read_body(lines: Sequence[Line], head: HeadReader, kind: Kind, report: Report, trace: Trace) -> TextBody:
    """The body that the lines beneath the head make; ``head`` takes a byline or a timestamp that stands at its end."""
    reader = _BodyReader(lines, head, kind, report, trace)
    reader.run()
    return TextBody(list(settled(reader.flow, report, trace)), reader.related, reader.notes)


class _BodyReader:
    def __init__(self, lines: Sequence[Line], head: HeadReader, kind: Kind, report: Report, trace: Trace) -> None:
        self.lines = lines
        self.start = start = head.head.end
        self.head = head
        self.report = report
        self.trace = trace
        self.flow: list[Start | Block | Candidate] = []
        self.related: list[Related] = []
        self.notes: list[Note] = head.head.notes
        self.last_item = 0
        self.ended = False
        self.labels = report.labels
        self.gapped = has_gaps(lines[start + 1 : start + 60])
        self.newsletter = kind.judgement.holds
        self.counts = kind.counts
        self._tail = tail_start(lines, start, report.labels)
        self._lead_counts: Counter[str] | None = None
        self._headings = 0
        self._labelled: bool | None = None
        self._lone_labels: int | None = None
        self._role: str = ""
        self._why: object = ""

    def run(self) -> None:
        lines, flow, place, trace = self.lines, self.flow, self.report.place, self.trace
        index, end = self.start, len(lines)
        while index < end:
            line = lines[index]
            if count := self._special(index, line):
                if trace.remembers and self._role:
                    trace.tell(lines[index : index + count], self._role, self._why)
                index += count
                continue
            if count := self._pull_quote(index):
                index += count
                continue
            paragraph = Paragraph((Span(line.text),))
            place(paragraph, line.place)
            flow.append(paragraph)
            if trace.remembers:
                trace.tell([line], "paragraph", "nothing else that is known")
            index += 1

    def _pull_quote(self, index: int) -> int:
        """A paragraph without quotation marks above a line that says whose words it is."""
        if index + 1 == len(self.lines) or self.lines[index + 1].text[0] not in _DASHES:
            return 0
        quote = pull_quote_at(self.lines, index)
        if quote is None:
            return 0
        self._block("quote", quote, index, 2)
        self.trace.tell(self.lines[index : index + 2], "quote", "a line beneath says whose words it is")
        return 2

    def _is(self, role: str, count: int = 1, why: object = "by its shape") -> int:
        """Say what the lines at hand are, for whoever asks why; hands back how many they are."""
        self._role, self._why = role, why
        return count

    def _special(self, index: int, line: Line) -> int:
        """Read what starts at a line that is not a plain paragraph; how many lines it took, 0 for a paragraph."""
        text = line.text
        if index >= self._tail and not THANKS.match(text):
            if count := self._late_head(index, line):
                return count
            return self._left_out(index, 1, "beneath the story, and no part of it", "leftover at the end")
        if text[0] in MARKERS and (count := self._marked(index, line)):
            return count
        if len(line.cells) > 1 and (count := self._table(index)):
            return count
        if text[0] in OPENINGS and (count := self._quote(index)):
            return count
        if len(text) <= _SHORT or _COPYRIGHT.match(text):
            plain = len(text) > _LONGEST_LABEL and ends_sentence(text) and ":" not in text
            if count := self._leftover(index, line) if plain else self._short_line(index, line):
                return count
        if self.newsletter and not self.last_item and (count := self._greeting(line)):
            return count
        if ":" in text or text[:5].lower() == "this " or text[-1] == ")":
            return self._with_colon(index, line)
        return 0

    def _marked(self, index: int, line: Line) -> int:
        """A line that starts with a mark or a number: a break, an item of a newsletter, or bullets."""
        if len(line.text) <= _SHORT and _RULE.fullmatch(line.text):
            if is_end_mark(line.text) or len(line.text) < _LEAST_RULE:
                return 0
            self.flow.append(Start(place=line.place))
            return self._is("break")
        return self._item(index, line) or self._bullets(index)

    def _short_line(self, index: int, line: Line) -> int:
        text = line.text
        if count := self._item(index, line):
            return count
        if count := self._leftover(index, line) or self._late_head(index, line):
            return count
        if _RULE.fullmatch(text):
            self.flow.append(Start(place=line.place))
            return self._is("break")
        if count := self._lone_related(index, line) or self._lone_label(index, line):
            return count
        picture = None if ends_sentence(text) else picture_at(self.lines, index, self.labels, gapped=self.gapped)
        if picture and (picture.taken > 1 or ":" not in text):
            return self._picture(index, picture)
        if note_lead(text) is None and may_be_heading(text) and not self._is_label_shaped(text):
            return self._heading(index, line)
        return 0

    def _is_label_shaped(self, text: str) -> bool:
        """Whether a short line is not a heading for its opening words: a label, a lead-in, a speaker."""
        lead = split_lead(text) if ":" in text else None
        if lead is None:
            return False
        is_certain = self.labels.known_kind(lead.label) is not None or leads_to_related(lead)
        return is_certain or is_name(lead.label) or self._leads()[slug(lead.label)] > 1

    def _leads(self) -> Counter[str]:
        """How often each paragraph's opening words before a colon stand in the text."""
        if self._lead_counts is None:
            leads = (split_lead(line.text) for line in self.lines[self.start :] if ":" in line.text[:60])
            self._lead_counts = Counter(slug(lead.label) for lead in leads if lead)
        return self._lead_counts

    def _leftover(self, index: int, line: Line) -> int:
        """What the page, a sponsor or an agency left in the text; a story's end mark and what stands beneath it."""
        lines, report = self.lines, self.report
        if is_end_mark(line.text) and is_end(lines, index, self.labels):
            self.ended = True
            report.left_out(line.text, line.place, "the mark at the story's end", "leftover-widget")
            return self._is("end mark")
        if self.ended and not note_lead(line.text):
            report.left_out(line.text, line.place, "beneath the story's end", "debris")
            return self._is("beneath the end mark")
        if opens_sponsor(line.text):
            count = sponsor_lines(lines, index, self._ends_sponsor, in_newsletter=self.newsletter)
            return self._left_out(index, count, "a sponsor's words, not the article", "sponsor")
        if count := contact_lines(lines, index):
            return self._left_out(index, count, "whom to ask, not the article", "press contact")
        if index > self.start and self._is_headed() and (count := tail_lines(lines, index, self.labels)):
            return self._left_out(index, count, "the card of another story", "cards of other stories")
        if is_remark(line.text):
            return self._left_out(index, 1, "a remark on the draft, not the article", "remark of an editor")
        if is_boilerplate(line.text) or self._is_footer(index, line.text):
            leftover(line, report)
            return self._is("leftover")
        return 0

    def _is_footer(self, index: int, text: str) -> bool:
        """Whether a line at the text's end is the outlet's copyright, or the newsletter's name and address."""
        if _COPYRIGHT.match(text) and len(self.lines) - index <= 2 * _LONGEST_FOOTER:
            return True
        if not self.newsletter or len(self.lines) - index > _LONGEST_FOOTER or ends_sentence(text):
            return False
        return text.startswith(f"{self.head.head.headline}, ") and any(map(str.isdigit, text))

    def _is_headed(self) -> bool:
        """Whether the head says when or by whom: a date or a name further down is then another story's."""
        head = self.head.head
        return bool(head.published or head.updated or head.authors or head.extra)

    def _left_out(self, index: int, count: int, why: str, role: str) -> int:
        for line in self.lines[index : index + count]:
            if is_boilerplate(line.text) and not opens_sponsor(line.text):
                leftover(line, self.report)
            else:
                rule = "leftover-widget" if is_boilerplate(line.text) else "debris"
                self.report.left_out(line.text, line.place, why, rule)
        return self._is(role, count)

    def _ends_sponsor(self, index: int) -> bool:
        text = self.lines[index].text
        return is_item(text) or self._counts_on(text) or _RULE.fullmatch(text) is not None or opens_sponsor(text)

    def _late_head(self, index: int, line: Line) -> int:
        """A byline or a timestamp within or beneath the body, where the head has none."""
        text, head = line.text, self.head.head
        if not head.authors and text[:3].lower() in _BYLINE_STARTS and parse_byline(text):
            return self._is("byline", self.head.meta(index))
        if text[-1] in ".:?!" or (head.published and head.updated):
            return 0
        timestamp = parse_timestamp(text, self.report.at) if any(map(str.isdigit, text)) else None
        dated = timestamp and (timestamp.updated or timestamp.relative or timestamp.published)
        if timestamp and dated and self._stands_apart(index) and take_timestamp(head, line, timestamp, self.report):
            return self._is("timestamp")
        return 0

    def _stands_apart(self, index: int) -> bool:
        """Whether a timestamp is the text's first or last line, and no heading within it."""
        return index in (self.start, len(self.lines) - 1) or len(self.lines) - index <= 3

    def _lone_related(self, index: int, line: Line) -> int:
        """The lead-in to related stories without its colon, alone above bullets."""
        beneath = self.lines[index + 1].text if index + 1 < len(self.lines) else ""
        if not (beneath and beneath[0] in MARKERS and parse_bullet(beneath)):
            return 0
        lead = Lead(line.text, len(line.text))
        return self._is("related", self._related(index, line, lead)) if leads_to_related(lead) else 0

    def _lone_label(self, index: int, line: Line) -> int:
        """A label without its colon, alone on its line."""
        text = line.text
        if len(text) > _LONGEST_LABEL or ":" in text or index + 1 == len(self.lines):
            return 0
        kind = self.labels.known_kind(text)
        if not kind or (kind not in _NEVER_HEADINGS and not self._has_labels()):
            return 0
        self.flow.append(Start(axiom=Axiom(kind, text), place=line.place))
        return self._is("label", why="a known label, alone on its line")

    def _has_labels(self) -> bool:
        """Whether the text has labels with their colons, or one alone on its line that nobody has as a heading."""
        if self._labelled is None:
            leads = (split_lead(line.text) for line in self.lines[self.start :] if ":" in line.text[:60])
            lone = (line.text for line in self.lines[self.start :] if len(line.text) <= _LONGEST_LABEL)
            self._labelled = any(lead and self.labels.known_kind(lead.label) for lead in leads) or any(
                self.labels.known_kind(text) in _NEVER_HEADINGS for text in lone
            )
        return self._labelled

    def _heading(self, index: int, line: Line) -> int:
        above = self.flow[-1] if self.flow else None
        more = []
        if isinstance(above, Start) and above.heading:
            more.append("right beneath another heading")
        if self._headings > 1:
            more.append("two headings and more stand further up")
        if line.text[-1] == "?" and self._asks_above():
            more.append("a question beneath another that is none")
        judgement = judge_heading(self.lines, index, self.labels, more, gapped=self.gapped, newsletter=self.newsletter)
        if not judgement.holds or not self.flow or index + 1 == len(self.lines):
            return 0
        if self._has_lone_labels() and may_be_label(line.text) and line.text.count(" ") < _LABEL_WORDS:
            self.flow.append(Start(axiom=Axiom(OTHER, line.text), place=line.place))
            return self._is("label", why=f"{judgement}; labels of this text stand alone on their lines")
        self._headings += 1
        self.flow.append(Start(heading=(Span(line.text),), place=line.place))
        return self._is("heading", why=judgement)

    def _has_lone_labels(self) -> bool:
        """Whether two labels of the tables or more stand alone on their lines, without a colon."""
        if self._lone_labels is None:
            texts = (line.text for line in self.lines[self.start :] if len(line.text) <= _LONGEST_LABEL)
            self._lone_labels = sum(
                self.labels.known_kind(text) in _NEVER_HEADINGS for text in texts if ":" not in text
            )
        return self._lone_labels > 1

    def _asks_above(self) -> bool:
        """Whether the last paragraph but one, or the one before, is a question that was no heading: an interview."""
        texts = (item.content[0].text for item in self.flow[-_REACH:] if isinstance(item, Paragraph))
        return any(len(text) <= _SHORT and text[-1] == "?" for text in texts)

    def _greeting(self, line: Line) -> int:
        """A paragraph above a newsletter's first item whose last sentences tell how long it is: these are left out."""
        text = line.text
        if len(self.flow) > _MOST_GREETING or not ("word" in text or "min" in text):
            return 0
        read_times = [(start, end) for start, end in sentences(text) if is_read_time(text[start:end].strip("()[] "))]
        if not read_times:
            return 0
        for start, end in read_times:
            self.report.left_out(text[start:end], line.place, "how long the newsletter is", "leftover-widget")
        rest = " ".join(text[start:end].strip() for start, end in sentences(text) if (start, end) not in read_times)
        self._paragraph(line, rest)
        return self._is("greeting", why="its sentence on how long the newsletter is was left out")

    def _with_colon(self, index: int, line: Line) -> int:
        text = line.text
        lead = split_lead(text)
        if lead and leads_to_related(lead) and (count := self._related(index, line, lead)):
            return self._is("related", count)
        if self._note(line):
            return self._is("note")
        kind = self.labels.known_kind(lead.label) if lead else None
        if lead and kind:
            self.flow.append(Start(axiom=Axiom(kind, lead.label), place=line.place))
            self._paragraph(line, text[lead.start :].lstrip())
            return self._is("label", why=f"a known label: {kind}")
        if credit_start(text) is not None:
            picture = picture_at(self.lines, index, self.labels, gapped=self.gapped)
            if picture:
                return self._picture(index, picture)
        if lead and may_be_label(lead.label):
            following = self.lines[index + 1] if index + 1 < len(self.lines) else None
            if text[lead.start :].strip() or " " in lead.label or (following and parse_bullet(following.text)):
                self.flow.append(Candidate(line, lead.label, lead.start, following))
                return self._is("")  # told when all labels are known
        return 0

    def _note(self, line: Line) -> bool:
        note = read_note(line, self.report)
        if note:
            self.notes.append(note)
        return note is not None

    def _paragraph(self, line: Line, text: str) -> None:
        if text:
            paragraph = Paragraph((Span(text),))
            self.report.place(paragraph, line.place)
            self.flow.append(paragraph)

    def _bullets(self, index: int) -> int:
        lists, after = read_bullets(self.lines, index, self.report.place, self._starts_item)
        self.flow.extend(lists)
        return self._is("bullets", after - index)

    def _item(self, index: int, line: Line) -> int:
        """An item of a newsletter: its heading."""
        text = line.text
        if not (self.newsletter or self.counts) or len(text) > _SHORT:
            return 0
        if index + 1 == len(self.lines) or text.endswith(":"):
            return 0
        is_named = is_item(text)
        if not is_named and not self._counts_on(text):
            return 0
        number = item_number(text)
        if number is None and (not self.last_item or ends_sentence(text)):
            return 0  # "Bonus: …" is an item among others only
        self.last_item = max(self.last_item, number or 1)
        self.flow.append(Start(heading=(Span(text),), place=line.place))
        return self._is(
            "item of a newsletter", why="its own words" if is_named else "it counts on from the item before"
        )

    def _starts_item(self, line: Line) -> bool:
        """Whether a line among bullets is the next item's heading."""
        return (self.newsletter or self.counts) and self._counts_on(line.text)

    def _counts_on(self, text: str) -> bool:
        """Whether a line is the next item by its number."""
        return (
            (self.last_item > 0 or self.counts) and item_number(text) == self.last_item + 1 and not text.endswith(".")
        )

    def _table(self, index: int) -> int:
        table, count = table_at(self.lines, index)
        return self._block("table", table, index, count)

    def _quote(self, index: int) -> int:
        quote, count = quote_at(self.lines, index)
        return self._block("quote", quote, index, count)

    def _block(self, role: str, block: Block | None, index: int, count: int) -> int:
        if block:
            self.report.place(block, self.lines[index].place)
            self.flow.append(block)
        return self._is(role, count)

    def _picture(self, index: int, picture: Picture) -> int:
        self.report.place(picture.image, self.lines[index].place)
        self.flow.append(picture.image)
        tell_picture(self.lines[index : index + picture.taken], self.report)
        return self._is("picture", picture.taken, picture.why)

    def _related(self, index: int, line: Line, lead: Lead) -> int:
        """The related stories that a line leads to: they are not part of the body."""
        links, count = related_at(self.lines, index, lead, self.labels)
        if links:
            several = "the lead-in to related stories" if len(links) > 1 else "the lead-in to a related story"
            self.report.read_as(line.text[: lead.start].rstrip(), line.place, several)
        for related, place, number in links:
            if number is not None:
                self.report.read_as(f"{number}.", place, "the number of a related story")
            self.related.append(related)
            self.report.place(related, place)
        return count
