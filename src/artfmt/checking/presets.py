"""The rules that a preset has beside those that are on by default."""

from __future__ import annotations

# The rules that compare a story with what was published.
OF_PUBLISHED = ("changed-address", "changed-fact", "changed-headline", "update-missing")

# The rules that look at other files, whose findings no cache may keep.
OF_FILES = ("broken-link", "picture-credit")
