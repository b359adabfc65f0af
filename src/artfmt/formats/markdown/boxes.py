"""The marks of boxes in Markdown, which no article has: fenced divs, callouts, alerts, lists of attributes.

Pandoc (pandoc.org/MANUAL.html#divs-and-spans), GitHub (docs.github.com, "Alerts"), Python-Markdown's admonitions, and
kramdown (kramdown.gettalong.org/syntax.html#attribute-list-definitions).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, MutableMapping
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

BOX_MARK = "mark_of_box"
_LINE = re.compile(
    r":{3,}[ \t]*(?:\{[^{}]{0,400}\}|[\w-]{1,60}[ \t]*(?:\{[^{}]{0,400}\})?)?[ \t]*:*[ \t]*$|"
    r"\{:(?:[ \t]*(?:[#.][\w-]+|[\w-]+=(?:\"[^\"{}]*\"|'[^'{}]*'|[^\s{}]+)))+[ \t]*\}[ \t]*$"
)
_ALERT = re.compile(r"\[![A-Za-z]{3,20}\][-+]?\s*(?:\n|$)")
_ADMONITION = re.compile(r'(?:!!!|\?\?\?\+?)[ \t]+[\w-]{1,40}(?:[ \t]+"(?P<title>[^"\n]{0,200})")?[ \t]*(?:\n\s*|$)')


def with_boxes(markdown: MarkdownIt) -> None:
    """Let a parser tell the lines that are marks of boxes alone, even where they end a paragraph."""
    markdown.block.ruler.before("reference", BOX_MARK, _mark, {"alt": ["paragraph", "reference", "blockquote", "list"]})


def _mark(state: StateBlock, start: int, _: int, silent: bool) -> bool:
    if state.is_code_block(start):
        return False
    begin = state.bMarks[start] + state.tShift[start]
    if state.src[begin : begin + 1] not in (":", "{") or not _LINE.match(state.src, begin, state.eMarks[start]):
        return False
    if not silent:
        token = state.push(BOX_MARK, "", 0)
        token.content = state.src[begin : state.eMarks[start]].strip()
        token.map = [start, start + 1]
        state.line = start + 1
    return True


def cut_opening_mark(token: Token, env: MutableMapping[str, Any], *, is_quoted: bool) -> None:
    """Take the mark of a box out of the prose that opens with it, "[!NOTE]" or "!!! warning"; its title stays."""
    text = token.content
    match = (_ALERT.match(text) if is_quoted else None) or _ADMONITION.match(text)
    if not match:
        return
    title = match.groupdict().get("title")
    env.setdefault(BOX_MARK, []).append((match[0].strip(), token))
    token.content = "\\\n".join(filter(None, (title, text[match.end() :])))


def marks_cut(env: Mapping[str, Any]) -> list[tuple[str, Token]]:
    """The marks that were taken out of prose, each with the token of that."""
    marks: list[tuple[str, Token]] = env.get(BOX_MARK, [])
    return marks
