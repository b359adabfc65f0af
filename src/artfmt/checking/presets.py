"""The presets, and the rules that one has beside those that are on by default."""

from __future__ import annotations

from typing import Literal

Preset = Literal["default", "published", "strict", "none"]
PRESETS: dict[Preset, str] = {
    "default": "the rules that are on by default",
    "published": "these, and those that compare a story with the version that was published (with --changed)",
    "strict": "every rule but those that look at other files",
    "none": "no rule but those that the configuration names",
}

# The rules that compare a story with what was published.
OF_PUBLISHED = ("changed-address", "changed-fact", "changed-headline", "update-missing")

# The rules that look at other files, whose findings no cache may keep.
OF_FILES = ("broken-link", "picture-credit")
