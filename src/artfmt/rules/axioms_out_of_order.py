"""Labels in another order than the house's.

Why:

Readers of Smart Brevity expect the reason first and the outlook last.

Bad:

    # Port Alder halves ferry fares

    Tickets will cost $2.

    **What's next:** The board votes on May 19.

    **Why it matters:** 9,000 people have no car.

Good:

    # Port Alder halves ferry fares

    Tickets will cost $2.

    **Why it matters:** 9,000 people have no car.

    **What's next:** The board votes on May 19.

Options:

- first: kinds of axiom that come before all others, in this order
- last: kinds of axiom that come after all others, in this order
"""

from __future__ import annotations

from collections.abc import Iterator

from artfmt.model.article import Section
from artfmt.rules import Finding
from artfmt.rules.core.passages import Passages
from artfmt.source.diagnostics import Severity

SEVERITY = Severity.SUGGESTION
DEFAULT = False


def check(
    passages: Passages,
    *,
    first: tuple[str, ...] = ("why-it-matters",),
    last: tuple[str, ...] = ("whats-next", "what-to-watch", "bottom-line", "go-deeper"),
) -> Iterator[Finding]:
    """Find labels that stand before one that should come earlier, beneath the same heading."""
    ranks = {kind: index - len(first) for index, kind in enumerate(first)}
    ranks |= {kind: index + 1 for index, kind in enumerate(last)}
    yield from _misplaced(passages, "/body", passages.article.body, ranks)


def _misplaced(
    passages: Passages, pointer: str, sections: tuple[Section, ...], ranks: dict[str, int]
) -> Iterator[Finding]:
    highest: tuple[int, str] | None = None
    for index, section in enumerate(sections):
        at = f"{pointer}/{index}"
        if section.heading:
            highest = None
        if axiom := section.axiom:
            rank = ranks.get(passages.kind_of(axiom.label, axiom.kind), 0)
            if highest and rank < highest[0]:
                yield Finding(f"{at}/axiom/label", f'"{axiom.label}" should stand before "{highest[1]}"')
            elif highest is None or rank > highest[0]:
                highest = rank, axiom.label
        yield from _misplaced(passages, f"{at}/sections", section.sections, ranks)
