"""A file a language; ``vocabulary`` is compiled from them, ``months`` from CLDR."""
