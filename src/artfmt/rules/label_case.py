"""A known label in another case than the house's.

Why:

Labels are signposts: readers know them by their look. "Why It Matters" beside "Why it matters" is two of them.

Bad:

    # Port Alder halves ferry fares

    Tickets will cost $2.

    **Why It Matters:** 9,000 people have no car.

Good:

    # Port Alder halves ferry fares

    Tickets will cost $2.

    **Why it matters:** 9,000 people have no car.

Options:

- case: how labels are written, "sentence" or "title"
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from artfmt.language.labels import is_english
from artfmt.rules import Finding
from artfmt.rules.core.passages import Passages
from artfmt.source.diagnostics import Edit, Fix, Severity

SEVERITY = Severity.SUGGESTION
DEFAULT = True

_SMALL = frozenset({"a", "an", "and", "at", "by", "for", "in", "of", "on", "or", "the", "to"})


def check(passages: Passages, *, case: Literal["sentence", "title"] = "sentence") -> Iterator[Finding]:
    """Find English labels of the table that are not as ``case`` has them."""
    for passage in passages.of(("label",)):
        label = passage.text
        if ", from " in label or not is_english(label):
            continue
        cased_label = _cased(label, case)
        if label != cased_label:
            fix = Fix(f'write "{cased_label}"', (Edit(passage.pointer, 0, len(label), cased_label),))
            yield Finding(passage.pointer, f'"{label}" should be "{cased_label}"', 0, len(label), fix)


def _cased(label: str, case: str) -> str:
    words = label.lower().split(" ")
    first = next((index for index, word in enumerate(words) if any(map(str.isalpha, word))), 0)
    return " ".join(
        word[:1].upper() + word[1:]
        if index == first or (index > first and case == "title" and word not in _SMALL)
        else word
        for index, word in enumerate(words)
    )
