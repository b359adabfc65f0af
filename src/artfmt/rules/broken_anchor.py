"""A link to a place within the article that is not there.

Why:

"#fares" leads to an element with that id, or to the heading that a site's generator gives it. Where there is neither, a
click does nothing.

Bad:

    # Port Alder halves ferry fares

    Read [the new fares](#fares).

Good:

    # Port Alder halves ferry fares

    Read [the new fares](https://harbor.example/fares).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from unicodedata import normalize
from urllib.parse import unquote

from artfmt.rules import Finding
from artfmt.rules.core.passages import Passages
from artfmt.source.diagnostics import Severity
from artfmt.source.lazy import lazy

SEVERITY = Severity.WARNING
DEFAULT = True


_MARK = lazy(r"""\b(?:id|name)\s*=\s*["']?([^"'\s>]+)|\{#([^}\s]+)\}""", re.IGNORECASE)
_NUMBERED = lazy(r"-\d+$")  # of headings with the same words
_FOOTNOTE = lazy(r"fn(?:ref)?[:-]?\d+$")
_NO_WORD = lazy(r"[^\w\- ]")


def check(passages: Passages) -> Iterator[Finding]:
    """Find links with a fragment, of the article's own address or none, that no heading and no id answers to."""
    own = passages.article.url
    links = [link for link in passages.links if "#" in link.href and link.href.partition("#")[0] in ("", own)]
    names = places(passages) if links else set()
    for link in links:
        fragment = link.href.partition("#")[2]
        if not is_answered(fragment, names):
            message = f'nothing in the article answers to the link "#{unquote(fragment).lower()[:60]}"'
            yield Finding(link.passage.pointer, message, link.start, link.end)


def is_answered(fragment: str, names: Set[str]) -> bool:
    """Whether one of the names of an article's places is that of a fragment."""
    name = unquote(fragment).lower()
    return bool({name, _NUMBERED.sub("", name), _letters(name)} & names or _FOOTNOTE.match(name))


def _ids(heading: str) -> Iterator[str]:
    """The ids that generators give a heading: with its letters as they are, without their accents, or letters alone."""
    anchor = _NO_WORD.sub("", heading.lower()).replace(" ", "-")
    yield anchor
    yield _letters(anchor)
    yield normalize("NFKD", anchor).encode("ascii", "ignore").decode()


def places(passages: Passages) -> set[str]:
    """The places that can be linked to: the top, headings by their usual ids, and ids in the source."""
    headings = {anchor for passage in passages.of(("headline", "heading")) for anchor in _ids(passage.text)}
    ids = {place.section.id.lower() for place in passages.sections if place.section.id}
    source = passages.spelled.text if passages.spelled else ""
    return {"", "top", *headings, *ids, *((match[1] or match[2]).lower() for match in _MARK.finditer(source))}


def _letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum())
