"""A link to a place within the page, which an article has none of.

Why:

"#fares" leads to an element with that id. Articles keep no ids, so in every format that is written the link leads nowhere.

Bad:

    # Port Alder halves ferry fares

    Read [the new fares](#fares).

Good:

    # Port Alder halves ferry fares

    Read [the new fares](https://harbor.example/fares).
"""

from __future__ import annotations

from collections.abc import Iterator

from artfmt.diagnostics import Severity
from artfmt.rules import Finding
from artfmt.story import Story

SEVERITY = Severity.WARNING
DEFAULT = True


def check(story: Story) -> Iterator[Finding]:
    """Find links that consist of a fragment, or of the article's own address and one."""
    own = story.article.url
    for link in story.links:
        address, mark, _ = link.href.partition("#")
        if mark and address in ("", own):
            message = f'the link to "{link.href[:60]}" leads nowhere: an article keeps no places to link to'
            yield Finding(link.passage.pointer, message, link.start, link.end)
