"""The formats: a folder each, with its reader, its writer and how it spells text; ``table`` lists them."""
