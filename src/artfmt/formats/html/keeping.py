"""Which segments of a page to keep, where their scores are not the last word.

Scores judge each segment; here the page is judged as a whole. From which score on segments are kept follows from what
all scores together promise. A table or a list is kept or left out as one, a heading stays with what is kept beneath it.
Copies of a part of the page count once, another story and what readers wrote beneath this one go, a newsletter's items
stay.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from artfmt.formats.html.first_pass import is_chrome
from artfmt.formats.html.pieces import LEVELS, keep_headings, keep_notes, keep_times, settle_pieces
from artfmt.formats.html.segments import HIDDEN, Box, Page, Segment, boxes_above, flag_of, stands_in
from artfmt.formats.html.threads import keep_posts
from artfmt.language.boilerplate import heads_cards, is_boilerplate
from artfmt.language.labels import RELATED_LEADS, slug
from artfmt.language.newsletter_items import is_item, item_number

# What is kept promises the best harmonic mean of precision and recall from half of that mean on (Lipton, Elkan,
# Naryanaswamy: "Optimal thresholding of classifiers to maximize F1 measure", 2014).
_LEAST_SCORE, KEPT_FROM = 0.25, 0.5
_ON_THE_SAFE_SIDE = 0.02
_LONGEST_COUNTED = 3000  # letters of one segment: a page in one piece tells nothing of the others
_HOPELESS, _LONG_ENOUGH = 0.01, 200
AFTER_STORY = 6  # so many segments after the last of the story may still be its own embeds and links
_SHORTEST_COPY, _LEVELS_COMPARED = 40, 5
_LONGEST_ITEM, _FEWEST_ITEMS, _HARDLY = 120, 2, 0.1
_SHORTEST_LUMP = 600
_MOST_OF_HIDDEN, _MOST_OF_OTHERS = 25, 70  # hundredths of all that is kept
_SURE, _LONGEST_FURNITURE = 0.9, 300
_LEAST_TEXT, _LEAST_UNDECLARED, _LONGEST_HEADING, _MOST_TEASERS = 80, 200, 120, 4
_TABLE, _FIGURE, _FIGCAPTION, _LIST = map(flag_of, ("table", "figure", "figcaption", "ul"))
_COMMENTS = re.compile(r"(?:^|[\W_])(?:comments?|commentlist|disqus|respond)(?:$|[\W_])", re.IGNORECASE)


def settle(page: Page, scores: list[float], title_at: int | None) -> list[bool]:
    """For each segment whether it is kept; ``title_at`` is the place of the headline, if the page shows it."""
    least = least_score(page, scores)
    keeps = [score >= least for score in scores]
    if not any(keeps):
        keeps = _best_of_doubtful(page, scores)
    settle_pieces(page, scores, keeps, least)
    _keep_items(page, scores, keeps)
    _keep_leads(page, keeps)
    _drop_copies(page, keeps)
    _drop_lumps(page, keeps)
    _drop_others(page, keeps, title_at)
    _drop_cards(page, keeps)
    _drop_hidden(page, keeps)
    _drop_furniture(page, scores, keeps)
    keep_posts(page, keeps)
    keep_notes(page, keeps)
    keep_headings(page, scores, keeps, title_at)
    keep_times(page, keeps)
    return keeps


def least_score(page: Page, scores: Sequence[float]) -> float:
    """From which score on a segment is the story's: half of the F1 that the scores of the page promise at best."""
    sizes = [min(segment.size, _LONGEST_COUNTED) for segment in page.segments]
    pairs = sorted(zip(scores, sizes, strict=True), reverse=True)
    story = sum(score * size for score, size in pairs)
    best = gain = kept_size = 0.0
    for score, size in pairs:
        gain += score * size
        kept_size += size
        best = max(best, 2 * gain / (kept_size + story))
    return max(_LEAST_SCORE, min(KEPT_FROM, best / 2 + _ON_THE_SAFE_SIDE))


def doubt_of(page: Page, scores: Sequence[float], keeps: Sequence[bool], *, declared: bool) -> str | None:
    """Why what is kept may be no story: "" where nothing speaks against it, None where it is too little to be any.

    ``declared`` tells that the page says of itself that it is an article.
    """
    story = [segment for segment, keep in zip(page.segments, keeps, strict=True) if keep]
    prose = sum(segment.size - min(segment.linked, segment.size) for segment in story if _is_prose(segment))
    if prose < _LEAST_TEXT:
        return None
    if max(score for score, keep in zip(scores, keeps, strict=True) if keep) < _LEAST_SCORE:
        return "it is unlike stories"
    if declared:
        return ""
    teasers = sum(segment.linked >= segment.size and segment.size <= _LONGEST_HEADING for segment in story)
    long = sum(segment.size >= _LONG_ENOUGH for segment in story)
    if teasers >= _MOST_TEASERS and teasers * 4 > len(story) and long < teasers:
        return "it reads like a list of stories"
    return "" if prose >= _LEAST_UNDECLARED else "it is very short"


def _is_prose(segment: Segment) -> bool:
    return segment.box.tag not in LEVELS or segment.size > _LONGEST_HEADING


