"""Tables and figures of HTML: what a table is for, its cells, and which block of a figure its caption is of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeAlias

from lxml import etree

from artfmt.language.credits import split_credit
from artfmt.model.article import Block, Embed, Image, Paragraph, Quote, Table, rectangular
from artfmt.model.grid import Cell, grid, span_of
from artfmt.model.prose import Span, Spans, canonical, cut, plain_text

Element: TypeAlias = etree._Element


def read_table(element: Element, prose: Callable[[Element], Spans], *, exact: bool = False) -> Table | None:
    """The data table that a ``<table>`` is; None where it holds nothing.

    ``exact`` takes every row and no header but a ``<thead>``.
    """
    rows: list[tuple[Spans, ...]] = []
    header: tuple[Spans, ...] = ()
    lines = list(element.iter("tr"))
    for row, made in zip(lines, grid(_cells(row, prose) for row in lines), strict=True):
        if not any(made) and not exact:
            continue
        above = row.getparent()
        headed = all(cell.tag == "th" for cell in row) and not exact
        if not rows and not header and (headed or (above is not None and above.tag == "thead")):
            header = made
        else:
            rows.append(made)
    if not rows and header:
        rows, header = [header], ()
    caption = element.find("caption")
    told = prose(caption) if caption is not None else ()
    return rectangular(Table(tuple(rows), header, *split_credit(told))) if rows else None


def _cells(row: Element, prose: Callable[[Element], Spans]) -> Iterator[Cell]:
    for cell in row:
        if cell.tag in ("td", "th"):
            yield Cell(prose(cell), span_of(cell.get("colspan")), span_of(cell.get("rowspan")))


def cells_of(element: Element) -> Iterator[Element]:
    """The cells and the caption of a table, not those of tables within them; and what stands where cells should."""
    for child in element:
        if child.tag in ("td", "th", "caption"):
            yield child
        elif child.tag in ("tr", "tbody", "thead", "tfoot"):
            yield from cells_of(child)
        elif child.tag not in ("colgroup", "col"):
            yield child


def parts_of(table: Element) -> Iterator[Element]:
    """A table and its rows and groups of rows, not those of tables within it."""
    yield table
    for child in table:
        if child.tag in ("tr", "tbody", "thead", "tfoot"):
            yield from parts_of(child)


def is_layout(table: Element) -> bool:
    """Whether a table only arranges the page: blocks in its cells, or one cell a row."""
    if any(True for _ in table.iter("p", "ul", "ol", "h1", "h2", "h3", "h4", "blockquote", "figure")):
        return True
    if next((inner for inner in table.iter("table") if inner is not table), None) is not None:
        return True
    return all(len([cell for cell in row if cell.tag in ("td", "th")]) < 2 for row in table.iter("tr"))


def with_caption(blocks: list[Block], caption: Spans, credit: Spans) -> list[Block]:
    """The blocks, the first of which takes the caption, or else a picture that is told of only, or a paragraph."""
    for index, block in enumerate(blocks):
        match block:
            case Image(caption=(), credit=()) | Table(caption=(), credit=()) | Embed(caption=(), credit=()):
                return [*blocks[:index], replace(block, caption=caption, credit=credit), *blocks[index + 1 :]]
            case Quote(attribution=()):
                attribution = without_dash(canonical((*caption, Span(" "), *credit)))
                return [*blocks[:index], replace(block, attribution=attribution), *blocks[index + 1 :]]
            case _:
                pass
    told = (
        [Paragraph(spans) for spans in (caption, credit) if spans] if blocks else [Image(None, None, caption, credit)]
    )
    return [*blocks, *told]


def without_dash(spans: Spans) -> Spans:
    """Prose without the dash before an attribution."""
    text = plain_text(spans)
    return cut(spans, len(text) - len(text.lstrip("—–- ")))
