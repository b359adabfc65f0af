"""A published story whose text was changed, and neither its date of updating nor a note says so.

Why:

Readers, search engines and archives know by `updated` that they hold an old version. `artfmt check --changed` knows the
version before from Git; the rule is on in the preset `published`.

Bad:

    == before
    ---
    headline: Port Alder halves ferry fares
    published: 2021-05-04
    ---

    Tickets will cost $2.

    == after
    ---
    headline: Port Alder halves ferry fares
    published: 2021-05-04
    ---

    Tickets will cost $2, and children ride free.

Good:

    == before
    ---
    headline: Port Alder halves ferry fares
    published: 2021-05-04
    ---

    Tickets will cost $2.

    == after
    ---
    headline: Port Alder halves ferry fares
    published: 2021-05-04
    updated: 2021-05-06
    ---

    Tickets will cost $2, and children ride free.

Options:

- words: how many words may be changed without it, as when a slip is mended
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from artfmt.model.diff import Change
from artfmt.rules import Finding
from artfmt.rules.core.passages import Passages
from artfmt.rules.core.published import changes, is_told, of_story
from artfmt.source.diagnostics import Severity

SEVERITY = Severity.WARNING
DEFAULT = False


def check(passages: Passages, *, words: int = 2) -> Iterator[Finding]:
    """Find a story that was changed by more than some words without a new ``updated`` or a note."""
    some = changes(passages)
    of_text = of_story(some)
    is_dated = any(change.what == "updated" and change.after for change in some)
    if is_dated or is_told(some) or sum(map(_words_changed, of_text)) <= words:
        return
    first = next((change.pointer_after for change in of_text if change.pointer_after), "/headline")
    yield Finding(first, "the published text was changed: set updated to the day, or add a note that says what changed")


def _words_changed(change: Change) -> int:
    """How many words are in one version and not in the other."""
    before, after = (Counter((text or "").split()) for text in (change.before, change.after))
    return max((before - after).total(), (after - before).total())
