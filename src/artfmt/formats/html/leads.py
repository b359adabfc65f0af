"""Lead-ins to other stories, as slugs: "Go deeper: …", "Read more: …"."""

from __future__ import annotations

RELATED_LEADS = frozenset(
    {
        "go-deeper",
        "read-more",
        "read-also",
        "also-read",
        "related",
        "related-stories",
        "see-also",
        "more",
        "more-on-this",
        "read-next",
        "more-from",
        "further-reading",
    }
)
