"""A published story whose address or id was changed.

Why:

Others have linked to it, shared it and stored it under the old one, and find nothing there. `artfmt check --changed` knows
the version before from Git; the rule is on in the preset `published`.

Bad:

    == before
    ---
    headline: Port Alder halves ferry fares
    url: https://wire.example/fares
    published: 2021-05-04
    ---

    Tickets will cost $2.

    == after
    ---
    headline: Port Alder halves ferry fares
    url: https://wire.example/ferry-fares
    published: 2021-05-04
    ---

    Tickets will cost $2.

Good:

    == before
    ---
    headline: Port Alder halves ferry fares
    url: https://wire.example/fares
    published: 2021-05-04
    ---

    Tickets will cost $2.

    == after
    ---
    headline: Port Alder halves ferry fares
    url: https://wire.example/fares
    published: 2021-05-04
    updated: 2021-05-05
    ---

    Tickets will cost $2 from June on.
"""

from __future__ import annotations

from collections.abc import Iterator

from artfmt.rules import Finding
from artfmt.rules.core.passages import Passages
from artfmt.rules.core.published import changes, was_published
from artfmt.source.diagnostics import Severity

SEVERITY = Severity.WARNING
DEFAULT = False


# Keys under which site generators keep former addresses.
_KEPT = frozenset(("aliases", "redirect_from", "redirects", "permalink", "slug"))


def _moves(passages: Passages) -> bool:
    """Whether the address of a published story comes from the name of its file."""
    return was_published(passages) and not passages.article.url and not passages.article.extra.keys() & _KEPT


def check(passages: Passages) -> Iterator[Finding]:
    """Find an address or id that is another than the published one."""
    if passages.before and passages.before.renamed_from and _moves(passages):
        message = (
            f'the file was "{passages.before.renamed_from}" when it was published, and its address may move with it'
        )
        yield Finding("", message)
    for change in changes(passages):
        if change.what in ("url", "id") and change.before:
            name = "address" if change.what == "url" else "id"
            now = f'is "{change.after}" now' if change.after else "is gone"
            yield Finding(f"/{change.what}", f'the published {name} was "{change.before}" and {now}: keep it')
