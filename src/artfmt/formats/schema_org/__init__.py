"""schema.org: an article as JSON-LD."""
