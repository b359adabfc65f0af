"""GitHub's fork of the CommonMark reference implementation builds the same page from our Markdown as our parser."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import html as lxml_html
from markdown_it import MarkdownIt

from artfmt.formats.write import write
from artfmt.model.article import Article
from conftest import lacking

_WHITE_SPACE = re.compile(r"\s+")


def _outline(page: str) -> list[tuple[str, str]]:
    """Each element with the texts after its start and its end, white space folded; addresses are spelled variously."""
    root = lxml_html.fragment_fromstring(page, create_parent="div")
    return list(_elements(root))


def _elements(root: lxml_html.HtmlElement) -> Iterator[tuple[str, str]]:
    for each in root.iter():
        if isinstance(each.tag, str) and each.tag not in ("thead", "tbody"):
            text = _WHITE_SPACE.sub(" ", (each.text or "") + "|" + (each.tail or "")).strip()
            yield each.tag, text


def test_the_reference_implementation_sees_the_same_structure(sample: list[Article]) -> None:
    try:
        import cmarkgfm
        from cmarkgfm.cmark import Options
    except ImportError:
        lacking("cmarkgfm: pip install -e '.[judges]'")
    ours = MarkdownIt("commonmark", {"maxNesting": 150}).enable(["table", "strikethrough"])
    ours.normalizeLinkText = str  # type: ignore[method-assign, assignment]
    for article in sample:
        body = write(article, "markdown").partition("\n---\n\n")[2]
        theirs = cmarkgfm.markdown_to_html_with_extensions(
            body, options=Options.CMARK_OPT_UNSAFE, extensions=["table", "strikethrough"]
        )
        assert _outline(ours.render(body)) == _outline(theirs.replace("<del>", "<s>").replace("</del>", "</s>")), body
