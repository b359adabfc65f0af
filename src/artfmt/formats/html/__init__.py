"""HTML: pages of the web, and what artfmt writes."""
