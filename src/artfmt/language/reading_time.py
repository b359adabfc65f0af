"""Lines and sentences that tell how long a text takes to read: "Today's edition is 612 words"."""

from __future__ import annotations

import re

from artfmt.language.vocabulary import listed, words

# The words of a line, or of a sentence of a greeting, that tells how long a text takes to read.
_COUNTED = words("count_units")
_SPELLED = words("numbers_in_words")
_AROUND_COUNT = words("around_counts")
_SENTENCE_END = re.compile(r"\w[.!?] [^\W\da-z]")
_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|[\d½¼¾⅓⅔]+(?:[.,][\d]+)*½?|&")
_OPENS_COUNT = listed("count_openings")
_TELLS, _HINTS, _EDITED = words("count_tells"), listed("count_hints"), words("edited_words")
_LONGEST = 120


def is_read_time(sentence: str) -> bool:
    """Whether a line or a sentence tells nothing but how long the text is: "Today's edition is 612 words"."""
    if len(sentence) > _LONGEST or not any(hint in sentence for hint in _HINTS):
        return False
    if "minute" not in sentence and not any(map(str.isnumeric, sentence)):
        return False
    first = _SENTENCE_END.search(sentence)
    if first:
        return is_read_time(sentence[: first.end() - 2]) and is_read_time(sentence[first.end() - 1 :])
    tokens = [token.lower().replace("\u2019", "'") for token in _TOKEN.findall(sentence)]
    units = sum(token in _COUNTED for token in tokens)
    numbers = sum(token[0].isdigit() or token[0] in "½¼¾⅓⅔" or token in _SPELLED for token in tokens)
    others = len(tokens) - units - numbers - sum(token in _AROUND_COUNT for token in tokens)
    if not units or not numbers:
        return False
    tells = not _TELLS.isdisjoint(tokens)
    opens = tokens[0].removesuffix("'s") in _OPENS_COUNT
    if len({token[:3] for token in tokens if token in _COUNTED}) > 1:  # both words and minutes
        opens, others = True, max(0, others - 1)
    if opens and not _EDITED.isdisjoint(tokens):
        others = max(0, others - 4)
    return (
        tells and others <= (2 if opens and len(tokens) > 4 else 0) and (opens or tokens[0] not in ("the", "in", "you"))
    )
