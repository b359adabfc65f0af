"""A picture whose own data name another credit, or say that a machine made it.

Why:

Agencies and cameras write into a picture's file who is to be named (IPTC's Credit Line and Creator), and programs that make
pictures write that they made it (IPTC's Digital Source Type). An article that says something else breaks a contract, or
misleads. Pictures beside the article are looked at (`pip install '.[pictures]'`), none of the web.

Bad:

    == picture ferry.jpg: credit "Pia Lund/Harbor Wire"
    # Port Alder halves ferry fares

    ![A white ferry leaves a wooden pier](ferry.jpg)
    Photo: Tomas Wirth

    Tickets will cost $2.

Good:

    == picture ferry.jpg: credit "Pia Lund/Harbor Wire"
    # Port Alder halves ferry fares

    ![A white ferry leaves a wooden pier](ferry.jpg)
    Photo: Pia Lund/Harbor Wire

    Tickets will cost $2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from artfmt.model.prose import plain_text
from artfmt.rules import Finding
from artfmt.rules.core.passages import Passages
from artfmt.source.diagnostics import Severity
from artfmt.source.lazy import lazy

SEVERITY = Severity.WARNING
DEFAULT = False

_WORD = lazy(r"\w+")
_BY_MACHINE = lazy("trainedAlgorithmicMedia", re.IGNORECASE)  # of which there are parts: composite…


def check(passages: Passages) -> Iterator[Finding]:
    """Find pictures whose credit names nobody that their data name, and those that are not said to be a machine's."""
    if passages.around is None:
        return
    for pointer, image in passages.images:
        data = passages.around.picture(image.src) if image.src else None
        if data is None:
            continue
        credit = plain_text(image.credit)
        owner = data.credit or data.creator
        if owner and not _names(credit, data.credit) and not _names(credit, data.creator):
            state = f'is "{credit}"' if credit else "is missing"
            yield Finding(pointer, f'the picture\'s own data credit "{owner[:100]}", and the credit here {state}')
        if data.source_type and _BY_MACHINE.search(data.source_type) and image.source_type != data.source_type:
            claim = f'"{image.source_type}"' if image.source_type else "nothing"
            message = f'the picture\'s own data say "{data.source_type}", and source_type here says {claim}'
            yield Finding(pointer, message)


def _names(credit: str, owner: str | None) -> bool:
    """Whether a credit has all the words of somebody's name."""
    words = {word.casefold() for word in _WORD.findall(owner or "")}
    return bool(words) and words <= {word.casefold() for word in _WORD.findall(credit)}
