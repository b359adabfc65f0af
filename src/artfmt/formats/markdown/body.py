"""The body of a Markdown text: markdown-it-py's tokens -> a run of section starts and blocks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any, NamedTuple

from markdown_it.common.utils import unescapeAll
from markdown_it.token import Token

from artfmt.formats.markdown.boxes import BOX_MARK, marks_cut
from artfmt.formats.markdown.figures import Figures
from artfmt.formats.markdown.footnotes import Definition, taken_out
from artfmt.formats.markdown.inline import (
    DEEPEST,
    Prose,
    comment_data,
    parser,
    read_prose,
)
from artfmt.formats.markdown.shortcodes import lines_of_codes, shown_by
from artfmt.formats.markdown.tables import Tables
from artfmt.formats.markdown.tokens import (
    figure_start,
    first_heading,
    from_picture_to_picture,
    groups,
    has_labels,
    section_data,
    tell_unused,
)
from artfmt.language.labels import label_of, starts_with_dash
from artfmt.language.typed_labels import heading_label, is_lone_label, typed_label
from artfmt.model.article import (
    Axiom,
    Block,
    Code,
    Embed,
    Footnote,
    List,
    ListItem,
    Paragraph,
    Quote,
    Table,
)
from artfmt.model.limits import DEEPEST_LIST
from artfmt.model.prose import Span, Spans, canonical, cut, one_line, plain_text
from artfmt.model.urls import place_name
from artfmt.reading.document import Report
from artfmt.reading.sections import Start, unsectioned
from artfmt.source.diagnostics import Severity
from artfmt.source.errors import ReadError
from artfmt.source.location import Location

_INDENT = re.compile(r"[\s>]*")
# A footnote, or a shortcode, tag or attribute of Hugo, Jekyll and Liquid.
_OTHERS = re.compile(r"\[\^[^\s\]]{1,40}\]|\{\{[<%]?|\{%|\{:\s?[.#]")
_TASK = re.compile(r"\[[ xX]\]\s")
# What Pandoc, Hugo and kramdown have for the attributes of a heading: {#fares}, {: #fares}.
_ATTRIBUTES = re.compile(r"\{:?\s*+((?:[#.][^\s{}]++\s++)*[#.][^\s{}]++)\s*+\}\s*+\Z")


class MarkdownBody(NamedTuple):
    """What the body says, and the first heading where the headline is missing elsewhere.

    ``labels`` gives the ids of the footnotes by the labels that the text has for them; ``definitions`` are the lines of
    the text, from 0, that define addresses.
    """

    flow: list[Start | Block]
    headline: str | None
    footnotes: tuple[Footnote, ...]
    labels: Mapping[str, str]
    definitions: Sequence[int] = ()


def read_body(text: str, lines_above: int, report: Report, headline: str | None) -> MarkdownBody:
    """The body that a text makes; ``lines_above`` is how many lines of the source come before it.

    ``headline`` is that of the front matter. Raises ReadError where the text nests too deeply.
    """
    definitions: dict[str, Any] = {}
    all_tokens = parser().parse(text, definitions)
    tokens, notes = taken_out(all_tokens, definitions)
    labels = {note.label: note.id for note in reversed(notes)}
    reader = _Reader(text.split("\n"), lines_above, report, labels, all_tokens)
    report.resolve = reader.place
    for token in all_tokens:
        if token.level >= DEEPEST - 2:
            raise ReadError("is nested too deeply to be an article", line=reader.place(token).line)
    first = first_heading(tokens, headline)
    first_line = None
    if first:
        prose = read_prose(tokens[first - 2].children or [], report, None)
        first_line = one_line(plain_text(prose.spans))
        reader.pictures_of(prose, tokens[first - 3], reader.flow)
        report.place_field("/headline", tokens[first - 3])
        if headline:
            report.read_as(first_line, tokens[first - 3], "the headline again")
    reader.blocks([*tokens[: max(0, first - 3)], *tokens[first:]], reader.flow)
    footnotes = tuple(map(reader.footnote, notes))
    for mark, token in marks_cut(definitions):
        reader.tell_mark(mark, token)
    tell_unused(definitions, all_tokens, lines_above, report)
    lines = [line for link in definitions.get("references", {}).values() for line in range(*link["map"])]
    return MarkdownBody(reader.flow, first_line, footnotes, labels, lines)


class _Reader:
    def __init__(
        self,
        lines: Sequence[str],
        lines_above: int,
        report: Report,
        labels: Mapping[str, str],
        tokens: Sequence[Token],
    ) -> None:
        self.lines = lines
        self.figures = Figures(report, labels)
        self.tables = Tables(lines, self.figures, report, self.pictures_of)
        self.above = lines_above
        self.report = report
        self.flow: list[Start | Block] = []
        self._said: dict[str, Any] = {}
        self._tokens = tokens  # of all the text
        self._readers: dict[str, Callable[[Token, Sequence[Token], list[Any]], None]] = {
            "paragraph_open": self._paragraph,
            "heading_open": self._heading,
            "bullet_list_open": self._list,
            "ordered_list_open": self._list,
            "blockquote_open": self._quote,
            "table_open": lambda token, inside, into: self._add(self.tables.table(token, inside, into), token, into),
            "fence": self._code,
            "code_block": self._code,
            "hr": lambda token, _, into: self._start(Start(), token, into),
            "html_block": self._html,
            "dl_open": self._definitions,
            BOX_MARK: lambda token, _, __: self.tell_mark(token.content, token),
        }

    def place(self, mark: Token | tuple[Any, int]) -> Location:
        """Where a block starts, behind the marks of what it stands in; or a line of it, counted from 0."""
        token, offset = mark if isinstance(mark, tuple) else (mark, 0)
        line = (token.map[0] if token.map else 0) + offset
        indent = _INDENT.match(self.lines[line]) if line < len(self.lines) else None
        return Location(line + 1 + self.above, (indent.end() if indent else 0) + 1)

    def blocks(self, tokens: Sequence[Token], into: list[Any]) -> None:
        """Read a run of tokens into a list of starts and blocks."""
        for start, end in groups(tokens):
            self._readers[tokens[start].type](tokens[start], tokens[start:end], into)

    def _add(self, block: Block, token: Token, into: list[Any]) -> None:
        self.report.place(block, token)
        into.append(block)

    def _start(self, start: Start, token: Token, into: list[Any]) -> None:
        name = start.name or self._said.get("id")
        into.append(start._replace(depth=self._said.get("depth"), place=token, name=name))
        self._said = {}

    def _heading(self, token: Token, inside: Sequence[Token], into: list[Any]) -> None:
        children, place = self._place_of_heading(inside[1].children or [], token)
        prose = read_prose(children, self.report, token)
        level, name = int(token.tag[1]), place or place_name(prose.place)
        label = None if prose.escaped_start else heading_label(prose.spans, level, self.report.labels)
        if label and self._has_labels:
            message = f'read the heading "{label}" as a label: write **{label}:**'
            self.report.notice("label-form", Severity.SUGGESTION, message, token)
            self._start(Start(axiom=Axiom(self.report.labels.kind_of(label), label), name=name), token, into)
        elif prose.spans:
            self._start(Start(prose.spans, level, name=name), token, into)
        self.pictures_of(prose, token, into)

    @cached_property
    def _has_labels(self) -> bool:
        return has_labels(self._tokens, self.report.labels)

    def _place_of_heading(self, children: Sequence[Token], token: Token) -> tuple[Sequence[Token], str | None]:
        """The tokens of a heading without the attributes at its end, and the id that these give it."""
        last = children[-1] if children and children[-1].type == "text" else None
        match = _ATTRIBUTES.match(last.content, max(0, last.content.rfind("{"))) if last else None
        if not last or not match:
            return children, None
        names = [word[1:] for word in match[1].split() if word.startswith("#")]
        others = " ".join(word for word in match[1].split() if not word.startswith("#"))
        if others:
            self.report.left_out(others, token, "attributes of a heading: they have no place in an article")
        rest = last.copy(content=last.content[: match.start()].rstrip())
        return [*children[:-1], rest], place_name(names[0]) if names else None

    def footnote(self, definition: Definition) -> Footnote:
        """A footnote: the prose of its blocks, with line breaks between them."""
        spans: list[Span] = []
        for block in self._quoted(definition.inside, definition.token):
            spans += [Span("\n"), *self._words_of(block, definition.token)]
        raw = " ".join(token.content for token in definition.inside if token.content) or definition.label
        footnote = Footnote(definition.id, canonical(spans) or canonical((Span(raw),)) or (Span(definition.id),))
        self.report.place(footnote, definition.token)
        return footnote

    def _words_of(self, block: Block, token: Token) -> Iterator[Span]:
        """The prose of a block that stands where only prose has a place."""
        match block:
            case Paragraph():
                yield from block.content
            case List():
                for item in block.items:
                    yield from (Span("\n• "), *item.content)
                    yield from self._words_of(item.sublist, token) if item.sublist else ()
            case Code():
                yield Span(block.text, ("code",))
            case Table():
                for row in (block.header, *block.rows):
                    yield Span("\n")
                    for cell in row:
                        yield from (*cell, Span(" "))
            case _:
                words = block.url if isinstance(block, Embed) else getattr(block, "alt", None) or "a picture"
                self.report.left_out(words, token, "only prose has a place in a footnote")

    def _html(self, token: Token, _: Sequence[Token], into: list[Any]) -> None:
        data = comment_data(token.content)
        if data and data[0] == "section":
            self._said = section_data(data[1])
            if label := self._said.get("label"):
                self._start(
                    Start(axiom=Axiom(self._said.get("kind") or self.report.labels.kind_of(label), label)), token, into
                )
            return
        if self._shown(token.content, token, into):
            return
        if lines_of_codes(token.content.strip()):
            self.tell_mark(token.content.strip(), token)
            return
        from artfmt.formats.html.body import read_fragment

        into += read_fragment(token.content, self.report, token)

    def _paragraph(self, token: Token, inside: Sequence[Token], into: list[Any]) -> None:
        children = inside[1].children or []
        if self.tables.caption(token, children, into) or self._shown(inside[1].content, token, into):
            return
        if not children or children[0].type not in ("image", "link_open"):
            self._prose(token, children, into)
            return
        first, *others = from_picture_to_picture(children)
        if not self._figure(token, first, into):
            self._prose(token, children, into)
            return
        for piece in others:
            if not self._figure(token, piece, into):
                self._prose(token, piece, into)

    def tell_mark(self, mark: str, token: Token) -> None:
        """Say that the mark of a box, or a component without words, is left out."""
        message = f'left out "{mark[:60]}": what it makes of a page is known to its tool alone'
        self.report.notice("markup-left-out", Severity.INFO, message, token, mark)

    def _shown(self, text: str, token: Token, into: list[Any]) -> bool:
        """The figures and embeds that a paragraph of mere shortcodes shows; False where it is no such paragraph."""
        lines = [text] if shown_by(text) else lines_of_codes(text)
        shows = [shown_by(line) for line in lines] if lines else []
        if not any(shows):
            return False
        for line, code in zip(lines or (), shows, strict=True):
            block = self.figures.shown(code, token) if code else Paragraph((Span(line),))
            if code:
                self.report.read_as(line, token, "an embed" if code.embed else "a picture")
            else:
                self._strange([Token("text", "", 0, content=line)], token)
            if block:
                self._add(block, token, into)
        return True

    def _definitions(self, token: Token, inside: Sequence[Token], into: list[Any]) -> None:
        """A list of definitions as a list: each term in bold, its definitions beneath it on lines of their own."""
        items: list[ListItem] = []
        content: list[Span] = []
        beside: list[Any] = []
        for start, end in groups(tokens := inside[1:-1]):
            part = tokens[start:end]
            if part[0].type == "dt_open":
                items += [ListItem(spans)] if (spans := canonical(content)) else []
                prose = read_prose(part[1].children or [], self.report, part[0])
                self.pictures_of(prose, token, beside)
                content = [replace(span, marks=(*span.marks, "bold")) if span.text else span for span in prose.spans]
                continue
            for block in self._quoted(part[1:-1], part[0]):
                content += [Span("\n"), *self._words_of(block, token)]
        items += [ListItem(spans)] if (spans := canonical(content)) else []
        if items:
            self._add(List(tuple(items)), token, into)
        into += beside

    def _prose(self, token: Token, children: Sequence[Token], into: list[Any]) -> None:
        prose = read_prose(children, self.report, token)
        content = prose.spans
        label = label_of(content, self.report.labels, prose.bold_end) if content else None
        if label and plain_text(content).count(":", 0, label.colon) not in prose.escaped_colons:
            kind = self._said.get("kind") or self.report.labels.kind_of(label.words)
            self._start(Start(axiom=Axiom(kind, label.words)), token, into)
            self.report.links_of_label(cut(content, 0, label.colon), token)
            content = cut(content, label.colon + 1)
        elif not label and content and not prose.escaped_start:
            content = self._typed(content, token, into)
        if content:
            self._add(Paragraph(content), token, into)
            self._strange(children, token)
        self.pictures_of(prose, token, into)

    def _typed(self, content: Spans, token: Token, into: list[Any]) -> Spans:
        """The text behind a known label that is typed in another form, which is told; all of it where there is none."""
        label = typed_label(content, self.report.labels)
        if not label:
            return content
        message = f'read "{plain_text(content)[: label.end].strip()}" as a label: write **{label.words}:**'
        self.report.notice("label-form", Severity.SUGGESTION, message, token)
        self._start(Start(axiom=Axiom(self.report.labels.kind_of(label.words), label.words)), token, into)
        self.report.links_of_label(cut(content, 0, label.end), token)
        return cut(content, label.end)

    def _strange(self, children: Sequence[Token], token: Token) -> None:
        """Say that a paragraph holds what another tool would have made something of."""
        texts = (child.content for child in children if child.type == "text" and child.content)
        if match := next((match for text in texts if (match := _OTHERS.search(text))), None):
            why = (
                "no such footnote is defined"
                if match[0][0] == "["
                else "the code of templates has no place in an article"
            )
            self._kept_as_text(match[0], why, token)

    def _kept_as_text(self, mark: str, why: str, token: Token) -> None:
        self.report.notice("kept-as-text", Severity.SUGGESTION, f'kept "{mark}" as text: {why}', token)

    def pictures_of(self, prose: Prose, token: Token, into: list[Any]) -> None:
        """Images within the prose stand beneath it: whoever takes the spans of a prose takes these too."""
        for image in prose.images:
            if picture := self.figures.image(image, {}, (), token):
                self._add(picture, token, into)

    def _figure(self, token: Token, children: Sequence[Token], into: list[Any]) -> bool:
        """An image or an embed alone on its line, with what is said of it, and the caption beneath."""
        kind, count = figure_start(children)
        if not kind:
            return False
        data: dict[str, Any] = {}
        rest = [child for child in children[count:] if not (child.type == "text" and not child.content)]
        while rest and rest[0].type in ("text", "html_inline") and not rest[0].content.strip():
            rest = rest[1:]
        if rest and rest[0].type == "html_inline" and (comment := comment_data(rest[0].content)) and comment[0] == kind:
            data, rest = comment[1], rest[1:]
        elif kind == "embed" and children[0].markup != "autolink":
            return False
        if rest and rest[0].type not in ("softbreak", "hardbreak"):
            return False
        prose = read_prose(rest, self.report, token)
        beneath = prose.spans
        block: Block | None
        if kind == "image":
            image = next(child for child in children if child.type == "image")
            if children[0].type == "link_open" and (href := children[0].attrs.get("href")):
                self.report.left_out(str(href), token, "an image's link: it has no place in an article")
            block = self.figures.image(image, data, beneath, token)
        else:
            block = self.figures.embed(str(children[0].attrs["href"]), data, beneath, token)
        if block:
            self._add(block, token, into)
        self.pictures_of(prose, token, into)
        return True

    def _code(self, token: Token, _: Sequence[Token], into: list[Any]) -> None:
        text = token.content.removesuffix("\n")
        language = one_line(unescapeAll(token.info)) or None
        if text.strip():
            self._add(Code(text, language), token, into)
        elif language:
            self.report.left_out(language, token, "code of no lines")

    def _lone_label(self, tokens: Sequence[Token]) -> tuple[Token, Sequence[Token]] | None:
        """The paragraph that a list of one item or a quotation is, where it starts with a known label in bold."""
        if tokens and tokens[0].type == "list_item_open":
            tokens = tokens[1:-1]
        if len(tokens) != 3 or tokens[0].type != "paragraph_open" or not tokens[1].children:
            return None
        prose = read_prose(tokens[1].children, Report(), None)
        is_one = not prose.escaped_start and is_lone_label(prose.spans, self.report.labels)
        return (tokens[0], tokens[1].children) if is_one else None

    def _quote(self, token: Token, inside: Sequence[Token], into: list[Any]) -> None:
        if label := self._lone_label(inside[1:-1]):
            self._prose(*label, into)
            return
        blocks: list[Any] = []
        for block in self._quoted(inside[1:-1], token):
            if isinstance(block, Paragraph | List):
                blocks.append(block)
                continue
            if blocks:
                self._add(Quote(tuple(blocks)), token, into)
            blocks = []
            into.append(block)
        attribution: Spans = ()
        if len(blocks) > 1 and isinstance(blocks[-1], Paragraph) and blocks[-1] is not self._escaped_dash:
            content = blocks[-1].content
            if starts_with_dash(content) and (rest := cut(content, 1)):
                attribution = rest
                blocks.pop()
        if blocks:
            self._add(Quote(tuple(blocks), attribution), token, into)

    _escaped_dash: Block | None = None

    def _quoted(self, tokens: Sequence[Token], outer: Token) -> Iterator[Any]:
        """The blocks of a quotation; within one, a heading or a label is a paragraph, a quotation its blocks."""
        for start, end in groups(tokens):
            token, inside = tokens[start], tokens[start:end]
            if token.type in ("paragraph_open", "heading_open"):
                prose = read_prose(inside[1].children or [], self.report, token)
                if prose.spans:
                    paragraph = Paragraph(prose.spans)
                    self._escaped_dash = paragraph if prose.escaped_start else None
                    self.report.place(paragraph, token)
                    yield paragraph
                images: list[Any] = []
                self.pictures_of(prose, token, images)
                yield from images
            elif token.type == "blockquote_open":
                yield from self._quoted(inside[1:-1], outer)
            elif token.type != "hr":
                blocks: list[Any] = []
                self.blocks(inside, blocks)
                yield from unsectioned(blocks)

    def _list(self, token: Token, inside: Sequence[Token], into: list[Any]) -> None:
        if label := self._lone_label(inside[1:-1]):
            self._prose(*label, into)
            return
        beside: list[Any] = []
        items = self._items(inside[1:-1], beside, 1)
        start = int(token.attrs.get("start", 1)) if token.type == "ordered_list_open" else 1
        if start != 1:
            # Numbers that do not count from one mean something: they stay, as text.
            for number, item in enumerate(items, start):
                self._add(Paragraph(canonical((Span(f"{number}. "), *item.content))), token, into)
                if item.sublist:
                    self._add(item.sublist, token, into)
        elif items:
            self._add(List(tuple(items), token.type == "ordered_list_open"), token, into)
        into += beside

    def _items(self, tokens: Sequence[Token], beside: list[Any], depth: int) -> list[ListItem]:
        items: list[ListItem] = []
        for start, end in groups(tokens):
            items += self._item(tokens[start], tokens[start + 1 : end - 1], beside, depth)
        return items

    def _item(self, token: Token, tokens: Sequence[Token], beside: list[Any], depth: int) -> list[ListItem]:
        """A list item; blocks that an item cannot hold stand after the list."""
        content: list[Span] = []
        inner: list[ListItem] = []
        is_ordered = False
        for start, end in groups(tokens):
            item_token, inside = tokens[start], tokens[start:end]
            if item_token.type in ("paragraph_open", "heading_open"):
                prose = read_prose(inside[1].children or [], self.report, item_token)
                if not content and _TASK.match(plain_text(prose.spans)):
                    self._kept_as_text(plain_text(prose.spans)[:3], "no article has boxes to tick", item_token)
                content += [Span("\n"), *prose.spans]
                self.pictures_of(prose, item_token, beside)
            elif item_token.type in ("bullet_list_open", "ordered_list_open"):
                is_ordered = is_ordered or item_token.type == "ordered_list_open"
                inner += self._items(inside[1:-1], beside, depth + 1)
            else:
                self.report.moved("this", item_token)
                self.blocks(inside, beside)
        prose_spans = canonical(content)
        if not prose_spans:
            return inner
        if not inner or depth >= DEEPEST_LIST:
            parts = [ListItem(prose_spans), *inner]
        else:
            sublist = List(tuple(inner), is_ordered)
            self.report.place(sublist, token)
            parts = [ListItem(prose_spans, sublist)]
        self.report.place(parts[0], token)
        return parts
