"""Pictures in a copied page: alt text, caption and credit on up to three lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from artfmt.article import Image
from artfmt.axioms import known_kind, split_lead
from artfmt.credits import credit_start
from artfmt.editor_notes import note_lead
from artfmt.prose import Span, Spans
from artfmt.readers.text.bullets import parse_bullet
from artfmt.readers.text.line import Line
from artfmt.widgets import is_widget

_LONGEST_ALT = 300
_SENTENCE_ENDS = (".", "!", "?", "…", '."', ".”", '!"', "!”", '?"', "?”")
_WORD = re.compile(r"\w+")


def ends_sentence(text: str) -> bool:
    """Whether the text ends like a sentence, and not like a headline, a name or an image's alt text."""
    return text.endswith(_SENTENCE_ENDS)


def opens_body(text: str) -> bool:
    """Whether a line can only be one of the body: a label, a bullet, a note or a quotation."""
    lead = split_lead(text)
    return bool(parse_bullet(text) or note_lead(text) or (lead and known_kind(lead.label)) or text[0] == ">")


def image_at(window: Sequence[Line]) -> tuple[Image, int] | None:
    """The image that up to three lines tell of (alt text, caption, credit) and how many lines that are."""
    for offset, line in enumerate(window):
        if offset and (opens_body(line.text) or is_widget(line.text)):
            return None
        start = credit_start(line.text)
        if start is not None:
            return _image(window[:offset], line.text, start, offset + 1)
        if opens_body(line.text) or len(line.text) > _LONGEST_ALT:
            return None
    return None


def _image(before: Sequence[Line], text: str, start: int, taken: int) -> tuple[Image, int] | None:
    caption, credit = text[:start].rstrip(), _spans(text[start:])
    texts = [line.text for line in before]
    if not texts:
        return Image(caption=_spans(caption), credit=credit), taken
    alt = texts[0]
    if len(texts) == 1 and caption:
        return (Image(alt=alt, caption=_spans(caption), credit=credit), taken) if may_be_alt(alt, caption) else None
    if len(texts) == 1:
        told = Image(caption=_spans(alt), credit=credit) if ends_sentence(alt) else Image(alt=alt, credit=credit)
        return told, taken
    if caption or ends_sentence(alt):
        return None
    return Image(alt=alt, caption=_spans(texts[1]), credit=credit), taken


def may_be_alt(text: str, caption: str) -> bool:
    """Whether a line right above a caption is the picture's alt text: no sentence, or nearly the caption's words."""
    words = set(_WORD.findall(text.lower()))
    shared = len(words.intersection(_WORD.findall(caption.lower())))
    return len(text) <= _LONGEST_ALT and (not ends_sentence(text) or shared >= 0.5 * len(words))


def _spans(text: str) -> Spans:
    return (Span(text),) if text else ()
