"""Grid tables (pandoc.org/MANUAL.html#extension-grid_tables): cells drawn with lines, which may hold several lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

_NO_TABLES = "lines of no grid table"
_BORDER = re.compile(r"\+(?:[:=-]+\+)+$")


def with_grid_tables(markdown: MarkdownIt) -> None:
    """Let a parser read grid tables; one whose cells span others stays text."""
    markdown.block.ruler.before("list", "grid_table", _grid_table, {"alt": ["paragraph", "reference"]})


def _grid_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.is_code_block(start) or not _BORDER.match(_line(state, start)):
        return False
    no_tables = state.env.setdefault(_NO_TABLES, set())  # lines that were looked at before, so that none is twice
    if start in no_tables:
        return False
    lines: list[str] = []
    while start + len(lines) < end and _line(state, start + len(lines))[:1] in ("+", "|"):
        lines.append(_line(state, start + len(lines)))
    rows = _rows(lines)
    if rows is None:
        no_tables.update(range(start, start + len(lines)))
        return False
    if not silent:
        _push(state, rows, start, start + len(lines))
        state.line = start + len(lines)
    return True


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]].rstrip()


def _rows(lines: Sequence[str]) -> list[list[str]] | None:
    """The cells of each row, the first being that of the header, which may be empty; None where cells span others."""
    bounds = [place for place, char in enumerate(lines[0]) if char == "+"]
    rows: list[list[str]] = []
    cells: list[list[str]] = [[] for _ in bounds[1:]]
    has_header = False
    for line in lines[1:]:
        if _BORDER.match(line):
            if [place for place, char in enumerate(line) if char == "+"] != bounds:
                return None
            rows.append(["\n".join(filter(None, cell)) for cell in cells])
            cells = [[] for _ in bounds[1:]]
            has_header = has_header or ("=" in line and len(rows) == 1)
        elif len(line) != bounds[-1] + 1 or any(line[place] != "|" for place in bounds):
            return None
        else:
            for cell, (left, right) in zip(cells, pairwise(bounds), strict=True):
                cell.append(line[left + 1 : right].strip())
    if not rows or any(cells[0]):
        return None
    return rows if has_header else [[], *rows]


def _push(state: StateBlock, rows: Sequence[Sequence[str]], start: int, end: int) -> None:
    """The tokens that a table of GFM has."""
    table = state.push("table_open", "table", 1)
    table.map = [start, end]
    for row in rows:
        state.push("tr_open", "tr", 1)
        for cell in row:
            state.push("td_open", "td", 1)
            inline = state.push("inline", "", 0)
            inline.content, inline.map, inline.children = cell, [start, end], []
            state.push("td_close", "td", -1)
        state.push("tr_close", "tr", -1)
    state.push("table_close", "table", -1)
