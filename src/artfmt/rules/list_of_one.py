"""A list with a single item.

Why:

A bullet alone lists nothing: it is a paragraph.

Bad:

    # Port Alder halves ferry fares

    Tickets will cost $2.

    - A pass is $48.

Good:

    # Port Alder halves ferry fares

    Tickets will cost $2. A pass is $48.
"""

from __future__ import annotations

from collections.abc import Iterator

from artfmt.rules import Finding
from artfmt.rules.core.passages import Passages
from artfmt.source.diagnostics import Severity

SEVERITY = Severity.SUGGESTION
DEFAULT = False


def check(passages: Passages) -> Iterator[Finding]:
    """Find lists of one item; one that goes on in a list of its own is a heading of sorts, and fine."""
    for pointer, list_ in passages.lists:
        if len(list_.items) == 1 and not list_.items[0].sublist:
            yield Finding(pointer, "the list has a single item: make it a paragraph, or say more")
