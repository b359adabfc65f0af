"""The sections of outlets: names in steady use, and what a name that no table has looks like."""

from __future__ import annotations

from artfmt.language.vocabulary import words

# Names of sections that stand alone where a timestamp would, in lower case.
DESKS = words("desks")
# Words above a headline that are no section's name.
NOT_DESKS = words("not_desks")


def is_desk_name(text: str) -> bool:
    """Whether a line has the looks of a section's name that no table has: a word or two, or "Arts & Life"."""
    if text.lower() in DESKS:
        return True
    words = text.split()
    if not 1 <= len(words) <= 3 or not text[:1].isupper() or text.endswith((".", "!", "?", ":", ",")):
        return False
    if words[0].lower() in NOT_DESKS or not all(word.isalpha() or word == "&" for word in words):
        return False
    is_joined = ("&" in words or "and" in words) and any(word.lower() in DESKS for word in words)
    return is_joined or (len(words) == 1 and len(text) > 3) or (len(words) == 2 and words[1].islower())
