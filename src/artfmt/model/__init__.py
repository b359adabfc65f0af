"""The article: its parts, its schema, and what is true of them in every format."""
