"""An address that tells on the reader.

Why:

"utm_source=newsletter" and "fbclid=…" were added by whoever sent the link. They tell a third party where the reader came
from, and two addresses of one page look like two pages. The links of a post that names who paid for it, and of a section
that opens as a sponsor's, were agreed on: they stay.

Bad:

    # Port Alder halves ferry fares

    Read [the new fares](https://harbor.example/fares?utm_source=mail&page=2).

Good:

    # Port Alder halves ferry fares

    Read [the new fares](https://harbor.example/fares?page=2).

Options:

- parameters: names of parameters; one that ends with * stands for all that start so
- own-domains: the house's own, whose links may count their readers; a subdomain counts as one, too
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from artfmt.language.boilerplate import opens_sponsor
from artfmt.model.urls import without_parameters
from artfmt.rules import Finding
from artfmt.rules.core.passages import Passages
from artfmt.rules.leftover_widget import DISCLOSING
from artfmt.source.diagnostics import Edit, Fix, Severity
from artfmt.source.lazy import lazy

SEVERITY = Severity.SUGGESTION
DEFAULT = True

_SECTION = lazy(r"/body/\d+(?:/sections/\d+)*")


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
    own_domains: tuple[str, ...] = (),
) -> Iterator[Finding]:
    """Find addresses with parameters that only track."""
    if passages.article.extra.keys() & DISCLOSING:  # a sponsor's link is counted, as was agreed
        return
    own_hosts = tuple(domain.lower().lstrip(".") for domain in own_domains)
    tracked = [
        (pointers, address, clean, names)
        for pointers, address in passages.addresses
        if "?" in address and not _is_within(address, own_hosts)
        for clean, names in [without_parameters(address, parameters)]
        if names
    ]
    sponsors = (text.pointer for text in passages.all if opens_sponsor(text.text)) if tracked else ()
    paid_sections = {*map(_section, sponsors)} - {""}
    for pointers, address, clean, names in tracked:
        if _section(pointers[0]) not in paid_sections:
            fix = Fix(
                f"take {', '.join(names)} out", tuple(Edit(pointer, 0, len(address), clean) for pointer in pointers)
            )
            yield Finding(pointers[0], f"the address tracks its readers by {', '.join(names)}", fix=fix)


def _section(pointer: str) -> str:
    """The section that a part of an article stands in; empty where it stands in none."""
    section = _SECTION.match(pointer)
    return section[0] if section else ""


def _is_within(address: str, hosts: tuple[str, ...]) -> bool:
    """Whether an address leads to one of some hosts, or below it."""
    if not hosts:
        return False
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return False
    return any(host == own or host.endswith(f".{own}") for own in hosts)
