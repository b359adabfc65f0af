"""Letters, documents of word processors and pieces of pages: read by the roles of their lines."""

from __future__ import annotations

import pytest

from artfmt.formats.read import read
from artfmt.formats.write import write
from artfmt.model.article import Article, Image
from artfmt.model.prose import plain_text
from artfmt.source.diagnostics import Severity
from artfmt.source.errors import ReadError

_FERRY = "The ferry board will halve its fares on the first of June, it said on Friday."
_ROPES = "Two of the four rope works on Quay Street will close by the autumn, the owners said."


def _mail(*cells: str, title: str = "Harbour Brief") -> str:
    """A letter as a mail service lays it out: each cell in a table of its own within a table."""
    rows = "".join(f"<tr><td><table role='presentation'><tr><td>{cell}</td></tr></table></td></tr>" for cell in cells)
    style = "<style>p { mso-line-height-rule: exactly }</style>"
    return f"<!doctype html><html><head><title>{title}</title>{style}</head><body><table>{rows}</table></body></html>"


_LETTER = _mail(
    "<div style='display:none'>What the board said, and more.</div>",
    "<a href='https://mail.example/1'>View this email in your browser</a>",
    "<em>By Ida Brandt &middot; Mar 09, 2026</em>",
    "Good morning! It is Monday.",
    "<h2>1 big thing: Ferries get cheaper</h2>",
    "<img src='https://mail.example/ferry.jpg' width='600' alt='A ferry in fog'>",
    "<span style='font-size:11px'>Photo: Luis Ortega/Harbour Wire</span>",
    f"{_FERRY}<br><br><strong>Why it matters:</strong> Four in ten people here <a href='https://harbour.example/board'>"
    "cross the sound</a> every day to work.<br><br><strong>By the numbers:</strong><ul><li>4 ferries</li>"
    "<li>900 seats</li></ul>",
    "<h2>2. Ropes go</h2>" + _ROPES,
    "Was this email forwarded to you? <a href='https://mail.example/2'>Sign up here</a>.",
    "Copyright &copy; 2026 Harbour Wire, all rights reserved.<br>You can <a href='https://mail.example/3'>unsubscribe"
    "</a> from this list.",
)


def _labels(article: Article) -> list[str]:
    return [inner.axiom.label for section in article.body for inner in section.sections if inner.axiom]


def test_a_letter_of_nested_tables_is_a_newsletter() -> None:
    document = read(_LETTER, "html")
    article = document.article
    assert (article.type, article.headline, article.published) == ("newsletter", "Harbour Brief", "2026-03-09")
    assert [author.name for author in article.authors] == ["Ida Brandt"]
    assert [plain_text(section.heading) for section in article.body if section.heading] == [
        "1 big thing: Ferries get cheaper",
        "2. Ropes go",
    ]
    assert _labels(article) == ["Why it matters", "By the numbers"]
    (picture,) = (part for _, part in article.walk() if isinstance(part, Image))
    assert (picture.src, picture.alt) == ("https://mail.example/ferry.jpg", "A ferry in fog")
    assert plain_text(picture.credit) == "Photo: Luis Ortega/Harbour Wire"
    markdown = write(article, "markdown")
    assert "[cross the sound](https://harbour.example/board)" in markdown
    assert "forwarded" not in markdown
    assert "unsubscribe" not in markdown
    notices = "\n".join(notice.text for notice in document.notices)
    assert all(words in notices for words in ("View this email", "What the board said", "forwarded", "unsubscribe"))


def test_a_letter_says_where_its_parts_stand() -> None:
    document = read(_LETTER.replace("<h2>2.", "\n<h2>2."), "html")
    location = document.locate("/body/2/heading")
    assert location is not None
    assert (location.line, location.column) == (2, 1)


def test_an_old_page_of_tables_is_no_letter() -> None:
    page = _mail("<h1>Ferries get cheaper</h1>", *[f"<p>{n} boats: {_FERRY} {_ROPES}</p>" for n in "1234"])
    page = page.replace("mso-line", "line").replace("role='presentation'", "")
    assert read(page, "html").article.text.count(_FERRY) == 4


_WORD = """<html><head><meta name=Generator content="Microsoft Word 15 (filtered)"><title>Draft</title></head><body>
<p class=MsoTitle>Ferries get cheaper</p><p class=MsoSubtitle>And fewer</p><p class=MsoNormal>By Ida Brandt</p>
<p class=MsoNormal>%s</p><p class=MsoNormal><b>By the numbers:</b></p>
<p class=MsoListParagraphCxSpFirst><span style='font-family:Symbol'>·<span>&nbsp;&nbsp;&nbsp; </span></span>4 ferries</p>
<p class=MsoListParagraphCxSpLast><span style='font-family:Symbol'>·<span>&nbsp;&nbsp;&nbsp; </span></span>900 seats</p>
</body></html>"""


def test_a_document_of_a_word_processor_has_its_title_and_its_lists() -> None:
    article = read(_WORD % _FERRY, "html").article
    assert (article.headline, article.deck) == ("Ferries get cheaper", "And fewer")
    assert [author.name for author in article.authors] == ["Ida Brandt"]
    assert "**By the numbers:**\n\n- 4 ferries\n- 900 seats\n" in write(article, "markdown")


