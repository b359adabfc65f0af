"""Reads the head of a copied page: headline, timestamp, byline and lead image, in whatever order they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from artfmt.formats.text.boilerplate import contact_lines, is_remark
from artfmt.formats.text.bullets import parse_bullet
from artfmt.formats.text.byline import take_byline
from artfmt.formats.text.draft_fields import body_of, take_fields
from artfmt.formats.text.head import Head, leave_out_run, leftover, read_note
from artfmt.formats.text.headline import HeadlineChoice, find_headline, is_outlet_line
from artfmt.formats.text.images import picture_at, tell_picture
from artfmt.formats.text.line import Line
from artfmt.formats.text.line_kinds import (
    LONGEST_HEADLINE,
    ends_sentence,
    has_gaps,
    is_dated_or_signed,
    is_meta,
    is_prose,
    names_picture,
    opens_body,
    word_set,
)
from artfmt.formats.text.scores import HEADLINE
from artfmt.formats.text.timestamp import is_weekday, looks_dated, names_section_alone, take_section, take_timestamp
from artfmt.formats.text.trace import Trace
from artfmt.language.boilerplate import is_boilerplate
from artfmt.language.bylines import parse_byline, parse_dated_byline
from artfmt.language.credits import credit_start
from artfmt.language.desks import DESK_WORDS, NOT_DESKS, is_desk_name
from artfmt.language.names import is_name, is_outlet
from artfmt.language.timestamp import parse_timestamp
from artfmt.reading.document import Report
from artfmt.source.diagnostics import Severity

_LONGEST_DECK = 300
_DECK_WORDS = 3
_LONGEST_PASSED_OVER = 80
_REACH = 6
_CREDITS_REACH = 60
_NEAR_TOP = 200
_RECUR_REACH = 30
_NEAR_HEADLINE = 4
_KICKER_WORDS = 3
_FROM = re.compile(r"(?:From|Issued by|Department|Source): [A-Z]")  # whose release it is, above its date


class HeadReader:
    """Reads lines of a head, wherever they stand; the body asks it for a byline or a timestamp at the text's end."""

    def __init__(
        self,
        lines: Sequence[Line],
        report: Report,
        trace: Trace,
        *,
        newsletter: bool,
        start: int | None = None,
        choice: HeadlineChoice | None = None,
    ) -> None:
        self.lines = lines
        self._start = start
        self._found = choice
        self.report = report
        self.trace = trace
        self._newsletter = newsletter
        self.head = Head()
        self._gapped = has_gaps(lines[1:40])
        self._below_picture = False

    def run(self) -> None:
        """Read all lines before the first of the body."""
        lines, head = self.lines, self.head
        index = take_fields(head, lines, self.report)
        choice, at = None, -1
        if index:
            self._tell(0, "fields of a draft", count=index)
            self._begin_body(index)
        else:
            choice = self._found or find_headline(lines, self.report.labels, newsletter=self._newsletter)
            at = choice.line if choice else self._first_words()
        if self._start is not None:
            index = self._menus(at)
        while index < len(lines):
            count = self._headline(index, choice) if index == at else self.meta(index) or self._contact(index)
            if not count:
                count = self._before(index, at) if index < at else self._beneath(index)
            if not count:
                break
            index += count
        head.end = index

    def _begin_body(self, index: int) -> None:
        """Take the name of the field off the first paragraph of a draft."""
        if index < len(self.lines) and (text := body_of(self.lines[index])):
            line = self.lines[index]
            self.report.read_as(line.text[: -len(text)], line.place, "the field that holds the text")
            self.lines = [*self.lines[:index], line._replace(text=text), *self.lines[index + 1 :]]

    def _menus(self, at: int) -> int:
        """Leave out what stands far above the headline of a page that was copied whole; how many lines that is."""
        end = max(0, at - _NEAR_HEADLINE)
        leave_out_run(self.lines[:end], "above the story, on a page that was copied whole", self.report)
        if end:
            self._tell(0, "leftover", "far above the headline, on a page that was copied whole", end)
        return end

    def _first_words(self) -> int:
        """The first line that is neither a leftover nor a timestamp or byline; else the first without leftovers."""
        first = next((at for at, line in enumerate(self.lines) if not is_boilerplate(line.text)), len(self.lines))
        near = enumerate(self.lines[first : first + _NEAR_TOP], first)
        return next(
            (at for at, line in near if not is_boilerplate(line.text) and not is_dated_or_signed(line.text)), first
        )

    def meta(self, index: int) -> int:
        """Take a leftover, a timestamp or a byline; how many lines that were, 0 where it is something else."""
        line, head, report = self.lines[index], self.head, self.report
        if is_boilerplate(line.text):
            leftover(line, report)
            return self._tell(index, "leftover")
        if is_remark(line.text):
            report.left_out(line.text, line.place, "a remark on the draft, not the article", "debris")
            return self._tell(index, "remark of an editor")
        if is_weekday(line.text):
            report.left_out(line.text, line.place, "the day of the week beside the date")
            return self._tell(index, "day of the week")
        if not parse_dated_byline(line.text) and (timestamp := parse_timestamp(line.text, report.at)):
            if names_section_alone(timestamp):
                return self._tell(index, take_section(head, line, report))
            return self._tell(index, "timestamp") if take_timestamp(head, line, timestamp, report) else 0
        if role := take_byline(head, self.lines, index, report):
            return self._tell(index, role)
        if looks_dated(line.text) and head.headline is not None:
            message = f'left out "{line.text}", which is not a date that artfmt can read: write it like 2031-05-04'
            report.notice("date-not-read", Severity.WARNING, message, line.place, line.text)
            return self._tell(index, "no date that can be read")
        return 0

    def _tell(self, index: int, role: str, why: object = "by its shape", count: int = 1) -> int:
        if self.trace.remembers:
            self.trace.tell(self.lines[index : index + count], role, why)
        return count

    def _contact(self, index: int) -> int:
        """The press contact above a release."""
        count = contact_lines(self.lines, index)
        for line in self.lines[index : index + count]:
            self.report.left_out(line.text, line.place, "whom to ask, not the article", "debris")
        return self._tell(index, "press contact", count=count) if count else 0

    def _headline(self, index: int, choice: HeadlineChoice | None) -> int:
        line, head, report = self.lines[index], self.head, self.report
        words = line.text
        bullet = parse_bullet(words)
        head.headline = words[bullet.start :].lstrip() if bullet and bullet.number is None else words
        report.place_field("/headline", line.place)
        rival = self.lines[choice.rival] if choice and choice.rival is not None else None
        doubt = None
        if choice is None or not choice.judgement.holds or len(words) > LONGEST_HEADLINE:
            doubt = "no line above the body reads like a headline: put one on the first line"
        elif rival is not None:
            doubt = f'the other line that it could be is line {rival.number}, "{_short(rival.text)}"'
        if doubt:
            message = f'took "{_short(words)}" for the headline; {doubt}'
            report.notice("headline-guessed", Severity.SUGGESTION, message, line.place)
        return self._tell(index, "headline", choice.judgement if choice else f"{HEADLINE.role}: the first line of all")

    def _before(self, index: int, at: int) -> int:
        """A line above the headline that nothing else is: a note, the picture's, the section's name, or a leftover."""
        line = self.lines[index]
        if note := read_note(line, self.report):
            self.head.notes.append(note)
            return self._tell(index, "note")
        if line.text == self.lines[at].text:
            self.report.read_as(line.text, line.place, "the headline")
            return self._tell(index, "headline, once more")
        if count := self._picture(index, least=at):
            return count
        is_desk = is_desk_name(line.text) or self._is_kicker(line.text, self.lines[at].text)
        if self._is_right_above(index, at) and is_desk and not self._is_outlet(line.text):
            role = take_section(self.head, line, self.report)
            return self._tell(index, role, "a short name right above the headline")
        if is_outlet_line(line.text) and not self.head.section and " · " in line.text:
            self.head.section = line.text.partition(" · ")[2]
            self.report.read_as(line.text, line.place, "the outlet and the section")
            return self._tell(index, "outlet and section")
        self.report.left_out(line.text, line.place, "above the headline, and not part of the article", "debris")
        return self._tell(index, "leftover", "above the headline, and nothing else that is known")

    def _is_right_above(self, index: int, at: int) -> bool:
        """Whether nothing stands between a line and the headline but a timestamp or a byline."""
        return at - index <= _REACH and all(is_meta(line.text) for line in self.lines[index + 1 : at])

    def _is_kicker(self, text: str, headline: str) -> bool:
        """Whether a line in capitals above a headline that is not in them names its section: "PREP FOOTBALL"."""
        words = text.split()
        return (
            text.isupper()
            and not headline.isupper()
            and len(words) <= _KICKER_WORDS
            and all(map(str.isalpha, words))
            and words[0].lower() not in NOT_DESKS
            and (len(words) == 1 or any(word.lower() in DESK_WORDS for word in words))
        )

    def _is_outlet(self, text: str) -> bool:
        """Whether the name is that of the outlet: the text's credits say it too."""
        return any(f"/{text}" in line.text or f"for {text}" in line.text for line in self.lines[:_CREDITS_REACH])

    def _beneath(self, index: int) -> int:
        """A line beneath the headline: the headline again, the deck, the lead image, a note, or a leftover."""
        line = self.lines[index]
        if self._goes_on(index) and (note := read_note(line, self.report)):
            self.head.notes.append(note)
            return self._tell(index, "note")
        if line.text == self.head.headline:
            self.report.read_as(line.text, line.place, "the headline again")
            return self._tell(index, "headline, once more")
        if count := self._outlet(index) or self._avatar(index) or self._deck(index):
            return count
        if count := self._picture(index):
            self._below_picture = True
            return count
        return self._passed_over(index)

    def _outlet(self, index: int) -> int:
        """The line that names the outlet or its staff beneath the headline or the byline."""
        line = self.lines[index]
        if not (is_outlet(line.text) and (is_name(line.text) or is_name(line.text.removeprefix("The ")))):
            return 0
        self.report.left_out(line.text, line.place, "the outlet, not a part of the article")
        return self._tell(index, "outlet")

    def _avatar(self, index: int) -> int:
        """The alt text of the author's own picture, above the name: "Photo of Ida Brandt"."""
        line = self.lines[index]
        following = self.lines[index + 1].text if index + 1 < len(self.lines) else ""
        if not (names_picture(line.text) and following and (is_meta(following) or is_name(following))):
            return 0
        if not word_set(following) & word_set(line.text):
            return 0
        self.report.left_out(line.text, line.place, "the author's picture", "debris")
        return self._tell(index, "the author's picture")

    def _passed_over(self, index: int) -> int:
        """A short line that nothing is known of, above more of the head: a leftover of the page."""
        line, labels = self.lines[index], self.report.labels
        text = line.text
        if self._start is not None and index < self._start:
            self.report.left_out(text, line.place, "above the story, on a page that was copied whole", "debris")
            return self._tell(index, "leftover", "above the first paragraph of a page that was copied whole")
        if len(text) > _LONGEST_PASSED_OVER or opens_body(text, labels) or labels.known_kind(text):
            return 0
        if any(map(str.isalpha, text)) and (ends_sentence(text) or text.endswith(":") or not self._goes_on(index)):
            return 0
        self.report.left_out(text, line.place, "among the lines of the head, and not part of the article", "debris")
        return self._tell(index, "leftover", "a short line above more of the head")

    def _goes_on(self, index: int) -> bool:
        """Whether a timestamp, a byline or a picture follows before any prose does."""
        for at in range(index + 1, min(len(self.lines), index + 1 + _REACH)):
            text = self.lines[at].text
            if is_prose(text) or opens_body(text, self.report.labels) or ends_sentence(text):
                return self._picture_from(at) is not None
            if is_meta(text) or (is_name(text) and not self.head.authors) or self._picture_from(at):
                return True
        return False

    def _picture_from(self, index: int) -> object:
        if self.head.image:
            return None
        return picture_at(self.lines, index, self.report.labels, before_lede=True, gapped=self._gapped)

    def _deck(self, index: int) -> int:
        """The line that sums the story up, above the byline, the timestamp, the picture or the lede."""
        head, line = self.head, self.lines[index]
        words = line.text
        at = index + 2 if index + 1 < len(self.lines) and _FROM.match(self.lines[index + 1].text) else index + 1
        following = self.lines[at].text if at < len(self.lines) else ""
        if (
            head.deck
            or self._below_picture
            or not following
            or words.count(" ") < _DECK_WORDS - 1
            or len(words) > _LONGEST_DECK
            or words.endswith(",")
        ):
            return 0
        labels = self.report.labels
        if opens_body(words, labels) or words.endswith(":") or (is_prose(words) and self._dates_recur(index)):
            return 0
        if self._is_above_credit(index):
            head.deck = words
            self.report.place_field("/deck", line.place)
            return self._tell(index, "deck", "right beneath the headline, and a blank line above the picture's credit")
        if picture_at(self.lines, index, labels):
            return 0
        if is_name(following) and not is_outlet(following) and not self.lines[at].cells:
            why = "above the byline"
        elif is_dated_or_signed(following) or len(parse_byline(f"By {following}")) > 1:
            why = "above the byline or the timestamp"
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

    def _dates_recur(self, index: int) -> bool:
        """Whether dates or names stand between paragraphs further down: they are headings, and the line is the lede."""
        window = self.lines[index + 1 : index + 1 + _RECUR_REACH]
        dated = [at for at, line in enumerate(window) if is_dated_or_signed(line.text)]
        return len(dated) > 1 and any(is_prose(line.text) for line in window[dated[0] : dated[-1]])

    def _is_above_credit(self, index: int) -> bool:
        """Whether a sentence right beneath the headline is parted by a blank line from a picture's credit."""
        if not (self.lines[index - 1].text == self.head.headline and index + 1 < len(self.lines)):
            return False
        words, beneath = self.lines[index].text, self.lines[index + 1]
        alone = credit_start(beneath.text) == 0 and beneath.gap and self._gapped
        return alone and credit_start(words) is None and ends_sentence(words) and self._prose_after(index + 1)

    def _prose_after(self, index: int) -> bool:
        """Whether a paragraph that can be the lede stands beneath the picture at ``index``, and what belongs to it."""
        picture = picture_at(self.lines, index, self.report.labels, before_lede=True, gapped=self._gapped)
        after = index + picture.taken if picture else index
        while after < len(self.lines) and (is_meta(self.lines[after].text) or is_name(self.lines[after].text)):
            after += 1
        if after == len(self.lines) or opens_body(self.lines[after].text, self.report.labels):
            return False
        return is_prose(self.lines[after].text)

    def _picture(self, index: int, least: int | None = None) -> int:
        if self.head.image:
            return 0
        picture = picture_at(self.lines, index, self.report.labels, before_lede=True, gapped=self._gapped)
        if not picture or (least is not None and index + picture.taken > least):
            return 0
        self.head.image = picture.image
        self.report.place(picture.image, self.lines[index].place)
        tell_picture(self.lines[index : index + picture.taken], self.report)
        return self._tell(index, "lead image", picture.why, picture.taken)


def _short(text: str, longest: int = 60) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
