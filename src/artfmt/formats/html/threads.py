"""Threads: pages whose story is the first of several posts, built alike, each with its day: forums, questions, lists.

What readers wrote beneath a story is built otherwise than the story; answers in a thread are built as the question is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import TypeAlias

from artfmt.formats.html.segments import Box, Page, Segment, boxes_above, flag_of
from artfmt.language.dates import is_day

Kind: TypeAlias = tuple[int, str, str]  # how deep a box lies, its tag and the first of its names

_HEADINGS = frozenset({"h1", "h2"})
_TAGS_OF_POSTS = frozenset({"div", "article", "li", "section", "tr", "table", "tbody", "dl", "blockquote"})
_LEAST_OF_STORY, _MOST_HEADED, _MOST = 0.4, 0.5, 0.8
_QUOTATION = flag_of("blockquote")
_SHORTEST_POST = 40
_LONGEST_TIME, _MOST_PIECES = 60, 4
_DIGITS = re.compile(r"\d+")


def keep_posts(page: Page, keeps: list[bool]) -> None:
    """Keep in every post of a thread what stands where the kept text of its main post stands.

    Changes ``keeps``, which says of each segment whether it is kept.
    """
    story = [place for place, keep in enumerate(keeps) if keep]
    posts = _posts(page, story)
    if not posts:
        return
    by_post: dict[Box, list[int]] = defaultdict(list)
    for place in range(len(keeps)):
        for box in boxes_above(page.segments[place].box):
            if box in posts:
                by_post[box].append(place)
                break
    main = max(posts, key=lambda post: sum(page.segments[place].size for place in by_post[post] if keeps[place]))
    kept_places = [place for place in by_post[main] if keeps[place]]
    if not kept_places:
        return
    way = _way(_around_most(page, kept_places), main)
    own = {segment.text for segment in page.segments if not segment.box.flags & _QUOTATION}
    for post, places in by_post.items():
        for place in places:
            segment = page.segments[place]
            quotes = segment.box.flags & _QUOTATION and segment.text in own  # another post of the thread
            keeps[place] = keeps[place] or (not quotes and _follows(segment, post, way))


def _posts(page: Page, story: list[int]) -> set[Box]:
    """The posts of the thread that a page is: the largest set of boxes built alike that hold much of the story."""
    most: set[Box] = set()
    series = _series(page, story)
    if not series:
        return most
    dated = _holders(page, _tells_time)
    headed = _holders(page, lambda segment: segment.box.tag in _HEADINGS)
    for boxes in series:
        timed = [box for box in boxes if box in dated]
        posts = {box for box in timed if box not in headed and box.chars - box.linked >= _SHORTEST_POST}
        if len(posts) > 1 and len(posts) >= len(most) and _MOST_HEADED * len(timed) >= len(timed) - len(posts):
            most = posts
    return most


def _series(page: Page, story: list[int]) -> list[list[Box]]:
    """The boxes of each kind of which there are several that together hold much of the story."""
    sizes: dict[Box, int] = defaultdict(int)
    for place in story:
        size = page.segments[place].size
        for box in boxes_above(page.segments[place].box):
            sizes[box] += size
    by_kind: dict[Kind, int] = defaultdict(int)
    for box, size in sizes.items():
        if box.tag in _TAGS_OF_POSTS and box.names:
            by_kind[_kind(box)] += size
    total = sum(page.segments[place].size for place in story)
    series: dict[Kind, list[Box]] = {kind: [] for kind, size in by_kind.items() if size >= total * _LEAST_OF_STORY}
    depths = {depth for depth, _, _ in series}
    for box in page.boxes:
        if box.depth in depths and (kind := _kind(box)) in series:
            series[kind].append(box)
    return [boxes for boxes in series.values() if len(boxes) > 1]


def _holders(page: Page, tells: Callable[[Segment], bool]) -> set[Box]:
    """The boxes around the segments of which something is true."""
    boxes: set[Box] = set()
    for segment in page.segments:
        if tells(segment):
            boxes.update(boxes_above(segment.box))
    return boxes


def _tells_time(segment: Segment) -> bool:
    is_timed = any(element.tag == "time" for element, _ in segment.pieces[:_MOST_PIECES])
    return is_timed or (segment.size <= _LONGEST_TIME and is_day(segment.text))


def _kind(box: Box) -> Kind:
    names = box.names.split()
    return box.depth, box.tag, _DIGITS.sub("", names[0]) if names else ""


def _around_most(page: Page, places: Sequence[int]) -> Box:
    """The innermost box around most of some segments' text."""
    sizes: dict[Box, int] = defaultdict(int)
    for place in places:
        for box in boxes_above(page.segments[place].box):
            sizes[box] += page.segments[place].size
    total = sum(page.segments[place].size for place in places)
    return max((box for box, size in sizes.items() if size >= total * _MOST), key=lambda box: box.depth)


def _way(box: Box, post: Box) -> list[tuple[str, str]]:
    """The kinds of the boxes from within a post down to a box in it."""
    way = []
    for above in boxes_above(box):
        if above is post:
            break
        way.append(_kind(above)[1:])
    return way[::-1]


def _follows(segment: Segment, post: Box, way: list[tuple[str, str]]) -> bool:
    """Whether a segment stands in a post where a way leads to."""
    mine = _way(segment.box, post)
    return mine[: len(way)] == way and segment.linked * 2 < segment.size
