"""How ninjs spells an article: HTML within JSON's strings."""

from artfmt.formats.json.spelling import NOTATION

__all__ = ["NOTATION"]
