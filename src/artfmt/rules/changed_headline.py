"""A published story whose headline was changed.

Why:

A headline that was read, shared and quoted is looked for by its words. Some houses change it and say so, some never do: the
rule has somebody look. `artfmt check --changed` knows the version before from Git; the rule is on in the preset `published`.

Bad:

    == before
    # Port Alder halves ferry fares

    Tickets will cost $2.

    == after
    # Port Alder cuts ferry fares

    Tickets will cost $2.

Good:

    == before
    # Port Alder halves ferry fares

    Tickets will cost $2.

    == after
    # Port Alder halves ferry fares

    Tickets will cost $2 from June on.
"""

from __future__ import annotations

from collections.abc import Iterator

from artfmt.rules import Finding
from artfmt.rules.core.passages import Passages
from artfmt.rules.core.published import changes
from artfmt.source.diagnostics import Severity

SEVERITY = Severity.SUGGESTION
DEFAULT = False


def check(passages: Passages) -> Iterator[Finding]:
    """Find a headline that is another than the published one."""
    for change in changes(passages):
        if change.what == "headline":
            yield Finding("/headline", f'the story was published as "{change.before}": does the house tell readers?')
