"""Pictures in a copied page: alt text, caption and credit on up to three lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from artfmt.formats.text.head import leftover
from artfmt.formats.text.line import Line
from artfmt.formats.text.line_kinds import describes, ends_sentence, names_picture, opens_body, word_set
from artfmt.formats.text.related import leads_to_related
from artfmt.formats.text.scores import ALT, CAPTION, judge
from artfmt.language.boilerplate import is_boilerplate
from artfmt.language.credits import credit_start
from artfmt.language.labels import Labels, split_lead
from artfmt.language.sentences import sentences
from artfmt.model.article import Image
from artfmt.model.prose import Span, Spans
from artfmt.model.urls import safe_address
from artfmt.reading.document import Report

CAPTION_LEAD = re.compile(r"image caption,?\s+(?=\S)", re.IGNORECASE)
_OF_CHART = ("Data:", "Chart:", "Graphic:", "Table:", "Source:")
_ADDRESS = re.compile(r"<(https?://[^\s<>]{1,2000})>")  # as artfmt's own writer has it
_LONGEST_ALT = 300
_LONGEST_CAPTION = 300


class Picture(NamedTuple):
    """A picture that some lines tell of: how many, and why the first is its alt text or its caption."""

    image: Image
    taken: int
    why: str


def tell_picture(lines: Sequence[Line], report: Report) -> None:
    """Tell what of a picture's lines is not in it: leftovers of the page, and the words that a caption starts with."""
    for line in lines:
        if is_boilerplate(line.text):
            leftover(line, report)
        elif lead := CAPTION_LEAD.match(line.text):
            report.read_as(lead[0].rstrip(), line.place, "what a caption starts with")


def picture_at(
    lines: Sequence[Line], index: int, labels: Labels, *, before_lede: bool = False, gapped: bool = True
) -> Picture | None:
    """The picture that the lines from ``index`` on tell of (alt text, caption, credit); None where they tell of none.

    ``before_lede`` tells that no paragraph of the body stands above, ``gapped`` that blank lines part the text's
    paragraphs. Leftovers of the page between the lines are among those taken.
    """
    credit = _credit_from(lines, index, labels)
    if credit is None:
        return None
    picture = _picture(lines, index, credit, labels, before_lede=before_lede, gapped=gapped)
    return picture._replace(image=replace(picture.image, src=credit.src)) if picture and credit.src else picture


def _picture(
    lines: Sequence[Line], index: int, credit: _Credit, labels: Labels, *, before_lede: bool, gapped: bool
) -> Picture | None:
    above, at, start, _ = credit
    text = lines[at].text
    caption, owner = text[:start].rstrip(), text[start:]
    count = at - index + 1
    if not above:
        beneath_credit = lines[at + 1].text if at + 1 < len(lines) else ""
        if not caption and (lead := CAPTION_LEAD.match(beneath_credit)):
            image = Image(caption=_spans(beneath_credit[lead.end() :]), credit=_spans(owner))
            return Picture(image, count + 1, "a credit, and beneath it what says that it is the caption")
        return Picture(Image(caption=_spans(caption), credit=_spans(owner)), count, "a credit")
    *alts, last = above
    is_question = last.text.endswith("?") and owner.startswith(_OF_CHART)
    if caption or is_question or not ends_sentence(last.text) or names_picture(last.text):
        if alts:
            return None
        judgement = judge(ALT, _alt_features(last.text, caption, has_credit=True))
        if not judgement.holds:
            return None
        return Picture(Image(None, last.text, _spans(caption), _spans(owner)), count, str(judgement))
    beneath = next((line for line in lines[at + 1 : at + 2] if not opens_body(line.text, labels)), None)
    adjoins = gapped and not lines[at].gap
    judgement = judge(CAPTION, _caption_features(last.text, adjoins, before_lede, beneath, has_alt=bool(alts)))
    if alts:
        alt = judge(ALT, _alt_features(alts[0].text, last.text, has_credit=False))
        if not alt.holds and not (judgement.holds and not ends_sentence(alts[0].text)):
            return None
        return Picture(Image(None, alts[0].text, _spans(last.text), _spans(owner)), count, f"{alt}; {judgement}")
    if not judgement.holds:
        return None
    return Picture(Image(caption=_spans(last.text), credit=_spans(owner)), count, str(judgement))


class _Credit(NamedTuple):
    """A credit: the lines above it (two at most), its index, where in its line it starts, and the picture's address."""

    above: list[Line]
    at: int
    start: int
    src: str | None


def _credit_from(lines: Sequence[Line], index: int, labels: Labels) -> _Credit | None:
    """The first credit from ``index`` on."""
    above: list[Line] = []
    src: str | None = None
    for at in range(index, min(len(lines), index + 5)):
        line = lines[at]
        if is_boilerplate(line.text):
            if not above:
                return None
            continue
        start = credit_start(line.text)
        if start is not None:
            return _Credit(above, at, start, src)
        if src is None and (address := _ADDRESS.fullmatch(line.text)):
            src = safe_address(address[1])
            continue
        if len(above) == 2 or len(line.text) > _LONGEST_ALT or opens_body(line.text, labels):
            return None
        if (lead := split_lead(line.text)) and leads_to_related(lead):
            return None
        above.append(line)
    return None


def _alt_features(text: str, caption: str, *, has_credit: bool) -> Iterator[str]:
    yield "a sentence" if ends_sentence(text.rstrip("?")) else "no sentence"
    if " " not in text:
        yield "1 word"
    if names_picture(text):
        yield "says that it is a picture"
    elif describes(text):
        yield "opens like a picture's description"
    words = word_set(text)
    if caption and words and len(words & word_set(caption)) >= 0.4 * len(words):
        yield "shares its words with the caption"
    if has_credit:
        yield "right above a caption with its credit" if caption else "right above a credit"
    if len(text) > _LONGEST_ALT:
        yield "longer than a description"


def _caption_features(
    text: str, adjoins: bool, before_lede: bool, beneath: Line | None, *, has_alt: bool
) -> Iterator[str]:
    if before_lede:
        yield "before the lede"
        if beneath is None and not has_alt:
            yield "no other paragraph could be the lede"
    if adjoins:
        yield "no blank line before the credit"
    if sum(1 for _ in sentences(text)) > 2:
        yield "several sentences"
    if len(text) > _LONGEST_CAPTION:
        yield "longer than a caption"


def _spans(text: str) -> Spans:
    return (Span(text),) if text else ()
