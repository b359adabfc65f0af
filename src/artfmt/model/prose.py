"""Prose: runs of text with marks and links, in canonical form.

**Canonical form.** Neighbouring spans with equal marks and link are one; a reference to a footnote is
a span of its own, without text, marks and link; a run of white space is one
space, or one line break when it holds a line end; white space between two spans carries only the marks
and link that both share; nothing starts or ends with white space.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from artfmt.source.controls import visible, without_controls

Mark = Literal["bold", "code", "italic", "strike", "sub", "sup"]

MARKS: tuple[Mark, ...] = get_args(Mark)


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text with the same marks and the same link; or the place of a reference to the footnote of an id."""

    text: str = ""
    marks: tuple[Mark, ...] = ()
    href: str | None = None
    footnote: str | None = None


Spans: TypeAlias = tuple[Span, ...]


def plain_text(spans: Iterable[Span]) -> str:
    """The words of some spans, without marks and links."""
    return "".join(span.text for span in spans)


_DELIMITERS: dict[Mark, tuple[str, str]] = {
    "bold": ("**", "**"),
    "code": ("`", "`"),
    "italic": ("*", "*"),
    "strike": ("~~", "~~"),
    "sub": ("<sub>", "</sub>"),
    "sup": ("<sup>", "</sup>"),
}
_DELIMITING = re.compile(r"[\\*`~<\[]")


def marked_text(spans: Iterable[Span]) -> str:
    """The words of some spans for people, each with its marks and its link as Markdown has them.

    Two runs of spans that differ give texts that differ. It is no Markdown: ``artfmt.write`` gives that.
    """
    return "".join(map(_marked, spans))


def _marked(span: Span) -> str:
    if span.footnote is not None:
        return f"[^{span.footnote}]"
    text = _DELIMITING.sub(r"\\\g<0>", span.text)
    for mark in reversed(span.marks):
        opening, closing = _DELIMITERS[mark]
        text = f"{opening}{text}{closing}"
    return text if span.href is None else f"[{text}]({span.href})"


_WHITE_SPACE = re.compile(r"\s+")
_LINE_END = re.compile(r"[\n\r\u2028\u2029]")
_PLAIN_SPACES = re.compile(r"[ \t]+")
# What a string must hold for folding to change it.
_UNTIDY = re.compile(r"[\t\n\r\u2028\u2029]|  |^\s|\s\Z")


def _is_tidy(text: str) -> bool:
    """Whether folding and trimming would leave a text as it is; most are, and those no pattern needs to look at."""
    if text.isprintable():  # whose only white space is the space
        return "  " not in text and text[:1] != " " and text[-1:] != " "
    return not _UNTIDY.search(text)


def _fold_run(run: re.Match[str]) -> str:
    if _LINE_END.search(run[0]):
        return "\n"
    return _PLAIN_SPACES.sub(" ", run[0])


def fold(text: str) -> str:
    """``text`` with each run of white space as one space, or one ``\\n`` where the run holds a line end.

    Spaces that are not typed by the space bar (no-break, thin, ideographic) are kept.
    """
    return text if _is_tidy(text) else _WHITE_SPACE.sub(_fold_run, text)


def one_line(text: str) -> str:
    """``text`` folded onto one line and trimmed, without control characters; empty where nobody could see it."""
    if text.isprintable() and _is_tidy(text):
        return text
    line = fold(without_controls(text)).replace("\n", " ").strip()
    return line if visible(line) else ""


def canonical(spans: Iterable[Span]) -> Spans:
    """The same prose in canonical form; empty when it holds no visible character and no reference to a footnote."""
    if isinstance(spans, list) and len(spans) == 1 and len(spans[0].marks) < 2:  # as most prose is
        (span,) = spans
        if span.text and _is_tidy(span.text):
            return (span,) if visible(span.text) else ()
    runs: list[Span] = []
    gap = ""
    for span in spans:
        text, marks = span.text, span.marks
        core = text.strip()
        if span.footnote is not None:
            if gap and runs:
                runs.append(Span(fold(gap)))
            runs.append(span)
            gap = ""
            continue
        if not core:
            gap += text
            continue
        if len(marks) > 1:
            marks = tuple(sorted(set(marks)))
        if len(core) < len(text):
            start = len(text) - len(text.lstrip())
            gap, text, trail = gap + text[:start], core, text[start + len(core) :]
        else:
            trail = ""
        text = fold(text)
        if gap and runs:
            _part(runs, fold(gap), marks, span.href)
        runs.append(span if text is span.text and marks is span.marks else Span(text, marks, span.href))
        gap = trail
    if not any(run.footnote is not None or visible(run.text) for run in runs):
        return ()
    return tuple(_merged(runs)) if len(runs) > 1 else tuple(runs)


def _part(runs: list[Span], separator: str, marks: tuple[Mark, ...], href: str | None) -> None:
    """Put white space between two spans, with what both share."""
    before = runs[-1]
    marks_of_both = tuple(mark for mark in before.marks if mark in marks) if before.marks else ()
    runs.append(Span(separator, marks_of_both, href if before.href == href else None))


def _merged(runs: list[Span]) -> Iterator[Span]:
    start = 0
    for end in range(1, len(runs) + 1):
        first = runs[start]
        if end < len(runs) and _are_one(first, runs[end]):
            continue
        yield first if end == start + 1 else Span(plain_text(runs[start:end]), first.marks, first.href)
        start = end


def _are_one(span: Span, other: Span) -> bool:
    """Whether two neighbours in canonical form are one run of text."""
    return (span.marks, span.href) == (other.marks, other.href) and span.footnote is None is other.footnote


def cut(content: Spans, start: int, end: int | None = None) -> Spans:
    """The part of some prose between two places in its plain text, in canonical form.

    A reference to a footnote stays with the word before it; one before all words, with those.
    """
    spans_kept: list[Span] = []
    offset = 0
    for span in content:
        if span.footnote is not None and start - (not start) < offset and (end is None or offset <= end):
            spans_kept.append(span)
        text = span.text[max(0, start - offset) : None if end is None else max(0, end - offset)]
        if text:
            spans_kept.append(Span(text, span.marks, span.href))
        offset += len(span.text)
    return canonical(spans_kept)
