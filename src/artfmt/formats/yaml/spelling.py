"""How YAML spells an article: in double or single quotes, or plain; a passage may be the text of several spans."""

from __future__ import annotations

import re

from artfmt.formats.json.spelling import ESCAPE, decode, encode
from artfmt.formats.spelling import FOLD, Notation, Spelling

_FIELDS = (
    r"(?:[ \t]*(?:-[ \t]+)?(?:href|marks):.*\n|[ \t]*-[ \t]+(?:bold|italic|code|strike|sub|sup)[ \t]*\n|[ \t]*\n)*+"
)
_FLOW = (
    r"[\"']?[ \t]*(?:,[ \t]*(?:href:[^,{}\n]*+|marks:[ \t]*\[[^\]\n]*+\])[ \t]*)*+\}[ \t]*(?:,|\r?\n[ \t]*-)"
    r"[ \t]*\{[ \t]*text:[ \t]*[\"']?"
)
_NEXT = re.compile(
    rf"{_FLOW}|[\"']?[ \t]*\r?\n{_FIELDS}[ \t]*(?:-[ \t]+)?text:[ \t]*(?:[|>][-+\d]*[ \t]*\r?\n[ \t]*|[\"'])?"
)
_FOLDED = re.compile(rf"\\\r?\n[ \t]*|{FOLD}")

NOTATION = Notation(
    (
        Spelling(_FOLDED, _NEXT, ESCAPE, decode, encode, '"'),
        Spelling(_FOLDED, _NEXT, re.compile("''"), lambda _: "'", lambda text: text.replace("'", "''"), "'"),
        Spelling(_FOLDED, _NEXT),
    ),
    spans_apart=True,
)
