"""Which segments of a page to keep, where their scores are not the last word.

Scores judge each segment; here they are seen together: copies of the same text count once, a table is kept or left
out as one, another story and what readers wrote beneath this one go, a newsletter's items stay.
"""

from __future__ import annotations

import re

from artfmt.formats.html.segments import Box, Page, Segment, boxes_above, flag_of
from artfmt.language.labels import RELATED_LEADS, slug
from artfmt.language.newsletter_items import is_item, item_number

KEPT_FROM = 0.5
_WITHIN_STORY = 0.3  # a table's mean, where text of the story stands before and after it
_DOUBTFUL, _LONG_ENOUGH = 0.25, 200
AFTER_STORY = 6  # so many segments after the last of the story may still be its own embeds and links
_SHORTEST_COPY = 40
_FEWEST_CELLS, _LONGEST_CELL = 4, 160
_LONGEST_ITEM, _FEWEST_ITEMS, _HARDLY = 120, 2, 0.1
_SHORTEST_LUMP = 600
_LEAST_TEXT, _LEAST_UNDECLARED, _LONGEST_HEADING, _MOST_TEASERS = 80, 200, 120, 4
_TABLE, _FIGURE, _FIGCAPTION, _QUOTATION = map(flag_of, ("table", "figure", "figcaption", "blockquote"))
_COMMENTS = re.compile(r"(?:^|[\W_])(?:comments?|commentlist|disqus|respond)(?:$|[\W_])", re.IGNORECASE)


def settle(page: Page, scores: list[float], title_at: int | None) -> list[bool]:
    """For each segment whether it is kept; ``title_at`` is the place of the headline, if the page shows it."""
    keeps = [score >= KEPT_FROM for score in scores]
    if not any(keeps):
        keeps = _best_alone(page, scores)
    _settle_tables(page, scores, keeps)
    _keep_items(page, scores, keeps)
    _keep_leads(page, keeps)
    _keep_attributions(page, keeps)
    _drop_copies(page, scores, keeps)
    _drop_lumps(page, keeps)
    _drop_others(page, keeps, title_at)
    return keeps


def is_story(page: Page, keeps: list[bool], *, declared: bool) -> bool:
    """Whether what is kept is enough to be a story, and not a list of others."""
    story = [segment for segment, keep in zip(page.segments, keeps, strict=True) if keep]
    prose = sum(len(segment.text) for segment in story if _is_prose(segment))
    if declared:
        return prose >= _LEAST_TEXT
    teasers = sum(segment.linked == len(segment.text) and not _is_prose(segment) for segment in story)
    long = sum(len(segment.text) >= _LONG_ENOUGH for segment in story)
    is_list = teasers >= _MOST_TEASERS and teasers * 4 > len(story) and long < teasers
    return prose >= _LEAST_UNDECLARED and not is_list


def _is_prose(segment: Segment) -> bool:
    return segment.box.tag not in ("h1", "h2", "h3", "h4", "h5", "h6") or len(segment.text) > _LONGEST_HEADING


def _best_alone(page: Page, scores: list[float]) -> list[bool]:
    """What to keep where nothing scores enough: the best by far, if it is long."""
    scores_of_long = [
        score for segment, score in zip(page.segments, scores, strict=True) if len(segment.text) >= _LONG_ENOUGH
    ]
    least = max(_DOUBTFUL, 0.7 * max(scores_of_long, default=0.0))
    return [
        score >= least and len(segment.text) >= _LONG_ENOUGH
        for segment, score in zip(page.segments, scores, strict=True)
    ]


def _settle_tables(page: Page, scores: list[float], keeps: list[bool]) -> None:
    """Keep a table of data whole, or leave it out whole, by the mean of its cells' scores."""
    tables: dict[Box, list[int]] = {}
    for place, segment in enumerate(page.segments):
        if segment.box.flags & _TABLE:
            box: Box | None = segment.box
            while box is not None and box.tag != "table":
                box = box.above
            if box is not None:
                tables.setdefault(box, []).append(place)
    story = [place for place, keep in enumerate(keeps) if keep]
    for table, places in tables.items():
        sizes = [len(page.segments[place].text) for place in places]
        longest = max(places, key=lambda place: len(page.segments[place].text))
        in_paragraph = page.segments[longest].box.tag == "p" and max(sizes) > _LONGEST_CELL // 2
        if len(places) < _FEWEST_CELLS or max(sizes) > _LONGEST_CELL or in_paragraph:
            continue
        mean = sum(scores[place] * size for place, size in zip(places, sizes, strict=True)) / sum(sizes)
        within = bool(story) and story[0] < places[0] and places[-1] < story[-1] and table.linked * 2 < table.chars
        for place in places:
            keeps[place] = mean >= (_WITHIN_STORY if within else KEPT_FROM)


def _drop_copies(page: Page, scores: list[float], keeps: list[bool]) -> None:
    """Of a text that stands on the page several times keep the copy among most of the story."""
    places: dict[str, list[int]] = {}
    for place, segment in enumerate(page.segments):
        if keeps[place] and len(segment.text) >= _SHORTEST_COPY:
            places.setdefault(segment.text, []).append(place)
    for copies in places.values():
        if len(copies) > 1:
            best = max(copies, key=lambda place: (round(_standing(scores, place), 1), -place))
            for place in copies:
                keeps[place] = place == best


