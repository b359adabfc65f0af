"""Markdown: YAML front matter, then the body as an author would type it (CommonMark 0.31 and GFM tables).

What Markdown has no words for is said in comments that no page shows: ``<!-- section: {"depth": 2} -->``
where a section lies deeper or higher than its start tells, ``<!-- image: {"width": 640} -->`` beside an image.
"""

from __future__ import annotations

import json
import re
from collections.abc import Hashable, Iterable, Iterator, Mapping
from html import escape
from typing import Any, NamedTuple, assert_never

from artfmt.formats.markdown.dialects import DIALECTS, OWN, spelled
from artfmt.formats.markdown.inline_writer import destination, escape_text, holds_code, without_code, write_inline
from artfmt.formats.yaml.writer import dump_yaml
from artfmt.language.credits import split_credit
from artfmt.language.labels import LONGEST_LABEL, Labels, kind_of, label_of, starts_with_dash
from artfmt.language.typed_labels import heading_label, is_lone_label, typed_label
from artfmt.model.article import Article, Block, Code, Embed, Footnote, Image, List, Paragraph, Quote, Section, Table
from artfmt.model.prose import Span, Spans, canonical
from artfmt.reading.sections import Depths, Start

_STANDARD = Labels()
_BULLETS = ("-", "*")
_NUMBER_ENDS = (".", ")")
_DEEPEST_HEADING = 6
_CLOSING = re.compile(r"(?<![^\s])#(?=#*$)")
_ESCAPED = r"\\\g<0>"


def write(article: Article) -> str:
    """The article as Markdown text that ends with a line end."""
    return with_front_matter(dump_yaml(front_matter_of(article)), write_body(article))


def write_dialect(article: Article, dialect: str | None, house: Mapping[str, str]) -> str:
    """The article as Markdown whose front matter has the names of a tool, one of ``DIALECTS``, and of a house."""
    entries = spelled(front_matter_of(article), DIALECTS[dialect] if dialect else OWN, house)
    return with_front_matter(dump_yaml({entry.key: entry.value for entry in entries}), write_body(article))


def with_front_matter(front_matter: str, body: str) -> str:
    """A whole text: YAML and what stands beneath it, each of which ends with a line end."""
    return f"---\n{front_matter}---\n\n{body}"


def write_body(article: Article) -> str:
    """The body and the footnotes."""
    return joined(piece.text for piece in body_pieces(article))


def joined(texts: Iterable[str]) -> str:
    """Pieces of a body with an empty line between each two."""
    return "\n\n".join(texts) + "\n"


class Piece(NamedTuple):
    """One piece of a body: its text, and what it says: a block, or a label or heading with what is written with it."""

    text: str
    says: Hashable = None


def body_pieces(article: Article) -> Iterator[Piece]:
    """The body and the footnotes, piece by piece."""
    yield from _write_sections(article.body, Depths(), 1)
    for footnote in article.footnotes:
        yield Piece(_footnote(footnote), footnote)


def _footnote(footnote: Footnote) -> str:
    return f"[^{footnote.id}]: {write_inline(footnote.content, at_start=True)}"


def front_matter_of(article: Article) -> dict[str, Any]:
    """The metadata under the schema's own names, prose as Markdown."""
    data = article.to_dict()
    del data["body"]
    data.pop("footnotes", None)
    if article.image:
        data["image"] |= {
            name: write_inline(spans)
            for name, spans in (("caption", article.image.caption), ("credit", article.image.credit))
            if spans
        }
    for mapping, note in zip(data.get("notes", ()), article.notes, strict=True):
        mapping["content"] = write_inline(note.content)
    return data


def comment(name: str, data: dict[str, Any]) -> str:
    """A comment that carries data; nothing in the data can end it."""
    text = json.dumps(data, ensure_ascii=False).replace("--", "-\\u002d").replace(">", "\\u003e")
    return f"<!-- {name}: {text} -->"


def _write_sections(sections: Iterable[Section], depths: Depths, depth: int) -> Iterator[Piece]:
    for section in sections:
        yield from _write_section(section, depths, depth)


