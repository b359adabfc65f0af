"""The judgement on a whole page: which segments are the story's, which part of the page it stands in, which pictures.

Every segment has a score (``scores``). Here they are seen together: copies of the same text count once, a table
is kept or left out as one, and pictures stay where they stand among what is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from artfmt.axioms import slug
from artfmt.newsletters import is_item, item_number
from artfmt.readers.html.body import pixels
from artfmt.readers.html.figures import Element
from artfmt.readers.html.leads import RELATED_LEADS
from artfmt.readers.html.segments import Box, Page, Segment, flag_of

KEPT_FROM = 0.5
_WITHIN_STORY = 0.3  # a table's mean, where text of the story stands before and after it
_DOUBTFUL, _LONG_ENOUGH = 0.25, 200
_TABLE, _FIGURE, _FIGCAPTION, _QUOTATION = map(flag_of, ("table", "figure", "figcaption", "blockquote"))
_SHORTEST_COPY = 40
_FEWEST_CELLS, _LONGEST_CELL = 4, 160
_LONGEST_ITEM, _FEWEST_ITEMS, _HARDLY = 120, 2, 0.1
_SHORTEST_LUMP = 600
_LEAST_TEXT, _LEAST_UNDECLARED, _LONGEST_HEADING, _MOST_TEASERS = 80, 200, 120, 4
_LONGEST_CAPTION = 800
_MOST_CAPTION_SEGMENTS = 6
_MOST_PICTURES = 4
_SMALLEST_PICTURE = 90
_DECORATION = re.compile(
    r"(?:^|[\W_])(?:avatar|gravatar|logo|icon|icons|emoji|smiley|pixel|spacer|blank|sprite|badge|tracking|advert|banner|author|profile|share|social)(?:$|[\W_])",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"(?:^|[\W_])(?:related|recommend\w*|author|byline|bio|share|social|comment\w*|newsletter|promo|advert\w*|ads?|sponsor\w*|teaser\w*|card|sidebar|footer|nav|"
    r"breadcrumb|recirc|outbrain|taboola|popular|trending|more)(?:$|[\W_])",
    re.IGNORECASE,
)
_COMMENTS = re.compile(r"(?:^|[\W_])(?:comments?|commentlist|disqus|respond)(?:$|[\W_])", re.IGNORECASE)
_POST = re.compile(
    r"(?:twitter-(?:tweet|video)|instagram-media|tiktok-embed|bluesky-embed|reddit-embed|mastodon-embed)"
)
_FRAMES_OF_NOTHING = re.compile(
    r"doubleclick|googletagmanager|googlesyndication|facebook\.com/plugins|recaptcha|about:blank|disqus|addthis|amazon-adsystem",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Content:
    """What of a page is its story.

    ``kept`` tells of each segment whether it is; ``core`` is the innermost box around all of them; ``skipped``
    are elements that hold nothing of it; ``figures`` are elements that are a picture with what stands beneath it;
    ``lead`` is such an element before the story; ``posts`` are quotations that are posts of a social network.
    """

    page: Page
    scores: list[float]
    kept: list[bool]
    core: Box
    first: int
    last: int
    skipped: set[Element] = field(default_factory=set)
    figures: set[Element] = field(default_factory=set)
    lead: Element | None = None
    posts: set[Element] = field(default_factory=set)


def judge(
    page: Page, scores: list[float], title_at: int | None, *, declared: bool = True, change: bool = True
) -> Content | None:
    """The story that the scores of a page's segments tell of; None where there is none.

    ``title_at`` is the place of the headline among the segments, if the page shows it. With ``change`` the tree is
    emptied of what is left out. A page that is not ``declared`` an article by its metadata needs more to be one.
    """
    kept = [score >= KEPT_FROM for score in scores]
    if not any(kept):
        kept = _best_alone(page, scores)
    _settle_tables(page, scores, kept)
    _keep_items(page, scores, kept)
    _keep_leads(page, kept)
    _keep_attributions(page, kept)
    _drop_copies(page, scores, kept)
    _drop_lumps(page, kept)
    _drop_others(page, kept, title_at)
    if not _is_story(page, kept, declared=declared):
        return None
    places = [place for place, keep in enumerate(kept) if keep]
    content = Content(
        page, scores, kept, _around([page.segments[place].box for place in places]), places[0], places[-1]
    )
    for place in places:
        box: Box | None = page.segments[place].box
        while box is not None:
            box.kept += 1
            box = box.above
    if change:
        _choose_posts(content)
        _choose_media(content, title_at)
        _skip(content)
    return content


def _is_story(page: Page, kept: list[bool], *, declared: bool) -> bool:
    """Whether what is kept is enough to be a story, and not a list of others."""
    told = [segment for segment, keep in zip(page.segments, kept, strict=True) if keep]
    prose = sum(len(segment.text) for segment in told if _is_prose(segment))
    if declared:
        return prose >= _LEAST_TEXT
    teasers = sum(segment.linked == len(segment.text) and not _is_prose(segment) for segment in told)
    long = sum(len(segment.text) >= _LONG_ENOUGH for segment in told)
    is_list = teasers >= _MOST_TEASERS and teasers * 4 > len(told) and long < teasers
    return prose >= _LEAST_UNDECLARED and not is_list


def _is_prose(segment: Segment) -> bool:
    return segment.box.tag not in ("h1", "h2", "h3", "h4", "h5", "h6") or len(segment.text) > _LONGEST_HEADING


def _best_alone(page: Page, scores: list[float]) -> list[bool]:
    """What to keep where nothing scores enough: the best by far, if it is long."""
    told = [score for segment, score in zip(page.segments, scores, strict=True) if len(segment.text) >= _LONG_ENOUGH]
    least = max(_DOUBTFUL, 0.7 * max(told, default=0.0))
    return [
        score >= least and len(segment.text) >= _LONG_ENOUGH
        for segment, score in zip(page.segments, scores, strict=True)
    ]


def _settle_tables(page: Page, scores: list[float], kept: list[bool]) -> None:
    """Keep a table of data whole, or leave it out whole, by the mean of its cells' scores."""
    tables: dict[Box, list[int]] = {}
    for place, segment in enumerate(page.segments):
        if segment.box.flags & _TABLE:
            box: Box | None = segment.box
            while box is not None and box.tag != "table":
                box = box.above
            if box is not None:
                tables.setdefault(box, []).append(place)
    story = [place for place, keep in enumerate(kept) if keep]
    for table, places in tables.items():
        sizes = [len(page.segments[place].text) for place in places]
        longest = max(places, key=lambda place: len(page.segments[place].text))
        in_paragraph = page.segments[longest].box.tag == "p" and max(sizes) > _LONGEST_CELL // 2
        if len(places) < _FEWEST_CELLS or max(sizes) > _LONGEST_CELL or in_paragraph:
            continue
        mean = sum(scores[place] * size for place, size in zip(places, sizes, strict=True)) / sum(sizes)
        within = bool(story) and story[0] < places[0] and places[-1] < story[-1] and table.linked * 2 < table.chars
        for place in places:
            kept[place] = mean >= (_WITHIN_STORY if within else KEPT_FROM)


