"""The same word twice in a row.

Why:

Spell checkers pass over it and so do tired eyes, most of all where a line ends.

Bad:

    # Port Alder halves ferry fares

    The board will meet in in May.

Good:

    # Port Alder halves ferry fares

    The board will meet in May.

Options:

- allowed: words that may stand twice, in lower case
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import eq

from artfmt.diagnostics import Edit, Fix, Severity
from artfmt.rules import Finding
from artfmt.story import Story

SEVERITY = Severity.WARNING
DEFAULT = True

# Words that are never meant twice; others ("very very", "Duran Duran") may be.
_NEVER_TWICE = (
    "a|an|the|and|or|but|of|to|in|on|at|by|for|from|with|as|is|are|was|were|be|been|has|have|if|it|its|this|these|those|"
    "their|his|our|your|he|she|they|we|who|which|when|where|into|than|then|will|would|can|could|should|not|about|after"
)
_TWICE = re.compile(rf"(?<![\w'’.-])({_NEVER_TWICE}) \1(?![\w'’]|-\w)", re.IGNORECASE)


def check(story: Story, *, allowed: tuple[str, ...] = ()) -> Iterator[Finding]:
    """Find small words of English that stand twice; capitals tell a name ("A A Milne", "The The") from a slip."""
    words = story.text.lower().replace("\0", " ").split()
    if not story.is_english or not any(map(eq, words, words[1:])):
        return
    for hit in story.search(_TWICE):
        first, second = hit.match[0].split(" ")
        if second[0].isupper() or (first.isupper() and first != "I" and len(first) > 1) or first.lower() in allowed:
            continue
        fix = Fix(
            f'take one "{second}" out', (Edit(hit.passage.pointer, hit.start + len(first), hit.end, ""),), safe=False
        )
        yield Finding(hit.passage.pointer, f'"{first}" stands twice in a row', hit.start, hit.end, fix)
