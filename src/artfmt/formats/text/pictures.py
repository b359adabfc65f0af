"""Pictures of a text: what their alternative texts, captions and credits make, each on lines of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from artfmt.formats.text.agreement import RoleLine
from artfmt.formats.text.draft_fields import NAMES
from artfmt.language.credits import credit_start
from artfmt.language.pictures import CAPTION_LEAD
from artfmt.model.article import Image
from artfmt.model.prose import Span, Spans
from artfmt.reading.document import Report

# How people name the parts of a picture in a draft: "Alt text: …", "Caption: …".
_PICTURE_FIELD = re.compile(
    rf"(?:{'|'.join(map(re.escape, (*NAMES['alt'], *NAMES['caption'])))})\s?:\s*(?=\S)", re.IGNORECASE
)


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
    return line._replace(line=line.line._replace(text=line.line.text[field.end() :]))


def _image(group: Sequence[RoleLine], report: Report) -> Image:
    alt = " ".join(line.line.text for line in group if line.role == "alt")
    caption, credit = [], []
    for line in group:
        text = line.line.text
        if line.role == "alt":
            continue
        if lead := CAPTION_LEAD.match(text):
            report.read_as(lead[0].rstrip(), line.line.place, "what a caption starts with")
            text = text[lead.end() :]
        start = credit_start(text)
        if start is None:
            caption.append(text)
        else:
            if start:
                caption.append(text[:start].rstrip())
            credit.append(text[start:])
    return Image(None, alt or None, _spans(" ".join(caption)), _spans(" ".join(credit)))


def _spans(text: str) -> Spans:
    return (Span(text),) if text else ()
