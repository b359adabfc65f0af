"""An address that tells on the reader.

Why:

"utm_source=newsletter" and "fbclid=…" were added by whoever sent the link. They tell a third party where the reader came
from, and two addresses of one page look like two pages.

Bad:

    # Port Alder halves ferry fares

    Read [the new fares](https://harbor.example/fares?utm_source=mail&page=2).

Good:

    # Port Alder halves ferry fares

    Read [the new fares](https://harbor.example/fares?page=2).

Options:

- parameters: names of parameters; one that ends with * stands for all that start so
"""

from __future__ import annotations

from collections.abc import Iterator

from artfmt.model.urls import without_parameters
from artfmt.rules import Finding
from artfmt.rules.core.passages import Passages
from artfmt.rules.leftover_widget import DISCLOSING
from artfmt.source.diagnostics import Edit, Fix, Severity

SEVERITY = Severity.SUGGESTION
DEFAULT = True


def check(
    passages: Passages,
    *,
    parameters: tuple[str, ...] = (
        "utm_*",
        "fbclid",
        "gclid",
        "dclid",
        "msclkid",
        "mc_cid",
        "mc_eid",
        "igshid",
        "yclid",
        "_hsenc",
        "_hsmi",
        "twclid",
    ),
) -> Iterator[Finding]:
    """Find addresses with parameters that only track."""
    if passages.article.extra.keys() & DISCLOSING:  # a sponsor's link is counted, as was agreed
        return
    for pointers, address in passages.addresses:
        if "?" not in address:
            continue
        clean, names = without_parameters(address, parameters)
        if names:
            fix = Fix(
                f"take {', '.join(names)} out", tuple(Edit(pointer, 0, len(address), clean) for pointer in pointers)
            )
            yield Finding(pointers[0], f"the address tracks its readers by {', '.join(names)}", fix=fix)
