"""A place that was to be filled in.

Why:

"TK" is what editors write where a fact is to come, because no word has it. Published, it is a correction.

Bad:

    # Port Alder halves ferry fares

    The cut costs $TK million a year.

Good:

    # Port Alder halves ferry fares

    The cut costs $3.1 million a year.

Options:

- words: the house's own marks, as they are written
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from artfmt.diagnostics import Severity
from artfmt.rules import Finding
from artfmt.story import Story

SEVERITY = Severity.WARNING
DEFAULT = True

# A bare "TK" is somebody's initials, or a court, in other languages: it must stand where a fact would.
_PLACEHOLDER = re.compile(
    r"\$TK\b|(?<!\w)TK(?:[ -]?TK)+(?!\w)|[\[(](?:TK|TBD)[\])]|(?<!\w)TK (?:percent|million|people|years)\b|\bXXX+\b|"
    r"\b[Ll]orem ipsum dolor\b|\[(?:insert|fill in|tbd|tk)\b[^\]]{0,60}\]"
)
_HINTS = ("TK", "XXX", "orem ipsum", "[", "(TBD")


def check(story: Story, *, words: tuple[str, ...] = ()) -> Iterator[Finding]:
    """Find the marks that editors leave for what is to come."""
    own = [re.compile(rf"(?<!\w){re.escape(word)}(?!\w)") for word in words]
    hits = [*story.search(_PLACEHOLDER, hints=_HINTS), *(hit for pattern in own for hit in story.search(pattern))]
    for hit in hits:
        message = f'"{hit.match[0]}" was to be filled in'
        yield Finding(hit.passage.pointer, message, hit.start, hit.end)
