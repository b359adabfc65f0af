"""Two articles with one headline.

Why:

One of them is a copy, or readers and search engines will take it for one. Newsletters go by one title every day, and are
not judged.

Bad:

    == fares.md
    # Port Alder halves ferry fares

    Tickets will cost $2.

    == passes.md
    # Port Alder halves ferry fares

    A pass is $48.

Good:

    == fares.md
    # Port Alder halves ferry fares

    Tickets will cost $2.

    == passes.md
    # Port Alder sells passes

    A pass is $48.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from artfmt.rules.core.entries import Entry, Remark, twice
from artfmt.source.diagnostics import Severity

SEVERITY = Severity.WARNING
DEFAULT = True


def compare(entries: Collection[Entry]) -> Iterator[Remark]:
    """Find articles whose headline another one of the same day before them has, in any case."""
    for entry, first in twice(entries, _key):
        yield Remark(entry.path, "/headline", f"{first} has the same headline: is one of them a copy?")


def _key(entry: Entry) -> str | None:
    return f"{entry.headline.casefold()}\n{(entry.published or '')[:10]}" if entry.type == "article" else None
