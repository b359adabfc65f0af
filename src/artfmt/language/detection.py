"""Which language a text is written in, by how often its letters stand in it (charset-normalizer's tables)."""

from __future__ import annotations

# The languages that charset-normalizer tells apart, by the names that it gives them.
_TAGS = {
    "English": "en",
    "German": "de",
    "French": "fr",
    "Spanish": "es",
    "Italian": "it",
    "Portuguese": "pt",
    "Dutch": "nl",
    "Polish": "pl",
    "Swedish": "sv",
    "Norwegian": "no",
    "Danish": "da",
    "Finnish": "fi",
    "Czech": "cs",
    "Hungarian": "hu",
    "Romanian": "ro",
    "Turkish": "tr",
    "Indonesian": "id",
    "Vietnamese": "vi",
    "Russian": "ru",
    "Ukrainian": "uk",
    "Bulgarian": "bg",
    "Serbian": "sr",
    "Greek": "el",
    "Arabic": "ar",
    "Farsi": "fa",
    "Hebrew": "he",
    "Hindi": "hi",
    "Thai": "th",
    "Japanese": "ja",
    "Chinese": "zh",
    "Korean": "ko",
}
_SHORTEST, _LONGEST = 200, 2000  # letters
_LEAST, _LEAST_MARGIN = 0.6, 0.02
_SPELLS = (("\u3040", "\u30ff", "ja"), ("\uac00", "\ud7a3", "ko"), ("\u4e00", "\u9fff", "zh"))
_MANY = 0.2


def language_of(text: str) -> str | None:
    """The language of a text as a BCP 47 tag; None where it is too short, or of no language that is known well."""
    beginning = text[:_LONGEST]
    for first, last, tag in _SPELLS:
        if sum(first <= letter <= last for letter in beginning) > _MANY * len(beginning):
            return tag
    if len(beginning) < _SHORTEST:
        return None
    from charset_normalizer.cd import coherence_ratio

    ranks = coherence_ratio(beginning, _MANY)
    if not ranks or ranks[0][1] < _LEAST or (len(ranks) > 1 and ranks[0][1] - ranks[1][1] < _LEAST_MARGIN):
        return None
    return _TAGS.get(ranks[0][0])
