"""Addresses (URLs): which ones an article may hold, and how what a source gives becomes one.

Only addresses that run nothing are let through: http, https, ftp, mailto, tel, and relative ones, by the
schema's own pattern.
"""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import quote

# What browsers take out of an address before they look at it (WHATWG URL, section 4.4).
_TAKEN_OUT = str.maketrans("", "", "\t\n\r")
_UNFIT = re.compile(r'[\s\x00-\x20\x7f-\xa0"<>\\`\ufeff\ufffe\uffff]')


@cache
def _pattern() -> re.Pattern[str]:
    from artfmt.schema import load_schema

    return re.compile(load_schema()["$defs"]["url"]["pattern"].removesuffix("$"))


def safe_address(raw: str | None) -> str | None:
    """``raw`` as an address that the schema admits, odd characters percent-encoded; None where it is none.

    "javascript:", "data:" and every other scheme that a page could run is none, however it is spelled.
    """
    if not raw:
        return None
    if _pattern().fullmatch(raw):
        return raw
    address = _UNFIT.sub(lambda found: quote(found[0]), raw.translate(_TAKEN_OUT).strip())
    return address if address and _pattern().fullmatch(address) else None
