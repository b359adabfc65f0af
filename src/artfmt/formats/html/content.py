"""The judgement on a whole page: what of it is the story, in which part of it, and which pictures belong to it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from artfmt.formats.html.body import pixels
from artfmt.formats.html.figures import Element, formula_of
from artfmt.formats.html.keeping import AFTER_STORY, doubt_of, settle
from artfmt.formats.html.segments import Box, Page, Segment, boxes_above, stands_in

_LONGEST_CAPTION = 800
_MOST_CAPTION_SEGMENTS, _MOST_OF_HEAD = 6, 12
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
    ``lead`` is such an element before the story; ``doubt`` says why it may be none; ``posts`` are quotations that are
    posts of a social network.
    """

    page: Page
    kept: list[bool]
    core: Box
    first: int
    last: int
    doubt: str = ""
    skipped: set[Element] = field(default_factory=set)
    figures: set[Element] = field(default_factory=set)
    lead: Element | None = None
    posts: set[Element] = field(default_factory=set)

    @property
    def pictured(self) -> set[Element]:
        """The figures, with the one that stands before the story."""
        return self.figures if self.lead is None else {*self.figures, self.lead}


def judge(
    page: Page, scores: list[float], title_at: int | None, *, declared: bool = True, change: bool = True
) -> Content | None:
    """The story that the scores of a page's segments tell of; None where there is none.

    ``title_at`` is the place of the headline among the segments, if the page shows it. With ``change`` the tree is
    emptied of what is left out. ``declared`` tells that the page calls itself an article.
    """
    keeps = settle(page, scores, title_at)
    doubt = doubt_of(page, scores, keeps, declared=declared)
    return None if doubt is None else _content(page, keeps, doubt, title_at, change=change)


def whole_content(page: Page) -> Content | None:
    """All of a page as its story; None where it holds no text."""
    return _content(page, [True] * len(page.segments), "", None, change=True, whole=True) if page.segments else None


def _content(
    page: Page, keeps: list[bool], doubt: str, title_at: int | None, *, change: bool, whole: bool = False
) -> Content:
    places = [place for place, keep in enumerate(keeps) if keep]
    core = page.boxes[0] if whole else _around([page.segments[place].box for place in places])
    content = Content(page, keeps, core, places[0], places[-1], doubt)
    for place in places:
        for box in boxes_above(page.segments[place].box):
            box.kept += 1
    if change:
        _choose_posts(content)
        if whole:
            _keep_media(content)
        else:
            _choose_media(content, title_at)
        _skip(content)
    return content


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
    for segment in content.page.segments[content.first : content.last + AFTER_STORY]:
        box = segment.box
        for above in boxes_above(box):
            if above.tag == "blockquote" and _POST.search(above.names) and above.above is not None and above.above.kept:
                content.posts.add(above.element)
                break


def _keep_media(content: Content) -> None:
    """Keep all pictures and frames of a text that is nothing but the story; what is none of either is left out."""
    for element, box, _ in content.page.media:
        if is_decoration(element) or formula_of(element) is not None:
            content.skipped.add(element)
        elif not box.kept:
            while box.above is not None and not box.above.kept and box.tag != "figure":
                box = box.above
            content.figures.add(box.element)
    content.skipped.update(content.page.unseen)


def _choose_media(content: Content, title_at: int | None) -> None:
    media: set[Element] = set()
    start = title_at if title_at is not None and title_at < content.first else max(0, content.first - 4)
    for element, box, place in content.page.media:
        if is_decoration(element) or formula_of(element) is not None:
            continue
        follows = box.kept and content.last < place <= content.last + AFTER_STORY and element.tag == "iframe"
        inside = (
            content.first < place <= content.last
            or follows
            or (place <= content.first and _within(box, content.core) and place >= start)
        )
        if box.kept and inside:
            media.add(element)
            continue
        if not inside and not (start <= place <= content.first):
            continue
        top = box
        while top.above is not None and not top.above.kept and top.above.count <= _MOST_CAPTION_SEGMENTS:
            if top.tag == "figure" and top.above.tag != "figure":
                break
            top = top.above
        if not _is_near(top, content.core) or not _is_figure(top):
            continue
        if inside:
            media.add(element)
            content.figures.add(top.element)
        elif content.lead is None and element.tag in ("img", "picture", "amp-img"):
            content.lead = top.element
    content.skipped.update(element for element, _, _ in content.page.media if element not in media)
    content.skipped.update(content.page.unseen)
    content.skipped.difference_update(
        element
        for figure in content.pictured
        for element in figure.iter("img", "picture", "amp-img")
        if not is_decoration(element)
    )


def _within(box: Box | None, core: Box) -> bool:
    while box is not None and box.depth > core.depth:
        box = box.above
    return box is core


def _is_near(figure: Box, core: Box) -> bool:
    """Whether a figure stands in a box of the story, or in a small one beside it: the head above the story."""
    above = figure.above
    while above is not None and not above.kept and above.depth >= core.depth and above.count <= _MOST_OF_HEAD:
        above = above.above
    return above is not None and (above.kept > 0 or above.depth < core.depth)


def _is_figure(box: Box) -> bool:
    """Whether a box that holds nothing of the story is a picture with its caption, not a teaser or a gallery."""
    if box.kept or box.count > _MOST_CAPTION_SEGMENTS or box.chars > _LONGEST_CAPTION or box.media > _MOST_PICTURES:
        return False
    if box.chars and box.linked * 2 > box.chars and box.tag not in ("figure", "figcaption"):
        return False
    above: Box | None = box
    steps = 0
    while above is not None and steps < 3 and not above.kept:
        names = above.names if above.tag != "figure" else ""  # whose own name is about its kind: "image-card"
        if above.tag in ("nav", "aside", "footer", "form", "button") or _ELSEWHERE.search(names):
            return False
        above, steps = above.above, steps + 1
    return True


def is_decoration(element: Element) -> bool:
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
    figures = content.pictured
    for box in content.page.boxes:
        above = box.above
        if box.kept or above is None or not above.kept or _holds_any(box, figures | content.posts):
            continue
        if not stands_in(box, content.posts):
            content.skipped.add(box.element)
    for segment, keep in zip(content.page.segments, content.kept, strict=True):
        if keep or stands_in(segment.box, content.posts):
            continue
        if segment.box.kept or not _in_figure(segment.box, figures):
            _empty(segment)


def _holds_any(box: Box, elements: set[Element]) -> bool:
    """Whether a box is one of some elements, or holds one."""
    return bool(elements) and (
        box.element in elements or any(element in elements for element in box.element.iterdescendants())
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
