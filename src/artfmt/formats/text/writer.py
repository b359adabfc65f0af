"""Text for people, as in a mail or on a terminal: wrapped at 72 columns, with bullets and labels, and no markup.

Links follow their words between angle brackets. What is read back from it has no marks and ids any more.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from typing import assert_never

from artfmt.language.notes import LABELS
from artfmt.language.timestamp import spoken_date
from artfmt.model.article import (
    Article,
    Author,
    Block,
    Code,
    Embed,
    Image,
    List,
    Paragraph,
    Quote,
    Related,
    Section,
    Table,
)
from artfmt.model.prose import Spans
from artfmt.source.controls import columns

WIDTH = 72
_BULLETS = ("•", "◦", "▪")


def write(article: Article) -> str:
    """The article as text that ends with a line end."""
    parts = [*_head(article), *(part for section in article.body for part in _section(section)), *_foot(article)]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def _wrapped(text: str, indent: str = "", first: str | None = None) -> list[str]:
    """Text on lines of at most ``WIDTH`` columns; its own line ends stay."""
    lines: list[str] = []
    for line in text.split("\n"):
        lead = first if first is not None and not lines else indent
        lines += textwrap.wrap(
            line, WIDTH, initial_indent=lead, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
        ) or [lead.rstrip()]
    return lines


def _prose(spans: Spans) -> str:
    parts = []
    for index, span in enumerate(spans):
        parts.append(span.text if span.footnote is None else f"[{span.footnote}]")
        ends = index + 1 == len(spans) or spans[index + 1].href != span.href
        if span.href and ends and span.href != span.text:
            parts.append(f" <{span.href}>")
    return "".join(parts)


def _head(article: Article) -> Iterator[list[str]]:
    yield _wrapped(article.headline)
    if article.deck:
        yield _wrapped(article.deck)
    if article.authors:
        yield _wrapped(f"By {_listed(map(_author, article.authors))}")
    dates = [spoken_date(article.published, article.language)] if article.published else []
    dates += [f"Updated {spoken_date(article.updated, article.language)}"] if article.updated else []
    if article.section:
        dates[:1] = [" - ".join((*dates[:1], article.section))]
    if article.dateline:
        dates = [" · ".join((article.dateline, *dates))]
    yield dates
    if article.image:
        yield _image(article.image)


def _listed(names: Iterable[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last


def _author(author: Author) -> str:
    return f"{author.name}, {author.role}" if author.role else author.name


def _foot(article: Article) -> Iterator[list[str]]:
    for footnote in article.footnotes:
        yield _wrapped(f"[{footnote.id}] {_prose(footnote.content)}")
    for note in article.notes:
        date = f" ({note.date})" if note.date else ""
        yield _wrapped(f"{LABELS[note.kind]}: {_prose(note.content)}{date}")
    if len(article.related) == 1:
        yield _wrapped(f"Go deeper: {_related(article.related[0])}")
    elif article.related:
        items = [line for story in article.related for line in _wrapped(_related(story), "    ", "  • ")]
        yield ["Go deeper:", *items]
    if article.publisher:
        yield _wrapped(" ".join(filter(None, (article.publisher.name, article.publisher.url))))
    if article.rights:
        rights = article.rights
        yield _wrapped(" ".join(filter(None, (rights.statement, rights.holder, rights.license))))


def _related(related: Related) -> str:
    return f"{related.title} {related.url}" if related.url else related.title


def _section(section: Section) -> Iterator[list[str]]:
    blocks = list(section.blocks)
    if section.axiom:
        label = f"{section.axiom.label}:"
        first = blocks[0] if blocks else None
        if isinstance(first, Paragraph):
            label = f"{label} {_prose(first.content)}"
            del blocks[0]
        yield _wrapped(label)
    elif section.heading:
        yield _wrapped(_prose(section.heading))
    for block in blocks:
        yield _block(block, "")
    for inner in section.sections:
        yield from _section(inner)


def _block(block: Block, indent: str) -> list[str]:
    match block:
        case Paragraph():
            return _wrapped(_prose(block.content), indent)
        case List():
            return _list(block, indent, 0)
        case Quote():
            return _quote(block)
        case Image():
            return _image(block)
        case Table():
            return _table(block)
        case Embed():
            lines = _wrapped(block.title) if block.title else []
            return [*lines, f"<{block.url}>", *_beneath(block.caption, block.credit)]
        case Code():
            return [f"    {line}".rstrip() for line in block.text.split("\n")]
        case _:
            assert_never(block)


def _list(block: List, indent: str, depth: int) -> list[str]:
    lines: list[str] = []
    for number, item in enumerate(block.items, 1):
        mark = f"{number}. " if block.ordered else f"{_BULLETS[min(depth, 2)]} "
        lines += _wrapped(_prose(item.content), f"{indent}  {' ' * len(mark)}", f"{indent}  {mark}")
        if item.sublist:
            lines += _list(item.sublist, f"{indent}  ", depth + 1)
    return lines


def _quote(quote: Quote) -> list[str]:
    lines: list[str] = []
    for block in quote.blocks:
        lines += ([">"] if lines else []) + [f"> {line}" for line in _block(block, "")]
    return [*lines, *(_wrapped(f"— {_prose(quote.attribution)}") if quote.attribution else [])]


def _beneath(caption: Spans, credit: Spans) -> list[str]:
    return _wrapped(" ".join(filter(None, (_prose(caption), _prose(credit))))) if caption or credit else []


def _image(image: Image) -> list[str]:
    lines = _wrapped(image.alt) if image.alt else []
    lines += [f"<{image.src}>"] if image.src else []
    return lines + _beneath(image.caption, image.credit)


def _table(table: Table) -> list[str]:
    rows = [[_prose(cell).replace("\n", " ") for cell in row] for row in (table.header, *table.rows) if row]
    widths = [max(map(columns, column)) for column in zip(*rows, strict=True)]
    lines = [
        "  ".join(cell + " " * (width - columns(cell)) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
    return lines + _beneath(table.caption, table.credit)
