"""Leads of prose: the label of a paragraph, the dash of an attribution."""

from __future__ import annotations

from itertools import takewhile
from typing import NamedTuple

from artfmt.language.labels import Labels, split_lead
from artfmt.model.prose import Spans, plain_text

LONGEST_LABEL = 80


class Label(NamedTuple):
    """The label a paragraph starts with: its words, and where its colon stands in the paragraph's plain text."""

    words: str
    colon: int


def label_of(content: Spans, known: Labels, bold_end: int | None = None) -> Label | None:
    """The label that a paragraph starts with, or None.

    Bold opening words with a colon, inside the bold or right after it, are a label; plain ones only where
    they are ``known``. A colon within code ends no label. ``bold_end`` is where the first
    run of bold ends in the plain text, if the source tells; else it ends with the bold or its link.
    """
    text = plain_text(content)
    if ":" not in text[: LONGEST_LABEL + 1]:
        return None
    if bold_end is None:
        href = content[0].href
        bold_end = len(plain_text(takewhile(lambda span: "bold" in span.marks and span.href == href, content)))
    bold = text[:bold_end]
    label = _bold_label(text, bold) if bold else _known_label(text, known)
    return label if label and not _in_code(content, label.colon) else None


def starts_with_dash(content: Spans) -> bool:
    """Whether prose starts with the dash that stands before a quotation's attribution."""
    return content[0].text.startswith("—") and "code" not in content[0].marks


def _bold_label(text: str, bold: str) -> Label | None:
    colon = len(bold) - 1 if bold.endswith(":") else len(bold)
    words = text[:colon].strip()
    after = text[colon + 1 : colon + 2]
    if not words or "\n" in words or colon > LONGEST_LABEL or text[colon : colon + 1] != ":":
        return None
    return Label(words, colon) if not after or after.isspace() else None


def _known_label(text: str, known: Labels) -> Label | None:
    lead = split_lead(text)
    if not lead or "\n" in lead.label or not known.known_kind(lead.label):
        return None
    return Label(lead.label, text.index(":"))


def _in_code(content: Spans, place: int) -> bool:
    for span in content:
        if place < len(span.text):
            return "code" in span.marks
        place -= len(span.text)
    return False
