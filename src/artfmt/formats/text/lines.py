"""Raw text -> lines: cleaned, folded, numbered, with hard-wrapped paragraphs put together again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from artfmt.formats.text.mail import without_mail, without_stars
from artfmt.language.bylines import parse_byline, parse_dated_byline
from artfmt.language.credits import credit_start
from artfmt.language.labels import LONGEST_LABEL, Labels, split_lead
from artfmt.language.timestamp import parse_timestamp
from artfmt.reading.bullets import LONE_MARKS, MARKERS, parse_bullet
from artfmt.reading.document import Report
from artfmt.reading.line import Line
from artfmt.source.location import Location

# Zero-width characters that carry no meaning of their own (the joiners of emoji and of Persian do), soft
# hyphens, control characters and non-characters: nothing that can be seen. And spaces that are not the bar's.
_INVISIBLE = "\u00ad\u200b\u2060\ufeff\ufffe\uffff" + "".join(map(chr, (*range(9), *range(14, 32), *range(127, 160))))
_SPACES = "\u1680\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B))) + "\xa0\u2007\u202f\u2028\u2029\x0b\x0c\x85"
_CLEANED = str.maketrans(dict.fromkeys(_INVISIBLE) | dict.fromkeys(_SPACES, " "))
_UNUSUAL = re.compile(f"[{_INVISIBLE}{_SPACES}]")
_FOLD = re.compile("  +")
_TAB_WIDTH = 4
_LEAST_IN_ROW, _MOST_WORDS_IN_ROW = 3, 3
# Marks that a tab parts from the item's words, and the mark that each stands for: a word processor's "o" is a circle.
MARKS_OF_LETTERS = frozenset("o§")
_TAB_MARKS = {mark: mark for mark in (*LONE_MARKS, *"·-–*")} | {"o": "◦", "§": "▪"}

_NARROWEST_WRAP, _WIDEST_WRAP = 28, 100
_FULL_LINE = 0.55
# Where a label may begin within a line: behind the end of a sentence.
_MAY_BE_LABEL = re.compile(r"(?<=[.!?\"”)] )(?=[^\W\d_a-z][^:.!?\n]{1,50}: )")
_LEAST_PARTED = 2
_LEAST_BARS = 3


def clean(text: str) -> str:
    """``text`` with ``\\n`` line ends, with plain spaces for odd ones, and without what cannot be seen."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _UNUSUAL.search(text):
        text = text.translate(_CLEANED)
    return text


def split_lines(text: str) -> list[Line]:
    """The lines of cleaned text that hold something."""
    lines: list[Line] = []
    add = lines.append
    gap = row = False
    for number, raw in enumerate(text.split("\n"), 1):
        words = raw.strip()
        if not words:
            gap = True
            continue
        cells: tuple[str, ...] = ()
        indent_within = _indent(words[1:]) if words[0] == ">" else 0
        if "\t" in words:
            cells = tuple(_FOLD.sub(" ", cell).strip() for cell in words.split("\t"))
            words = " ".join(filter(None, cells))
            if cells[0] in _TAB_MARKS:  # a bullet and its tab
                words = f"{_TAB_MARKS[cells[0]]} {' '.join(filter(None, cells[1:]))}"
                cells = cells[:1] if cells[0] in MARKS_OF_LETTERS else ()
        elif "  " in words:
            row = _is_row(words)
            words = _FOLD.sub(" ", words)
        if raw[0] > " ":
            add(Line(number, 0, words, gap, cells, indent_within, row))
        else:
            add(
                Line(
                    Location(number, len(raw) - len(raw.lstrip()) + 1),
                    _indent(raw),
                    words,
                    gap,
                    cells,
                    indent_within,
                    row,
                )
            )
        gap = row = False
    return lines


def _is_row(words: str) -> bool:
    """Whether wide gaps part three short names or more: "Home  About  Hours"."""
    parts = words.split("  ")
    return len(parts) >= _LEAST_IN_ROW and all(0 < len(part.split()) <= _MOST_WORDS_IN_ROW for part in parts if part)


def prepared(lines: list[Line], report: Report) -> list[Line]:
    """The lines that the text's own are: without what a mail put around them, and with broken ones put together.

    What was left out is told.
    """
    for line in lines:
        if len(line.cells) == 1:
            report.read_as(line.cells[0], line.place, "the mark of a bullet")
    lines = _without_bars(lines, report)
    lines = _unwrap(_with_marks(without_stars(without_mail(lines, report))), report.labels)
    return [part for line in lines for part in _parted(line, report.labels)]


