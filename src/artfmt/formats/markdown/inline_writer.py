"""Spans -> Markdown within a line, so that a CommonMark parser gives the same spans back.

Delimiters (``**``, ``_``, ``~~``) are used where they can only open and only close (CommonMark 0.31, section
6.2); elsewhere, as within a word, the HTML element is written.
"""

from __future__ import annotations

import re
import string
import unicodedata
from dataclasses import dataclass

from artfmt.model.prose import Mark, Span, Spans

# From the outside in; code is always innermost.
_NESTING: tuple[Mark, ...] = ("bold", "italic", "strike", "sub", "sup")
_DELIMITERS: dict[str, str] = {"bold": "**", "italic": "_", "strike": "~~"}
ELEMENTS: dict[Mark, str] = {
    "bold": "strong",
    "code": "code",
    "italic": "em",
    "strike": "s",
    "sub": "sub",
    "sup": "sup",
}

_SPECIAL = re.compile(r"\{(?=[:.=])|[\\`*\[~]|<(?![ \d=])|&(?=#?\w+;)|(?<![^\W_])_|_(?![^\W_])")
# Within brackets their end, and what would start a footnote.
_SPECIAL_IN_LINK = re.compile(_SPECIAL.pattern + r"|\]|\^")
# What would make a line something else than a line of a paragraph.
_LINE_START = re.compile(r"(?=#{1,6}(?:\s|$)|[-+](?:\s|$)|>|=+\s*$|[-:|][-:|\s]*$|:\s|:::|!!!|\?\?\?|\+[-=:])")
_NUMBER_START = re.compile(r"(\d{1,9})(?=[.)](?:\s|$))")
# How a character is spelled that must not be read as it stands.
_SPELLED = {":": "\\:", "—": "&mdash;"}
_BACKTICKS = re.compile(r"`+")


@dataclass(slots=True)
class _Piece:
    """One part of the output: text, or an opening or closing delimiter or link bracket."""

    text: str = ""
    mark: str = ""
    opens: bool = False
    partner: int = -1
    href: str = ""


def escape_text(text: str, *, in_link: bool = False) -> str:
    """Text with a backslash before each character that Markdown would take for markup."""
    return without_code((_SPECIAL_IN_LINK if in_link else _SPECIAL).sub(r"\\\g<0>", text))


# What begins the code of a template: Hugo, Jekyll and others look for it before anybody reads Markdown, so that no
# backslash keeps it from them.
_TEMPLATE = re.compile(r"\{(?=[{%#])")


def without_code(text: str) -> str:
    """Text of HTML or Markdown in which no template finds code: a brace is spelled as an entity."""
    return _TEMPLATE.sub("&#123;", text) if "{" in text else text


def holds_code(text: str) -> bool:
    """Whether a template would find code in a text."""
    return "{" in text and _TEMPLATE.search(text) is not None


def destination(url: str) -> str:
    """An address as the target of a link or image; in angle brackets where it holds parentheses."""
    url = without_code(re.sub(r"&(?=#?\w+;)", "&amp;", url))
    return f"<{url}>" if "(" in url or ")" in url else url


def write_inline(
    spans: Spans, *, line_break: str = "<br>", at_start: bool = False, escape_at: int | None = None
) -> str:
    """Prose as Markdown.

    ``line_break`` is what stands for a hard line break; ``at_start`` tells that the prose starts a line;
    ``escape_at`` is the place, in the plain text, of a character that must not be read as it stands.
    """
    if len(spans) == 1 and escape_at is None and spans[0] == Span(spans[0].text):
        return _text(spans[0].text, line_break, at_start, False)
    pieces = _pieces(spans, line_break, at_start, escape_at)
    for index, piece in enumerate(pieces):
        if piece.opens and piece.mark != "link":
            _choose(pieces, index, piece.partner)
    out = ""
    for piece in pieces:
        if piece.mark in ("link", "note"):
            out += _bracket(piece, out)
        else:
            out += piece.text
    return out


def _bracket(piece: _Piece, before: str) -> str:
    if piece.mark == "link" and not piece.opens:
        return f"]({destination(piece.href)})"
    # An exclamation mark right before would make the link an image, a caret a footnote.
    return ("<!-- -->" if before.endswith(("!", "^")) else "") + (piece.text or "[")


