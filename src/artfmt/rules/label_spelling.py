"""A label that is a known one but for a slip of the pen.

Why:

"Why it maters" is printed wrong on the page, and no program finds the section under its kind.

Bad:

    # Port Alder halves ferry fares

    Tickets will cost $2.

    **Why it maters:** 9,000 people have no car.

Good:

    # Port Alder halves ferry fares

    Tickets will cost $2.

    **Why it matters:** 9,000 people have no car.

Options:

- allowed: labels that are right as they are
"""

from __future__ import annotations

from collections.abc import Iterator

from artfmt.language.labels import OTHER, kind_of, misspelled, split_lead
from artfmt.rules import Finding
from artfmt.rules.core.passages import Passages
from artfmt.source.diagnostics import Edit, Fix, Severity

SEVERITY = Severity.WARNING
DEFAULT = True


def check(passages: Passages, *, allowed: tuple[str, ...] = ()) -> Iterator[Finding]:
    """Find labels, and opening words with a colon, that nearly are a label of the table."""
    for pointer, section, _, kind in passages.sections:
        label = section.axiom.label if section.axiom else ""
        if kind == OTHER and label not in allowed and (right := misspelled(label)):
            at = f"{pointer}/axiom"
            edits = (Edit(f"{at}/label", 0, len(label), right), Edit(f"{at}/kind", 0, len(OTHER), kind_of(right)))
            yield Finding(
                f"{at}/label", f'did "{label}" mean "{right}"?', fix=Fix(f'write "{right}"', edits, safe=False)
            )
    for passage in passages.of(("paragraph",)):
        lead = split_lead(passage.text)
        if (
            lead
            and lead.label not in allowed
            and not passages.is_known(lead.label)
            and (right := misspelled(lead.label))
        ):
            end = len(lead.label)
            edit = Edit(passage.pointer, 0, end, right)
            fix = Fix(f'write "{right}"', (edit,), safe=False, reshapes=True)
            yield Finding(passage.pointer, f'did "{lead.label}" mean "{right}"?', 0, end, fix)
