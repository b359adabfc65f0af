"""How Markdown spells an article: with backslashes, entities, delimiters, links and tags of HTML between."""

from __future__ import annotations

import re

from artfmt.formats.spelling import COMMENT, FOLD, TAG, Notation, with_entities
from artfmt.formats.yaml.spelling import NOTATION as YAML

_TITLE = r"\"(?:[^\"\\]|\\.)*+\"|'(?:[^'\\]|\\.)*+'|\([^()]*+\)"
_DESTINATION = r"<[^<>\n]*+>|(?:[^()\s\\<]|\\.|\((?:[^()\s\\]|\\.|\([^()\s]*+\))*+\))*+"
_LINK_END = rf"\](?:\((?:{_DESTINATION})(?:\s+(?:{_TITLE}))?\s*\)|\[[^\]\n]*+\])?"
_IMAGE = rf"!\[[^\]\n]*+\]\((?:{_DESTINATION})(?:\s+(?:{_TITLE}))?\s*\)"
_AUTOLINK = r"<(?=[A-Za-z][A-Za-z0-9+.-]*+:|[^\s<>@]++@)"
_MARKUP = rf"[*_~`]+|{_IMAGE}|!?\[|{_LINK_END}|\\|[>|#:]+|{_AUTOLINK}|{TAG}|<|{FOLD}"
# Code, in which a comment is an example.
_CODE = r"^ {0,3}(`{3,}+|~{3,}+)[^\n]*+\n(?:.*\n)*?(?: {0,3}\1[`~]*+[ \t]*+$|\Z)|(`++)(?:(?!\2).)+?\2(?!`)"
_FRONT_MATTER = r"(---|\+\+\+)[ \t]*\r?\n.*?^(?:\1|\.\.\.)[ \t]*$"

NOTATION = Notation(
    (with_entities(_MARKUP),),
    address_markup=re.compile(r"\\"),
    alt_opening=re.compile(r"!\["),
    comment=COMMENT,
    code=re.compile(_CODE, re.MULTILINE),
    front=re.compile(_FRONT_MATTER, re.DOTALL | re.MULTILINE),
    front_notation=YAML,
)
