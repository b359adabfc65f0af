"""An address without encryption.

Why:

What goes over "http:" can be read and changed on its way; browsers warn of it.

Bad:

    # Port Alder halves ferry fares

    Read [the new fares](http://harbor.example/fares).

Good:

    # Port Alder halves ferry fares

    Read [the new fares](https://harbor.example/fares).
"""

from __future__ import annotations

from collections.abc import Iterator

from artfmt.rules import Finding
from artfmt.rules.core.passages import Passages
from artfmt.source.diagnostics import Edit, Fix, Severity

SEVERITY = Severity.SUGGESTION
DEFAULT = False

_INSECURE, _SECURE = "http://", "https://"


def check(passages: Passages) -> Iterator[Finding]:
    """Find addresses with http; that the secure one leads to the same page is for a person to say."""
    for pointers, address in passages.addresses:
        if address[: len(_INSECURE)].lower() == _INSECURE:
            fix = Fix(
                "write https", tuple(Edit(pointer, 0, len(_INSECURE), _SECURE) for pointer in pointers), safe=False
            )
            yield Finding(pointers[0], "the address has no encryption: does it answer to https?", fix=fix)
