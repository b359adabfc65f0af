"""How many syllables a text has."""

from __future__ import annotations

# The letters of ASCII in lower case, and spaces for the rest of it; of these, vowels and what is none; and the letters
# before a last "e" that is spoken, as another "e".
_LETTERS = bytes(ord(chr(code).lower() if chr(code).isalpha() else " ") if code < 128 else code for code in range(256))
_SOUNDS = bytes(ord("a" if chr(code) in "aeiouy" else "b") if code < 128 else code for code in range(256))
_BEFORE_SPOKEN = bytes.maketrans(b"lh", b"ee")


def syllables(text: str) -> int:
    """Roughly how many syllables a text has: its runs of vowels, without a last "e" that is silent."""
    letters = f" {text} ".encode("utf-8", "replace").translate(_LETTERS)
    silent = letters.count(b"e ") - letters.translate(_BEFORE_SPOKEN).count(b"ee ")
    return max(1, letters.translate(_SOUNDS).count(b"ba") - silent)
