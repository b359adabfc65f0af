from __future__ import annotations

from artfmt.formats.read import read
from artfmt.model.article import Author
from formats.text.test_reader import lost_words

DRAFT = """SLUG: ferry-fares
HED: Fares fall in June
DEK: The board halves them for everybody.
BYLINE: By Ida Brandt
Section: Transit
Date: May 4, 2031
Caption: The Heron leaves pier 4.
Credit: Pia Lund/Harbor Wire
ART: A white ferry at a pier
URL: https://harbor.example/fares
TAGS: boats, fares
PRIORITY: high

The harbor board will halve its fares on June 1, it said on Friday.

Why it matters: Nine thousand people ride the boats.
"""


def test_the_fields_of_a_draft() -> None:
    document = read(DRAFT, "text")
    article = document.article
    assert article.headline == "Fares fall in June"
    assert article.deck == "The board halves them for everybody."
    assert article.authors == (Author("Ida Brandt"),)
    assert (article.section, article.published) == ("Transit", "2031-05-04")
    assert article.image is not None
    assert article.image.credit[0].text == "Pia Lund/Harbor Wire"
    assert article.image.alt == "A white ferry at a pier"
    assert (article.url, article.tags) == ("https://harbor.example/fares", ("boats", "fares"))
    assert article.body[0].blocks
    assert not lost_words(DRAFT, document)
    assert any(notice.text == "SLUG: ferry-fares" for notice in document.notices)


def test_a_headline_with_a_colon_is_no_field() -> None:
    text = "Title: a word that the board will not use\n\nThe harbor board met on Friday, and it said so.\n"
    assert read(text, "text").article.headline == "Title: a word that the board will not use"
