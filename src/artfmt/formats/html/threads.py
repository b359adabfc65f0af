"""Threads: pages whose story is the first of several posts, built alike, each with its day: forums, questions, lists.

What readers wrote beneath a story is built otherwise than the story; answers in a thread are built as the question is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import TypeAlias

from artfmt.formats.html.segments import Box, Page, Segment, boxes_above, flag_of
from artfmt.language.dates import is_day

Kind: TypeAlias = tuple[int, str, str]  # how deep a box lies, its tag and the first of its names

_HEADINGS = frozenset({"h1", "h2"})
_TAGS_OF_POSTS = frozenset({"div", "article", "li", "section", "tr", "table", "tbody", "dl", "blockquote"})
_LEAST_OF_STORY, _MOST_HEADED, _MOST = 0.4, 0.5, 0.8
_QUOTATION = flag_of("blockquote")
_SHORTEST_POST = 40
_LONGEST_TIME = 60
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
    total = sum(page.segments[place].size for place in story)
    sizes: dict[Kind, int] = defaultdict(int)
    for place in story:
        for kind in {_kind(box) for box in boxes_above(page.segments[place].box)}:
            sizes[kind] += page.segments[place].size
    alike: dict[Kind, set[Box]] = {kind: set() for kind, size in sizes.items() if size >= total * _LEAST_OF_STORY}
    dated = _dated(page)
    headed = {box for segment in page.segments if segment.box.tag in _HEADINGS for box in boxes_above(segment.box)}
    for box in page.boxes:
        kind = _kind(box)
        if kind in alike and box.tag in _TAGS_OF_POSTS and kind[-1] and box in dated:
            alike[kind].add(box)
    most: set[Box] = set()
    for boxes in alike.values():
        posts = {box for box in boxes if box not in headed and box.chars - box.linked >= _SHORTEST_POST}
        if len(posts) > 1 and len(posts) >= len(most) and _MOST_HEADED * len(boxes) >= len(boxes) - len(posts):
            most = posts
    return most


def _kind(box: Box) -> Kind:
    names = box.names.split()
    return box.depth, box.tag, _DIGITS.sub("", names[0]) if names else ""


def _dated(page: Page) -> set[Box]:
    """The boxes that hold a time or a short line that tells a day."""
    boxes: set[Box] = set()
    for segment in page.segments:
        is_timed = any(element.tag == "time" for element, _ in segment.pieces[:4])
        if is_timed or (segment.size <= _LONGEST_TIME and is_day(segment.text)):
            boxes.update(boxes_above(segment.box))
    return boxes


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
