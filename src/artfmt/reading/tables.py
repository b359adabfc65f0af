"""Tables that were copied: lines with equally many tabs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from artfmt.model.article import Table, rectangular
from artfmt.model.prose import Span
from artfmt.reading.line import Line

_TAB = 4
_NAMED = re.compile(r"\w")
_VALUE = re.compile(r"[^\w\s]{0,2}(?!(?:19|20)\d{2}$)\d")  # a number or an amount, and no year


def _is_header(cells: Sequence[tuple[str, ...]]) -> bool:
    """Whether the first row names the columns: a word stands above values, mostly, or in all rows if it has values too.

    "Team, 1, 2, Final" names columns by numbers as well.
    """
    first, *others = cells
    valued = any(map(_VALUE.match, first))
    if len(others) < (2 if valued else 1):
        return False
    filled = [
        column
        for name, column in zip(first, zip(*others, strict=True), strict=True)
        if _NAMED.search(name) and not _VALUE.match(name)
    ]
    shares = [sum(_VALUE.match(cell) is not None for cell in column) / len(column) for column in filled]
    return any(share >= (1 if valued else 0.5) for share in shares)


def table_at(lines: Sequence[Line], index: int) -> tuple[Table | None, int]:
    """The table that two or more lines from ``index`` on make, and how many lines that are; None where none is."""
    width = len(lines[index].cells)
    corner = index + 1 < len(lines) and lines[index].indent >= _TAB and len(lines[index + 1].cells) == width + 1
    width += corner
    end = index + corner
    while end < len(lines) and len(lines[end].cells) == width:
        end += 1
    if end - index < 2:
        return None, 0
    cells = [line.cells for line in lines[index:end]]
    if corner:  # the tab before the first column's name, which is empty, was read as an indent
        cells[0] = ("", *cells[0])
    rows = [tuple((Span(cell),) if cell else () for cell in row) for row in cells]
    header = rows[0] if _is_header(cells) else ()
    return rectangular(Table(tuple(rows[1:] if header else rows), header)), end - index
