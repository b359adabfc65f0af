"""Numbers in another style than the house's.

Why:

"5 percent" and "5%", "12000" and "12,000" in one paper look careless; a long number without separators is misread.

Bad:

    # Port Alder halves ferry fares

    Income fell by 5 percent to 12000 dollars.

Good:

    # Port Alder halves ferry fares

    Income fell by 5% to 12,000 dollars.

Options:

- percent: "sign" (5%) or "word" (5 percent)
- separator: what parts thousands in numbers of five digits and more, "" for nothing
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from artfmt.rules import Finding
from artfmt.rules.core.passages import PROSE, Hit, Passages
from artfmt.source.diagnostics import Edit, Fix, Severity
from artfmt.source.lazy import lazy

SEVERITY = Severity.SUGGESTION
DEFAULT = False

_PERCENT = {"sign": re.compile(r"(?<=\d) ?(?:percent|per cent)\b"), "word": re.compile(r"(?<=\d) ?%")}
_HINTS = {"sign": ("percent", "per cent"), "word": ("%",)}
_WANTED = {"sign": "%", "word": " percent"}
# Digits that are not part of an address, a decimal, a code, a telephone number or a sum that has separators.
_LONG = lazy(r"(?<![\w.,/#:=+-])[1-9][0-9]{4,8}(?![\w/=-]|[.,:]\d)")
# What makes of a number a code: a state, a box, a flight, a short code for messages; or a town before five digits.
_CODE = lazy(
    r"(?:\b[A-Z]{2}|\b[A-Z][a-z]{2,4}\.|\b(?:[Zz][Ii][Pp](?: [Cc]ode)?|[Nn]o\.|[Nn]umber|[Cc]ode|[Cc]ase|[Rr]oom|[Pp]hone|[Tt]el\.?|"
    r"[Bb]ox|[Ff]light|[Bb]ill|[Pp]ermit|[Ii][Dd])|\b[Tt]ext\b.{0,20}| [A-Z][a-z]+) $"
)
_DAY = lazy(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])$")
_DIGITS = bytes.maketrans(b"123456789", b"0" * 9)
_BEFORE = 32


def check(passages: Passages, *, percent: Literal["sign", "word"] = "sign", separator: str = ",") -> Iterator[Finding]:
    """Find percentages and long numbers that are written otherwise."""
    if not passages.is_english:
        return
    for hit in passages.search(_PERCENT[percent], PROSE, _HINTS[percent]):
        yield _finding(hit, _WANTED[percent])
    if separator and b"00000" in passages.text.encode("utf-8", "replace").translate(_DIGITS):
        for hit in passages.search(_LONG, PROSE):
            before = hit.passage.text[max(0, hit.start - _BEFORE) : hit.start]
            if not _CODE.search(before) and not _DAY.match(hit.match[0]):
                yield _finding(hit, f"{int(hit.match[0]):,}".replace(",", separator))


def _finding(hit: Hit, right: str) -> Finding:
    fix = Fix(f'write "{right}"', (Edit(hit.passage.pointer, hit.start, hit.end, right),), safe=False)
    return Finding(hit.passage.pointer, f'"{hit.match[0]}" should be "{right}"', hit.start, hit.end, fix)
