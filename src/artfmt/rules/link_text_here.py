"""A link whose words say nothing of where it leads.

Why:

Who goes through a page by its links hears "here, here, here". WCAG 2.2, criterion 2.4.4, asks that a link's words tell its
purpose.

Bad:

    # Port Alder halves ferry fares

    Read the new fares [here](https://harbor.example/fares).

Good:

    # Port Alder halves ferry fares

    Read [the new fares](https://harbor.example/fares).

Options:

- words: what a link must not be called, in lower case
"""

from __future__ import annotations

from collections.abc import Iterator

from artfmt.rules import Finding
from artfmt.rules.core.passages import Passages
from artfmt.source.diagnostics import Severity

SEVERITY = Severity.SUGGESTION
DEFAULT = True


def check(
    passages: Passages,
    *,
    words: tuple[str, ...] = (
        "here",
        "click here",
        "this",
        "link",
        "this link",
        "read more",
        "more",
        "click",
        "this page",
    ),
) -> Iterator[Finding]:
    """Find links that are called "here" and the like."""
    if not passages.is_english:
        return
    for link in passages.links:
        text = link.passage.text[link.start : link.end]
        if text.strip(" .,:;!?()[]\"'“”").lower() in words and _stands_alone(link.passage.text, link.start, link.end):
            message = f'the link "{text.strip()}" does not say where it leads: link the words that do'
            yield Finding(link.passage.pointer, message, link.start, link.end)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a link is not part of a longer word, as the first of several links to one place are."""
    return not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum()
