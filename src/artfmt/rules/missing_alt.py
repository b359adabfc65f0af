"""An image without alternative text.

Why:

Who cannot see the image gets nothing of it, and neither does who loads it over a bad line. WCAG 2.2, criterion 1.1.1,
asks for it.

Bad:

    # Port Alder halves ferry fares

    ![](ferry.jpg)

    Tickets will cost $2.

Good:

    # Port Alder halves ferry fares

    ![A white ferry leaves a wooden pier](ferry.jpg)

    Tickets will cost $2.
"""

from __future__ import annotations

from collections.abc import Iterator

from artfmt.diagnostics import Severity
from artfmt.rules import Finding
from artfmt.story import Story

SEVERITY = Severity.WARNING
DEFAULT = True


def check(story: Story) -> Iterator[Finding]:
    """Find images with an address and without alternative text."""
    for pointer, image in story.images:
        if image.src and not image.alt:
            yield Finding(pointer, "the image has no alternative text: say in a sentence what it shows")
