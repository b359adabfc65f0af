"""How a mail spells an article: as text does, as far as its text can be found in it."""

from artfmt.formats.text.spelling import NOTATION

__all__ = ["NOTATION"]
