"""Addresses (URLs): which ones an article may hold, and how what a source gives becomes one.

Only addresses that run nothing are let through: http, https, ftp, mailto, tel, and relative ones, by the
schema's own pattern.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

# What browsers take out of an address before they look at it (WHATWG URL, section 4.4).
_TAKEN_OUT = str.maketrans("", "", "\t\n\r")
_ACTIVE = re.compile(
    r"[\x00-\x20]*(?:javascript|vbscript|data(?!:image/(?:png|jpe?g|gif|webp|avif)\b))\s*:", re.IGNORECASE
)
_UNFIT = re.compile(r'[\s\x00-\x20\x7f-\xa0"<>\\`\ufeff\ufffe\uffff]')


# The schema's own pattern of an address (``$defs/url``); a test compares the two.
_FIT = r'[^\s\u0000-\u0020\u007f-\u00a0"<>\\`\ufeff\ufffe\uffff'
_SCHEMES = "([Hh][Tt][Tt][Pp][Ss]?|[Ff][Tt][Pp]|[Mm][Aa][Ii][Ll][Tt][Oo]|[Tt][Ee][Ll])"
PATTERN = f"^({_SCHEMES}:{_FIT}]+|{_FIT}:/?#]*([/?#]{_FIT}]*)?)$"


@cache
def _admitted() -> re.Pattern[str]:
    return re.compile(PATTERN.removesuffix("$"))


def safe_address(raw: str | None) -> str | None:
    """``raw`` as an address that the schema admits, odd characters percent-encoded; None where it is none.

    "javascript:", "data:" and every other scheme that a page could run is none, however it is spelled.
    """
    if not raw:
        return None
    if _admitted().fullmatch(raw):
        return raw
    from urllib.parse import quote

    address = _UNFIT.sub(lambda match: quote(match[0]), raw.translate(_TAKEN_OUT).strip())
    return address if address and _admitted().fullmatch(address) else None


def whole_address(raw: str | None) -> str | None:
    """``raw`` if it is the whole address of a page, as it stands; None otherwise."""
    return raw if raw and raw.lower().startswith(("https://", "http://")) and _admitted().fullmatch(raw) else None


# The schema's own pattern of a section's id; a test compares the two.
PLACE_PATTERN = r"^[^\s\u0000-,/;-@\[-\^`{-\u00a0\ufeff\ufffe\uffff]+$"


def place_name(raw: str | None) -> str | None:
    """``raw`` if a section can have it as its id, to which links within the article lead; None otherwise."""
    return raw if raw and re.fullmatch(PLACE_PATTERN.strip("^$"), raw) else None


def is_active(raw: str) -> bool:
    """Whether following an address runs something: javascript:, vbscript:, or data: that is not a picture.

    A browser passes over white space and control characters before it (WHATWG URL, section 4.4).
    """
    return _ACTIVE.match(raw.translate(_TAKEN_OUT)) is not None


def without_parameters(address: str, names: Iterable[str]) -> tuple[str, list[str]]:
    """An address without some parameters of its query, and the names of those that were taken out.

    A name that ends with "*" stands for all that start so. The rest of the address stays as it is written.
    """
    before, mark, rest = address.partition("?")
    query, hash_mark, fragment = rest.partition("#")
    if not mark or "#" in before:
        return address, []
    names = list(names)
    starts = tuple(name[:-1] for name in names if name.endswith("*"))
    others: list[str] = []
    names_out: list[str] = []
    for part in query.split("&"):
        name = part.partition("=")[0]
        (names_out if name in names or (starts and name.startswith(starts)) else others).append(part)
    clean = before + (mark + "&".join(others) if others and others != [""] else "") + hash_mark + fragment
    return clean, [part.partition("=")[0] for part in names_out]
