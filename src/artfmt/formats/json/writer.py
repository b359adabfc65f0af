"""JSON: the article as the schema has it, in the schema's order, two spaces deep, with the schema's address."""

from __future__ import annotations

import json

from artfmt.model.article import Article
from artfmt.model.schema import schema_address


def write(article: Article) -> str:
    """The article as JSON text that ends with a line end."""
    data = {"$schema": schema_address(article.version), **article.to_dict()}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