def _drop_copies(page: Page, scores: list[float], kept: list[bool]) -> None:
    """Of a text that stands on the page several times keep the copy among most of the story."""
    places: dict[str, list[int]] = {}
    for place, segment in enumerate(page.segments):
        if kept[place] and len(segment.text) >= _SHORTEST_COPY:
            places.setdefault(segment.text, []).append(place)
    for copies in places.values():
        if len(copies) > 1:
            best = max(copies, key=lambda place: (round(_standing(scores, place), 1), -place))
            for place in copies:
                kept[place] = place == best


def _keep_attributions(page: Page, kept: list[bool]) -> None:
    """Keep who said it with what was said: the footer of a quotation that is kept."""
    for place, segment in enumerate(page.segments):
        above = segment.box.above
        if not kept[place] and place and kept[place - 1] and above is not None:
            is_footer = segment.box.tag == "footer" and above.tag == "blockquote"
            if is_footer and page.segments[place - 1].box.flags & _QUOTATION:
                kept[place] = True


def _keep_leads(page: Page, kept: list[bool]) -> None:
    """Keep "Read more: Another story" within the story: it is not text, but related stories are told from it."""
    places = [place for place, keep in enumerate(kept) if keep]
    for place in range(places[0], places[-1]) if places else ():
        segment = page.segments[place]
        colon = segment.text.find(":", 0, 30) if not kept[place] and segment.linked * 2 > len(segment.text) else -1
        if colon > 0 and slug(segment.text[:colon]) in RELATED_LEADS and segment.box.tag in ("p", "div"):
            kept[place] = True


