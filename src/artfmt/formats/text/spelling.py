"""How raw text spells an article: as it is, with unseen characters, marks of quotation and folds between."""

from __future__ import annotations

import re

from artfmt.formats.spelling import FOLD, UNSEEN, Notation, Spelling

NOTATION = Notation((Spelling(re.compile(rf"[{UNSEEN}>]+|{FOLD}")),))
