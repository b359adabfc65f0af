"""A headline in capitals throughout.

Why:

Capitals are slower to read, and screen readers may spell them out. How a headline looks is the page's business.

Bad:

    # PORT ALDER HALVES FERRY FARES

    Tickets will cost $2.

Good:

    # Port Alder halves ferry fares

    Tickets will cost $2.
"""

from __future__ import annotations

from collections.abc import Iterator

from artfmt.rules import Finding
from artfmt.rules.core.passages import Passages
from artfmt.source.diagnostics import Severity

SEVERITY = Severity.WARNING
DEFAULT = False

_FEWEST_WORDS = 3


def check(passages: Passages) -> Iterator[Finding]:
    """Find a headline without a lower-case letter."""
    headline = passages.article.headline
    if headline.isupper() and len(headline.split()) >= _FEWEST_WORDS:
        yield Finding("/headline", "the headline is in capitals: write it in sentence case")
