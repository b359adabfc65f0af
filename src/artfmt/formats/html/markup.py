"""Markup that a feed, a mail or a content system holds: the text of an article, whose other fields stand beside it.

Nothing is judged: all of it is the article's. Only what artfmt wrote itself is read element by element.
"""

from __future__ import annotations

import html
import re
from dataclasses import replace

from lxml import etree

from artfmt.formats.html.article import ArticleReader
from artfmt.formats.html.content import whole_content
from artfmt.formats.html.headlines import guessed_headline
from artfmt.formats.html.judgement import Dates, JudgedPage
from artfmt.formats.html.letters import read_letter
from artfmt.formats.html.metadata import read_claims
from artfmt.formats.html.own import OwnReader, find_own
from artfmt.formats.html.segments import Page
from artfmt.formats.html.tree import parse_html
from artfmt.language.detection import language_of
from artfmt.model.article import Article
from artfmt.model.prose import one_line
from artfmt.reading.document import Report
from artfmt.reading.metadata import Metadata
from artfmt.reading.structured import fitting
from artfmt.source.diagnostics import Severity
from artfmt.source.errors import ReadError

Element = etree._Element

_NO_BODY = "has no body: an article needs at least one paragraph"
_BLOCK = re.compile(
    r"<(?:p|div|h[1-6]|ul|ol|dl|table|blockquote|pre|figure|section|article|hr|address)\b", re.IGNORECASE
)
_SHORT_TAGS = """
a abbr b bdi blockquote br cite code del div em figcaption figure font h1 h2 h3 h4 h5 h6 i img ins kbd li mark ol p q s
small span strong sub sup u ul wbr
"""
_TEXT_OF_TAGS = re.compile(rf"</?(?:{'|'.join(_SHORT_TAGS.split())})(?:\s[^<>]{{0,2000}})?/?>", re.IGNORECASE)
_BLANK_LINES = re.compile(r"\n\s*\n")


def article_of_markup(markup: str, metadata: Metadata, report: Report, *, base: str | None = None) -> Article:
    """The article whose body is HTML, or text with empty lines between its paragraphs.

    ``metadata`` are its other fields, where it does not hold them itself; ``base`` is what relative addresses hang on.
    Raises ReadError where there is no text.
    """
    root = parse_html(markup if _BLOCK.search(markup) else paragraphs_of(markup), report)
    if root is None:
        raise ReadError(_NO_BODY)
    own = find_own(root)
    if own is not None:
        article = OwnReader(root, own, report).article()
        rest = {
            name: value for name, value in metadata.of(article).items() if name == "type" or not getattr(article, name)
        }
        return fitting(replace(article, **rest), report, Severity.INFO)
    claims = read_claims(root, base)
    page = Page(root)
    content = whole_content(page)
    if content is None:
        raise ReadError(_NO_BODY)
    headline = (
        report.headline or one_line(metadata.headline or "") or guessed_headline(page.segments[0].text, root, report)
    )
    scores = [1.0] * len(page.segments)
    dates = Dates(metadata.published, metadata.updated, [])
    reading = JudgedPage(page, scores, content, claims, headline, None, [], metadata.authors, dates, metadata.image)
    article = ArticleReader(reading, content, report).article(root, None)
    return _stated(article, replace(metadata, image=None), report)


def article_of_letter(markup: str, metadata: Metadata, report: Report) -> Article:
    """The article that the HTML of a mail or of a word processor holds; ``metadata`` is what stands beside it.

    Raises ReadError where it has no headline or no body.
    """
    root = parse_html(markup, report)
    if root is None:
        raise ReadError(_NO_BODY)
    article = read_letter(root, read_claims(root, None), report, whole=False, title=metadata.headline or "")
    beside = replace(metadata, headline=None, authors=() if article.authors else metadata.authors)
    return _stated(article, replace(beside, published=article.published or metadata.published), report)


def _stated(article: Article, metadata: Metadata, report: Report) -> Article:
    """The article with the fields that are stated beside its text."""
    fields = metadata.of(article)
    if report.headline:
        fields["headline"] = report.headline
    return fitting(in_language(replace(article, **fields), report), report, Severity.INFO)


def paragraphs_of(text: str) -> str:
    """Text with inline markup as paragraphs: an empty line parts them, a line end within them is a line break."""
    parts = (part.strip() for part in _BLANK_LINES.split(text.replace("\r\n", "\n")))
    return "".join(f"<p>{part.replace(chr(10), '<br>')}</p>" for part in parts if part)


def text_of_markup(markup: str) -> str:
    """The words of a short piece of markup (a title, an excerpt), on one line."""
    return one_line(html.unescape(_TEXT_OF_TAGS.sub(" ", markup)))


def deck_beside(summary: str, content: str) -> str | None:
    """The summary of a feed's entry as a deck; None for one without a content, or that is its first words."""
    text = text_of_markup(summary)
    if not content or not text or text_of_markup(content).startswith(text.rstrip("….[] ")):
        return None
    return text


def in_language(article: Article, report: Report) -> Article:
    """The article with the language that its text tells, where its source declares none."""
    if article.language or not (language := language_of(article.text)):
        return article
    report.notice("language-guessed", Severity.INFO, f"declares no language; its text is taken for {language}")
    return replace(article, language=language)
