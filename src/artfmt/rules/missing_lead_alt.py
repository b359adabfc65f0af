"""A post whose lead image has no alternative text.

Why:

Site generators name the lead image by its address in the front matter, and many themes have no key for what it shows, so
that the rule is off. It is on where ``front_matter`` in .artfmt.yaml names a key for ``image.alt``: then who cannot see
the image is to get something of it, as WCAG 2.2, criterion 1.1.1, asks.

Bad:

    ---
    title: Port Alder halves ferry fares
    image: ferry.jpg
    ---

    Tickets will cost $2.

Good:

    ---
    title: Port Alder halves ferry fares
    image: ferry.jpg
    image_alt: A white ferry leaves a wooden pier
    ---

    Tickets will cost $2.
"""

from __future__ import annotations

from collections.abc import Iterator

from artfmt.rules import Finding
from artfmt.rules.core.passages import Passages
from artfmt.rules.missing_alt import names_lead_alone
from artfmt.source.diagnostics import Severity

SEVERITY = Severity.WARNING
DEFAULT = False


def check(passages: Passages) -> Iterator[Finding]:
    """Find a lead image with an address and without alternative text in a post of a site generator."""
    image = passages.article.image
    if image and image.src and not image.alt and names_lead_alone(passages):
        yield Finding("/image", "the lead image has no alternative text: say in a sentence what it shows")
