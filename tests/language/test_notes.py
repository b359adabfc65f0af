from __future__ import annotations

import pytest

from artfmt.language.notes import note_lead


@pytest.mark.parametrize(
    "text", ["Corrections are rare.", "The update: late", "Update:", "This story was written at night", ""]
)
def test_no_note(text: str) -> None:
    assert note_lead(text) is None


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Editor's note: It moved.", "editors-note", "It moved."),
        ("Editors’ note: It moved.", "editors-note", "It moved."),
        ("Correction: It moved.", "correction", "It moved."),
        ("CLARIFICATION:  It moved.", "clarification", "It moved."),
        ("Disclosure: We moved.", "disclosure", "We moved."),
        ("Corrección: Se mudó.", "correction", "Se mudó."),
        ("Nota del editor: Se mudó.", "editors-note", "Se mudó."),
        ("This story has been updated with more.", "update", "This story has been updated with more."),
        ("This article was corrected.", "correction", "This article was corrected."),
    ],
)
def test_note(text: str, kind: str, words: str) -> None:
    lead = note_lead(text)
    assert lead is not None
    assert (lead.kind, text[lead.start :]) == (kind, words)
