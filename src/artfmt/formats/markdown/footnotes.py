"""Footnotes in Markdown, as GitHub, Pandoc and the site generators have them: ``[^1]``, and ``[^1]: Note`` elsewhere.

A mark is one where its footnote is defined; elsewhere it is text. Written within a sentence (``^[What it says.]``) they
have no label, and get the next number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote.index import footnote_def, footnote_inline

from artfmt.model.footnotes import Names

_MARK = re.compile(r"\[\^([^\s\]]{1,100})\]")
_KEY, _REFERENCE = "footnotes", "footnote_ref"
_OPEN, _CLOSE = "footnote_reference_open", "footnote_reference_close"


class Definition(NamedTuple):
    """A footnote as it is defined: its id, its label in the text, its token and the tokens of its blocks."""

    id: str
    label: str
    token: Token
    inside: Sequence[Token]


def with_blocks(markdown: MarkdownIt) -> None:
    """Let a parser read the definitions of footnotes."""
    markdown.block.ruler.before("reference", "footnote_def", footnote_def, {"alt": ["paragraph", "reference"]})


def with_marks(markdown: MarkdownIt) -> None:
    """Let a parser of prose read marks, before links, as brackets behind a mark are text."""
    markdown.inline.ruler.before("link", _REFERENCE, _mark)
    markdown.inline.ruler.before("link", "footnote_inline", footnote_inline)


def defined(labels: Iterable[str]) -> dict[str, Any]:
    """What a parser must know for the marks of some footnotes to be read where these are not defined."""
    return {_KEY: {"refs": {f":{label}": -1 for label in labels}, "list": {}}}


def _mark(state: StateInline, silent: bool) -> bool:
    match = _MARK.match(state.src, state.pos, state.posMax)
    if not match or f":{match[1]}" not in state.env.get(_KEY, {}).get("refs", ()):
        return False
    if not silent:
        state.push(_REFERENCE, "", 0).meta = {"label": match[1]}
    state.pos = match.end()
    return True


def taken_out(tokens: Sequence[Token], env: Mapping[str, Any]) -> tuple[list[Token], list[Definition]]:
    """The tokens of a text without the definitions of its footnotes, and these, each with its id.

    The tokens that mark a footnote are told its id.
    """
    if _KEY not in env:
        return list(tokens), []
    rest, definitions = _parted(tokens)
    names = Names()
    labels: dict[str, str] = {}
    all_of_them: list[Definition] = []
    for token, inside in definitions:
        name = names.taken(token.meta["label"])
        labels.setdefault(token.meta["label"], name)
        all_of_them.append(Definition(name, token.meta["label"], token, inside))
    within: Mapping[int, Any] = env[_KEY].get("list", {})
    for mark, block in _marks(tokens, within):
        if "label" in mark.meta:
            mark.meta["footnote"] = labels[mark.meta["label"]]
        else:
            mark.meta["footnote"] = names.taken("")
            inside = _paragraph(within[mark.meta["id"]], block)
            all_of_them.append(Definition(mark.meta["footnote"], mark.meta["footnote"], block, inside))
    return rest, all_of_them


def tell_marks(tokens: Iterable[Token], ids: Mapping[str, str], env: Mapping[str, Any]) -> None:
    """Tell the marks among the tokens of a line which footnote they mark; a footnote within it becomes words."""
    for token in tokens:
        if token.type == _REFERENCE and "label" in token.meta:
            token.meta["footnote"] = ids[token.meta["label"]]
        elif token.type == _REFERENCE:
            token.type, token.content = "text", env[_KEY]["list"][token.meta["id"]]["content"]


def _marks(tokens: Sequence[Token], within: Mapping[int, Any]) -> Iterator[tuple[Token, Token]]:
    """The marks of footnotes, in order, each with the token of the block that it stands in."""
    for token in tokens:
        pending = [iter(token.children or ())]
        while pending:
            child = next(pending[-1], None)
            if child is None:
                pending.pop()
            elif child.type == _REFERENCE:
                yield child, token
                if "label" not in child.meta:
                    pending.append(iter(within[child.meta["id"]]["tokens"]))


def _parted(tokens: Sequence[Token]) -> tuple[list[Token], list[tuple[Token, list[Token]]]]:
    rest: list[Token] = []
    definitions: list[tuple[Token, list[Token]]] = []
    into = [rest]
    for token in tokens:
        if token.type == _OPEN:
            definitions.append((token, []))
            into.append(definitions[-1][1])
        elif token.type == _CLOSE:
            into.pop()
        else:
            into[-1].append(token)
    return rest, definitions


def _paragraph(definition: Mapping[str, Any], block: Token) -> list[Token]:
    """The tokens of a footnote that stands within a sentence, as those of a paragraph."""
    prose = Token("inline", "", 0, children=definition["tokens"], content=definition["content"], map=block.map)
    return [Token("paragraph_open", "p", 1, map=block.map), prose, Token("paragraph_close", "p", -1)]
