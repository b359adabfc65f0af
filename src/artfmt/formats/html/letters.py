"""Pages that are no pages of a site: letters as mail services send them, documents of word processors, fragments.

Nothing is declared there that can be believed, and there is no site's furniture to be told from the story by its boxes.
Their lines get the roles that lines of a text get ([`artfmt.reading.roles`][artfmt.reading.roles]), by their words
and by what their elements tell, so that a newsletter is read alike as text and as HTML.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, groupby
from typing import NamedTuple

from lxml import etree

from artfmt.formats.html.headlines import guessed_headline
from artfmt.formats.html.lines import Evidence, LineReader, PageLine
from artfmt.formats.html.metadata import Claims, absolute, alike
from artfmt.formats.html.page_reader import with_footnotes
from artfmt.formats.html.segments import Page, boxes_above
from artfmt.language.sentences import MOST_OPENING_WORDS, ends_sentence
from artfmt.model.article import Article, Block, Image
from artfmt.model.prose import Span, canonical
from artfmt.reading.agreement import RoleLine
from artfmt.reading.document import Report
from artfmt.reading.features import features
from artfmt.reading.head import Head
from artfmt.reading.line import Line
from artfmt.reading.roles import CERTAIN, HEADLINE, Labelled, is_body, is_letter, label, role_of
from artfmt.reading.story import build
from artfmt.source.diagnostics import Severity
from artfmt.source.errors import ReadError

Element = etree._Element

# What a page has and a piece of one has not.
_FRAME = re.compile(r"<(?:!doctype|html|head|body|title|nav|form)\b", re.IGNORECASE)
_WORD_PROCESSORS = ("Microsoft Word", "docs-internal-guid", "lst-kix_", "MsoNormal")
_SITE = re.compile(r"<(?:nav|header|footer|script|form|article|main)\b|\bog:|rel=[\"']?canonical", re.IGNORECASE)
_MADE_FOR_MAIL = (
    "mso-",
    "=Mso",
    '="Mso',
    "x-apple-disable-message-reformatting",
    "format-detection",
    'role="presentation"',
    "role='presentation'",
    "nsubscribe",
)
_BEGINNING = 200_000  # letters of a page that are searched for what tells of its kind
_LEAST_IN_TABLES = 0.5
_MOST_WORDS_OF_TITLE = 30
_UNJUDGED = {"leftover": -20}
_OF_TITLE = 6


def is_letter_or_document(root: Element, text: str) -> bool:
    """Whether a whole page is none of a site's, so that nothing on it is to be told from its story by its boxes."""
    return _is_document(text) or _is_mail(root, text)


def is_fragment(text: str) -> bool:
    """Whether an HTML text is a piece of a page: what a CMS holds, or what was pasted."""
    return _FRAME.search(text[:_BEGINNING]) is None


def _is_document(text: str) -> bool:
    """Whether an HTML text is what a word processor saved or put on the clipboard."""
    beginning = text[:_BEGINNING]
    return any(name in beginning for name in _WORD_PROCESSORS) and _SITE.search(beginning) is None


def _is_mail(root: Element, text: str) -> bool:
    """Whether a page is a letter: without scripts, laid out in nested tables, and made for mail programs or by them."""
    if any(not (script.get("type") or "").endswith("json") for script in root.iter("script")):
        return False
    beginning = text[:_BEGINNING]
    if not any(name in beginning for name in _MADE_FOR_MAIL):
        return False
    page = Page(root)
    total = sum(len(segment.text) for segment in page.segments)
    nested = sum(
        len(segment.text)
        for segment in page.segments
        if sum(box.tag == "table" for box in boxes_above(segment.box)) > 1
    )
    return nested > total * _LEAST_IN_TABLES


def read_letter(root: Element, claims: Claims, report: Report, *, whole: bool, title: str = "") -> Article:
    """The article that a letter, a document or a fragment holds; ``whole`` leaves none of its words out.

    ``title`` is what is said of it elsewhere (a mail's subject). Raises ReadError where it has no headline or no body.
    """
    letter = labelled_letter(root, claims, report, whole=whole, title=title)
    lines = _with_blocks(letter, report)
    article = build(lines, letter.head, report, newsletter=any(map(is_letter, letter.labelled.states)))
    address = claims.canonical or absolute(claims.base, None)
    return with_footnotes(replace(article, url=address, language=claims.language), claims, report)


class Letter(NamedTuple):
    """The lines of a letter; those of prose, with their features and what they are; what is known of its head."""

    rows: Sequence[PageLine]
    prose: Sequence[PageLine]
    features: Sequence[Sequence[str]]
    labelled: Labelled
    head: Head


