"""A headline that ends with a full stop.

Why:

A headline is a title, not a sentence of the text. Many houses set none with a full stop; those that do leave the rule off.

Bad:

    # Port Alder halves ferry fares.

    Tickets will cost $2.

Good:

    # Port Alder halves ferry fares

    Tickets will cost $2.
"""

from __future__ import annotations

from collections.abc import Iterator

from artfmt.rules import Finding
from artfmt.rules.core.passages import Passages
from artfmt.source.diagnostics import Edit, Fix, Severity
from artfmt.source.lazy import lazy

SEVERITY = Severity.SUGGESTION
DEFAULT = False

# One full stop that no other stands before, behind a word that is not an abbreviation (U.S., Inc., 3 p.m., Mich., et al.).
_STOP = lazy(
    r"(?<![.A-Z])(?<!\b[A-Za-z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})(?<!\b[A-Z][a-z]{3})(?<!\betc)(?<!\bal)(?<!\bvs)\.$"
)


def check(passages: Passages) -> Iterator[Finding]:
    """Find a full stop at the end of the headline."""
    headline = passages.article.headline
    if headline.endswith(".") and (match := _STOP.search(headline)):
        fix = Fix("take the full stop out", (Edit("/headline", match.start(), match.end(), ""),))
        yield Finding("/headline", "the headline ends with a full stop", match.start(), match.end(), fix)