def _keep_items(page: Page, scores: list[float], kept: list[bool]) -> None:
    """In a newsletter keep the headings of all items that count up, and between them all that may be the story's."""
    segments = page.segments
    numbers = {
        place: number
        for place, segment in enumerate(segments)
        if len(segment.text) <= _LONGEST_ITEM and (number := item_number(segment.text))
    }
    named = [place for place in numbers if kept[place] and is_item(segments[place].text)]
    if not named:
        return
    items = named[:1]
    for place, number in numbers.items():
        alike = segments[place].box.signature == segments[items[0]].box.signature
        if alike and place > items[-1] and number == numbers[items[-1]] + 1:
            items.append(place)
    if len(items) < _FEWEST_ITEMS:
        return
    last = max(place for place, keep in enumerate(kept) if keep)
    for place in range(items[0], last):
        in_figure = segments[place].box.flags & (_FIGURE | _FIGCAPTION)
        if place in items or (scores[place] > _HARDLY and not in_figure):
            kept[place] = True


def _drop_lumps(page: Page, kept: list[bool]) -> None:
    """Leave out a long run of text that says once more what kept paragraphs say: a copy made for machines."""
    places = [place for place, keep in enumerate(kept) if keep]
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
                told = page.segments[other].text.split()
                others.update(zip(told, told[1:], told[2:], told[3:], strict=False))
        if runs and sum(run in others for run in runs) * 5 >= len(runs) * 4:
            kept[place] = False


def _drop_others(page: Page, kept: list[bool], title_at: int | None) -> None:
    """Leave out what stands in another story's ``<article>`` than the headline does, and what readers wrote beneath."""
    segments = page.segments
    first = next((place for place, keep in enumerate(kept) if keep), None)
    if first is None:
        return
    headline: set[Box] = set(_above(segments[title_at].box)) if title_at is not None else set()
    opening = set(_above(segments[first].box))
    article: dict[Box, Box | None] = {}  # the nearest <article> around each box
    shares: dict[Box, int] = {}
    for box in page.boxes:
        article[box] = box if box.tag == "article" else article[box.above] if box.above is not None else None
    is_comments: dict[Box, bool] = dict.fromkeys(opening, False)

    def among_comments(box: Box) -> bool:
        found = is_comments.get(box)
        if found is None:
            found = box.depth > 2 and bool(box.names) and _COMMENTS.search(box.names) is not None
            found = is_comments[box] = found or (box.above is not None and among_comments(box.above))
        return found

    for segment, keep in zip(segments, kept, strict=True):
        nearest = article[segment.box]
        while keep and nearest is not None:
            shares[nearest] = shares.get(nearest, 0) + len(segment.text)
            nearest = article[nearest.above] if nearest.above is not None else None
    total = sum(len(segment.text) for segment, keep in zip(segments, kept, strict=True) if keep)
    has_own = any(box.tag == "article" and shares.get(box, 0) * 4 > total for box in headline)
    for place, segment in enumerate(segments):
        if not kept[place]:
            continue
        nearest = article[segment.box]
        if among_comments(segment.box) or (
            has_own
            and nearest is not None
            and not any(box in headline for box in _above(nearest) if box.tag == "article")
        ):
            kept[place] = False


def _above(box: Box | None) -> Iterator[Box]:
    """A box and those around it, inner ones first."""
    while box is not None:
        yield box
        box = box.above


def _standing(scores: list[float], place: int) -> float:
    return scores[place] + sum(scores[max(0, place - 3) : place + 4]) / 7


def _around(boxes: list[Box]) -> Box:
    """The innermost box that holds all of these."""
    core = boxes[0]
    for box in boxes[1:]:
        while box.depth > core.depth and box.above is not None:
            box = box.above
        while core.depth > box.depth and core.above is not None:
            core = core.above
        while core is not box and core.above is not None and box.above is not None:
            core, box = core.above, box.above
    return core


