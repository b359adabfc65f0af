"""Pieces of a page that are kept or left out whole, or go with others: tables, lists, quotations, captions, headings.

Each function changes ``keeps``, which says of each segment whether it is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator

from artfmt.formats.html.segments import Box, Page, Segment, boxes_above, flag_of, stands_in

_WITHIN_STORY = 0.3  # the mean of a table or a list, where text of the story stands before and after it
_LEAST_OF_HEADING = 0.15
_LEAST_AMONG_LIKE, _LEAST_IN_COLUMN, _MOST_OF_PAGE = 0.1, 0.05, 0.6
_LONGEST_LISTED, _MOST_LISTED = 600, 60
_NEARLY_ALL = 0.8
_LONGEST_QUOTED, _LONGEST_ATTRIBUTION = 3000, 160
_FEWEST_CELLS, _LONGEST_CELL = 4, 160
_OF_PROSE, _FEWEST_ALIKE = frozenset({"p", "div", "li", "blockquote", "dd", "pre"}), 5
_MAY_BE_NOTE, _LONGEST_NOTE = frozenset({"li", "dd", "p", "div", "aside"}), 1000
_FEWEST_POSTS, _LONGEST_TIME = 3, 40
LEVELS = {f"h{level}": level for level in range(1, 7)}
_QUOTATION, _FIGURE, _FIGCAPTION = map(flag_of, ("blockquote", "figure", "figcaption"))


def settle_pieces(page: Page, scores: list[float], keeps: list[bool], least: float) -> None:
    """Settle tables, lists and quotations as wholes, and what is built alike; ``least`` is the page's threshold."""
    _settle_wholes(_tables(page), page, scores, keeps, least)
    _settle_wholes(_lists(page), page, scores, keeps, least)
    _settle_wholes(_quotations(page), page, scores, keeps, least)
    _keep_alike(page, scores, keeps)
    _keep_attributions(page, keeps)
    _keep_captions(page, keeps)


def _settle_wholes(
    wholes: Iterable[tuple[Box, list[int]]], page: Page, scores: list[float], keeps: list[bool], least: float
) -> None:
    """Keep each of some boxes whole, or leave it out whole, by the mean of its segments' scores."""
    story = [place for place, keep in enumerate(keeps) if keep]
    for box, places in wholes:
        if box.tag != "table" and len({keeps[place] for place in places}) == 1:
            continue
        sizes = [page.segments[place].size for place in places]
        mean = sum(scores[place] * size for place, size in zip(places, sizes, strict=True)) / sum(sizes)
        within = bool(story) and story[0] < places[0] and places[-1] < story[-1] and box.linked * 2 < box.chars
        for place in places:
            keeps[place] = mean >= (_WITHIN_STORY if within else least)


def _tables(page: Page) -> Iterator[tuple[Box, list[int]]]:
    """The tables of data, each with the places of its segments."""
    for table, places in _within(page, ("table",), outermost=False):
        sizes = [page.segments[place].size for place in places]
        longest = max(places, key=lambda place: page.segments[place].size)
        in_paragraph = page.segments[longest].box.tag == "p" and max(sizes) > _LONGEST_CELL // 2
        if len(places) >= _FEWEST_CELLS and max(sizes) <= _LONGEST_CELL and not in_paragraph:
            yield table, places


def _lists(page: Page) -> Iterator[tuple[Box, list[int]]]:
    """The lists, each with the places of its segments, but for those of long or headed items, which arrange a page."""
    for box, places in _within(page, ("ul", "ol", "dl"), outermost=True):
        inner = [page.segments[place] for place in places]
        is_headed = any(segment.box.tag in LEVELS for segment in inner)
        is_long = max(segment.size for segment in inner) > _LONGEST_LISTED
        if 1 < len(places) <= _MOST_LISTED and not is_headed and not is_long:
            yield box, places


def _quotations(page: Page) -> Iterator[tuple[Box, list[int]]]:
    """The quotations, each with the places of its segments."""
    for box, places in _within(page, ("blockquote",), outermost=True):
        if len(places) > 1 and sum(page.segments[place].size for place in places) <= _LONGEST_QUOTED:
            yield box, places


def _within(page: Page, tags: Collection[str], *, outermost: bool) -> Iterator[tuple[Box, list[int]]]:
    """Each box of some tags with the places of the segments of which it is the outermost or the innermost such box."""
    places: dict[Box, list[int]] = {}
    wholes_around: dict[Box, Box | None] = {}
    for box in page.boxes:
        around = wholes_around[box.above] if box.above is not None else None
        own = box if box.tag in tags else None
        wholes_around[box] = (around or own) if outermost else (own or around)
    for place, segment in enumerate(page.segments):
        whole = wholes_around[segment.box]
        if whole is not None:
            places.setdefault(whole, []).append(place)
    yield from places.items()


def _keep_alike(page: Page, scores: list[float], keeps: list[bool]) -> None:
    """Of prose in boxes that are built alike keep the others with those that are kept: steps, columns, lines of speech.

    Wherever they stand, the likely ones where nearly all is kept; in one box, all but the hopeless where most is; and
    where little is kept of a column that is most of what the page says, all of it: a page of an unknown kind.
    """
    for places in _alike(page, lambda box: box.signature):
        size, kept_size = _sizes(page, keeps, places)
        if kept_size >= _NEARLY_ALL * size:
            _keep_from(_WITHIN_STORY, page, scores, keeps, places)
    for places in _alike(page, lambda box: (box.above, box.signature)):
        size, kept_size = _sizes(page, keeps, places)
        is_column = size > page.boxes[0].chars * _MOST_OF_PAGE and kept_size > 0
        if len(places) >= _FEWEST_ALIKE and (kept_size * 2 >= size or is_column):
            _keep_from(_LEAST_IN_COLUMN if is_column else _LEAST_AMONG_LIKE, page, scores, keeps, places)


