"""A credit that is not in the house's form.

Why:

Credits in one form can be searched, billed and checked: what it is, a colon, the maker, a slash, the agency.

Bad:

    # Port Alder halves ferry fares

    ![A white ferry leaves a wooden pier](ferry.jpg)
    Photo courtesy of Pia Lund

    Tickets will cost $2.

Good:

    # Port Alder halves ferry fares

    ![A white ferry leaves a wooden pier](ferry.jpg)
    Photo: Pia Lund/Harbor Wire

    Tickets will cost $2.

Options:

- openings: what a credit may start with, before its colon
"""

from __future__ import annotations

from collections.abc import Iterator

from artfmt.rules import Finding
from artfmt.rules.core.passages import Passages
from artfmt.source.diagnostics import Severity

SEVERITY = Severity.SUGGESTION
DEFAULT = False


def check(
    passages: Passages,
    *,
    openings: tuple[str, ...] = (
        "Photo",
        "Photos",
        "Photo illustration",
        "Illustration",
        "Graphic",
        "Chart",
        "Data",
        "Map",
        "Screenshot",
        "Video",
    ),
) -> Iterator[Finding]:
    """Find credits that do not start with an opening and its colon, or name nobody."""
    for passage in passages.of(("credit",)):
        opening, colon, owner = passage.text.partition(":")
        if not colon or opening not in openings or not owner.strip():
            message = f'"{passage.text[:60]}" is not a credit in the form Photo: Pia Lund/Harbor Wire'
            yield Finding(passage.pointer, message)
