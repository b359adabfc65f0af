"""Notes of the editors within a text: "Correction: …", "This story has been updated …"."""

from __future__ import annotations

import re
from typing import NamedTuple, cast

from artfmt.language.labels import slug
from artfmt.language.vocabulary import pattern, table, texts
from artfmt.model.article import NoteKind

# What each kind is called where it is written out.
LABELS = cast(dict[NoteKind, str], texts("note_names"))
_KIND_OF_LABEL = {label: cast(NoteKind, kind) for kind, labels in table("note_labels").items() for label in labels}
_KIND_OF_VERB = {verb: cast(NoteKind, kind) for kind, verbs in table("note_statements").items() for verb in verbs}
_STATEMENT = re.compile(rf"{pattern('note_openings')}({'|'.join(_KIND_OF_VERB)})\b", re.IGNORECASE)
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