def _parted(line: Line, labels: Labels) -> Iterator[Line]:
    """A line's parts, each of which begins with a known label, where it has several behind ends of sentences.

    Who copies out of an aggregator gets a story without the ends of its lines.
    """
    text, starts = line.text, []
    if text.count(": ") >= _LEAST_PARTED:
        for match in _MAY_BE_LABEL.finditer(text):
            lead = split_lead(text[match.start() : match.start() + LONGEST_LABEL])
            if lead and labels.known_kind(lead.label):
                starts.append(match.start())
    if len(starts) < _LEAST_PARTED:
        yield line
        return
    column = 1 if isinstance(line.place, int) else line.place.column
    yield line._replace(text=text[: starts[0]].rstrip(), cells=())
    for start, end in pairwise((*starts, len(text))):
        place = Location(line.number, column + start)
        yield Line(place, line.indent, text[start:end].rstrip(), gap=True)


def _without_bars(lines: list[Line], report: Report) -> list[Line]:
    """The lines without the bars that stand for cells of a table that was only there for a mail's layout."""
    bars = [line for line in lines if not line.text.strip("| ")]
    if len(bars) < _LEAST_BARS:
        return lines
    report.read_as("|", bars[0].place, "the edge of a cell that parts a page, as do others")
    rest: list[Line] = []
    gap = False
    for line in lines:
        text = line.text.strip("| ")
        if "|" in text:
            text = line.text
        if text:
            rest.append(line._replace(text=text, gap=line.gap or gap, cells=line.cells if text == line.text else ()))
        gap = not text
    return rest


def _with_marks(lines: list[Line]) -> list[Line]:
    """The lines, each bullet that stands alone put before the words on the next line."""
    if not any(line.text in LONE_MARKS for line in lines):
        return lines
    lines_joined: list[Line] = []
    for line in lines:
        before = lines_joined[-1] if lines_joined else None
        if before and before.text in LONE_MARKS and line.text not in LONE_MARKS and not line.gap:
            lines_joined[-1] = before._replace(text=f"{before.text} {line.text}")
        else:
            lines_joined.append(line)
    return lines_joined


def _indent(raw: str) -> int:
    lead = raw[: len(raw) - len(raw.lstrip())]
    return len(lead.expandtabs(_TAB_WIDTH))


def _unwrap(lines: list[Line], labels: Labels) -> list[Line]:
    """The lines with those that a mail program broke at its margin joined, where the text looks like that.

    It does where lines break off in the middle of a sentence about as wide as the others: a full line that
    ends a sentence may end a paragraph as well.
    """
    if len(lines) < 3:
        return lines
    # A few lines may be wider than the margin: addresses that could not be broken.
    margin = sorted(len(line.text) for line in lines)[(len(lines) - 1) * 9 // 10]
    if not _NARROWEST_WRAP <= margin <= _WIDEST_WRAP:
        return lines
    joins = [_continues(before, line, margin, labels) for before, line in pairwise(lines)]
    breaks = [join and _breaks_off(before, line) for join, (before, line) in zip(joins, pairwise(lines), strict=True)]
    if not any(breaks) or sum(breaks) * 3 < sum(joins):
        return lines
    return _joined(lines, joins if any(line.gap for line in lines) else breaks)


def _is_item(line: Line) -> bool:
    return line.text[0] in MARKERS and parse_bullet(line.text) is not None


def _breaks_off(before: Line, line: Line) -> bool:
    """Whether a sentence goes on from one line to the next."""
    return before.text[-1] not in '.!?:;"”’)…' and (line.text[0].islower() or before.text[-1] == ",")


def _joined(lines: list[Line], joins: list[bool]) -> list[Line]:
    groups = [[lines[0]]]
    for line, join in zip(lines[1:], joins, strict=True):
        if join:
            groups[-1].append(line)
        else:
            groups.append([line])
    return [
        group[0]._replace(text=" ".join(line.text for line in group), cells=()) if len(group) > 1 else group[0]
        for group in groups
    ]


def _continues(before: Line, line: Line, margin: int, labels: Labels) -> bool:
    if line.gap or line.cells or len(before.text) < margin * _FULL_LINE or line.text[0] == ">":
        return False
    if credit_start(line.text) == 0 and not line.text[0].islower():
        return False
    fits = len(before.text) + 1 + len(line.text.split(" ", 1)[0]) <= margin
    if fits and not _breaks_off(before, line):
        return False  # a mail program would have put the next word onto the line
    if line.text[0] in MARKERS and (bullet := parse_bullet(line.text)):
        # "… on October" and "19. A copy …" is a sentence that was broken at its day.
        return bullet.number is not None and bullet.number > 1 and before.text[-1].isalpha() and not _is_item(before)
    lead = split_lead(line.text)
    if lead and labels.known_kind(lead.label):
        return False
    return not parse_timestamp(line.text) and not (line.text[:3].lower() == "by " and _is_dated_or_signed(line.text))


def _is_dated_or_signed(text: str) -> bool:
    """Whether a line is a timestamp, a byline, or both."""
    timestamp = parse_timestamp(text)
    if timestamp:
        return bool(timestamp.published or timestamp.updated or timestamp.relative)
    return bool(parse_byline(text) or parse_dated_byline(text))
