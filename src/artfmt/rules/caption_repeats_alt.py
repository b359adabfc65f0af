"""A caption and an alternative text that say the same.

Why:

Who listens to the page hears it twice. The alternative text says what is to be seen, the caption what it means.

Bad:

    # Port Alder halves ferry fares

    ![The ferry Heron leaves pier 4.](ferry.jpg)
    The ferry Heron leaves pier 4. Photo: Pia Lund/Harbor Wire

    Tickets will cost $2.

Good:

    # Port Alder halves ferry fares

    ![A white ferry under low clouds](ferry.jpg)
    The ferry Heron leaves pier 4. Photo: Pia Lund/Harbor Wire

    Tickets will cost $2.
"""

from __future__ import annotations

from collections.abc import Iterator

from artfmt.model.prose import plain_text
from artfmt.rules import Finding
from artfmt.rules.core.passages import Passages
from artfmt.source.diagnostics import Severity
from artfmt.source.lazy import lazy

SEVERITY = Severity.SUGGESTION
DEFAULT = True

_WORDS = lazy(r"\w+")


def check(passages: Passages) -> Iterator[Finding]:
    """Find images whose alternative text has the words of their caption."""
    for pointer, image in passages.images:
        if image.alt and image.caption and _words(image.alt) == _words(plain_text(image.caption)):
            yield Finding(f"{pointer}/alt", "the alternative text repeats the caption: say what the image shows")


def _words(text: str) -> list[str]:
    return _WORDS.findall(text.lower())
