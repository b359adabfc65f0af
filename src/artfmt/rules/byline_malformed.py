"""An author's name that holds more than a name.

Why:

"By Ida Brandt and Tomas Wirth" as one name is found under neither author, and printed as "By By Ida Brandt".

Bad:

    ---
    headline: Port Alder halves ferry fares
    authors:
    - name: By Ida Brandt and Tomas Wirth
    ---

    Tickets will cost $2.

Good:

    ---
    headline: Port Alder halves ferry fares
    authors:
    - name: Ida Brandt
    - name: Tomas Wirth
    ---

    Tickets will cost $2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from artfmt.language.names import is_name
from artfmt.rules import Finding
from artfmt.rules.core.passages import Passages
from artfmt.source.diagnostics import Severity
from artfmt.source.lazy import lazy

SEVERITY = Severity.WARNING
DEFAULT = True

_FAULTS = (
    (re.compile(r"^by[:\s]", re.IGNORECASE), 'starts with "By": leave it out'),
    (re.compile(r"https?://|www\."), "is an address: put it into the author's url"),
    (re.compile(r"\S@\S"), "holds a mail address: take it out"),
    (re.compile(r"[|;]|[,:]$"), "holds more than one part: one author each, with a role where there is one"),
)
_AND = lazy(r"\s*,?\s+(?:and|&)\s+")


def check(passages: Passages) -> Iterator[Finding]:
    """Find names with "By", several people, an address or separators in them."""
    for passage in passages.of(("name",)):
        fault = next((fault for pattern, fault in _FAULTS if pattern.search(passage.text)), None)
        people = _AND.split(passage.text)
        if fault is None and len(people) > 1 and all(map(is_name, people)):
            fault = "names several people: one author each"
        if fault:
            yield Finding(passage.pointer, f'the name "{passage.text[:60]}" {fault}')
