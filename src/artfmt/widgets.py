"""What a copied page leaves in a text that is no part of the article: buttons, players, sign-up lines."""

from __future__ import annotations

import re

# Whole lines, in lower case, without a final stop.
_LINES = frozenset(
    {
        "(opens in new window)",
        "advertisement",
        "continue reading",
        "copy link",
        "email",
        "expand chart",
        "facebook",
        "follow us",
        "go deeper",
        "keep reading",
        "learn more",
        "linkedin",
        "listen",
        "loading",
        "log in",
        "more stories",
        "no stories could be found",
        "print",
        "read more",
        "save",
        "see more",
        "share",
        "share this article",
        "share this story",
        "show less",
        "show more",
        "sign in",
        "sign up",
        "skip to main content",
        "skip to content",
        "sponsored",
        "subscribe",
        "subscribe now",
        "support local journalism by becoming a member",
        "twitter",
        "view chart",
        "view original",
        "what to read next",
    }
)
_OPENINGS = re.compile(
    r"\d+ seconds? of \d|listen to (?:this|the) (?:article|story|episode)|get more (?:local )?stories in your inbox|"
    r"sign up (?:for|here|now|to get)\b|subscribe (?:to|for|here)\b|share on \w+|click here to\b|"
    r"support local journalism|no stories could be found|more \w+ stories$|"
    r"(?:a )?message from\b|(?:today.s (?:edition|newsletter) is |smart brevity.? count: )[\d,]+ words",
    re.IGNORECASE,
)
_OPENS_ELSEWHERE = "(opens in new window)"
_LONGEST = 120


def is_widget(line: str) -> bool:
    """Whether a whole line of a copied page is a button, a player's control, a share link or a sign-up line."""
    if len(line) > _LONGEST:
        return False
    words = line.lower().rstrip(".…!")
    return words in _LINES or words.endswith(_OPENS_ELSEWHERE) or _OPENINGS.match(line) is not None
