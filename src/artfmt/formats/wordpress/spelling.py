"""How the JSON of a content system spells an article: HTML within JSON's strings."""

from artfmt.formats.json.spelling import NOTATION

__all__ = ["NOTATION"]