def _choose_posts(content: Content) -> None:
    """Keep the posts of social networks that stand within the story; a script would have drawn them."""
    for place in range(content.first, content.last + 1):
        box = content.page.segments[place].box
        for above in _above(box):
            if above.tag == "blockquote" and _POST.search(above.names):
                content.posts.add(above.element)
                break


def _choose_media(content: Content, title_at: int | None) -> None:
    chosen: set[Element] = set()
    start = title_at if title_at is not None and title_at < content.first else max(0, content.first - 4)
    for element, box, place in content.page.media:
        if _is_decoration(element):
            continue
        inside = content.first < place <= content.last or (
            place <= content.first and _within(box, content.core) and place >= start
        )
        if box.kept and inside:
            chosen.add(element)
            continue
        if not inside and not (start <= place <= content.first):
            continue
        top = box
        while top.above is not None and not top.above.kept and top.above.count <= _MOST_CAPTION_SEGMENTS:
            top = top.above
        if top.above is None or not (top.above.kept or top.above.depth < content.core.depth) or not _is_figure(top):
            continue
        if inside:
            chosen.add(element)
            content.figures.add(top.element)
        elif content.lead is None and element.tag in ("img", "picture", "amp-img"):
            content.lead = top.element
    content.skipped.update(element for element, _, _ in content.page.media if element not in chosen)
    content.skipped.difference_update(
        element
        for each in content.figures
        for element in each.iter("img", "picture", "amp-img")
        if not _is_decoration(element)
    )


def _within(box: Box | None, core: Box) -> bool:
    while box is not None and box.depth > core.depth:
        box = box.above
    return box is core


def _is_figure(box: Box) -> bool:
    """Whether a box that holds nothing of the story is a picture with its caption, not a teaser or a gallery."""
    if box.kept or box.count > _MOST_CAPTION_SEGMENTS or box.chars > _LONGEST_CAPTION or box.media > _MOST_PICTURES:
        return False
    if box.chars and box.linked * 2 > box.chars and box.tag not in ("figure", "figcaption"):
        return False
    above: Box | None = box
    steps = 0
    while above is not None and steps < 3 and not above.kept:
        if above.tag in ("nav", "aside", "footer", "form", "button") or _ELSEWHERE.search(above.names):
            return False
        above, steps = above.above, steps + 1
    return True


def _is_decoration(element: Element) -> bool:
    """Whether a picture or a frame is part of the page's dress, or counts its visitors."""
    for name in ("width", "height"):
        size = pixels((element.get(name) or "")[:8])
        if size is not None and size < _SMALLEST_PICTURE:
            return True
    if element.tag in ("iframe", "embed"):
        address = next((raw for name in ("src", "data-src") if (raw := element.get(name)) and raw != "about:blank"), "")
        return not address or _FRAMES_OF_NOTHING.search(address) is not None
    names = " ".join(
        filter(
            None,
            (element.get("class"), element.get("id"), element.get("alt") if len(element.get("alt") or "") < 20 else ""),
        )
    )
    if _DECORATION.search(names):
        return True
    address = element.get("src") or ""
    return (
        _DECORATION.search(address.rsplit("/", 1)[-1][:60]) is not None
        if address and not address.startswith("data:")
        else False
    )


def _skip(content: Content) -> None:
    """Mark the outermost elements that hold nothing of the story, and empty what is left out beside what is kept."""
    figures = content.figures
    for box in content.page.boxes:
        above = box.above
        if box.kept or above is None or not above.kept or _holds_any(box, figures | content.posts):
            continue
        if not any(each.element in content.posts for each in _above(box)):
            content.skipped.add(box.element)
    for segment, keep in zip(content.page.segments, content.kept, strict=True):
        if keep or any(box.element in content.posts for box in _above(segment.box)):
            continue
        if segment.box.kept or not _in_figure(segment.box, figures):
            _empty(segment)


def _holds_any(box: Box, elements: set[Element]) -> bool:
    """Whether a box is one of some elements, or holds one."""
    return bool(elements) and (
        box.element in elements or any(each in elements for each in box.element.iterdescendants())
    )


def _in_figure(box: Box | None, figures: set[Element]) -> bool:
    while box is not None and not box.kept:
        if box.element in figures:
            return True
        box = box.above
    return False


def _empty(segment: Segment) -> None:
    for element, is_tail in segment.pieces:
        if is_tail:
            element.tail = " "
        else:
            element.text = " "
