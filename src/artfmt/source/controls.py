"""Characters that no article may hold, and what they were meant to be."""

from __future__ import annotations

import re

_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")


def _meant(match: re.Match[str]) -> str:
    """What a control character of the second set was meant to be: windows-1252 said as Latin-1; "" for others."""
    code = ord(match[0])
    return bytes([code]).decode("windows-1252", "ignore") if 0x80 <= code <= 0x9F else ""


def visible(text: str) -> bool:
    """Whether text holds a character that can be seen, as the schema counts them."""
    return bool(text.replace("\ufeff", " ").strip())


def without_controls(text: str) -> str:
    """``text`` without control characters, non-characters and lone surrogates; tabs and line ends stay."""
    return _UNFIT.sub(_meant, text) if _UNFIT.search(text) else text


def columns(text: str) -> int:
    """How many columns of a terminal text takes: two for wide characters (Unicode Annex 11), none for marks."""
    import unicodedata

    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
