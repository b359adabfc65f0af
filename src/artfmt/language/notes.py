"""Notes of the editors within a text: "Correction: …", "This story has been updated …"."""

from __future__ import annotations

import re
from typing import NamedTuple

from artfmt.language.labels import slug
from artfmt.model.article import NoteKind

# What each kind is called where it is written out.
LABELS: dict[NoteKind, str] = {
    "editors-note": "Editor's note",
    "correction": "Correction",
    "clarification": "Clarification",
    "update": "Update",
    "disclosure": "Disclosure",
}
_KIND_OF_LABEL: dict[str, NoteKind] = {
    "editors-note": "editors-note",
    "editor-note": "editors-note",
    "note-from-the-editor": "editors-note",
    "correction": "correction",
    "corrections": "correction",
    "clarification": "clarification",
    "update": "update",
    "updated": "update",
    "disclosure": "disclosure",
    "full-disclosure": "disclosure",
    "nota-del-editor": "editors-note",
    "nota-de-la-redacción": "editors-note",
    "nota-de-redacción": "editors-note",
    "corrección": "correction",
    "fe-de-erratas": "correction",
    "aclaración": "clarification",
    "actualización": "update",
    "anmerkung-der-redaktion": "editors-note",
    "korrektur": "correction",
    "berichtigung": "correction",
    "note-de-la-rédaction": "editors-note",
    "rectificatif": "correction",
    "mise-à-jour": "update",
    "nota-do-editor": "editors-note",
    "correção": "correction",
    "atualização": "update",
}
_KIND_OF_VERB: dict[str, NoteKind] = {"updated": "update", "corrected": "correction", "clarified": "clarification"}
_STATEMENT = re.compile(
    r"this\s+(?:story|article|post|piece|newsletter|headline|version)\s+(?:has\s+been|was)\s+(updated|corrected|clarified)\b",
    re.IGNORECASE,
)
_LONGEST_LABEL = 26


class NoteLead(NamedTuple):
    """What kind of note a paragraph is, and where its words begin."""

    kind: NoteKind
    start: int


def note_lead(text: str) -> NoteLead | None:
    """The kind of note that a paragraph is by its first words; None where it is none."""
    colon = text.find(":", 0, _LONGEST_LABEL)
    if (
        colon > 0
        and text[:4].lower() != "the "
        and (kind := _KIND_OF_LABEL.get(slug(text[:colon])))
        and text[colon + 1 :].strip()
    ):
        rest = text[colon + 1 :]
        return NoteLead(kind, len(text) - len(rest.lstrip()))
    statement = _STATEMENT.match(text)
    return NoteLead(_KIND_OF_VERB[statement[1].lower()], 0) if statement else None
