"""Why each line became what it became, told while a text is read where somebody asks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from artfmt.formats.text.line import Line


class Decision(NamedTuple):
    """What some lines were read as, and why."""

    lines: tuple[Line, ...]
    role: str
    why: str


class Trace:
    """The decisions on one text, in the order in which they fell; nothing is remembered unless it ``remembers``."""

    def __init__(self, *, remembers: bool = False) -> None:
        self.remembers = remembers
        self.decisions: list[Decision] = []

    def tell(self, lines: Sequence[Line], role: str, why: object = "by its shape") -> None:
        """Say what some lines are."""
        if self.remembers and lines:
            self.decisions.append(Decision(tuple(lines), role, str(why)))
