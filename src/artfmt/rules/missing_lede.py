"""A story that opens with something else than text.

Why:

The lede tells in a sentence or two what happened. A story that opens with a label, a heading, a list or a picture makes
its readers guess.

Bad:

    # Port Alder halves ferry fares

    **Why it matters:** 9,000 people have no car.

Good:

    # Port Alder halves ferry fares

    Tickets will cost $2 from June 1.

    **Why it matters:** 9,000 people have no car.
"""

from __future__ import annotations

from collections.abc import Iterator

from artfmt.model.article import Image, Paragraph, Quote
from artfmt.rules import Finding
from artfmt.rules.core.passages import Passages
from artfmt.source.diagnostics import Severity

SEVERITY = Severity.WARNING
DEFAULT = False


def check(passages: Passages) -> Iterator[Finding]:
    """Find an article whose first section is not a lede; newsletters have none of their own."""
    first = passages.article.body[0]
    if passages.article.type == "newsletter":
        return
    if first.heading or first.axiom:
        what = "a heading" if first.heading else f'the label "{first.axiom.label}"' if first.axiom else ""
        yield Finding("/body/0", f"the story opens with {what}: put a lede of a sentence or two before it")
        return
    block = next((block for block in first.blocks if not isinstance(block, Image)), None)
    if not isinstance(block, Paragraph | Quote):
        yield Finding("/body/0", "the story opens without text: put a lede of a sentence or two first")