def _alike(page: Page, key: Callable[[Box], Hashable]) -> Iterable[list[int]]:
    """The places of prose, those in boxes of one key together."""
    groups: dict[Hashable, list[int]] = {}
    for place, segment in enumerate(page.segments):
        if segment.box.tag in _OF_PROSE:
            groups.setdefault(key(segment.box), []).append(place)
    return groups.values()


def _sizes(page: Page, keeps: list[bool], places: list[int]) -> tuple[int, int]:
    """The size of some segments, and of those among them that are kept."""
    sizes = [(page.segments[place].size, keeps[place]) for place in places]
    return sum(size for size, _ in sizes), sum(size for size, keep in sizes if keep)


def _keep_from(least: float, page: Page, scores: list[float], keeps: list[bool], places: list[int]) -> None:
    """Keep those of some segments that score so much and are no links."""
    for place in places:
        segment = page.segments[place]
        keeps[place] = keeps[place] or (scores[place] >= least and segment.linked * 2 < segment.size)


def _keep_attributions(page: Page, keeps: list[bool]) -> None:
    """Keep who said it with what was said: what stands in a quotation beside its paragraphs, or in its footer."""
    for place, segment in enumerate(page.segments):
        if keeps[place] or not place or not keeps[place - 1] or segment.size > _LONGEST_ATTRIBUTION:
            continue
        above = segment.box.above
        is_footer = segment.box.tag == "footer" and above is not None and above.tag == "blockquote"
        if (is_footer or segment.box.tag == "blockquote") and page.segments[place - 1].box.flags & _QUOTATION:
            keeps[place] = True


def _keep_captions(page: Page, keeps: list[bool]) -> None:
    """Keep the caption of a figure whose table, code or quotation is kept."""
    sizes: dict[Box, list[int]] = {}  # of each figure: what of its text is kept, and what is left out
    captions: list[tuple[int, Box]] = []
    for place, segment in enumerate(page.segments):
        if not segment.box.flags & _FIGURE:
            continue
        figure = next(box for box in boxes_above(segment.box) if box.tag == "figure")
        if segment.box.flags & _FIGCAPTION:
            captions.append((place, figure))
        else:
            sizes.setdefault(figure, [0, 0])[0 if keeps[place] else 1] += segment.size
    for place, figure in captions:
        kept_size, lost_size = sizes.get(figure, (0, 0))
        keeps[place] = keeps[place] or kept_size > lost_size


def keep_notes(page: Page, keeps: list[bool]) -> None:
    """Keep the notes to which marks within what is kept lead."""
    targets: set[str] = set()
    for segment, keep in zip(page.segments, keeps, strict=True):
        for element, _ in segment.pieces if keep and segment.linked else ():
            for holder in (element, element.getparent()):
                if holder is not None and (address := holder.get("href") or "").startswith("#"):
                    targets.add(address[1:])
    notes = {
        box.element
        for box in page.boxes
        if box.tag in _MAY_BE_NOTE and box.chars <= _LONGEST_NOTE and box.element.get("id") in targets
    }
    if notes:
        for place, segment in enumerate(page.segments):
            keeps[place] = keeps[place] or stands_in(segment.box, notes)


def keep_times(page: Page, keeps: list[bool]) -> None:
    """Keep the times of a live blog: right beside the headings of its posts, in the posts' boxes."""
    times = []
    for place, segment in enumerate(page.segments):
        if not is_time(segment):
            continue
        for beside in (place - 1, place + 1):
            other = page.segments[beside] if 0 <= beside < len(keeps) and keeps[beside] else None
            if other and other.box.tag in LEVELS and other.box.above in (segment.box, segment.box.above):
                times.append(place)
    if len(times) >= _FEWEST_POSTS:
        for place in times:
            keeps[place] = True


def is_time(segment: Segment) -> bool:
    """Whether a segment is a short ``<time>``."""
    return segment.size <= _LONGEST_TIME and segment.pieces[0][0].tag == "time" and not segment.pieces[0][1]


def keep_headings(page: Page, scores: list[float], keeps: list[bool], title_at: int | None) -> None:
    """Within the story keep a heading beneath which more is kept than left out, up to the next one of its level."""
    story = [place for place, keep in enumerate(keeps) if keep]
    if not story:
        return
    kept_beneath = [0] * 7  # by level, up to the next heading of that level or a higher one
    lost_beneath = [0] * 7
    for place in range(story[-1], story[0] - 1, -1):
        segment = page.segments[place]
        level = LEVELS.get(segment.box.tag)
        if level is None:
            beneath = kept_beneath if keeps[place] else lost_beneath
            for upto in range(1, 7):
                beneath[upto] += segment.size
            continue
        if place != title_at and kept_beneath[level] > lost_beneath[level] and scores[place] >= _LEAST_OF_HEADING:
            keeps[place] = True
        for deeper in range(level, 7):
            kept_beneath[deeper] = lost_beneath[deeper] = 0
