"""A sentence that runs out of breath.

Why:

Beyond some thirty words most readers lose the thread. Smart Brevity asks for short, direct sentences.

Bad:

    # Port Alder halves ferry fares

    The harbor board of Port Alder, which runs the ferries that cross the sound between the old town and the islands and which has met every Monday since the spring to talk about what to do with its falling income, has voted, after a long debate in which nobody agreed, to halve the fares of all its boats from the first of June on.

Good:

    # Port Alder halves ferry fares

    The board voted on Monday. Fares will be halved on June 1.

Options:

- longest: the most words that a sentence may have
"""

from __future__ import annotations

from collections.abc import Iterator

from artfmt.language.sentences import sentences, stretches
from artfmt.rules import Finding
from artfmt.rules.core.passages import RUNNING, Passages
from artfmt.source.diagnostics import Severity

SEVERITY = Severity.SUGGESTION
DEFAULT = False


def check(passages: Passages, *, longest: int = 45) -> Iterator[Finding]:
    """Find sentences of more than ``longest`` words."""
    for passage in passages.of(RUNNING):
        text = passage.text
        if text.count(" ") < longest or not any(stretch.count(b" ") >= longest for stretch in stretches(text)):
            continue
        for start, end in sentences(text):
            words = text.count(" ", start, end) + 1
            if words > longest:
                message = f"the sentence has {words} words, and {longest} are the most: make two of it"
                yield Finding(passage.pointer, message, start, end)
