"""An address that stands in the text as it is.

Why:

Nobody reads an address, a screen reader spells it out, and on a phone it breaks the line. Link words instead.

Bad:

    # Port Alder halves ferry fares

    The fares are at https://harbor.example/fares from Monday on.

Good:

    # Port Alder halves ferry fares

    [The new fares](https://harbor.example/fares) hold from Monday on.
"""

from __future__ import annotations

from collections.abc import Iterator

from artfmt.rules import Finding
from artfmt.rules.core.passages import PROSE, Passages
from artfmt.source.diagnostics import Severity
from artfmt.source.lazy import lazy

SEVERITY = Severity.SUGGESTION
DEFAULT = False

_PART = r"\([^\s()<>]*+\)"
_ADDRESS = lazy(rf"\bhttps?://(?:[^\s<>\"“”()]|{_PART})*(?:[^\s<>\"“”().,;:!?\]’']|{_PART})")


def check(passages: Passages) -> Iterator[Finding]:
    """Find addresses of the web among the words that readers see; raw text has no other way to write one."""
    if passages.spelled and not passages.spelled.format.links:
        return
    for hit in passages.search(_ADDRESS, PROSE, ("http",)):
        yield Finding(
            hit.passage.pointer, f"{hit.match[0][:60]} stands bare in the text: link words to it", hit.start, hit.end
        )
