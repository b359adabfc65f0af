"""The same word twice in a row.

Why:

Spell checkers pass over it and so do tired eyes, most of all where a line ends. The rule knows English and looks for small
words and verbs that are never meant twice: "very very", "had had", "is is", "logged in in May" and names are let pass.

Bad:

    # Port Alder halves ferry fares

    The board will meet at at noon.

Good:

    # Port Alder halves ferry fares

    The board will meet at noon.

Options:

- allowed: words that may stand twice, in lower case
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import eq

from artfmt.rules import Finding
from artfmt.rules.core.passages import Passages
from artfmt.source.diagnostics import Edit, Fix, Severity
from artfmt.source.lazy import lazy

SEVERITY = Severity.WARNING
DEFAULT = True

# Words that are never meant twice; others ("very very", "Duran Duran") may be.
_NEVER_TWICE = (
    "a|an|the|and|or|but|of|to|at|by|for|from|with|on|as|are|were|be|been|has|have|if|it|its|this|these|those|their|his|"
    "our|your|he|she|they|we|who|which|when|where|into|than|then|will|would|can|could|should|not|about|after|before|through|"
    "between|under|during|because|while|also|said|says|told|met|made|went|took|came|gave|got|may|might|must|some|any|most|"
    "other|only|just|there|here|what|how"
)
_STOPS = b'.,;:!?")'
_TWICE = lazy(rf"(?<![\w'’.-])({_NEVER_TWICE}) \1(?![\w'’]|-\w)", re.IGNORECASE)


def check(passages: Passages, *, allowed: tuple[str, ...] = ()) -> Iterator[Finding]:
    """Find small words of English that stand twice; capitals tell a name ("A A Milne", "The The") from a slip."""
    lower = passages.text.encode("utf-8", "replace").lower().replace(b"\0", b" ").translate(None, _STOPS)
    words = lower.replace("”".encode(), b"").replace("’".encode(), b"").split()
    if not passages.is_english or not any(map(eq, words, words[1:])):
        return
    for hit in passages.search(_TWICE):
        first, second = hit.match[0].split(" ")
        is_name = second[0].isupper() or (first.isupper() and (len(first) > 1 or hit.start))  # "Vitamin A a day"
        if is_name or first.lower() in allowed:
            continue
        fix = Fix(
            f'take one "{second}" out', (Edit(hit.passage.pointer, hit.start + len(first), hit.end, ""),), safe=False
        )
        yield Finding(hit.passage.pointer, f'"{first}" stands twice in a row', hit.start, hit.end, fix)
