"""Pictures of a text: what their alternative texts, captions and credits make, each on lines of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from artfmt.language.credits import credit_start
from artfmt.language.pictures import CAPTION_LEAD
from artfmt.model.article import Image
from artfmt.model.prose import Span, canonical
from artfmt.reading.agreement import RoleLine
from artfmt.reading.document import Report
from artfmt.reading.draft_fields import NAMES

# How people name the parts of a picture in a draft: "Alt text: …", "Caption: …".
_PICTURE_FIELD = re.compile(
    rf"(?:{'|'.join(map(re.escape, (*NAMES['alt'], *NAMES['caption'])))})\s?:\s*(?=\S)", re.IGNORECASE
)

_GAP = Span(" ")


def pictures(lines: Sequence[RoleLine], report: Report) -> Iterator[Image]:
    """The pictures that a run of alternative texts, captions and credits tells of, each with its place."""
    for group in _groups(lines):
        image = _image([_without_name(line, report) for line in group], report)
        report.place(image, group[0].line.place)
        yield image


def _groups(lines: Sequence[RoleLine]) -> Iterator[list[RoleLine]]:
    """The lines of each picture: an alternative text starts one, a credit ends it."""
    group: list[RoleLine] = []
    ended = False
    for line in lines:
        text = line.line.text
        starts = line.role == "alt" or (ended and credit_start(text) is None and not CAPTION_LEAD.match(text))
        if group and (starts or (ended and not CAPTION_LEAD.match(text))):
            yield group
            group, ended = [], False
        group.append(line)
        ended = ended or (line.role == "caption" and credit_start(line.line.text) is not None)
    if group:
        yield group


def _without_name(line: RoleLine, report: Report) -> RoleLine:
    """A line of a picture without the name of the field that it stands in, which is told."""
    field = _PICTURE_FIELD.match(line.line.text)
    if not field:
        return line
    report.read_as(field[0].rstrip(), line.line.place, "the name of a field")
    return line._replace(line=line.line.without(field.end()))


def _image(group: Sequence[RoleLine], report: Report) -> Image:
    picture = next((line.line.block for line in group if isinstance(line.line.block, Image)), Image())
    alts = [line.line.text for line in group if line.role == "alt" and line.line.block is None]
    caption, credit = list(picture.caption), list(picture.credit)
    for line in group:
        if line.role == "alt":
            continue
        rest = line.line
        if lead := CAPTION_LEAD.match(rest.text):
            report.read_as(lead[0].rstrip(), rest.place, "what a caption starts with")
            rest = rest.without(lead.end())
        start = credit_start(rest.text)
        caption += [_GAP, *rest.prose(0, start)]
        if start is not None:
            credit += [_GAP, *rest.prose(start)]
    alt = " ".join(alts) or picture.alt
    return replace(picture, alt=alt, caption=canonical(caption), credit=canonical(credit))
