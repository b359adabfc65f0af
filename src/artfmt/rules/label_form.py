"""A label that is typed in another form than the others.

Why:

A label is bold and ends with a colon: readers look for that, and so do programs. With a full stop, a dash, without the
space behind the colon or as a heading it is read as the label that it is where it is a known one; the reader of
Markdown tells it, and `--fix` writes it as the others are.

Bad:

    # Port Alder halves ferry fares

    Tickets will cost $2.

    **Why it matters.** 9,000 people have no car.

Good:

    # Port Alder halves ferry fares

    Tickets will cost $2.

    **Why it matters:** 9,000 people have no car.
"""

from __future__ import annotations

from artfmt.source.diagnostics import Severity

SEVERITY = Severity.SUGGESTION
DEFAULT = True