def _write_section(section: Section, depths: Depths, depth: int) -> Iterator[Piece]:
    start = Start(section.heading, min(depth + 1, _DEEPEST_HEADING), section.axiom, depth)
    opens_body = depths.at_start and not section.heading and not section.axiom and section.blocks and not section.id
    data: dict[str, Any] = {} if depths.expected(start) == depth else {"depth": depth}
    depths.enter(start)
    lead = ""
    if section.axiom:
        kind, label = section.axiom.kind, section.axiom.label
        if kind != kind_of(label):
            data["kind"] = kind
        if len(label) > LONGEST_LABEL - 1:
            data["label"] = label
        else:
            lead = f"**{escape_text(label)}:**"
    if section.id and not section.heading:
        data["id"] = section.id
    if data:
        yield Piece(comment("section", data))
    if section.heading:
        # A run of # at the end would be taken for the heading's closing.
        is_label = heading_label(section.heading, start.level, _STANDARD) is not None
        title = _CLOSING.sub(_ESCAPED, write_inline(section.heading, escape_at=0 if is_label else None))
        text = f"{'#' * start.level} {title}{f' {{#{section.id}}}' if section.id else ''}"
        yield Piece(text, (section.heading, section.id))
    elif not section.axiom and not opens_body:
        yield Piece("---", ())
    yield from _write_blocks(section, lead)
    yield from _write_sections(section.sections, depths, depth + 1)


def _write_blocks(section: Section, lead: str) -> Iterator[Piece]:
    rest = section.blocks
    if lead:
        first = rest[0] if rest else None
        if isinstance(first, Paragraph):
            yield Piece(f"{lead} {write_inline(first.content, line_break=_BREAK)}", (section.axiom, first))
            rest = rest[1:]
        else:
            yield Piece(lead, (section.axiom,))
    turn = 0
    before: Block | None = None
    for block in rest:
        turn = turn + 1 if isinstance(block, List) and isinstance(before, List) else 0
        before = block
        yield Piece(_write_block(block, turn % 2), block)


_BREAK = "\\\n"
_ENTITY = re.compile(r"&#?\w+;")
_SCHEME = re.compile(r"[A-Za-z]{2,}:")


def _write_block(block: Block, turn: int) -> str:
    match block:
        case Paragraph():
            return _write_paragraph(block)
        case List():
            return "\n".join(_list_lines(block, turn))
        case Quote():
            return _write_quote(block)
        case Image():
            return _write_image(block)
        case Table():
            return _write_table(block)
        case Embed():
            return _write_embed(block)
        case Code():
            return _write_code(block)
        case _:
            assert_never(block)


def _write_paragraph(paragraph: Paragraph) -> str:
    label = label_of(paragraph.content, _STANDARD)
    typed = None if label else typed_label(paragraph.content, _STANDARD)
    escaped = label.colon if label else 0 if typed else None
    return write_inline(paragraph.content, line_break=_BREAK, at_start=True, escape_at=escaped)


def _list_lines(block: List, turn: int) -> Iterator[str]:
    for number, item in enumerate(block.items, 1):
        mark = f"{number}{_NUMBER_ENDS[turn]} " if block.ordered else f"{_BULLETS[turn]} "
        indent = " " * len(mark)
        is_label = len(block.items) == 1 and not item.sublist and is_lone_label(item.content, _STANDARD)
        words = write_inline(item.content, line_break=_BREAK, at_start=True, escape_at=0 if is_label else None)
        first, *more = words.split("\n")
        yield mark + first
        for line in more:
            yield indent + line
        if item.sublist:
            for line in _list_lines(item.sublist, 0):
                yield indent + line


