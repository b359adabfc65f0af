"""What WordPress writes into posts, whatever they come in: shortcodes, excerpts that it made itself, drafts."""

from __future__ import annotations

import re

from artfmt.formats.html.markup import paragraphs_of, text_of_markup

_CAPTION = re.compile(r"\[caption\b[^\]]{0,500}\]((?:(?!\[/?caption).){0,5000})\[/caption\]", re.DOTALL)
_PICTURE = re.compile(r"\s*((?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?)\s*(.*)", re.DOTALL)
_HAS_PARAGRAPHS = re.compile(r"<p\b|<!-- wp:", re.IGNORECASE)
_BLOCK = re.compile(r"</?(?:div|table|figure|ul|ol|dl|blockquote|h[1-6]|pre|hr|iframe|section)\b", re.IGNORECASE)
_EMPTY_LINE = re.compile(r"\n[ \t]*\n")
_ENDS = ("[…]", "[...]", "…", "...")


def markup_of(content: str) -> str:
    """The HTML of a post's content: captions as figures; empty lines part paragraphs where nothing else does."""
    content = _CAPTION.sub(_figure, content)
    if _HAS_PARAGRAPHS.search(content):
        return content
    parts = (part.strip() for part in _EMPTY_LINE.split(content.replace("\r\n", "\n")))
    return "\n".join(part if _BLOCK.match(part) else paragraphs_of(part) for part in parts if part)


def _figure(match: re.Match[str]) -> str:
    picture = _PICTURE.match(match[1])
    if not picture:
        return match[1]
    return f"<figure>{picture[1]}<figcaption>{picture[2]}</figcaption></figure>"


def deck_of(excerpt: str, content: str) -> str | None:
    """The excerpt that somebody wrote; None for one that WordPress made of the post's first words."""
    text = text_of_markup(excerpt)
    if not text or text.endswith(_ENDS) or text_of_markup(content).startswith(text):
        return None
    return text
