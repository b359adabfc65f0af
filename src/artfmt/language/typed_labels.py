"""Labels as people type them: without the space behind the colon, with a full stop or a dash, with a sign before.

Only labels that are known are taken so: "**Why it matters.** Fares fall" is one, "**Ferries.** Two are new" is none.
"""

from __future__ import annotations

from typing import NamedTuple

from artfmt.language.labels import Labels, label_of
from artfmt.model.prose import Span, Spans, cut, plain_text
from artfmt.source.lazy import lazy

_QUOTES = "\"“”'‘’«»„"
_BEFORE = lazy(rf"[\s{_QUOTES}*_]*(?:[^\w\s{_QUOTES}*_(\[{{<#>]{{1,3}}\s+)?[\s{_QUOTES}*_]*")
_OF_LABEL = rf"[^\n:.–—?!*_{_QUOTES.replace('’', '')}]"
_LABEL = lazy(rf"([^\W\d_]{_OF_LABEL}{{1,80}}?\??)(?=\s+[-–—]\s|\s*[:.–—!*_{_QUOTES.replace('’', '')}]|\s*$|\n)")
_END = lazy(rf"[?!{_QUOTES}]*([*_]*)([ \t]*)([:.–—-]|$|(?=\n))?[ \t{_QUOTES}]*([*_]*)\s*")
_LABEL_LEVEL = 3  # from which level on a heading of a label's words is one; of "Why it matters" at every level
_ALWAYS = "why-it-matters"


class Typed(NamedTuple):
    """A label as it was typed: its words, and where the text behind it begins."""

    words: str
    end: int


def typed_label(content: Spans, labels: Labels) -> Typed | None:
    """The known label that a paragraph starts with in another form than bold with a colon and a space; else None.

    What is bold, or between asterisks that a slip left in the text, ends with a colon, a stop, a dash, its line or the
    bold; what is plain or in italics, with a colon or a dash. One word alone ("Details") may be a sentence's first.
    """
    text = plain_text(content)
    if any(span.footnote is not None for span in content):
        return None
    before = _BEFORE.match(text)
    start = before.end() if before else 0
    words = _bold_words(content, text, start) or (match[1] if (match := _LABEL.match(text, start)) else "")
    if " " not in words or not labels.known_kind(words):
        return None
    end = _END.match(text, start + len(words))
    if not end or _holds_code(content, end.end()):
        return None
    marks = _marks_over(content, start, start + len(words))
    stars, gap, mark, more_stars = end.groups()
    is_bold = "bold" in marks or "*" in text[:start] or bool(stars or more_stars)
    if mark == "-" and not gap:  # of a longer word
        return None
    goes_on = text[end.end() : end.end() + 1].islower()  # "**Why it matters** is plain", "Why it matters – a lot –"
    if mark is None:
        return None if goes_on or "bold" not in marks or not (gap or stars) else Typed(words, end.end())
    if is_bold or mark == ":" or (mark in ("–", "—", "-") and not goes_on):
        return Typed(words, end.end())
    return None


def _bold_words(content: Spans, text: str, start: int) -> str:
    """The words of the bold that a text starts with, without what ends them; empty where none is bold."""
    end = 0
    for span in content:
        if "bold" not in span.marks and end + len(span.text) > start:
            break
        end += len(span.text)
    bold = text[start:end].rstrip(f" \t\n:.–—-!*_{_QUOTES}")
    return bold if bold and bold[0].isalpha() else ""


def _holds_code(content: Spans, end: int) -> bool:
    """Whether there is code within the first characters of some prose."""
    return any("code" in span.marks for span in cut(content, 0, end))


def _marks_over(content: Spans, start: int, end: int) -> set[str]:
    """The marks that all characters between two places have."""
    marks: set[str] | None = None
    offset = 0
    for span in content:
        if offset < end and offset + len(span.text) > start:
            marks = set(span.marks) if marks is None else marks & set(span.marks)
        offset += len(span.text)
    return marks or set()


def heading_label(content: Spans, level: int, labels: Labels) -> str | None:
    """The known label that a heading of a level may be; None where it is a heading like others.

    Of those but "Why it matters", only a text that has other labels shows that it is one.
    """
    words = plain_text(content).strip().rstrip(":").strip()
    kind = labels.known_kind(words)
    if not kind or " " not in words or any(map(_is_no_label, content)):
        return None
    return words if level >= _LABEL_LEVEL or kind == _ALWAYS else None


def _is_no_label(span: Span) -> bool:
    """Whether a label never holds a run of text: a link, a reference to a footnote, or code."""
    return span.href is not None or span.footnote is not None or "code" in span.marks


def tells_labels(content: Spans, labels: Labels, *, is_heading: bool) -> bool:
    """Whether a paragraph or a heading shows that a text has labels: "Why it matters", or a known one in bold."""
    kind = labels.known_kind(plain_text(content).strip().rstrip(":"))
    return kind == _ALWAYS or (not is_heading and is_lone_label(content, labels))


def is_lone_label(content: Spans, labels: Labels) -> bool:
    """Whether a list's only item, or a quotation, starts with a known label in bold: it was set apart by its writer."""
    if not content or "bold" not in content[0].marks:
        return False
    label = label_of(content, labels)
    words = label.words if label else None
    typed = typed_label(content, labels)
    return bool(typed or (words and " " in words and labels.known_kind(words)))
