"""A list too short to be one.

Why:

Bullets set things of equal weight side by side. Two of them read better as a sentence. A single one is
``list-of-one``'s business.

Bad:

    # Port Alder halves ferry fares

    The new fares:

    - A ticket is $2.
    - A pass is $48.

Good:

    # Port Alder halves ferry fares

    The new fares:

    - A ticket is $2.
    - A pass is $48.
    - Children ride free.

Options:

- fewest: the fewest items that a list should have
"""

from __future__ import annotations

from collections.abc import Iterator

from artfmt.rules import Finding
from artfmt.rules.core.passages import Passages
from artfmt.source.diagnostics import Severity

SEVERITY = Severity.SUGGESTION
DEFAULT = False


def check(passages: Passages, *, fewest: int = 3) -> Iterator[Finding]:
    """Find lists of more than one item and fewer than ``fewest``."""
    for pointer, list_ in passages.lists:
        if 1 < len(list_.items) < fewest:
            yield Finding(
                pointer, f"the list has {len(list_.items)} items, and {fewest} are the fewest: write a sentence"
            )
