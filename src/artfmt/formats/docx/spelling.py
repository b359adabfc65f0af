"""How a document of Word spells an article: its text stands in XML within a zip, where nothing is found."""

from artfmt.formats.text.spelling import NOTATION

__all__ = ["NOTATION"]
