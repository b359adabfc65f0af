"""A link to a file that is not there, or to a place that is not in it.

Why:

A picture that was renamed and a link to a post that was moved are found by readers first. Addresses without a host are
looked up beside the article, and from the root of the repository and the folders that site generators take for the root of
the site: those that name a picture or another file, and those that name an article in Markdown. No address of the web is
asked. Since it looks at other files, what it finds is not kept in the cache.

Bad:

    # Port Alder halves ferry fares

    See [the new fares](no-such-fares.md).

Good:

    # Port Alder halves ferry fares

    See [the new fares](https://harbor.example/fares).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from artfmt.rules import Finding
from artfmt.rules.broken_anchor import is_answered
from artfmt.rules.core.passages import Around, Passages
from artfmt.source.diagnostics import Severity
from artfmt.source.lazy import lazy

SEVERITY = Severity.WARNING
DEFAULT = False

_FILE = lazy(
    r"[^?#]*\.(?:md|markdown|mdx|avif|bmp|csv|docx|gif|ico|jpe?g|mp3|mp4|odt|pdf|png|pptx|svg|tiff?|webm|webp|xlsx|zip)\Z",
    re.IGNORECASE,
)


def check(passages: Passages) -> Iterator[Finding]:
    """Find addresses of files around the article that lead nowhere."""
    if passages.around is None:
        return
    for pointers, address in passages.addresses:
        if message := _fault(passages.around, address):
            yield Finding(pointers[0], message)


def _fault(around: Around, address: str) -> str | None:
    path, _, fragment = address.partition("#")
    if not _FILE.match(path.partition("?")[0]):
        return None
    if around.is_there(path) is False:
        return f'no file is at "{path[:100]}"'
    names = around.places(path) if fragment and path.lower().endswith((".md", ".markdown", ".mdx")) else None
    if names is not None and not is_answered(fragment, names):
        return f'nothing in "{path[:100]}" answers to "#{fragment[:60]}"'
    return None
