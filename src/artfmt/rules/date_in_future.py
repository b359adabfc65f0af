"""A story published or updated on a day that is yet to come.

Why:

A wrong year sends a story to the top of every list for months. A date of tomorrow passes: somewhere it is tomorrow.

Bad:

    ---
    headline: Port Alder halves ferry fares
    published: 9999-05-04
    ---

    Tickets will cost $2.

Good:

    ---
    headline: Port Alder halves ferry fares
    published: 2019-05-04
    ---

    Tickets will cost $2.

Options:

- days: how many days ahead a date may lie, for stories that are written before they are due
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from artfmt.language.moments import moment
from artfmt.rules import Finding
from artfmt.rules.core.passages import Passages
from artfmt.source.diagnostics import Severity

SEVERITY = Severity.WARNING
DEFAULT = True
VOLATILE = True

# Keys of front matter by which site generators hold a post back until its day.
_SCHEDULED = frozenset(("publishDate", "publishdate", "scheduled", "embargo", "expiryDate"))


def check(passages: Passages, *, days: int = 1) -> Iterator[Finding]:
    """Find dates later than ``days`` days from today."""
    article = passages.article
    if (
        article.extra.keys() & _SCHEDULED
        or article.extra.get("draft") is True
        or article.extra.get("published") is False
    ):
        return
    latest = (passages.today - datetime.date.min).days + days
    for pointer, date in (("/published", article.published), ("/updated", article.updated)):
        time = moment(date) if date else None
        if time and (time.date() - datetime.date.min).days > latest:
            yield Finding(pointer, f"{date} has not come yet: is the year right?")
