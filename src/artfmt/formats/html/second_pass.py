"""What is measured of each segment of a page in the second pass: how its neighbours, its boxes and its like scored.

A row of values is in the order of ``features.SECOND``; ``scores`` weighs it.
"""

from __future__ import annotations

from artfmt.formats.html.features import AGAIN, FIRST
from artfmt.formats.html.first_pass import Row, is_heading, levels_of
from artfmt.formats.html.segments import Box, Page

_AGAIN_AT = tuple(FIRST.index(name) for name in AGAIN)
_WHOLES = frozenset({"table", "ul", "ol", "dl", "article", "section", "aside", "details"})


def is_open(score: float) -> bool:
    """Whether a first score leaves it open what a segment is; no other has been seen to change sides."""
    return 0.03 < score < 0.98


def second_rows(  # noqa: C901 - one pass over the segments
    page: Page, first: list[Row | None], scores: list[float]
) -> list[Row | None]:
    """The rows of the second pass: what the first scores tell of the surroundings of each open segment."""
    segments, boxes = page.segments, page.boxes
    count = len(segments)
    for box in boxes:
        box.score = box.mass = 0.0
    sizes = [segment.size for segment in segments]
    alike: dict[str, list[float]] = {}
    for segment, score, size in zip(segments, scores, sizes, strict=True):
        box = segment.box
        box.score += score * size
        box.mass += size
        group = alike.get(box.signature)
        if group is None:
            alike[box.signature] = [score * size, size]
        else:
            group[0] += score * size
            group[1] += size
    largest: dict[Box, Box] = {}
    for box in reversed(boxes):
        above = box.above
        if above is not None:
            above.score += box.score
            above.mass += box.mass
    for box in boxes:
        above = box.above
        if above is not None and (above not in largest or box.score > largest[above].score):
            largest[above] = box
    total = boxes[0].score or 1e-9
    levels = _core_levels(boxes[0], largest, total)
    core = next(box for box, (_, down) in levels.items() if down == 0)
    likely = [place for place, score in enumerate(scores) if score > 0.5]
    long_ones = [place for place in likely if sizes[place] > 60]
    start, end = (long_ones[0], long_ones[-1]) if long_ones else (0, count)
    before, after = _faded(scores), _faded(scores[::-1])[::-1]
    until = _until(likely, count)
    padded = [-1.0] * 4 + scores + [-1.0] * 4
    of_page = [total / (boxes[0].mass or 1), core.score / total, core.score / (core.mass or 1)]
    rows: list[Row | None] = []
    told_before = 0.0
    heading, since, last = -1.0, 0, -99
    for place, segment in enumerate(segments):
        score, size, box = scores[place], sizes[place], segment.box
        mine = score * size
        row = first[place]
        if row is None or not is_open(score):
            rows.append(None)
        else:
            up = box.above or box
            second = up.above or up
            third = second.above or second
            group = alike[box.signature]
            whole: Box | None = box
            while whole is not None and whole.tag not in _WHOLES:
                whole = whole.above
            level, down = levels_of(box, levels)
            rows.append(
                [
                    *padded[place + 4 : place + 5],
                    *padded[place : place + 4],
                    *padded[place + 5 : place + 9],
                    before[place],
                    after[place],
                    min(30, place - last),
                    until[place],
                    (box.score - mine) / (box.mass - size) if box.mass > size else -1.0,
                    (up.score - mine) / (up.mass - size) if up.mass > size else -1.0,
                    (second.score - mine) / (second.mass - size) if second.mass > size else -1.0,
                    (third.score - mine) / (third.mass - size) if third.mass > size else -1.0,
                    (group[0] - mine) / (group[1] - size) if group[1] > size else -1.0,
                    up.score / total,
                    second.score / total,
                    third.score / total,
                    level,
                    down,
                    told_before / total,
                    (total - told_before - mine) / total,
                    max(-20, min(20, place - start)),
                    max(-20, min(20, place - end)),
                    *of_page,
                    heading,
                    min(since, 30),
                    (
                        -2.0
                        if whole is None
                        else (whole.score - mine) / (whole.mass - size)
                        if whole.mass > size
                        else -1.0
                    ),
                    whole.mass if whole is not None else 0.0,
                    whole.score / total if whole is not None else 0.0,
                    *[row[at] for at in _AGAIN_AT],
                ]
            )
        told_before += mine
        if score > 0.5:
            last = place
        if is_heading(segment):
            heading, since = score, 0
        else:
            since += 1
    return rows


def _core_levels(top: Box, largest: dict[Box, Box], total: float) -> dict[Box, tuple[int, int]]:
    """The path from the page's root to the innermost box with four fifths of the story: levels up (none) and down."""
    path = [top]
    while (inner := largest.get(path[-1])) is not None and inner.score >= 0.8 * total:
        path.append(inner)
    return {box: (0, len(path) - 1 - place) for place, box in enumerate(path)}


def _faded(scores: list[float]) -> list[float]:
    """For each place the mean of the scores before it, the nearest counting most."""
    faded, value = [], 0.0
    for score in scores:
        faded.append(value)
        value = 0.6 * value + 0.4 * score
    return faded


def _until(likely: list[int], count: int) -> list[int]:
    """For each place how far the next kept segment is, 30 at most."""
    until = [30] * count
    ahead = len(likely) - 1
    following = 10**9
    for place in range(count - 1, -1, -1):
        until[place] = min(30, following - place)
        if ahead >= 0 and likely[ahead] == place:
            following, ahead = place, ahead - 1
    return until
