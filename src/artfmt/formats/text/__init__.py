"""Text: copied from a page or a mail, and for people to read."""
