"""The same author twice.

Why:

The byline names them twice, and so does whatever pays them.

Bad:

    ---
    headline: Port Alder halves ferry fares
    authors:
    - name: Ida Brandt
    - name: ida brandt
    ---

    Tickets will cost $2.

Good:

    ---
    headline: Port Alder halves ferry fares
    authors:
    - name: Ida Brandt
    - name: Tomas Wirth
    ---

    Tickets will cost $2.
"""

from __future__ import annotations

from collections.abc import Iterator

from artfmt.rules import Finding
from artfmt.rules.core.passages import Passages
from artfmt.source.diagnostics import Severity

SEVERITY = Severity.WARNING
DEFAULT = True


def check(passages: Passages) -> Iterator[Finding]:
    """Find names that stood before, in any case."""
    names: set[str] = set()
    for passage in passages.of(("name",)):
        name = passage.text.casefold()
        if name in names:
            yield Finding(passage.pointer, f"{passage.text} is an author already: take one out")
        names.add(name)
