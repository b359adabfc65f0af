"""The tables of a Markdown text, with their captions."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token

from artfmt.formats.markdown.figures import Figures
from artfmt.formats.markdown.inline import Prose, comment_data, read_prose
from artfmt.model.article import Table, rectangular
from artfmt.model.prose import Spans, cut
from artfmt.reading.document import Report

_INDENT = re.compile(r"[\s>]*")


class Tables:
    """Reads tables; ``lines`` are those of the text; ``pictures_of`` puts the pictures of some prose into a list."""

    def __init__(
        self,
        lines: Sequence[str],
        figures: Figures,
        report: Report,
        pictures_of: Callable[[Prose, Token, list[Any]], None],
    ) -> None:
        self.lines = lines
        self.figures = figures
        self.report = report
        self.pictures_of = pictures_of

    def table(self, token: Token, inside: Sequence[Token], into: list[Any]) -> Table:
        """A table; its pictures are put before it, since the paragraph beneath it may be its caption."""
        rows: list[list[Spans]] = []
        beside: list[Any] = []
        for cell_token in inside:
            if cell_token.type == "tr_open":
                rows.append([])
                self._surplus(cell_token, len(rows[0]))
            elif cell_token.type == "inline":
                prose = read_prose(cell_token.children or [], self.report, token)
                rows[-1].append(prose.spans)
                self.pictures_of(prose, token, beside)
        header, *others = (tuple(row) for row in rows)
        if not others:
            header, others = (), [header]
        into += beside
        return rectangular(Table(tuple(others), header))

    def _surplus(self, row: Token, columns: int) -> None:
        """Say what a row holds beyond the columns of its table's header, which GFM (section 4.10) passes over."""
        if not (columns and row.map):
            return
        cells = escapedSplit(_INDENT.sub("", self.lines[row.map[0]], count=1).removeprefix("|"))
        if words := [cell.strip() for cell in cells[columns:] if cell.strip()]:
            self.report.left_out(" | ".join(words), row, "beyond the columns of the table's first row: give it as many")

    def caption(self, token: Token, children: Sequence[Token], into: list[Any]) -> bool:
        """The paragraph beneath a table that starts with a colon: its caption and credit."""
        before = into[-1] if into else None
        if not isinstance(before, Table) or before.caption or before.credit or not children:
            return False
        if not _starts_caption(children):
            return False
        data: dict[str, Any] = {}
        if (
            children[-1].type == "html_inline"
            and (comment := comment_data(children[-1].content))
            and comment[0] == "table"
        ):
            data, children = comment[1], children[:-1]
        prose = read_prose(children, self.report, token)
        into[-1] = Table(before.rows, before.header, *self.figures.beneath(data, cut(prose.spans, 1)))
        self.report.move(before, into[-1])
        self.pictures_of(prose, token, into)
        return True


def _starts_caption(children: Sequence[Token]) -> bool:
    """Whether prose starts with a colon that stands alone: one right before bold or a link is of the text."""
    first = children[0]
    if first.type != "text" or not first.content.startswith(":"):
        return False
    ends_line = len(children) == 1 or children[1].type in ("softbreak", "hardbreak")
    return first.content[1:2].isspace() or (first.content == ":" and ends_line)
