"""A lede that is more than a breath.

Why:

The first paragraph is all that most people read. Smart Brevity asks for one sentence that says what is new.

Bad:

    # Port Alder halves ferry fares

    The harbor board of Port Alder, which runs the ferries that cross the sound between the old town and the islands and which has met every Monday since the spring to talk about what to do with its falling income, has voted, after a long debate in which nobody agreed, to halve the fares of all its boats from the first of June on.

Good:

    # Port Alder halves ferry fares

    Port Alder will halve its ferry fares on June 1.

Options:

- longest: the most words that the first paragraph may have
"""

from __future__ import annotations

from collections.abc import Iterator

from artfmt.model.article import Paragraph
from artfmt.model.prose import plain_text
from artfmt.rules import Finding
from artfmt.rules.core.passages import Passages
from artfmt.source.diagnostics import Severity

SEVERITY = Severity.SUGGESTION
DEFAULT = False


def check(passages: Passages, *, longest: int = 50) -> Iterator[Finding]:
    """Find a first paragraph of more than ``longest`` words."""
    first = passages.article.body[0]
    if first.heading or first.axiom or not first.blocks or not isinstance(first.blocks[0], Paragraph):
        return
    words = len(plain_text(first.blocks[0].content).split())
    if words > longest:
        message = f"the lede has {words} words, and {longest} are the most: say what is new in one sentence"
        yield Finding("/body/0/blocks/0/content", message)
