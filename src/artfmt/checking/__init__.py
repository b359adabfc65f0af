"""Checking: the configuration, one article judged, and runs over many files."""
