"""A related story that should be here and is not.

Why:

A link to a story of one's own outlet that was moved or never published sends readers to an error page.

Bad:

    == fares.md
    ---
    headline: Port Alder halves ferry fares
    url: https://wire.example/fares
    related:
    - title: Why the boats run half empty
      url: https://wire.example/empty
    ---

    Tickets will cost $2.

Good:

    == fares.md
    ---
    headline: Port Alder halves ferry fares
    url: https://wire.example/fares
    related:
    - title: Why the boats run half empty
      url: https://wire.example/empty
    ---

    Tickets will cost $2.

    == empty.md
    ---
    headline: Why the boats run half empty
    url: https://wire.example/empty
    ---

    They leave too early.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from urllib.parse import urlsplit

from artfmt.rules.core.entries import Entry, Remark
from artfmt.source.diagnostics import Severity

SEVERITY = Severity.WARNING
DEFAULT = False


def compare(entries: Collection[Entry]) -> Iterator[Remark]:
    """Find related stories on an article's own host whose address is that of no article of the run."""
    addresses = {_place(entry.url) for entry in entries if entry.url}
    for entry in entries:
        host = _place(entry.url)[0] if entry.url else ""
        for index, url in enumerate(entry.related):
            if host and url and _place(url)[0] == host and _place(url) not in addresses:
                yield Remark(entry.path, f"/related/{index}/url", f"no article here has the address {url}")


def _place(url: str) -> tuple[str, str]:
    """The host and the path of an address, without what may differ between two ways to write it."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "", url
    return parts.netloc.lower().removeprefix("www."), parts.path.rstrip("/")
