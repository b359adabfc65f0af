"""Fields that an export or a draft names itself above its text: "HED: …", "Byline: …", "Date: …"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from artfmt.language.bylines import parse_byline
from artfmt.language.timestamp import parse_timestamp
from artfmt.language.vocabulary import pattern, table
from artfmt.model.article import Author, Image
from artfmt.model.prose import Span
from artfmt.model.urls import safe_address
from artfmt.reading.document import Report
from artfmt.reading.head import Head, leave_out_run
from artfmt.reading.line import Line
from artfmt.reading.timestamp import take_timestamp

# What each field is called, in lower case; a field that no part of an article is for is told and left out.
NAMES = {"" if field == "none" else field: names for field, names in table("draft_fields").items()}
_FIELD_OF = {name: field for field, names in NAMES.items() for name in names}
_FIELD = re.compile(r"([^\W\d_][^\W\d_ ]*(?: [^\W\d_]+)?)\s?:(?:\s+(.*)|$)")
# A headline's field by a name that stands above no line of another kind.
_HED = re.compile(rf"{pattern('draft_headlines')}\s?:\s*\S", re.IGNORECASE)
_NEAR_TOP = 16
_MOST_ABOVE = 4
_LEAST = 2


def take_fields(head: Head, lines: Sequence[Line], report: Report) -> int:
    """Take the fields that stand above a text, the headline among them; how many lines that is, 0 where none stand."""
    fields = [field for line in lines[:_NEAR_TOP] if (field := _field(line.text))]
    names = [name for name, _ in fields]
    index = _first_field(lines)
    if "headline" not in names or index is None or (len(fields) < _LEAST and not _HED.match(lines[index].text)):
        return 0
    leave_out_run(lines[:index], "above the draft", report)
    pictured: dict[str, str] = {}
    while index < len(lines) and (field := _field(lines[index].text)):
        name, value = field
        if name == "body" and value:
            break
        _take(head, lines[index], name, value, pictured, report)
        index += 1
        if name == "body":
            break
    if pictured:
        caption, credit = ((Span(pictured[key]),) if key in pictured else () for key in ("caption", "credit"))
        head.image = Image(None, pictured.get("alt"), caption, credit)
        report.place(head.image, lines[0].place)
    return index if head.headline else 0


def _first_field(lines: Sequence[Line]) -> int | None:
    """The first line if it is a field; else one near it that is a headline's by the name that only drafts have."""
    if _field(lines[0].text):
        return 0
    near = range(min(len(lines), _MOST_ABOVE + 1))
    first = next((index for index in near if _HED.match(lines[index].text)), None)
    beneath = lines[first + 1].text if first is not None and first + 1 < len(lines) else ""
    return first if beneath and _field(beneath) else None


def body_of(line: Line) -> str:
    """What stands on the line of the field that holds the text: "" for any other line."""
    field = _field(line.text)
    return field[1] if field and field[0] == "body" else ""


def value_of(text: str) -> str:
    """What a draft's field on a line says of its headline or its deck; "" for any other line."""
    field = _field(text)
    is_named = field and (field[0] == "deck" or (field[0] == "headline" and _HED.match(text)))
    return field[1] if field and is_named else ""


def _field(text: str) -> tuple[str, str] | None:
    match = _FIELD.fullmatch(text)
    if not match:
        return None
    name = _FIELD_OF.get(match[1].lower())
    if name is None and not match[1].isupper():  # an unknown one in capitals is a field all the same
        return None
    return name or "", match[2] or ""


def _take(head: Head, line: Line, name: str, value: str, pictured: dict[str, str], report: Report) -> None:
    is_taken = bool(value)
    if not value or name == "" or (name in ("headline", "deck", "section") and getattr(head, name)):
        is_taken = False
    elif name in ("headline", "deck", "section"):
        setattr(head, name, value)
        report.place_field(f"/{name}", line.place)
    elif name == "url":
        head.url = safe_address(value)
        is_taken = head.url is not None
    elif name == "tags":
        head.tags = tuple(filter(None, map(str.strip, value.split(","))))
    elif name == "authors":
        head.authors = parse_byline(value) or parse_byline(f"By {value}") or (Author(value),)
        for author in head.authors:
            report.place(author, line.place)
    elif name in ("published", "updated"):
        timestamp = parse_timestamp(f"Updated {value}" if name == "updated" else value, report.at)
        is_taken = timestamp is not None and take_timestamp(head, line, timestamp, report)
    elif name in ("caption", "credit", "alt"):
        pictured[name] = value
    if is_taken and name in ("published", "updated"):
        return  # told as a timestamp
    if is_taken:
        report.read_as(line.text, line.place, name)
    else:
        report.left_out(line.text, line.place, "a field of the draft, not part of the article", "debris")
