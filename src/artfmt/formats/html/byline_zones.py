"""Where a page tells of its story: around the headline, at the end, and in what calls itself a byline."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from artfmt.formats.html.keeping import KEPT_FROM
from artfmt.formats.html.segments import Box, Page, Segment, flag_of, names_of
from artfmt.language.dates import without_days
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
_QUOTATION = flag_of("blockquote")
_RIGHT_BENEATH = 4
_PUBLISHES = re.compile(rf"\W*{pattern('publishing_openings')}", re.IGNORECASE)
_LITTLE_ELSE = 16
_LONGEST_LINE = 160
_BYLINE_BEFORE, _BYLINE_AFTER, _AT_END = 5, 12, 5
_DATE_BEFORE, _DATE_AFTER = 6, 14


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
                place == self.at or not self._is_of_others(segment.box)
            ):
                yield place, segment

    def lines_at_headline(self) -> list[str]:
        """The short lines around the headline, down to the story's end."""
        end = min(self.at + _DATE_AFTER, max(self.at, self.last) + 1)
        return [segment.text for segment in self._short(self.at - _DATE_BEFORE, end)]

    @cached_property
    def lines_beneath_headline(self) -> tuple[Segment, ...]:
        """The short lines right beneath the headline, down to the first of its story."""
        lines = []
        for segment in self.segments[self.at + 1 : self.at + 1 + _RIGHT_BENEATH]:
            if len(segment.text) > _LONGEST_LINE or segment.box.flags & _ELSEWHERE:
                break
            lines.append(segment)
        return tuple(lines)

    def lines_after_story(self) -> list[str]:
        """The short lines right after the story's end that tell its day: hardly more than one, or "Posted on …"."""
        around = self._short(self.last + 1, self.last + 1 + _AT_END)
        return [
            segment.text
            for segment in around
            if not segment.box.flags & _ELSEWHERE and not self._is_of_others(segment.box) and _tells_day(segment.text)
        ]

    def _short(self, start: int, end: int) -> Iterator[Segment]:
        for segment in self.segments[max(0, start) : end]:
            in_post = segment.box.flags & _QUOTATION
            if len(segment.text) <= _LONGEST_LINE and "©" not in segment.text and not in_post:
                yield segment

    def _is_of_others(self, box: Box) -> bool:
        """Whether a box holds what readers wrote, what is said of a picture, or what leads elsewhere."""
        is_known = self._others.get(box)
        if is_known is None:
            above = box.above
            mine = bool(box.flags & _PICTURED) or (bool(box.names) and _OF_OTHERS.search(box.names) is not None)
            is_known = box.tag not in _WHOLE and (mine or (above is not None and self._is_of_others(above)))
            self._others[box] = is_known
        return is_known


def _tells_day(text: str) -> bool:
    length = len(without_days(text, ""))
    return length < len(text) and (length <= _LITTLE_ELSE or _PUBLISHES.match(text) is not None)
