"""Where a page tells of its story: around the headline, at the end, and in what calls itself a byline."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from artfmt.formats.html.keeping import KEPT_FROM
from artfmt.formats.html.segments import Box, Page, Segment, flag_of, names_of
from artfmt.language.vocabulary import pattern

NAMES_AUTHOR = re.compile(pattern("author_boxes"), re.IGNORECASE)
# Boxes whose names are about others: readers, pictures, tags, other stories.
_OF_OTHERS = re.compile(
    r"(?:^|[\W_])(?:comments?|commentlist|respond|disqus|captions?|credits?|tags|tagcloud|related)(?:$|[\W_])",
    re.IGNORECASE,
)
_WHOLE = frozenset({"html", "body", "main", "article"})  # they are called by all that stands in them
_PICTURED = flag_of("figure") | flag_of("figcaption")
_ELSEWHERE = _PICTURED | flag_of("footer") | flag_of("aside") | flag_of("nav")
_FOOTER, _ARTICLE = flag_of("footer"), flag_of("article")
_QUOTATION = flag_of("blockquote")
_RIGHT_BENEATH = 4
_LONGEST_LINE = 160
_BYLINE_BEFORE, _BYLINE_AFTER, _AT_END = 5, 12, 5
_DATE_BEFORE, _DATE_AFTER, _DATE_AT_END = 15, 45, 10
_LONGEST_DATED = 240


class BylineZones:
    """The places of the headline (``at``; where none is shown, right before the story) and of the story's two ends."""

    def __init__(self, page: Page, headline_at: int | None, scores: Sequence[float]) -> None:
        self.segments, self.scores = page.segments, scores
        story = [place for place, score in enumerate(scores) if score >= KEPT_FROM] or [0, len(scores) - 1]
        self.first, self.last = story[0], story[-1]
        self._others: dict[Box, bool] = {}
        self.at = headline_at if headline_at is not None else max(0, self.first - 1)

    @cached_property
    def byline_segments(self) -> tuple[tuple[int, Segment], ...]:
        """The segments that may be bylines, each with its place."""
        return tuple(self._byline_segments())

    def _byline_segments(self) -> Iterator[tuple[int, Segment]]:
        called: dict[str, bool] = {}
        for place, segment in enumerate(self.segments):
            if len(segment.text) > _LONGEST_LINE:
                continue
            names, within = segment.box.names, segment.within
            if names not in called:
                called[names] = bool(names) and NAMES_AUTHOR.search(names) is not None
            is_near = -_BYLINE_BEFORE <= place - self.at <= _BYLINE_AFTER or -_AT_END <= place - self.last <= _AT_END
            if (is_near or called[names] or (within is not None and NAMES_AUTHOR.search(names_of(within)))) and (
                place == self.at or not self.is_of_others(segment.box)
            ):
                yield place, segment

    @cached_property
    def lines_beneath_headline(self) -> tuple[Segment, ...]:
        """The short lines right beneath the headline, down to the first of its story."""
        lines = []
        for segment in self.segments[self.at + 1 : self.at + 1 + _RIGHT_BENEATH]:
            if len(segment.text) > _LONGEST_LINE or segment.box.flags & _ELSEWHERE:
                break
            lines.append(segment)
        return tuple(lines)

    def dated_places(self) -> Iterator[int]:
        """The places of short lines that may tell the story's day: around its headline and end, and at the page's end.

        None that is quoted, or that stands after the story among what is about other things.
        """
        count = len(self.segments)
        near = range(max(0, self.at - _DATE_BEFORE), min(count, self.at + _DATE_AFTER))
        ends = range(max(near.stop, self.last - 2), min(count, self.last + _DATE_AT_END))
        page_end = range(max(near.stop, ends.stop, count - _DATE_AT_END), count)
        for place in (*near, *ends, *page_end):
            segment = self.segments[place]
            flags = segment.box.flags
            if len(segment.text) > _LONGEST_DATED or flags & _QUOTATION or "©" in segment.text:
                continue
            elsewhere = _ELSEWHERE & ~_FOOTER if flags & _ARTICLE else _ELSEWHERE
            if place <= self.last or not (flags & elsewhere or self.is_of_others(segment.box)):
                yield place

    def is_of_others(self, box: Box) -> bool:
        """Whether a box holds what readers wrote, what is said of a picture, or what leads elsewhere."""
        is_known = self._others.get(box)
        if is_known is None:
            above = box.above
            mine = bool(box.flags & _PICTURED) or (bool(box.names) and _OF_OTHERS.search(box.names) is not None)
            is_known = box.tag not in _WHOLE and (mine or (above is not None and self.is_of_others(above)))
            self._others[box] = is_known
        return is_known
