"""A story that is harder to read than the house wants.

Why:

The Flesch-Kincaid grade (Kincaid and others, 1975) counts words a sentence and syllables a word: 12 is what a school leaver
reads. It is a rough measure, and for English only.

Bad:

    # Port Alder halves ferry fares

    Notwithstanding considerable organizational disagreement, representatives of the municipal transportation administration unanimously authorized substantial reductions of passenger transportation expenditures. Institutional representatives characterized the comprehensive modification of transportation remuneration requirements as extraordinarily advantageous.

Good:

    # Port Alder halves ferry fares

    The board will halve the fares. Tickets will cost $2. A pass will cost $48. Children will ride free, as they do on the buses of the town.

Options:

- highest: the highest grade that a story may have
- shortest: the fewest words of a story that is judged
"""

from __future__ import annotations

from collections.abc import Iterator

from artfmt.language.sentences import sentences, stretches
from artfmt.language.syllables import syllables
from artfmt.rules import Finding
from artfmt.rules.core.passages import Passages, Role
from artfmt.source.diagnostics import Severity

_JUDGED: frozenset[Role] = frozenset({"paragraph", "item"})

SEVERITY = Severity.SUGGESTION
DEFAULT = False


def check(passages: Passages, *, highest: int = 14, shortest: int = 30) -> Iterator[Finding]:
    """Find an English story whose grade is above ``highest``."""
    runs = [passage.text for passage in passages.of(_JUDGED)]
    text = "\n".join(runs)
    words = text.count(" ") + text.count("\n") + 1
    if not passages.is_english or words < shortest:
        return
    of_words = 11.8 * syllables(text) / words - 15.59
    if 0.39 * words / len(stretches(text)) + of_words <= highest:
        return
    grade = 0.39 * words / sum(len(list(sentences(run))) for run in runs) + of_words
    if grade > highest:
        message = f"the story reads at grade {grade:.0f}, and {highest} is the most: shorter sentences, shorter words"
        yield Finding("/headline", message)
