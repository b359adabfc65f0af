"""HTML: pages of the web, and what artfmt writes (a page, or a fragment set into another page).

In artfmt's own the article is the element ``<article class="artfmt">``, and what nobody sees stands in
``<meta name="artfmt:…">``; it is read element by element. Any
other page is judged: each piece of its text by scores that were learned from public corpora, what it says of itself
by how far each source is to be believed. What is no site's page is not judged: a letter as mail services send it, what
a word processor saved, a piece of a page. Its lines get roles as those of a text do; a piece (without ``<html>``,
``<head>``, ``<body>``, ``<title>``, ``<nav>`` and ``<form>``) is read whole. Pages are decoded by the WHATWG's rules;
what is left out is told in notices of severity ``info``, and ``artfmt convert --explain`` tells why.
"""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from artfmt.formats.html.article import ArticleReader
from artfmt.formats.html.content import judge
from artfmt.formats.html.embedded import embedded_body
from artfmt.formats.html.encodings import decoded, text_of
from artfmt.formats.html.headlines import guessed_headline
from artfmt.formats.html.judgement import judge_page
from artfmt.formats.html.letters import is_fragment, is_letter_or_document, read_letter
from artfmt.formats.html.linked_data import unread
from artfmt.formats.html.markup import in_language
from artfmt.formats.html.metadata import read_claims
from artfmt.formats.html.own import OwnReader, find_own
from artfmt.formats.html.places import TagPlaces
from artfmt.formats.html.segments import Page
from artfmt.formats.html.tree import parse_html
from artfmt.model.article import Article
from artfmt.reading.document import Report, nearest
from artfmt.reading.structured import checked, fitting
from artfmt.source.controls import without_controls
from artfmt.source.diagnostics import Severity
from artfmt.source.errors import ReadError
from artfmt.source.source import Source

Element = etree._Element


def read(source: Source, report: Report) -> Article:
    """The article that a page holds.

    Raises ReadError where the page holds no story; for a page of artfmt's own, with line and column, where it has
    no headline or no body, or breaks the schema.
    """
    text, encoding = decoded(source)
    report.decode = text_of
    if encoding != "utf-8":
        report.notice("encoding", Severity.INFO, f"read as {encoding}")
    root = parse_html(text, report)
    if root is None:
        raise ReadError("is empty: an article needs at least a headline and a body")
    report.resolve = TagPlaces(root, text)
    own = find_own(root)
    if own is None:
        return _read_page(root, text, source.url, report)
    article = OwnReader(root, own, report).article()
    return checked(article, lambda pointer: nearest(report.places(article), pointer), "html", source.name)


def _read_page(root: Element, text: str, url: str | None, report: Report) -> Article:
    """The article that a page of the web holds.

    Raises ReadError where the page holds no story, or no headline for it.
    """
    if is_fragment(text):
        return fitting(read_letter(root, read_claims(root, url), report, whole=True), report, Severity.INFO)
    if is_letter_or_document(root, text):
        article = read_letter(root, read_claims(root, url), report, whole=False)
        return fitting(in_language(article, report), report, Severity.INFO)
    reading = judge_page(root, url)
    if report.headline:
        reading = replace(reading, headline=report.headline, heading=None)
    claims = reading.claims
    whole = embedded_body(root, claims, reading.content)
    if whole is not None:
        words_shown = without_controls(" ".join(segment.text for segment in reading.page.segments))
        report.notice(
            "embedded", Severity.INFO, "took the text from the page's data, which alone has it", root, words_shown
        )
        inner = Page(whole)
        scores = [1.0] * len(inner.segments)
        reading = replace(reading, page=inner, content=judge(inner, scores, None), scores=scores)
    content = reading.content
    if content is None:
        raise ReadError("holds no article: no text on the page reads like a story")
    if content.doubt:
        report.notice("may-be-none", Severity.WARNING, f"may hold no article: {content.doubt}", root)
    if not reading.headline:
        opening = next(segment for segment, keep in zip(content.page.segments, content.kept, strict=True) if keep)
        reading = replace(reading, headline=guessed_headline(opening.text, opening.box.element, report))
    for name, text in unread(claims.node):
        message = f"left out {name} of the page's data: it has no place in an article"
        report.notice("left-out", Severity.INFO, message, root, text)
    reader = ArticleReader(reading, content, report)
    return fitting(in_language(reader.article(root, url), report), report, Severity.INFO)
