"""JATS XML, Archiving and Interchange 1.1."""
