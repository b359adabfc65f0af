"""A label that neither artfmt nor the house knows.

Why:

A house that wants its stories searched by label keeps a list of them. Put a label of your own into ``labels`` of
``.artfmt.yaml``, and it is known.

Bad:

    # Port Alder halves ferry fares

    Tickets will cost $2.

    **On the water:** The crews heard it from the radio.

Good:

    # Port Alder halves ferry fares

    Tickets will cost $2.

    **Behind the scenes:** The crews heard it from the radio.
"""

from __future__ import annotations

from collections.abc import Iterator

from artfmt.language.labels import OTHER
from artfmt.rules import Finding
from artfmt.rules.core.passages import Passages
from artfmt.source.diagnostics import Severity

SEVERITY = Severity.SUGGESTION
DEFAULT = False


def check(passages: Passages) -> Iterator[Finding]:
    """Find axioms of kind "other" whose label is not the house's."""
    for pointer, section, _, kind in passages.sections:
        if section.axiom and kind == OTHER and not passages.is_known(section.axiom.label):
            message = f'"{section.axiom.label}" is not a label that artfmt or the house knows'
            yield Finding(f"{pointer}/axiom/label", message)
