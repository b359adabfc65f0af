"""Where a page tells of its story: around the headline, at the end, and in what calls itself a byline."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from artfmt.readers.html.keeping import KEPT_FROM
from artfmt.readers.html.segments import Page, Segment, names_of

_NAMES_AUTHOR = re.compile(r"author|byline|vcard|autor|auteur|writer|reporter|verfasser|journalist", re.IGNORECASE)
_LONGEST_LINE = 160
_BYLINE_BEFORE, _BYLINE_AFTER, _AT_END = 5, 12, 5
_DATE_BEFORE, _DATE_AFTER = 6, 14


class Surroundings:
    """The places of the headline (``at``; where none is shown, right before the story) and of the story's two ends."""

    def __init__(self, page: Page, headline_at: int | None, scores: Sequence[float]) -> None:
        self.segments, self.scores = page.segments, scores
        story = [place for place, score in enumerate(scores) if score >= KEPT_FROM] or [0, len(scores) - 1]
        self.first, self.last = story[0], story[-1]
        self.at = headline_at if headline_at is not None else max(0, self.first - 1)

    def byline_segments(self) -> Iterator[tuple[int, Segment]]:
        """The segments that may be bylines, each with its place."""
        called: dict[str, bool] = {}
        for place, segment in enumerate(self.segments):
            if len(segment.text) > _LONGEST_LINE:
                continue
            names = segment.box.names
            if names not in called:
                called[names] = bool(names) and _NAMES_AUTHOR.search(names) is not None
            within = segment.within
            if (
                -_BYLINE_BEFORE <= place - self.at <= _BYLINE_AFTER
                or -_AT_END <= place - self.last <= _AT_END
                or called[names]
                or (within is not None and _NAMES_AUTHOR.search(names_of(within)))
            ):
                yield place, segment

    def lines_at_headline(self) -> list[str]:
        """The short lines around the headline."""
        return self._lines(self.at - _DATE_BEFORE, self.at + _DATE_AFTER)

    def lines_after_story(self) -> list[str]:
        """The short lines right after the story's end."""
        return self._lines(self.last + 1, self.last + 1 + _AT_END)

    def _lines(self, start: int, end: int) -> list[str]:
        return [segment.text for segment in self.segments[max(0, start) : end] if len(segment.text) < _LONGEST_LINE]
