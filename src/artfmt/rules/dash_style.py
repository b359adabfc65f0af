"""Hyphens that stand for dashes, or dashes in another style than the house's.

Why:

" - " and "--" are what a typewriter has for a dash. A paper has one style.

Bad:

    # Port Alder halves ferry fares

    The boats - all five of them - stay.

Good:

    # Port Alder halves ferry fares

    The boats — all five of them — stay.

Options:

- style: "em" (a — b), "closed-em" (a—b) or "en" (a – b)
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from artfmt.rules import Finding
from artfmt.rules.core.passages import PROSE, Passages
from artfmt.source.diagnostics import Edit, Fix, Severity
from artfmt.source.lazy import lazy

SEVERITY = Severity.SUGGESTION
DEFAULT = False

_STYLES = {"em": " — ", "closed-em": "—", "en": " – "}
# Dashes between words. Not those of ranges and pairs (May 3–5, Monday - Friday), nor an option of a command (--fix).
_DASH = lazy(
    r"(?<=[^\W\d][,.)”’\"']|.[^\W\d])(?: ?— ?| (?:---?) |---?| (?:-|–) (?=[^\W\dA-Z]|[“‘\"'($]\w))(?=[^\W\d]|[“‘\"'($]\w)"
)


def check(passages: Passages, *, style: Literal["em", "closed-em", "en"] = "em") -> Iterator[Finding]:
    """Find dashes between words of English that are not as ``style`` has them."""
    if not passages.is_english:
        return
    dash = _STYLES[style]
    for hit in passages.search(_DASH, PROSE, ("--", "—", " – ", " - ")):
        if hit.match[0] != dash:
            fix = Fix(f'write "{dash}"', (Edit(hit.passage.pointer, hit.start, hit.end, dash),))
            message = f'the dash "{hit.match[0]}" should be "{dash}"'
            yield Finding(hit.passage.pointer, message, hit.start, hit.end, fix)
