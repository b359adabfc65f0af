"""A byline that stands in the text.

Why:

Readers see two bylines where the page shows its authors too, and programs see none: "By Jo Amundsen" at the head of the
text is a paragraph to them. The name belongs to `authors`.

Bad:

    # Port Alder halves ferry fares

    By Ida Brandt

    Tickets will cost $2.

Good:

    ---
    headline: Port Alder halves ferry fares
    authors:
    - name: Ida Brandt
    ---

    Tickets will cost $2.
"""

from __future__ import annotations

from collections.abc import Iterator

from artfmt.language.bylines import parse_byline, parse_dated_byline
from artfmt.rules import Finding
from artfmt.rules.core.passages import Passages
from artfmt.source.diagnostics import Severity

SEVERITY = Severity.WARNING
DEFAULT = True

_HEAD = 2  # paragraphs at the head of the text


def check(passages: Passages) -> Iterator[Finding]:
    """Find a paragraph at the head of the text that is a byline and nothing else."""
    for passage in passages.of(("paragraph",))[:_HEAD]:
        dated = parse_dated_byline(passage.text)
        authors = parse_byline(passage.text) or (dated.authors if dated else ())
        # "Ida Brandt, harbor master" is a caption, or tells who somebody is.
        opens = bool(authors) and not passage.text.startswith(authors[0].name)
        if opens and passage.pointer.startswith("/body/0/"):
            names = " and ".join(author.name for author in authors)
            yield Finding(passage.pointer, f"a byline stands in the text: put {names} into authors")
