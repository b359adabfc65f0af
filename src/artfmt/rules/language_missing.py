"""An article that does not say what language it is in.

Why:

Browsers choose the voice, the hyphens and the quotes by it; archives and translators ask for it.

Bad:

    ---
    headline: Port Alder halves ferry fares
    ---

    Tickets will cost $2.

Good:

    ---
    headline: Port Alder halves ferry fares
    language: en
    ---

    Tickets will cost $2.
"""

from __future__ import annotations

from collections.abc import Iterator

from artfmt.rules import Finding
from artfmt.rules.core.passages import Passages
from artfmt.source.diagnostics import Severity

SEVERITY = Severity.SUGGESTION
DEFAULT = False


def check(passages: Passages) -> Iterator[Finding]:
    """Find an article without a language."""
    if passages.article.language is None:
        yield Finding("/headline", "the article names no language: add language, like en or es-MX")
