"""What a mail program puts around a text: headers above, marks of quotation before lines, a signature."""

from __future__ import annotations

import re
from collections.abc import Sequence

from artfmt.language.credits import credit_start
from artfmt.language.vocabulary import listed, pattern
from artfmt.reading.document import Report
from artfmt.reading.line import Line
from artfmt.source.lazy import lazy

_HEADER = lazy(rf"\*?{pattern('mail_headers')}\s?:\*?(?:\s|$)", re.IGNORECASE)
_FORWARDED = lazy(rf"-{{2,}}\s*{pattern('forward_marks')}\s*-{{2,}}|{pattern('forward_lines')}", re.IGNORECASE)
_NEVER_FIRST = lazy(r"\*?(?:a|an|à|data|to|cc|bcc)\s?:", re.IGNORECASE)  # an answer and a chart's data, too
_STROKES = lazy(r"_{10,}")
_WROTE = lazy(pattern("wrote_lines"), re.IGNORECASE)
_WROTE_OPENINGS = listed("wrote_openings")
_CONTINUED = lazy(r"[^<>]{0,60}<[^<>\s]+@[^<>\s]+>[;,]?|[\w.+-]+@[\w.-]+[;,]?")
_SENT_FROM = lazy(pattern("sent_from"), re.IGNORECASE)
# What ends a letter and no article.
_SIGN_OFF = lazy(rf"{pattern('sign_offs')}[,.!]?", re.IGNORECASE)
_SIGNATURE = "--"
_MOST_MAILS = 6
_LONGEST_HEADER = 200
_LONGEST_NOTE = 12
_LONGEST_SIGNATURE = 8
_LONGEST_OF_SIGNATURE = 70
_BOLD = lazy(r"(\*{1,2})([^*\s][^*]{0,200}?)\1(?=[\s:]|$)")


def without_mail(lines: list[Line], report: Report) -> list[Line]:
    """The lines without what the mail program added, which is told; all lines of a text that is not a mail."""
    is_mail = False
    for _ in range(_MOST_MAILS):  # a mail within a mail
        headers = _end_of_headers(lines)
        if headers:
            is_mail = True
            _leave_out(lines[:headers], "a mail's headers", report)
            lines = lines[headers:]
        bare = unquoted(lines)
        if bare is lines:
            break
        lines = bare
        is_mail = True
    return _without_signature(lines, report, is_mail)


def unquoted(lines: list[Line]) -> list[Line]:
    """The lines without the marks of a mail that is quoted whole; the same list where it is not."""
    end = _signature_at(lines)
    if not end or sum(line.text[0] == ">" for line in lines[:end]) * 5 < end * 4:
        return lines
    bare: list[Line] = []
    gap = False
    for line in lines[:end]:
        words = line.text.removeprefix(">").lstrip()
        if words:
            bare.append(line._replace(text=words, gap=gap or line.gap, indent=_indent_within(line)))
        gap = not words
    return bare + lines[end:]


def _signature_at(lines: Sequence[Line]) -> int:
    """Where the two hyphens above a signature stand near the end; one past the last line where none stand."""
    window = range(max(0, len(lines) - _LONGEST_SIGNATURE), len(lines))
    return next((index for index in window if lines[index].text == _SIGNATURE), len(lines))


def _indent_within(line: Line) -> int:
    """How far the words stand from the mark of quotation and its one space."""
    return max(0, line.quoted_indent - 1)


def without_stars(lines: list[Line]) -> list[Line]:
    """The lines without the asterisks that stand for bold at their beginning, where several have them."""
    if sum(line.text[0] == "*" and _BOLD.match(line.text) is not None for line in lines) < 2:
        return lines
    return [
        line._replace(text=_BOLD.sub(r"\2", line.text, count=1).strip()) if _BOLD.match(line.text) else line
        for line in lines
    ]


def _end_of_headers(lines: Sequence[Line]) -> int:
    """How many lines at the beginning belong to the mail: headers, and a note above a mail that is forwarded."""
    end = _headers_from(lines, 0)
    while True:
        window = range(end, min(len(lines), end + _LONGEST_NOTE))
        mark = next((after for index in window if (after := _end_of_mark(lines, index))), None)
        if mark is None:
            return end
        end = _headers_from(lines, mark) or mark


def _end_of_mark(lines: Sequence[Line], index: int) -> int:
    """One past the mark of a forwarded mail that starts at a line and may be broken once; 0 where there is none.

    Words that say who wrote are a mark above quoted lines alone, a line of strokes above headers alone.
    """
    text = lines[index].text.lstrip("> ")
    beneath = lines[index + 1].text.lstrip("> ") if index + 1 < len(lines) else ""
    if _FORWARDED.fullmatch(text):
        return index + 1
    if _STROKES.fullmatch(text):
        return index + 1 if _headers_from(lines, index + 1) else 0
    if text[:3] not in _WROTE_OPENINGS:
        return 0
    end = index + 1 if _WROTE.fullmatch(text) else index + 2 if _WROTE.fullmatch(f"{text} {beneath}") else 0
    return end if end and end < len(lines) and (lines[end].text[0] == ">" or text != lines[index].text) else 0


def _headers_from(lines: Sequence[Line], start: int) -> int:
    """Where the headers that start at a line end; 0 where fewer than two stand there."""
    index = start
    count = 0
    while index < len(lines):
        text = lines[index].text.lstrip("> ")
        goes_on = count > 0 and not lines[index].gap
        if _HEADER.match(text) and (goes_on or _opens_headers(text)):
            count += 1
        elif not (count and not lines[index].gap and len(text) <= _LONGEST_HEADER and _CONTINUED.fullmatch(text)):
            break
        index += 1
    return index if count >= 2 else 0


def _signs_off(lines: Sequence[Line], index: int) -> bool:
    """Whether the words that end a letter stand at a line, and nothing but names and addresses beneath."""
    beneath = lines[index + 1 :]
    return _SIGN_OFF.fullmatch(lines[index].text) is not None and all(
        len(line.text) <= _LONGEST_OF_SIGNATURE and line.text[-1] not in ".!?" and credit_start(line.text) is None
        for line in beneath
    )


def _opens_headers(text: str) -> bool:
    """Whether a header can be the first: its value does not go on a sentence; an address or a weekday may be small."""
    value = text.partition(":")[2].lstrip("* ")
    return not _NEVER_FIRST.match(text) and (not value[:1].islower() or "@" in value or any(map(str.isdigit, value)))


def _without_signature(lines: list[Line], report: Report, is_mail: bool) -> list[Line]:
    end = len(lines)
    for index in range(max(0, len(lines) - _LONGEST_SIGNATURE), len(lines)):
        text = lines[index].text
        if is_mail and _signs_off(lines, index):
            end = index
            break
        is_sent_from = _SENT_FROM.fullmatch(text) and not text.endswith(".") and (is_mail or index + 1 == len(lines))
        if is_sent_from or (is_mail and text == _SIGNATURE):
            end = index
            break
    if end < len(lines):
        _leave_out(lines[end:], "a mail's signature", report)
    return lines[:end]


def _leave_out(lines: Sequence[Line], what: str, report: Report) -> None:
    for line in lines:
        report.left_out(line.text, line.place, f"{what}, not the article", "debris")
