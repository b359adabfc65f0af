"""The sections of outlets: names in steady use, and what a name that no table has looks like."""

from __future__ import annotations

# Names of sections that stand alone where a dateline would, in lower case.
SECTIONS = frozenset(
    {
        *("analysis", "arts", "arts & culture", "books", "business", "city hall", "climate", "climate & environment"),
        *("commentary", "community", "courts", "crime", "cultura", "culture", "data", "deportes", "economy"),
        *("economy & business", "economía", "education", "energy", "energy & climate", "energy & environment"),
        *("entertainment", "environment", "essay", "explainer", "explainers", "features", "film", "food"),
        *("food & drink", "food & wine", "food and drink", "health", "health care", "housing", "interview"),
        *("interviews", "investigations", "life", "lifestyle", "local", "local news", "markets", "media", "metro"),
        *("money", "mundo", "music", "nation", "news", "obituaries", "opinion", "personal finance", "podcasts"),
        *("politics", "politics & policy", "política", "profile", "public safety", "q&a", "real estate", "region"),
        *("review", "reviews", "salud", "science", "space", "sport", "sports", "state", "style", "tech"),
        *("technology", "tecnología", "things to do", "transit", "transportation", "travel", "tv", "u.s.", "us"),
        *("weather", "world"),
    }
)
# Words that the names of sections have, beside another word.
WORDS_OF_SECTIONS = frozenset(word for name in SECTIONS for word in name.split() if word.isalpha()) | {
    *("baseball", "basketball", "cricket", "editorial", "editorials", "football", "golf", "hockey", "prep", "racing"),
    *("report", "rugby", "school", "schools", "soccer", "tennis", "viewpoint", "voices"),
}
# Words above a headline that are no section's name.
NO_SECTIONS = frozenset(
    {
        *("a", "account", "advertisement", "all", "archive", "audio", "blog", "breaking", "close", "copy", "donate"),
        *("draft", "edit", "exclusive", "first", "follow", "fyi", "headline", "hello", "hi", "home", "latest"),
        *("listen", "live", "log", "memo", "menu", "my", "newsletter", "open", "our", "photos", "podcast", "press"),
        *("print", "release", "save", "scoop", "search", "sections", "share", "sign", "skip", "sponsored"),
        *("subscribe", "text", "the", "title", "today", "trending", "update", "updated", "video", "watch", "your"),
    }
)


def section_name(text: str) -> bool:
    """Whether a line has the looks of a section's name that no table has: a word or two, or "Arts & Life"."""
    if text.lower() in SECTIONS:
        return True
    words = text.split()
    if not 1 <= len(words) <= 3 or not text[:1].isupper() or text.endswith((".", "!", "?", ":", ",")):
        return False
    if words[0].lower() in NO_SECTIONS or not all(word.isalpha() or word == "&" for word in words):
        return False
    joined = ("&" in words or "and" in words) and any(word.lower() in SECTIONS for word in words)
    return joined or (len(words) == 1 and len(text) > 3) or (len(words) == 2 and words[1].islower())
