"""How JSON spells an article: in double quotes, with backslashes; a passage may be the text of several spans."""

from __future__ import annotations

import json
import re

from artfmt.formats.spelling import NEVER, Notation, Spelling

ESCAPE = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\[^u]")
_STRING = r'"(?:[^"\\]|\\.)*+"'
_FIELDS = rf'(?:\s*,?\s*"(?:href|marks)"\s*:\s*(?:{_STRING}|\[[^\]]*\]))*+'
_NEXT = re.compile(rf'"{_FIELDS}\s*\}}\s*,\s*\{{{_FIELDS}\s*,?\s*"text"\s*:\s*"')


def decode(escape: str) -> str:
    """The character of an escape; "" for one that JSON has not."""
    try:
        return str(json.loads(f'"{escape}"'))
    except ValueError:
        return ""


def encode(text: str) -> str:
    """Text as it stands between double quotes."""
    return json.dumps(text, ensure_ascii=False)[1:-1]


NOTATION = Notation((Spelling(NEVER, _NEXT, ESCAPE, decode, encode, '"'),), spans_apart=True)