def labelled_letter(root: Element, claims: Claims, report: Report, *, whole: bool, title: str = "") -> Letter:
    """The lines of a letter, each with its role. Raises ReadError where it holds no text."""
    rows = _without_headline(LineReader(root, claims.base, report, claims.footnotes).lines(), report)
    prose = [row for row in rows if row.line.block is None]
    if not prose:
        raise ReadError("holds no text: an article needs a headline and at least one paragraph")
    of_lines = features([row.line for row in prose], report.labels)
    title = title or claims.first("title") or claims.title
    evidence = [_evidence(row, title, whole=whole) for row in prose]
    head = Head(headline=report.headline)
    if not head.headline:
        labelled = label(of_lines, is_one_story=True, evidence=evidence)
        head.headline = _headline_beside(prose, labelled, title, report)
    if head.headline:
        labelled = label(of_lines, has_headline=True, is_one_story=True, evidence=evidence)
    return Letter(rows, prose, of_lines, labelled, head)


def _headline_beside(prose: Sequence[PageLine], labelled: Labelled, title: str, report: Report) -> str | None:
    """The headline where none of the lines is it for certain: the page's title, or one that is guessed."""
    headline = prose[labelled.roles.index(HEADLINE)] if HEADLINE in labelled.roles else prose[0]
    if title and len(title.split()) <= _MOST_WORDS_OF_TITLE and _certainty(labelled) < CERTAIN:
        return title
    text = headline.line.text
    if ends_sentence(text) and text.count(" ") >= MOST_OPENING_WORDS:
        return guessed_headline(text, headline.line.place, report)
    return None


def _without_headline(rows: Sequence[PageLine], report: Report) -> Sequence[PageLine]:
    """The lines without those that say the headline again that the caller states."""
    if not report.headline:
        return rows
    rest = []
    for row in rows:
        if alike(row.line.text) == alike(report.headline):
            report.read_as(row.line.text, row.line.place, "the headline")
        else:
            rest.append(row)
    return rest


def _evidence(row: PageLine, title: str, *, whole: bool) -> Evidence:
    evidence = dict(row.evidence)
    if title and alike(row.line.text) == alike(title):
        evidence[HEADLINE] = evidence.get(HEADLINE, 0) + _OF_TITLE
    return {**evidence, **_UNJUDGED} if whole else evidence


def _certainty(labelled: Labelled) -> float:
    """By how much the line that is the headline is a better one than any other role is for it."""
    at = next((index for index, role in enumerate(labelled.roles) if role == HEADLINE), None)
    if at is None:
        return 0.0
    return labelled.second(at)[1]


def _with_blocks(letter: Letter, report: Report) -> Sequence[RoleLine]:
    """The lines with their roles, and the blocks among them: in the story where it stands on one side of them."""
    states = dict(zip(map(id, letter.prose), letter.labelled.states, strict=True))
    joined: list[RoleLine] = []
    for (_, state), group in groupby(letter.rows, lambda row: (row.paragraph, states.get(id(row)))):
        lines = [row.line for row in group]
        if state is None:
            joined += [RoleLine(line, "", in_body=True) for line in lines]
        elif role_of(state) == "paragraph" and len(lines) > 1:
            joined.append(RoleLine(_broken(lines), "paragraph", is_body(state)))
        else:
            joined += [RoleLine(line, role_of(state), is_body(state)) for line in lines]
    roles = [line.role for line in joined]
    before = list(accumulate(roles, _nearest, initial="leftover"))
    after = list(accumulate(reversed(roles), _nearest, initial="leftover"))[::-1]
    settled: list[RoleLine] = []
    for index, line in enumerate(joined):
        role = line.role or _role_of_block(line.line.block, before[index], after[index + 1])
        if line.role or role != "leftover":
            settled.append(line._replace(role=role))
        else:
            _tell(line.line, report)
    return settled


def _nearest(role: str, following: str) -> str:
    """The role of the nearest line that has one."""
    return following or role


def _role_of_block(block: Block | None, before: str, after: str) -> str:
    own = "alt" if isinstance(block, Image) else "block"
    if isinstance(block, Image) and not (block.caption or block.credit):
        return own if after != "leftover" and before != "leftover" else "leftover"
    return own if (before, after) != ("leftover", "leftover") else "leftover"


def _tell(line: Line, report: Report) -> None:
    message = f'left out "{line.text[:60]}": around the story, and not part of the article'
    report.notice("debris", Severity.INFO, message, line.place, line.text)


def _broken(lines: Sequence[Line]) -> Line:
    """The lines of one paragraph, with line breaks between them."""
    spans: list[Span] = []
    for line in lines:
        spans += [Span("\n"), *line.spans] if spans else line.spans
    return lines[0]._replace(text=" ".join(line.text for line in lines), spans=canonical(spans))