def test_the_address_that_a_redirect_hides_is_the_link() -> None:
    link = "https://www.google.com/url?q=https://harbour.example/board&amp;sa=D"
    text = f"<p class=title>Ferries get cheaper</p><p>{_FERRY} <a href='{link}'>More</a> is known.</p>"
    assert "(https://harbour.example/board)" in write(read(text, "html").article, "markdown")


@pytest.mark.parametrize("body", [_FERRY, "It does.", "B"], ids=["prose", "a sentence", "a letter"])
@pytest.mark.parametrize("frame", ["{}", "<article>{}</article>", "<div><div>{}</div></div>"])
def test_a_piece_of_a_page_is_read_whatever_its_length(body: str, frame: str) -> None:
    article = read(frame.format(f"<h1>Ferries get cheaper</h1><p>{body}</p>"), "html").article
    assert (article.headline, article.text) == ("Ferries get cheaper", body)


def test_nothing_of_a_piece_is_judged_away() -> None:
    words = ["Sign up for our newsletter", "Advertisement", "© 2031"]
    piece = "<h1>Ferries get cheaper</h1>" + "".join(f"<p>{line}</p>" for line in (_FERRY, *words, _ROPES))
    document = read(piece, "html")
    kept = document.article.text + " ".join(story.title for story in document.article.related)
    assert [line for line in words if line not in kept] == []


def test_the_link_of_a_label_is_told() -> None:
    document = read(f"<h1>Ferries get cheaper</h1><p><a href='/board'>Why it matters</a>: {_FERRY}</p>", "html")
    assert document.article.body[0].axiom is not None
    assert [notice.text for notice in document.notices] == ["/board"]


def test_a_body_alone_has_a_guessed_headline_or_the_one_that_is_stated() -> None:
    body = f"<p>{_FERRY}</p><p>{_ROPES}</p>"
    guessed = read(body, "html")
    assert guessed.article.headline == "The ferry board will halve its fares on the first of June…"
    assert guessed.article.text == f"{_FERRY}\n\n{_ROPES}"
    assert [(n.rule, n.severity) for n in guessed.notices] == [("headline-guessed", Severity.WARNING)]
    stated = read(body, "html", headline="Ferries get cheaper")
    assert (stated.article.headline, stated.article.text) == ("Ferries get cheaper", guessed.article.text)
    assert stated.notices == ()


def test_a_stated_headline_stands_once() -> None:
    document = read(f"<h1>Ferries get cheaper</h1><p>{_FERRY}</p>", "html", headline="Ferries get cheaper")
    assert (document.article.headline, document.article.text) == ("Ferries get cheaper", _FERRY)


@pytest.mark.parametrize("piece", ["<p></p>", "<img src='a.jpg'>", "<p>One line</p>"])
def test_a_piece_without_a_headline_and_a_body_is_refused(piece: str) -> None:
    with pytest.raises(ReadError):
        read(piece, "html")


def test_levels_of_lists_are_what_word_and_docs_say_they_are() -> None:
    level = "<p class=MsoListParagraph style='mso-list:l0 level{} lfo1'><span>{}<span>&nbsp;&nbsp; </span></span>{}</p>"
    word = "".join(level.format(*row) for row in ((1, "·", "Piles"), (2, "o", "Ladders"), (1, "·", "Deck")))
    docs = "<ul class='lst-kix_a-0'><li>Piles</li></ul><ul class='lst-kix_a-1'><li>Ladders</li></ul>"
    docs += "<ul class='lst-kix_a-0'><li>Deck</li></ul>"
    for lists in (word, docs):
        article = read(f"<h1>Ferries get cheaper</h1><p>{_FERRY}</p>{lists}<p>{_ROPES}</p>", "html").article
        assert "- Piles\n  - Ladders\n- Deck\n" in write(article, "markdown")


def test_bold_by_style_is_bold_and_a_normal_b_is_not() -> None:
    sheet = "<style>.c7{font-weight:700}</style>"
    body = f"<b style='font-weight:normal' id='docs-internal-guid-1'><h1>Ferries</h1><p><span class=c7>Ropes</span> {_ROPES}</p>"
    markdown = write(
        read(f"{sheet}{body}<p><span style='font-style:italic'>Then</span> {_FERRY}</p></b>", "html").article,
        "markdown",
    )
    assert f"**Ropes** {_ROPES}" in markdown
    assert f"_Then_ {_FERRY}" in markdown


@pytest.mark.parametrize("around", ["<ul><li>Four boats{}</li></ul>", "<blockquote><p>Four boats</p>{}</blockquote>"])
def test_a_heading_where_only_blocks_have_a_place_is_a_paragraph(around: str) -> None:
    table = "<table><tr><td><h3>Nine hundred seats</h3></td></tr></table>"
    piece = f"<h1>Ferries get cheaper</h1><p>{_FERRY}</p>{around.format(table)}"
    assert read(piece, "html").article.text == f"{_FERRY}\n\nFour boats\n\nNine hundred seats"
