"""Two spaces where one belongs.

Why:

Most formats show one space whatever is typed; those that show both show a hole. In HTML and JATS the source is laid out
with spaces, so the rule passes over both.

Bad:

    # Port Alder halves ferry fares

    Tickets will cost $2.  A pass is $48.

Good:

    # Port Alder halves ferry fares

    Tickets will cost $2. A pass is $48.
"""

from __future__ import annotations

from collections.abc import Iterator

from artfmt.rules import Finding
from artfmt.rules.core.passages import VISIBLE, Hit, Passages, Spelled
from artfmt.source.diagnostics import Edit, Fix, Severity
from artfmt.source.lazy import lazy

SEVERITY = Severity.SUGGESTION
DEFAULT = True

_SPACE = lazy(r"(?<=\S) (?=\S)")


def check(passages: Passages) -> Iterator[Finding]:
    """Find spaces of the article that the source spells with several."""
    source = passages.spelled
    if source is None or not source.format.spaces_as_typed:
        return
    if "  " not in "\n".join(map(str.strip, source.text.split("\n"))):
        return
    hits = [hit for hit in passages.search(_SPACE, VISIBLE) if _is_wide(source, hit)]
    if hits:
        first = hits[0]
        fix = Fix("leave one space", tuple(Edit(hit.passage.pointer, hit.start, hit.end, " ") for hit in hits))
        wide = source.raw(first.passage.pointer, first.start, first.end) or ""
        message = f"{len(wide)} spaces stand where one belongs{', here and below' if len(hits) > 1 else ''}"
        yield Finding(first.passage.pointer, message, first.start, first.end, fix)


def _is_wide(source: Spelled, hit: Hit) -> bool:
    raw = source.raw(hit.passage.pointer, hit.start, hit.end)
    return raw is not None and len(raw) > 1 and not raw.strip(" ")
