"""A story updated before it was published.

Why:

One of the two dates is wrong; sites that sort by the update bury the story.

Bad:

    ---
    headline: Port Alder halves ferry fares
    published: 2021-05-04
    updated: 2020-05-05
    ---

    Tickets will cost $2.

Good:

    ---
    headline: Port Alder halves ferry fares
    published: 2021-05-04
    updated: 2021-05-05
    ---

    Tickets will cost $2.
"""

from __future__ import annotations

from collections.abc import Iterator

from artfmt.dates import is_before
from artfmt.diagnostics import Severity
from artfmt.rules import Finding
from artfmt.story import Story

SEVERITY = Severity.ERROR
DEFAULT = True


def check(story: Story) -> Iterator[Finding]:
    """Find an update earlier than the publication; days are compared where one of them has no time."""
    published, updated = story.article.published, story.article.updated
    if published and updated and is_before(updated, published):
        yield Finding("/updated", f"updated {updated} is before published {published}: which of them is right?")
