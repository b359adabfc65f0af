"""The pictures and tables of a document with their captions, which stand beside them in paragraphs of their own."""

from __future__ import annotations

from lxml import etree

from artfmt.formats.html.tree import parse_html
from artfmt.reading.document import Report
from artfmt.source.diagnostics import Severity

Element = etree._Element


def with_figures(markup: str, report: Report) -> str:
    """The HTML of a document as a page, each picture and each table in one figure with its caption.

    A picture that nothing is said of is told: it stands within the document, and no address leads to it.
    """
    root = parse_html(f"<html><body>{markup}</body></html>")
    body = root.find("body") if root is not None else None
    if root is None or body is None:
        return "<html><body></body></html>"
    for caption in [*body.iter("p")]:
        if "caption" not in (caption.get("class") or "").split():
            continue
        before, after = caption.getprevious(), caption.getnext()
        if before is not None and _is_picture(before):
            _join(before, caption)
        elif after is not None and (after.tag == "table" or _is_picture(after)):
            _join(after, caption)
        elif before is not None and before.tag == "table":
            _join(before, caption)
    for picture in body.iter("img"):
        if not picture.get("alt") and next(picture.iterancestors("figure"), None) is None:
            report.notice(
                "left-out", Severity.WARNING, "left out a picture within the document, of which nothing is said", None
            )
    return etree.tostring(root, encoding="unicode", method="html")


def _is_picture(element: Element) -> bool:
    has_words = bool("".join(map(str, element.itertext())).strip())
    return element.tag == "p" and not has_words and element.find(".//img") is not None


def _join(holder: Element, caption: Element) -> None:
    """Put a picture or a table and its caption into a figure where the first of them stands."""
    parent, above = holder.getparent(), caption.getparent()
    assert parent is not None
    assert above is not None
    figure = etree.Element("figure")
    parent.replace(holder, figure)
    figure.extend(holder if holder.tag == "p" else [holder])
    above.remove(caption)
    caption.tag = "figcaption"
    figure.append(caption)
