"""How JSON-LD spells an article: in JSON's strings."""

from artfmt.formats.json.spelling import NOTATION

__all__ = ["NOTATION"]
