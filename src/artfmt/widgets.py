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
    r"sign up (?:here|now|to get|for\b.*\b(?:newsletters?|e-?mails?|alerts?|inbox))\b|"
    r"subscribe (?:here|to (?:our|the|axios|my)|for (?:free|more|\$))\b|share on \w+|"
    r"click here to (?:subscribe|sign|share|download|print|join|register|donate)\b|"
    r"support local journalism|no stories could be found|more \w+ stories$|"
    r"(?:today.s (?:edition|newsletter) is |smart brevity.? count: )[\d,]+ words",
    re.IGNORECASE,
)
# A sponsor's block: "A message from Alder Bank", a name and nothing that is said of it.
_SPONSOR = re.compile(r"(?:[Aa] )?[Mm]essage [Ff]rom(?: (?:[A-Z0-9][\w.&'’-]*|the|of|and|&)){1,6}:?")
_OPENS_ELSEWHERE = "(opens in new window)"
_LONGEST = 120


def is_widget(line: str) -> bool:
    """Whether a whole line of a copied page is a button, a player's control, a share link or a sign-up line."""
    if len(line) > _LONGEST:
        return False
    words = line.lower().rstrip(".…!")
    if words in _LINES or words.endswith(_OPENS_ELSEWHERE):
        return True
    return _OPENINGS.match(line) is not None or _SPONSOR.fullmatch(line) is not None
