"""How exports spell an article: as HTML does, within XML."""

from artfmt.formats.html.spelling import NOTATION

__all__ = ["NOTATION"]
