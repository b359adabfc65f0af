"""The inline tokens of a Markdown text -> spans."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from html import unescape
from typing import Any, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.reference import reference
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.deflist.index import deflist_plugin

from artfmt.formats.json.reader import strict_json
from artfmt.formats.markdown.boxes import cut_opening_mark, with_boxes
from artfmt.formats.markdown.footnotes import defined, tell_marks, with_blocks, with_marks
from artfmt.formats.markdown.grid_tables import with_grid_tables
from artfmt.formats.markdown.shortcodes import with_codes
from artfmt.model.prose import Mark, Span, Spans, canonical, plain_text
from artfmt.model.urls import safe_address
from artfmt.reading.document import Place, Report

DEEPEST = 150
_DEEPEST_BRACKET = 20  # as markdown-it has it for CommonMark
_OPEN_MARKS: dict[str, Mark] = {"strong_open": "bold", "em_open": "italic", "s_open": "strike"}
_CLOSE_MARKS: dict[str, Mark] = {"strong_close": "bold", "em_close": "italic", "s_close": "strike"}
_ELEMENTS: dict[str, Mark] = {
    "strong": "bold",
    "b": "bold",
    "em": "italic",
    "i": "italic",
    "s": "strike",
    "del": "strike",
    "strike": "strike",
    "code": "code",
    "tt": "code",
    "kbd": "code",
    "sub": "sub",
    "sup": "sup",
}
_NONE: frozenset[int] = frozenset()
_ACTIVE = frozenset({"script", "style", "template", "noscript", "object", "iframe", "svg", "math", "textarea", "title"})
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")
_COMMENT = re.compile(r"<!--\s*+([a-z]*+)(?::\s*+(\{.*\}))?\s*+-->\s*+", re.DOTALL)


class _Parser(MarkdownIt):
    """A parser that leaves addresses as they are written; they are judged here, not there."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        return link

    def validateLink(self, _: str) -> bool:  # noqa: N802
        return True


@cache
def parser() -> MarkdownIt:
    """The one parser: CommonMark with GFM's tables and strikethrough."""
    markdown = _parser(DEEPEST)
    markdown.block.ruler.at("reference", _reference)
    with_blocks(markdown)
    with_boxes(markdown)
    with_grid_tables(markdown)
    with_codes(markdown)
    deflist_plugin(markdown)
    markdown.core.ruler.at("inline", _parse_prose)
    return markdown


@cache
def _parser(deepest: int) -> MarkdownIt:
    markdown = _Parser("commonmark", {"maxNesting": deepest}).enable(["table", "strikethrough"])
    with_marks(markdown)
    # Kept apart, so that an escaped colon can be told from one that ends a label.
    return markdown.disable("text_join")


def _parse_prose(state: StateCore) -> None:
    """The tokens of all prose, whose brackets nest less deep than blocks: each level goes through the text again."""
    shallow = _parser(_DEEPEST_BRACKET)
    quoted = before = ""
    for token in state.tokens:
        if token.type == "inline":
            if before == "paragraph_open":
                cut_opening_mark(token, state.env, is_quoted=quoted == "blockquote_open")
            token.children = shallow.inline.parse(token.content, shallow, state.env, [])
        elif token.type != "paragraph_open":
            quoted = token.type
        before = token.type


