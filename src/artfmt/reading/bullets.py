"""Runs of bullets -> lists, nested by their indent and their marks."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from artfmt.model.article import List, ListItem, Part
from artfmt.model.prose import Span, Spans, canonical
from artfmt.reading.document import Place
from artfmt.reading.line import Line

# Marks of a first, second and third level; a mark of a later level nests beneath one of an earlier.
_LEVELS = ("•●*-–🔹🔸🔷🔶👉✅➡➤→✔▶►", "◦○", "▪■‣·")
_LEVEL_OF = {mark: level for level, marks in enumerate(_LEVELS) for mark in marks}
MARKERS = frozenset("".join(_LEVELS) + "0123456789")
# Marks that are a bullet even alone on their line.
LONE_MARKS = frozenset("•●◦○▪■‣")
_NEEDS_SPACE = frozenset("*-–·🔹🔸🔷🔶👉✅➡➤→✔▶►")
_VARIATION = "\ufe0f"  # what makes an emoji of a sign
_NUMBER = re.compile(r"(\d{1,3})[.)]\s+(?=\S)")
_DEEPEST = 8


class Bullet(NamedTuple):
    """One line's bullet: its number, if it has one, the level of its mark, and where its text starts."""

    number: int | None
    level: int
    start: int


def parse_bullet(text: str) -> Bullet | None:
    """The bullet that a line starts with, or None."""
    mark = text[:1]
    if mark == "-" and text.startswith("-- "):
        return Bullet(None, 0, 3)
    level = _LEVEL_OF.get(mark)
    if level is not None:
        end = 2 if text[1:2] == _VARIATION else 1
        has_space = text[end : end + 1].isspace()
        if len(text) > end and (has_space or mark not in _NEEDS_SPACE):
            return Bullet(None, level, end + 1 if has_space else end)
        return None
    number = _NUMBER.match(text)
    # "01." is not a number of a list: counting anew would change it.
    return Bullet(int(number[1]), 0, number.end()) if number and not number[1].startswith("0") else None


@dataclass(slots=True)
class _Level:
    key: tuple[int, int]
    ordered: bool
    count: int = 0
    items: list[tuple[Line, list[Spans], list[_Level]]] = field(default_factory=list)


def read_bullets(
    lines: Sequence[Line],
    start: int,
    place: Callable[[Part, Place], None],
) -> tuple[list[List], int]:
    """The lists that the bullets from ``start`` on make, and the index of the first line after them.

    No list where the line holds none. A number that does not follow from the one before ends the run, so
    that what the text says is never counted anew; a change of kind starts a new list.
    """
    top: list[_Level] = []
    stack: list[_Level] = []
    index = start
    while index < len(lines):
        line = lines[index]
        bullet = parse_bullet(line.text) if line.text[0] in MARKERS else None
        if bullet:
            if not _add(line, bullet, top, stack):
                break
        elif not _continue(line, stack):
            break
        index += 1
    return [_list(level, place) for level in top], index


def _add(line: Line, bullet: Bullet, top: list[_Level], stack: list[_Level]) -> bool:
    """Put a bullet on its level; False where its number does not follow."""
    key = (line.indent, bullet.level)
    keep = len(stack)
    while keep and stack[keep - 1].key > key:
        keep -= 1
    deeper = keep == 0 or (stack[keep - 1].key < key and keep < _DEEPEST)
    if keep and not deeper and _fits(stack[keep - 1], bullet):
        del stack[keep:]
    elif (keep == 0 or not deeper) and bullet.number in (None, 1) and keep <= 1:
        del stack[:]
        stack.append(_Level(key, bullet.number is not None))
        top.append(stack[0])
    elif deeper and bullet.number in (None, 1) and not stack[keep - 1].items[-1][2]:
        del stack[keep:]
        level = _Level(key, bullet.number is not None)
        stack[-1].items[-1][2].append(level)
        stack.append(level)
    else:
        return False
    stack[-1].count += 1
    stack[-1].items.append((line, [line.prose(bullet.start)], []))
    return True


def _fits(level: _Level, bullet: Bullet) -> bool:
    return bullet.number == (level.count + 1 if level.ordered else None)


def _continue(line: Line, stack: list[_Level]) -> bool:
    """Put an indented line beneath a bullet to the bullet's words."""
    if not stack or line.gap or line.indent <= stack[-1].key[0]:
        return False
    stack[-1].items[-1][1].append(line.prose())
    return True


def _list(level: _Level, place: Callable[[Part, Place], None]) -> List:
    items = []
    for line, words, sublists in level.items:
        item = ListItem(_on_one_line(words), _list(sublists[0], place) if sublists else None)
        place(item, line.place)
        items.append(item)
    whole = List(tuple(items), level.ordered)
    place(whole, level.items[0][0].place)
    return whole


def _on_one_line(parts: Sequence[Spans]) -> Spans:
    return parts[0] if len(parts) == 1 else canonical([span for part in parts for span in (*part, Span(" "))])