def _write_quote(quote: Quote) -> str:
    blocks = []
    turn = 0
    before: Block | None = None
    for index, block in enumerate(quote.blocks):
        turn = turn + 1 if isinstance(block, List) and isinstance(before, List) else 0
        before = block
        last = index == len(quote.blocks) - 1 and not quote.attribution
        if isinstance(block, Paragraph):
            # A last paragraph that starts with a dash would be read as the attribution.
            is_label = len(quote.blocks) == 1 and not quote.attribution and is_lone_label(block.content, _STANDARD)
            dash = 0 if is_label or (last and starts_with_dash(block.content)) else None
            blocks.append(write_inline(block.content, line_break=_BREAK, at_start=True, escape_at=dash))
        else:
            blocks.append(_write_block(block, turn % 2))
    if quote.attribution:
        blocks.append("— " + write_inline(quote.attribution, line_break=_BREAK))
    return "\n".join(f"> {line}" if line else ">" for line in "\n\n".join(blocks).split("\n"))


def _beneath(caption: Spans, credit: Spans, *, at_start: bool = True) -> tuple[str, dict[str, Any]]:
    """The line beneath a picture, and what must be said where it would not be read as caption and credit."""
    both = canonical((*caption, Span(" "), *credit))
    if split_credit(both) == (caption, credit):
        return write_inline(both, line_break=_BREAK, at_start=at_start), {}
    return write_inline(caption, line_break=_BREAK, at_start=at_start), {"credit": write_inline(credit)}


def _write_image(image: Image) -> str:
    beneath, data = _beneath(image.caption, image.credit)
    facts = (("width", image.width), ("height", image.height), ("source_type", image.source_type))
    data |= {name: value for name, value in facts if value}
    line = f"![{escape_text(image.alt or '', in_link=True)}]({destination(image.src or '')})"
    return _with_beneath(line, "image", data, beneath)


def _write_embed(embed: Embed) -> str:
    beneath, data = _beneath(embed.caption, embed.credit)
    data |= {name: value for name, value in (("provider", embed.provider), ("title", embed.title)) if value}
    if _SCHEME.match(embed.url) and not _ENTITY.search(embed.url) and not holds_code(embed.url):
        return _with_beneath(f"<{embed.url}>", "embed", data, beneath)
    # A relative address cannot stand between angle brackets, and parsers differ on what looks like an entity there.
    link = f"[{escape_text(embed.url, in_link=True)}]({destination(embed.url)}) {comment('embed', data)}"
    return _with_beneath(link, "embed", {}, beneath)


def _with_beneath(line: str, name: str, data: dict[str, Any], beneath: str) -> str:
    if data:
        line += f" {comment(name, data)}"
    return f"{line}\n{beneath}" if beneath else line


def _write_table(table: Table) -> str:
    width = len(table.rows[0])
    header = table.header or ((),) * width
    lines = [_row(header), "|" + " --- |" * width, *map(_row, table.rows)]
    beneath, data = _beneath(table.caption, table.credit, at_start=False)
    if beneath or data:
        lines += ["", " ".join((":", *filter(None, (beneath, comment("table", data) if data else ""))))]
    return "\n".join(lines)


def _row(cells: Iterable[Spans]) -> str:
    return "|" + "".join(f" {write_inline(cell).replace('|', chr(92) + '|')} |" for cell in cells)


def _write_code_as_html(code: Code) -> str:
    """Code in which a template would find its own, as HTML: within a fence nothing can be spelled otherwise."""
    language = f' data-language="{without_code(escape(code.language))}"' if code.language else ""
    # An empty line would end the block for some.
    return f"<pre><code{language}>{without_code(escape(code.text)).replace(chr(10), '&#10;')}</code></pre>"


_FENCES = re.compile(r"^ {0,3}(`{3,}|~{3,})", re.MULTILINE)


def _write_code(code: Code) -> str:
    if holds_code(code.text) or holds_code(code.language or ""):
        return _write_code_as_html(code)
    mark = "~" if code.language and "`" in code.language else "`"
    longest = max((len(match[1]) for match in _FENCES.finditer(code.text)), default=2)
    fence = mark * max(3, longest + 1)
    # A bar and a line of dashes beneath it would be a table before they are a fence.
    language = escape_text(code.language or "", in_link=True).replace("|", "&#124;")
    return f"{fence}{language}\n{code.text}\n{fence}"
