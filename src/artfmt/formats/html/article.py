"""The article of a judged page: the blocks of its story, and what is said of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

from lxml import etree

from artfmt.formats.html.asides import Asides
from artfmt.formats.html.body import words_of
from artfmt.formats.html.content import Content
from artfmt.formats.html.figures import (
    are_one,
    both,
    formula_of,
    is_layout,
    parts_of,
    picture_name,
    provider_of,
)
from artfmt.formats.html.judgement import JudgedPage
from artfmt.formats.html.linked_data import dateline_of, rights_of
from artfmt.formats.html.metadata import absolute, alike, lead_image_of, publisher_of, section_of, tags_of
from artfmt.formats.html.page_reader import LONGEST_HEADING, PageReader, may_be_heading, with_footnotes
from artfmt.formats.html.pieces import is_time
from artfmt.formats.html.segments import BLOCK_TAGS, Box, Segment, holds_blocks, stands_in
from artfmt.language.credits import split_credit
from artfmt.language.labels import OTHER, label_of, split_lead
from artfmt.language.newsletter_items import is_item, item_number
from artfmt.language.vocabulary import pattern
from artfmt.model.article import Article, Block, Embed, Image, Paragraph, Publisher, Section
from artfmt.model.prose import Span, Spans, canonical, one_line, plain_text
from artfmt.reading.document import Report
from artfmt.reading.sections import Start, assemble
from artfmt.source.controls import without_controls
from artfmt.source.diagnostics import Severity
from artfmt.source.errors import ReadError

Element = etree._Element

_HEADING_TAGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_HEADING_NAMES = re.compile(rf"(?:^|[\s_-]){pattern('heading_boxes')}(?:$|[\s_-])", re.IGNORECASE)
_LEVEL = re.compile(r"(?:^|[\s_-])h([1-6])(?:$|[\s_-])", re.IGNORECASE)
_DECK_NAMES = re.compile(rf"(?:^|[\s_-]){pattern('deck_boxes')}(?:$|[\s_-])", re.IGNORECASE)
_LONG, _NEAR = 80, 0.4  # letters, and the score from which on leaving out is a near thing
_OF_TABLES = frozenset({"td", "th", "tr", "tbody", "thead", "tfoot", "caption", "colgroup", "col"})
_LONGEST_DECK = 600
_NEAR_TOP = 3
_AMP = frozenset({"amp-img", "amp-iframe", "amp-video", "amp-youtube"})


class ArticleReader(PageReader):
    """Builds the article of a judged page: the blocks of its core, without what is not the story's."""

    def __init__(self, reading: JudgedPage, content: Content, report: Report) -> None:
        super().__init__(reading.claims.base, report, reading.claims.footnotes)
        self._reading = reading
        self._claims = reading.claims
        self._content = content
        self._headline = alike(reading.headline or "")
        self._known_labels = any(
            keep
            and segment.bold
            and ":" in segment.text[:80]
            and (lead := split_lead(segment.text))
            and report.labels.known_kind(lead.label)
            for segment, keep in zip(content.page.segments, content.kept, strict=True)
        )
        self._item_texts = {place.text for place in self._item_segments()}
        self._readers |= {"amp-img": self._lone_image, "amp-iframe": self._frame, "amp-video": self._frame}
        self._readers["amp-youtube"] = self._amp_video

    def _item_segments(self) -> list[Segment]:
        """The headings of a newsletter's items, where at least two of them count up."""
        places = [
            segment
            for segment, keep in zip(self._content.page.segments, self._content.kept, strict=True)
            if keep and len(segment.text) <= LONGEST_HEADING and (is_item(segment.text) or item_number(segment.text))
        ]
        numbers = [item_number(segment.text) for segment in places]
        return places if any(is_item(segment.text) for segment in places) and len(set(numbers)) > 1 else []

    def article(self, root: Element, url: str | None) -> Article:
        """The article."""
        asides = Asides(self._reading.headline or "", self.report)
        lead, flow = self._parted(self._once(asides.settled(self.flow(self._content.core.element))))
        flow = self._with_times_beneath(self._without_shown_deck(flow))
        body = assemble(flow, self.report, whole=False)
        if not body:
            raise ReadError("holds no article: no text on the page reads like a story")
        self._tell_debris()
        self._tell_missing()
        claims = self._claims
        publisher = publisher_of(claims)
        headline = self._reading.headline or ""
        article = Article(
            type="newsletter" if self._item_texts else "article",
            url=claims.canonical or absolute(url, None),
            language=claims.language,
            headline=headline,
            deck=self._deck(body),
            section=section_of(claims, headline) or self._kicker(headline),
            tags=tags_of(claims),
            published=self._reading.dates.published,
            updated=self._reading.dates.updated,
            dateline=dateline_of(claims.node),
            rights=rights_of(claims.node),
            authors=self._reading.authors,
            publisher=Publisher(*publisher) if publisher else None,
            image=lead,
            body=body,
            related=tuple(asides.related),
            notes=tuple(asides.notes),
        )
        if self._reading.heading is not None:
            self.report.place_field("/headline", self._headline_element(root))
        return with_footnotes(article, claims, self.report)

    def _kicker(self, headline: str) -> str | None:
        """What stands before the headline in its heading."""
        heading = self._reading.heading
        if not heading or not any(alike(end) == alike(headline) for end in heading.ends):
            return None
        return heading.text[: len(heading.text) - len(headline)].strip(" :|·–—-") or None

    def _headline_element(self, root: Element) -> Element:
        heading = self._reading.heading
        segments = self._content.page.segments
        if heading and heading.place < len(segments) and segments[heading.place].text == heading.text:
            return segments[heading.place].box.element
        return root

    def _tell_debris(self) -> None:
        """Say, of each element that was left out, what it said."""
        group: list[tuple[Segment, float]] = []
        last_box: Box | None = None
        content = self._content
        parts = content.pictured | content.posts | self.footnotes.apart
        for segment, keep, score in zip(content.page.segments, content.kept, self._reading.scores, strict=True):
            top: Box | None = None
            if not keep and not stands_in(segment.box, parts):
                top = segment.box
                while top.above is not None and not top.above.kept and top.above.above is not None:
                    top = top.above
            if top is not last_box:
                self._tell(group)
                group, last_box = [], top
            if top is not None:
                group.append((segment, score))
        self._tell(group)
        for element in self._content.page.unseen:
            if words := words_of(element):
                self.report.notice("debris", Severity.INFO, f"left out <{element.tag}>: unseen", element, words)
        for element, _, _ in self._content.page.media:
            if element in self._content.skipped:
                self._fallback(element)

    def _tell(self, group: list[tuple[Segment, float]]) -> None:
        if not group:
            return
        box, text = group[0][0].box, without_controls(" ".join(segment.text for segment, _ in group))
        segment, best = max(group, key=lambda pair: pair[1] if pair[0].size >= _LONG else 0.0)
        if best >= _NEAR and segment.size >= _LONG:
            message = f"left out <{box.tag}>, though it was a near thing: {_beginning(segment.text)}"
            self.report.notice("nearly-kept", Severity.WARNING, message, segment.box.element, text)
        else:
            self.report.notice("debris", Severity.INFO, f"left out <{box.tag}>: {_beginning(text)}", box.element, text)

    def _tell_missing(self) -> None:
        """Warn where the scores of what is left out say that a third of the story may be missing."""
        kept_size = missing = 0.0
        content = self._content
        for segment, keep, score in zip(content.page.segments, content.kept, self._reading.scores, strict=True):
            if keep:
                kept_size += segment.size
            elif segment.linked * 3 < segment.size:
                missing += score * segment.size
        if missing * 2 > kept_size:
            message = "a third of the story or more may be missing: --verbose tells what was left out"
            self.report.notice("part-missing", Severity.WARNING, message, content.core.element)

    def _inner(self, child: Element, marks: Any, href: str | None) -> Iterator[Span | Element]:
        tag = child.tag
        if tag == "img" and (formula := formula_of(child)) is not None:
            yield Span(formula, marks, href)
        elif tag in ("annotation", "annotation-xml"):  # a formula's source, which nobody sees (MathML, section 6.1)
            return
        elif child in self._content.skipped:
            if tag in BLOCK_TAGS:  # what stood on both sides of it was never one paragraph
                yield from (Span("\n"), Span("\n"))
        elif (
            child in self._content.figures
            or tag in _AMP
            or (isinstance(tag, str) and "-" in tag and holds_blocks(child))
        ):
            yield child
        elif tag in ("script", "style", "noscript", "template", "svg", "input", "select", "textarea", "link", "meta"):
            return
        elif tag == "a" and not (child.get("href") or "").strip().startswith(("javascript:", "data:")):
            address = self.safe(child.get("href"))
            yield from self._run(child, marks, address or href)
        else:
            yield from super()._inner(child, marks, href)

    def block(self, element: Element) -> Iterable[Start | Block]:
        if element in self._content.posts:
            return self._post(element)
        if element in self._content.figures:
            return self._figure(element)
        if element.tag == "div" and self._is_quote(element):
            return self._quote(element)
        return super().block(element)

    def _list(self, element: Element) -> Iterator[Block]:
        """A list; one whose items have headings of their own only arranges the page, and is read as what it holds."""
        headed = sum(next(item.iter(*_HEADING_TAGS), None) is not None for item in element.iterchildren("li"))
        if headed * 2 > len(element):
            yield from self._flow_of(element)  # type: ignore[misc]
        else:
            yield from super()._list(element)

    def _is_quote(self, element: Element) -> bool:
        return element.get("role") == "blockquote"

    def _figure(self, element: Element) -> Iterator[Start | Block]:
        """A picture with what stands beneath it: its caption and its credit."""
        if element.tag == "figure" and next(element.iterchildren("figure"), None) is not None:
            yield from self._gallery(element)
            return
        pictures = [img for img in element.iter("img", "amp-img") if img not in self._content.skipped]
        if not pictures:
            yield from super()._figure(element) if element.tag == "figure" else self._flow_of(element)
            return
        caption, credit = self._beneath(element)
        for control in element.iter("button"):
            if words := words_of(control):
                self._said_nowhere(words, control)
        for number, picture in enumerate(pictures):
            last = number == len(pictures) - 1
            image = self.image(picture, caption if last else (), credit if last else ())
            if image:
                yield self._placed(image, picture)

    def _gallery(self, element: Element) -> Iterator[Start | Block]:
        """A figure of figures: each with its own caption, and beneath them what is said of all."""
        yield from self._flow_of(element, without="figcaption")
        for caption in element.iterchildren("figcaption"):
            yield from self.paragraph(caption)

    def _table(self, element: Element) -> Iterator[Start | Block]:
        layout = is_layout(element)
        for part in parts_of(element):
            loose = [part.text or "", *(child.tail or "" for child in part)]
            if not layout:
                of_place = _OF_TABLES if part.tag == "tr" else _OF_TABLES - {"td", "th"}
                loose += [words_of(child) for child in part if child.tag not in of_place]
            if words := one_line(" ".join(loose)):
                self._said_nowhere(words, part)
        yield from super()._table(element)

    def _said_nowhere(self, words: str, element: Element) -> None:
        """Say that words within what is kept have no place in an article."""
        self.report.notice("debris", Severity.INFO, f"left out <{element.tag}>: {_beginning(words)}", element, words)

    def _beneath(self, element: Element) -> tuple[Spans, Spans]:
        """The caption and the credit in a picture's box, told apart by their elements' names, else by their words."""
        credits: list[Span] = []
        elements_before: set[Element] = set()
        for inner in element.iter("*"):
            names = f"{inner.get('class') or ''} {inner.get('itemprop') or ''}".lower()
            if (
                inner not in elements_before
                and ("credit" in names or "copyright" in names or "attribution" in names or "source" in names)
                and words_of(inner)
            ):
                credits += [*self.inline(inner), Span(" ")]
                elements_before.update(inner.iter())
        spans: list[Span] = []
        for part in _texts(element, elements_before):
            spans += [Span(part), Span(" ")]
        caption = canonical(spans)
        return (caption, canonical(credits)) if credits else split_credit(caption)

    def _frame(self, element: Element) -> Iterator[Block]:
        for block in super()._frame(element):
            if isinstance(block, Embed):
                embed = replace(block, provider=provider_of(block.url))
                self.report.move(block, embed)
                yield embed
            else:
                yield block

    def _amp_video(self, element: Element) -> Iterator[Block]:
        video = element.get("data-videoid") or ""
        if re.fullmatch(r"[\w-]+", video):
            yield self._placed(Embed(f"https://www.youtube.com/watch?v={video}", "YouTube"), element)

    def _lone_image(self, element: Element) -> Iterator[Block]:
        return iter(()) if element in self._content.skipped else super()._lone_image(element)

    def _paragraph(self, spans: list[Span], element: Element) -> Iterator[Start | Block]:
        content = canonical(spans)
        if not content:
            return
        text = plain_text(content)
        if heading := self._heading_level(text, content, element):
            yield Start(content, heading, place=element)
            return
        label = label_of(content, self.report.labels)
        if label and (
            self.report.labels.kind_of(label.words) != OTHER or (self._known_labels and label.words.count(" ") < 6)
        ):
            yield from super()._paragraph(spans, element)
        else:
            yield self._placed(Paragraph(content), element)

    def _heading_level(self, text: str, content: Spans, element: Element) -> int | None:
        """The level of the heading that a paragraph is though no element says so; None where it is a paragraph."""
        if text in self._item_texts:
            return 2
        if not may_be_heading(text) or not any(map(str.isalpha, text)):
            return None
        if element.tag in ("li", "td", "th", "blockquote", "dd", "dt", "figcaption"):
            return None
        match = _HEADING_NAMES.search(element.get("class") or "") if element.tag in ("div", "p", "span") else None
        if match:
            level = _LEVEL.fullmatch(match[0])
            return int(level[1]) if level else 3
        if (
            element.tag in ("p", "div")
            and all("bold" in span.marks for span in content)
            and not any(span.href for span in content)
        ):
            return 3 if len(text) >= 3 else None
        return None

    def _deck(self, body: tuple[Section, ...]) -> str | None:
        """The deck: what the page calls so beside the headline, else its description, unless the story says it."""
        opening = alike(" ".join(_words(section) for section in body[:2])[:3000])
        for text in self._decks():
            whole = not text.endswith(("…", "...", "[…]")) and len(text) <= _LONGEST_DECK
            if whole and alike(text) != self._headline and alike(text)[:60] not in opening:
                return one_line(text)
        return None

    def _decks(self) -> Iterator[str]:
        yield from self._shown_decks()
        if self._claims.description:
            yield self._claims.description

    def _shown_decks(self) -> Iterator[str]:
        heading = self._reading.heading
        segments = self._content.page.segments
        for segment in segments[heading.place + 1 : heading.place + 8] if heading else ():
            if (
                len(segment.text) > 20
                and _DECK_NAMES.search(segment.box.names)
                and segment.linked * 2 < len(segment.text)
            ):
                yield segment.text

    def _parted(self, flow: list[Start | Block]) -> tuple[Image | None, list[Start | Block]]:
        """The lead picture, and the flow without it: it opens the story, or is what stands for it elsewhere."""
        stated_lead = self._reading.image
        if stated_lead and self._content.lead is not None:
            flow = [block for block in self._figure(self._content.lead) if isinstance(block, Image)] + flow
        elif self._content.lead is None and not stated_lead:
            for place, item in enumerate(flow[:2]):
                if isinstance(item, Image):
                    return item, flow[:place] + flow[place + 1 :]
                if isinstance(item, Start):
                    break
        lead = stated_lead or self._lead_image()
        name = picture_name(lead.src) if lead else ""
        for place, item in enumerate(flow):
            if lead and name and isinstance(item, Image) and picture_name(item.src) == name:
                caption, credit = item.caption or lead.caption, item.credit or lead.credit
                whole = replace(item, alt=item.alt or lead.alt, caption=caption, credit=credit)
                self.report.move(item, whole)
                return whole, flow[:place] + flow[place + 1 :]
        return lead, flow

    def _once(self, flow: Iterable[Start | Block]) -> list[Start | Block]:
        """The flow with each run of pictures that are one, of several qualities, as one picture."""
        single: list[Start | Block] = []
        for item in flow:
            before = single[-1] if single else None
            if isinstance(item, Image) and isinstance(before, Image) and are_one(before, item):
                picture = both(before, item)
                self.report.move(item, picture)
                single[-1] = picture
            else:
                single.append(item)
        return single

    def _with_times_beneath(self, flow: list[Start | Block]) -> list[Start | Block]:
        """The flow with the time of each post of a live blog beneath the post's heading, not in the post before."""
        content = self._content
        times = {
            segment.text
            for segment, keep in zip(content.page.segments, content.kept, strict=True)
            if keep and is_time(segment)
        }
        for place, (item, beneath) in enumerate(pairwise(flow)):
            is_start = isinstance(beneath, Start) and bool(beneath.heading)
            if times and is_start and isinstance(item, Paragraph) and plain_text(item.content) in times:
                flow[place], flow[place + 1] = beneath, item
        return flow

    def _without_shown_deck(self, flow: list[Start | Block]) -> list[Start | Block]:
        """The flow without what the page calls the deck, where the story opens with it."""
        shown_decks = {alike(text) for text in self._shown_decks()}
        for place, item in enumerate(flow[:_NEAR_TOP]):
            spans = item.heading if isinstance(item, Start) else item.content if isinstance(item, Paragraph) else ()
            if spans and alike(plain_text(spans)) in shown_decks:
                self.report.read_as(plain_text(spans), None, "the deck")
                return flow[:place] + flow[place + 1 :]
        return flow

    def _lead_image(self) -> Image | None:
        if self._content.lead is not None:
            for block in self._figure(self._content.lead):
                if isinstance(block, Image) and (block.src or block.alt):
                    return block
        src = lead_image_of(self._claims)
        return Image(src) if src else None


def _words(section: Section) -> str:
    """The words of a section's first paragraphs."""
    return " ".join(plain_text(block.content) for block in section.blocks[:3] if isinstance(block, Paragraph))


def _texts(element: Element, without: set[Element]) -> Iterator[str]:
    """The runs of text within an element, but for some elements and for what is never shown."""
    if element in without or element.tag in ("script", "style", "noscript", "template", "svg", "button"):
        return
    if element.text:
        yield without_controls(element.text)
    for child in element:
        yield from _texts(child, without)
        if child.tail:
            yield without_controls(child.tail)


def _beginning(text: str) -> str:
    return f'"{text[:60].rstrip()}…"' if len(text) > 60 else f'"{text}"'
