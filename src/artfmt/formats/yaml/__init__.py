"""YAML under the article schema."""
