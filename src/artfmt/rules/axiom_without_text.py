"""A label that stands before nothing.

Why:

"Why it matters:" promises a reason. What follows it right away is another label, a heading or the end.

Bad:

    # Port Alder halves ferry fares

    Tickets will cost $2.

    **Why it matters:**

    **What's next:** The board votes on May 19.

Good:

    # Port Alder halves ferry fares

    Tickets will cost $2.

    **Why it matters:** 9,000 people have no car.

    **What's next:** The board votes on May 19.
"""

from __future__ import annotations

from collections.abc import Iterator

from artfmt.language.labels import split_lead
from artfmt.rules import Finding
from artfmt.rules.core.passages import Passages
from artfmt.source.diagnostics import Severity

SEVERITY = Severity.WARNING
DEFAULT = True


def check(passages: Passages) -> Iterator[Finding]:
    """Find sections whose axiom has no block of its own, and paragraphs that are a known label and nothing else."""
    for pointer, section, _, _ in passages.sections:
        if section.axiom and not section.blocks:
            yield Finding(f"{pointer}/axiom/label", f'nothing follows "{section.axiom.label}": say it or take it out')
    for passage in passages.of(("paragraph",)):
        if not passage.text.endswith(":"):
            continue
        lead = split_lead(passage.text)
        if lead and lead.start == len(passage.text) and passages.is_known(lead.label):
            yield Finding(passage.pointer, f'nothing follows "{lead.label}": say it or take it out')
