"""How pictures came to be, in the terms of IPTC's digital source types, by which those of machines are marked."""

from __future__ import annotations

import re

_TERM = re.compile(r"[A-Za-z]+")
_OF_SCHEMA_ORG = "DigitalSource"


def source_type_of(value: object) -> str | None:
    """How a picture came to be, as a term of IPTC's digital source types; None where a value is none.

    ``value`` is the term, its address (cv.iptc.org/newscodes/digitalsourcetype/…) or schema.org's name for it
    (https://schema.org/IPTCDigitalSourceEnumeration).
    """
    term = value.rpartition("/")[2] if isinstance(value, str) else ""
    if term.endswith(_OF_SCHEMA_ORG) and term != _OF_SCHEMA_ORG:
        term = term.removesuffix(_OF_SCHEMA_ORG)
        term = term[:1].lower() + term[1:]
    return term if _TERM.fullmatch(term) else None
