"""An image without alternative text.

Why:

Who cannot see the image gets nothing of it, and neither does who loads it over a bad line. WCAG 2.2, criterion 1.1.1,
asks for it. On a page of the web an empty ``alt`` says that the image is mere decoration, and the lead image that is named for links to the page is seen by none of its readers: neither is judged. Nor is a picture that the front matter of a
post names by its address alone: ``missing-lead-alt`` is about that.

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

from artfmt.rules import Finding
from artfmt.rules.core.passages import Passages
from artfmt.source.diagnostics import Severity
from artfmt.source.lazy import lazy

SEVERITY = Severity.WARNING
DEFAULT = True

_LACKING = "the image has no alternative text"
_TAG = lazy(r"<(?:amp-)?img\b[^<>]*>", re.IGNORECASE)
_NAME = lazy(r"[^/?\s\"'=,]+")
_OF_ARTFMT = lazy(r"^headline:", re.MULTILINE)
_OWN = lazy(r"""<article\b[^<>]*\bclass=["'][^"']*\bartfmt\b""")
_EMPTY = lazy(r"""\salt(?:\s*=\s*(?:""|''))?(?=[\s/>])""", re.IGNORECASE)


def check(passages: Passages) -> Iterator[Finding]:
    """Find images with an address and without alternative text."""
    page = passages.spelled.text if passages.spelled and passages.spelled.format.of_the_web else None
    # In artfmt's own page the alternative text is empty where the article has none.
    passes = page is not None and not _OWN.search(page)
    decoration = _decoration(page) if page and passes else frozenset()
    for pointer, image in passages.images:
        unseen = passes and pointer == "/image" and not image.caption and not image.credit
        if pointer == "/image" and names_lead_alone(passages):
            continue
        if image.src and not image.alt and not unseen and _name(image.src) not in decoration:
            where = "the lead image has no alternative text (image.alt)" if pointer == "/image" else _LACKING
            yield Finding(pointer, f"{where}: say in a sentence what it shows")


def names_lead_alone(passages: Passages) -> bool:
    """Whether the source is a post whose front matter names the lead image by its address, as site generators have it."""
    text = passages.spelled.text if passages.spelled else ""
    return text.startswith(("---", "+++")) and not _OF_ARTFMT.search(text)


def _decoration(page: str) -> frozenset[str]:
    """The names of the files that stand in a tag with an empty alternative text."""
    tags = (tag[0] for tag in _TAG.finditer(page) if _EMPTY.search(tag[0]))
    return frozenset(name for tag in tags for name in _NAME.findall(tag))


def _name(address: str) -> str:
    return address.rpartition("/")[2].partition("?")[0]