def _best_of_doubtful(page: Page, scores: Sequence[float]) -> list[bool]:
    """What to keep where nothing scores enough: the best of what is prose by its length, or else of what is no link."""
    for shortest in (_LONG_ENOUGH, _SHORTEST_COPY, 1):
        prose = [
            score if segment.size >= shortest and segment.linked * 2 < segment.size and not is_chrome(segment) else 0.0
            for segment, score in zip(page.segments, scores, strict=True)
        ]
        least = max(_HOPELESS, 0.7 * max(prose, default=0.0))
        keeps = [score >= least for score in prose]
        if any(keeps):
            return keeps
    return keeps


def _drop_cards(page: Page, keeps: list[bool]) -> None:
    """Leave out the box that holds a heading over other stories ("Read next"), where most of the story is elsewhere."""
    segments = page.segments
    boxes = {
        segment.box.above.element
        for segment in segments
        if segment.box.tag in LEVELS and segment.box.above is not None and heads_cards(segment.text)
    }
    if not boxes:
        return
    places = [place for place, segment in enumerate(segments) if keeps[place] and stands_in(segment.box, boxes)]
    _drop_beneath(_MOST_OF_OTHERS, page, keeps, places)


def _drop_hidden(page: Page, keeps: list[bool]) -> None:
    """Leave out what is hidden where most of the story is not: a script or a button may show a story."""
    hidden = [place for place, segment in enumerate(page.segments) if keeps[place] and segment.box.flags & HIDDEN]
    _drop_beneath(_MOST_OF_HIDDEN, page, keeps, hidden)


def _drop_beneath(share: int, page: Page, keeps: list[bool], places: list[int]) -> None:
    """Leave out some of what is kept where it is less than so many hundredths of all that is."""
    total = sum(segment.size for segment, keep in zip(page.segments, keeps, strict=True) if keep)
    if sum(page.segments[place].size for place in places) * 100 < total * share:
        for place in places:
            keeps[place] = False


def _drop_furniture(page: Page, scores: list[float], keeps: list[bool]) -> None:
    """Leave out what is no story's by its words, where its score leaves that open: what a page asks for, and counts."""
    for place, segment in enumerate(page.segments):
        if keeps[place] and scores[place] < _SURE and segment.size <= _LONGEST_FURNITURE:
            is_count = segment.text.isdecimal() and not segment.box.flags & (_TABLE | _LIST)
            keeps[place] = not is_count and not is_boilerplate(segment.text)


def _drop_copies(page: Page, keeps: list[bool]) -> None:
    """Where a part of the page stands on it several times keep the copy among most of the story.

    What an author says again and again is no copy: it stands among other text, or with its like in one box.
    """
    segments = page.segments
    places: dict[str, list[int]] = {}
    for place, segment in enumerate(segments):
        if keeps[place] and segment.size >= _SHORTEST_COPY and not segment.box.flags & _TABLE:
            places.setdefault(segment.text, []).append(place)
    groups = [copies for copies in places.values() if len(copies) > 1]
    if not groups:
        return
    repeated = {place for copies in groups for place in copies}
    inside: dict[Box, list[int]] = {}  # of each box what is kept in it, and how much of that is said elsewhere too
    for place, segment in enumerate(segments):
        if keeps[place]:
            for box in boxes_above(segment.box):
                sizes = inside.setdefault(box, [0, 0])
                sizes[0] += segment.size
                sizes[1] += segment.size if place in repeated else 0

    def standing(place: int) -> tuple[int, int]:
        boxes = islice(boxes_above(segments[place].box), 1, _LEVELS_COMPARED)
        return sum(inside[box][0] for box in boxes), -place

    for copies in groups:
        best = max(copies, key=standing)
        around = set(boxes_above(segments[best].box))
        for place in copies:
            if place != best:
                part = _outermost_without(segments[place].box, around)
                is_alone = part is None or part.count == 1
                whole, again = inside[part] if part is not None else (0, 0)
                keeps[place] = abs(place - best) > 1 if is_alone else again * 2 < whole


def _outermost_without(box: Box, around: set[Box]) -> Box | None:
    """The outermost box around one that is not among some others; None where it is among them itself."""
    outermost = None
    for outer in boxes_above(box):
        if outer in around:
            break
        outermost = outer
    return outermost


def _keep_leads(page: Page, keeps: list[bool]) -> None:
    """Keep "Read more: Another story" in the story's column: it is not text, but tells of related stories."""
    segments = page.segments
    places = [place for place, keep in enumerate(keeps) if keep]
    columns = {segments[place].box.above for place in places}
    for place in range(places[0], min(places[-1] + AFTER_STORY, len(segments))) if places else ():
        segment = segments[place]
        if keeps[place] or segment.linked * 2 <= segment.size or segment.box.above not in columns:
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
        if segment.size <= _LONGEST_ITEM and (number := item_number(segment.text))
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
    while last + 1 < len(segments) and scores[last + 1] >= _LEAST_SCORE:
        last += 1
    for place in range(items[0], last + 1):
        in_figure = segments[place].box.flags & (_FIGURE | _FIGCAPTION)
        if place in items or (scores[place] > _HARDLY and not in_figure):
            keeps[place] = True


def _drop_lumps(page: Page, keeps: list[bool]) -> None:
    """Leave out a long run of text that says once more what kept paragraphs say: a copy made for machines."""
    places = [place for place, keep in enumerate(keeps) if keep]
    total = sum(page.segments[place].size for place in places)
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
            shares[nearest] = shares.get(nearest, 0) + segment.size
            nearest = article[nearest.above] if nearest.above is not None else None
    total = sum(segment.size for segment, keep in zip(segments, keeps, strict=True) if keep)
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
