"""How HTML spells an article: with entities, and with tags and unseen characters between."""

from __future__ import annotations

import re

from artfmt.formats.spelling import COMMENT, FOLD, TAG, UNSEEN, Notation, with_entities, xml_encode

NOTATION = Notation(
    (with_entities(rf"{TAG}|[{UNSEEN}]+|{FOLD}", xml_encode),),
    alt_opening=re.compile(r"<img\b[^<>]*?\balt\s*=\s*[\"']?", re.IGNORECASE),
    comment=COMMENT,
)
