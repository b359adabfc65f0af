"""An image that names nobody who made it.

Why:

Agencies and photographers are owed their credit, and an image without one often has no licence either.

Bad:

    # Port Alder halves ferry fares

    ![A white ferry leaves a wooden pier](ferry.jpg)

    Tickets will cost $2.

Good:

    # Port Alder halves ferry fares

    ![A white ferry leaves a wooden pier](ferry.jpg)
    Photo: Pia Lund/Harbor Wire

    Tickets will cost $2.
"""

from __future__ import annotations

from collections.abc import Iterator

from artfmt.rules import Finding
from artfmt.rules.core.passages import Passages
from artfmt.source.diagnostics import Severity

SEVERITY = Severity.WARNING
DEFAULT = False


def check(passages: Passages) -> Iterator[Finding]:
    """Find images without a credit."""
    for pointer, image in passages.images:
        if not image.credit:
            yield Finding(pointer, "the image has no credit: say whose it is, like Photo: Pia Lund/Harbor Wire")
