"""A story that never says why it matters.

Why:

"Why it matters" is the one axiom that a Smart Brevity story always has: it tells readers why to go on.

Bad:

    # Port Alder halves ferry fares

    Tickets will cost $2 from June 1.

    **By the numbers:** A pass falls from $96 to $48.

Good:

    # Port Alder halves ferry fares

    Tickets will cost $2 from June 1.

    **Why it matters:** 9,000 people have no car.

Options:

- shortest: the fewest words of a story that is asked for it
"""

from __future__ import annotations

from collections.abc import Iterator

from artfmt.rules import Finding
from artfmt.rules.core.passages import Passages
from artfmt.source.diagnostics import Severity

SEVERITY = Severity.WARNING
DEFAULT = False

_WANTED = "why-it-matters"


def check(passages: Passages, *, shortest: int = 0) -> Iterator[Finding]:
    """Find an article without the axiom; a newsletter's items are not asked one by one."""
    if passages.article.type == "newsletter" or passages.words < shortest:
        return
    if all(section.kind != _WANTED for section in passages.sections):
        yield Finding("/headline", 'no section is labelled "Why it matters": say why readers should go on')
