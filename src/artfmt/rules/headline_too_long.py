"""A headline that is cut where readers see it.

Why:

Search results, phones and alerts cut a long headline, and with it what the story says. Google's guidelines for article
data advise at most 110 characters.

Bad:

    # The harbor board of Port Alder voted late on Monday evening to halve the fares of all its ferries from the first of June on

    Tickets will cost $2.

Good:

    # Port Alder halves ferry fares

    Tickets will cost $2.

Options:

- longest: the most characters that a headline may have
"""

from __future__ import annotations

from collections.abc import Iterator

from artfmt.rules import Finding
from artfmt.rules.core.passages import Passages
from artfmt.source.diagnostics import Severity

SEVERITY = Severity.WARNING
DEFAULT = True


def check(passages: Passages, *, longest: int = 110) -> Iterator[Finding]:
    """Find a headline of more than ``longest`` characters."""
    length = len(passages.article.headline)
    if length > longest:
        message = f"the headline has {length} characters, and {longest} are the most: say it shorter"
        yield Finding("/headline", message, longest, length)
