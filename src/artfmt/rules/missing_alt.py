"""An image without alternative text.

Why:

Who cannot see the image gets nothing of it, and neither does who loads it over a bad line. WCAG 2.2, criterion 1.1.1,
asks for it. On a page of the web an empty ``alt`` says that the image is mere decoration, and the lead image that is named
for links to the page is seen by none of its readers: neither is judged.

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

import re
from collections.abc import Iterator

from artfmt.article import Image
from artfmt.diagnostics import Severity
from artfmt.rules import Finding
from artfmt.story import Story

SEVERITY = Severity.WARNING
DEFAULT = True

_OWN = re.compile(r"""<article\b[^<>]*\bclass=["'][^"']*\bartfmt\b""")
_EMPTY = re.compile(r"""\salt(?:\s*=\s*(?:""|''))?(?=[\s/>])""", re.IGNORECASE)


def check(story: Story) -> Iterator[Finding]:
    """Find images with an address and without alternative text."""
    page = story.spelled.text if story.spelled and story.spelled.format == "html" else None
    for pointer, image in story.images:
        if image.src and not image.alt and not (page and _is_passed_over(page, pointer, image)):
            yield Finding(pointer, "the image has no alternative text: say in a sentence what it shows")


def _is_passed_over(page: str, pointer: str, image: Image) -> bool:
    if _OWN.search(page):  # artfmt's own page has an empty one where the article has none
        return False
    if pointer == "/image" and not image.caption and not image.credit:
        return True
    name = (image.src or "").rpartition("/")[2].partition("?")[0]
    tag = re.search(rf"<(?:amp-)?img\b[^<>]*?{re.escape(name)}[^<>]*>", page, re.IGNORECASE) if name else None
    return tag is not None and _EMPTY.search(tag[0]) is not None
