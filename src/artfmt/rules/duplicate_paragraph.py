"""The same paragraph twice.

Why:

Something was pasted twice, or the page that was copied holds a second version for phones.

Bad:

    # Port Alder halves ferry fares

    Port Alder will halve its ferry fares on June 1, two people who have seen the budget tell Harbor Wire.

    Port Alder will halve its ferry fares on June 1, two people who have seen the budget tell Harbor Wire.

Good:

    # Port Alder halves ferry fares

    Port Alder will halve its ferry fares on June 1, two people who have seen the budget tell Harbor Wire.

Options:

- shortest: the fewest characters of a paragraph that is judged
"""

from __future__ import annotations

from collections.abc import Iterator

from artfmt.rules import Finding
from artfmt.rules.core.passages import Passages
from artfmt.source.diagnostics import Severity

SEVERITY = Severity.WARNING
DEFAULT = True


def check(passages: Passages, *, shortest: int = 80) -> Iterator[Finding]:
    """Find paragraphs and items that stood before."""
    texts: set[str] = set()
    for passage in passages.of(("paragraph", "item")):
        if len(passage.text) >= shortest:
            if passage.text in texts:
                yield Finding(passage.pointer, "this text stands above already: take one out")
            texts.add(passage.text)
