"""What the head of a copied page says, gathered while its lines are read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from artfmt.language.notes import note_lead
from artfmt.model.article import Author, Image, Note
from artfmt.reading.document import Report
from artfmt.reading.line import Line
from artfmt.source.diagnostics import Severity


@dataclass(slots=True)
class Head:
    """What the head says; ``lone_section`` is the line that the section's name has for itself.

    A timestamp that says more takes its place.
    """

    headline: str | None = None
    deck: str | None = None
    authors: tuple[Author, ...] = ()
    published: str | None = None
    updated: str | None = None
    section: str | None = None
    image: Image | None = None
    url: str | None = None
    tags: tuple[str, ...] = ()
    extra: dict[str, Any] = field(default_factory=dict)
    lone_section: Line | None = None


def leftover(line: Line, report: Report) -> None:
    """Tell that a line is a leftover of the page."""
    report.left_out(line.text, line.place, "a leftover of the page, not of the article", "leftover-widget")


def leave_out_run(lines: Sequence[Line], why: str, report: Report) -> None:
    """Tell that some lines in a row are left out, as one."""
    if lines:
        text = "\n".join(line.text for line in lines)
        if len(lines) == 1:
            report.left_out(text, lines[0].place, why, "debris")
        else:
            message = f'left out {len(lines)} lines from "{lines[0].text[:40]}" to "{lines[-1].text[:40]}": {why}'
            report.notice("debris", Severity.WARNING, message, lines[0].place, text)


def read_note(line: Line, report: Report) -> Note | None:
    """The note that a line is, its lead-in told; None where it is none."""
    lead = note_lead(line.text)
    if not lead:
        return None
    note = Note(lead.kind, line.prose(lead.start))
    report.place(note, line.place)
    if lead.start:
        report.read_as(line.text[: lead.start], line.place, f"a note of kind {lead.kind}")
    return note
