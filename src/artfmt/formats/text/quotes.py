"""Quotations that are paragraphs of their own: marked as mail marks them, or in quotation marks from end to end."""

from __future__ import annotations

import re
from collections.abc import Sequence

from artfmt.formats.text.line import Line
from artfmt.formats.text.line_kinds import ends_sentence
from artfmt.model.article import Paragraph, Quote
from artfmt.model.prose import Span, Spans

_MARKS = {'"': '"', "“": "”", "«": "»", "„": "“"}
OPENINGS = frozenset((*_MARKS, ">"))
ATTRIBUTION = re.compile(r'(?:—|–|--|-)\s*(?=[\w@"“])')
_LONG_DASH = re.compile(r"(?:—|–|--)\s*\w")
_LONGEST_ATTRIBUTION = 100
_LONGEST_PULLED = 300


def quote_at(lines: Sequence[Line], index: int) -> tuple[Quote | None, int]:
    """The quotation that starts at a line, its attribution with it, and how many lines it takes.

    None where there is none; lines are taken all the same where marks of a quotation hold nothing.
    """
    if lines[index].text[0] == ">":
        blocks, end, within = _marked(lines, index)
        if within and blocks:
            return Quote(tuple(blocks), (Span(within),)), end - index
    else:
        blocks, end = _quoted(lines, index)
    if not blocks:
        return None, end - index
    attribution: Spans = ()
    if end < len(lines) and not _is_bullet(lines, end) and (words := _attribution(lines[end].text)):
        attribution = (Span(words),)
        end += 1
    return Quote(tuple(blocks), attribution), end - index


def _is_bullet(lines: Sequence[Line], index: int) -> bool:
    """Whether a line with a hyphen is a list's: others follow, or a blank line parts it from what stands above."""
    if not lines[index].text.startswith("- "):
        return False
    beneath = lines[index + 1].text if index + 1 < len(lines) else ""
    return lines[index].gap or beneath.startswith("- ")


def pull_quote_at(lines: Sequence[Line], index: int) -> Quote | None:
    """The quotation that a paragraph is by its attribution: a dash and a name on the next line."""
    text, beneath = lines[index].text, lines[index + 1].text
    words = _attribution(beneath) if _LONG_DASH.match(beneath) else ""
    if not words or not words[0].isupper() or not ends_sentence(text) or len(text) > _LONGEST_PULLED:
        return None
    after = lines[index + 2].text if index + 2 < len(lines) else ""
    if _LONG_DASH.match(after):  # bullets
        return None
    return Quote((Paragraph((Span(text),)),), (Span(words),))


def _attribution(text: str) -> str:
    dash = ATTRIBUTION.match(text)
    return text[dash.end() :] if dash and len(text) <= _LONGEST_ATTRIBUTION and not ends_sentence(text) else ""


def _marked(lines: Sequence[Line], index: int) -> tuple[list[Paragraph], int, str]:
    """Lines that start with ">", where they end, and the attribution if the last of them is one.

    Lines that follow without a gap are one paragraph.
    """
    groups: list[list[str]] = []
    gap = True
    while index < len(lines) and lines[index].text[0] == ">":
        words = lines[index].text.lstrip("> \t")
        last = index + 1 == len(lines) or lines[index + 1].text[0] != ">"
        if last and groups and _LONG_DASH.match(words) and (who := _attribution(words)):
            return _paragraphs(groups), index + 1, who
        if words and (gap or lines[index].gap):
            groups.append([words])
        elif words:
            groups[-1].append(words)
        gap = not words
        index += 1
    return _paragraphs(groups), index, ""


def _paragraphs(groups: list[list[str]]) -> list[Paragraph]:
    return [Paragraph((Span(" ".join(group)),)) for group in groups]


def _quoted(lines: Sequence[Line], index: int) -> tuple[list[Paragraph], int]:
    blocks = []
    while index < len(lines) and _wholly_quoted(lines[index].text):
        blocks.append(Paragraph((Span(lines[index].text),)))
        index += 1
    return blocks, index


def _wholly_quoted(text: str) -> bool:
    """Whether the paragraph is one quotation from end to end."""
    close = _MARKS.get(text[0])
    if not close or len(text) < 3 or not text.endswith(close):
        return False
    return text.count(close, 1) == 1 and (close == text[0] or text.count(text[0]) == 1)
