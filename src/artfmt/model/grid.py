"""Tables with cells that span rows or columns -> plain grids."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from artfmt.model.prose import Spans

_MOST_SPANNED = 1000


class Cell(NamedTuple):
    """A cell of a source's table, and over how many columns and rows it reaches."""

    content: Spans
    columns: int = 1
    rows: int = 1


def span_of(text: str | None) -> int:
    """The number of columns or rows that an attribute tells; 1 where it tells none that makes sense."""
    digits = (text or "").strip()
    return min(int(digits), _MOST_SPANNED) if digits.isascii() and digits.isdigit() and 0 < len(digits) < 6 else 1


def grid(rows: Iterable[Iterable[Cell]]) -> list[tuple[Spans, ...]]:
    """The rows with every cell in its own column; what a cell reaches over beside its first place is empty."""
    rows_made: list[tuple[Spans, ...]] = []
    reach: dict[int, int] = {}  # column -> how many more rows a cell above reaches down
    for row in rows:
        cells: list[Spans] = []
        for cell in row:
            _pass_over(cells, reach)
            for column in range(len(cells), len(cells) + cell.columns):
                if cell.rows > 1:
                    reach[column] = cell.rows
            cells += [cell.content, *[()] * (cell.columns - 1)]
        _pass_over(cells, reach)
        reach = {column: count - 1 for column, count in reach.items() if count > 1}
        rows_made.append(tuple(cells))
    return rows_made


def _pass_over(cells: list[Spans], reach: dict[int, int]) -> None:
    """Put empty cells where cells above reach down, from where the row has come to."""
    while len(cells) in reach:
        cells.append(())
