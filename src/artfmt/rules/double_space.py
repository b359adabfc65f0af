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

import re
from collections.abc import Iterator

from artfmt.rules import Finding
from artfmt.rules.core.passages import VISIBLE, Passages
from artfmt.source.diagnostics import Edit, Fix, Severity

SEVERITY = Severity.SUGGESTION
DEFAULT = True

_SPACE = re.compile(r"(?<=\S) (?=\S)")


def check(passages: Passages) -> Iterator[Finding]:
    """Find spaces of the article that the source spells with several."""
    source = passages.spelled
    if source is None or not source.format.spaces_as_typed:
        return
    if "  " not in "\n".join(map(str.strip, source.text.split("\n"))):
        return
    for hit in passages.search(_SPACE, VISIBLE):
        raw = source.raw(hit.passage.pointer, hit.start, hit.end)
        if raw is not None and len(raw) > 1 and not raw.strip(" "):
            fix = Fix("leave one space", (Edit(hit.passage.pointer, hit.start, hit.end, " "),))
            yield Finding(hit.passage.pointer, f"{len(raw)} spaces stand where one belongs", hit.start, hit.end, fix)