def _pieces(spans: Spans, line_break: str, at_start: bool, escape_at: int | None) -> list[_Piece]:
    pieces: list[_Piece] = []
    open_at: list[tuple[str, str, int]] = []  # mark, href, index of its opening piece
    offset = 0
    for span in spans:
        nesting = [("link", span.href)] if span.href else []
        nesting += [(mark, "") for mark in _NESTING if mark in span.marks]
        keep = 0
        while keep < min(len(open_at), len(nesting)) and open_at[keep][:2] == nesting[keep]:
            keep += 1
        _close(pieces, open_at, keep)
        if span.footnote is not None:
            pieces.append(_Piece(f"[^{span.footnote}]", "note"))
            continue
        for mark, href in nesting[keep:]:
            open_at.append((mark, href, len(pieces)))
            pieces.append(_Piece(mark=mark, opens=True, href=href))
        starts_line = at_start if not pieces else pieces[-1].text.endswith("\n")
        inside = None if escape_at is None else escape_at - offset
        leaf = _leaf(span.text, "code" in span.marks, line_break, starts_line, bool(span.href), inside)
        # Behind the mark of a footnote a colon would define it, and a bracket make it a link.
        behind_mark = bool(pieces) and pieces[-1].mark == "note" and leaf[0] in ":("
        pieces.append(_Piece(f"\\{leaf}" if behind_mark else leaf))
        offset += len(span.text)
    _close(pieces, open_at, 0)
    return pieces


def _close(pieces: list[_Piece], open_at: list[tuple[str, str, int]], keep: int) -> None:
    while len(open_at) > keep:
        mark, href, opening = open_at.pop()
        pieces[opening].partner = len(pieces)
        pieces.append(_Piece(mark=mark, href=href))


def _leaf(text: str, code: bool, line_break: str, at_start: bool, in_link: bool, escape_at: int | None) -> str:
    if escape_at is not None and 0 <= escape_at < len(text):
        before = _leaf(text[:escape_at], code, line_break, at_start, in_link, None) if escape_at else ""
        char = _SPELLED.get(text[escape_at], f"&#{ord(text[escape_at])};")
        return before + char + _text(text[escape_at + 1 :], line_break, False, in_link)
    return _code(text, in_link) if code else _text(text, line_break, at_start, in_link)


def _code(text: str, in_link: bool) -> str:
    # A bracket ends what may be the label of a link's definition, in code as elsewhere (CommonMark 0.31, section 4.7).
    if "\n" in text or (in_link and "]" in text) or holds_code(text):
        return f"<code>{_text(text, '<br>', False, True)}</code>"
    fence = "`" * (max(map(len, _BACKTICKS.findall(text)), default=0) + 1)
    # Of spaces at both ends one each is taken for such a pad (CommonMark 0.31, section 6.1).
    loses = text[0] == text[-1] == " " and text.strip(" ") != ""
    pad = " " if text[0] == "`" or text[-1] == "`" or loses else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _text(text: str, line_break: str, at_start: bool, in_link: bool) -> str:
    lines = escape_text(text, in_link=in_link).split("\n")
    fresh = line_break.endswith("\n")
    return line_break.join(
        _escape_start(line) if (fresh if index else at_start) else line for index, line in enumerate(lines)
    )


def _escape_start(line: str) -> str:
    return (
        _NUMBER_START.sub(r"\1\\", line, count=1)
        if line[:1].isdigit() and _NUMBER_START.match(line)
        else ("\\" + line if _LINE_START.match(line) else line)
    )


def _choose(pieces: list[_Piece], opening: int, closing: int) -> None:
    """Write a pair as delimiters where they are sure to work, else as an element."""
    mark = pieces[opening].mark
    safe = (
        mark in _DELIMITERS
        and _only_opens(_before(pieces, opening), _after(pieces, opening))
        and _only_opens(_after(pieces, closing), _before(pieces, closing))
    )
    element = ELEMENTS[mark]  # type: ignore[index]
    pieces[opening].text = _DELIMITERS[mark] if safe else f"<{element}>"
    pieces[closing].text = _DELIMITERS[mark] if safe else f"</{element}>"


def _only_opens(outside: str, inside: str) -> bool:
    """Whether a delimiter between these characters can open and cannot close (mirrored: close and not open)."""
    if inside.isspace():
        return False
    return outside.isspace() or (outside in string.punctuation and unicodedata.category(inside)[0] not in "PS")


def _before(pieces: list[_Piece], index: int) -> str:
    if index == 0:
        return " "
    return (pieces[index - 1].text if not pieces[index - 1].mark else "*")[-1]


def _after(pieces: list[_Piece], index: int) -> str:
    if index + 1 == len(pieces):
        return " "
    return (pieces[index + 1].text if not pieces[index + 1].mark else "*")[0]
