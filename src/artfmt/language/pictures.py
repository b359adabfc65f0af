"""How the alternative text of a picture opens, and its caption."""

from __future__ import annotations

import re

from artfmt.language.vocabulary import pattern

# What some sites put before a caption for those who do not see.
CAPTION_LEAD = re.compile(r"image caption,?\s+(?=\S)", re.IGNORECASE)
_DESCRIBES = re.compile(rf"{pattern('picture_openings')}\b", re.IGNORECASE)
_NAMES_PICTURE = re.compile(
    rf"(?:an? |the )?{pattern('picture_names')} {pattern('picture_names_go_on')}\b", re.IGNORECASE
)


def describes(text: str) -> bool:
    """Whether a line opens like a picture's description: "A ferry at …", "Illustration of …"."""
    return _DESCRIBES.match(text) is not None


def names_picture(text: str) -> bool:
    """Whether a line says itself that it tells of a picture: "Illustration of …", "A photo showing …"."""
    return _NAMES_PICTURE.match(text) is not None
