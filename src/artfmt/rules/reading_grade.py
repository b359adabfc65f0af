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

from artfmt.diagnostics import Severity
from artfmt.rules import Finding
from artfmt.story import Role, Story

_JUDGED: frozenset[Role] = frozenset({"paragraph", "item"})

SEVERITY = Severity.SUGGESTION
DEFAULT = False

# Vowels, which are one syllable each run of them; other letters; the rest.
_SOUNDS = str.maketrans(
    {char: "a" if char in "aeiouy" else "b" if char.isalpha() else " " for char in map(chr, range(128))}
)


def check(story: Story, *, highest: int = 14, shortest: int = 30) -> Iterator[Finding]:
    """Find an English story whose grade is above ``highest``."""
    passages = [passage.text for passage in story.of(_JUDGED)]
    text = " ".join(passages).lower()
    words = text.count(" ") + 1
    if not story.is_english or words < shortest:
        return
    count = sum(passage.role in _JUDGED for passage, _, _ in story.sentences)
    grade = 0.39 * words / count + 11.8 * _syllables(text) / words - 15.59
    if grade > highest:
        message = f"the story reads at grade {grade:.0f}, and {highest} is the most: shorter sentences, shorter words"
        yield Finding("/headline", message)


def _syllables(text: str) -> int:
    """Roughly how many syllables a text has: its runs of vowels, without a last "e" that is silent."""
    sounds = text.translate(_SOUNDS)
    silent = sum(text.count(end) for end in ("e ", "e.", "e,")) - sum(text.count(end) for end in ("le ", "ee ", "he "))
    return max(1, sounds.count("ba") + sounds.count(" a") - max(0, silent))
