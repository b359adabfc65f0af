"""The headline of a Markdown text that is its first heading, and not in its front matter."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it.token import Token

from artfmt.formats.markdown.inline import comment_data
from artfmt.model.prose import one_line


def first_heading(tokens: Sequence[Token], headline: str | None) -> int:
    """Where the body goes on after the three tokens of a heading that is the headline; 0 where there is none.

    ``headline`` is that of the front matter. Only comments may stand before the heading.
    """
    start = 0
    while start < len(tokens) and tokens[start].type == "html_block" and _is_comment(tokens[start].content):
        start += 1
    if len(tokens) < start + 3 or tokens[start].type != "heading_open":
        return 0
    words = one_line(tokens[start + 1].content)
    is_headline = headline is None or (tokens[start].tag == "h1" and words == one_line(headline))
    return start + 3 if is_headline else 0


def _is_comment(html: str) -> bool:
    """Whether HTML is comments alone, none of which says something of the article that follows."""
    return (
        html.lstrip().startswith("<!--")
        and not re.sub(r"<!--.*?-->", "", html, flags=re.DOTALL).strip()
        and comment_data(html) in (None, ("", {}))
    )
