"""NITF, the News Industry Text Format: one article a document (https://iptc.org/std/NITF/3.6/).

Its body has HTML's elements, and some of its own, which are taken for those that mean the same in HTML.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from artfmt.formats.html.authors import authors_of
from artfmt.formats.html.markup import article_of_markup
from artfmt.formats.html.metadata import absolute
from artfmt.formats.xml import LANGUAGE, inner_text, parse_xml, words_of
from artfmt.language.dateline import place_in
from artfmt.language.dates import rfc3339
from artfmt.language.name_judge import NameJudge
from artfmt.model.article import Article, Author, Rights
from artfmt.reading.document import Report
from artfmt.reading.metadata import Metadata
from artfmt.source.errors import ReadError
from artfmt.source.source import Source

Element = etree._Element

# Elements of NITF's own, and those of HTML that mean the same.
_OF_HTML = {"block": "div", "hl1": "h1", "hl2": "h2", "bq": "blockquote", "media": "figure", "body.content": "div"}
# Elements of a body's head and end that hold words.
_BESIDE_THE_BODY = (
    *("hl1", "hl2", "abstract", "note", "distributor", "series"),
    *("tagline", "bibliography"),
)
_TAGS = """
p div h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table tr td th thead tbody caption blockquote pre figure figcaption img a em
strong b i u s sub sup br hr q
"""
_HTML = frozenset(_TAGS.split())


def read(source: Source, report: Report) -> Article:
    """The article that the document holds. Raises ReadError where it has no text."""
    root = parse_xml(source)
    return article_of_nitf(root, report)


def article_of_nitf(root: Element, report: Report, beside: Metadata | None = None) -> Article:
    """The article of a ``<nitf>`` element; ``beside`` is what is said of it elsewhere, where it says less itself.

    Raises ReadError where it has no ``<body.content>``.
    """
    body = next(root.iter("body.content"), None)
    if body is None:
        raise ReadError("has no <body.content>: an article needs at least one paragraph")
    head = next(root.iter("body.head"), None)
    headline = _text(head, "hl1") or _text(root, "title") or None
    docdata = next(root.iter("docdata"), None)
    metadata = Metadata(
        id=_attribute(docdata, "doc-id", "id-string"),
        language=root.get(LANGUAGE),
        headline=headline,
        deck=_text(head, "hl2") or _text(head, "abstract") or None,
        section=_attribute(root, "tobject.subject", "tobject.subject.type"),
        tags=tuple(dict.fromkeys(filter(None, (child.get("key") for child in root.iter("keyword"))))),
        published=rfc3339(_attribute(docdata, "date.release", "norm") or _attribute(docdata, "date.issue", "norm"))
        or rfc3339(_attribute(head, "story.date", "norm")),
        dateline=_dateline(head),
        authors=tuple(_authors(head)),
        rights=_rights(root),
    )
    for further in [*root.iter("body.content")][1:]:  # NITF 3.6: a body has any number of them
        body.append(further)
    _tell_the_rest(root, report, f"{headline} {metadata.deck}")
    return article_of_markup(_markup(body), metadata.or_else(beside) if beside else metadata, report)


def _tell_the_rest(root: Element, report: Report, read_already: str) -> None:
    """Tell the words about the body that no field holds: a dateline, a tagline, rights, a second headline."""
    for name in _BESIDE_THE_BODY:
        for element in root.iter(name):
            words = words_of(element)
            if words and words not in read_already and not any(True for _ in element.iterancestors("body.content")):
                report.left_out(words, None, f"<{name}>, for which an article has no field")


def _text(element: Element | None, name: str) -> str:
    first = next(element.iter(name), None) if element is not None else None
    return words_of(first) if first is not None else ""


def _attribute(element: Element | None, name: str, attribute: str) -> str | None:
    if element is None:
        return None
    return next((value for child in element.iter(name) if (value := child.get(attribute))), None)


def _dateline(head: Element | None) -> str | None:
    line = next(head.iter("dateline"), None) if head is not None else None
    return (_text(line, "location") or place_in(words_of(line)) or None) if line is not None else None


def _rights(root: Element) -> Rights | None:
    """What the line about rights says, or else who the document's data say holds the copyright."""
    line = next(root.iter("rights"), None)
    fields = {
        "statement": words_of(line) if line is not None else None,
        "holder": _text(line, "rights.owner") or _attribute(root, "doc.copyright", "holder"),
    }
    return Rights(**fields) if any(fields.values()) else None


def _authors(head: Element | None) -> Iterator[Author]:
    for byline in head.iter("byline") if head is not None else ():
        role = _text(byline, "byttl") or None
        names = [inner_text(child) for child in byline.iter("person")]
        if not names:
            names = [byline.text or ""]
        persons, organisations = authors_of(names, NameJudge([]), lambda raw: absolute(raw, None))
        yield from (Author(author.name, author.role or role) for author in persons or organisations)


def _markup(body: Element) -> str:
    """The body as HTML."""
    for element in [*body.iter()]:
        name = str(element.tag)
        if name == "media":
            _picture(element)
        element.tag = _OF_HTML.get(name, name if name in _HTML else "span")
    return etree.tostring(body, encoding="unicode", method="html")


def _picture(media: Element) -> None:
    """Make a picture of what NITF holds apart: a reference, a caption, who made it."""
    for child in [*media]:
        if child.tag == "media-reference" and (address := child.get("source")):
            child.tag = "img"
            child.set("src", address)
            child.set("alt", child.get("alternate-text") or "")
        elif child.tag in ("media-caption", "media-producer"):
            child.set("class", "credit" if child.tag == "media-producer" else "caption")
            child.tag = "figcaption"
        elif isinstance(child.tag, str):
            child.tag = "p"
