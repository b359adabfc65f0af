"""A date that no calendar has.

Why:

February 30 has the form of a date, so that the schema lets it through; no archive can sort it.

Bad:

    ---
    headline: Port Alder halves ferry fares
    published: 2021-02-30
    ---

    Tickets will cost $2.

Good:

    ---
    headline: Port Alder halves ferry fares
    published: 2021-02-28
    ---

    Tickets will cost $2.
"""

from __future__ import annotations

from collections.abc import Iterator

from artfmt.language.moments import moment
from artfmt.rules import Finding
from artfmt.rules.core.passages import Passages
from artfmt.source.diagnostics import Severity

SEVERITY = Severity.ERROR
DEFAULT = True


def check(passages: Passages) -> Iterator[Finding]:
    """Find dates of the article and its notes that are none."""
    article = passages.article
    dates = [("/published", article.published), ("/updated", article.updated)]
    dates += [(f"/notes/{index}/date", note.date) for index, note in enumerate(article.notes)]
    for pointer, date in dates:
        if date and moment(date) is None:
            yield Finding(pointer, f"{date} is not a valid date")
