"""Two articles with one id.

Why:

Whatever is filed under the id, the second article overwrites the first.

Bad:

    == fares.md
    ---
    headline: Port Alder halves ferry fares
    id: port-alder-1
    ---

    Tickets will cost $2.

    == passes.md
    ---
    headline: Port Alder sells passes
    id: port-alder-1
    ---

    A pass is $48.

Good:

    == fares.md
    ---
    headline: Port Alder halves ferry fares
    id: port-alder-1
    ---

    Tickets will cost $2.

    == passes.md
    ---
    headline: Port Alder sells passes
    id: port-alder-2
    ---

    A pass is $48.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from artfmt.rules.core.entries import Entry, Remark, twice
from artfmt.source.diagnostics import Severity

SEVERITY = Severity.ERROR
DEFAULT = True


def compare(entries: Collection[Entry]) -> Iterator[Remark]:
    """Find articles whose id another one before them has; the same story in another format is not another one."""
    for entry, first in twice(entries, lambda entry: entry.id):
        yield Remark(entry.path, "/id", f'the id "{entry.id}" is that of {first} too')
