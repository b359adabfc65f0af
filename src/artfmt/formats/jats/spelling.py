"""How JATS spells an article: with entities, and with tags between."""

from __future__ import annotations

from artfmt.formats.spelling import COMMENT, FOLD, TAG, Notation, with_entities, xml_encode

NOTATION = Notation((with_entities(rf"{TAG}|{FOLD}", xml_encode),), comment=COMMENT, names_encoding=True)
