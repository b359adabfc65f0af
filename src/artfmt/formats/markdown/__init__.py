"""Markdown with YAML front matter."""