def _reference(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A link's definition; a footnote's, which looks like one, stays a paragraph with its words."""
    place = state.bMarks[start] + state.tShift[start]
    return state.src[place : place + 2] != "[^" and reference(state, start, end, silent)


def size_of(value: Any) -> int | None:
    """A width or height that a comment tells; None where it is not a whole number of pixels."""
    return value if type(value) is int and 0 < value < 1_000_000_000 else None


class Prose(NamedTuple):
    """What inline tokens say: their spans, the images among them, and which characters were escaped.

    ``escaped_colons`` numbers, from 0, the colons of the text that stand behind a backslash;
    ``escaped_start`` tells that the first character is spelled as an entity, or is a colon behind a backslash;
    ``place`` is the name that an element without words gives the place; ``bold_end`` is where the bold that the prose
    starts with ends in its plain text, None where it starts with none.
    """

    spans: Spans
    images: tuple[Token, ...]
    escaped_colons: frozenset[int]
    escaped_start: bool
    bold_end: int | None
    place: str | None = None


def comment_data(html: str) -> tuple[str, dict[str, Any]] | None:
    """Name and data of a comment of artfmt's own; None for anything else."""
    match = _COMMENT.fullmatch(html)
    if not match:
        return None
    try:
        data = strict_json(match[2]) if match[2] else {}
    except ValueError:
        return None
    return (match[1], data) if isinstance(data, dict) else None


def read_prose(tokens: Sequence[Token], report: Report, place: Place) -> Prose:
    """The prose of some inline tokens."""
    if len(tokens) == 1 and tokens[0].type == "text":  # as most prose is
        return Prose(canonical([Span(tokens[0].content)]), (), _NONE, False, None)
    reader = _Inline(report, place)
    for token in tokens:
        reader.take(token)
    return Prose(
        canonical(reader.spans),
        tuple(reader.images),
        frozenset(reader.escaped_colons),
        reader.escaped_start,
        reader.bold_end,
        reader.place_name,
    )


def read_line(markdown: str, report: Report, place: Place, footnotes: Mapping[str, str]) -> Spans:
    """The spans of a piece of Markdown that is not a block, as of the front matter; told of what else it holds.

    ``footnotes`` are the ids of those that it may refer to, by their labels.
    """
    env = defined(footnotes)
    (token,) = parser().parseInline(markdown, env)
    tell_marks(token.children or (), footnotes, env)
    prose = read_prose(token.children or [], report, place)
    for image in prose.images:
        words = alt_text(image.children or []) or str(image.attrs.get("src") or "")
        report.left_out(words, place, "a picture has no place within a caption, a credit or a note")
    return prose.spans


def alt_text(tokens: Iterable[Token]) -> str:
    """The words of an image's alternative text."""
    return "".join(_alt_parts(tokens))


def _alt_parts(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            yield " "
        elif token.type == "image":
            yield alt_text(token.children or ())
        elif token.type != "html_inline":
            yield token.content


def addresses_within(tokens: Iterable[Token]) -> Iterator[str]:
    """The addresses of the links and pictures among some tokens, as within an alternative text."""
    for token in tokens:
        if address := token.attrs.get("href") or token.attrs.get("src"):
            yield str(address)
        yield from addresses_within(token.children or ())


class _Inline:
    def __init__(self, report: Report, place: Place) -> None:
        self.spans: list[Span] = []
        self.images: list[Token] = []
        self.escaped_colons: list[int] = []
        self.escaped_start = False
        self._report = report
        self._place = place
        self._marks: dict[Mark, int] = {}  # how often each is open
        self._active: str | None = None  # the element that runs or shows nothing, while within it
        self._line = 0
        self._links: list[tuple[str | None, int]] = []  # the address, and how many spans come before
        self._colons = 0
        self.bold_end: int | None = None
        self.place_name: str | None = None

    def take(self, token: Token) -> None:
        kind = token.type
        if self._active:
            self._pass_over(token)
        elif kind in ("text", "text_special"):
            self._text(token)
        elif kind in _OPEN_MARKS:
            self._mark(_OPEN_MARKS[kind])
        elif kind in _CLOSE_MARKS:
            self._unmark(_CLOSE_MARKS[kind])
        elif kind == "code_inline":
            self._add(token.content, "code")
        elif kind in ("softbreak", "hardbreak"):
            self._line += 1
            self._add(" " if kind == "softbreak" else "\n")
        elif kind == "link_open":
            self._open_link(str(token.attrs.get("href", "")), token)
        elif kind == "link_close":
            self._close_link()
        elif kind == "image":
            self.images.append(token)
        elif kind == "footnote_ref":
            self.spans.append(Span(footnote=token.meta["footnote"]))
        elif kind == "html_inline":
            self._html(token.content)
        else:
            self._add(token.content)

    def _text(self, token: Token) -> None:
        is_colon = token.type == "text_special" and token.content == ":" and token.info == "escape"
        if is_colon:
            self.escaped_colons.append(self._colons)
        if not self.spans and (is_colon or (token.type == "text_special" and token.info == "entity")):
            self.escaped_start = True
        self._add(token.content)

    def _add(self, text: str, mark: Mark | None = None) -> None:
        if not text:
            return
        self._colons += text.count(":")
        marks = (*self._marks, mark) if mark and mark not in self._marks else tuple(self._marks)
        self.spans.append(Span(text, marks, self._links[-1][0] if self._links else None))

    def _mark(self, mark: Mark) -> None:
        self._marks[mark] = self._marks.get(mark, 0) + 1

    def _unmark(self, mark: Mark) -> None:
        count = self._marks.pop(mark, 0) - 1
        if count > 0:
            self._marks[mark] = count
        if mark == "bold" and self.bold_end is None and all("bold" in span.marks for span in self.spans):
            self.bold_end = len(plain_text(canonical(self.spans)))

    def _open_link(self, raw: str, token: Token) -> None:
        self._links.append((self._address(raw, token), len(self.spans)))

    def _close_link(self) -> None:
        address, before = self._links.pop() if self._links else (None, 0)
        if address and len(self.spans) == before:
            self._left_out(address, "a link without words")

    def _address(self, raw: str, token: Token) -> str | None:
        if title := token.attrs.get("title"):
            self._left_out(str(title), "a link's title: it has no place in an article")
        if not raw:
            return None
        address = safe_address(raw)
        if address is None:
            self._report.refused(raw, self._here)
        return address

    def _html(self, html: str) -> None:
        if html.startswith("<!--"):
            if words := html[4:-3].strip():
                self._report.comment(words, self._here)
            return
        tag = _TAG.match(html)
        closing, name = (tag[1] == "/", tag[2].lower()) if tag else (False, "")
        mark = _ELEMENTS.get(name)
        if name == "br":
            self._add("\n")
        elif name == "a" and not closing and not _attribute(html, "href") and (place := _place_named(html)):
            self.place_name = self.place_name or place
            self._links.append((None, 0))
        elif mark and closing:
            self._unmark(mark)
        elif mark:
            self._mark(mark)
        elif name == "a" and closing:
            self._close_link()
        elif name == "a":
            self._open_link(_attribute(html, "href"), _NO_TITLE)
        elif name == "img":
            alt = Token("text", "", 0, content=_attribute(html, "alt"))
            self.images.append(Token("image", "img", 0, attrs={"src": _attribute(html, "src")}, children=[alt]))
        elif not closing:
            rule = "active-element" if name in _ACTIVE else "html-left-out"
            self._left_out(html, "an HTML element that has no place in an article", rule)
            self._active = name if name in _ACTIVE and not closing and not html.endswith("/>") else None

    def _pass_over(self, token: Token) -> None:
        """What stands within an element that runs or shows nothing is not prose."""
        closing = _TAG.match(token.content) if token.type == "html_inline" else None
        if closing and closing[1] == "/" and closing[2].lower() == self._active:
            self._active = None
        elif words := token.content.strip():
            self._left_out(words, f"within <{self._active}>", "active-element")

    @property
    def _here(self) -> Place | None:
        return (self._place, self._line) if isinstance(self._place, Token) else self._place

    def _left_out(self, text: str, why: str, rule: str = "left-out") -> None:
        self._report.left_out(text, self._here, why, rule)


def _place_named(html: str) -> str | None:
    return _attribute(html, "id") or _attribute(html, "name") or None


_ATTRIBUTES = re.compile(r"""\s([\w:-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")


def _attribute(html: str, name: str) -> str:
    """The value of an attribute of a tag; empty where it has none."""
    values = (match for match in _ATTRIBUTES.finditer(html) if match[1].lower() == name)
    first = next(values, None)
    return unescape(next(filter(None, first.groups()[1:]), "")) if first else ""


_NO_TITLE = Token("link_open", "a", 1)
