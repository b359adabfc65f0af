"""Labels at the head of prose: where a paragraph's bold or known opening words end."""

from __future__ import annotations

from itertools import takewhile
from typing import NamedTuple

from artfmt.article import Spans, plain_text
from artfmt.axioms import known_kind, split_lead

LONGEST_LABEL = 80


class Label(NamedTuple):
    """The label a paragraph starts with: its words, and where its colon stands in the paragraph's plain text."""

    words: str
    colon: int


def label_of(content: Spans) -> Label | None:
    """The label that a paragraph starts with, or None.

    Bold opening words with a colon, inside the bold or right after it, are a label; plain ones only where
    they are in the table of known labels.
    """
    bold = plain_text(takewhile(lambda span: "bold" in span.marks, content))
    text = plain_text(content)
    if bold:
        colon = len(bold) - 1 if bold.endswith(":") else len(bold)
        words = text[:colon].strip()
        after = text[colon + 1 : colon + 2]
        fits = words and "\n" not in words and colon <= LONGEST_LABEL
        return (
            Label(words, colon) if fits and text[colon : colon + 1] == ":" and (not after or after.isspace()) else None
        )
    lead = split_lead(text)
    return Label(lead.label, text.index(":")) if lead and "\n" not in lead.label and known_kind(lead.label) else None
