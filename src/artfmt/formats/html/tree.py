"""The tree of an HTML text: parsed as it comes, with what browsers would put right put right."""

from __future__ import annotations

from lxml import etree

from artfmt.reading.document import Report
from artfmt.source.diagnostics import Severity

Element = etree._Element

# What a head holds (HTML, section 4.2); scripts and templates stand anywhere.
_OF_HEAD = frozenset({"title", "meta", "link", "base", "style", "script", "noscript", "template", "object", "isindex"})
_DEEPEST_FIGURE = 16


def parse_html(text: str, report: Report | None = None) -> Element | None:
    """The root of an HTML text; None where it holds nothing. Nothing is fetched.

    The parser reads no deeper than 255 elements: ``report`` is told where it stopped.
    """
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    data = text.encode("utf-8", "replace")
    root = etree.fromstring(data, parser) if data.strip() else None
    if report is not None:
        for error in parser.error_log.filter_from_fatals():
            if "depth" in error.message:
                why = "the page nests more than 255 elements here; what follows so deep was not read"
                report.notice("too-deep", Severity.WARNING, why, error.line)
                break
    return None if root is None else _with_shallow_figures(_with_body(root))


def _with_body(root: Element) -> Element:
    """The same tree, with what a page without ``<body>`` shows in its body: the parser leaves it in the head."""
    head, body = root.find("head"), root.find("body")
    first = next((child for child in head if child.tag not in _OF_HEAD), None) if head is not None else None
    if first is None or head is None:
        return root
    of_body = [first, *first.itersiblings()]
    if body is None:
        body = etree.SubElement(root, "body")
    of_body[-1].tail = (of_body[-1].tail or "") + (body.text or "")
    body.text = None
    body[:0] = of_body
    return root


def _with_shallow_figures(root: Element) -> Element:
    """The same tree; a figure within too many others is a box like any, since reading each one calls for the next."""
    for figure in root.iter("figure"):
        if sum(1 for _ in figure.iterancestors("figure")) >= _DEEPEST_FIGURE:
            figure.tag = "div"
    return root
