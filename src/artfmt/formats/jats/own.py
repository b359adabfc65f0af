"""What artfmt's JATS says in attributes where JATS has no element: the words that its writer and its reader share."""

from __future__ import annotations

EXTRA, DATELINE = "artfmt-extra", "artfmt-dateline"  # of a custom-meta
LEAD_IMAGE = "lead-image"  # of a fig
# Before an id that may start with a digit, as none in XML may: that of a footnote, and that of a section.
FOOTNOTE, PLACE = "fn-", "id:"
