"""A button, a sign-up line or a player's control that was copied along.

Why:

"Share this story" is part of the page it was copied from. In an archive or a mail it is noise that nobody can press. The
readers of text and HTML leave such lines out, and tell so under this name. A newsletter's sign-off and the lines of a post
that says that it is sponsored are their own.

Bad:

    # Port Alder halves ferry fares

    Tickets will cost $2.

    Share this story

Good:

    # Port Alder halves ferry fares

    Tickets will cost $2.
"""

from __future__ import annotations

from collections.abc import Iterator

from artfmt.language.boilerplate import is_boilerplate
from artfmt.rules import Finding
from artfmt.rules.core.passages import Passages
from artfmt.source.diagnostics import Severity

SEVERITY = Severity.WARNING
DEFAULT = True

# Keys of front matter that say that somebody paid for the post, whose lines and buttons are then its own.
DISCLOSING = frozenset(("sponsored", "sponsor", "sponsors", "partner", "advertiser", "paid_post", "advertorial"))


def check(passages: Passages) -> Iterator[Finding]:
    """Find paragraphs and list items that are such a line and nothing else."""
    article = passages.article
    if article.type == "newsletter" or article.extra.keys() & DISCLOSING:
        return
    for passage in passages.of(("paragraph", "item")):
        if passage.text[-1] != ":" and is_boilerplate(passage.text):
            yield Finding(passage.pointer, f'"{passage.text}" is a leftover of a page: take it out')
