"""A heading that lies two levels beneath the one above it.

Why:

Screen readers go from heading to heading by level; a gap sounds like something missing. In Markdown, HTML and text the
readers see the level; in JSON it is a section with neither heading nor label around one with a heading.

Bad:

    # Port Alder halves ferry fares

    ## The fares

    Tickets will cost $2.

    #### Passes

    A pass is $48.

Good:

    # Port Alder halves ferry fares

    ## The fares

    Tickets will cost $2.

    ### Passes

    A pass is $48.
"""

from __future__ import annotations

from collections.abc import Iterator

from artfmt.rules import Finding
from artfmt.rules.core.passages import Passages
from artfmt.source.diagnostics import Severity

SEVERITY = Severity.SUGGESTION
DEFAULT = False


def check(passages: Passages) -> Iterator[Finding]:
    """Find headed sections within one that has neither heading nor label."""
    for pointer, section, _, _ in passages.sections:
        if not section.heading and not section.axiom:
            for index, inner in enumerate(section.sections):
                if inner.heading:
                    message = "the heading lies in a section that has none: give that one a heading, or raise this one"
                    yield Finding(f"{pointer}/sections/{index}/heading", message)
