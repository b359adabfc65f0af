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
from artfmt.rules.core.passages import Story
from artfmt.source.diagnostics import Severity

SEVERITY = Severity.SUGGESTION
DEFAULT = False


def check(story: Story, *, longest: int = 800) -> Iterator[Finding]:
    """Find an article whose body has more than ``longest`` words."""
    if story.article.type == "article" and story.words > longest:
        message = f"the story has {story.words:,} words, and {longest:,} are the most: cut it, or make two of it"
        yield Finding("/headline", message)
