"""A place that was to be filled in.

Why:

"TK" is what editors write where a fact is to come, because no word has it. Published, it is a correction.

Bad:

    # Port Alder halves ferry fares

    The cut costs $TK million a year.

Good:

    # Port Alder halves ferry fares

    The cut costs $3.1 million a year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from artfmt.diagnostics import Severity
from artfmt.rules import Finding
from artfmt.story import Story

SEVERITY = Severity.WARNING
DEFAULT = True

_PLACEHOLDER = re.compile(
    r"(?<![\w.-])\$?(?:TK)+(?![\w’'.-]\w|\w)|\bXXX+\b|\b[Ll]orem ipsum\b|"
    r"\[(?:insert|add|name|quote|link|TBD|fill in)\b[^\]]{0,60}\]|\bTODO:|\bFIXME\b"
)


def check(story: Story) -> Iterator[Finding]:
    """Find the marks that editors leave for what is to come."""
    for hit in story.search(_PLACEHOLDER):
        message = f'"{hit.match[0]}" was to be filled in'
        yield Finding(hit.passage.pointer, message, hit.start, hit.end)