def _keep_attributions(page: Page, keeps: list[bool]) -> None:
    """Keep who said it with what was said: the footer of a quotation that is kept."""
    for place, segment in enumerate(page.segments):
        above = segment.box.above
        if not keeps[place] and place and keeps[place - 1] and above is not None:
            is_footer = segment.box.tag == "footer" and above.tag == "blockquote"
            if is_footer and page.segments[place - 1].box.flags & _QUOTATION:
                keeps[place] = True


def _keep_leads(page: Page, keeps: list[bool]) -> None:
    """Keep "Read more: Another story" in the story's column: it is not text, but tells of related stories."""
    segments = page.segments
    places = [place for place, keep in enumerate(keeps) if keep]
    columns = {segments[place].box.above for place in places}
    for place in range(places[0], min(places[-1] + AFTER_STORY, len(segments))) if places else ():
        segment = segments[place]
        if keeps[place] or segment.linked * 2 <= len(segment.text) or segment.box.above not in columns:
            continue
        colon = segment.text.find(":", 0, 30)
        if colon > 0 and slug(segment.text[:colon]) in RELATED_LEADS and segment.box.tag in ("p", "div"):
            keeps[place] = True


def _keep_items(page: Page, scores: list[float], keeps: list[bool]) -> None:
    """In a newsletter keep the headings of all items that count up, and between them all that may be the story's."""
    segments = page.segments
    numbers = {
        place: number
        for place, segment in enumerate(segments)
        if len(segment.text) <= _LONGEST_ITEM and (number := item_number(segment.text))
    }
    item_places = [place for place in numbers if keeps[place] and is_item(segments[place].text)]
    if not item_places:
        return
    items = item_places[:1]
    for place, number in numbers.items():
        alike = segments[place].box.signature == segments[items[0]].box.signature
        if alike and place > items[-1] and number == numbers[items[-1]] + 1:
            items.append(place)
    if len(items) < _FEWEST_ITEMS:
        return
    last = max(place for place, keep in enumerate(keeps) if keep)
    for place in range(items[0], last):
        in_figure = segments[place].box.flags & (_FIGURE | _FIGCAPTION)
        if place in items or (scores[place] > _HARDLY and not in_figure):
            keeps[place] = True


def _drop_lumps(page: Page, keeps: list[bool]) -> None:
    """Leave out a long run of text that says once more what kept paragraphs say: a copy made for machines."""
    places = [place for place, keep in enumerate(keeps) if keep]
    total = sum(len(page.segments[place].text) for place in places)
    for place in places:
        text = page.segments[place].text
        if len(text) < _SHORTEST_LUMP or len(text) * 10 < total * 3 or len(text) * 10 > total * 7:
            continue
        words = text.split()
        runs = [tuple(words[at : at + 4]) for at in range(0, len(words) - 3, 3)]
        others: set[tuple[str, ...]] = set()
        for other in places:
            if other != place:
                words_there = page.segments[other].text.split()
                others.update(zip(words_there, words_there[1:], words_there[2:], words_there[3:], strict=False))
        if runs and sum(run in others for run in runs) * 5 >= len(runs) * 4:
            keeps[place] = False


def _drop_others(page: Page, keeps: list[bool], title_at: int | None) -> None:
    """Leave out what stands in another story's ``<article>`` than the headline does, and what readers wrote beneath."""
    segments = page.segments
    first = next((place for place, keep in enumerate(keeps) if keep), None)
    if first is None:
        return
    headline: set[Box] = set(boxes_above(segments[title_at].box)) if title_at is not None else set()
    opening = set(boxes_above(segments[first].box))
    article: dict[Box, Box | None] = {}  # the nearest <article> around each box
    shares: dict[Box, int] = {}
    for box in page.boxes:
        article[box] = box if box.tag == "article" else article[box.above] if box.above is not None else None
    is_comments: dict[Box, bool] = dict.fromkeys(opening, False)

    def among_comments(box: Box) -> bool:
        is_known = is_comments.get(box)
        if is_known is None:
            is_known = box.depth > 2 and bool(box.names) and _COMMENTS.search(box.names) is not None
            is_known = is_comments[box] = is_known or (box.above is not None and among_comments(box.above))
        return is_known

    for segment, keep in zip(segments, keeps, strict=True):
        nearest = article[segment.box]
        while keep and nearest is not None:
            shares[nearest] = shares.get(nearest, 0) + len(segment.text)
            nearest = article[nearest.above] if nearest.above is not None else None
    total = sum(len(segment.text) for segment, keep in zip(segments, keeps, strict=True) if keep)
    has_own = any(box.tag == "article" and shares.get(box, 0) * 4 > total for box in headline)
    for place, segment in enumerate(segments):
        if not keeps[place]:
            continue
        nearest = article[segment.box]
        if among_comments(segment.box) or (
            has_own
            and nearest is not None
            and not any(box in headline for box in boxes_above(nearest) if box.tag == "article")
        ):
            keeps[place] = False


def _standing(scores: list[float], place: int) -> float:
    return scores[place] + sum(scores[max(0, place - 3) : place + 4]) / 7
