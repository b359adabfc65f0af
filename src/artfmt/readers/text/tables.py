"""Tables that were copied: lines with equally many tabs."""

from __future__ import annotations

from collections.abc import Sequence

from artfmt.article import Table, rectangular
from artfmt.prose import Span
from artfmt.readers.text.line import Line

_TAB = 4


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
    has_digit = [any(char.isdigit() for cell in row for span in cell for char in span.text) for row in rows]
    header = rows[0] if not has_digit[0] and all(has_digit[1:]) else ()
    return rectangular(Table(tuple(rows[1:] if header else rows), header)), end - index
