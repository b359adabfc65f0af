"""The body of a copied page: lines -> a run of section starts and blocks, with related stories and notes apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from artfmt.article import Axiom, Block, Image, Note, Paragraph, Quote, Related, Table, rectangular
from artfmt.assemble import Start
from artfmt.axioms import OTHER, Lead, known_kind, slug, split_lead
from artfmt.bylines import is_name
from artfmt.credits import credit_start
from artfmt.diagnostics import Severity
from artfmt.document import Place, Report
from artfmt.editor_notes import note_lead
from artfmt.newsletters import is_item, item_number
from artfmt.prose import Span, Spans
from artfmt.readers.text.bullets import MARKERS, parse_bullet, read_bullets
from artfmt.readers.text.images import ends_sentence, image_at, may_be_alt
from artfmt.readers.text.line import Line
from artfmt.widgets import is_widget

_RELATED = frozenset({"go-deeper", "read-more", "related", "see-also", "more", "read-next"})
_URL_AT_END = re.compile(r"\(?(https?://[^\s\"<>\\`()]+)\)?")
_ATTRIBUTION = re.compile(r"(?:—|–|--)\s*(?=\w)")
_RULE = re.compile(r"[-–—*_=~#•·.\s]+")
_QUOTES = {'"': '"', "“": "”", "«": "»", "„": "“"}
_LONGEST_ATTRIBUTION = 100
_LONGEST_LABEL_WORDS = 5
_LONGEST_LABEL = 40
_NO_LABEL = re.compile(
    r"[.,;!?\"“”()\d/]|\b(?:said|says|say|told|asked|wrote|writes|adds|added|tells|replied|tweeted)$"
)
_PRONOUNS = frozenset(
    ["he", "she", "they", "it", "we", "i", "you", "his", "her", "their", "its", "this", "that", "these", "those"]
)
_NO_LABEL_SLUGS = frozenset(
    [
        "note",
        "source",
        "sources",
        "ps",
        "q",
        "a",
        "http",
        "https",
        "re",
        "fwd",
        "subject",
        "from",
        "to",
        "cc",
        "date",
        "sent",
    ]
)


class _Candidate(NamedTuple):
    """A paragraph that starts with what has the shape of a label, but is in no table."""

    line: Line
    label: str
    start: int


class Body(NamedTuple):
    """What the body says."""

    flow: list[Start | Block]
    related: list[Related]
    notes: list[Note]
    newsletter: bool


def read_body(lines: Sequence[Line], report: Report) -> Body:
    """The body that the lines make."""
    reader = _BodyReader(lines, report)
    reader.run()
    return Body(list(reader.settled()), reader.related, reader.notes, reader.last_item > 0)


class _BodyReader:
    def __init__(self, lines: Sequence[Line], report: Report) -> None:
        self.lines = lines
        self.report = report
        self.flow: list[Start | Block | _Candidate] = []
        self.related: list[Related] = []
        self.notes: list[Note] = []
        self.last_item = 0

    def run(self) -> None:
        lines, flow, place = self.lines, self.flow, self.report.place
        index, end = 0, len(lines)
        while index < end:
            line = lines[index]
            text = line.text
            if taken := self._special(index, line):
                index += taken
                continue
            paragraph = Paragraph((Span(text),))
            place(paragraph, line.place)
            flow.append(paragraph)
            index += 1

    def _special(self, index: int, line: Line) -> int:
        """Read what starts at a line that is no plain paragraph; how many lines it took, 0 for a paragraph."""
        text = line.text
        if text[0] in MARKERS and (taken := self._item(index, line) or self._bullets(index)):
            return taken
        if line.cells and (taken := self._table(index)):
            return taken
        if (text[0] in _QUOTES or text[0] == ">") and (taken := self._quote(index, line)):
            return taken
        if len(text) <= 120 and (taken := self._short_line(index, line)):
            return taken
        if ":" in text or text[:5].lower() == "this ":
            return self._with_colon(index, line)
        return 0

    def _short_line(self, index: int, line: Line) -> int:
        text = line.text
        if taken := self._item(index, line):
            return taken
        if is_widget(text):
            self.report.left_out(text, line.place, "a leftover of the page, not of the article", "leftover-widget")
            return 1
        if _RULE.fullmatch(text):
            self.flow.append(Start(place=line.place))
            return 1
        if len(text) <= _LONGEST_LABEL and ":" not in text and "-" in slug(text) and (kind := known_kind(text)):
            self.flow.append(Start(axiom=Axiom(kind, text), place=line.place))
            return 1
        if ":" not in text and credit_start(text) == 0:
            self._image(index, line, 0)
            return 1
        return 0

    def _with_colon(self, index: int, line: Line) -> int:
        text = line.text
        lead = split_lead(text)
        if lead and slug(lead.label) in _RELATED and (taken := self._related(index, line, lead)):
            return taken
        if self._note(line):
            return 1
        kind = known_kind(lead.label) if lead else None
        if lead and kind:
            self.flow.append(Start(axiom=Axiom(kind, lead.label), place=line.place))
            self._paragraph(line, text[lead.start :].lstrip())
            return 1
        start = credit_start(text)
        if start is not None:
            self._image(index, line, start)
            return 1
        if lead and self._could_be_label(index, lead.label, text[lead.start :]):
            self.flow.append(_Candidate(line, lead.label, lead.start))
            return 1
        return 0

    def _note(self, line: Line) -> bool:
        lead = note_lead(line.text)
        if not lead:
            return False
        note = Note(lead.kind, (Span(line.text[lead.start :]),))
        self.notes.append(note)
        self.report.place(note, line.place)
        if lead.start:
            self.report.read_as(line.text[: lead.start], line.place, f"a note of kind {lead.kind}")
        return True

    def _paragraph(self, line: Line, text: str) -> None:
        if text:
            paragraph = Paragraph((Span(text),))
            self.report.place(paragraph, line.place)
            self.flow.append(paragraph)

    def _bullets(self, index: int) -> int:
        lists, after = read_bullets(self.lines, index, self.report.place)
        self.flow.extend(lists)
        return after - index

    def _item(self, index: int, line: Line) -> int:
        """An item of a newsletter: its heading."""
        named, number = is_item(line.text), item_number(line.text)
        if not named and (not self.last_item or number != self.last_item + 1):
            return 0
        if index + 1 == len(self.lines) or line.text.endswith(":"):
            return 0
        if number is None and (not self.last_item or ends_sentence(line.text)):
            return 0  # "Bonus: …" is an item among others only
        self.last_item = max(self.last_item, number or 1)
        self.flow.append(Start(heading=(Span(line.text),), place=line.place))
        return 1

    def _table(self, index: int) -> int:
        """Two or more lines with equally many tabs: the table that was copied."""
        width = len(self.lines[index].cells)
        end = index
        while end < len(self.lines) and len(self.lines[end].cells) == width:
            end += 1
        if end - index < 2:
            return 0
        rows = [tuple((Span(cell),) if cell else () for cell in line.cells) for line in self.lines[index:end]]
        has_digit = [any(char.isdigit() for cell in row for span in cell for char in span.text) for row in rows]
        header = rows[0] if not has_digit[0] and all(has_digit[1:]) else ()
        table = rectangular(Table(tuple(rows[1:] if header else rows), header))
        self.report.place(table, self.lines[index].place)
        self.flow.append(table)
        return end - index

    def _quote(self, index: int, line: Line) -> int:
        if line.text[0] == ">":
            blocks, end = self._marked_quote(index)
        elif _wholly_quoted(line.text):
            blocks, end = self._quoted_run(index)
        else:
            return 0
        if not blocks:
            return end - index  # marks of a quotation that hold nothing
        attribution: Spans = ()
        if end < len(self.lines):
            text = self.lines[end].text
            dash = _ATTRIBUTION.match(text)
            if dash and len(text) <= _LONGEST_ATTRIBUTION and not ends_sentence(text):
                attribution = (Span(text[dash.end() :]),)
                end += 1
        quote = Quote(tuple(blocks), attribution)
        self.report.place(quote, line.place)
        self.flow.append(quote)
        return end - index

    def _marked_quote(self, index: int) -> tuple[list[Paragraph], int]:
        """Lines that start with ">", as mail quotes; lines that follow without a gap are one paragraph."""
        groups: list[list[str]] = []
        gap = True
        while index < len(self.lines) and self.lines[index].text[0] == ">":
            words = self.lines[index].text.lstrip("> \t")
            if words and (gap or self.lines[index].gap):
                groups.append([words])
            elif words:
                groups[-1].append(words)
            gap = not words
            index += 1
        return [Paragraph((Span(" ".join(group)),)) for group in groups], index

    def _quoted_run(self, index: int) -> tuple[list[Paragraph], int]:
        blocks = []
        while index < len(self.lines) and _wholly_quoted(self.lines[index].text):
            blocks.append(Paragraph((Span(self.lines[index].text),)))
            index += 1
        return blocks, index

    def _image(self, index: int, line: Line, start: int) -> None:
        """An image told of by its credit; the paragraph right above may turn out to be its alt text."""
        before = self.flow[-1] if self.flow else None
        found = image_at([line])
        assert found
        image = found[0]
        if isinstance(before, Paragraph) and index and self.lines[index - 1].text == before.content[0].text:
            above = before.content[0].text
            if not ends_sentence(above) and len(above) <= 200 and may_be_alt(above, line.text[:start]):
                self.flow.pop()
                image = Image(alt=above, caption=image.caption, credit=image.credit)
        self.report.place(image, line.place)
        self.flow.append(image)

    def _related(self, index: int, line: Line, lead: Lead) -> int:
        """What "Go deeper: Title" leads to, or "Go deeper:" above bullets: stories, not part of the body."""
        title = line.text[lead.start :].strip()
        if title.endswith((".", ".”", '."', "”.", '".')):
            return 0
        if title:
            self._add_related(title, line.place)
            self.report.read_as(f"{lead.label}:", line.place, "the lead-in to a related story")
            return 1
        place_of: dict[int, Place] = {}
        lists, after = read_bullets(self.lines, index + 1, lambda part, place: place_of.update({id(part): place}))
        if not lists or any(item.sublist for each in lists for item in each.items):
            return 0
        self.report.read_as(f"{lead.label}:", line.place, "the lead-in to related stories")
        for each in lists:
            for number, item in enumerate(each.items, 1):
                if each.ordered:
                    self.report.read_as(f"{number}.", place_of[id(item)], "the number of a related story")
                self._add_related(item.content[0].text, place_of[id(item)])
        return after - index

    def _add_related(self, title: str, place: Place) -> None:
        words, _, last = title.rpartition(" ")
        link = _URL_AT_END.fullmatch(last)
        related = Related(words or link[1], link[1]) if link else Related(title)
        self.related.append(related)
        self.report.place(related, place)

    def _could_be_label(self, index: int, label: str, rest: str) -> bool:
        """Whether the shape of a paragraph's opening words, and what follows, speak for a label."""
        if len(label) > _LONGEST_LABEL or label.count(" ") >= _LONGEST_LABEL_WORDS or _NO_LABEL.search(label):
            return False
        words = slug(label).split("-")
        if " " not in label:  # "Noon:", "Fenn:", "Question:"
            return False
        if words[0] in _PRONOUNS or words[0] in _NO_LABEL_SLUGS or not words[0] or is_name(label):
            return False
        rest = rest.strip()
        if not rest:
            following = self.lines[index + 1].text if index + 1 < len(self.lines) else ""
            return bool(following and parse_bullet(following))
        # What somebody said follows a speaker, not a label.
        return rest[0].isupper() or rest[0].isdigit() or rest[0] in "$€£"

    def settled(self) -> Iterator[Start | Block]:
        """The run with each candidate settled: a label where known ones stand beside it and it stands once."""
        candidates = [item for item in self.flow if isinstance(item, _Candidate)]
        spelled = Counter(slug(candidate.label) for candidate in candidates)
        fellows = any(isinstance(item, Start) and item.axiom for item in self.flow)
        for item in self.flow:
            if not isinstance(item, _Candidate):
                yield item
            else:
                yield from self._settle(item, fellows and spelled[slug(item.label)] == 1)

    def _settle(self, candidate: _Candidate, is_label: bool) -> Iterator[Start | Block]:
        line = candidate.line
        text = line.text
        if is_label:
            yield Start(axiom=Axiom(OTHER, candidate.label), place=line.place)
            text = text[candidate.start :].lstrip()
        else:
            self.report.notice(
                "label-guessed",
                Severity.SUGGESTION,
                f'kept "{candidate.label}:" as the start of a paragraph; it may be a label that artfmt does not know',
                line.place,
            )
        if text:
            paragraph = Paragraph((Span(text),))
            self.report.place(paragraph, line.place)
            yield paragraph


def _wholly_quoted(text: str) -> bool:
    """Whether the paragraph is one quotation from end to end."""
    close = _QUOTES.get(text[0])
    if not close or len(text) < 3 or not text.endswith(close):
        return False
    return text.count(close, 1) == 1 and (close == text[0] or text.count(text[0]) == 1)
