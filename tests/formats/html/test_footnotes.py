"""Footnotes of pages: a sign leads to a note and the note back, whatever made the page."""

from __future__ import annotations

import pytest

from artfmt import read, write
from artfmt.model.article import Article
from artfmt.model.prose import Span, plain_text
from artfmt.model.schema import validate

_REST = (
    "<p>Traders move to the grain yard until then, where the city has promised heated halls, running water and the "
    "same rent until the quay opens again.</p>"
)


def _page(mark: str, notes: str, head: str = "") -> str:
    story = f"<p>The quay closes in October{mark} for two winters, the board said on Monday after a long meeting.</p>"
    return (
        f"<html><head><title>The quay closes</title>{head}</head><body><article><h1>The quay closes</h1>"
        f"{story}{_REST}{notes}</article></body></html>"
    )


_PAGES = {
    "goldmark": _page(
        '<sup id="fnref:1"><a href="#fn:1" class="footnote-ref" role="doc-noteref">1</a></sup>',
        '<div class="footnotes"><hr><ol><li id="fn:1"><p>Said the <b>clerk</b>.&#160;'
        '<a href="#fnref:1" class="footnote-backref">&#8617;&#65038;</a></p></li></ol></div>',
    ),
    "a wiki": _page(
        '<sup id="cite_ref-1" class="reference"><a href="#cite_note-1">[1]</a></sup>',
        '<h2><span id="Notes">Notes</span></h2><div><ol class="references"><li id="cite_note-1">'
        '<span><b><a href="#cite_ref-1">^</a></b></span> <span>Said the <b>clerk</b>.</span></li></ol></div>',
    ),
    "Substack": _page(
        '<a class="footnote-anchor" id="footnote-anchor-1" href="#footnote-1">1</a>',
        '<div class="footnote"><a id="footnote-1" href="#footnote-anchor-1" class="footnote-number">1</a>'
        '<div class="footnote-content"><p>Said the <b>clerk</b>.</p></div></div>',
    ),
    "Word": _page(
        '<a href="#_ftn1" name="_ftnref1" title=""><span class=MsoFootnoteReference><span>[1]</span></span></a>',
        '<div><br clear=all><hr size=1><div id=ftn1><p class=MsoFootnoteText><a href="#_ftnref1" name="_ftn1">'
        "<span class=MsoFootnoteReference>[1]</span></a> Said the <b>clerk</b>.</p></div></div>",
        "<meta name=Generator content='Microsoft Word 15'>",
    ),
    "Docs": _page(
        '<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup>',
        '<hr><div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a><span>&nbsp;Said the <b>clerk</b>.</span></p></div>',
        "<style>.lst-kix_a{color:#000}</style>",
    ),
    "a fragment": (
        '<h1>The quay closes</h1><p>The quay closes<a id="r1" href="#n1">*</a> for two winters, the board said.</p>'
        f'{_REST}<p id="n1"><a href="#r1">*</a> Said the <b>clerk</b>.</p>'
    ),
}


def _shown(article: Article) -> str:
    spans = [part for _, part in article.walk() if isinstance(part, Span)]
    return "".join(span.text if span.footnote is None else f"{{{span.footnote}}}" for span in spans)


@pytest.mark.parametrize("page", _PAGES.values(), ids=_PAGES.keys())
def test_a_note_that_its_sign_leads_to_and_that_leads_back_is_a_footnote(page: str) -> None:
    article = read(page, "html").article
    assert "{1} for two winters" in _shown(article)
    (note,) = article.footnotes
    assert note.content == (Span("Said the "), Span("clerk", ("bold",)), Span("."))
    assert "Notes" not in article.text
    assert validate(article) == []
    assert read(write(article, "html"), "html").article == article


@pytest.mark.parametrize(
    "body",
    [
        '<p>Go to page <a href="#p2">2</a>.</p><div id="p2"><p>The second page.</p></div>',
        '<p id="top">See <a href="#a1">a</a>.</p><p><a id="a1"></a>The list is <a href="#other">long</a>.</p>',
        '<p>One<a href="#n1">1</a></p>',
        '<p id="n1"><a id="r1" href="#r2">1</a> first</p><p>x<a id="r2" href="#gone">2</a></p>',
        "".join(
            f'<p id="p{n}">Page {n} <a href="#p{n - 1}">{n - 1}</a> <a href="#p{n + 1}">{n + 1}</a></p>'
            for n in range(5)
        ),
        '<p id="q1">Ask <a href="#a1">1</a></p><p id="a1">The quay closes. <a href="#q1">back</a></p>',
        '<p id="e">As <a href="#eq1">(1)</a> says</p><div id="eq1">x = y <a href="#e">(1)</a></div>',
    ],
)
def test_links_of_other_kinds_stay_links(body: str) -> None:
    article = read(f"<h1>The quay closes</h1>{_REST}{body}", "html").article
    assert article.footnotes == ()
    assert "{" not in _shown(article)


def test_a_note_beside_proven_ones_is_one_though_its_way_back_is_broken() -> None:
    marks = '<sup id="r1"><a href="#n1">[1]</a></sup> and<sup><a href="#n2">[2]</a></sup> again<sup><a href="#n1">[1]</a></sup>'
    notes = '<ol><li id="n1"><a href="#r1">^</a> One.</li><li id="n2"><a href="#lost">^</a> Two.</li></ol>'
    article = read(_page(marks, notes), "html").article
    assert "{1} and{2} again{1} for" in _shown(article)
    assert [plain_text(note.content) for note in article.footnotes] == ["One.", "Two."]


def test_a_footnote_that_nothing_kept_refers_to_is_told() -> None:
    aside = '<aside class="comments"><p>First<sup id="r1"><a href="#n1">1</a></sup></p></aside>'
    document = read(_page("", f'{aside}<ol><li id="n1">Of a comment. <a href="#r1">^</a></li></ol>'), "html")
    told = " ".join(notice.text for notice in document.notices)
    assert document.article.footnotes or "Of a comment." in told


def test_headings_that_links_lead_to_keep_their_ids() -> None:
    sections = f'<h2 id="plan">The plan</h2>{_REST}<section id="cost"><h2>The cost</h2>{_REST}</section>'
    sections += f'<h2><a name="end"></a>The end</h2>{_REST}<h2 id="never">Never</h2>{_REST}'
    links = ' (<a href="#plan">plan</a>, <a href="#cost">cost</a>, <a href="#end">end</a>)'
    article = read(_page(links, sections), "html").article
    assert [section.id for section in article.body] == [None, "plan", "cost", "end", None]
