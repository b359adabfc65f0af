"""A number, a name or a quotation of a published story that is another now, and no note says so.

Why:

Who read "$2" and finds "$3" the next day must be told which of them is right. A number, a name or a quotation was changed
where one is gone and another stands in its sentence; a note that begins "Correction:", "Clarification:" or "Update:" and is
new tells it. `artfmt check --changed` knows the version before from Git; the rule is on in the preset `published`.

Bad:

    == before
    # Port Alder halves ferry fares

    Tickets will cost $2, Ola Fenn said.

    == after
    # Port Alder halves ferry fares

    Tickets will cost $3, Ola Fenn said.

Good:

    == before
    # Port Alder halves ferry fares

    Tickets will cost $2, Ola Fenn said.

    == after
    # Port Alder halves ferry fares

    Tickets will cost $3, Ola Fenn said.

    *Correction: An earlier version had another price.*
"""

from __future__ import annotations

from collections.abc import Iterator

from artfmt.rules import Finding
from artfmt.rules.core.passages import Passages
from artfmt.rules.core.published import changes, facts, is_told, placed
from artfmt.source.diagnostics import Severity

SEVERITY = Severity.WARNING
DEFAULT = False


def check(passages: Passages) -> Iterator[Finding]:
    """Find facts that are others than the published ones, where no note that is new tells of them."""
    if is_told(changes(passages)):
        return
    for fact in facts(passages):
        message = f'the published {fact.kind} was "{fact.before}" and is "{fact.after}": a correction tells readers'
        yield placed(passages, fact.pointer, fact.after.partition(", ")[0], message)
