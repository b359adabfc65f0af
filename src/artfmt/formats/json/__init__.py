"""JSON under the article schema."""
