"""A story updated before it was published.

Why:

One of the two dates is wrong; sites that sort by the update bury the story. Less than a day is let pass: systems note
the last change to a story that is then published by the clock, and mix their zones up.

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

Options:

- hours: how much earlier an update must be to be found
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from artfmt.language.moments import is_before
from artfmt.rules import Finding
from artfmt.rules.core.passages import Passages
from artfmt.source.diagnostics import Severity

SEVERITY = Severity.ERROR
DEFAULT = True


def check(passages: Passages, *, hours: int = 24) -> Iterator[Finding]:
    """Find an update that is ``hours`` or more earlier than the publication."""
    published, updated = passages.article.published, passages.article.updated
    if published and updated and is_before(updated, published, datetime.timedelta(hours=hours)):
        yield Finding("/updated", f"updated {updated} is before published {published}: which of them is right?")
