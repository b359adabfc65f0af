"""A tag in another case than the house's.

Why:

"Ferries" and "ferries" are two topics to most sites, each with half of the stories.

Bad:

    ---
    headline: Port Alder halves ferry fares
    tags: [Ferries, harbor]
    ---

    Tickets will cost $2.

Good:

    ---
    headline: Port Alder halves ferry fares
    tags: [ferries, harbor]
    ---

    Tickets will cost $2.

Options:

- case: how tags are written, "lower", "title" or "sentence"
- allowed: tags that are right as they are, names above all
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

from artfmt.rules import Finding
from artfmt.rules.core.passages import Passages
from artfmt.source.diagnostics import Edit, Fix, Severity

SEVERITY = Severity.SUGGESTION
DEFAULT = False

_CASES: dict[str, Callable[[str], str]] = {
    "lower": str.lower,
    "title": lambda tag: " ".join(word[:1].upper() + word[1:] for word in tag.split(" ")),
    "sentence": lambda tag: tag[:1].upper() + tag[1:],
}


def check(
    passages: Passages, *, case: Literal["lower", "title", "sentence"] = "lower", allowed: tuple[str, ...] = ()
) -> Iterator[Finding]:
    """Find tags that are not as ``case`` has them."""
    for passage in passages.of(("tag",)):
        right = _CASES[case](passage.text)
        if passage.text != right and passage.text not in allowed:
            fix = Fix(f'write "{right}"', (Edit(passage.pointer, 0, len(passage.text), right),), safe=False)
            yield Finding(passage.pointer, f'the tag "{passage.text}" should be "{right}"', fix=fix)
