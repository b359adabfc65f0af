"""A story longer than the house prints.

Why:

Smart Brevity stories are a few hundred words. A newsletter is as long as its items, so it is not judged.

Bad:

    # Port Alder halves ferry fares

    Tickets will cost $2. A pass will cost $48. Children will ride free, as they do on the buses.

Good:

    # Port Alder halves ferry fares

    Tickets will cost $2.

Options:

- longest: the most words that the body may have
"""

from __future__ import annotations

from collections.abc import Iterator

from artfmt.rules import Finding
from artfmt.rules.core.passages import Passages
from artfmt.source.diagnostics import Severity

SEVERITY = Severity.SUGGESTION
DEFAULT = False


def check(passages: Passages, *, longest: int = 800) -> Iterator[Finding]:
    """Find an article whose body has more than ``longest`` words."""
    if passages.article.type == "article" and passages.words > longest:
        message = f"the story has {passages.words:,} words, and {longest:,} are the most: cut it, or make two of it"
        yield Finding("/headline", message)
