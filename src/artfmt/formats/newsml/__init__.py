"""NewsML-G2: news items of agencies."""
