"""Atom: the entries of a feed."""
